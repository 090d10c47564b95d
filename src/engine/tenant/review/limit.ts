/** How many of a thing a tenant may have: the catalog's figure, or the higher one an engineer agreed to. */
import { type Quota, quotas } from '../../catalog/quotas.ts';
import type { ReviewState } from './model.ts';

export const raisedKey = (quota: Quota, of: string): string => `${quota} ${of}`;

export function limitOf(state: Pick<ReviewState, 'raised'>, quota: Quota, of: string): number {
  const key = raisedKey(quota, of);
  return (Object.hasOwn(state.raised, key) ? state.raised[key] : undefined) ?? quotas[quota];
}
