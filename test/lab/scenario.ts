/** The shape of a network scenario and of its answer, as the lab reads and writes them. Validates nothing: the catalogue is typed, files are trusted. */

export type Via = readonly string[] | 'blackhole';
export type Route = { readonly dst: string; readonly via: Via };

export type Node = {
  readonly role: 'host' | 'vpc-router' | 'router';
  readonly asn?: number;
  readonly routerId?: string;
  readonly multipath?: number;
  readonly multipathRelax?: boolean;
  readonly networks?: readonly string[];
  readonly static?: readonly Route[];
  readonly kernelRoutes?: readonly Route[];
  readonly propagate?: readonly string[];
  readonly propagateFrom?: string;
  readonly propagateVia?: string;
  readonly compareRouterId?: boolean;
  readonly deterministicMed?: boolean;
  readonly alwaysCompareMed?: boolean;
  readonly requirePolicy?: boolean;
  readonly gracefulRestart?: boolean | number;
};

export type Side = 'a' | 'b';
export type Link = {
  readonly id: string;
  readonly a: { readonly node: string; readonly addr: string };
  readonly b: { readonly node: string; readonly addr: string };
  readonly vlan?: { readonly a: number; readonly b: number };
};

export type Rule = {
  readonly match?: {
    readonly prefix?: string;
    readonly ge?: number;
    readonly le?: number;
    readonly community?: string;
  };
  readonly set?: {
    readonly localPref?: number;
    readonly med?: number;
    readonly prepend?: number;
    readonly origin?: 'igp' | 'egp' | 'incomplete';
    readonly communities?: readonly string[];
  };
  readonly action?: 'accept' | 'reject';
};
export type Policy = { readonly rules: readonly Rule[]; readonly default?: 'accept' | 'reject' };

export type SessionOptions = {
  readonly allowOwnAs?: number;
  readonly asOverride?: boolean;
  readonly maxPrefix?: number;
  readonly nextHopSelf?: boolean;
  readonly passive?: boolean;
  readonly multihop?: number;
  readonly ttlSecurity?: boolean;
  readonly role?: 'provider' | 'customer' | 'peer' | 'rs-server' | 'rs-client';
  readonly roleStrict?: boolean;
  readonly bfd?: boolean;
  /** Restart time, seconds. */
  readonly gracefulRestart?: number;
  readonly shutdown?: boolean;
  /** Seconds. */
  readonly hold?: number;
  /** Seconds. */
  readonly keepalive?: number;
  readonly rrClient?: boolean;
};
export type SessionSide = {
  readonly node: string;
  readonly remoteAs: number;
  readonly password?: string;
  readonly import?: Policy;
  readonly export?: Policy;
  readonly policy?: 'none';
  readonly options?: SessionOptions;
};
export type Session = {
  readonly id: string;
  readonly link: string;
  readonly a: SessionSide;
  readonly b: SessionSide;
  readonly addrs?: { readonly a: string; readonly b: string };
};

export type LabEvent =
  | { readonly do: 'link-down' | 'link-up' | 'link-silent' | 'link-unsilent'; readonly link: string }
  | { readonly do: 'set-vlan'; readonly link: string; readonly side: Side; readonly vid: number }
  | { readonly do: 'node-down' | 'node-up' | 'daemon-kill' | 'daemon-start'; readonly node: string }
  | { readonly do: 'announce' | 'withdraw'; readonly node: string; readonly prefix: string }
  | { readonly do: 'static-add' | 'static-del'; readonly node: string; readonly route: Route }
  | { readonly do: 'session-shutdown' | 'session-up'; readonly session: string; readonly side: Side }
  | { readonly do: 'set-password'; readonly session: string; readonly side: Side; readonly password: string }
  | {
      readonly do: 'set-policy';
      readonly session: string;
      readonly side: Side;
      readonly import?: Policy;
      readonly export?: Policy;
    };

export type Phase = {
  readonly id: string;
  readonly events: readonly LabEvent[];
  readonly minWaitS?: number;
  readonly maxWaitS?: number;
};
export type Probe = {
  readonly id: string;
  readonly from: string;
  readonly src: string;
  readonly to: string;
  readonly dst: string;
};

export type Scenario = {
  readonly schema: 'network-scenario/1';
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly nodes: Readonly<Record<string, Node>>;
  readonly links: readonly Link[];
  readonly sessions: readonly Session[];
  readonly probes: readonly Probe[];
  readonly timers?: { readonly keepalive?: number; readonly hold?: number; readonly connectRetry?: number };
  readonly phases: readonly Phase[];
};

export type Best = {
  readonly asPath: readonly number[];
  readonly localPref: number;
  readonly nextHops: readonly string[];
  readonly candidates: readonly string[];
};
/** Per prefix: next hop addresses, or one of the words connected, blackhole, unreachable. */
export type Fib = Readonly<Record<string, readonly string[]>>;
export type Path = { readonly path: readonly string[]; readonly result: string };
export type ProbeOutcome = {
  readonly forward: 'all' | 'partial' | 'none';
  readonly return: 'all' | 'partial' | 'none';
  readonly ping: 'ok' | 'fail';
  readonly forwardPaths: readonly Path[];
  readonly returnPaths: readonly Path[];
};
export type PhaseOutcome = {
  readonly id: string;
  readonly sessions: Readonly<Record<string, { readonly a: string; readonly b: string }>>;
  readonly best: Readonly<Record<string, Readonly<Record<string, Best>>>>;
  readonly fib: Readonly<Record<string, Fib>>;
  readonly probes: Readonly<Record<string, ProbeOutcome>>;
};
export type Outcome = { readonly id: string; readonly phases: readonly PhaseOutcome[] };

/** Seconds; what a scenario without `timers` runs with. */
export const defaultTimers = { keepalive: 3, hold: 9, connectRetry: 2 } as const;

/** The address without its length: 10.0.0.1/16 → 10.0.0.1. */
export function host(addr: string): string {
  return addr.split('/')[0] ?? addr;
}

export function otherSide(side: Side): Side {
  return side === 'a' ? 'b' : 'a';
}

/** One router's end of a session: its own settings, and the address it expects its neighbour at. */
export type Neighbor = {
  readonly session: string;
  readonly side: Side;
  readonly self: SessionSide;
  readonly address: string;
};

/** Every session end configured on a node, in the scenario's order. */
export function neighborsOf(scenario: Scenario, node: string): readonly Neighbor[] {
  return scenario.sessions.flatMap((session) =>
    (['a', 'b'] as const)
      .filter((side) => session[side].node === node)
      .map((side) => {
        const link = scenario.links.find((candidate) => candidate.id === session.link);
        const peer = otherSide(side);
        const address = session.addrs?.[peer] ?? host(link?.[peer].addr ?? '0.0.0.0');
        return { session: session.id, side, self: session[side], address };
      }),
  );
}
