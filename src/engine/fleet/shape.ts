/**
 * A tenant as a text that is equal for tenants who differ only in names: ids become numbers in the order of the ids, and what
 * the simulation never reads is left out. Whatever is new in a state is in the text, so that it can only tell more apart.
 */

import { regionById } from '../catalog/regions.ts';
import { isLineDown, isRouterDown, lineSides, type SiteState } from '../site/index.ts';
import { runningCuts } from '../tenant/drill/model.ts';
import type { TenantState } from '../tenant/model.ts';
import { limitOf } from '../tenant/review/limit.ts';

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

/** The order of all names, by numbers: tenants of one shape sort alike. Only an id another one starts with can change it. */
function orderOf(ids: readonly string[]): string {
  let text = '';
  for (let first = 0, end = 0; first < ids.length; first = end) {
    for (end = first + 1; ids[end]?.startsWith(ids[first] ?? '') === true; ) end += 1;
    if (end === first + 1) continue;
    const names = ids
      .slice(first, end)
      .flatMap((id, index) =>
        behind.map((after, kind) => ({ text: id + after, number: index * behind.length + kind })),
      );
    names.sort((left, right) => (left.text < right.text ? -1 : 1));
    text += ` ${first}:${names.map(({ number }) => number).join()}`;
  }
  return text;
}

/** Values as text, different for different ones: a text goes after its length, an id is its number, but not as a key. */
function writer(numberOf: ReadonlyMap<string, number>): (value: unknown) => string {
  let text = '';
  const write = (value: unknown): void => {
    if (typeof value === 'string') {
      const number = numberOf.get(value);
      text += number === undefined ? `${value.length}:${value}` : `#${number}`;
    } else if (Array.isArray(value)) {
      text += '[';
      for (const one of value) {
        write(one);
        text += ',';
      }
      text += ']';
    } else if (typeof value === 'object' && value !== null) {
      text += '{';
      for (const [key, inner] of Object.entries(value)) {
        if (unread.has(key)) continue;
        text += `${key.length}:${key}:`;
        write(inner);
        text += ',';
      }
      text += '}';
    } else text += String(value);
  };
  return (value) => {
    text = '';
    write(value);
    return text;
  };
}

/** `sites`: the site before and after. */
export function shapeOf(state: TenantState, sites: readonly SiteState[]): Shape {
  const ids = idsOf(state);
  const numberOf = new Map(ids.map((id, index) => [id, index]));
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
  const room = Object.keys(gateways).map((id) => limitOf(state, 'dynamicRoutesPerGateway', id));
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
  const text = writer(numberOf)([
    Object.values(gateways),
    vifs,
    attachments,
    Object.values(vpcs),
    lines,
    room,
    runningCuts(state),
    around,
  ]);
  return { text: text + orderOf(ids), ids, numberOf };
}
