/**
 * The one question a tenant log answers: may this happen now? Always asked in one order: already so → silence;
 * drawn from an older picture → refusal; not in the lifecycle table → refusal; a rule against it → refusal; otherwise events.
 */
import { type Decision, refused, silence } from '../core.ts';
import { decideAlarms, isAlarmCommand } from './alarm/index.ts';
import { closingRules } from './closing.ts';
import { constructionRules } from './construction.ts';
import { type Move, movesFor } from './lifecycle.ts';
import type { ConnectionCommand, Seen, TenantCommand, TenantEvent, TenantFacts } from './messages.ts';
import type { Connection, TenantState } from './model.ts';
import { decideNetwork, isNetworkCommand } from './network/index.ts';
import { decideOrder, orderingRules } from './ordering.ts';
import { paymentRules } from './payment.ts';
import { voided } from './proven.ts';
import { renewalRules } from './renewal.ts';
import { decideReview, isReviewCommand } from './review/index.ts';
import { trafficRules } from './traffic.ts';

/** One command's rule: `alreadySo` first, then `anyState` where the lifecycle has no say, then `rule` once it allows the move. */
export interface Rule<C> {
  readonly alreadySo?: (command: C, connection: Connection, state: TenantState) => boolean;
  readonly anyState?: (command: C, state: TenantState, facts: TenantFacts) => Decision<TenantEvent> | undefined;
  readonly rule: (command: C, connection: Connection, state: TenantState, facts: TenantFacts) => Decision<TenantEvent>;
}

export type CommandOf<N extends ConnectionCommand['do']> = Extract<ConnectionCommand, { do: N }> & { do: N };
export type Rules<N extends ConnectionCommand['do']> = { readonly [K in N]: Rule<CommandOf<K>> };

const rules: Rules<Exclude<ConnectionCommand['do'], 'order'>> = {
  ...orderingRules,
  ...paymentRules,
  ...constructionRules,
  ...closingRules,
  ...renewalRules,
  ...trafficRules,
};

export function decideTenant(command: TenantCommand, state: TenantState, facts: TenantFacts): Decision<TenantEvent> {
  if (isNetworkCommand(command)) return decideNetwork(command, state, facts);
  if (isReviewCommand(command)) return decideReview(command, state, facts);
  if (isAlarmCommand(command)) return decideAlarms(command, state, facts);
  if (command.do === 'order') return decideOrder(command, state, facts);
  // People type ids: `constructor` is not one of ours.
  const connection = Object.hasOwn(state.connections, command.connection)
    ? state.connections[command.connection]
    : undefined;
  if (!connection) return refused('unknown-connection', { field: 'connection', value: command.connection });
  const rule = rules[command.do] as Rule<ConnectionCommand>;
  if (rule.alreadySo?.(command, connection, state)) return silence;
  // First of what is stale: it can say what changed.
  const lapsed = voided(command as Seen, facts, connection.name);
  if (lapsed) return lapsed;
  if (facts.seenRevision !== undefined && facts.seenRevision < connection.decisiveRevision) {
    return refused('stale', { field: 'revision', value: facts.seenRevision, values: { state: connection.state } });
  }
  const outside = rule.anyState?.(command, state, facts);
  if (outside) return outside;
  const moves: readonly Move[] = movesFor(connection.state, command.do);
  if (moves.length === 0) {
    return refused('not-now', {
      field: 'connection',
      value: connection.id,
      values: { state: connection.state, command: command.do },
    });
  }
  if (!moves.some((move) => move.by.some((mover) => facts.actor.movers.includes(mover)))) {
    return refused('not-your-role', {
      values: { command: command.do, roles: [...new Set(moves.flatMap((move) => [...move.by]))] },
    });
  }
  return rule.rule(command, connection, state, facts);
}
