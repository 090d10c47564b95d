/** What a change would do: sessions, routes and pings that differ between two outcomes. Knows nothing of how they came about. */
import type { CauseCode } from './codes.ts';
import { groupBy } from './order.ts';
import type { ProbeOutcome, TwinOutcome } from './outcome.ts';

export interface SessionChange {
  readonly vif: string;
  readonly router: string;
  readonly up: boolean;
  readonly cause?: CauseCode;
}

/** A route that came into effect, or left it. */
export interface RouteChange {
  /** Gateway or VPC route table. */
  readonly table: string;
  readonly destination: string;
  readonly kind: string;
  readonly nextHop: string;
  readonly inEffect: boolean;
  /** Why it left; `gone` when it is no longer there at all. */
  readonly reason?: string;
}

export interface ProbeChange extends ProbeOutcome {
  readonly before: boolean | undefined;
}

export interface Difference {
  readonly sessions: readonly SessionChange[];
  readonly routes: readonly RouteChange[];
  readonly probes: readonly ProbeChange[];
}

interface Row extends Omit<RouteChange, 'inEffect'> {}

function rowsOf({ gateways, vpcTables }: TwinOutcome): readonly Row[] {
  const reasonOf = (reason: string | undefined) => (reason === undefined ? {} : { reason });
  const inGateways = Object.entries(gateways).flatMap(([table, { routes }]) =>
    routes.map(
      ({ destination, kind, nextHop, reason }): Row => ({ table, destination, kind, nextHop, ...reasonOf(reason) }),
    ),
  );
  const inVpcs = Object.entries(vpcTables).flatMap(([table, routes]) =>
    routes.map(
      ({ destination, kind, gateway = 'local', reason }): Row => ({
        table,
        destination,
        kind,
        nextHop: gateway,
        ...reasonOf(reason),
      }),
    ),
  );
  return [...inGateways, ...inVpcs];
}

const keyOf = ({ table, destination, kind, nextHop }: Row): string => `${table} ${destination} ${kind} ${nextHop}`;

function routeChanges(before: TwinOutcome, after: TwinOutcome): readonly RouteChange[] {
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const wasInEffect = new Set(old.filter(({ reason }) => reason === undefined).map(keyOf));
  const nowByKey = groupBy(now, keyOf);
  const won = now
    .filter((row) => row.reason === undefined && !wasInEffect.has(keyOf(row)))
    .map((row): RouteChange => ({ ...row, inEffect: true }));
  const lost = old
    .filter((row) => row.reason === undefined)
    .flatMap((row): RouteChange[] => {
      const [today] = nowByKey.get(keyOf(row)) ?? [];
      if (today && today.reason === undefined) return [];
      return [{ ...row, inEffect: false, reason: today?.reason ?? 'gone' }];
    });
  return [...lost, ...won];
}

function sessionChanges(before: TwinOutcome, after: TwinOutcome): readonly SessionChange[] {
  const vifs = [...new Set([...Object.keys(before.peers), ...Object.keys(after.peers)])];
  return vifs.flatMap((vif) => {
    const [old, now] = [before.peers[vif] ?? [], after.peers[vif] ?? []];
    const routers = [...new Set([...old, ...now].map(({ router }) => router))];
    return routers.flatMap((router): SessionChange[] => {
      const was = old.find((peer) => peer.router === router)?.up ?? false;
      const { up = false, cause } = now.find((peer) => peer.router === router) ?? {};
      return was === up ? [] : [{ vif, router, up, ...(cause !== undefined && { cause }) }];
    });
  });
}

/** Whether an instance reaches a host, over whichever interface: what one line loses another may carry. */
function reached(probes: readonly ProbeOutcome[]): readonly ProbeOutcome[] {
  const pairs = groupBy(probes, ({ instance, host }) => `${instance} ${host}`);
  return [...pairs.values()].flatMap((rows) => rows.find(({ pass }) => pass) ?? rows[0] ?? []);
}

function probeChanges(before: TwinOutcome, after: TwinOutcome): readonly ProbeChange[] {
  const keyed = ({ instance, host }: ProbeOutcome) => `${instance} ${host}`;
  const old = new Map(reached(before.probes).map((one) => [keyed(one), one.pass]));
  return reached(after.probes)
    .filter((one) => old.get(keyed(one)) !== one.pass)
    .map((one) => ({ ...one, before: old.get(keyed(one)) }));
}

export function difference(before: TwinOutcome, after: TwinOutcome): Difference {
  return {
    sessions: sessionChanges(before, after),
    routes: routeChanges(before, after),
    probes: probeChanges(before, after),
  };
}
