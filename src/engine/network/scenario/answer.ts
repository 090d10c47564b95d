/** Knows the answer format of a scenario and fills it from a simulated world; does not simulate. */
import { allPaths, type PathResult, type Reach, reachOf } from '../forward.ts';
import { parseAddress } from '../prefix.ts';
import { type BestView, bestOf, fibView, type SessionView, sessionView } from '../routing-view.ts';
import type { NodeState, World } from '../state.ts';
import type { Probe } from './schema.ts';

export interface ProbeAnswer {
  readonly forward: Reach;
  readonly return: Reach;
  readonly ping: 'ok' | 'fail';
  readonly forwardPaths: readonly PathResult[];
  readonly returnPaths: readonly PathResult[];
}
export interface PhaseAnswer {
  readonly id: string;
  readonly sessions: Readonly<Record<string, SessionView>>;
  readonly best: Readonly<Record<string, Readonly<Record<string, BestView>>>>;
  readonly fib: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly probes: Readonly<Record<string, ProbeAnswer>>;
  /** Prefixes whose routes never settle. */
  readonly oscillating?: readonly string[];
}
export interface Answer {
  readonly id: string;
  readonly phases: readonly PhaseAnswer[];
}

function probeAnswer(world: World, probe: Probe): ProbeAnswer {
  const paths = (name: string, target: string): PathResult[] => {
    const from = world.nodes.find((node) => node.name === name);
    const address = parseAddress(target);
    return from && address !== undefined ? allPaths(world, from, address) : [];
  };
  const forwardPaths = paths(probe.from, probe.dst);
  const returnPaths = paths(probe.to, probe.src);
  const forward = reachOf(forwardPaths);
  const back = reachOf(returnPaths);
  // A ping is many flows: one lost flow fails it.
  const ping = forward === 'all' && back === 'all' ? 'ok' : 'fail';
  return { forward, return: back, ping, forwardPaths, returnPaths };
}

/** A dead daemon answers no question about its routes. */
const answers = ({ config, up, daemonUp }: NodeState): boolean => config.role === 'router' && up && daemonUp;

export function phaseAnswer(world: World, id: string, probes: readonly Probe[]): PhaseAnswer {
  const routers = world.nodes.filter(({ config }) => config.role !== 'host');
  return {
    id,
    sessions: Object.fromEntries(world.sessions.map((session) => [session.id, sessionView(world, session)])),
    best: Object.fromEntries(world.nodes.filter(answers).map((node) => [node.name, bestOf(world, node)])),
    fib: Object.fromEntries(routers.map((node) => [node.name, fibView(world, node)])),
    probes: Object.fromEntries(probes.map((probe) => [probe.id, probeAnswer(world, probe)])),
  };
}
