/** Folds events of policy, delegation, codes and broken glass. Total: decides nothing. */
import type { Stamp } from '../core.ts';
import type { RosterState } from './model.ts';
import { evolveStepUp } from './step-up.ts';
import type { TrustEvent } from './trust-messages.ts';
import { keptBroken, stepUpOf, type TrustState } from './trust-model.ts';

export function isTrustEvent(event: { readonly type: string }): event is TrustEvent {
  return /^(policy|delegation|step-up|notify|glass)\./.test(event.type);
}

export function evolveTrust(state: RosterState, event: TrustEvent, stamp: Stamp): Partial<TrustState> {
  switch (event.type) {
    case 'policy.asked': {
      const { id, risk, rule, by } = event;
      return {
        policyRequests: [
          ...state.policyRequests.filter((row) => row.id !== id),
          { id, risk, rule, requestedBy: by, at: stamp.at, given: [] },
        ],
      };
    }
    case 'policy.approval-given':
      return {
        policyRequests: state.policyRequests.map((row) =>
          row.id === event.id
            ? { ...row, given: [...row.given, { by: event.by, role: event.role, at: stamp.at }] }
            : row,
        ),
      };
    case 'policy.set':
      // Approvals of other changes were given under the policy as it was: they are asked for anew.
      return {
        policy: { ...state.policy, [event.risk]: event.rule },
        policyRequests: state.policyRequests
          .filter((row) => row.id !== event.id)
          .map((row) => (event.risk === 'policy' ? { ...row, given: [] } : row)),
      };
    case 'policy.rejected':
      return { policyRequests: state.policyRequests.filter((row) => row.id !== event.id) };
    case 'delegation.given': {
      const { type: _type, ...row } = event;
      const same = (other: typeof row) => other.from === row.from && other.to === row.to && other.role === row.role;
      return { delegations: [...state.delegations.filter((other) => !same(other)), row] };
    }
    case 'delegation.ended':
      return { delegations: state.delegations.filter((row) => row.id !== event.id) };
    case 'notify.set':
      return { notify: { ...state.notify, [event.person]: event.notify } };
    case 'glass.broken': {
      const { by, subject, reason } = event;
      return { broken: [{ by, subject, reason, at: stamp.at }, ...state.broken].slice(0, keptBroken) };
    }
    case 'step-up.enrolled':
    case 'step-up.proved':
    case 'step-up.failed':
    case 'step-up.reset':
      return {
        stepUps: { ...state.stepUps, [event.person]: evolveStepUp(stepUpOf(state, event.person), event) },
      };
  }
}

/** A revoked person lends, borrows and proves nothing any more. */
export function forget(state: RosterState, person: string): Partial<TrustState> {
  return {
    delegations: state.delegations.filter((row) => row.from !== person && row.to !== person),
    stepUps: Object.fromEntries(Object.entries(state.stepUps).filter(([id]) => id !== person)),
    notify: Object.fromEntries(Object.entries(state.notify).filter(([id]) => id !== person)),
    policyRequests: state.policyRequests
      .filter((row) => row.requestedBy !== person)
      .map((row) => ({ ...row, given: row.given.filter((approval) => approval.by !== person) })),
  };
}
