/** Folds events of reviews. Total; decides nothing. */
import type { Stamp } from '../../core.ts';
import type { TenantEvent } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { touched } from '../touched.ts';
import { raisedKey } from './limit.ts';
import type { ReviewEvent } from './messages.ts';
import type { QuotaRequest } from './model.ts';

export function isReviewEvent(event: TenantEvent): event is ReviewEvent {
  return event.type.startsWith('quota.') || event.type === 'proof.missed';
}

export function evolveReview(state: TenantState, event: ReviewEvent, stamp: Stamp): TenantState {
  if (event.type === 'proof.missed') return touched(state, event.id, stamp.version);
  const before = state.quotaRequests[event.id];
  const after = event.type === 'quota.asked' ? asked(event, stamp) : before && requestAfter(before, event, stamp);
  if (!after) return state;
  const next = { ...state, quotaRequests: { ...state.quotaRequests, [after.id]: after } };
  return event.type === 'quota.raised'
    ? { ...next, raised: { ...state.raised, [raisedKey(after.quota, after.of)]: after.to } }
    : next;
}

function asked(event: Extract<ReviewEvent, { type: 'quota.asked' }>, stamp: Stamp): QuotaRequest {
  const { type: _type, by: createdBy, ...fields } = event;
  return {
    ...fields,
    name: `${event.quota} ${event.of}`,
    state: 'Asked',
    createdBy,
    createdAt: stamp.at,
    firstRevision: stamp.version,
    revision: stamp.version,
  };
}

function requestAfter(
  before: QuotaRequest,
  event: Exclude<ReviewEvent, { type: 'quota.asked' | 'proof.missed' }>,
  { version: revision }: Stamp,
): QuotaRequest {
  switch (event.type) {
    case 'quota.edited':
      return { ...before, revision, to: event.to, reason: event.reason };
    case 'quota.withdrawn':
      return { ...before, revision, state: 'Withdrawn' };
    case 'quota.raised':
      return { ...before, revision, state: 'Raised', decidedBy: event.by };
    case 'quota.refused':
      return { ...before, revision, state: 'Refused', decidedBy: event.by, refusedReason: event.reason };
  }
}
