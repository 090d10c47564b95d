/**
 * Records scenarios: `npx tsx test/lab/record.ts OUT [ID or FILE]...` runs each (the whole catalogue if none is named) under every profile and writes OUT/<id>.json with
 * what all runs agree on and where they differ, and OUT/raw/<id>.json with every run in full.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agreement, differences } from './agree.ts';
import { catalog } from './catalog/index.ts';
import { type Profile, runScenario } from './run.ts';
import type { PhaseOutcome, Scenario } from './scenario.ts';

const profiles: readonly Profile[] = ['bird', 'frr', 'mixed'];
/** Leaves that help a reader and are no part of the answer. */
const advisory = new Set(['candidates']);
/** Scenarios recorded at a time; the daemons mostly wait. */
const parallel = 2;

type ById = Readonly<Record<string, ReturnType<typeof withoutLuck>>>;

/** A ping is one flow: where only some flows pass, its answer is the luck of the kernel's hash and is not recorded. */
function withoutLuck(phase: PhaseOutcome) {
  const probes = Object.entries(phase.probes).map(([id, { ping, ...outcome }]) => {
    const luck = outcome.forward === 'partial' || outcome.return === 'partial';
    return [id, luck ? outcome : { ...outcome, ping }];
  });
  return { ...phase, probes: Object.fromEntries(probes) as Readonly<Record<string, unknown>> };
}

/** What all runs agree on, phase by phase, and the leaves on which a run differs from the first. */
export function combine(scenario: Scenario, runs: Readonly<Record<Profile, readonly PhaseOutcome[]>>) {
  const byId = (profile: Profile): ById =>
    Object.fromEntries(runs[profile].map((phase) => [phase.id, withoutLuck(phase)]));
  const [first, ...others] = profiles;
  if (first === undefined) throw new Error('no profile');
  const divergence = others.flatMap((other) =>
    differences(byId(first), byId(other), advisory).map((path) => `${first} vs ${other}: ${path}`),
  );
  const agreed = others.map(byId).reduce<Readonly<Record<string, unknown>>>(agreement, byId(first));
  const recorded = {
    daemons: 'BIRD 2.0.12, FRR 8.4.4 and both mixed, in network namespaces; only what all three agree on',
    phases: scenario.phases.map(({ id }) => agreed[id]),
  };
  return { ...scenario, recorded, ...(divergence.length === 0 ? {} : { divergence }) };
}

async function record(scenario: Scenario, out: string): Promise<string> {
  const outcomes = await Promise.all(profiles.map((profile) => runScenario(scenario, profile)));
  const runs = Object.fromEntries(
    profiles.map((profile, position) => [profile, outcomes[position]?.phases ?? []]),
  ) as Record<Profile, readonly PhaseOutcome[]>;
  mkdirSync(join(out, 'raw'), { recursive: true });
  writeFileSync(join(out, 'raw', `${scenario.id}.json`), JSON.stringify(runs, null, 1));
  const combined = combine(scenario, runs);
  writeFileSync(join(out, `${scenario.id}.json`), `${JSON.stringify(combined, null, 1)}\n`);
  return `${scenario.id}: ${combined.divergence?.length ?? 0} leaves differ`;
}

/** A scenario of the catalogue by id, or one in a file. */
function find(name: string): Scenario {
  const known = catalog.find(({ id }) => id === name);
  if (known !== undefined) return known;
  const {
    recorded: _recorded,
    divergence: _divergence,
    ...scenario
  } = JSON.parse(readFileSync(name, 'utf8')) as Scenario & {
    readonly recorded?: unknown;
    readonly divergence?: unknown;
  };
  return scenario;
}

async function main([out = '.', ...names]: readonly string[]): Promise<void> {
  const queue = names.length === 0 ? [...catalog] : names.map(find);
  const worker = async () => {
    for (let scenario = queue.shift(); scenario !== undefined; scenario = queue.shift()) {
      const { id } = scenario;
      const line = await record(scenario, out).catch((error: unknown) => `${id}: failed: ${String(error)}`);
      process.stdout.write(`${line}\n`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

if (process.argv[1]?.endsWith('record.ts') === true) await main(process.argv.slice(2));
