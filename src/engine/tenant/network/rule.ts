/** What the rules of the cloud network share: look-ups, names, quotas. */

import { type Quota, quotas } from '../../catalog/quotas.ts';
import { regionById } from '../../catalog/regions.ts';
import { type Decision, refused } from '../../core.ts';
import { namePattern } from '../connection-fields.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
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

export function overQuota(quota: Quota, used: number, value: string, more = 1): Refused | undefined {
  return used + more > quotas[quota]
    ? refused('over-quota', { field: 'quota', value, values: { used, limit: quotas[quota], quota } })
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
