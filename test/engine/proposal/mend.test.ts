/** Single changes that mend a ping: every one proposed passes when made, and the first is the smallest. */
import { describe, expect, it } from 'vitest';
import { type Mending, mendingsFor } from '../../../src/engine/proposal/index.ts';
import { diagnose, twinOf } from '../../../src/engine/twin/index.ts';
import { facts } from '../tenant/story.ts';
import {
  type Estate,
  having,
  havingAtSite,
  host,
  instance,
  lin,
  propagation,
  region,
  setDevice,
  working,
} from '../twin/estate.ts';
import { all, attached, configured, doubled, estate, mended, right, unverified, wrong } from '../twin/faults.ts';

const ends = { vif: 'vif-1', instance: 'i-1', host };
const ask = ({ tenant, sites }: Estate, question = ends) => mendingsFor(twinOf(tenant, sites), question, facts(lin));

function words({ fix, by }: Mending): string {
  const { command } = fix;
  const id = 'id' in command ? command.id : 'router' in command ? command.router : '';
  return `${by}: ${command.do} ${id}`;
}

const rows: readonly (readonly [string, Estate, string])[] = [
  ['a wrong VLAN', wrong({ vlan: 99 }), 'customer: set-device vif-1'],
  ['a key that is missing', wrong({ keyPrint: 'another' }), 'customer: set-device vif-1'],
  ['swapped addresses', wrong({ addresses: [right.addresses[1], right.addresses[0]] }), 'customer: set-device vif-1'],
  ['an ICMP filter', wrong({ blocksIcmp: true }), 'customer: set-device vif-1'],
  // A rule for the host's /24 opens less than taking the announced /16.
  ['nothing propagated', estate(attached, configured), 'customer: add-vpc-route vpc-1'],
  ['a device nobody described', estate(attached, all), 'customer: set-device vif-1'],
  [
    'a security group',
    having(working, { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: [] }),
    'customer: set-security vpc-1',
  ],
  ['nothing announced', having(working, setDevice(1, { ...right, announces: [] })), 'customer: set-device vif-1'],
];

describe('changes that mend', () => {
  it.each(rows)('%s', (_name, broken, first) => {
    const { single, together } = ask(broken);
    expect(words(single[0] as Mending)).toBe(first);
    expect(together).toEqual([]);
    for (const { fix } of single) {
      if (fix.log === 'tenant' && fix.command.do === 'add-static-route') continue;
      const { tenant, sites } = mended(broken, fix);
      expect(diagnose(twinOf(tenant, sites), 'vif-1', ends)?.pass, JSON.stringify(fix)).toBe(true);
    }
  });

  it('of a security group admit one address before a range', () => {
    const closed = having(working, { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: [] });
    expect(ask(closed).single[0]?.fix).toMatchObject({ command: { allowFrom: [`${host}/32`] } });
  });

  it('of a propagation take the narrow range before the wide ones', () => {
    const scopes = ask(having(working, propagation('vpc-1', 'bgw-1'))).single.flatMap(({ fix }) =>
      fix.log === 'tenant' && fix.command.do === 'set-propagation' ? [fix.command.scope.join()] : [],
    );
    expect(scopes).toEqual(['10.0.0.0/16', '0.0.0.0/0']);
  });

  it('a static route that waits is for the engineers; announcing is not, and comes first', () => {
    const made = ask(unverified).single.map(words);
    expect(made).toContain('operations: verify-route bgw-1');
    expect(made[0]).toBe('customer: set-device vif-1');
  });

  it('both routers down: either alone is enough', () => {
    const dark = havingAtSite(
      working,
      { do: 'router-down', router: 'lr-bj-a' },
      { do: 'router-down', router: 'lr-bj-b' },
    );
    expect(ask(dark).single.map(words)).toEqual(['operations: router-up lr-bj-a', 'operations: router-up lr-bj-b']);
  });

  it('of a VPC that is not attached are named together: what is attached first has to be propagated', () => {
    const { single, together } = ask(estate(configured));
    expect(single).toEqual([]);
    expect(together.map(words)).toEqual([
      'customer: create-attachment att-vpc-1-bgw-1',
      'customer: set-propagation vpc-1',
    ]);
  });

  it('of two faults are named together, in order', () => {
    const closed = having(wrong({ vlan: 99 }), { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: [] });
    const { single, together } = ask(closed);
    expect(single).toEqual([]);
    expect(together.map(words)).toEqual(['customer: set-device vif-1', 'customer: set-security vpc-1']);
    const { tenant, sites } = together.reduce((now, { fix }) => mended(now, fix), closed);
    expect(diagnose(twinOf(tenant, sites), 'vif-1', ends)?.pass).toBe(true);
  });

  it('never take away what works', () => {
    // The standby announces nothing: giving it the host would help it, removing the first would break everything.
    const half = having(doubled({ announces: [] }), instance('i-2', 'vpc-1', 'vpc-1-s2'));
    const closed = ask(half, { ...ends, instance: 'i-2' });
    expect(closed.single.map(words)[0]).toBe('customer: set-security vpc-1');
    for (const { fix } of closed.single) {
      const { tenant, sites } = mended(half, fix);
      expect(diagnose(twinOf(tenant, sites), 'vif-1', ends)?.pass).toBe(true);
    }
  });

  it('are none where nothing is to be found', () => {
    const inside = { ...ends, host: '192.168.0.77' };
    expect(ask(working, inside)).toEqual({ single: [], together: [], untried: 0 });
  });

  it('are tried up to a bound, the smallest first, and what is left is counted', () => {
    const base = wrong({ vlan: 99 });
    const { vpcs } = base.tenant;
    const of = vpcs['vpc-1'];
    if (!of) throw new Error('no VPC');
    // More tables than a quota allows, each a candidate.
    const more = Array.from({ length: 60 }, (_, index) => ({
      id: `vpc-1-t${index}`,
      name: `t${index}`,
      kind: 'custom' as const,
      rules: [],
      propagations: [],
    }));
    const wide = { ...of, routeTables: [...of.routeTables, ...more] };
    const grown = { ...base, tenant: { ...base.tenant, vpcs: { ...vpcs, 'vpc-1': wide } } };
    const { single, untried } = ask(grown);
    expect(words(single[0] as Mending)).toBe('customer: set-device vif-1');
    expect(untried).toBeGreaterThan(0);
  });

  it('name the region whose router is to come up', () => {
    const down = havingAtSite(
      working,
      { do: 'router-down', router: 'lr-bj-a' },
      { do: 'router-down', router: 'lr-bj-b' },
    );
    expect(ask(down).single[0]?.fix).toMatchObject({ log: 'site', region });
  });
});
