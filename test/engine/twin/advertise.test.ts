/** What crosses a tunnel, both ways: one row per rule (domain §5.5, §11.2 #13). */
import { describe, expect, it } from 'vitest';
import { type ClientPolicy, clientPolicy, refusalOf, toldOf } from '../../../src/engine/twin/advertise.ts';
import type { Candidate } from '../../../src/engine/twin/gateway-rules.ts';
import { gatewayTable } from '../../../src/engine/twin/gateway-table.ts';
import { prefixOf } from '../../../src/engine/twin/order.ts';
import { byHand, exported, learned } from './routes.ts';

const X = '10.0.0.0/16';
const V = '192.168.0.0/24';

// biome-ignore format: rows
const TOLD: [string, Candidate[], string][] = [
  ['what an attachment exports',                [exported('a', V)],                                `${V}`],
  ['a static route to an attachment',           [byHand('att-a', '192.168.0.0/16')],               '192.168.0.0/16'],
  ['what was learned over a tunnel stays',      [exported('a', V), learned('1', X)],               `${X} tunnel-isolation, ${V}`],
  ['a static route into a tunnel stays',        [byHand('vif-1', X)],                              `${X} tunnel-isolation`],
  ['what is not in effect is not told at all',  [exported('a', V), exported('b', V, { since: 2 })], `${V}`],
  ['nor what nobody carries',                   [byHand('vif-1', X, { available: false })],        ''],
];

describe('the gateway tells the client', () => {
  it.each(TOLD)('%s', (_rule, candidates, expected) => {
    const told = toldOf(gatewayTable(candidates)).map(({ destination, withheld }) =>
      [destination, withheld ?? []].flat().join(' '),
    );
    expect(told.join(', ')).toBe(expected);
  });
});

const around = {
  links: ['172.31.1.0/30', '172.31.1.4/30'].map(prefixOf),
  attached: [prefixOf('192.168.0.0/20')],
  policy: clientPolicy,
};
const open: ClientPolicy = { acceptsDefault: true, acceptsPublic: true };

// biome-ignore format: rows
const HEARD: [string, string, string, string][] = [
  ['a private range',                   '10.0.0.0/16',      'taken',         'taken'],
  ['one host of it',                    '10.0.0.10/32',     'taken',         'taken'],
  ['all of 172.16/12',                  '172.16.0.0/12',    'taken',         'taken'],
  ['the default route',                 '0.0.0.0/0',        'default-route', 'taken'],
  ['a public range',                    '8.8.8.0/24',       'public-range',  'taken'],
  ['private and public at once',        '10.0.0.0/7',       'public-range',  'taken'],
  ['this network',                      '0.0.0.0/8',        'this-network',  'this-network'],
  ['loopback',                          '127.0.0.0/8',      'loopback',      'loopback'],
  ['link-local',                        '169.254.10.0/24',  'link-local',    'link-local'],
  ['multicast',                         '239.1.0.0/16',     'multicast',     'multicast'],
  ['class E',                           '240.0.0.0/8',      'reserved',      'reserved'],
  ['shared address space',              '100.64.0.0/10',    'shared-space',  'shared-space'],
  ['part of it',                        '100.100.0.0/16',   'shared-space',  'shared-space'],
  ['the range of a link',               '172.31.1.0/30',    'link-range',    'link-range'],
  ['one address of a link',             '172.31.1.6/32',    'link-range',    'link-range'],
  ['a range around a link',             '172.31.0.0/16',    'taken',         'taken'],
  ['an attached VPC',                   '192.168.0.0/20',   'attached-vpc',  'attached-vpc'],
  ['a part of one',                     '192.168.1.0/24',   'attached-vpc',  'attached-vpc'],
  ['a range around one',                '192.168.0.0/16',   'taken',         'taken'],
  ['no range at all',                   'ten slash eight',  'unreadable',    'unreadable'],
];

describe('the gateway hears from the client', () => {
  it.each(HEARD)('%s', (_what, range, usually, whenOpen) => {
    const heard = (policy: ClientPolicy) => refusalOf(range, { ...around, policy }) ?? 'taken';
    expect([heard(clientPolicy), heard(open)]).toEqual([usually, whenOpen]);
  });
});
