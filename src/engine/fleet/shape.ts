/**
 * A tenant as a text that is equal for tenants who differ only in names: ids become numbers in the order of the ids, and what
 * the simulation never reads is left out. Whatever is new in a state is in the text, so that it can only tell more apart.
 */

import { regionById } from '../catalog/regions.ts';
import { isLineDown, isRouterDown, lineSides, type SiteState } from '../site/index.ts';
import { runningCuts } from '../tenant/drill/model.ts';
import type { TenantState } from '../tenant/model.ts';

/** Book-keeping that no part of the twin reads. */
const unread: ReadonlySet<string> = new Set([
  'name',
  'description',
  'createdBy',
  'createdAt',
  'firstRevision',
  'revision',
  'decisiveRevision',
  'requestedBy',
  'decidedBy',
  'decidedFor',
  'decidedAlone',
  'approvals',
  'awaiting',
  'keyRevealedTo',
  'sessions',
  'test',
  'reason',
]);

export interface Shape {
  readonly text: string;
  /** Number to id, and back. */
  readonly ids: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
}

function idsOf({ gateways, vifs, connections, attachments, vpcs }: TenantState): readonly string[] {
  const ids = new Set<string>();
  for (const things of [gateways, vifs, connections, attachments, vpcs])
    for (const id of Object.keys(things)) ids.add(id);
  for (const { subnets, routeTables, instances } of Object.values(vpcs))
    for (const { id } of [...subnets, ...routeTables, ...instances]) ids.add(id);
  for (const { staticRoutes } of Object.values(gateways)) for (const { id } of staticRoutes) ids.add(id);
  return [...ids].sort();
}

/** How names are put together from ids (twin/names.ts, candidates.ts): their order is the order of these. */
const behind = ['', ' ', '/'] as const;

/** The order of all names, by numbers: tenants of one shape sort alike. */
function orderOf(ids: readonly string[]): string {
  const names = ids.flatMap((id, index) =>
    behind.map((end, kind) => ({ text: id + end, number: index * behind.length + kind })),
  );
  names.sort((left, right) => (left.text < right.text ? -1 : 1));
  return names.map(({ number }) => number).join();
}

/** `sites`: the site before and after. */
export function shapeOf(state: TenantState, sites: readonly SiteState[]): Shape {
  const ids = idsOf(state);
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const write = (value: unknown): string => {
    if (typeof value === 'string') {
      const number = numberOf.get(value);
      return number === undefined ? JSON.stringify(value) : `#${number}`;
    }
    if (Array.isArray(value)) return `[${value.map(write).join()}]`;
    if (typeof value !== 'object' || value === null) return String(value);
    return `{${Object.entries(value)
      .map(([key, inner]) => (unread.has(key) ? '' : `${write(key)}:${write(inner)}`))
      .join()}}`;
  };
  const { gateways, vpcs, connections } = state;
  // Of versions only the order counts.
  const versions = [
    ...Object.values(state.vifs).flatMap(({ device }) => device?.since ?? []),
    ...Object.values(state.attachments).flatMap(({ exports }) => exports.map(({ since }) => since)),
  ].sort((left, right) => left - right);
  const age = (since: number): number => versions.indexOf(since);
  const vifs = Object.values(state.vifs).map(({ since: _since, device, ...vif }) => [
    vif,
    device && { ...device, since: age(device.since) },
  ]);
  const attachments = Object.values(state.attachments).map(({ exports, ...row }) => [
    row,
    exports.map(({ since, ...one }) => ({ ...one, since: age(since) })),
  ]);
  const routers = (region: string): readonly string[] => regionById.get(region)?.lineRouters ?? [];
  const lines = Object.values(connections).map(({ id, state: life }) => [
    id,
    life === 'Active',
    ...sites.flatMap((site) => lineSides.map((side) => isLineDown(site, id, side))),
  ]);
  const around = sites.map((site) => [
    site.region,
    ...routers(site.region).map((router) => isRouterDown(site, router)),
  ]);
  const text = `${write([gateways, vifs, attachments, vpcs, lines, runningCuts(state), around])} ${orderOf(ids)}`;
  return { text, ids, numberOf };
}
