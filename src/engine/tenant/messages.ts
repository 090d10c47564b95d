/** Commands a tenant log accepts and events it holds. Shapes only. */

import type { Calendar, Pace } from '../catalog/durations.ts';
import type { Datum } from '../core.ts';
import type { Changed } from '../policy/rules.ts';
import type { Humans } from '../policy/votes.ts';
import type { ProofMark, ProofNow } from '../proposal/mark.ts';
import type { Standing } from '../proposal/standing.ts';
import type { AlarmCommand, AlarmEvent } from './alarm/messages.ts';
import type { DrillFacts } from './drill/messages.ts';
import type { Role } from './lifecycle.ts';
import type { Actor, Check, Order, StepId, Term } from './model.ts';
import type { NetworkCommand, NetworkEvent } from './network/messages.ts';
import type { ReviewCommand, ReviewEvent } from './review/messages.ts';

export interface OrderFields {
  readonly name: string;
  readonly region: string;
  readonly port: string;
  readonly description?: string;
  readonly contactName?: string;
  readonly phoneNumber?: string;
  readonly autoPay: boolean;
}
/** Fields that stay editable; port and region need a new line (domain §2.1). */
export type EditableFields = Partial<Pick<OrderFields, 'name' | 'description' | 'contactName' | 'phoneNumber'>>;

/** The proof the engineer saw, as its hash or the first digits of it; absent: typed without looking. */
export interface Seen {
  readonly proof?: string;
}
/** The proof an approval was made on; absent in history from before there were proofs. */
export interface Proven {
  readonly proof?: ProofMark;
}

export type ConnectionCommand =
  | { readonly do: 'order'; readonly connection: string; readonly fields: OrderFields; readonly again: boolean }
  | { readonly do: 'record-checks'; readonly connection: string; readonly checks: readonly Check[] }
  | { readonly do: 'edit'; readonly connection: string; readonly fields: EditableFields }
  | {
      readonly do: 'withdraw' | 'pay' | 'nudge' | 'expire' | 'delete';
      readonly connection: string;
    }
  | ({ readonly do: 'approve' | 'confirm-removal'; readonly connection: string } & Seen)
  | { readonly do: 'reject'; readonly connection: string; readonly reason: string }
  | { readonly do: 'break-glass'; readonly connection: string; readonly reason: string }
  | {
      readonly do: 'await-payment';
      readonly connection: string;
      readonly order: string;
      readonly attempt: number;
      readonly url?: string;
    }
  | {
      readonly do: 'refuse-payment';
      readonly connection: string;
      readonly order: string;
      readonly attempt: number;
      readonly reason: string;
      readonly balanceFen: number;
    }
  | {
      readonly do: 'settle';
      readonly connection: string;
      readonly order: string;
      readonly payment: string;
      readonly fen: number;
    }
  | {
      readonly do: 'finish-step';
      readonly connection: string;
      readonly step: StepId;
      readonly detail?: Readonly<Record<string, Datum>>;
      readonly ports?: readonly string[];
    }
  | {
      readonly do: 'fail-step';
      readonly connection: string;
      readonly step: StepId;
      readonly round: number;
      readonly attempt: number;
      readonly detail: Readonly<Record<string, Datum>>;
    }
  | { readonly do: 'retry-step'; readonly connection: string }
  | { readonly do: 'confirm'; readonly connection: string; readonly term: Term; readonly autoRenew: boolean }
  | { readonly do: 'object'; readonly connection: string; readonly reason: string }
  | { readonly do: 'renew'; readonly connection: string; readonly term: Term }
  | { readonly do: 'set-auto-renew'; readonly connection: string; readonly on: boolean }
  | { readonly do: 'suspend' | 'release' | 'stop-traffic' | 'release-traffic'; readonly connection: string }
  | {
      readonly do: 'bill-traffic';
      readonly connection: string;
      readonly from: number;
      readonly until: number;
      readonly bytes: number;
    }
  | { readonly do: 'report-fault'; readonly connection: string; readonly reason: string }
  | { readonly do: 'report-repair'; readonly connection: string }
  | { readonly do: 'ring'; readonly connection: string; readonly alarm: string };

export type TenantCommand = ConnectionCommand | NetworkCommand | ReviewCommand | AlarmCommand;

/** What the world adds to a command. */
export interface TenantFacts {
  readonly at: number;
  readonly actor: Actor;
  readonly pace: Pace;
  readonly calendar: Calendar;
  /** The tenant passed enterprise real-name verification (domain §2.1 prerequisites). */
  readonly realName: boolean;
  /** Revision a button was drawn from; a decision made on an older picture is refused. */
  readonly seenRevision?: number;
  /** The simulated proof of what the command agrees to, where it agrees to something. */
  readonly proof?: ProofNow;
  /** Rows of the approval policy that differ from the default. */
  readonly policy?: Changed;
  /** People who are one human under several records. */
  readonly humans?: Humans;
  /** The actor gave a fresh code of their authenticator with this very delivery. */
  readonly codeProved?: boolean;
  /** The roster has it that the actor breaks the glass for this subject now. */
  readonly glassBroken?: boolean;
  /** Free port pairs per spec in the command's region, where the command needs it. */
  readonly freePorts?: Readonly<Record<string, number>>;
  /** Where a drill is decided on: the simulation of this moment. */
  readonly drill?: DrillFacts;
  /** Where a drill ends: what the network gives now. */
  readonly standing?: Standing;
}

export type TenantEvent = ConnectionEvent | NetworkEvent | ReviewEvent | AlarmEvent;

export type ConnectionEvent =
  | ({ readonly type: 'connection.ordered'; readonly connection: string; readonly by: string } & OrderFields)
  | { readonly type: 'connection.checked'; readonly connection: string; readonly checks: readonly Check[] }
  | {
      readonly type: 'connection.edited';
      readonly connection: string;
      readonly by: string;
      readonly fields: EditableFields;
    }
  | { readonly type: 'connection.nudged'; readonly connection: string; readonly by: string }
  | {
      readonly type: 'connection.rang';
      readonly connection: string;
      readonly alarm: string;
      /** When what is waited for was due, as it was told; absent in old entries and where nothing is promised. */
      readonly dueAt?: number;
    }
  /** One of several approvals; `open` is what is still missing. */
  | ({
      readonly type: 'approval.given';
      readonly connection: string;
      readonly by: string;
      readonly for?: string;
      readonly role: Role;
      readonly open: { readonly role: Role; readonly given: number; readonly count: number };
    } & Proven)
  /** `for`: in whose place; `alone`: why an admin decided without the others. */
  | ({
      readonly type: 'connection.approved';
      readonly connection: string;
      readonly by: string;
      readonly for?: string;
      readonly alone?: string;
    } & Proven)
  | { readonly type: 'connection.rejected'; readonly connection: string; readonly by: string; readonly reason: string }
  | { readonly type: 'connection.withdrawn'; readonly connection: string; readonly by: string }
  | { readonly type: 'connection.expired'; readonly connection: string }
  | {
      readonly type: 'order.opened';
      readonly connection: string;
      readonly order: string;
      readonly kind: Order['kind'];
      readonly fen: number;
      readonly term?: Term;
    }
  | {
      readonly type: 'order.payment-requested';
      readonly connection: string;
      readonly order: string;
      readonly by: string;
      readonly attempt: number;
    }
  | {
      readonly type: 'order.payment-awaited';
      readonly connection: string;
      readonly order: string;
      readonly url?: string;
    }
  | {
      readonly type: 'order.payment-refused';
      readonly connection: string;
      readonly order: string;
      readonly reason: string;
      readonly balanceFen: number;
    }
  | {
      readonly type: 'order.paid';
      readonly connection: string;
      readonly order: string;
      readonly payment: string;
      readonly fen: number;
    }
  | { readonly type: 'order.voided'; readonly connection: string; readonly order: string; readonly fen: number }
  /** Money arrived for an order that needs none: owed back. */
  | {
      readonly type: 'order.overpaid';
      readonly connection: string;
      readonly order: string;
      readonly payment: string;
      readonly fen: number;
    }
  | {
      readonly type: 'construction.started';
      readonly connection: string;
      readonly round: number;
      readonly promised: readonly { readonly step: StepId; readonly at: number }[];
      /** First step of this round; earlier ones stay done. */
      readonly from: StepId;
    }
  | {
      readonly type: 'construction.step-done';
      readonly connection: string;
      readonly step: StepId;
      readonly by: string;
      readonly detail?: Readonly<Record<string, Datum>>;
      readonly ports?: readonly string[];
    }
  | {
      readonly type: 'construction.step-failed';
      readonly connection: string;
      readonly step: StepId;
      readonly detail: Readonly<Record<string, Datum>>;
    }
  | {
      readonly type: 'construction.step-retried';
      readonly connection: string;
      readonly step: StepId;
      readonly by: string;
    }
  | { readonly type: 'construction.completed'; readonly connection: string }
  | {
      readonly type: 'connection.confirmed';
      readonly connection: string;
      readonly by: string;
      readonly term: Term;
      readonly autoRenew: boolean;
    }
  | { readonly type: 'connection.objected'; readonly connection: string; readonly by: string; readonly reason: string }
  | { readonly type: 'connection.activated'; readonly connection: string; readonly from: number; readonly to: number }
  | {
      readonly type: 'connection.renewed';
      readonly connection: string;
      readonly from: number;
      readonly to: number;
      readonly term: Term;
    }
  | {
      readonly type: 'connection.auto-renew-set';
      readonly connection: string;
      readonly by: string;
      readonly on: boolean;
    }
  /** The rental is unpaid: port down. `fault`: what was broken besides. */
  | { readonly type: 'connection.suspended'; readonly connection: string; readonly fault?: string }
  | { readonly type: 'connection.resumed'; readonly connection: string }
  | { readonly type: 'connection.released'; readonly connection: string }
  | {
      readonly type: 'traffic.metered';
      readonly connection: string;
      readonly from: number;
      readonly until: number;
      readonly bytes: number;
      readonly fen: number;
    }
  | { readonly type: 'traffic.stopped' | 'traffic.resumed' | 'traffic.released'; readonly connection: string }
  | { readonly type: 'connection.failed'; readonly connection: string; readonly by: string; readonly reason: string }
  | { readonly type: 'connection.repaired'; readonly connection: string; readonly by: string }
  | { readonly type: 'deletion.requested'; readonly connection: string; readonly by: string }
  | ({
      readonly type: 'deletion.approved';
      readonly connection: string;
      readonly by: string;
      readonly for?: string;
      readonly alone?: string;
    } & Proven)
  | { readonly type: 'deletion.refused'; readonly connection: string; readonly by: string; readonly reason: string }
  | { readonly type: 'deletion.started'; readonly connection: string; readonly by: string }
  | ({ readonly type: 'connection.deleted'; readonly connection: string; readonly by: string } & Proven);

export type EventOf<T extends TenantEvent['type']> = Extract<TenantEvent, { type: T }>;
