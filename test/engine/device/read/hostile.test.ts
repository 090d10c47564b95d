// Texts nobody configures a device with: they are refused or read, never thrown at, and no secret comes out of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vendorNames } from '../../../../src/engine/device/index.ts';
import { detectVendor, readConfig } from '../../../../src/engine/device/read/read.ts';
import { textLimits } from '../../../../src/engine/device/read/statement.ts';
import { checkConfig } from '../../../../src/engine/twin/index.ts';
import { configText, plan } from '../plans.ts';

const prints = { of: (key: string) => `print ${key.length}`, expected: 'print 10' };
const check = (text: string, vendor: (typeof vendorNames)[number]) =>
  checkConfig({ text, vendor, plan: plan(), prints, hostFor: () => '10.0.0.10' });

/** Half sentences of every language, in any order. */
const scraps = fc
  .array(
    fc.constantFrom(
      ...vendorNames.flatMap((vendor) => configText(vendor).split('\n')),
      '{',
      '}',
      '[',
      ']',
      ';',
      '"',
      '/*',
      '*/',
      'set',
      'neighbor',
      ' peer',
      '   ',
      'ip prefix-list x seq 5 permit 10.0.0.0/99 ge 40',
      'ip route 10.0.0.0 255.0.255.0 Null0',
      ' ip address 999.1.1.1 255.255.255.0',
      'router bgp 99999999999999999999',
      ' neighbor __proto__ remote-as constructor',
    ),
    { maxLength: 60 },
  )
  .map((lines) => lines.join('\n'));

describe.each(vendorNames)('%s', (vendor) => {
  it('reads any characters without a word of complaint', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(typeof check(text, vendor).ok).toBe('boolean');
      }),
      { numRuns: 50 },
    );
  });

  it('checks any order of half sentences', () => {
    fc.assert(
      fc.property(scraps, (text) => {
        expect(typeof check(text, vendor).ok).toBe('boolean');
      }),
      { numRuns: 40 },
    );
  });

  it('reads its own language with the blanks at line starts lost', () => {
    const flat = configText(vendor)
      .split('\n')
      .map((line) => line.trim())
      .join('\n');
    const read = readConfig(flat, vendor);
    expect(read.ok && read.device.unread).toEqual([]);
    const checked = checkConfig({
      text: flat,
      vendor,
      plan: plan(),
      prints: { of: (key) => key, expected: 'S3cret-key' },
      hostFor: () => '10.0.0.10',
    });
    expect(checked.ok && checked.findings).toEqual([]);
  });

  it('says the same of Windows line ends, tabs after words and a byte order mark', () => {
    const text = configText(vendor);
    const odd = `\uFEFF${text.replaceAll('\n', '\t\r\n')}`;
    expect(check(odd, vendor)).toEqual(check(text, vendor));
  });
});

describe('a text that is no configuration', () => {
  // biome-ignore format: rows
  it.each([
    ['nothing',        '',                                   'empty'],
    ['blanks',         ' \n\t\n',                            'empty'],
    ['a zero byte',    'interface a\n\u0000',                'binary'],
    ['bytes',          '\u0001\u0002\ufffd'.repeat(100),     'binary'],
    ['too much',       'a'.repeat(textLimits.bytes + 1),     'too-large'],
    ['another tongue', 'Dear Sir or Madam,\nit is broken.',  'unknown-vendor'],
  ])('%s', (_, text, problem) => {
    expect(checkConfig({ text, plan: plan(), prints, hostFor: () => '' })).toEqual({ ok: false, problem });
  });

  it('in a language it is not', () => {
    expect(check('Dear Sir', 'huawei')).toEqual({ ok: false, problem: 'not-understood', vendor: 'huawei' });
    expect(detectVendor('Dear Sir')).toBeUndefined();
  });
});

describe('size', () => {
  // biome-ignore format: rows
  it.each([
    ['a line of two million characters', 'cisco-ios', `router bgp 65001\n neighbor ${'x'.repeat(2_000_000)}`],
    ['a hundred thousand open braces',   'juniper',   `system {\n${'a {\n'.repeat(100_000)}`],
    ['braces that close nothing',        'bird',      `router id 1.1.1.1;\n${'}'.repeat(200_000)}`],
    ['a staircase of blanks',            'huawei',    `sysname x\n${Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a`).join('\n')}`],
    ['an open comment',                  'juniper',   `version 1;\n/* ${'* '.repeat(1_000_000)}`],
    ['an open quote',                    'bird',      `router id 1.1.1.1;\nlog "${'x'.repeat(1_000_000)}`],
    ['a list of values',                 'juniper',   `system { x [ ${'y '.repeat(200_000)}]; }`],
  ] as const)('%s: what is known is read, the rest is listed', (_, vendor, text) => {
    const read = readConfig(text, vendor);
    expect(read.ok && read.device.understood).toBeGreaterThan(0);
  });
});

describe('many lines', () => {
  it.each(vendorNames)('%s: two megabytes of the same are one device', (vendor) => {
    const once = configText(vendor);
    const often = once.repeat(Math.ceil(2_000_000 / once.length));
    const checked = checkConfig({
      text: often,
      vendor,
      plan: plan(),
      prints: { of: (key) => key, expected: 'S3cret-key' },
      hostFor: () => '10.0.0.10',
    });
    expect(checked.ok && [checked.findings, checked.lines.unread]).toEqual([[], []]);
    expect(checked.ok && checked.device.announces.toSorted()).toEqual(plan().announce.toSorted());
  });

  it('thousands of ranges against thousands of clauses end, and what is kept of them is bounded', () => {
    const numbers = Array.from({ length: 1500 }, (_, index) => index);
    const networks = numbers.map((n) => `  network 10.${100 + (n >> 8)}.${n & 255}.0 mask 255.255.255.0`);
    const permits = numbers.map(
      (n) => `ip prefix-list HOSTED-10-OUT seq ${n + 20} permit 10.${100 + (n >> 8)}.${n & 255}.0/24`,
    );
    const text = configText('cisco-ios').replace(/^ {2}network .*$/m, (line) => [line, ...networks].join('\n'));
    const statics = numbers.map((n) => `ip route 10.${100 + (n >> 8)}.${n & 255}.0 255.255.255.0 Null0`);
    const checked = check([text, ...permits, ...statics].join('\n'), 'cisco-ios');
    expect(checked.ok && checked.device.announces.length).toBe(600);
    expect(checked.ok && checked.findings.filter(({ code }) => code === 'network-extra').length).toBe(1500);
  });
});

describe('lines that are not understood', () => {
  it('are shown without anything that could be a secret', () => {
    const secret = fc.stringMatching(/^[A-Z][a-z0-9]{5,12}[0-9A-Z]$/);
    const heads = fc.constantFrom(
      'frobnicate password',
      'frobnicate',
      'tacacs-server host 10.0.0.1 key 7',
      'gizmo set local-user bob password cipher',
      'wpa-psk ascii',
      'gizmo authentication-key',
    );
    fc.assert(
      fc.property(heads, secret, (head, text) => {
        const read = readConfig(`hostname a\n${head} ${text}\n`, 'cisco-ios');
        expect(read.ok && read.device.unread.map(({ line }) => line)).toEqual([2]);
        expect(JSON.stringify(read.ok && read.device.unread)).not.toContain(text);
      }),
      { numRuns: 60 },
    );
  });

  it('are counted with their numbers', () => {
    const read = readConfig('hostname a\nfrobnicate the gizmo\n!\nrouter bgp 1\n gizmo on\n', 'cisco-ios');
    expect(read.ok && read.device.unread).toEqual([
      { line: 2, text: 'frobnicate the gizmo' },
      { line: 5, text: 'gizmo on' },
    ]);
  });
});
