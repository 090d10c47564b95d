/** Decides on quota requests and takes reports of changes that did not come as proven (domain §4: a ticket an engineer approves). */
import { type Decision, happened, refused, silence } from '../../core.ts';
import { reasonRefusal } from '../connection-fields.ts';
import { mayNotDecideAs } from '../consent.ts';
import type { Mover } from '../lifecycle.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { marked, voided } from '../proven.ts';
import { isRaisable, regionOf } from './count.ts';
import { limitOf } from './limit.ts';
import type { ReviewCommand, ReviewEvent } from './messages.ts';
import type { QuotaRequest } from './model.ts';

/** Beyond this an engineer builds something else (an own choice; the field's consoles stop in the same order of magnitude). */
export const quotaAtMost = 10_000;

const movers: Readonly<Record<ReviewCommand['do'], readonly Mover[]>> = {
  'report-miss': ['system'],
  'ask-quota': ['customer'],
  'withdraw-quota': ['customer'],
  'raise-quota': ['reviewer'],
  'refuse-quota': ['reviewer'],
};

export function isReviewCommand(command: { readonly do: string }): command is ReviewCommand {
  return Object.hasOwn(movers, command.do);
}

export function decideReview(command: ReviewCommand, state: TenantState, facts: TenantFacts): Decision<ReviewEvent> {
  const wanted = movers[command.do];
  if (!wanted.some((mover) => facts.actor.movers.includes(mover)))
    return refused('not-your-role', { values: { command: command.do, roles: [...wanted] } });
  switch (command.do) {
    case 'report-miss': {
      const { do: _do, ...miss } = command;
      return happened<ReviewEvent>({ type: 'proof.missed', ...miss });
    }
    case 'ask-quota':
      return ask(command, state, facts);
    case 'withdraw-quota':
    case 'raise-quota':
    case 'refuse-quota':
      return onRequest(command, state, facts);
  }
}

/** Asking again for the same quota while the first wish waits changes that wish. */
function ask(
  command: Extract<ReviewCommand, { do: 'ask-quota' }>,
  state: TenantState,
  facts: TenantFacts,
): Decision<ReviewEvent> {
  const { do: _do, ...wish } = command;
  const { quota, of, to } = wish;
  const by = facts.actor.person;
  if (!isRaisable(quota)) return refused('quota-fixed', { field: 'quota', value: quota });
  const region = regionOf(state, quota, of);
  if (region === undefined) return refused('unknown-thing', { field: 'of', value: of });
  const from = limitOf(state, quota, of);
  if (!Number.isInteger(to) || to <= from || to > quotaAtMost)
    return refused('quota-not-higher', { field: 'to', value: to, values: { limit: from, most: quotaAtMost } });
  const wrong = reasonRefusal(wish.reason);
  if (wrong) return wrong;
  const reason = wish.reason.trim();
  const waiting = Object.values(state.quotaRequests).find(
    (row) => row.state === 'Asked' && row.quota === quota && row.of === of,
  );
  if (!waiting) return happened<ReviewEvent>({ type: 'quota.asked', ...wish, reason, region, from, by });
  return waiting.to === to && waiting.reason === reason
    ? silence
    : happened<ReviewEvent>({ type: 'quota.edited', id: waiting.id, to, reason, by });
}

const outcomes = {
  'withdraw-quota': 'Withdrawn',
  'raise-quota': 'Raised',
  'refuse-quota': 'Refused',
} as const satisfies Record<string, QuotaRequest['state']>;

function onRequest(
  command: Extract<ReviewCommand, { do: keyof typeof outcomes }>,
  state: TenantState,
  facts: TenantFacts,
): Decision<ReviewEvent> {
  const { id } = command;
  const by = facts.actor.person;
  const request = Object.hasOwn(state.quotaRequests, id) ? state.quotaRequests[id] : undefined;
  if (!request) return refused('unknown-thing', { field: 'quota', value: id });
  if (request.state === outcomes[command.do]) return silence;
  if (request.state !== 'Asked') return refused('nothing-to-decide', { value: id });
  if (command.do === 'withdraw-quota') return happened<ReviewEvent>({ type: 'quota.withdrawn', id, by });
  const own = mayNotDecideAs(facts, request.createdBy, ['reviewer']);
  if (own) return own;
  if (command.do === 'raise-quota')
    return (
      voided(command, facts, request.name) ?? happened<ReviewEvent>({ type: 'quota.raised', id, by, ...marked(facts) })
    );
  const reason = command.reason.trim();
  return reasonRefusal(command.reason) ?? happened<ReviewEvent>({ type: 'quota.refused', id, reason, by });
}
