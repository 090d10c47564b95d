/** Knows the network-scenario/1 document: a network, phases of events, probes; every unknown field or name is an error with its path. */
import { z } from 'zod';
import { eventSchema } from '../event-schema.ts';
import { addressSchema, type Network, nameSchema, networkFields } from '../network.ts';
import { danglingReferences, type Problem } from '../references.ts';

const probeSchema = z.strictObject({
  id: nameSchema,
  from: nameSchema,
  src: addressSchema,
  to: nameSchema,
  dst: addressSchema,
});
const phaseSchema = z.strictObject({
  id: nameSchema,
  events: z.array(eventSchema),
  minWaitS: z.number().min(0).optional(),
  maxWaitS: z.number().min(0).optional(),
});
const scenarioSchema = z.strictObject({
  schema: z.literal('network-scenario/1'),
  id: nameSchema,
  title: z.string().optional(),
  tags: z.array(z.string()).optional(),
  ...networkFields,
  phases: z.array(phaseSchema).min(1),
  probes: z.array(probeSchema).optional(),
  /** What real daemons did; not read by the simulation. */
  recorded: z.unknown().optional(),
  divergence: z.unknown().optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type Probe = z.infer<typeof probeSchema>;

function scenarioProblems(scenario: Scenario): Problem[] {
  const links = new Set(scenario.links.map(({ id }) => id));
  const sessions = new Set(scenario.sessions.map(({ id }) => id));
  const knows = {
    link: (id: string) => links.has(id),
    session: (id: string) => sessions.has(id),
    node: (id: string) => id in scenario.nodes,
  };
  const events = scenario.phases.flatMap((phase, at) =>
    phase.events.flatMap((event, index) => {
      const named =
        'link' in event
          ? (['link', event.link] as const)
          : 'node' in event
            ? (['node', event.node] as const)
            : (['session', event.session] as const);
      const [kind, name] = named;
      return knows[kind](name)
        ? []
        : [{ path: ['phases', at, 'events', index, kind], message: `no ${kind} '${name}'` }];
    }),
  );
  const probes = (scenario.probes ?? []).flatMap((probe, index) =>
    (['from', 'to'] as const)
      .filter((field) => !knows.node(probe[field]))
      .map((field) => ({ path: ['probes', index, field], message: `no node '${probe[field]}'` })),
  );
  return [...events, ...probes];
}

export type Parsed = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] };

/** All problems at once: of form first, and when the form is right, of names that lead nowhere. */
export function parseScenario(document: unknown): Parsed {
  const parsed = scenarioSchema.safeParse(document);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue) => {
        const path = issue.path.filter((part) => typeof part !== 'symbol');
        // One line per unknown key, each with its own path.
        if (issue.code === 'unrecognized_keys')
          return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field' }));
        return [{ path, message: issue.message }];
      }),
    };
  }
  const problems = [...danglingReferences(parsed.data), ...scenarioProblems(parsed.data)];
  return problems.length > 0 ? { problems } : { scenario: parsed.data };
}

type Side = Scenario['sessions'][number]['a'];

/**
 * In this format a side without a policy accepts everything; `policy: "none"` is the absence RFC 8212 is about.
 * On a node that requires policy and marks no side, the absent policies themselves are meant.
 */
export function networkOf(scenario: Scenario): Network {
  const sides = scenario.sessions.flatMap(({ a, b }) => [a, b]);
  const isBare = (side: Side): boolean => {
    if (side.policy === 'none') return true;
    const marked = sides.some(({ node, policy }) => node === side.node && policy === 'none');
    return scenario.nodes[side.node]?.requirePolicy === true && !marked;
  };
  const acceptAll = { rules: [] };
  const withPolicy = (side: Side): Side =>
    isBare(side) ? side : { ...side, import: side.import ?? acceptAll, export: side.export ?? acceptAll };
  const { nodes, links, timers } = scenario;
  const sessions = scenario.sessions.map((one) => ({ ...one, a: withPolicy(one.a), b: withPolicy(one.b) }));
  return { nodes, links, sessions, timers };
}
