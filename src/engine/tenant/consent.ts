/**
 * Whether a line's approval has all it needs: the policy's row for it, the votes so far, this one. Knows no event but
 * that of a vote that is not the last; what follows from the last one is the rule's that asked.
 */
import { installationFeeFen, portSpecById } from '../catalog/port-specs.ts';
import { type Decision, happened, refused, silence } from '../core.ts';
import { type ApprovalRule, type Risk, ruleFor } from '../policy/rules.ts';
import { type Ask, givenOn, humanOf, ownRequest, progress, type Voter, vote } from '../policy/votes.ts';
import type { Role } from './lifecycle.ts';
import type { TenantEvent, TenantFacts } from './messages.ts';
import type { Connection } from './model.ts';
import { marked } from './proven.ts';

export interface LineAsk extends Ask {
  readonly risk: Risk;
}

/** What waits for approval on a line: the application, or its deletion. */
export function askOf(connection: Connection): LineAsk | undefined {
  const given = connection.approvals ?? [];
  if (connection.state === 'Ordering') {
    // What the tenant will owe at least: the installation and one month.
    const fen = installationFeeFen + (portSpecById.get(connection.port)?.rentalFenPerMonth ?? 0);
    return { risk: 'order', requestedBy: connection.requestedBy, fen, given };
  }
  if (!connection.deletion || connection.state === 'Deleting' || connection.state === 'Deleted') return undefined;
  const live = connection.state === 'Active' || connection.state === 'InActive';
  return {
    risk: live ? 'deletion-live' : 'deletion',
    requestedBy: connection.deletion.requestedBy,
    fen: live ? 0 : installationFeeFen,
    given,
  };
}

export const ruleOf = (risk: Risk, facts: Pick<TenantFacts, 'policy'>): ApprovalRule =>
  ruleFor(facts.policy ?? {}, risk);

export const voterOf = (facts: Pick<TenantFacts, 'actor'>): Voter => ({
  person: facts.actor.person,
  roles: facts.actor.movers.filter((mover) => mover !== 'system'),
  lent: facts.actor.lent ?? [],
});

type Refused = Decision<never> & { ok: false };

/** Four eyes: nobody decides about what they asked for, whichever account they use. */
export function mayNotDecide(facts: TenantFacts, requestedBy: string): Refused | undefined {
  return ownRequest(requestedBy, voterOf(facts), facts.humans ?? {}) ? refused('own-request') : undefined;
}

/** A role that only the asker lent decides nothing of what they asked for. */
export function mayNotDecideAs(facts: TenantFacts, requestedBy: string, asked: readonly Role[]): Refused | undefined {
  const own = mayNotDecide(facts, requestedBy);
  if (own) return own;
  const { roles: held, lent } = voterOf(facts);
  const humans = facts.humans ?? {};
  const mine = asked.filter((role) => held.includes(role));
  const theirs = mine.every((role) => {
    const lenders = lent.filter((row) => row.role === role);
    return lenders.length > 0 && lenders.every((row) => humanOf(humans, row.from) === humanOf(humans, requestedBy));
  });
  return mine.length > 0 && theirs ? refused('own-request-lent') : undefined;
}

/** A no of anybody who may be asked ends it; a lent role says no only to what the lender did not ask for. */
export function mayNotRefuse(ask: LineAsk, facts: TenantFacts): Refused | undefined {
  const own = mayNotDecide(facts, ask.requestedBy);
  if (own) return own;
  const asked = progress(ruleOf(ask.risk, facts), ask).map((stage) => stage.role);
  if (!asked.some((role) => voterOf(facts).roles.includes(role)))
    return refused('not-your-role', { values: { command: 'reject', roles: asked } });
  return mayNotDecideAs(facts, ask.requestedBy, asked);
}

export type Consent =
  /** Not yet: refused, counted already, or one vote of several. */
  | { readonly done: false; readonly decision: Decision<TenantEvent> }
  /** The last yes; `how` belongs into the event that follows from it. */
  | { readonly done: true; readonly how: { readonly for?: string; readonly alone?: string } };

export function consent(connection: Connection, ask: LineAsk, facts: TenantFacts): Consent {
  const rule = ruleOf(ask.risk, facts);
  const { proof: now } = facts;
  const given = givenOn(ask.given, now?.hash);
  const cast = vote(rule, { ...ask, given }, voterOf(facts), facts.humans ?? {});
  if (cast.kind === 'refused') return { done: false, decision: { ok: false, refusal: cast.refusal } };
  if (cast.kind === 'already') return { done: false, decision: silence };
  if (rule.stepUp && facts.codeProved !== true) return { done: false, decision: refused('code-needed') };
  const { by, role, for: lender } = cast.approval;
  const how = lender === undefined ? {} : { for: lender };
  if (!cast.open) return { done: true, how };
  const { role: next, given: so, count } = cast.open;
  return {
    done: false,
    decision: happened<TenantEvent>({
      type: 'approval.given',
      connection: connection.id,
      by,
      role,
      ...how,
      open: { role: next, given: so, count },
      ...marked(facts),
    }),
  };
}

/** An admin alone: only what the roster has recorded as broken glass, and never their own request. */
export function consentAlone(ask: LineAsk, reason: string, facts: TenantFacts): Consent {
  const own = mayNotDecide(facts, ask.requestedBy);
  if (own) return { done: false, decision: own };
  if (facts.glassBroken !== true) return { done: false, decision: refused('glass-whole') };
  return { done: true, how: { alone: reason } };
}
