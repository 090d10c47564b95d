/** Takes one look at a running lab: sessions, BGP's choices, kernel tables, probes. Changes nothing except the emulated VPC control plane. */
import type { Daemon } from './daemon.ts';
import { kernelTable } from './kernel-routes.ts';
import type { Wires } from './namespaces.ts';
import { enumerate, verdict } from './paths.ts';
import type { Fib, PhaseOutcome, ProbeOutcome, Scenario } from './scenario.ts';
import { propagate } from './vpc-plane.ts';

export type Running = {
  readonly wires: Wires;
  /** Live daemons by node; a killed one is absent. */
  readonly daemons: ReadonlyMap<string, Daemon>;
};
export type Glance = Pick<PhaseOutcome, 'sessions' | 'best' | 'fib'>;

/** Sessions, choices and tables as they are now. Every state other than Established is written `down`. */
export async function glance(scenario: Scenario, running: Running): Promise<Glance> {
  await propagate(scenario, running.wires);
  const states = new Map<string, Readonly<Record<string, string>>>();
  const best: Record<string, PhaseOutcome['best'][string]> = {};
  const fib: Record<string, Fib> = {};
  for (const [name, node] of Object.entries(scenario.nodes)) {
    if (node.role !== 'host') fib[name] = await kernelTable(running.wires.ns(name));
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
  const tables = await Promise.all(hosts.map(async (name) => [name, await kernelTable(wires.ns(name))] as const));
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
