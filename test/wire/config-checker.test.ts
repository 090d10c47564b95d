import { describe, expect, it } from 'vitest';
import { checkGiven, type GivenConfig } from '../../src/app/given-config.ts';
import { deviceConfig, parsePlan } from '../../src/engine/device/index.ts';
import { configChecker } from '../../src/wire/config-checker.ts';

const key = 'K3y-of-the-line';
const parsed = parsePlan({
  name: 'edge',
  vlan: 100,
  customerAsn: 65001,
  cloudAsn: 64512,
  authKey: key,
  peers: [
    { customerIp: '10.255.1.1/30', cloudIp: '10.255.1.2/30' },
    { customerIp: '10.255.1.5/30', cloudIp: '10.255.1.6/30' },
  ],
  announce: ['10.60.0.0/16'],
  holdSeconds: 90,
  keepaliveSeconds: 30,
  staticRouting: false,
  mtu: 1500,
  singlePort: false,
  svi: false,
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals));
const { authKey: _key, ...open } = parsed.plan;
const made = deviceConfig(parsed.plan, 'huawei', { revealKey: true });
if (!made.ok) throw new Error(JSON.stringify(made.refusals));

const print = (given: string) => Buffer.from(given).toString('hex');
const port = (index: number) => `interface GigabitEthernet0/0/${index}\n description host ${index}\n shutdown\n#\n`;
const long = Array.from({ length: 3_000 }, (_, index) => port(index)).join('');
const given = (text: string): GivenConfig => ({
  text,
  vendor: 'huawei',
  plan: { ...open, authKey: null, keyPresent: true },
  expected: print(key),
});

const logged: string[] = [];
const checker = configChecker(print, (_level, event) => void logged.push(event));

describe('a long configuration', () => {
  // biome-ignore format: aligned rows
  it.each<[string, string, string[]]>([
    ['with the right key',  made.text,                                    []],
    ['with another key',    made.text.replaceAll(key, 'Another-k3y'),     ['key', 'key']],
    ['of another line',     'sysname edge\n',                             ['absent']],
  ])('%s is read as a short one would be', async (_name, text, found) => {
    const whole = given(long + text);
    const read = await checker.check(whole);
    expect(read).toEqual(checkGiven(whole, print));
    if (read.ok) expect(read.checked.findings.map(({ code }) => code)).toEqual(found);
    expect(JSON.stringify(read)).not.toContain(key);
    expect(logged).toEqual([]);
  });

  it('holds nobody up', async () => {
    let turns = 0;
    let over = false;
    const go = () => {
      turns += 1;
      if (!over) setImmediate(go);
    };
    setImmediate(go);
    const read = await checker.check(given(long + made.text));
    over = true;
    expect(read.ok).toBe(true);
    expect(turns).toBeGreaterThan(50);
  });

  it('waits for the one before it', async () => {
    const reads = await Promise.all([1, 2, 3].map(() => checker.check(given(long + made.text))));
    expect(reads.map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});

it('a short one is read in place', async () => {
  expect(await checker.check(given(made.text))).toEqual(checkGiven(given(made.text), print));
});
