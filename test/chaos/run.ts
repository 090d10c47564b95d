/** `npm run chaos -- --runs N --seed S --jobs J`: so many seeded runs, J side by side, one line each, and the figures at the end. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FromLane, Task } from './lane.ts';
import type { Figures } from './perform.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    /** How many runs go on side by side, each in a process of its own; what a run does is its seed's alone. */
    jobs: { type: 'string', default: String(availableParallelism()) },
    /** Only this run of the series, to look closer. */
    only: { type: 'string' },
    /** No new run begins after so long. */
    minutes: { type: 'string', default: '1440' },
    log: { type: 'string', default: 'silent' },
    /** Prints what every hand of a run does, as it does it. */
    trail: { type: 'boolean', default: false },
  },
});

function wholeFrom1(name: 'runs' | 'jobs'): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} is '${values[name]}'; give a whole number from 1`);
  return number;
}

const runs = wholeFrom1('runs');
const jobs = wholeFrom1('jobs');
const print = (text: string) => process.stdout.write(`${text}\n`);

/** A run that does not come to its end is a finding of its own. */
const endsWithinMs = 420_000;
const all: Figures[] = [];
const unfinished: string[] = [];
const end = Date.now() + Number(values.minutes) * 60_000;
const waiting = Array.from({ length: runs }, (_, run) => run).filter(
  (run) => values.only === undefined || Number(values.only) === run,
);

/** Performs what waits; a process that hangs or dies is replaced, and what it was at is told. */
async function lane(): Promise<void> {
  let child = birth();
  for (;;) {
    const run = Date.now() < end ? waiting.shift() : undefined;
    if (run === undefined) break;
    const began = Date.now();
    const told = await performed(child, { run, seed: `${values.seed}/${run}`, log: values.log });
    const seconds = ((Date.now() - began) / 1_000).toFixed(1);
    if ('figures' in told) {
      const { violations, ...numbers } = told.figures;
      all.push(told.figures);
      print(`run ${run}: ${seconds} s ${JSON.stringify(numbers)} violations ${violations.length}`);
      for (const one of violations) print(`  ${one}`);
    } else {
      unfinished.push(told.failed);
      print(`run ${run}: ${seconds} s did not come to its end; repeat it with --only ${run}\n${told.failed}`);
      child.kill('SIGKILL');
      child = birth();
    }
  }
  child.disconnect();
  await once(child, 'exit');
}

const birth = (): ChildProcess =>
  fork(join(import.meta.dirname, 'lane.ts'), [], {
    execArgv: ['--import', 'tsx', '--report-on-signal', '--report-filename=stderr'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

type Ended = Exclude<FromLane, { hand: string }>;

function performed(child: ChildProcess, task: Task): Promise<Ended> {
  const trail = new Map<string, string>();
  const began = Date.now();
  return new Promise((resolve) => {
    const finish = (told: Ended) => {
      clearTimeout(late);
      clearTimeout(later);
      child.off('message', hear);
      child.off('exit', died);
      resolve(told);
    };
    const hear = (told: FromLane) => {
      if (!('hand' in told)) return finish(told);
      trail.set(told.hand, told.does);
      if (values.trail) print(`${((Date.now() - began) / 1_000).toFixed(1)} ${told.hand}: ${told.does}`);
    };
    const stood = () => [...trail].map(([hand, does]) => `  ${hand}: ${does}`).join('\n');
    const died = () => finish({ run: task.run, failed: `its process ended by itself\n${stood()}` });
    // The stack and what is open: of use when it spins, and for what it waits on.
    const late = setTimeout(() => child.kill('SIGUSR2'), endsWithinMs);
    const later = setTimeout(
      () => finish({ run: task.run, failed: `not within ${endsWithinMs / 1_000} s; it stood at\n${stood()}` }),
      endsWithinMs + 5_000,
    );
    child.on('message', hear);
    child.once('exit', died);
    child.send(task);
  });
}

await Promise.all(Array.from({ length: Math.min(jobs, waiting.length) }, lane));

const total = (of: (figures: Figures) => number) => all.reduce((sum, one) => sum + of(one), 0);
const violations = total((one) => one.violations.length) + unfinished.length;
print(
  `${all.length} runs from seed ${values.seed}: ${total((one) => one.acknowledged)} commands acknowledged, ` +
    `${total((one) => one.kills)} kills, ${total((one) => one.restarts)} restarts, ${total((one) => one.pauses)} pauses, ` +
    `${total((one) => one.duplicates)} duplicates delivered, ${total((one) => one.tooMany)} answers 429, ` +
    `${violations} violations`,
);
process.exit(violations === 0 ? 0 : 1);
