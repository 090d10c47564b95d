/** What a tenant log folds to. Plain readonly values; nothing here decides. */

import type { TermUnit } from '../catalog/port-specs.ts';
import type { Datum } from '../core.ts';
import type { Approval, Voter } from '../policy/votes.ts';
import { type AlarmState, emptyAlarms } from './alarm/model.ts';
import type { ConnectionState, Mover, Role } from './lifecycle.ts';
import { emptyNetwork, type NetworkState } from './network/model.ts';
import { emptyReview, type ReviewState } from './review/model.ts';

/** Steps of construction in order; `by` names who finishes each (tutorial step 1 f). */
export const constructionSteps = [
  { id: 'reserve-ports', by: 'system' },
  { id: 'cabling', by: 'field' },
  { id: 'light-levels', by: 'system' },
  { id: 'link-debugging', by: 'system' },
] as const;
export type StepId = (typeof constructionSteps)[number]['id'];

export interface StepProgress {
  readonly id: StepId;
  readonly status: 'waiting' | 'now' | 'done' | 'failed';
  /** Counts retries ordered by people; automatic tries inside a job are not told. */
  readonly attempt: number;
  readonly promisedAt: number;
  readonly doneAt?: number;
  readonly detail?: Readonly<Record<string, Datum>>;
}

export interface Check {
  readonly check: 'fields' | 'quota' | 'real-name' | 'port-capacity';
  readonly pass: boolean;
  readonly values?: Readonly<Record<string, Datum>>;
}

export interface Term {
  readonly unit: TermUnit;
  readonly span: number;
}

export interface Order {
  readonly id: string;
  readonly connection: string;
  /** `rental`: the first period, `renewal`: each one after it; `traffic`: a day's outbound traffic, post-paid. */
  readonly kind: 'installation' | 'rental' | 'renewal' | 'traffic';
  readonly fen: number;
  readonly status: 'open' | 'paid' | 'void';
  readonly openedAt: number;
  readonly term?: Term;
  readonly payment?: string;
  readonly paidAt?: number;
  /** When a collection was refused for the first time. */
  readonly refusedSince?: number;
  /** A collection under way or its last refusal. */
  readonly collection?:
    | { readonly state: 'requested'; readonly by: string; readonly attempt: number }
    | { readonly state: 'awaiting'; readonly by: string; readonly attempt: number; readonly url?: string }
    | {
        readonly state: 'refused';
        readonly by: string;
        readonly attempt: number;
        readonly reason: string;
        readonly balanceFen: number;
      };
}

export interface Connection {
  readonly id: string;
  readonly state: ConnectionState;
  readonly name: string;
  readonly region: string;
  readonly port: string;
  readonly description?: string;
  readonly contactName?: string;
  readonly phoneNumber?: string;
  readonly autoPay: boolean;
  readonly requestedBy: string;
  readonly createdAt: number;
  /** When the present state began. */
  readonly since: number;
  /** Version of the entry that made it; its history starts there. */
  readonly firstRevision: number;
  /** Version of the last entry that touched this connection. */
  readonly revision: number;
  /** Version of the last entry that changed what people decide about: state, terms, fields. Older buttons are stale. */
  readonly decisiveRevision: number;
  readonly checks?: readonly Check[];
  readonly decidedBy?: string;
  /** In whose place it was decided, when the role was a lent one. */
  readonly decidedFor?: string | undefined;
  /** Why an admin decided alone. */
  readonly decidedAlone?: string | undefined;
  /** Approvals of what is to be decided now, one for each human. */
  readonly approvals?: readonly Approval[] | undefined;
  /** The stage that is open after some approvals; absent before the first. */
  readonly awaiting?: { readonly role: Role; readonly given: number; readonly count: number } | undefined;
  readonly rejectedReason?: string;
  readonly construction?: { readonly round: number; readonly steps: readonly StepProgress[] };
  readonly ports?: readonly string[];
  readonly objection?: string;
  readonly term?: Term | undefined;
  readonly autoRenew?: boolean | undefined;
  readonly confirmedBy?: string | undefined;
  readonly rental?: { readonly from: number; readonly to: number };
  readonly faultReason?: string;
  /** The port is down because the rental is unpaid; `fault`: what was broken besides. */
  readonly suspension?: { readonly at: number; readonly fault?: string } | undefined;
  readonly releasedAt?: number;
  /** Outbound traffic is billed up to here. */
  readonly meteredUntil?: number;
  /** Interfaces carry nothing because traffic is unpaid. */
  readonly trafficStoppedAt?: number | undefined;
  readonly deletion?: { readonly requestedBy: string; readonly at: number } | undefined;
  readonly nudgedAt?: number | undefined;
  /** Alarms that rang in the present state. */
  readonly rang: readonly string[];
  readonly closedBy?: 'withdrawn' | 'expired' | 'removed' | 'cleared';
}

export interface TenantState extends NetworkState, ReviewState, AlarmState {
  readonly version: number;
  readonly connections: Readonly<Record<string, Connection>>;
  readonly orders: Readonly<Record<string, Order>>;
  /** Money received for orders that were void or already paid; owed back. */
  readonly refundsDue: readonly { readonly order: string; readonly payment: string; readonly fen: number }[];
}

export const emptyTenant: TenantState = {
  version: 0,
  connections: {},
  orders: {},
  refundsDue: [],
  ...emptyNetwork,
  ...emptyReview,
  ...emptyAlarms,
};

/** Who acts: the person of the signed request, or a job. */
export interface Actor {
  readonly person: string;
  readonly movers: readonly Mover[];
  /** Those of the movers that are lent by somebody. */
  readonly lent?: Voter['lent'];
}

export function openOrders(state: TenantState, connection: string): readonly Order[] {
  return Object.values(state.orders).filter((order) => order.connection === connection && order.status === 'open');
}

/** An order with a collection that is neither refused nor absent is already on its way. */
export function underWay(order: Order | undefined): boolean {
  return order?.collection?.state === 'requested' || order?.collection?.state === 'awaiting';
}

/** The order a line waits for on its way to being available. */
export function openOrder(state: TenantState, connection: string): Order | undefined {
  return Object.values(state.orders).find((order) => order.connection === connection && order.status === 'open');
}
