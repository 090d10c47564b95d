/**
 * Random lives of a few lines: people and jobs ask for likely and unlikely things at random times. Plays commands
 * through the decider as the application would and keeps what was asked, decided and logged. Asserts nothing.
 */
import fc from 'fast-check';
import { type Decision, fold } from '../../../src/engine/core.ts';
import { currentStep } from '../../../src/engine/tenant/clock.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { ConnectionCommand, TenantEvent, TenantFacts } from '../../../src/engine/tenant/messages.ts';
import type { Actor, Connection, StepId, TenantState } from '../../../src/engine/tenant/model.ts';
import { openOrder } from '../../../src/engine/tenant/model.ts';
import { meteredFrom, midnightBefore } from '../../../src/engine/tenant/money-clock.ts';
import type { Past } from '../core/given.ts';
import { day, facts, fei, fields, job, lin, minute, rui, T0, wei } from './story.ts';

/** Holds every role at once, so that nothing but four eyes stands between a wish and its approval. */
const everything: Actor = { person: 'max', movers: ['customer', 'reviewer', 'field', 'finance', 'admin', 'system'] };
const actor = fc.oneof(
  { weight: 3, arbitrary: fc.constant(everything) },
  { weight: 2, arbitrary: fc.constantFrom(lin, wei, rui, fei, job) },
);
const steps: readonly StepId[] = ['reserve-ports', 'cabling', 'light-levels', 'link-debugging'];

/** What is drawn at random; what it comes to depends on the state it meets. */
interface Draw {
  readonly push: boolean;
  readonly actor: Actor;
  readonly waitMs: number;
  readonly freePorts: number;
  readonly command: ConnectionCommand;
}

export interface Turn {
  readonly command: ConnectionCommand;
  readonly facts: TenantFacts;
  readonly before: TenantState;
  readonly decision: Decision<TenantEvent>;
  readonly after: TenantState;
}

const line = fc.constantFrom('conn-1', 'conn-1', 'conn-1', 'conn-2', 'constructor');
const attempt = fc.integer({ min: 1, max: 3 });
const step = fc.constantFrom(...steps);
const text = fc.constantFrom('', 'no light', '没有光');
const order = fc
  .tuple(line, fc.constantFrom('installation', 'rental-1', 'rental-2', 'renewal-1', 'traffic-1'))
  .map(([id, kind]) => `${id}-${kind}`);
const term = fc.record({ unit: fc.constantFrom('MONTH', 'YEAR'), span: fc.integer({ min: 0, max: 10 }) } as const);
const wish = fc.record({
  name: fc.constantFrom('line-a', 'line-b', 'bad name'),
  region: fc.constantFrom('cn-north-1', 'cn-east-2'),
  port: fc.constantFrom('1000BASE-LX', '10GBASE-LR', '100GBASE-LR4'),
  autoPay: fc.boolean(),
});
const alarm = fc.constantFrom(
  'review-reminder',
  'payment-expiry',
  'acceptance-escalation',
  'late-cabling-1',
  'rental-over',
  'tea',
);
const says = <N extends ConnectionCommand['do']>(name: N) => fc.constant(name);

export const anyCommand: fc.Arbitrary<ConnectionCommand> = fc.oneof(
  fc.record({
    do: fc.constantFrom('approve', 'withdraw', 'pay', 'nudge', 'expire', 'delete', 'confirm-removal'),
    connection: line,
  } as const),
  fc.record({ do: fc.constantFrom('retry-step', 'report-repair'), connection: line } as const),
  fc.record({ do: says('order'), connection: line, fields: wish, again: fc.boolean() }),
  fc.record({
    do: says('record-checks'),
    connection: line,
    checks: fc.constantFrom([], [{ check: 'real-name', pass: true } as const]),
  }),
  fc.record({ do: says('edit'), connection: line, fields: fc.constantFrom({ name: 'line-c' }, { description: '' }) }),
  fc.record({ do: fc.constantFrom('reject', 'object', 'report-fault'), connection: line, reason: text } as const),
  fc.record({ do: says('await-payment'), connection: line, order, attempt }),
  fc.record({ do: says('refuse-payment'), connection: line, order, attempt, reason: text, balanceFen: fc.nat(9) }),
  fc.record({
    do: says('settle'),
    connection: line,
    order,
    payment: fc.constantFrom('pay-1', 'pay-2', 'pay-3'),
    fen: fc.constantFrom(0, 1, 50_000, 420_000, 1_500_000),
  }),
  fc.record({ do: says('finish-step'), connection: line, step }),
  fc.record({
    do: says('fail-step'),
    connection: line,
    step,
    round: fc.constantFrom(1, 2),
    attempt,
    detail: fc.constant({}),
  }),
  fc.record({ do: says('confirm'), connection: line, term, autoRenew: fc.boolean() }),
  fc.record({
    do: fc.constantFrom('suspend', 'release', 'stop-traffic', 'release-traffic'),
    connection: line,
  } as const),
  fc.record({ do: says('renew'), connection: line, term }),
  fc.record({ do: says('set-auto-renew'), connection: line, on: fc.boolean() }),
  fc.record({ do: says('ring'), connection: line, alarm }),
);

export const anyLife: fc.Arbitrary<readonly Draw[]> = fc.array(
  fc.record({
    push: fc.boolean(),
    actor,
    waitMs: fc.constantFrom(0, minute, day, 11 * day, 31 * day),
    freePorts: fc.constantFrom(0, 1, 9),
    command: anyCommand,
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

/** A day's traffic as the meter would tell it. */
function reading(line: Connection, at: number) {
  return { from: meteredFrom(line) ?? 0, until: midnightBefore(at), bytes: 30_000_000_000 };
}

/** What would bring the line on from here, and who may: without a push, random commands hardly leave the first state. */
function push(state: TenantState, { command, actor }: Draw, at: number): [ConnectionCommand, Actor] {
  const { connection } = command;
  const known = Object.hasOwn(state.connections, connection) ? state.connections[connection] : undefined;
  const bill = openOrder(state, connection);
  const settle = {
    do: 'settle',
    connection,
    order: bill?.id ?? '',
    payment: `for-${bill?.id}`,
    fen: bill?.fen ?? 0,
  } as const;
  switch (known?.state) {
    case undefined:
      return [{ do: 'order', connection, fields: { ...fields, name: connection }, again: true }, lin];
    case 'Ordering':
      return [{ do: 'approve', connection }, rui];
    case 'Installation_Paying':
      return bill?.collection ? [settle, job] : [{ do: 'pay', connection }, lin];
    case 'Pending': {
      const now = currentStep(known);
      if (now?.status === 'failed') return [{ do: 'retry-step', connection }, fei];
      return [{ do: 'finish-step', connection, step: now?.id ?? 'reserve-ports' }, job];
    }
    case 'Confirming':
      return bill
        ? [settle, job]
        : [{ do: 'confirm', connection, term: { unit: 'MONTH', span: 1 }, autoRenew: true }, lin];
    case 'Active':
      if (known.rental && at > known.rental.to + 30 * day) return [{ do: 'suspend', connection }, job];
      return command.do === 'report-fault'
        ? [command, job]
        : [{ do: 'bill-traffic', connection, ...reading(known, at) }, job];
    case 'Suspended':
      return bill ? [settle, job] : [{ do: 'renew', connection, term: { unit: 'MONTH', span: 1 } }, lin];
    case 'InActive':
      return [{ do: 'delete', connection }, lin];
    case 'Deleting':
      return [{ do: 'confirm-removal', connection }, fei];
    case 'Rejected':
    case 'Deleted':
      return [command, actor];
  }
}

export function live(draws: readonly Draw[]): {
  readonly turns: readonly Turn[];
  readonly log: readonly Past<TenantEvent>[];
} {
  const turns: Turn[] = [];
  const log: Past<TenantEvent>[] = [];
  let state = tenant.initial;
  let at = T0;
  for (const draw of draws) {
    at += draw.waitMs;
    const [command, actor] = draw.push ? push(state, draw, at) : [draw.command, draw.actor];
    const freePorts = { '1000BASE-LX': draw.freePorts, '10GBASE-LR': draw.freePorts };
    const known = facts(actor, at, draw.push ? {} : { freePorts });
    const decision = tenant.decide(command, state, known);
    const before = state;
    if (decision.ok && decision.events.length > 0) {
      log.push({ at, by: actor.person, events: decision.events });
      state = fold(tenant, state, decision.events, { version: log.length, at, by: actor.person });
    }
    turns.push({ command, facts: known, before, decision, after: state });
  }
  return { turns, log };
}
