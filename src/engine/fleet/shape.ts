/**
 * A tenant as a number that is equal for tenants who differ only in names: ids become places in the order of the ids, and what
 * the simulation never reads is left out. Whatever is new in a state is looked at, so that it can only tell more apart.
 */

import { regionById } from '../catalog/regions.ts';
import { SequenceTable } from '../network/index.ts';
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
  // Of versions only the order counts, see `ages`.
  'since',
]);

export interface Shape {
  readonly key: number;
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

/** One number for every value seen: equal for equal ones, an id being its place among the ids of its tenant. */
export class ShapeTable {
  /** Texts, numbers and the like. */
  readonly #words = new Map<unknown, number>();
  /** What lists and objects hold, in order. */
  readonly #lists = new SequenceTable();

  numberOf(value: unknown, ids: ReadonlyMap<string, number>): number {
    if (typeof value === 'string') {
      const place = ids.get(value);
      return place === undefined ? this.#word(value) : -1 - place;
    }
    if (typeof value !== 'object' || value === null) return this.#word(value);
    const parts: number[] = [];
    if (Array.isArray(value)) for (const one of value) parts.push(this.numberOf(one, ids));
    else {
      for (const [key, inner] of Object.entries(value))
        if (!unread.has(key)) parts.push(this.#word(key), this.numberOf(inner, ids));
    }
    parts.push(Array.isArray(value) ? LIST : OBJECT);
    return this.#lists.intern(parts) * 2 + 1;
  }

  #word(value: unknown): number {
    const known = this.#words.get(value) ?? this.#words.size;
    this.#words.set(value, known);
    return known * 2;
  }
}
const [LIST, OBJECT] = [0, 1];

/** `sites`: the site before and after. */
export function shapeOf(state: TenantState, sites: readonly SiteState[], table: ShapeTable): Shape {
  const ids = idsOf(state);
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const { gateways, vpcs, connections } = state;
  const [vifs, attachments] = [Object.values(state.vifs), Object.values(state.attachments)];
  const versions = [
    ...vifs.map(({ device }) => device?.since ?? -1),
    ...attachments.flatMap(({ exports }) => exports.map(({ since }) => since)),
  ];
  const inOrder = [...versions].sort((left, right) => left - right);
  const ages = versions.map((since) => inOrder.indexOf(since));
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
  const whole = [
    Object.values(gateways),
    vifs,
    attachments,
    ages,
    Object.values(vpcs),
    lines,
    room,
    runningCuts(state),
    around,
    orderOf(ids),
  ];
  return { key: table.numberOf(whole, numberOf), ids, numberOf };
}
