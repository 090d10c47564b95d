/**
 * `npm run bench`: runs the benches named (all without a name), each in a process of its own, keeps the results and draws
 * the page. `--rounds 9` measures longer, `--draw` only draws.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { catalog } from './catalog.ts';
import { drawPage } from './page.ts';
import { keepResult, keptResults, page } from './results.ts';
import { fullPlan, measure } from './rounds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: String(fullPlan.rounds) }, draw: { type: 'boolean', default: false } },
});
const known = Object.keys(catalog);
const unknown = positionals.find((name) => !known.includes(name));
const rounds = Number(values.rounds);

async function runOne(name: string): Promise<void> {
  const bench = await catalog[name]?.();
  if (bench) keepResult(await measure(bench, { ...fullPlan, rounds }, new Date()));
}

/** A fresh process per bench: no heap and no compiled code of another one. */
function runApart(name: string): number {
  process.stderr.write(`${name} …\n`);
  const self = [...process.execArgv, import.meta.filename, name, '--rounds', String(rounds)];
  return spawnSync(process.execPath, self, { stdio: ['ignore', 'ignore', 'inherit'] }).status ?? 1;
}

if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
  const wrong = unknown === undefined ? `--rounds '${values.rounds}' is no count` : `no bench '${unknown}'`;
  process.stderr.write(`${wrong}; known: ${known.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const [only, ...others] = positionals;
  const failed: string[] = [];
  if (only !== undefined && others.length === 0) await runOne(only);
  else if (!values.draw) {
    for (const name of positionals.length > 0 ? positionals : known) if (runApart(name) !== 0) failed.push(name);
  }
  writeFileSync(page, drawPage(keptResults()));
  process.stdout.write(readFileSync(page, 'utf8'));
  if (failed.length > 0) {
    process.stderr.write(`failed: ${failed.join(', ')}\n`);
    process.exitCode = 1;
  }
}
