// Every bench runs and yields its figures; the arithmetic of rounds and the drawn page. Nothing is timed.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BarSpec, Result, Round } from '../../bench/bench.ts';
import { catalog } from '../../bench/catalog.ts';
import { drawPage, shown } from '../../bench/page.ts';
import { keptResults, page } from '../../bench/results.ts';
import { judge, measure, median } from '../../bench/rounds.ts';

const benches = await Promise.all(Object.values(catalog).map((load) => load()));

it('each is listed under its own name', () => {
  expect(benches.map(({ name }) => name)).toEqual(Object.keys(catalog));
});

describe.each(benches)('the bench $name', (bench) => {
  it('yields every figure of its own, each a positive number', async () => {
    const result = await measure(bench, { size: 'tiny', warmUps: 0, rounds: 2 }, new Date(0));
    const keys = result.figures.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(bench.figures.filter(({ rival }) => rival !== true).map(({ key }) => key)),
    );
    for (const { key, median: value, rounds } of result.figures) {
      expect(value, key).toBeGreaterThan(0);
      expect(Number.isFinite(value), key).toBe(true);
      expect(rounds, key).toHaveLength(2);
    }
  });

  it('has bars over figures it has', () => {
    const keys = bench.figures.map(({ key }) => key);
    for (const { of, over = of } of bench.bars) expect(keys).toEqual(expect.arrayContaining([of, over]));
  });

  it('has a kept result of at least five rounds', () => {
    const kept = keptResults().find((result) => result.bench === bench.name);
    expect(kept?.rounds).toBeGreaterThanOrEqual(5);
    expect(kept?.figures.map(({ key }) => key)).toEqual(bench.figures.map(({ key }) => key));
  });
});

it('every kept result belongs to a bench', () => {
  expect(keptResults().map(({ bench }) => bench)).toEqual(benches.map(({ name }) => name).sort());
});

it('the page is as the kept results are (npm run bench -- --draw)', () => {
  expect(readFileSync(page, 'utf8')).toBe(drawPage(keptResults()));
});

// biome-ignore format: rows
it.each([
  [[3, 1, 2],    2],
  [[4, 1, 3, 2], 2.5],
  [[7],          7],
  [[],           Number.NaN],
])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

const rounds: readonly Round[] = [
  { own: 8, rival: 2 },
  { own: 30, rival: 3 },
  { own: 6, rival: 3 },
];
// biome-ignore format: rows
const BARS: readonly [BarSpec, number | undefined, boolean | undefined][] = [
  [{ label: '', of: 'own', over: 'rival', atLeast: 4 },   4,         true],
  [{ label: '', of: 'own', over: 'rival', atLeast: 4.1 }, 4,         false],
  [{ label: '', of: 'own', atMost: 8 },                   8,         true],
  [{ label: '', of: 'own', atMost: 7 },                   8,         false],
  [{ label: '', of: 'own', over: 'absent', atMost: 7 },   undefined, undefined],
];
it.each(BARS)('%j measures %d and holds: %s', (bar, measured, held) => {
  const { measured: found, held: holds } = judge(bar, rounds);
  expect([found, holds]).toEqual([measured, held]);
});

// biome-ignore format: rows
it.each([
  [0.08641,    '0.0864'],
  [12.34,      '12.3'],
  [999.4,      '999'],
  [88_453.2,   '88,453'],
  [26_912_000, '26.9 M'],
])('%d is shown as %s', (value, text) => expect(shown(value)).toBe(text));

it('a bar that is missed stands out, one without a rival is not called held', () => {
  const result: Result = {
    bench: 'x',
    title: 'X',
    work: 'Work.',
    at: '2026-01-02T03:04:05.000Z',
    machine: { cpu: 'c', cores: 2, node: 'v20', load: [1, 2] },
    warmUps: 1,
    rounds: 5,
    figures: [{ key: 'own', label: 'own', unit: 's', median: 2, rounds: [1, 3, 2] }],
    bars: [
      { label: 'missed', of: 'own', atMost: 1, measured: 2, held: false },
      { label: 'unknown', of: 'own', over: 'rival', atLeast: 4 },
    ],
    notes: [],
  };
  const text = drawPage([result]);
  expect(text).toContain('| own | 2 s | 1 – 3 |');
  expect(text).toContain('| missed | ≤ 1 | 2 | **no** |');
  expect(text).toContain('| unknown | ≥ 4 × | not measured | – |');
});
