/** What the rules of the cloud network share: look-ups, names, quotas. */

import type { Quota } from '../../catalog/quotas.ts';
import { regionById } from '../../catalog/regions.ts';
import { type Decision, refused } from '../../core.ts';
import { namePattern } from '../connection-fields.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { limitOf } from '../review/limit.ts';
import type { NetworkCommand, NetworkEvent } from './messages.ts';

/** The command of that name, also where one shape serves several names. */
export type CommandNamed<N extends NetworkCommand['do'], C = NetworkCommand> = C extends { readonly do: infer D }
  ? N extends D
    ? C
    : never
  : never;
export type NetworkRules<N extends NetworkCommand['do']> = {
  readonly [K in N]: (
    command: CommandNamed<K> & { readonly do: K },
    state: TenantState,
    facts: TenantFacts,
  ) => Decision<NetworkEvent>;
};

export type Refused = ReturnType<typeof refused>;

export function bad(field: string, value: string | number, expect: string): Refused {
  return refused('bad-field', { field, value, values: { expect } });
}

/** Name, description and region obey one rule everywhere (domain §2). */
export function commonRefusal(fields: { name?: string; description?: string; region?: string }): Refused | undefined {
  if (fields.name !== undefined && !namePattern.test(fields.name)) return bad('name', fields.name, 'name');
  if (fields.description !== undefined && fields.description.length > 256)
    return bad('description', fields.description, 'description');
  if (fields.region !== undefined && !regionById.has(fields.region)) return bad('region', fields.region, 'region');
  return undefined;
}

/** `of`: id of what the quota counts in; `value`: its name. */
export function overQuota(
  state: TenantState,
  quota: Quota,
  of: string,
  used: number,
  value: string,
): Refused | undefined {
  const limit = limitOf(state, quota, of);
  return used + 1 > limit
    ? refused('over-quota', { field: 'quota', value, values: { used, limit, quota, of } })
    : undefined;
}

export function countIn(things: Readonly<Record<string, { region: string }>>, region: string): number {
  return Object.values(things).filter((thing) => thing.region === region).length;
}

/** People type ids: `constructor` is not one of ours. */
export function own<T>(things: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(things, id) ? things[id] : undefined;
}

export function find<T>(things: Readonly<Record<string, T>>, field: string, id: string): T | Refused {
  return own(things, id) ?? refused('unknown-thing', { field, value: id });
}
