/** Rules of policy, delegation, codes and breaking the glass. Knows no platform and checks no code itself. */
import { deadline } from '../catalog/durations.ts';
import { type Decision, happened, refused, silence } from '../core.ts';
import { isZone } from '../inbox/hours.ts';
import { badRule, ruleFor } from '../policy/rules.ts';
import { ownRequest, vote } from '../policy/votes.ts';
import type { Role } from '../tenant/lifecycle.ts';
import type { RosterFacts } from './messages.ts';
import { personById, type RosterState } from './model.ts';
import { humans, standing } from './standing.ts';
import { decideStepUp } from './step-up.ts';
import type { TrustCommand, TrustEvent } from './trust-messages.ts';
import { stepUpOf } from './trust-model.ts';

/** Roles that may be lent. An admin's would let a delegate change who decides. */
export const lendable: readonly Role[] = ['reviewer', 'field', 'finance'];

/** Times one human may break the glass within a day. */
export const breaksPerDay = 3;

type Of<N extends TrustCommand['do']> = Extract<TrustCommand, { do: N }>;

const isTrust: ReadonlySet<string> = new Set<TrustCommand['do']>([
  'ask-policy',
  'approve-policy',
  'reject-policy',
  'delegate',
  'end-delegation',
  'enrol',
  'prove',
  'reset-step-up',
  'set-notify',
  'break-glass',
]);

export function isTrustCommand(command: { readonly do: string }): command is TrustCommand {
  return isTrust.has(command.do);
}

export function decideTrust(command: TrustCommand, state: RosterState, facts: RosterFacts): Decision<TrustEvent> {
  const voter = standing(state, facts.by, facts.at);
  const known = personById(state, facts.by);
  if (!known || known.identities.length === 0) return refused('not-linked');
  const adminOnly = !['delegate', 'end-delegation', 'enrol', 'prove', 'set-notify'].includes(command.do);
  if (adminOnly && !voter.roles.includes('admin'))
    return refused('not-your-role', { values: { command: command.do, roles: ['admin'] } });
  switch (command.do) {
    case 'ask-policy':
      return ask(command, state, facts);
    case 'approve-policy':
    case 'reject-policy':
      return decidePolicy(command, state, facts);
    case 'delegate':
      return delegate(command, state, facts);
    case 'end-delegation': {
      const row = state.delegations.find((candidate) => candidate.id === command.id);
      if (!row) return silence;
      const mine = row.from === facts.by || row.to === facts.by || voter.roles.includes('admin');
      if (!mine) return refused('not-your-role', { values: { command: command.do, roles: ['admin'] } });
      return happened<TrustEvent>({ type: 'delegation.ended', id: row.id, by: facts.by });
    }
    case 'set-notify': {
      const { notify } = command;
      if (!isZone(notify.zone))
        return refused('bad-field', { field: 'zone', value: notify.zone, values: { expect: 'zone' } });
      return happened<TrustEvent>({ type: 'notify.set', person: facts.by, notify });
    }
    case 'break-glass':
      return breakGlass(command, state, facts);
    default:
      return decideStepUp(command, state, facts);
  }
}

function ask(command: Of<'ask-policy'>, state: RosterState, facts: RosterFacts): Decision<TrustEvent> {
  const wrong = badRule(command.risk, command.rule);
  if (wrong) return refused('bad-field', { field: 'stages', value: '', values: { expect: wrong } });
  const { id, risk, rule } = command;
  if (JSON.stringify(ruleFor(state.policy, risk)) === JSON.stringify(rule)) return silence;
  if (state.policyRequests.some((row) => row.risk === risk && JSON.stringify(row.rule) === JSON.stringify(rule)))
    return silence;
  return happened<TrustEvent>({ type: 'policy.asked', id, risk, rule, by: facts.by });
}

function decidePolicy(
  command: Of<'approve-policy' | 'reject-policy'>,
  state: RosterState,
  facts: RosterFacts,
): Decision<TrustEvent> {
  const request = state.policyRequests.find((row) => row.id === command.id);
  if (!request) return refused('unknown-request', { field: 'request', value: command.id });
  const { id, risk, rule, requestedBy, given } = request;
  const by = facts.by;
  if (command.do === 'reject-policy') {
    // Its author may take it back; anybody else's no ends it too.
    const reason = command.reason.trim();
    if (reason === '' || reason.length > 256)
      return refused('bad-field', { field: 'reason', value: reason, values: { expect: 'reason' } });
    return happened<TrustEvent>({ type: 'policy.rejected', id, by, reason });
  }
  if (ownRequest(requestedBy, { person: by }, humans(state))) return refused('own-request');
  const governing = ruleFor(state.policy, 'policy');
  if (governing.stepUp && stepUpOf(state, by).proof !== command.proof) return refused('code-needed');
  const cast = vote(governing, { requestedBy, fen: 0, given }, standing(state, by, facts.at), humans(state));
  if (cast.kind === 'refused') return { ok: false, refusal: cast.refusal };
  if (cast.kind === 'already') return silence;
  if (cast.open) return happened<TrustEvent>({ type: 'policy.approval-given', id, by, role: cast.approval.role });
  return happened<TrustEvent>({ type: 'policy.set', id, risk, rule, by });
}

function delegate(command: Of<'delegate'>, state: RosterState, facts: RosterFacts): Decision<TrustEvent> {
  const lender = personById(state, facts.by);
  const other = personById(state, command.to);
  if (!other || other.identities.length === 0) return refused('unknown-person', { field: 'person', value: command.to });
  if (other.id === facts.by || ownRequest(other.id, { person: facts.by }, humans(state)))
    return refused('delegate-self', { field: 'person', value: other.name });
  if (other.tenant !== undefined || other.roles.length === 0)
    return refused('delegate-staff', { field: 'person', value: other.name });
  const bad = command.roles.find(
    (role) => !(lendable as readonly string[]).includes(role) || !lender?.roles.includes(role as Role),
  );
  if (bad !== undefined || command.roles.length === 0)
    return refused('bad-field', { field: 'role', value: bad ?? '', values: { expect: 'lend-role' } });
  const longest = deadline('delegation.longest', facts.at, 'real', facts.calendar);
  if (!(command.until > facts.at && command.until <= longest))
    return refused('bad-field', { field: 'until', value: '', values: { expect: 'until' } });
  const events = command.roles
    .filter(
      (role) =>
        !state.delegations.some(
          (row) => row.from === facts.by && row.to === other.id && row.role === role && row.until === command.until,
        ),
    )
    .map(
      (role, index): TrustEvent => ({
        type: 'delegation.given',
        id: index === 0 ? command.id : `${command.id}-${index}`,
        from: facts.by,
        to: other.id,
        role: role as Role,
        until: command.until,
      }),
    );
  return happened(...events);
}

function breakGlass(command: Of<'break-glass'>, state: RosterState, facts: RosterFacts): Decision<TrustEvent> {
  const reason = command.reason.trim();
  if (reason.length < 10 || reason.length > 256)
    return refused('bad-field', { field: 'reason', value: reason, values: { expect: 'long-reason' } });
  if (ruleFor(state.policy, 'break-glass').stepUp && stepUpOf(state, facts.by).proof !== command.proof)
    return refused('code-needed');
  const same = humans(state);
  const mine = state.broken.filter((row) => ownRequest(row.by, { person: facts.by }, same));
  const recent = mine.filter((row) => deadline('glass.window', row.at, 'real', facts.calendar) > facts.at);
  const first = recent.at(-1);
  if (first && recent.length >= breaksPerDay)
    return refused('glass-limit', {
      values: { limit: breaksPerDay, at: deadline('glass.window', first.at, 'real', facts.calendar) },
    });
  return happened<TrustEvent>({ type: 'glass.broken', by: facts.by, subject: command.subject, reason });
}
