/** Checkpoints in a file apart from the store: one after the other, only when something happened, told once a day. */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signedLine } from '../../src/engine/audit/verify.ts';
import { type Anchors, anchorFile, newestAnchor, startAnchors } from '../../src/wire/anchors.ts';
import { type Bench, openBench } from '../app/bench.ts';
import { signer, tools } from '../engine/audit/signed-export.ts';
import { temporaryFolder, withRedis } from '../store/redis-fixture.ts';

const redis = withRedis();
const day = 86_400_000;
let bench: Bench;
let dir: string;
let anchors: Anchors;
beforeEach(async () => {
  bench = await openBench(redis);
  dir = temporaryFolder();
  anchors = startAnchors({ ...bench, signer, dir });
});
afterEach(async () => {
  await anchors.close();
  rmSync(dir, { recursive: true });
});

const lines = () => readFileSync(anchorFile(dir), 'utf8').trimEnd().split('\n');

it('states where every log ends, signed, each naming the one before', async () => {
  await anchors.take();
  expect(lines()).toHaveLength(1);
  await bench.order('dc1');
  const second = await anchors.take();
  expect(second).toMatchObject({ number: 2, previous: bench.world.log.digest(lines()[0] ?? '') });
  expect(second?.logs.map((head) => head.log)).toContain('tenant:acme');
  for (const line of lines()) expect(signedLine(line, tools)?.kind).toBe('anchor');
  expect(await anchors.take()).toBeUndefined();
  expect(await newestAnchor(dir)).toEqual(second);
});

it('goes on after a crash left half a line', async () => {
  await anchors.take();
  appendFileSync(anchorFile(dir), '{"kind":"anchor","num');
  await bench.order('dc1');
  expect(await anchors.take()).toMatchObject({ number: 2 });
  expect(lines()).toHaveLength(3);
});

it('shows the engineers the last one of a day, once', async () => {
  await anchors.take();
  await bench.order('dc1');
  await anchors.take();
  bench.pass(day);
  await bench.order('dc2');
  await anchors.take();
  await bench.order('dc3');
  await anchors.take();
  await bench.run();
  const told = bench.chat.messages.filter((row) => row.lines?.some((line) => line.includes('checkpoint')));
  expect(told.map((row) => row.room)).toEqual(['ops']);
  expect(told[0]?.lines?.[0]).toContain('Audit checkpoint 2');
});

it('says so when a log was altered, and writes nothing', async () => {
  await anchors.take();
  const log = {
    ...bench.world.log,
    names: async () => Promise.reject(new Error('log roster: version 1 is not the entry')),
  };
  const other = startAnchors({ ...bench, world: { ...bench.world, log }, signer, dir });
  await expect(other.take()).rejects.toThrow('not the entry');
  await other.close();
  expect(lines()).toHaveLength(1);
  expect(bench.logged.map((row) => row.event)).toContain('audit anchor failed');
});
