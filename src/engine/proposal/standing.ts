/** What a network gives its customer, as three lists of plain rows: sessions up, routes in effect, pings that pass. Knows no reasons. */
import { byText } from '../twin/order.ts';
import type { TwinOutcome } from '../twin/outcome.ts';

export interface Standing {
  readonly sessions: readonly SessionRow[];
  readonly routes: readonly RouteRow[];
  readonly pings: readonly PingRow[];
}

export interface SessionRow {
  readonly vif: string;
  readonly router: string;
}
export interface RouteRow {
  /** Gateway or VPC route table. */
  readonly table: string;
  readonly destination: string;
  readonly kind: string;
  readonly nextHop: string;
}
export interface PingRow {
  readonly vif: string;
  readonly instance: string;
  readonly host: string;
}

export const nowhere: Standing = { sessions: [], routes: [], pings: [] };

const keyed = (row: object): string => Object.values(row).join(' ');
const sorted = <T extends object>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((left, right) => byText(keyed(left), keyed(right)));

export function standingOf({ peers, gateways, vpcTables, probes }: TwinOutcome): Standing {
  const sessions = Object.entries(peers).flatMap(([vif, rows]) =>
    rows.filter(({ up }) => up).map(({ router }) => ({ vif, router })),
  );
  const inGateways = Object.entries(gateways).flatMap(([table, { routes }]) =>
    routes
      .filter(({ reason }) => reason === undefined)
      .map(({ destination, kind, nextHop }) => ({ table, destination, kind, nextHop })),
  );
  const inVpcs = Object.entries(vpcTables).flatMap(([table, routes]) =>
    routes
      .filter(({ reason }) => reason === undefined)
      .map(({ destination, kind, gateway = 'local' }) => ({ table, destination, kind, nextHop: gateway })),
  );
  const pings = probes.filter(({ pass }) => pass).map(({ vif, instance, host }) => ({ vif, instance, host }));
  return { sessions: sorted(sessions), routes: sorted([...inGateways, ...inVpcs]), pings: sorted(pings) };
}

export interface Departure {
  /** There in the second standing, not in the first; and the other way round. */
  readonly gained: Standing;
  readonly lost: Standing;
}

function without<T extends object>(rows: readonly T[], others: readonly T[]): readonly T[] {
  const there = new Set(others.map(keyed));
  return rows.filter((row) => !there.has(keyed(row)));
}
const minus = (left: Standing, right: Standing): Standing => ({
  sessions: without(left.sessions, right.sessions),
  routes: without(left.routes, right.routes),
  pings: without(left.pings, right.pings),
});

export const unmoved: Departure = { gained: nowhere, lost: nowhere };

export function departure(from: Standing, to: Standing): Departure {
  return { gained: minus(to, from), lost: minus(from, to) };
}

/** From where to where a change leads. */
export interface Passage {
  readonly start: Standing;
  readonly end: Standing;
}

/** What came and went between two passages of one change; where they start alike, their ends tell. */
export function shifted(old: Passage, now: Passage): Departure {
  const began = departure(old.start, now.start);
  return isSame(began) ? departure(old.end, now.end) : began;
}

export const isEmpty = ({ sessions, routes, pings }: Standing) => sessions.length + routes.length + pings.length === 0;
export const isSame = ({ gained, lost }: Departure): boolean => isEmpty(gained) && isEmpty(lost);

/** Something stops working: a session, the last way of a ping, or the last route of a table to a destination. */
export function takesAway(from: Standing, to: Standing): boolean {
  const { lost } = departure(from, to);
  const reached = new Set(to.routes.map(({ table, destination }) => `${table} ${destination}`));
  const pinged = new Set(to.pings.map(({ instance, host }) => `${instance} ${host}`));
  return (
    lost.sessions.length > 0 ||
    lost.pings.some(({ instance, host }) => !pinged.has(`${instance} ${host}`)) ||
    lost.routes.some(({ table, destination }) => !reached.has(`${table} ${destination}`))
  );
}
