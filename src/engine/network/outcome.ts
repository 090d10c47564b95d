/** Knows how a product asks for a simulation and what it can read from the settled network; scenarios have their own answer. */
import { LOCAL_ROUTE } from './choice-table.ts';
import type { NetworkEvent } from './event-schema.ts';
import type { Flow } from './flow.ts';
import { allPaths, type PathResult } from './forward.ts';
import { choiceAt } from './loc-rib.ts';
import type { End, Network } from './network.ts';
import { formatPrefix, parseAddress, parsePrefix } from './prefix.ts';
import { danglingReferences, type Problem } from './references.ts';
import {
  type AdvertisedView,
  advertisedOf,
  type BestView,
  bestOf,
  fibView,
  type LostRoute,
  lostRoutes,
  type ReceivedView,
  receivedOf,
  type SessionView,
  sessionView,
} from './routing-view.ts';
import { run, type Wait } from './simulation.ts';
import type { NodeState, Peering, World } from './state.ts';
import { type Trace, trace } from './trace.ts';
import { worldOf } from './world.ts';

/** Events that happen together, and how long to wait before looking. */
export interface Step extends Wait {
  readonly events: readonly NetworkEvent[];
}

/** A settled network. Unknown names and prefixes read as empty. */
export interface Outcome {
  readonly sessions: Readonly<Record<string, SessionView>>;
  /** Prefixes whose routing never settles; empty is the normal case. */
  readonly oscillating: readonly string[];
  /** Virtual seconds from the start. */
  readonly seconds: number;
  /** Best learned route per prefix. */
  best(node: string): Readonly<Record<string, BestView>>;
  /** Every route for the prefix that is not used at the node, with its reason. */
  lost(node: string, prefix: string): readonly LostRoute[];
  /** The prefixes the node originates now. */
  originated(node: string): readonly string[];
  /** Adj-RIB-In and Adj-RIB-Out of one side of a session. */
  received(session: string, end: End): Readonly<Record<string, ReceivedView>>;
  advertised(session: string, end: End): Readonly<Record<string, AdvertisedView>>;
  /** Prefix to gateways, `connected` or `blackhole`. */
  fib(node: string): Readonly<Record<string, readonly string[]>>;
  /** All equal-cost paths from a node to an address. */
  paths(from: string, destination: string): readonly PathResult[];
  /** One flow, there and back; undefined for unknown names. */
  trace(from: string, flow: Flow, ttl?: number): Trace | undefined;
}

function originatedBy(world: World, { networks, fed, speaker }: NodeState): string[] {
  const known = new Set(networks);
  fed.forEach((id) => {
    known.add(id);
  });
  const ids = [...known].filter((id) => speaker && choiceAt(speaker, id)?.local === LOCAL_ROUTE.originated);
  return ids.map((id) => formatPrefix(world.prefixes.at(id)));
}

function outcomeOf(world: World): Outcome {
  const nodeOf = (name: string): NodeState | undefined => world.nodes.find((node) => node.name === name);
  const sideOf = (id: string, end: End): Peering | undefined => world.sessions.find((one) => one.id === id)?.sides[end];
  const at = <T>(name: string, read: (node: NodeState) => T, empty: T): T => {
    const node = nodeOf(name);
    return node ? read(node) : empty;
  };
  const onSide = <T>(id: string, end: End, read: (side: Peering) => Record<string, T>): Record<string, T> => {
    const side = sideOf(id, end);
    return side ? read(side) : {};
  };
  return {
    sessions: Object.fromEntries(world.sessions.map((session) => [session.id, sessionView(world, session)])),
    oscillating: [...world.oscillating].map((id) => formatPrefix(world.prefixes.at(id))).sort(),
    seconds: world.now,
    best: (name) => at(name, (node) => bestOf(world, node), {}),
    lost: (name, text) => {
      const prefix = parsePrefix(text);
      const id = prefix && world.prefixes.find(prefix);
      return id === undefined ? [] : at<readonly LostRoute[]>(name, (node) => lostRoutes(world, node, id), []);
    },
    originated: (name) => at<readonly string[]>(name, (node) => originatedBy(world, node), []),
    received: (session, end) => onSide(session, end, (side) => receivedOf(world, side)),
    advertised: (session, end) => onSide(session, end, (side) => advertisedOf(world, side)),
    fib: (name) => at(name, (node) => fibView(world, node), {}),
    paths: (from, text) => {
      const destination = parseAddress(text);
      if (destination === undefined) return [];
      return at<readonly PathResult[]>(from, (node) => allPaths(world, node, destination), []);
    },
    trace: (from, flow, ttl) => trace(world, from, flow, ttl),
  };
}

export type Simulated = { readonly outcome: Outcome } | { readonly problems: readonly Problem[] };

/** A network that goes on: each step costs what it changes, not what is there. */
export interface Ongoing {
  /** Reads the network as it is whenever it is asked; only the views of sessions are as of the last step. */
  readonly outcome: Outcome;
  /** Plays one step and lets the network settle. */
  play(step: Step): Outcome;
}
export type Started = { readonly ongoing: Ongoing } | { readonly problems: readonly Problem[] };

/** Starts the network and lets it settle. */
export function start(network: Network): Started {
  const problems = danglingReferences(network);
  if (problems.length > 0) return { problems };
  const world = worldOf(network);
  run(world, []);
  let outcome: Outcome | undefined;
  return {
    ongoing: {
      get outcome() {
        outcome ??= outcomeOf(world);
        return outcome;
      },
      play({ events, ...wait }) {
        world.oscillating.clear();
        run(world, events, wait);
        outcome = outcomeOf(world);
        return outcome;
      },
    },
  };
}

/** Starts the network, lets it settle, then plays the steps one after the other. Pure: same input, same outcome. */
export function simulate(network: Network, steps: readonly Step[] = []): Simulated {
  const started = start(network);
  if ('problems' in started) return started;
  const { ongoing } = started;
  for (const step of steps) ongoing.play(step);
  return { outcome: ongoing.outcome };
}
