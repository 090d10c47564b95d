// `hostline device-config` as a person runs it: a real process, its output and its exit code.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceConfig, examplePlan, vendorNames, vifPlanSchema } from '../../src/engine/device/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function hostline(
  args: readonly string[],
  input = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/hostline.mjs'), 'device-config', ...args], { cwd: ROOT });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

const example = JSON.stringify(examplePlan);
const expected = (vendor: (typeof vendorNames)[number], revealKey: boolean) => {
  const config = deviceConfig(vifPlanSchema.parse(examplePlan), vendor, { revealKey });
  return config.ok ? config.text : 'refused';
};

let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostline-'));
  await writeFile(file('vif.json'), example);
  await writeFile(file('text.json'), '{"authKey": "s3cret-s3cret" oops');
});
afterAll(() => rm(folder, { recursive: true }));

describe('hostline device-config', () => {
  it('prints an example that it takes itself', async () => {
    const { code, out, err } = await hostline(['--example']);
    expect([code, err]).toEqual([0, '']);
    const piped = await hostline(['--vendor', 'bird', '-'], out);
    expect(piped).toEqual({ code: 0, err: '', out: expected('bird', true) });
  });

  it('reads a file, and knows cisco by its short name', async () => {
    const { code, out } = await hostline(['--vendor', 'cisco', file('vif.json')]);
    expect([code, out]).toEqual([0, expected('cisco-ios', true)]);
  });

  it('hides the key when asked', async () => {
    const { code, out } = await hostline(['--hide-key', '--vendor=h3c', file('vif.json')]);
    expect([code, out]).toEqual([0, expected('h3c', false)]);
    expect(out).not.toContain(examplePlan.authKey);
  });

  it('names every vendor in its help', async () => {
    const { code, out } = await hostline(['--help']);
    expect(code).toBe(0);
    expect(out).toContain(`--vendor <${vendorNames.join('|')}>`);
  });

  it('names every problem with its path, the value and what would pass, and exits with 2', async () => {
    const pair = { customerIp: '172.16.0.2/30', cloudIp: '172.16.0.1/30' };
    const bad = {
      ...examplePlan,
      vlan: 5000,
      authKey: 's3cret s3cret',
      announce: ['10.0.0.1/16'],
      peers: [pair, examplePlan.peers[1]],
    };
    const { code, out, err } = await hostline(['--vendor', 'frr', '-'], JSON.stringify(bad));
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toEqual([
      'vlan: 5000: use a whole number from 1 to 4000',
      'authKey: use 6 to 80 printable ASCII characters without spaces',
      'peers.0.customerIp: "172.16.0.2/30": use 172.16.0.1/30: the customer has the first host, the cloud the second',
      'announce.0: "10.0.0.1/16": use 10.0.0.0/16: a range has no host bits',
    ]);
  });

  it('says what a vendor cannot do', async () => {
    const plan = JSON.stringify({ ...examplePlan, svi: true, vlan: 3970 });
    const { code, err } = await hostline(['--vendor', 'cisco-nxos', '-'], plan);
    expect(code).toBe(2);
    expect(err).toBe(
      'vlan: 3970: with svi, cisco-nxos keeps VLAN 1, 1002-1005, 3968-4094: use another one or sub-interfaces\n',
    );
  });

  // biome-ignore format: rows
  it.each([
    ['no vendor',                [],                                  'vif.json',  'Usage: hostline device-config'],
    ['no file',                  ['--vendor', 'frr'],                 undefined,   'Usage: hostline device-config'],
    ['two files',                ['--vendor', 'frr', 'one.json'],     'vif.json',  'Usage: hostline device-config'],
    ['an unknown vendor',        ['--vendor', 'acme'],                'vif.json',  'acme'],
    ['a vendor of Object',       ['--vendor', 'constructor'],         'vif.json',  'use one of cisco-ios'],
    ['an unknown option',        ['--vendor', 'frr', '--loud'],       'vif.json',  '--loud'],
    ['a file that is not there', ['--vendor', 'frr'],                 'none.json', 'Cannot read'],
    ['what is not JSON',         ['--vendor', 'frr'],                 'text.json', 'is not JSON'],
  ])('refuses %s with 2', async (_, args, name, complaint) => {
    const { code, out, err } = await hostline([...args, ...(name === undefined ? [] : [file(name)])]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(complaint);
    expect(err).not.toContain('s3cret');
  });
});
