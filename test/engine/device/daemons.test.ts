// The parsers of the real BIRD and FRR read what is written for them. Skipped, with the reason, where they are not installed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceConfig, type VendorName } from '../../../src/engine/device/index.ts';
import { run } from '../../lab/shell.ts';
import { configText, soundPlans, textOf } from './plans.ts';

/** Each run starts a process. */
const runs = { numRuns: 25 };
const limitMs = 60_000;
const everyMark = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index))
  .filter((mark) => !/[a-z0-9"]/i.test(mark))
  .join('');

/** Programs may complain and still end with 0: what they say counts too. */
const complaint = /unknown command|no such command|ambiguous|incomplete|syntax error|error/i;

interface Parser {
  readonly vendor: VendorName;
  readonly program: string;
  readonly argv: (file: string) => readonly string[];
  /** A mistake it must notice, or the test would prove nothing. */
  readonly spoil: readonly [string, string];
}

const parsers: readonly Parser[] = [
  {
    vendor: 'bird',
    program: '/usr/sbin/bird',
    argv: (file) => ['/usr/sbin/bird', '-p', '-c', file],
    spoil: ['hold time', 'holt time'],
  },
  {
    vendor: 'frr',
    program: '/usr/bin/vtysh',
    argv: (file) => ['/usr/bin/vtysh', '-C', '-f', file],
    spoil: ['maximum-paths', 'maximum-pathz'],
  },
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostline-device-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(parsers)('$program', ({ vendor, program, argv, spoil }) => {
  const absent = !existsSync(program);
  const reason = absent ? ` (skipped: ${program} is not installed)` : '';

  /** What the parser has against a text; empty when it takes it. */
  async function objections(text: string): Promise<string> {
    const file = join(folder, `${vendor}.conf`);
    writeFileSync(file, text);
    const { code, stdout, stderr } = await run(argv(file));
    const said = `${stdout}${stderr}`;
    return code === 0 && !complaint.test(said) ? '' : `${code}: ${said}`;
  }

  // biome-ignore format: rows
  it.skipIf(absent).each([
    ['a plain plan',      {}],
    ['one port',          { singlePort: true }],
    ['a VLAN interface',  { svi: true }],
    ['static routes',     { staticRouting: true }],
    ['BFD',               { bfd: { minTxMs: 200, minRxMs: 1000, multiplier: 10 } }],
    ['any cloud range',   { cloudRanges: undefined }],
    ['no key',            { authKey: undefined }],
    ['a hidden key',      { authKey: null, keyPresent: true }],
    ['every mark in keys', { authKey: everyMark }],
    ['300 ranges',        { announce: Array.from({ length: 300 }, (_, n) => `10.${n >> 8}.${n & 255}.0/24`) }],
  ])(`takes %s${reason}`, async (_, change) => {
    expect(await objections(configText(vendor, change))).toBe('');
  });

  it.skipIf(absent)(`takes any sound plan${reason}`, { timeout: limitMs }, async () => {
    const property = fc.asyncProperty(soundPlans, async (plan) => {
      expect(await objections(textOf(deviceConfig(plan, vendor, { revealKey: true })))).toBe('');
    });
    await fc.assert(property, runs);
  });

  it.skipIf(absent)(`does notice a mistake${reason}`, async () => {
    const [right, wrong] = spoil;
    expect(configText(vendor)).toContain(right);
    expect(await objections(configText(vendor).replace(right, wrong))).not.toBe('');
  });
});
