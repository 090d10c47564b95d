// `hostline check-config` as a person runs it: a real process, its output and its exit code.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceConfig, examplePlan, type vendorNames, vifPlanSchema } from '../../src/engine/device/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function hostline(args: readonly string[], input: string | Buffer) {
  const child = spawn(process.execPath, [join(ROOT, 'bin/hostline.mjs'), 'check-config', ...args], { cwd: ROOT });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

function configOf(vendor: (typeof vendorNames)[number]): string {
  const config = deviceConfig(vifPlanSchema.parse(examplePlan), vendor, { revealKey: true });
  return config.ok ? config.text : 'refused';
}

interface Report {
  readonly vendor: string;
  readonly findings: readonly {
    readonly code: string;
    readonly line: number;
    readonly what: string;
    readonly fix: string[];
  }[];
  readonly simulation: { readonly sessions: readonly { readonly state: string; readonly cause?: string }[] };
}
const report = (out: string) => JSON.parse(out) as Report;

let folder = '';
const vif = () => join(folder, 'vif.json');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostline-'));
  await writeFile(vif(), JSON.stringify(examplePlan));
});
afterAll(() => rm(folder, { recursive: true }));

describe('hostline check-config', () => {
  it('finds nothing in what Hostline itself writes, and exits with 0', async () => {
    const { code, out, err } = await hostline(['--vendor', 'cisco', '--vif', vif()], configOf('cisco-ios'));
    expect([code, err]).toEqual([0, '']);
    expect(report(out)).toMatchObject({ vendor: 'cisco-ios', verdict: 'clean', findings: [], notCompared: [] });
    expect(report(out).simulation.sessions.map(({ state }) => state)).toEqual(['Established', 'Established']);
  });

  it('names line, mistake and correction, in Chinese too, and exits with 1', async () => {
    const spoiled = configOf('huawei').replace('vid 10', 'vid 11');
    const { code, out } = await hostline(['--vendor', 'auto', '--vif', vif(), '--language', 'zh'], spoiled);
    const { findings, simulation, vendor } = report(out);
    expect([code, vendor]).toEqual([1, 'huawei']);
    const line = spoiled.split('\n').indexOf(' dot1q termination vid 11') + 1;
    expect(findings).toMatchObject([
      {
        code: 'vlan',
        line,
        what: 'VLAN 为 11，应为 10。',
        fix: ['interface 10GE1/0/1.10', ' dot1q termination vid 10'],
      },
    ]);
    expect(simulation.sessions).toMatchObject([{ cause: 'vlan' }, { state: 'Established' }]);
    expect(out).not.toContain(examplePlan.authKey);
  });

  it('makes one finding of a device that does not mention the interface', async () => {
    const { code, out } = await hostline(['--vendor', 'frr', '--vif', vif()], 'hostname lonely\ninterface eth9\n');
    expect([code, report(out).findings.map((row) => row.code)]).toEqual([1, ['absent']]);
    expect(report(out).findings[0]?.fix).toContain('router bgp 65001');
  });

  // biome-ignore format: rows
  it.each([
    ['no plan',              ['--vendor', 'frr'],                          'x',                 '--vif is missing'],
    ['a plan that is not',   ['--vif', '/nowhere.json'],                   'x',                 'Cannot read /nowhere.json'],
    ['an unknown vendor',    ['--vif', 'VIF', '--vendor', 'acme'],         'x',                 'use auto or one of cisco-ios'],
    ['a vendor of Object',   ['--vif', 'VIF', '--vendor', 'constructor'],  'x',                 'use auto or one of'],
    ['an unknown language',  ['--vif', 'VIF', '--language', 'fr'],         'x',                 'use en or zh'],
    ['an unknown argument',  ['--vif', 'VIF', '--what'],                   'x',                 'what'],
    ['nothing to read',      ['--vif', 'VIF'],                             ' \n',               'empty'],
    ['no configuration',     ['--vif', 'VIF'],                             'Dear Sir',          'cannot be told'],
    ['another language',     ['--vif', 'VIF', '--vendor', 'huawei'],       'Dear Sir',          'as huawei'],
    ['bytes',                ['--vif', 'VIF'],                             '\u0000\u0001',      'binary'],
  ])('exits with 2 and says why: %s', async (_, args, input, said) => {
    const { code, out, err } = await hostline(args.map((word) => (word === 'VIF' ? vif() : word)), input);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('takes two megabytes, and refuses more than four', async () => {
    const noise = (bytes: number) => 'snmp-server community public\n'.repeat(bytes / 29);
    const { code } = await hostline(['--vif', vif()], configOf('cisco-ios') + noise(2_000_000));
    expect(code).toBe(0);
    const { code: refused, err } = await hostline(['--vif', vif()], noise(5_000_000));
    expect(refused).toBe(2);
    expect(err).toContain('4096 KB');
  });
});
