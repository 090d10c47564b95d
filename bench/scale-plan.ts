/**
 * Works out 1,000,000 tenants from the kept results and writes the tables into docs/scale.md:
 *
 *     node --import tsx bench/scale-plan.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shown } from './page.ts';
import { keptResults } from './results.ts';
import { assumed, type Measured, type Plan, planFor, storm } from './scale/plan.ts';

export const page = join(import.meta.dirname, '../docs/scale.md');
const [opening, closing] = ['<!-- drawn by bench/scale-plan.ts -->', '<!-- end of drawing -->'];

function figure(bench: string, key: string): number {
  const found = keptResults()
    .find((result) => result.bench === bench)
    ?.figures.find((row) => row.key === key);
  if (!found) throw new Error(`no kept figure ${key} of ${bench}: run npm run bench -- ${bench}`);
  return found.median;
}

/** The last from a run of `growth` that was too short to be kept. */
export const measuredNow = (): Measured => ({
  commands: figure('chat', 'slack'),
  decisions: figure('decisions', 'decisions'),
  jobs: figure('decisions', 'queue'),
  rosterMiB: 124,
});

const rows: readonly (readonly [string, (plan: Plan) => number])[] = [
  ['commands a day', (plan) => plan.commandsPerDay],
  ['of the tenant in the middle', (plan) => plan.median],
  ['of the busiest tenant', (plan) => plan.busiest],
  ['commands/s in the busiest hour', ({ perSecond }) => perSecond.commands],
  ['decisions/s', ({ perSecond }) => perSecond.decisions],
  ['jobs/s', ({ perSecond }) => perSecond.jobs],
  ['cards/s, nothing merged', ({ perSecond }) => perSecond.cards],
  ['rooms over Slack’s pace', (plan) => plan.overSlack],
  ['rooms over Lark’s pace', (plan) => plan.overLark],
  ['cells', (plan) => plan.cells],
  ['bots in all', (plan) => plan.bots],
  ['workers in all, deciding only', (plan) => plan.workers],
  ['roster in each process, MiB', (plan) => plan.rosterMiBPerCell],
  ['jobs/s of a cell ÷ what one queue bears', (plan) => plan.queueShare],
];

export function drawPlan(measured: Measured): string {
  const plans = [1000, 100_000, 1_000_000].map((tenants) => planFor(tenants, measured));
  const rate = measured.decisions;
  const { firstComeSeconds, fairSeconds, doneSeconds } = storm(10_000, rate * assumed.busy, rate);
  return [
    opening,
    '',
    `| tenants | ${plans.map(({ tenants }) => tenants.toLocaleString('en-US')).join(' | ')} |`,
    `| --- |${' --- |'.repeat(plans.length)}`,
    ...rows.map(([label, of]) => `| ${label} | ${plans.map((plan) => shown(of(plan))).join(' | ')} |`),
    '',
    `One tenant asks for 10,000 at once of one worker that is half busy: in the order of asking everybody else waits ` +
      `${shown(firstComeSeconds)} s, in turns ${shown(fairSeconds)} s; the 10,000 are done after ${shown(doneSeconds)} s.`,
    '',
    closing,
  ].join('\n');
}

export function withPlan(text: string, drawing: string): string {
  const [before = '', rest = ''] = text.split(opening);
  return `${before}${drawing}${rest.split(closing)[1] ?? ''}`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(page, withPlan(readFileSync(page, 'utf8'), drawPlan(measuredNow())));
