/** Planned work on a line router or a line: announced, begun, over. Knows the windows of a region; reckons no impact. */
import { regionById } from '../catalog/regions.ts';
import { type Decision, happened, refused, type Stamp, silence } from '../core.ts';

export type MaintenanceTarget =
  | { readonly kind: 'line-router'; readonly router: string }
  | { readonly kind: 'line'; readonly connection: string };

export const maintenanceStates = ['Announced', 'Running', 'Over', 'Cancelled'] as const;
export type MaintenanceState = (typeof maintenanceStates)[number];

/** One tenant's part: how badly, and of what; names are few, numbers are whole. */
export interface MaintenancePart {
  readonly tenant: string;
  readonly level: 'reach' | 'redundancy' | 'sessions';
  /** Ranges and pings that lose their last path; the first few. */
  readonly lost: readonly string[];
  readonly lostCount: number;
  readonly redundancyCount: number;
  readonly sessionCount: number;
}

export interface Maintenance {
  readonly id: string;
  readonly state: MaintenanceState;
  readonly target: MaintenanceTarget;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly by: string;
  readonly announcedAt: number;
  readonly revision: number;
  /** What was foretold, and what was found when it began. */
  readonly predicted: readonly MaintenancePart[];
  readonly observed?: readonly MaintenancePart[];
  readonly endedAt?: number;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

export type MaintenanceCommand =
  | ({
      readonly do: 'announce-maintenance';
      readonly id: string;
      readonly target: MaintenanceTarget;
      readonly reason: string;
      readonly predicted: readonly MaintenancePart[];
    } & Window)
  | { readonly do: 'extend-maintenance'; readonly id: string; readonly to: number }
  | { readonly do: 'start-maintenance'; readonly id: string; readonly observed: readonly MaintenancePart[] }
  | { readonly do: 'end-maintenance' | 'cancel-maintenance'; readonly id: string };

export type MaintenanceEvent =
  | ({
      readonly type: 'maintenance.announced';
      readonly id: string;
      readonly target: MaintenanceTarget;
      readonly reason: string;
      readonly predicted: readonly MaintenancePart[];
      readonly by: string;
    } & Window)
  | { readonly type: 'maintenance.extended'; readonly id: string; readonly to: number; readonly by: string }
  | { readonly type: 'maintenance.started'; readonly id: string; readonly observed: readonly MaintenancePart[] }
  | { readonly type: 'maintenance.ended'; readonly id: string }
  | { readonly type: 'maintenance.cancelled'; readonly id: string; readonly by: string };

export interface SiteFacts {
  readonly at: number;
  readonly by: string;
  /** Revision a button was drawn from. */
  readonly seenRevision?: number;
}

type Maintenances = Readonly<Record<string, Maintenance>>;
interface Ground {
  readonly region: string;
  readonly maintenances: Maintenances;
}

/** A week of planned work is a rebuild; plans further ahead than a quarter change anyway. */
export const maintenanceLimits = { hoursAtMost: 168, daysAhead: 90, reasonAtMost: 256 } as const;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const isOpen = ({ state }: Maintenance): boolean => state === 'Announced' || state === 'Running';
const overlap = (left: Window, right: Window): boolean => left.from < right.to && right.from < left.to;

/** Maintenances, announced or running, that touch a window. */
export function maintenancesDuring(
  { maintenances }: Pick<Ground, 'maintenances'>,
  window: Window,
): readonly Maintenance[] {
  return Object.values(maintenances).filter((one) => isOpen(one) && overlap(one, window));
}

/** The running maintenance that takes a thing out of service. */
export function underMaintenance(
  { maintenances }: Pick<Ground, 'maintenances'>,
  target: MaintenanceTarget,
): Maintenance | undefined {
  return Object.values(maintenances).find((one) => one.state === 'Running' && sameTarget(one.target, target));
}

const nameOf = (target: MaintenanceTarget): string =>
  target.kind === 'line-router' ? target.router : target.connection;
const sameTarget = (left: MaintenanceTarget, right: MaintenanceTarget): boolean =>
  left.kind === right.kind && nameOf(left) === nameOf(right);

type Refused = ReturnType<typeof refused>;
const bad = (field: string, value: string | number): Refused =>
  refused('bad-field', { field, value, values: { expect: field === 'to' ? 'maintenance-to' : 'maintenance-from' } });

function badWindow({ from, to }: Window, at: number): Refused | undefined {
  if (from > at + maintenanceLimits.daysAhead * dayMs) return bad('from', new Date(from).toISOString());
  if (to <= Math.max(from, at) || to - from > maintenanceLimits.hoursAtMost * hourMs)
    return bad('to', new Date(to).toISOString());
  return undefined;
}

/** One of the pair always stays: whoever takes the other meanwhile takes the region. */
function collision(state: Ground, id: string, target: MaintenanceTarget, window: Window): Refused | undefined {
  const others = maintenancesDuring(state, window).filter((other) => other.id !== id);
  const same = others.find((other) => sameTarget(other.target, target));
  if (same) return refused('maintenance-twice', { field: 'down', value: nameOf(target), values: { other: same.id } });
  const pair = target.kind === 'line-router' && others.find((other) => other.target.kind === 'line-router');
  return pair
    ? refused('maintenance-pair', {
        field: 'down',
        value: nameOf(target),
        values: { router: nameOf(pair.target), other: pair.id },
      })
    : undefined;
}

function announce(
  command: Extract<MaintenanceCommand, { do: 'announce-maintenance' }>,
  state: Ground,
  facts: SiteFacts,
): Decision<MaintenanceEvent> {
  const { id, target, from, to, predicted } = command;
  if (state.maintenances[id]) return silence;
  const routers: readonly string[] = regionById.get(state.region)?.lineRouters ?? [];
  if (target.kind === 'line-router' && !routers.includes(target.router))
    return refused('unknown-router', { field: 'down', value: target.router });
  const reason = command.reason.trim();
  if (reason === '' || reason.length > maintenanceLimits.reasonAtMost)
    return refused('bad-field', { field: 'reason', value: reason, values: { expect: 'reason' } });
  if (from < facts.at) return bad('from', new Date(from).toISOString());
  const refusal = badWindow(command, facts.at) ?? collision(state, id, target, command);
  if (refusal) return refusal;
  return happened<MaintenanceEvent>({
    type: 'maintenance.announced',
    id,
    target,
    from,
    to,
    reason,
    predicted,
    by: facts.by,
  });
}

export function decideMaintenance(
  command: MaintenanceCommand,
  state: Ground,
  facts: SiteFacts | undefined,
): Decision<MaintenanceEvent> {
  // A window without a clock means nothing.
  if (!facts) return refused('not-due');
  if (command.do === 'announce-maintenance') return announce(command, state, facts);
  const found = Object.hasOwn(state.maintenances, command.id) ? state.maintenances[command.id] : undefined;
  if (!found) return refused('unknown-thing', { field: 'maintenance', value: command.id });
  const { id } = found;
  if (facts.seenRevision !== undefined && facts.seenRevision < found.revision)
    return refused('maintenance-stale', { value: id });
  const notNow = refused('maintenance-not-now', { value: id, values: { maintenanceState: found.state } });
  switch (command.do) {
    case 'start-maintenance':
      if (found.state !== 'Announced') return silence;
      return facts.at < found.from
        ? refused('not-due')
        : happened<MaintenanceEvent>({ type: 'maintenance.started', id, observed: command.observed });
    case 'end-maintenance':
      if (found.state !== 'Running') return silence;
      return facts.at < found.to ? refused('not-due') : happened<MaintenanceEvent>({ type: 'maintenance.ended', id });
    case 'cancel-maintenance':
      if (found.state === 'Cancelled' || found.state === 'Over') return silence;
      return happened<MaintenanceEvent>({ type: 'maintenance.cancelled', id, by: facts.by });
    case 'extend-maintenance': {
      if (!isOpen(found)) return notNow;
      if (command.to === found.to) return silence;
      const window = { from: found.from, to: command.to };
      const refusal = badWindow(window, facts.at) ?? collision(state, id, found.target, window);
      return refusal ?? happened<MaintenanceEvent>({ type: 'maintenance.extended', id, to: command.to, by: facts.by });
    }
  }
}

export function evolveMaintenances(maintenances: Maintenances, event: MaintenanceEvent, stamp: Stamp): Maintenances {
  const before = maintenances[event.id];
  const after =
    event.type === 'maintenance.announced' ? announced(event, stamp) : before && changed(before, event, stamp);
  return after ? { ...maintenances, [after.id]: after } : maintenances;
}

function announced(event: Extract<MaintenanceEvent, { type: 'maintenance.announced' }>, stamp: Stamp): Maintenance {
  const { type: _type, ...rest } = event;
  return { ...rest, state: 'Announced', announcedAt: stamp.at, revision: stamp.version };
}

function changed(
  one: Maintenance,
  event: Exclude<MaintenanceEvent, { type: 'maintenance.announced' }>,
  stamp: Stamp,
): Maintenance {
  const revision = stamp.version;
  switch (event.type) {
    case 'maintenance.extended':
      return { ...one, revision, to: event.to };
    case 'maintenance.started':
      return { ...one, revision, state: 'Running', observed: event.observed };
    case 'maintenance.ended':
      return { ...one, revision, state: 'Over', endedAt: stamp.at };
    case 'maintenance.cancelled':
      // What has begun cannot be undone, only ended.
      return { ...one, revision, state: one.state === 'Running' ? 'Over' : 'Cancelled', endedAt: stamp.at };
  }
}
