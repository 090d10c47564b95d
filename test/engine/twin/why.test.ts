/** Why a packet goes where it goes: the route each node uses, and what every other one lost to. */
import { describe, expect, it } from 'vitest';
import { twinOf, type WhyHop, why } from '../../../src/engine/twin/index.ts';
import {
  announced,
  apply,
  device,
  type Estate,
  having,
  host,
  instance,
  propagation,
  setDevice,
  vif,
  working,
} from './estate.ts';

const from = ({ tenant, sites }: Estate, source = 'i-1', to = host) => why(twinOf(tenant, sites), source, to);
const at = (hops: readonly WhyHop[], node: string) => {
  const hop = hops.find((one) => one.node === node);
  const show = (rows: WhyHop['used']) => rows.map(({ destination, via }) => `${destination} via ${via.join(' ')}`);
  return (
    hop && {
      used: show(hop.used),
      lost: hop.lost.map(({ destination, via, reason }) => `${destination} via ${via.join(' ')}: ${reason}`),
    }
  );
};

describe('why', () => {
  it('lists every node once, in the order they are met', () => {
    expect(from(working).map(({ name }) => name.kind)).toEqual([
      'instance',
      'table',
      'gateway',
      'line-router',
      'line-router',
      'client',
      'host',
    ]);
  });

  it("names the gateway's rule that put a route out, and what it lost to", () => {
    const observed = apply(working.tenant, {
      do: 'observe-vif',
      id: 'vif-1',
      sessions: [{ router: 'lr-bj-a', up: true }],
    });
    const wider = apply(observed, {
      do: 'add-static-route',
      id: 'bgw-1',
      route: 'rt-1',
      destination: '10.0.0.0/12',
      nextHop: 'vif-1',
    });
    const hops = from({ ...working, tenant: wider });
    expect(at(hops, 'bgw-1')).toEqual({
      used: [`${announced} via vif-1`],
      lost: ['10.0.0.0/12 via vif-1: pending-verification'],
    });
    const [lost] = hops.find(({ node }) => node === 'bgw-1')?.lost ?? [];
    expect(lost?.clause).toBe('domain §5.10');
  });

  it('knows a shorter prefix in effect from one that is not', () => {
    const both = having(working, setDevice(1, device(1, host, announced, '10.0.0.0/12')));
    expect(at(from(both), 'bgw-1')).toEqual({
      used: [`${announced} via vif-1`],
      lost: ['10.0.0.0/12 via vif-1: shorter-prefix'],
    });
  });

  it('names the standby by its AS_PATH', () => {
    const standby = having(
      working,
      vif(2, 'conn-1', 'bgw-1'),
      setDevice(2, { ...device(2, host, announced), prepend: 1 }),
    );
    expect(from(standby).find(({ node }) => node === 'bgw-1')?.lost).toEqual([
      {
        destination: announced,
        via: ['vif-2'],
        reason: 'metric',
        clause: 'domain §5.3 (1c)',
        by: `vif-1 ${announced}`,
      },
    ]);
  });

  it('says of a VPC table what it does not let in, and that the packet ends there', () => {
    const narrow = having(working, propagation('vpc-1', 'bgw-1', '10.0.0.0/24'));
    const hops = from(narrow);
    expect(hops.map(({ node }) => node)).toEqual(['i-1', 'vpc-1-default']);
    expect(at(hops, 'vpc-1-default')).toEqual({ used: [], lost: [`${announced} via bgw-1: outside-scope`] });
  });

  it('says that Local comes first', () => {
    const neighbour = having(working, instance('i-2', 'vpc-1', 'vpc-1-s2', '0.0.0.0/0'));
    const address = neighbour.tenant.vpcs['vpc-1']?.instances[1]?.address ?? '';
    expect(at(from(neighbour, 'i-1', address), 'vpc-1-default')).toEqual({
      used: ['192.168.0.0/20 via local'],
      lost: ['192.168.1.0/24 via bgw-1: local-first'],
    });
  });

  it('names the rule of a VPC table that was overruled', () => {
    const ruled = having(working, {
      do: 'add-vpc-route',
      id: 'vpc-1',
      table: 'vpc-1-default',
      destination: announced,
      gateway: 'bgw-1',
    });
    expect(at(from(ruled), 'vpc-1-default')).toEqual({
      used: [`${announced} via bgw-1`],
      lost: [`${announced} via bgw-1: static-first`],
    });
  });

  it("shows a client's own route in front of what BGP told it", () => {
    const fixed = having(working, setDevice(1, { ...device(1, host, announced), staticTo: ['192.168.0.0/24'] }));
    const address = working.tenant.vpcs['vpc-1']?.instances[0]?.address ?? '';
    const hops = from(fixed, `vif-1/host/${host}`, address);
    expect(at(hops, 'vif-1/client')?.lost).toEqual(['192.168.0.0/24 via 172.31.1.2 172.31.1.6: own-route-first']);
  });

  it("names BGP's reason for a route a client refuses", () => {
    const refusing = having(
      working,
      setDevice(1, { ...device(1, host, announced), refusesCloud: true, staticTo: ['192.168.0.0/24'] }),
    );
    const address = working.tenant.vpcs['vpc-1']?.instances[0]?.address ?? '';
    const [first] =
      from(refusing, `vif-1/host/${host}`, address).find(({ node }) => node === 'vif-1/client')?.lost ?? [];
    expect(first).toMatchObject({ destination: '192.168.0.0/24', reason: 'import-policy', clause: 'RFC 4271 §9.1.1' });
  });

  it('has nothing to say of a source that is not there', () => expect(from(working, 'i-9')).toEqual([]));
});
