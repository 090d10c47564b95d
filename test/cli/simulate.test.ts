// The command line as a person runs it: a real process, its output and its exit code.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BASELINE = join(ROOT, 'test/engine/network/scenarios/baseline.json');

async function hostline(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/hostline.mjs'), ...args], { cwd: ROOT });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

let folder = '';
const broken = {
  schema: 'network-scenario/1',
  id: 'x',
  nodes: {},
  links: 'none',
  sessions: [],
  phases: [],
  colour: 'red',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostline-'));
  await writeFile(join(folder, 'broken.json'), JSON.stringify(broken));
  await writeFile(join(folder, 'text.json'), 'not json');
});
afterAll(() => rm(folder, { recursive: true }));

describe('hostline simulate', () => {
  it('prints one JSON document', async () => {
    const { code, out, err } = await hostline(['simulate', BASELINE]);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      id: 's01-baseline',
      phases: [{ id: 'initial', probes: { 'vm1-idc': { forward: 'all', return: 'all', ping: 'ok' } } }],
    });
  });

  it('reads standard input', async () => {
    const scenario = { ...broken, links: [], phases: [{ id: 'only', events: [] }], colour: undefined };
    const { code, out } = await hostline(['simulate', '-'], JSON.stringify(scenario));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ id: 'x', phases: [{ id: 'only', sessions: {}, best: {}, fib: {}, probes: {} }] });
  });

  it('names every problem with its path and exits with 2', async () => {
    const { code, out, err } = await hostline(['simulate', join(folder, 'broken.json')]);
    expect([code, out]).toEqual([2, '']);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['links', 'phases', 'colour']);
  });

  // biome-ignore format: rows
  it.each([
    ['a file that is not there', ['simulate', '/nowhere.json'], 'Cannot read /nowhere.json'],
    ['no file',                  ['simulate'],                  'Usage: hostline simulate'],
    ['a verb of Object',         ['toString'],                  "Unknown verb 'toString'"],
    ['no verb',                  [],                            'A verb is needed'],
  ])('refuses %s with 2', async (_, args, complaint) => {
    const { code, err } = await hostline(args);
    expect(code).toBe(2);
    expect(err).toContain(complaint);
  });

  it('refuses text that is not JSON', async () => {
    const { code, err } = await hostline(['simulate', join(folder, 'text.json')]);
    expect(code).toBe(2);
    expect(err).toContain('is not JSON');
  });

  it('explains itself', async () => {
    const { code, out } = await hostline(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('simulate <scenario.json | ->');
  });
});
