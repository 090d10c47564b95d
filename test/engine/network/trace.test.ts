// Each injected fault must be the first cause a trace names, and its smallest fix must make the trace pass.
import { describe, expect, it } from 'vitest';
import type { Cause, Flow, NetworkEvent, Outcome } from '../../../src/engine/network/index.ts';
import { bothLines, type Changes, change, linesNetwork, outcomeOf } from './lines.ts';

const PING: Flow = { src: '192.168.0.10', dst: '10.0.0.10', protocol: 'icmp' };
const CUST = { asn: 65010, routerId: '10.255.1.1', networks: ['10.0.0.0/16'] };
const SILENT = { rules: [], default: 'reject' as const };
const traceOf = (outcome: Outcome, flow = PING, ttl?: number) => outcome.trace('vm1', flow, ttl);
/** Line 2 is out of the way, so that one fault is the only one. */
const cut2: NetworkEvent[] = [
  { do: 'session-shutdown', session: 'lr2-cust' },
  { do: 'session-shutdown', session: 'bgw-lr2' },
];
const key = (password: string) => ({ password });

// biome-ignore format: rows
const FAULTS: [string, Changes, NetworkEvent[], Partial<Cause>][] = [
  ['another key on line 1',          { sides: { 'lr1-cust.b': key('x') } },                    cut2, { code: 'password-mismatch', field: 'sessions.lr1-cust.b.password' }],
  ['wrong remote AS on line 1',      { sides: { 'lr1-cust.a': { remoteAs: 65011 } } },         cut2, { code: 'bad-peer-as', field: 'sessions.lr1-cust.a.remoteAs', fix: 65010 }],
  ['another VLAN tag on line 1',     { vlan: { 'lr1-cust': { a: 10, b: 11 } } },               cut2, { code: 'vlan-mismatch', field: 'links.lr1-cust.vlan.b', fix: 10 }],
  ['uplink of line 1 down',          {},                         [...cut2, { do: 'link-down', link: 'bgw-lr1' }], { code: 'link-down', field: 'links.bgw-lr1' }],
  ['line router 1 dead',             {},                          [...cut2, { do: 'node-down', node: 'lr1' }],    { code: 'node-down', field: 'nodes.lr1' }],
  ['client uses the gateway\'s AS',  { cust: { ...CUST, asn: 65000 }, sides: bothLines('a', { remoteAs: 65000 }) }, [], { code: 'own-as', field: 'nodes.cust.asn', value: 65000 }],
  ['client announces nothing',       { cust: { ...CUST, networks: [] } },                        [], { code: 'not-announced', field: 'nodes.cust.networks', fix: '10.0.0.0/16' }],
  ['client exports nothing',         { sides: bothLines('b', { export: SILENT }) },              [], { code: 'export-policy', field: 'sessions.lr1-cust.b.export' }],
  ['line routers import nothing',    { sides: bothLines('a', { import: SILENT }) },              [], { code: 'import-policy', field: 'sessions.lr1-cust.a.import' }],
  ['propagation range too small',    { vpc1: { propagate: ['172.16.0.0/12'] } },                 [], { code: 'outside-propagation', field: 'nodes.vpc1.propagate', fix: '10.0.0.0/16' }],
  ['attachment link down',           {},                      [{ do: 'link-down', link: 'vpc1-bgw' }], { code: 'link-down', field: 'links.vpc1-bgw' }],
  ['black hole at the gateway',      { bgw: { asn: 65000, routerId: '10.255.0.1', networks: [], static: [{ dst: '10.0.0.0/24', via: 'blackhole' }] } }, [], { code: 'blackhole-route', field: 'nodes.bgw.static', value: '10.0.0.0/24' }],
  ['links kept apart',               { bgw: { asn: 65000, routerId: '10.255.0.1', networks: ['192.168.0.0/24'], static: [{ dst: '192.168.0.0/24', via: ['100.64.10.2'] }], isolated: ['vpc1-bgw', 'bgw-lr1', 'bgw-lr2'] } }, [], { code: 'links-isolated', field: 'nodes.bgw.isolated' }],
  ['no VPC prefix on the way back',  { sides: { 'bgw-lr1.a': { export: SILENT }, 'bgw-lr2.a': { export: SILENT } } }, [], { code: 'export-policy', field: 'sessions.bgw-lr1.a.export' }],
  ['silent last link',               {},                      [{ do: 'link-silent', link: 'cust-idc' }], { code: 'link-silent', field: 'links.cust-idc' }],
  ['internal client, foreign next hop', { cust: { ...CUST, asn: 64512 }, sides: bothLines('a', { remoteAs: 64512 }) }, [], { code: 'next-hop-unreachable', field: 'sessions.lr1-cust.a.options.nextHopSelf', fix: true }],
];

describe('the first cause', () => {
  it.each(FAULTS)('%s', (_, changes, events, cause) => {
    const traced = traceOf(outcomeOf(linesNetwork(changes), [change(...events)]));
    expect(traced?.ok).toBe(false);
    expect(traced?.cause).toMatchObject(cause);
  });

  it('is none on a healthy line', () => {
    const traced = traceOf(outcomeOf(linesNetwork()));
    expect(traced).toMatchObject({ ok: true, forward: { result: 'delivered' }, back: { result: 'delivered' } });
    expect(traced?.cause).toBeUndefined();
  });

  it('is an address nobody has', () => {
    const traced = traceOf(outcomeOf(linesNetwork()), { ...PING, dst: '10.0.0.99' });
    expect(traced?.forward).toMatchObject({
      result: 'host-unreachable',
      cause: { code: 'address-missing', value: '10.0.0.99' },
    });
    expect(traced?.back).toBeUndefined();
  });

  it('is a loop of static routes', () => {
    const loop: NetworkEvent[] = [
      { do: 'static-add', node: 'bgw', route: { dst: '10.7.0.0/16', via: ['100.64.1.2'] } },
      { do: 'static-add', node: 'lr1', route: { dst: '10.7.0.0/16', via: ['100.64.1.1'] } },
    ];
    const traced = traceOf(outcomeOf(linesNetwork(), [change(...loop)]), { ...PING, dst: '10.7.0.1' });
    expect(traced?.forward).toMatchObject({ result: 'loop', cause: { code: 'forwarding-loop', field: 'nodes.bgw' } });
  });
});

// biome-ignore format: rows
const FIXES: [string, Changes, Changes][] = [
  ['remoteAs',    { sides: bothLines('a', { remoteAs: 65011 }) },                                { sides: bothLines('a', { remoteAs: 65010 }) }],
  ['networks',    { cust: { ...CUST, networks: [] } },                                          { cust: { ...CUST, networks: ['10.0.0.0/16'] } }],
  ['propagate',   { vpc1: { propagate: ['172.16.0.0/12'] } },                                   { vpc1: { propagate: ['172.16.0.0/12', '10.0.0.0/16'] } }],
  ['passive',     { sides: { ...bothLines('a', { options: { passive: true } }), ...bothLines('b', { options: { passive: true } }) } }, { sides: { ...bothLines('a', { options: { passive: true } }), ...bothLines('b', { options: { passive: false } }) } }],
  ['nextHopSelf', { cust: { ...CUST, asn: 64512 }, sides: bothLines('a', { remoteAs: 64512 }) }, { cust: { ...CUST, asn: 64512 }, sides: bothLines('a', { remoteAs: 64512, options: { nextHopSelf: true } }) }],
];

describe('the smallest fix', () => {
  it.each(FIXES)('of %s heals', (field, broken, fixed) => {
    const cause = traceOf(outcomeOf(linesNetwork(broken)))?.cause;
    expect(cause?.field).toContain(field);
    expect(JSON.stringify(fixed)).toContain(JSON.stringify(cause?.fix));
    expect(traceOf(outcomeOf(linesNetwork(fixed)))?.ok).toBe(true);
  });
});

describe('a flow', () => {
  it('shows every hop with its route, gateway and link', () => {
    const hops = traceOf(outcomeOf(linesNetwork(), [change(...cut2)]))?.forward.hops;
    expect(hops).toEqual([
      { node: 'vm1', matched: '0.0.0.0/0', source: 'kernel', via: '192.168.0.1', link: 'vm1-vpc1', branches: 1 },
      { node: 'vpc1', matched: '10.0.0.0/16', source: 'propagated', via: '100.64.10.1', link: 'vpc1-bgw', branches: 1 },
      { node: 'bgw', matched: '10.0.0.0/16', source: 'bgp', via: '100.64.1.2', link: 'bgw-lr1', branches: 1 },
      { node: 'lr1', matched: '10.0.0.0/16', source: 'bgp', via: '172.16.0.1', link: 'lr1-cust', branches: 1 },
      { node: 'cust', matched: '10.0.0.0/16', source: 'connected', via: '10.0.0.10', link: 'cust-idc', branches: 1 },
      { node: 'idc' },
    ]);
  });

  it('stays on its line; sixteen flows use both', () => {
    const outcome = outcomeOf(linesNetwork());
    const lineOf = (srcPort: number): string | undefined =>
      traceOf(outcome, { ...PING, protocol: 'tcp', srcPort, dstPort: 443 })?.forward.hops[3]?.node;
    const ports = Array.from({ length: 16 }, (_, index) => 40_000 + index);
    expect(new Set(ports.map(lineOf))).toEqual(new Set(['lr1', 'lr2']));
    expect(ports.map(lineOf)).toEqual(ports.map(lineOf));
  });

  it('dies where its TTL ends', () => {
    const outcome = outcomeOf(linesNetwork());
    expect(traceOf(outcome, PING, 2)?.forward).toMatchObject({ result: 'ttl-exceeded', cause: { field: 'nodes.bgw' } });
    expect(traceOf(outcome, PING, 5)?.forward.result).toBe('delivered');
  });

  it('from an unknown node is no flow', () => {
    expect(outcomeOf(linesNetwork()).trace('nobody', PING)).toBeUndefined();
  });
});
