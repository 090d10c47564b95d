/**
 * What a tenant reaches and over how many ways: every range behind its lines with the paths that carry it or stand by,
 * and which pings pass. Reads a settled twin; compares nothing.
 */
import { liveVifs, probe, probesAtMost, sessionReports, type Twin } from '../twin/index.ts';

/** One way to the customer: a tunnel over one line router. */
export interface Path {
  readonly vif: string;
  readonly line: string;
  readonly router: string;
}

export interface PrefixReach {
  readonly gateway: string;
  readonly prefix: string;
  /** Paths in use and those that would take over; never empty. */
  readonly paths: readonly Path[];
}

/** A ping from an instance to a host behind the lines, over whichever tunnel leads there. */
export interface Ping {
  readonly instance: string;
  readonly host: string;
}

export interface Reach {
  readonly prefixes: readonly PrefixReach[];
  /** Pings that pass there and back over every path. */
  readonly pings: readonly Ping[];
  /** Sessions that are up. */
  readonly sessions: readonly { readonly vif: string; readonly router: string }[];
}

/** Losing the comparison to another tunnel's route leaves a route standing by. */
const standby: ReadonlySet<string> = new Set(['route-type', 'metric', 'ecmp-limit']);

function prefixesOf(twin: Twin): readonly PrefixReach[] {
  return Object.entries(twin.gateways).flatMap(([gateway, table]) => {
    const found = new Map<string, Map<string, Path>>();
    const led = new Set<string>();
    for (const { destination, hop, nextHop, over, loss } of table.routes) {
      if (hop !== 'interface' || (loss && !standby.has(loss.reason))) continue;
      if (!loss) led.add(destination);
      const paths = found.get(destination) ?? new Map<string, Path>();
      const line = twin.tenant.vifs[nextHop]?.connection ?? '';
      for (const router of over) paths.set(`${nextHop} ${router}`, { vif: nextHop, line, router });
      found.set(destination, paths);
    }
    // A range that no tunnel leads to now (a VPC has it) is not reached over the lines.
    return [...found].flatMap(([prefix, paths]): PrefixReach[] =>
      led.has(prefix) && paths.size > 0 ? [{ gateway, prefix, paths: [...paths.values()] }] : [],
    );
  });
}

function pingsOf(twin: Twin): readonly Ping[] {
  const { tenant } = twin;
  const wanted = new Map<string, Ping>();
  for (const vif of vifsOf(twin)) {
    const host = vif.device?.host ?? '';
    if (host === '') continue;
    for (const { gateway, vpc } of Object.values(tenant.attachments)) {
      if (gateway !== vif.gateway) continue;
      for (const { id: instance } of tenant.vpcs[vpc]?.instances ?? [])
        wanted.set(`${instance} ${host}`, { instance, host });
    }
  }
  return [...wanted.values()].slice(0, probesAtMost).filter((ping) => probe(twin, ping)?.forwardPing === true);
}

const vifsOf = (twin: Twin) => Object.keys(twin.gateways).flatMap((gateway) => liveVifs(twin.tenant, gateway));

export function reachOf(twin: Twin): Reach {
  const sessions = vifsOf(twin).flatMap((vif) =>
    sessionReports(twin, vif).flatMap(({ router, up }) => (up ? [{ vif: vif.id, router }] : [])),
  );
  return { prefixes: prefixesOf(twin), pings: pingsOf(twin), sessions };
}
