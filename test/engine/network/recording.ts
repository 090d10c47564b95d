// Knows how an answer is held against a recording of real daemons: every recorded leaf, sets without order;
// leaves on which the daemons differ are not recorded and not looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Answer } from '../../../src/engine/network/index.ts';

const FOLDER = new URL('./scenarios/', import.meta.url);

const recordedPhase = z.object({
  id: z.string(),
  sessions: z.record(z.string(), z.object({ a: z.string().optional(), b: z.string().optional() })).default({}),
  best: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          asPath: z.array(z.number()).optional(),
          localPref: z.number().optional(),
          nextHops: z.array(z.string()).optional(),
        }),
      ),
    )
    .default({}),
  fib: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
  probes: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const recordingSchema = z.object({
  id: z.string(),
  recorded: z.object({ phases: z.array(recordedPhase) }),
  divergence: z.array(z.string()).default([]),
});
export type Recording = z.infer<typeof recordingSchema>;
type RecordedPhase = z.infer<typeof recordedPhase>;

/** `bird vs frr: initial/best/cust/10.9.0.0/16` names the leaf `initial/best/cust/10.9.0.0/16`. */
export function divergentLeaves({ divergence }: Recording): Set<string> {
  return new Set(divergence.map((line) => line.slice(line.indexOf(': ') + 2)));
}

const isUp = (state: string | undefined): string => (state === 'Established' ? 'up' : 'down');

const sorted = (texts: readonly string[]): string[] => [...texts].sort((left, right) => (left < right ? -1 : 1));

function leavesOf(phase: RecordedPhase): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [id, { a, b }] of Object.entries(phase.sessions)) {
    if (a !== undefined) leaves.set(`sessions/${id}/a`, isUp(a));
    if (b !== undefined) leaves.set(`sessions/${id}/b`, isUp(b));
  }
  for (const [node, routes] of Object.entries(phase.best)) {
    for (const [prefix, route] of Object.entries(routes)) {
      const at = `best/${node}/${prefix}`;
      leaves.set(at, 'present');
      if (route.asPath) leaves.set(`${at}/asPath`, route.asPath.join(' '));
      if (route.localPref !== undefined) leaves.set(`${at}/localPref`, route.localPref);
      if (route.nextHops) leaves.set(`${at}/nextHops`, sorted(route.nextHops).join(' '));
    }
  }
  for (const [node, routes] of Object.entries(phase.fib)) {
    for (const [prefix, hops] of Object.entries(routes)) leaves.set(`fib/${node}/${prefix}`, sorted(hops).join(' '));
  }
  for (const [id, probe] of Object.entries(phase.probes)) {
    for (const [field, value] of Object.entries(probe)) {
      const shown = Array.isArray(value) ? sorted(value.map((one) => JSON.stringify(one))) : value;
      leaves.set(`probes/${id}/${field}`, shown);
    }
  }
  return leaves;
}

/** A leaf may be missing on one side only when the daemons disagree about it or about something above or below it. */
function isDivergent(leaf: string, divergent: ReadonlySet<string>): boolean {
  return [...divergent].some((one) => one === leaf || leaf.startsWith(`${one}/`) || one.startsWith(`${leaf}/`));
}

export interface Difference {
  readonly leaf: string;
  readonly recorded: unknown;
  readonly simulated: unknown;
}

/** Empty when the answer is what the daemons did. */
export function differences(recording: Recording, answer: Answer): Difference[] {
  const divergent = divergentLeaves(recording);
  return recording.recorded.phases.flatMap((phase) => {
    const played = answer.phases.find(({ id }) => id === phase.id);
    if (!played) return [{ leaf: phase.id, recorded: 'a phase', simulated: undefined }];
    const [recorded, simulated] = [leavesOf(phase), leavesOf(recordedPhase.parse(played))];
    return sorted([...new Set([...recorded.keys(), ...simulated.keys()])]).flatMap((leaf) => {
      const named = `${phase.id}/${leaf}`;
      const [wanted, got] = [recorded.get(leaf), simulated.get(leaf)];
      if (JSON.stringify(wanted) === JSON.stringify(got)) return [];
      // Where daemons differ, a leaf or a field of a probe is left out of the recording.
      if (wanted === undefined && (leaf.startsWith('probes/') || isDivergent(named, divergent))) return [];
      return [{ leaf: named, recorded: wanted, simulated: got }];
    });
  });
}

export function readRecordings(folder: URL = FOLDER): { file: string; document: unknown; recording: Recording }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const document: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      return { file, document, recording: recordingSchema.parse(document) };
    });
}
