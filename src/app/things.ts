/** The kinds of things a tenant has: how an event names them, how the worklist lists them, which have a card of their own. */
import { alarmsOn, alarmTable } from '../engine/tenant/alarm/model.ts';
import { waitingFor } from '../engine/tenant/clock.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { DirectoryEntry } from './ports.ts';
import type { World } from './world.ts';

export const thingKinds = ['connection', 'vpc', 'gateway', 'attachment', 'vif', 'quota', 'drill'] as const;
export type ThingKind = (typeof thingKinds)[number];

const prefixes: Readonly<Record<ThingKind, string>> = {
  connection: 'conn',
  vpc: 'vpc',
  gateway: 'bgw',
  attachment: 'att',
  vif: 'vif',
  quota: 'quota',
  drill: 'drill',
};

export const prefixOf = (kind: ThingKind): string => prefixes[kind];

export function kindOf(id: string): ThingKind | undefined {
  return thingKinds.find((kind) => id.startsWith(`${prefixes[kind]}-`));
}

/** Things an event is about; their cards and worklist lines follow it. */
export function subjectsOf(event: TenantEvent): readonly string[] {
  return 'id' in event ? [event.id] : [event.connection];
}

/** What a thing and its history look like from outside its own rules. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly state: string;
  /** Version of the last entry that touched it. */
  readonly revision: number;
  readonly createdBy: string;
}

export function thingIn(state: TenantState, id: string): Thing | undefined {
  const connection = own(state.connections, id);
  if (connection) return { ...connection, createdBy: connection.requestedBy };
  const vif = own(state.vifs, id);
  if (vif) return vif;
  const request = own(state.quotaRequests, id);
  if (request) return request;
  const drill = own(state.drills, id);
  if (drill) return drill;
  const plain = own(state.vpcs, id) ?? own(state.gateways, id) ?? own(state.attachments, id);
  return plain && { ...plain, state: 'Active' };
}

const own = <T>(things: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(things, id) ? things[id] : undefined;

/** Routes an engineer has to verify (domain §5.10). */
export function pendingRoutes(state: TenantState, gateway: string) {
  return (own(state.gateways, gateway)?.staticRoutes ?? []).filter((route) => route.state === 'pending-verification');
}

function waiting(
  world: Pick<World, 'tempo' | 'calendar'>,
  state: TenantState,
  id: string,
): Pick<DirectoryEntry, 'waitingFor' | 'dueAt'> {
  const connection = own(state.connections, id);
  const drill = own(state.drills, id);
  if (drill?.state === 'Approving') return { waitingFor: ['reviewer'], dueAt: drill.startAt };
  const wait = connection && waitingFor(connection, world.tempo, world.calendar);
  if (wait) return { waitingFor: [wait.owner], ...(wait.dueAt === undefined ? {} : { dueAt: wait.dueAt }) };
  if (own(state.quotaRequests, id)?.state === 'Asked') return { waitingFor: ['reviewer'] };
  return { waitingFor: pendingRoutes(state, id).length > 0 ? ['reviewer', 'field'] : [] };
}

function alarmed(state: TenantState, id: string): Pick<DirectoryEntry, 'alarmed'> {
  const [worst] = alarmsOn(state, id);
  return worst ? { alarmed: { grave: alarmTable[worst.code].severity === 'grave', since: worst.since } } : {};
}

/** The worklist line of a thing; what is gone is listed as deleted. */
export function directoryLine(
  world: Pick<World, 'tempo' | 'calendar'>,
  tenant: string,
  state: TenantState,
  id: string,
): DirectoryEntry | undefined {
  const kind = kindOf(id);
  if (!kind) return undefined;
  const thing = thingIn(state, id);
  if (!thing)
    return { id, kind, tenant, region: '', name: id, state: 'Deleted', waitingFor: [], version: state.version };
  const { name, region, revision: version } = thing;
  return {
    id,
    kind,
    tenant,
    region,
    name,
    state: thing.state,
    version,
    ...waiting(world, state, id),
    ...alarmed(state, id),
  };
}

/** Kinds with a live card in rooms; a gateway has one once it has a static route, or had an alarm. */
export function hasCard(state: TenantState, id: string): boolean {
  const gateway = own(state.gateways, id);
  return (
    own(state.connections, id) !== undefined ||
    own(state.vifs, id) !== undefined ||
    own(state.quotaRequests, id) !== undefined ||
    own(state.drills, id) !== undefined ||
    (gateway !== undefined && (gateway.staticRoutes.length > 0 || own(state.alarmed, id) === true))
  );
}

/** Version of the entry that made a thing: its history starts there. */
export function firstVersion(state: TenantState, id: string): number {
  return (
    own(state.connections, id)?.firstRevision ??
    own(state.vifs, id)?.firstRevision ??
    own(state.drills, id)?.firstRevision ??
    own(state.gateways, id)?.firstRevision ??
    own(state.quotaRequests, id)?.firstRevision ??
    1
  );
}
