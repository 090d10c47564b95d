/** Knows how results become the page of tables in the docs; measures nothing. */
import type { Bar, Figure, Result } from './bench.ts';

/** Three significant digits, as a person would write them. */
export function shown(value: number): string {
  if (value >= 1_000_000) return `${shown(value / 1_000_000)} M`;
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function figureRow({ label, unit, median, rounds }: Figure): string {
  const range = `${shown(Math.min(...rounds))} – ${shown(Math.max(...rounds))}`;
  return `| ${label} | ${shown(median)} ${unit} | ${range} |`;
}

function barRow({ label, atLeast, atMost, over, measured, held }: Bar): string {
  const times = over === undefined ? '' : ' ×';
  const wanted = atLeast === undefined ? `≤ ${shown(atMost ?? 0)}${times}` : `≥ ${shown(atLeast)}${times}`;
  if (measured === undefined) return `| ${label} | ${wanted} | not measured | – |`;
  return `| ${label} | ${wanted} | ${shown(measured)}${times} | ${held === true ? 'yes' : '**no**'} |`;
}

function section({ title, work, at, machine, warmUps, rounds, figures, bars, notes }: Result): string {
  const [before, after] = machine.load;
  return [
    `## ${title}`,
    '',
    work,
    '',
    '| figure | median | lowest – highest |',
    '| --- | --- | --- |',
    ...figures.map(figureRow),
    '',
    ...(bars.length === 0
      ? []
      : ['| bar | wanted | measured | holds |', '| --- | --- | --- | --- |', ...bars.map(barRow), '']),
    ...notes.flatMap((note) => [`${note}`, '']),
    `${rounds} rounds after ${warmUps} to warm up, ${at.slice(0, 16).replace('T', ' ')} UTC, ${machine.cores} cores ` +
      `(${machine.cpu}), Node ${machine.node}, load average ${before} before and ${after} after.`,
  ].join('\n');
}

const opening = `# Bench

Drawn from \`bench/results\` by \`npm run bench\`; do not edit. \`npm run bench -- <name>\` runs one bench.

Whatever is compared ran side by side in the same round on the same machine. A ratio is the median over the rounds of the ratios
inside one round.`;

export function drawPage(results: readonly Result[]): string {
  return `${[opening, ...results.map(section)].join('\n\n')}\n`;
}
