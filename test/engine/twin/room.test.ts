/** Making room among a gateway's dynamic routes: who gives, how much, and what is never given up. */
import { describe, expect, it } from 'vitest';
import { diagnose, type Fix, inEffect, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
  apply,
  attachment,
  device,
  type Estate,
  gateway,
  having,
  host,
  instance,
  lines,
  propagation,
  setDevice,
  vif,
  vpc,
} from './estate.ts';

/** Ranges outside everything else here; the first holds the test host `10.100.0.10`. */
const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) => `10.${100 + (index >> 8)}.${index & 255}.0/24`);
const other = (count: number) => [vif(2, 'conn-1', 'bgw-1'), setDevice(2, device(2, '10.100.0.10', ...crowd(count)))];
const cloud = [
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24', '192.168.2.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
];
const attached = [attachment('att-1', 'vpc-1', 'bgw-1'), propagation('vpc-1', 'bgw-1', '0.0.0.0/0')];
const mine = (...more: readonly string[]) => [
  vif(1, 'conn-1', 'bgw-1'),
  setDevice(1, device(1, host, announced, ...more)),
];
const estate = (...commands: Parameters<typeof having>[1][]) =>
  having(lines(1), gateway('bgw-1'), ...cloud, ...commands);

const tested = ({ tenant, sites }: Estate) => diagnose(twinOf(tenant, sites), 'vif-1');

/** A VPC of many subnets in which nobody has an instance. */
const wide = [
  ...vpc('vpc-2', '172.20.0.0/16', ...Array.from({ length: 250 }, (_, index) => `172.20.${index}.0/24`)),
  attachment('att-2', 'vpc-2', 'bgw-1'),
];

/** Who gives, and how many routes it keeps. */
function giving(fix: Fix | undefined): string {
  if (fix?.log !== 'tenant') return 'nobody';
  const { command } = fix;
  if (command.do === 'set-device') return `${command.id} keeps ${command.device.announces.length}`;
  return command.do === 'edit-attachment' ? `${command.id} keeps ${command.subnets?.length}` : command.do;
}

// biome-ignore format: rows
const ROWS: [string, Estate, string, string][] = [
  ['the largest gives just enough for one more',       estate(...other(297), ...attached, ...mine()),                 'gateway-client-route', 'vif-2 keeps 296'],
  ['the late one itself, when it is too large',        estate(...attached, ...mine(...crowd(300))),                    'gateway-client-route', 'vif-1 keeps 297'],
  ['exports that came too late have room made too',    estate(...other(298), ...mine(), ...attached),                  'gateway-vpc-route',    'vif-2 keeps 296'],
  ['an attachment, of its subnets nobody tests in',    estate(...wide, ...attached, ...mine(...crowd(48))),            'gateway-client-route', 'att-2 keeps 248'],
];

describe('a full gateway', () => {
  it.each(ROWS)('%s', (_what, from, check, gives) => {
    const { first } = tested(from) ?? {};
    expect([first?.check ?? 'pass', giving(first?.fix)]).toEqual([check, gives]);
  });

  it.each(ROWS)('%s: and then everything is in effect', (_what, from) => {
    const fix = tested(from)?.first?.fix;
    if (fix?.log !== 'tenant') throw new Error('no fix');
    const after = { ...from, tenant: apply(from.tenant, fix.command) };
    const [table] = Object.values(twinOf(after.tenant, after.sites).gateways);
    expect(table && inEffect(table)).toHaveLength(300);
    expect(tested(after)?.pass).toBe(true);
  });

  it('never gives up the range of a test host', () => {
    const fix = tested(estate(...other(297), ...attached, ...mine()))?.first?.fix;
    expect(JSON.stringify(fix)).toContain('"10.100.0.0/24"');
  });
});
