/** Proposals: the next free VLAN of a line and the next two /30s of a gateway, and what holds a range (tutorial step 4). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TenantState } from '../../../../src/engine/tenant/model.ts';
import { collision, nextPairs, nextVlan } from '../../../../src/engine/tenant/network/address-plan.ts';
import { stateOf } from '../../core/given.ts';
import {
  ask,
  attachment,
  deviceSet,
  type Entry,
  gateway,
  line,
  pairs,
  told,
  vif,
  vifDeleted,
  vifDeleting,
  vpc,
} from './cloud.ts';

const base = [line(), gateway()];
const onVlans = (...vlans: readonly number[]) => vlans.map((vlan) => vif(`vif-${vlan}`, { vlan, pairs: pairs(vlan) }));
const vlanOf = (state: TenantState) => nextVlan(state, 'conn-1');
const withPast = (...past: readonly Entry[]) => stateOf(tenant, [...base, ...past]);
const linksAfter = (...past: readonly Entry[]) => nextPairs(withPast(...past), 'bgw-1')?.map((pair) => pair.customerIp);

describe('the next VLAN', () => {
  // biome-ignore format: rows
  it.each([
    ['starts at 10',                  [],                                                          10],
    ['follows what is used',          onVlans(10, 11),                                             12],
    ['fills the gap',                 onVlans(10, 12),                                             11],
    ['leaves low numbers for last',   onVlans(1, 2),                                               10],
    ['waits for a leaving interface', [...onVlans(10), vifDeleting('vif-10')],                     11],
    ['takes what an interface left',  [...onVlans(10), vifDeleting('vif-10'), vifDeleted('vif-10')], 10],
    ['is each line’s own',            [vif('vif-1', { connection: 'conn-2' })],                    10],
  ])('%s', (_name, past, vlan) => expect(vlanOf(withPast(...past))).toBe(vlan));

  /** As if interfaces used these; no log is that long. */
  const using = (vlans: readonly number[]): TenantState => {
    const state = withPast(vif('vif-1'));
    const one = state.vifs['vif-1'] ?? expect.fail();
    return { ...state, vifs: Object.fromEntries(vlans.map((vlan) => [`vif-${vlan}`, { ...one, vlan }])) };
  };
  const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  // biome-ignore format: rows
  it.each([
    ['takes low numbers in the end',  span(10, 4000),                                 1],
    ['takes the last of all',         span(1, 4000).filter((vlan) => vlan !== 3999),  3999],
    ['is none when all are used',     span(1, 4000),                                  undefined],
  ])('%s', (_name, used, vlan) => expect(vlanOf(using(used))).toBe(vlan));
});

describe('the next links', () => {
  const first = ['172.31.128.1/30', '172.31.128.5/30'];
  const linked = (id: string, n: number) =>
    vif(id, {
      vlan: n + 10,
      pairs: [
        { customerIp: `172.31.128.${n + 1}/30`, cloudIp: `172.31.128.${n + 2}/30` },
        { customerIp: `172.31.128.${n + 5}/30`, cloudIp: `172.31.128.${n + 6}/30` },
      ],
    });
  const announcing = (range: string) => [vif('vif-1'), deviceSet('vif-1', { announces: [range] })];
  // biome-ignore format: rows
  it.each([
    ['start the plan',                   [],                                                         first],
    ['do not mind links elsewhere',      [vif('vif-1')],                                             first],
    ['follow what is used',              [linked('vif-1', 0)],                                       ['172.31.128.9/30', '172.31.128.13/30']],
    ['fill the gap',                     [linked('vif-1', 4)],                                       ['172.31.128.1/30', '172.31.128.13/30']],
    ['avoid what is announced',          announcing('172.31.128.0/24'),                              ['172.31.129.1/30', '172.31.129.5/30']],
    ['avoid an attached VPC',            [vpc('vpc-1', '172.31.128.0/20'), attachment('att-1', 'vpc-1')], ['172.31.144.1/30', '172.31.144.5/30']],
    ['are none when one is free',        [vpc('vpc-1', '172.31.128.0/18'), attachment('att-1', 'vpc-1'), ...announcing('172.31.192.0/18')], undefined],
    ['are each gateway’s own',           [vif('vif-1', { gateway: 'bgw-2', pairs: [{ customerIp: '172.31.128.1/30', cloudIp: '172.31.128.2/30' }, { customerIp: '172.31.128.5/30', cloudIp: '172.31.128.6/30' }] })], first],
  ])('%s', (_name, past, links) => expect(linksAfter(...past)).toEqual(links));

  it('and the next VLAN are accepted as proposed, time after time', () => {
    let past: readonly Entry[] = base;
    for (let count = 0; count < 12; count++) {
      const state = stateOf(tenant, past);
      const [vlan, links] = [nextVlan(state, 'conn-1') ?? 0, nextPairs(state, 'bgw-1') ?? pairs(0)];
      const id = `vif-${count}`;
      expect(told(past, ask.vif({ id, vlan, pairs: links }))).toBe('vif.created');
      past = [...past, vif(id, { vlan, pairs: links })];
    }
  });
});

describe('what holds a range', () => {
  const state = stateOf(tenant, [
    ...base,
    vif('vif-1'),
    deviceSet('vif-1'),
    vpc('vpc-1', '10.1.0.0/16'),
    attachment('att-1', 'vpc-1', 'bgw-1', 'none'),
  ]);
  // biome-ignore format: rows
  it.each([
    ['172.16.0.4/30',    'vif-1'],
    ['172.16.0.0/16',    'vif-1'],
    ['192.168.0.128/30', 'vif-1'],
    ['10.1.255.252/30',  'vpc-1'],
    ['172.16.0.8/30',    undefined],
  ])('%s: %s', (range, by) => expect(collision(state, 'bgw-1', range)?.by).toBe(by));

  it('is asked of one gateway', () => expect(collision(state, 'bgw-2', '172.16.0.0/30')).toBeUndefined());
});
