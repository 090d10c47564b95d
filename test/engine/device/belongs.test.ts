// Any sound plan, in every language: what a device would read is the plan, each value in its place and in no other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deviceConfig,
  keyPlaceholder,
  type VendorName,
  type VifPlan,
  vendorNames,
} from '../../../src/engine/device/index.ts';
import { soundPlans, textOf } from './plans.ts';
import { type Fact, read } from './reading.ts';

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const host = (address: string) => address.split('/')[0] ?? '';

function entering({ announce, cloudRanges }: VifPlan): readonly string[] {
  if (cloudRanges) return cloudRanges.map((range) => `permit ${range}+`);
  return [...announce.map((range) => `deny ${range}+`), ...privateRanges.map((range) => `permit ${range}+`)];
}

function timers({ holdSeconds, keepaliveSeconds }: VifPlan, vendor: VendorName): string {
  if (vendor === 'juniper') return `${holdSeconds}`;
  return `${keepaliveSeconds} ${holdSeconds}`;
}

/** What the plan says, fact by fact. */
function meant(plan: VifPlan, vendor: VendorName): Readonly<Record<Fact, readonly string[]>> {
  const clouds = plan.peers.map(({ cloudIp }) => host(cloudIp));
  const common = { tag: [String(plan.vlan)], own: plan.peers.map(({ customerIp }) => host(customerIp)) };
  if (plan.staticRouting) {
    const gateways = vendor === 'bird' ? [clouds.join(' ')] : clouds;
    const routes = (plan.cloudRanges ?? []).flatMap((range) => gateways.map((gateway) => `${range} ${gateway}`));
    const none: readonly string[] = [];
    return {
      ...common,
      ...{ ownAs: none, neighbor: none, remoteAs: none, announced: none, discarded: none, leaving: none },
      ...{ entering: none, timers: none, key: none, static: routes },
    };
  }
  return {
    ...common,
    ownAs: [String(plan.customerAsn)],
    neighbor: clouds,
    remoteAs: [String(plan.cloudAsn)],
    announced: plan.announce,
    discarded: plan.announce,
    leaving: plan.announce,
    entering: entering(plan),
    timers: [timers(plan, vendor)],
    key: typeof plan.authKey === 'string' ? [keyPlaceholder] : [],
    static: [],
  };
}

/** Lines that a device would act on: all but comments, and of the Linux ones the commands for the kernel. */
function acting(text: string): readonly string[] {
  return text.split('\n').filter((line) => !/^[!#]/.test(line) || /^[!#] {3}ip /.test(line));
}

/** Where a line may name the customer's or the cloud's end of a link. */
const customerPlaces = /address|router[- ]id|update-source|source-address|connect-interface|local/;
const cloudPlaces = /neighbor|peer|route/;

describe.each(vendorNames)('%s', (vendor) => {
  it('says what the plan says', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const text = textOf(deviceConfig(plan, vendor, { revealKey: false }));
        expect(read(vendor, text)).toEqual(meant(plan, vendor));
      }),
    );
  });

  it('names each end of a link only where that end belongs', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const lines = acting(textOf(deviceConfig(plan, vendor, { revealKey: false })));
        const naming = (address: string) => lines.filter((line) => line.split(/[ ;/]/).includes(host(address)));
        for (const { customerIp, cloudIp } of plan.peers) {
          for (const line of naming(customerIp)) expect(line).toMatch(customerPlaces);
          for (const line of naming(cloudIp)) expect(line).toMatch(cloudPlaces);
          expect(naming(customerIp).length).toBeGreaterThan(0);
          expect(naming(cloudIp).length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('writes every line out: nothing undefined, no trailing space, one line end at the end', () => {
    fc.assert(
      fc.property(soundPlans, (plan) => {
        const text = textOf(deviceConfig({ ...plan, name: 'n', description: 'd' }, vendor, { revealKey: false }));
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        expect(text).not.toMatch(/[ \t]$|\n\n/m);
        expect(text).toMatch(/[^\n]\n$/);
      }),
    );
  });
});
