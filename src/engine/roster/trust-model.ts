/** What the roster keeps so that a decision can be trusted: who ever held an account, policy, delegations, codes. Shapes only. */
import type { Notify } from '../inbox/hours.ts';
import type { ApprovalRule, Changed, Risk } from '../policy/rules.ts';
import type { Approval } from '../policy/votes.ts';
import type { Role } from '../tenant/lifecycle.ts';

/** One person lends a role to another until a day; what the lender may not do any more, the delegate may not either. */
export interface Delegation {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly role: Role;
  /** Last millisecond of it. */
  readonly until: number;
}

/** A change of policy that waits for approval. */
export interface PolicyRequest {
  readonly id: string;
  readonly risk: Risk;
  readonly rule: ApprovalRule;
  readonly requestedBy: string;
  readonly at: number;
  readonly given: readonly Approval[];
}

/** A person's authenticator. The secret is in the vault. */
export interface StepUp {
  readonly enrolled: boolean;
  /** Time step of the last code taken: older ones and itself are spent. */
  readonly lastCounter: number;
  /** Wrong codes in a row. */
  readonly wrong: number;
  readonly lockedUntil: number;
  /** The delivery the last code was given with. */
  readonly proof?: string;
}

export interface Broken {
  readonly by: string;
  readonly subject: string;
  readonly reason: string;
  readonly at: number;
}

export interface TrustState {
  /** Account → everybody it was ever linked to: an account that changes hands does not make a second human. */
  readonly held: Readonly<Record<string, readonly string[]>>;
  readonly policy: Changed;
  readonly policyRequests: readonly PolicyRequest[];
  readonly delegations: readonly Delegation[];
  readonly stepUps: Readonly<Record<string, StepUp>>;
  readonly notify: Readonly<Record<string, Notify>>;
  /** Latest first, at most `keptBroken`. */
  readonly broken: readonly Broken[];
}

export const keptBroken = 100;

export const emptyTrust: TrustState = {
  held: {},
  policy: {},
  policyRequests: [],
  delegations: [],
  stepUps: {},
  notify: {},
  broken: [],
};

export function stepUpOf(state: Pick<TrustState, 'stepUps'>, person: string): StepUp {
  const known = Object.hasOwn(state.stepUps, person) ? state.stepUps[person] : undefined;
  return known ?? { enrolled: false, lastCounter: 0, wrong: 0, lockedUntil: 0 };
}
