/** Small changes that turn the baseline into another scenario. Each returns a new value. */
import type {
  LabEvent,
  Link,
  Node,
  Phase,
  Policy,
  Probe,
  Scenario,
  Session,
  SessionOptions,
  SessionSide,
  Side,
} from '../scenario.ts';
import { baseline } from './baseline.ts';

export type Edit = (scenario: Scenario) => Scenario;

/** `v01-slug` from `title`; phases beyond `initial` are listed after the edits. */
export function scenario(
  id: string,
  title: string,
  tags: readonly string[],
  edits: readonly Edit[],
  ...phases: readonly Phase[]
): Scenario {
  const edited = edits.reduce((current, edit) => edit(current), baseline);
  return { ...edited, id, title, tags, phases: [...baseline.phases, ...phases] };
}

export function phase(
  id: string,
  events: readonly LabEvent[],
  waits: Pick<Phase, 'minWaitS' | 'maxWaitS'> = {},
): Phase {
  return { id, events, ...waits };
}

/** Changes a node, or adds it. */
export function node(name: string, change: Partial<Node>): Edit {
  return (current) => ({
    ...current,
    nodes: { ...current.nodes, [name]: { ...(current.nodes[name] ?? { role: 'router' }), ...change } },
  });
}

export function side(session: string, end: Side, change: Partial<SessionSide>): Edit {
  return (current) => ({
    ...current,
    sessions: current.sessions.map((each) =>
      each.id === session ? { ...each, [end]: { ...each[end], ...change } } : each,
    ),
  });
}

export function options(session: string, end: Side, change: SessionOptions): Edit {
  return (current) => {
    const before = current.sessions.find(({ id }) => id === session)?.[end].options;
    return side(session, end, { options: { ...before, ...change } })(current);
  };
}

export function link(id: string, change: Partial<Link>): Edit {
  return (current) => ({
    ...current,
    links: current.links.map((each) => (each.id === id ? { ...each, ...change } : each)),
  });
}

export function session(id: string, change: Partial<Session>): Edit {
  return (current) => ({
    ...current,
    sessions: current.sessions.map((each) => (each.id === id ? { ...each, ...change } : each)),
  });
}

export function add(parts: {
  readonly links?: readonly Link[];
  readonly sessions?: readonly Session[];
  readonly probes?: readonly Probe[];
}): Edit {
  return (current) => ({
    ...current,
    links: [...current.links, ...(parts.links ?? [])],
    sessions: [...current.sessions, ...(parts.sessions ?? [])],
    probes: [...current.probes, ...(parts.probes ?? [])],
  });
}

export function without(...sessions: readonly string[]): Edit {
  return (current) => ({ ...current, sessions: current.sessions.filter(({ id }) => !sessions.includes(id)) });
}

/** The client runs `asn`, and the line routers expect it. */
export function clientAsn(asn: number): Edit {
  return (current) =>
    [node('cust', { asn }), side('lr1-cust', 'a', { remoteAs: asn }), side('lr2-cust', 'a', { remoteAs: asn })].reduce(
      (next, edit) => edit(next),
      current,
    );
}

/** A policy of one rule. */
export function always(set: Policy['rules'][number]['set']): Policy {
  return { rules: [set === undefined ? {} : { set }] };
}

export const nothing: Policy = { rules: [], default: 'reject' };

export function blackholes(...prefixes: readonly string[]) {
  return prefixes.map((dst) => ({ dst, via: 'blackhole' as const }));
}
