// What a plan may say: rows of changes that pass, and of changes that are refused with their field and what would pass.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairRefusals, parsePlan, planRefusals, vifPlanSchema } from '../../../src/engine/device/index.ts';
import { document, plan, soundPlans } from './plans.ts';

const pairs = (
  one: readonly [string, string],
  two: readonly [string, string] = ['172.16.0.5/30', '172.16.0.6/30'],
) => ({
  peers: [one, two].map(([customerIp, cloudIp]) => ({ customerIp, cloudIp })),
});
const ports = (one?: string, two?: string) => ({
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30', interface: one },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30', interface: two },
  ],
});
const bfd = (minTxMs: number, minRxMs: number, multiplier: number) => ({ bfd: { minTxMs, minRxMs, multiplier } });
const good = ['172.16.0.1/30', '172.16.0.2/30'] as const;

type Change = Readonly<Record<string, unknown>>;

// biome-ignore format: rows
const passing: readonly [string, Change][] = [
  ['the lowest VLAN',                     { vlan: 1 }],
  ['the highest VLAN',                    { vlan: 4000 }],
  ['the lowest customer AS',              { customerAsn: 65_001 }],
  ['the highest customer AS',             { customerAsn: 65_499 }],
  ['no key',                              { authKey: undefined }],
  ['a key that is elsewhere',             { authKey: null, keyPresent: true }],
  ['the shortest key',                    { authKey: '!"#$%&' }],
  ['the longest key',                     { authKey: '~'.repeat(80) }],
  ['a Chinese name',                      { name: '上海生产通道' }],
  ['no cloud ranges',                     { cloudRanges: undefined }],
  ['links in 10/8',                       pairs(['10.255.255.1/30', '10.255.255.2/30'])],
  ['links in 192.168/16',                 pairs(['192.168.200.1/30', '192.168.200.2/30'])],
  ['the last link of 172.16/12',          pairs(['172.31.255.253/30', '172.31.255.254/30'])],
  ['a range inside another',              { announce: ['10.0.0.0/8', '10.1.0.0/16'] }],
  ['hold time three times the keepalive', { holdSeconds: 9, keepaliveSeconds: 3 }],
  ['fast BFD',                            bfd(200, 200, 3)],
  ['slow BFD',                            bfd(1000, 1000, 10)],
  ['static routes',                       { staticRouting: true, announce: [] }],
  ['one named port',                      ports('Eth1/7')],
  ['two named ports',                     ports('Eth1/7', 'Eth1/8')],
  ['one port for both pairs',             { ...ports('Eth1/7', 'Eth1/7'), singlePort: true }],
  ['one port named once',                 { ...ports('Eth1/7'), singlePort: true }],
];

/** [what, change, code, field, values that say what would pass] */
// biome-ignore format: rows
const refused: readonly [string, Change, string, string, Change?][] = [
  ['VLAN 0',                       { vlan: 0 },                                                                         'out-of-range',        'vlan',               { min: 1, max: 4000 }],
  ['VLAN 4001',                    { vlan: 4001 },                                                                      'out-of-range',        'vlan'],
  ['half a VLAN',                  { vlan: 10.5 },                                                                      'out-of-range',        'vlan'],
  ['AS 65000, the gateway',        { customerAsn: 65_000 },                                                             'out-of-range',        'customerAsn',        { min: 65_001, max: 65_499 }],
  ['AS 65500',                     { customerAsn: 65_500 },                                                             'out-of-range',        'customerAsn'],
  ['cloud AS 0',                   { cloudAsn: 0 },                                                                     'out-of-range',        'cloudAsn'],
  ['one AS on both sides',         { cloudAsn: 65_001 },                                                                'same-asn',            'cloudAsn'],
  ['no name',                      { name: '' },                                                                        'bad-length',          'name',               { min: 1, max: 32 }],
  ['a long name',                  { name: 'n'.repeat(33) },                                                            'bad-length',          'name'],
  ['a long description',           { description: 'd'.repeat(257) },                                                    'bad-length',          'description'],
  ['a short key',                  { authKey: '12345' },                                                                'bad-key',             'authKey'],
  ['a long key',                   { authKey: 'k'.repeat(81) },                                                         'bad-key',             'authKey'],
  ['a key with a space',           { authKey: 'two words' },                                                            'bad-key',             'authKey'],
  ['a key with a line end',        { authKey: 'secret\nno ip' },                                                        'bad-key',             'authKey'],
  ['a Chinese key',                { authKey: '密钥密钥密钥' },                                                               'bad-key',             'authKey'],
  ['a key that is not there',      { keyPresent: false },                                                               'key-and-no-key',      'keyPresent'],
  ['no length',                    pairs(['172.16.0.1', '172.16.0.2/30']),                                              'not-a-slash-30',      'peers.0.customerIp'],
  ['a /29',                        pairs(['172.16.0.1/30', '172.16.0.2/29']),                                           'not-a-slash-30',      'peers.0.cloudIp'],
  ['octal',                        pairs(['172.16.0.01/30', '172.16.0.2/30']),                                          'not-a-slash-30',      'peers.0.customerIp'],
  ['public links',                 pairs(['8.8.8.1/30', '8.8.8.2/30']),                                                 'not-private',         'peers.0.customerIp'],
  ['link-local links',             pairs(['169.254.0.1/30', '169.254.0.2/30']),                                         'not-private',         'peers.0.customerIp'],
  ['172.32 is public',             pairs(['172.32.0.1/30', '172.32.0.2/30']),                                           'not-private',         'peers.0.customerIp'],
  ['swapped ends',                 pairs(['172.16.0.2/30', '172.16.0.1/30']),                                           'pair-swapped',        'peers.0.customerIp', { expect: '172.16.0.1/30' }],
  ['two networks',                 pairs(['172.16.0.1/30', '172.16.0.10/30']),                                          'pair-split',          'peers.0.cloudIp',    { expect: '172.16.0.2/30' }],
  ['the network address',          pairs(['172.16.0.0/30', '172.16.0.2/30']),                                           'not-first-host',      'peers.0.customerIp', { expect: '172.16.0.1/30' }],
  ['the broadcast address',        pairs(['172.16.0.1/30', '172.16.0.3/30']),                                           'not-second-host',     'peers.0.cloudIp',    { expect: '172.16.0.2/30' }],
  ['the same /30 twice',           pairs(good, good),                                                                   'pairs-overlap',       'peers.1.customerIp'],
  ['a word',                       { announce: ['ten'] },                                                               'bad-range',           'announce.0'],
  ['IPv6',                         { announce: ['fd00::/8'] },                                                          'bad-range',           'announce.0'],
  ['the default route',            { announce: ['0.0.0.0/0'] },                                                         'default-route',       'announce.0'],
  ['host bits',                    { announce: ['10.0.0.1/16'] },                                                       'host-bits',           'announce.0',         { expect: '10.0.0.0/16' }],
  ['a public range',               { announce: ['10.0.0.0/16', '11.0.0.0/16'] },                                        'not-private',         'announce.1'],
  ['more than 10/8',               { announce: ['10.0.0.0/7'] },                                                        'not-private',         'announce.0'],
  ['a range twice',                { announce: ['10.0.0.0/16', '10.0.0.0/16'] },                                        'repeated',            'announce.1'],
  ['a range over a link',          { announce: ['172.16.0.0/12'] },                                                     'ranges-overlap',      'announce.0',         { with: '172.16.0.0/30' }],
  ['a range on both sides',        { cloudRanges: ['10.0.5.0/24'] },                                                    'ranges-overlap',      'cloudRanges.0',      { with: '10.0.0.0/16' }],
  ['301 ranges',                   { announce: Array.from({ length: 301 }, (_, n) => `10.${n >> 8}.${n & 255}.0/24`) }, 'too-many',            'announce',           { max: 300 }],
  ['nothing to announce',          { announce: [] },                                                                    'nothing-to-announce', 'announce'],
  ['static routes nowhere',        { staticRouting: true, cloudRanges: [] },                                            'no-cloud-ranges',     'cloudRanges'],
  ['static routes anywhere',       { staticRouting: true, cloudRanges: undefined },                                     'no-cloud-ranges',     'cloudRanges'],
  ['an empty import filter',       { cloudRanges: [] },                                                                 'no-cloud-ranges',     'cloudRanges'],
  ['static routes and BFD',        { staticRouting: true, ...bfd(300, 300, 3) },                                        'bfd-without-bgp',     'bfd'],
  ['BFD too fast',                 bfd(199, 300, 3),                                                                    'out-of-range',        'bfd.minTxMs',        { min: 200, max: 1000 }],
  ['BFD too slow',                 bfd(300, 1001, 3),                                                                   'out-of-range',        'bfd.minRxMs'],
  ['BFD too nervous',              bfd(300, 300, 2),                                                                    'out-of-range',        'bfd.multiplier',     { min: 3, max: 10 }],
  ['no hold time',                 { holdSeconds: 0 },                                                                  'out-of-range',        'holdSeconds'],
  ['two keepalives per hold time', { holdSeconds: 60 },                                                                 'keepalive-too-long',  'keepaliveSeconds',   { longest: 20 }],
  ['jumbo packets',                { mtu: 9000 },                                                                       'out-of-range',        'mtu',                { min: 576, max: 1500 }],
  ['a word as router id',          { routerId: 'lo0' },                                                                 'bad-router-id',       'routerId'],
  ['router id zero',               { routerId: '0.0.0.0' },                                                             'bad-router-id',       'routerId'],
  ['a multicast router id',        { routerId: '224.0.0.1' },                                                           'bad-router-id',       'routerId'],
  ["the line router's id",         { routerId: '172.16.0.6' },                                                          'router-id-taken',     'routerId'],
  ['a port with a space',          ports('Eth 1/7'),                                                                    'bad-interface',       'peers.0.interface'],
  ['a port with a line end',       ports('e1', 'e2\nshutdown'),                                                         'bad-interface',       'peers.1.interface'],
  ['a port with a quote',          ports('e1"'),                                                                        'bad-interface',       'peers.0.interface'],
  ['a port twice',                 ports('e1', 'e1'),                                                                   'one-port',            'peers.1.interface'],
  ['two ports for one',            { ...ports('e1', 'e2'), singlePort: true },                                          'two-ports',           'peers.1.interface'],
];

/** [what, change, field] */
// biome-ignore format: rows
const misshapen: readonly [string, Change, string][] = [
  ['a VLAN in words',            { vlan: 'ten' },                                                     'vlan'],
  ['a number as key',            { authKey: 12_345_678 },                                             'authKey'],
  ['one pair',                   { peers: [{ customerIp: good[0], cloudIp: good[1] }] },              'peers'],
  ['an unknown field',           { colour: 'red' },                                                   ''],
  ['an unknown field of a pair', { peers: [{ customerIp: good[0], cloudIp: good[1], vlan: 7 }, {}] }, 'peers.0'],
];

describe('a plan', () => {
  it.each(passing)('passes: %s', (_, change) => {
    expect(parsePlan(document(change))).toMatchObject({ ok: true });
    expect(vifPlanSchema.safeParse(document(change)).success).toBe(true);
  });

  it.each(refused)('is refused: %s', (_, change, code, field, values) => {
    const parsed = parsePlan(document(change));
    const refusals = parsed.ok ? [] : parsed.refusals;
    const expected = { code, field, ...(values === undefined ? {} : { values }) };
    expect(refusals).toEqual([expect.objectContaining(expected)]);
    expect(vifPlanSchema.safeParse(document(change)).success).toBe(false);
  });

  it.each(misshapen)('has the wrong shape: %s', (_, change, field) => {
    const parsed = parsePlan(document(change));
    expect(parsed.ok ? [] : parsed.refusals).toContainEqual(expect.objectContaining({ code: 'wrong-shape', field }));
  });

  it('is told everything that is wrong at once', () => {
    const parsed = parsePlan(document({ vlan: 0, authKey: 'short', announce: ['0.0.0.0/0', '10.0.0.1/8'], mtu: 1 }));
    const fields = parsed.ok ? [] : parsed.refusals.map(({ field }) => field);
    expect(fields).toEqual(['vlan', 'mtu', 'authKey', 'announce.0', 'announce.1']);
  });

  it('never has its key repeated in a refusal', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), fc.boolean(), (rest, keyPresent) => {
        const parsed = parsePlan(document({ authKey: `Zz9Zz ${rest}`, vlan: 0, keyPresent }));
        expect(parsed.ok).toBe(false);
        expect(JSON.stringify(parsed)).not.toContain('Zz9Zz');
      }),
    );
  });

  it('takes the defaults of a virtual interface', () => {
    expect(plan()).toMatchObject({ cloudAsn: 64_512, holdSeconds: 90, keepaliveSeconds: 30, mtu: 1500 });
  });

  it('is sound whenever it was made of sound parts', () => {
    fc.assert(
      fc.property(soundPlans, (sound) => {
        expect(planRefusals(sound)).toEqual([]);
      }),
    );
  });
});

describe('the /30 rules on their own', () => {
  it('take any two pairs of addresses', () => {
    expect(pairRefusals(pairs(good))).toEqual([]);
    expect(pairRefusals(pairs(['172.16.0.2/30', '172.16.0.1/30'], good)).map(({ code }) => code)).toEqual([
      'pair-swapped',
      'pairs-overlap',
    ]);
  });

  it('accept one customer and one cloud address per /30, and no other of the four', () => {
    const hosts = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 63 }), hosts, hosts, (block, customer, cloud) => {
        const address = (host: number) => `10.0.0.${block * 4 + host}/30`;
        const refusals = pairRefusals(pairs([address(customer), address(cloud)]));
        expect(refusals.length === 0).toBe(customer === 1 && cloud === 2);
      }),
    );
  });
});
