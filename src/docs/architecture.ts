/**
 * Draws the house: which room leans on which, what each queue is for, and which ports one command goes through. Comes by
 * nothing itself: rooms, queues and the recorded path are handed in.
 */
import { table } from './markdown.ts';

export interface DrawnRoom {
  readonly name: string;
  /** Rooms it imports from, as its files do now. */
  readonly uses: readonly string[];
  readonly packages: readonly string[];
}

export interface DrawnQueue {
  readonly name: string;
  readonly concurrency: number;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly rememberSeconds: number;
}

/** One call of a port, in the order it was made. */
export interface DrawnCall {
  readonly port: string;
  readonly call: string;
}

export interface DrawnPath {
  readonly typed: string;
  /** Until the decision is in the log. */
  readonly decided: readonly DrawnCall[];
  /** What follows from the entry, beside the answer. */
  readonly settled: readonly DrawnCall[];
  readonly jobs: readonly { readonly job: string; readonly calls: readonly DrawnCall[] }[];
}

export interface House {
  readonly rooms: readonly DrawnRoom[];
  readonly queues: readonly DrawnQueue[];
  readonly path: DrawnPath;
}

function roomsDiagram(rooms: readonly DrawnRoom[]): string {
  const edges = rooms.flatMap(({ name, uses }) => uses.map((other) => `    ${name} --> ${other}`));
  return ['```mermaid', 'flowchart TD', ...edges, '```'].join('\n');
}

function arrows(calls: readonly DrawnCall[]): string[] {
  return calls.map(({ port, call }) => `    app->>${port}: ${call}`);
}

function pathDiagram({ typed, decided, settled, jobs }: DrawnPath): string {
  const ports = new Set([...decided, ...settled, ...jobs.flatMap(({ calls }) => calls)].map(({ port }) => port));
  return [
    '```mermaid',
    'sequenceDiagram',
    '    actor tom',
    '    participant app',
    ...[...ports].map((port) => `    participant ${port}`),
    `    tom->>app: ${typed}`,
    ...arrows(decided),
    '    app-->>tom: the answer, to him alone',
    ...arrows(settled),
    ...jobs.flatMap(({ job, calls }) => [`    note over app: job ${job}`, ...arrows(calls)]),
    '```',
  ].join('\n');
}

const duration = (seconds: number) => (seconds >= 3_600 ? `${seconds / 3_600} h` : `${seconds / 60} min`);

/** The page `docs/architecture.md`. */
export function architecturePage({ rooms, queues, path }: House): string {
  return `# Architecture

Drawn from the code by \`npx vitest run --project parts test/docs -u\`; a test fails when it is out of date. Why it is built so
stands in [the decisions](decisions/README.md), what must never break in [the invariants](invariants.md).

## Rooms

An arrow: files of the one import from the other. \`test/architecture/rooms.ts\` says which arrows there may be. \`engine\`
imports nothing of ours: the rules know no clock, no platform and no store. \`store\`, \`jobs\` and the chat platforms know
the application, never one another; \`front\` and \`wiring\` put them together.

${roomsDiagram(rooms)}

${table(
  ['Room', 'Packages it may use'],
  rooms.map(({ name, packages }) => [name, packages.map((one) => `\`${one}\``).join(', ')]),
)}

## Queues

What follows from a decision is a job in one of these BullMQ queues, under a key of its own: enqueued twice is one job.

${table(
  ['Queue', 'At once per worker', 'Tries', 'First pause', 'A key is remembered for'],
  queues.map((one) => [
    `\`${one.name}\``,
    String(one.concurrency),
    String(one.attempts),
    `${one.backoffMs / 1_000} s`,
    duration(one.rememberSeconds),
  ]),
)}

## One command

Every call the application made of its ports, recorded while a customer ordered a line and the jobs that were due at once ran
(\`test/docs/recorded-path.ts\`). Ids are shortened; timers that ring later are left out, of jobs also what they read and marked,
and what was asked of several people is shown once.

${pathDiagram(path)}
`;
}
