/** Requests to raise a quota, and the quotas that were raised. Shapes only. */
import type { Quota } from '../../catalog/quotas.ts';

export const quotaStates = ['Asked', 'Raised', 'Refused', 'Withdrawn'] as const;
export type QuotaState = (typeof quotaStates)[number];

export interface QuotaRequest {
  readonly id: string;
  /** As lists show it: the quota and what it counts in. */
  readonly name: string;
  readonly region: string;
  readonly quota: Quota;
  /** What it counts in: a region, a connection, a gateway, a VPC or a route table. */
  readonly of: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly state: QuotaState;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly firstRevision: number;
  readonly revision: number;
  readonly decidedBy?: string;
  readonly refusedReason?: string;
}

export interface ReviewState {
  readonly quotaRequests: Readonly<Record<string, QuotaRequest>>;
  /** Limits above the catalog's, by `<quota> <of>`. */
  readonly raised: Readonly<Record<string, number>>;
}

export const emptyReview: ReviewState = { quotaRequests: {}, raised: {} };
