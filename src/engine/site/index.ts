/**
 * The decider of a site log: one region's line-router pair, its ports and what is broken there. A port is promised once,
 * across tenants.
 */

import { regionById } from '../catalog/regions.ts';
import { type Decider, type Decision, happened, refused, remembered, type Stamp, silence } from '../core.ts';
import {
  decideMaintenance,
  evolveMaintenances,
  type Maintenance,
  type MaintenanceCommand,
  type MaintenanceEvent,
  type SiteFacts,
  underMaintenance,
} from './maintenance.ts';

export {
  type Maintenance,
  type MaintenancePart,
  type MaintenanceTarget,
  maintenancesDuring,
  type SiteFacts,
  underMaintenance,
} from './maintenance.ts';

export interface Port {
  readonly id: string;
  readonly router: string;
  readonly spec: string;
  /** Connection the port is promised to. */
  readonly heldBy?: string | undefined;
}

/** `a` is the line's end at the first router of the pair, `b` at the second. */
export type LineSide = 'a' | 'b';
export const lineSides: readonly LineSide[] = ['a', 'b'];

export interface SiteState {
  readonly version: number;
  readonly region: string;
  readonly ports: Readonly<Record<string, Port>>;
  /** Line routers that are down; every other one is up. */
  readonly downRouters: readonly string[];
  /** Sides of each connection where no light arrives. */
  readonly dark: Readonly<Record<string, readonly LineSide[]>>;
  readonly maintenances: Readonly<Record<string, Maintenance>>;
}

export type SiteCommand =
  | MaintenanceCommand
  | { readonly do: 'open'; readonly region: string }
  | { readonly do: 'reserve'; readonly connection: string; readonly spec: string }
  | { readonly do: 'release'; readonly connection: string }
  | { readonly do: 'router-down' | 'router-up'; readonly router: string }
  | { readonly do: 'line-dark' | 'line-lit'; readonly connection: string; readonly side: LineSide };

export type SiteEvent =
  | MaintenanceEvent
  | { readonly type: 'site.opened'; readonly region: string; readonly ports: readonly Omit<Port, 'heldBy'>[] }
  | { readonly type: 'ports.reserved'; readonly connection: string; readonly ports: readonly string[] }
  | { readonly type: 'ports.released'; readonly connection: string; readonly ports: readonly string[] }
  | { readonly type: 'router.down' | 'router.up'; readonly router: string }
  | { readonly type: 'line.dark' | 'line.lit'; readonly connection: string; readonly side: LineSide };

export function heldBy(state: SiteState, connection: string): readonly string[] {
  return Object.values(state.ports)
    .filter((port) => port.heldBy === connection)
    .map((port) => port.id);
}

/** Pairs still free per spec: a line needs one port on each line router. */
export const freePairs = remembered((state: SiteState): Readonly<Record<string, number>> => {
  const free = new Map<string, Map<string, number>>();
  for (const port of Object.values(state.ports)) {
    if (port.heldBy !== undefined) continue;
    const routers = free.get(port.spec) ?? new Map<string, number>();
    routers.set(port.router, (routers.get(port.router) ?? 0) + 1);
    free.set(port.spec, routers);
  }
  const pair = regionById.get(state.region)?.lineRouters ?? [];
  return Object.fromEntries(
    [...free].map(([spec, routers]) => [spec, Math.min(...pair.map((router) => routers.get(router) ?? 0))]),
  );
});

function firstFree(state: SiteState, router: string, spec: string): Port | undefined {
  return Object.values(state.ports).find(
    (port) => port.router === router && port.spec === spec && port.heldBy === undefined,
  );
}

function inventory(region: string): Omit<Port, 'heldBy'>[] {
  const site = regionById.get(region);
  if (!site) return [];
  return site.lineRouters.flatMap((router) =>
    Object.entries(site.ports).flatMap(([spec, count]) =>
      Array.from({ length: count }, (_, index) => ({ id: `${router}:${spec}:${index + 1}`, router, spec })),
    ),
  );
}

function decide(command: SiteCommand, state: SiteState, facts: SiteFacts | undefined): Decision<SiteEvent> {
  switch (command.do) {
    case 'announce-maintenance':
    case 'extend-maintenance':
    case 'start-maintenance':
    case 'end-maintenance':
    case 'cancel-maintenance':
      return decideMaintenance(command, state, facts);
    case 'open': {
      if (state.region !== '') return silence;
      if (!regionById.has(command.region))
        return refused('bad-field', { field: 'region', value: command.region, values: { expect: 'region' } });
      return happened<SiteEvent>({ type: 'site.opened', region: command.region, ports: inventory(command.region) });
    }
    case 'reserve': {
      if (heldBy(state, command.connection).length > 0) return silence;
      const pair = (regionById.get(state.region)?.lineRouters ?? []).map(
        (router) => firstFree(state, router, command.spec)?.id,
      );
      const ports = pair.filter((id) => id !== undefined);
      if (ports.length < 2)
        return refused('no-free-port', { field: 'port', value: command.spec, values: { region: state.region } });
      return happened<SiteEvent>({ type: 'ports.reserved', connection: command.connection, ports });
    }
    case 'release': {
      const ports = heldBy(state, command.connection);
      return ports.length === 0
        ? silence
        : happened<SiteEvent>({ type: 'ports.released', connection: command.connection, ports });
    }
    case 'router-down':
    case 'router-up': {
      const { router } = command;
      if (!(regionById.get(state.region)?.lineRouters as readonly string[] | undefined)?.includes(router))
        return refused('unknown-thing', { field: 'router', value: router });
      const down = command.do === 'router-down';
      return state.downRouters.includes(router) === down
        ? silence
        : happened<SiteEvent>({ type: down ? 'router.down' : 'router.up', router });
    }
    case 'line-dark':
    case 'line-lit': {
      const { connection, side } = command;
      if (!lineSides.includes(side))
        return refused('bad-field', { field: 'side', value: side, values: { expect: 'side' } });
      const dark = command.do === 'line-dark';
      if (dark && heldBy(state, connection).length === 0)
        return refused('unknown-thing', { field: 'connection', value: connection });
      return isDark(state, connection, side) === dark
        ? silence
        : happened<SiteEvent>({ type: dark ? 'line.dark' : 'line.lit', connection, side });
    }
  }
}

/** Out of service: broken, or taken out for a maintenance. */
export function isRouterDown(state: SiteState, router: string): boolean {
  return state.downRouters.includes(router) || underMaintenance(state, { kind: 'line-router', router }) !== undefined;
}

/** No light arrives on purpose or by accident. */
export function isLineDown(state: SiteState, connection: string, side: LineSide): boolean {
  return isDark(state, connection, side) || underMaintenance(state, { kind: 'line', connection }) !== undefined;
}

export function isDark(state: SiteState, connection: string, side: LineSide): boolean {
  return state.dark[connection]?.includes(side) ?? false;
}

function evolve(state: SiteState, event: SiteEvent, stamp: Stamp): SiteState {
  const { version } = stamp;
  switch (event.type) {
    case 'maintenance.announced':
    case 'maintenance.extended':
    case 'maintenance.started':
    case 'maintenance.ended':
    case 'maintenance.cancelled':
      return { ...state, version, maintenances: evolveMaintenances(state.maintenances, event, stamp) };
    case 'site.opened':
      return {
        ...state,
        version,
        region: event.region,
        ports: Object.fromEntries(event.ports.map((port) => [port.id, port])),
      };
    case 'ports.reserved':
      return { ...state, version, ports: { ...state.ports, ...hold(state, event.ports, event.connection) } };
    case 'ports.released': {
      // With the ports goes whatever was wrong on the line: the next holder's fibre is another one.
      const { [event.connection]: _gone, ...dark } = state.dark;
      return { ...state, version, dark, ports: { ...state.ports, ...hold(state, event.ports, undefined) } };
    }
    case 'router.down':
      return { ...state, version, downRouters: [...new Set([...state.downRouters, event.router])].sort() };
    case 'router.up':
      return { ...state, version, downRouters: state.downRouters.filter((router) => router !== event.router) };
    case 'line.dark':
    case 'line.lit': {
      const before = state.dark[event.connection] ?? [];
      const sides = lineSides.filter((side) =>
        side === event.side ? event.type === 'line.dark' : before.includes(side),
      );
      return { ...state, version, dark: { ...state.dark, [event.connection]: sides } };
    }
  }
}

function hold(state: SiteState, ids: readonly string[], holder: string | undefined): Record<string, Port> {
  return Object.fromEntries(
    ids.flatMap((id) => (state.ports[id] ? [[id, { ...state.ports[id], heldBy: holder }]] : [])),
  );
}

export const site: Decider<SiteState, SiteCommand, SiteEvent, SiteFacts | undefined> = {
  initial: { version: 0, region: '', ports: {}, downRouters: [], dark: {}, maintenances: {} },
  decide,
  evolve,
};
