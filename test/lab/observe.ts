/** Takes one look at a running lab: sessions, BGP's choices, kernel tables, probes. Changes nothing except the emulated VPC control plane. */
import type { Daemon } from './daemon.ts';
import type { Wires } from './namespaces.ts';
import { enumerate, verdict } from './paths.ts';
import type { Fib, PhaseOutcome, ProbeOutcome, Scenario } from './scenario.ts';
import { must } from './shell.ts';

type KernelHop = { readonly gateway?: string; readonly dev?: string; readonly flags?: readonly string[] };
type KernelRoute = KernelHop & {
  readonly type?: string;
  readonly dst: string;
  readonly metric?: number;
  readonly nexthops?: readonly KernelHop[];
};

export type Running = {
  readonly wires: Wires;
  /** Live daemons by node; a killed one is absent. */
  readonly daemons: ReadonlyMap<string, Daemon>;
};
export type Glance = Pick<PhaseOutcome, 'sessions' | 'best' | 'fib'>;

/** Reads `ip -j route`. A route over a device without carrier forwards nothing and is left out. */
export function readKernelRoutes(routes: readonly KernelRoute[]): Fib {
  const dead = (hop: KernelHop) => hop.flags?.some((flag) => flag === 'linkdown' || flag === 'dead') ?? false;
  const fib: Record<string, readonly string[]> = {};
  for (const route of [...routes].sort((one, two) => (one.metric ?? 0) - (two.metric ?? 0))) {
    const prefix = route.dst === 'default' ? '0.0.0.0/0' : route.dst.includes('/') ? route.dst : `${route.dst}/32`;
    const hops = route.nexthops ?? [route];
    const words =
      route.type === 'blackhole' || route.type === 'unreachable'
        ? [route.type]
        : hops.filter((hop) => !dead(hop)).map((hop) => hop.gateway ?? 'connected');
    if (words.length > 0 && fib[prefix] === undefined) fib[prefix] = words.sort();
  }
  return fib;
}

async function kernelTable(wires: Wires, node: string): Promise<Fib> {
  const text = await must(['ip', '-n', wires.ns(node), '-j', '-4', 'route', 'show', 'table', 'main']);
  return readKernelRoutes(JSON.parse(text.trim() || '[]') as KernelRoute[]);
}

function within(prefix: string, ranges: readonly string[]): boolean {
  const bits = (text: string) => {
    const [address = '', length = '32'] = text.split('/');
    return { length: Number(length), value: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) };
  };
  const inner = bits(prefix);
  return ranges.some((range) => {
    const outer = bits(range);
    const size = 2 ** (32 - outer.length);
    return inner.length >= outer.length && Math.floor(inner.value / size) === Math.floor(outer.value / size);
  });
}

/** The VPC control plane: copies the border gateway's usable routes inside the VPC's ranges, except its own subnets. */
async function propagate(scenario: Scenario, { wires }: Running): Promise<void> {
  for (const [name, node] of Object.entries(scenario.nodes)) {
    if (node.propagateFrom === undefined || node.propagateVia === undefined || wires.isDead(name)) continue;
    const [source, own] = await Promise.all([kernelTable(wires, node.propagateFrom), kernelTable(wires, name)]);
    const wanted = Object.entries(source)
      .filter(
        ([prefix, hops]) =>
          !hops.includes('connected') &&
          own[prefix]?.includes('connected') !== true &&
          within(prefix, node.propagate ?? []),
      )
      .map(([prefix]) => prefix);
    await wires.propagate(name, wanted, node.propagateVia);
  }
}

/** Sessions, choices and tables as they are now. Every state other than Established is written `down`. */
export async function glance(scenario: Scenario, running: Running): Promise<Glance> {
  await propagate(scenario, running);
  const states = new Map<string, Readonly<Record<string, string>>>();
  const best: Record<string, PhaseOutcome['best'][string]> = {};
  const fib: Record<string, Fib> = {};
  for (const [name, node] of Object.entries(scenario.nodes)) {
    if (node.role !== 'host') fib[name] = await kernelTable(running.wires, name);
    const daemon = running.daemons.get(name);
    if (daemon === undefined) continue;
    const [sessions, choices] = await Promise.all([daemon.sessions(), daemon.best()]);
    states.set(name, sessions);
    best[name] = choices;
  }
  const state = (node: string, session: string) =>
    states.get(node)?.[session] === 'Established' ? 'Established' : 'down';
  const sessions = Object.fromEntries(
    scenario.sessions.map(({ id, a, b }) => [id, { a: state(a.node, id), b: state(b.node, id) }]),
  );
  return { sessions, best, fib };
}

/** Probes over the tables of `seen` (hosts' own tables are read here), and a real ping each. */
export async function probe(scenario: Scenario, { wires }: Running, seen: Glance): Promise<PhaseOutcome['probes']> {
  const hosts = Object.keys(scenario.nodes).filter((name) => scenario.nodes[name]?.role === 'host');
  const tables = await Promise.all(hosts.map(async (name) => [name, await kernelTable(wires, name)] as const));
  const plane = { fib: { ...seen.fib, ...Object.fromEntries(tables) }, passes: (link: string) => wires.passes(link) };
  const outcomes = scenario.probes.map(async ({ id, from, src, to, dst }): Promise<readonly [string, ProbeOutcome]> => {
    const forwardPaths = enumerate(scenario, plane, from, dst);
    const returnPaths = enumerate(scenario, plane, to, src);
    const answered = await wires.ping(from, src, dst);
    return [
      id,
      {
        forward: verdict(forwardPaths),
        return: verdict(returnPaths),
        ping: answered ? 'ok' : 'fail',
        forwardPaths,
        returnPaths,
      },
    ];
  });
  return Object.fromEntries(await Promise.all(outcomes));
}
