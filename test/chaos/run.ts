/** `npm run chaos -- --runs N --seed S`: so many seeded runs, one line each, and the figures at the end. */
import { parseArgs } from 'node:util';
import { type Figures, perform } from './perform.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    /** Only this run of the series, to look closer. */
    only: { type: 'string' },
    /** No new run begins after so long. */
    minutes: { type: 'string', default: '1440' },
    log: { type: 'string', default: 'silent' },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is '${values.runs}'; give a whole number from 1`);

/** A run that does not come to its end is the finding: what stuck is looked at with `--only`. */
const endsWithinMs = 300_000;
async function inTime<T>(run: number, going: Promise<T>): Promise<T> {
  const late = setTimeout(() => {
    process.stdout.write(`run ${run} did not end within ${endsWithinMs / 1_000} s: repeat it with --only ${run}\n`);
    process.exit(1);
  }, endsWithinMs);
  try {
    return await going;
  } finally {
    clearTimeout(late);
  }
}

const all: Figures[] = [];
const end = Date.now() + Number(values.minutes) * 60_000;
for (let run = 0; run < runs && Date.now() < end; run += 1) {
  if (values.only !== undefined && Number(values.only) !== run) continue;
  const began = Date.now();
  const figures = await inTime(run, perform(`${values.seed}/${run}`, values.log));
  all.push(figures);
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const { violations, ...numbers } = figures;
  process.stdout.write(
    `run ${run}: ${seconds} s ${JSON.stringify(numbers)} violations ${violations.length}\n${violations.map((one) => `  ${one}\n`).join('')}`,
  );
}

const total = (of: (figures: Figures) => number) => all.reduce((sum, one) => sum + of(one), 0);
process.stdout.write(
  `${all.length} runs from seed ${values.seed}: ${total((one) => one.acknowledged)} commands acknowledged, ` +
    `${total((one) => one.kills)} kills, ${total((one) => one.restarts)} restarts, ${total((one) => one.pauses)} pauses, ` +
    `${total((one) => one.duplicates)} duplicates delivered, ${total((one) => one.tooMany)} answers 429, ` +
    `${total((one) => one.violations.length)} violations\n`,
);
process.exit(total((one) => one.violations.length) === 0 ? 0 : 1);
