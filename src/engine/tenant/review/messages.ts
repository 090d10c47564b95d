/** Commands and events of reviews: quotas to raise, and changes that did not come as proven. Shapes only. */
import type { Quota } from '../../catalog/quotas.ts';
import type { Standing } from '../../proposal/standing.ts';
import type { Proven, Seen } from '../messages.ts';

/** What came beyond the proof, and what of it did not come. */
export interface Miss {
  readonly id: string;
  readonly hash: string;
  readonly gained: Standing;
  readonly lost: Standing;
}
interface Wish {
  readonly id: string;
  readonly quota: Quota;
  readonly of: string;
  readonly to: number;
  readonly reason: string;
}

export type ReviewCommand =
  | ({ readonly do: 'report-miss' } & Miss)
  | ({ readonly do: 'ask-quota' } & Wish)
  | { readonly do: 'withdraw-quota'; readonly id: string }
  | ({ readonly do: 'raise-quota'; readonly id: string } & Seen)
  | { readonly do: 'refuse-quota'; readonly id: string; readonly reason: string };

type By = { readonly by: string };

export type ReviewEvent =
  | ({ readonly type: 'proof.missed' } & Miss)
  | ({ readonly type: 'quota.asked'; readonly region: string; readonly from: number } & Wish & By)
  | ({ readonly type: 'quota.edited'; readonly id: string; readonly to: number; readonly reason: string } & By)
  | ({ readonly type: 'quota.withdrawn'; readonly id: string } & By)
  | ({ readonly type: 'quota.raised'; readonly id: string } & By & Proven)
  | ({ readonly type: 'quota.refused'; readonly id: string; readonly reason: string } & By);
