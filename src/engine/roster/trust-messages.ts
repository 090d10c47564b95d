/** Commands and events about policy, delegation, codes and breaking the glass. Shapes only. */
import type { Notify } from '../inbox/hours.ts';
import type { ApprovalRule, Risk } from '../policy/rules.ts';
import type { Role } from '../tenant/lifecycle.ts';

export type TrustCommand =
  | { readonly do: 'ask-policy'; readonly id: string; readonly risk: Risk; readonly rule: ApprovalRule }
  /** `proof`: the delivery an authenticator's code came with. */
  | { readonly do: 'approve-policy'; readonly id: string; readonly proof: string }
  | { readonly do: 'reject-policy'; readonly id: string; readonly reason: string }
  | {
      readonly do: 'delegate';
      readonly id: string;
      readonly to: string;
      readonly roles: readonly string[];
      readonly until: number;
    }
  | { readonly do: 'end-delegation'; readonly id: string }
  | { readonly do: 'enrol'; readonly counter?: number }
  /** `counter`: time step the code belongs to; absent when it is wrong. */
  | { readonly do: 'prove'; readonly proof: string; readonly counter?: number }
  | { readonly do: 'set-notify'; readonly notify: Notify }
  | { readonly do: 'reset-step-up'; readonly person: string }
  | { readonly do: 'break-glass'; readonly subject: string; readonly reason: string; readonly proof: string };

export type TrustEvent =
  | {
      readonly type: 'policy.asked';
      readonly id: string;
      readonly risk: Risk;
      readonly rule: ApprovalRule;
      readonly by: string;
    }
  | { readonly type: 'policy.approval-given'; readonly id: string; readonly by: string; readonly role: Role }
  | {
      readonly type: 'policy.set';
      readonly id: string;
      readonly risk: Risk;
      readonly rule: ApprovalRule;
      readonly by: string;
    }
  | { readonly type: 'policy.rejected'; readonly id: string; readonly by: string; readonly reason: string }
  | {
      readonly type: 'delegation.given';
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly role: Role;
      readonly until: number;
    }
  | { readonly type: 'delegation.ended'; readonly id: string; readonly by: string }
  | { readonly type: 'step-up.enrolled'; readonly person: string; readonly counter: number }
  | { readonly type: 'step-up.proved'; readonly person: string; readonly counter: number; readonly proof: string }
  | { readonly type: 'step-up.failed'; readonly person: string; readonly wrong: number; readonly lockedUntil: number }
  | { readonly type: 'step-up.reset'; readonly person: string; readonly by: string }
  | { readonly type: 'notify.set'; readonly person: string; readonly notify: Notify }
  | { readonly type: 'glass.broken'; readonly by: string; readonly subject: string; readonly reason: string };
