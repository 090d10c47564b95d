// What a speaker takes in and passes on: one row per rule, with what the border gateway or the client ends up with.
import { describe, expect, it } from 'vitest';
import type { NetworkEvent, Policy } from '../../../src/engine/network/index.ts';
import { bothLines, type Changes, change, linesInUse, linesNetwork, outcomeOf, pathAt } from './lines.ts';

const CUST = { asn: 65010, routerId: '10.255.1.1', multipath: 4, multipathRelax: true };
const PREFIX = '10.0.0.0/16';
const VPC = '192.168.0.0/24';
const set = (values: NonNullable<Policy['rules'][number]['set']>): Policy => ({ rules: [{ set: values }] });
const exports = (policy: Policy): Changes => ({ sides: bothLines('b', { export: policy }) });
const only2 = (policy: Policy): Changes => ({ sides: { 'lr2-cust.b': { export: policy } } });
const internal: Changes = {
  cust: { ...CUST, asn: 64512, networks: [PREFIX] },
  sides: bothLines('a', { remoteAs: 64512 }),
};

/** lines in use | path at bgw | path at the client */
const seen = (changes: Changes, events: NetworkEvent[] = []): string => {
  const outcome = outcomeOf(linesNetwork(changes), [change(...events)]);
  return [linesInUse(outcome), pathAt(outcome, 'bgw', PREFIX), pathAt(outcome, 'cust', VPC)].join(' | ');
};
const NORMAL = 'lr1 lr2 | 64512 65010 | 64512 65000';

// biome-ignore format: rows
const ROWS: [string, Changes, string][] = [
  ['4271 §5.1.2  own AS once per external hop',         {},                                                             NORMAL],
  ['4271 §9.1.2  own AS in the path: nothing arrives',  { cust: { ...CUST, asn: 65000, networks: [PREFIX] }, sides: bothLines('a', { remoteAs: 65000 }) }, ' | none | none'],
  ['             allow-own-as 1 takes it',              { cust: { ...CUST, asn: 65000, networks: [PREFIX] }, sides: { ...bothLines('a', { remoteAs: 65000 }), ...bothLines('b', { options: { allowOwnAs: 1 } }), 'bgw-lr1.a': { options: { allowOwnAs: 1 } } } }, 'lr1 | 64512 65000 | 64512 65000'],
  ['             as-override hides the peer AS',        { cust: { ...CUST, asn: 65000, networks: [PREFIX] }, sides: { 'lr1-cust.a': { remoteAs: 65000, options: { asOverride: true } }, 'lr2-cust.a': { remoteAs: 65000 } } }, ' | none | 64512 64512'],
  ['4271 §9.1.2  prepend 2 on line 2',                  only2(set({ prepend: 2 })),                                     'lr1 | 64512 65010 | 64512 65000'],
  ['4271 §9.1.2  ORIGIN incomplete on line 2',          { sides: { 'bgw-lr2.b': { export: set({ origin: 'incomplete' }) } } }, 'lr1 | 64512 65010 | 64512 65000'],
  ['4271 §5.1.5  LOCAL_PREF does not cross the border', only2(set({ localPref: 900 })),                                 NORMAL],
  ['4271 §5.1.5  LOCAL_PREF set on import wins',        { sides: { ...only2(set({ prepend: 3 })).sides, 'bgw-lr2.a': { import: set({ localPref: 300 }) } } }, 'lr2 | 64512 65010 65010 65010 65010 | 64512 65000'],
  ['4271 §5.1.4  a learned MED stays in the AS',        only2(set({ med: 500 })),                                       NORMAL],
  ['4271 §5.1.4  the neighbour\'s own MED counts',      { sides: { 'bgw-lr2.b': { export: set({ med: 500 }) } } },      'lr1 | 64512 65010 | 64512 65000'],
  ['1997         NO_EXPORT set on import stays at lr',  { sides: bothLines('a', { import: set({ communities: ['65535:65281'] }) }) }, ' | none | 64512 65000'],
  ['1997         NO_EXPORT from the client',            exports(set({ communities: ['65535:65281'] })),                 ' | none | 64512 65000'],
  ['1997         NO_ADVERTISE from the client',         exports(set({ communities: ['65535:65282'] })),                 ' | none | 64512 65000'],
  ['1997         bgw drops what carries 65010:666',     { sides: { ...only2(set({ communities: ['65010:666'] })).sides, 'bgw-lr2.a': { import: { rules: [{ match: { community: '65010:666' }, action: 'reject' }] } } } }, 'lr1 | 64512 65010 | 64512 65000'],
  ['8326         GSHUT from the client: LOCAL_PREF 0',  { sides: { 'bgw-lr2.b': { export: set({ communities: ['65535:0'] }) } } }, 'lr1 | 64512 65010 | 64512 65000'],
  ['8212         no policy at the client: nothing',     { cust: { ...CUST, networks: [PREFIX], requirePolicy: true } }, ' | none | none'],
  ['8212         only an import policy',                { cust: { ...CUST, networks: [PREFIX], requirePolicy: true }, sides: bothLines('b', { import: { rules: [] } }) }, ' | none | 64512 65000'],
  ['4271 §9.1.3  bgw keeps the VPC to itself',          { sides: { 'bgw-lr1.a': { export: { rules: [], default: 'reject' } }, 'bgw-lr2.a': { export: { rules: [], default: 'reject' } } } }, 'lr1 lr2 | 64512 65010 | none'],
  ['9234 §5      customer\'s leak stops at provider',    { sides: { ...bothLines('a', { options: { role: 'provider' } }), ...bothLines('b', { options: { role: 'customer' } }) } }, NORMAL],
  ['4271 §9.2    internal client: path without its AS', internal,                                                       'lr1 lr2 | 64512 | none'],
  ['4271 §5.1.3  internal client, next-hop-self',       { ...internal, sides: bothLines('a', { remoteAs: 64512, options: { nextHopSelf: true } }) }, 'lr1 lr2 | 64512 | 65000'],
  ['4271 §9.1.2  a default route resolves no next hop', { ...internal, cust: { ...CUST, asn: 64512, networks: [PREFIX], static: [{ dst: '0.0.0.0/0', via: ['172.16.0.2'] }] } }, 'lr1 lr2 | 64512 | none'],
  ['4271 §5.1.3  a static route resolves it',   { ...internal, cust: { ...CUST, asn: 64512, networks: [PREFIX], static: [{ dst: '100.64.1.0/30', via: ['172.16.0.2'] }] } }, 'lr1 lr2 | 64512 | 65000'],
  ['             a network without a route is silent',  { cust: { ...CUST, networks: ['10.9.0.0/16'] } },               ' | none | 64512 65000'],
];

describe('a route', () => {
  it.each(ROWS)('RFC %s', (_, changes, expected) => {
    expect(seen(changes)).toBe(expected);
  });
});

const rejectAll: Policy = { rules: [], default: 'reject' };
// biome-ignore format: rows
const CHANGES: [string, NetworkEvent, string][] = [
  ['withdrawn by the client',           { do: 'withdraw', node: 'cust', prefix: PREFIX },                                       ' | none | 64512 65000'],
  ['filtered on import of one line',    { do: 'set-policy', session: 'lr1-cust', side: 'a', import: rejectAll },                'lr2 | 64512 65010 | 64512 65000'],
  ['filtered on export of one line',    { do: 'set-policy', session: 'lr1-cust', side: 'b', export: rejectAll },                'lr2 | 64512 65010 | 64512 65000'],
  ['its interface goes down',           { do: 'link-down', link: 'cust-idc' },                                                  ' | none | 64512 65000'],
  ['the uplink of line 1 goes down',    { do: 'link-down', link: 'bgw-lr1' },                                                   'lr2 | 64512 65010 | 64512 65000'],
  ['a static route suppresses sharing', { do: 'static-add', node: 'bgw', route: { dst: PREFIX, via: ['100.64.1.2'] } },         'lr1 | 64512 65010 | 64512 65000'],
];

describe('a change', () => {
  it.each(CHANGES)('%s', (_, event, expected) => {
    expect(seen({}, [event])).toBe(expected);
  });

  it('of policy is undone by the opposite change', () => {
    const open: NetworkEvent = { do: 'set-policy', session: 'lr1-cust', side: 'a', import: { rules: [] } };
    const shut: NetworkEvent = { do: 'set-policy', session: 'lr1-cust', side: 'a', import: rejectAll };
    const outcome = outcomeOf(linesNetwork(), [change(shut), change(open)]);
    expect(linesInUse(outcome)).toBe('lr1 lr2');
  });

  it('of an uplink makes line 1 withdraw the VPC from the client', () => {
    const outcome = outcomeOf(linesNetwork(), [change({ do: 'link-down', link: 'bgw-lr1' })]);
    expect(outcome.fib('cust')[VPC]).toEqual(['172.16.0.6']);
  });

  it('reaches a peer that was silent only when frames pass again', () => {
    const network = linesNetwork({ sides: { 'bgw-lr1.a': { options: { hold: 0 } } } });
    const cut = change({ do: 'link-silent', link: 'bgw-lr1' }, { do: 'withdraw', node: 'cust', prefix: PREFIX });
    const heal = change({ do: 'link-unsilent', link: 'bgw-lr1' });
    expect(linesInUse(outcomeOf(network, [cut]))).toBe('lr1');
    expect(linesInUse(outcomeOf(network, [cut, heal]))).toBe('');
  });
});

describe('Adj-RIBs', () => {
  it('say why a received route is refused', () => {
    const network = linesNetwork({ sides: bothLines('a', { import: rejectAll }) });
    const outcome = outcomeOf(network);
    expect(outcome.received('lr1-cust', 'a')[PREFIX]).toMatchObject({ asPath: [65010], refused: 'import-policy' });
    expect(outcome.lost('lr1', PREFIX)).toContainEqual(
      expect.objectContaining({ session: 'lr1-cust', reason: 'import-policy', clause: 'RFC 4271 §9.1.1' }),
    );
  });

  it('show what is advertised after all changes, and what is withheld', () => {
    const shown = outcomeOf(linesNetwork({ sides: { 'lr1-cust.b': { export: set({ prepend: 1, med: 7 }) } } }));
    expect(shown.advertised('lr1-cust', 'b')[PREFIX]).toMatchObject({
      asPath: [65010, 65010],
      med: 7,
      nextHop: '172.16.0.1',
    });
    const hidden = outcomeOf(linesNetwork({ sides: { 'lr1-cust.b': { export: rejectAll } } }));
    expect(hidden.advertised('lr1-cust', 'b')[PREFIX]).toMatchObject({ withheld: 'export-policy' });
  });

  it('carry Only-to-Customer of the provider to the customer (RFC 9234 §5)', () => {
    const outcome = outcomeOf(
      linesNetwork({
        sides: {
          ...bothLines('a', { options: { role: 'provider' } }),
          ...bothLines('b', { options: { role: 'customer' } }),
        },
      }),
    );
    expect(outcome.received('lr1-cust', 'b')[VPC]).toMatchObject({ onlyToCustomer: 64512 });
    expect(outcome.advertised('lr2-cust', 'b')[VPC]).toMatchObject({ withheld: 'only-to-customer' });
  });
});
