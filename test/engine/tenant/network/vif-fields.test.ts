/** Fields of a virtual interface: VLAN, ASN, key and health check, each at its limits (domain §2.4, §2.6). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { HealthCheck } from '../../../../src/engine/tenant/network/model.ts';
import { keyPattern } from '../../../../src/engine/tenant/network/vif.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import { ask, elsewhere, gateway, line, pairs, told, vif, vifDeleted, vifDeleting } from './cloud.ts';

const base = [line(), gateway()];
const one = [...base, vif('vif-1')];

describe('the VLAN', () => {
  // biome-ignore format: rows
  it.each([
    [-1,    'bad-field vlan vlan'],
    [0,     'bad-field vlan vlan'],
    [1,     'vif.created'],
    [4000,  'vif.created'],
    [4001,  'bad-field vlan vlan'],
    [4095,  'bad-field vlan vlan'],
    [10.5,  'bad-field vlan vlan'],
    [NaN,   'bad-field vlan vlan'],
  ])('%d: %s', (vlan, said) => expect(told(base, ask.vif({ vlan }))).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['taken on the line',              one,                                                     'vlan-taken vlan'],
    ['taken by a leaving interface',   [...one, vifDeleting('vif-1')],                          'vlan-taken vlan'],
    ['left by an interface',           [...one, vifDeleting('vif-1'), vifDeleted('vif-1')],     'vif.created'],
    ['taken on another line',          [...base, line('conn-2'), vif('vif-1', { connection: 'conn-2' })], 'vif.created'],
  ])('10, %s', (_name, past, said) => expect(told(past, ask.vif({ vlan: 10 }))).toBe(said));

  it('that is taken comes with a free one', () => {
    given(tenant, [...one, vif('vif-2', { vlan: 11, pairs: pairs(1) })])
      .when(ask.vif({ vlan: 10 }), facts(lin))
      .refuses({ code: 'vlan-taken', field: 'vlan', value: 10, values: { by: 'vif-1', free: 12 } });
  });
});

describe('the client’s ASN', () => {
  // biome-ignore format: rows
  it.each([
    [65_000,        'bad-field asn asn-ours'],
    [65_001,        'vif.created'],
    [65_499,        'vif.created'],
    [65_500,        'bad-field asn asn'],
    [65_501,        'bad-field asn asn'],
    [64_512,        'bad-field asn asn-ours'],
    [0,             'bad-field asn asn'],
    [23_456,        'bad-field asn asn'],
    [65_535,        'bad-field asn asn'],
    [4_200_000_000, 'bad-field asn asn'],
    [65_001.5,      'bad-field asn asn'],
    [NaN,           'bad-field asn asn'],
  ])('%d: %s', (customerAsn, said) => expect(told(base, ask.vif({ customerAsn }))).toBe(said));

  it('may serve several interfaces', () => {
    expect(told(one, ask.vif({ customerAsn: 65_001 }))).toBe('vif.created');
  });
});

describe('the key', () => {
  const ascii = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
  const key = (length: number) => 'k'.repeat(length);
  it.each([key(6), key(80), ascii.slice(0, 80).join(''), ascii.slice(14).join('')])('may be %j', (text) => {
    expect(text).toMatch(keyPattern);
  });
  it.each([
    '',
    key(5),
    key(81),
    'secret key',
    ' secret',
    'secret\t',
    'secret\n',
    '密钥密钥密钥',
    'sécrets',
    'secret\u007f',
  ])('may not be %j', (text) => {
    expect(text).not.toMatch(keyPattern);
  });
});

describe('the health check', () => {
  const bfd = (minTxMs: number, minRxMs: number, multiplier: number): HealthCheck => ({
    kind: 'bfd',
    minTxMs,
    minRxMs,
    multiplier,
  });
  const nqa = (intervalSeconds: number, probes: number, timeoutSeconds: number): HealthCheck => ({
    kind: 'nqa',
    intervalSeconds,
    probes,
    timeoutSeconds,
  });
  // biome-ignore format: rows
  const rows: readonly [HealthCheck, string | undefined][] = [
    [{ kind: 'none' },      undefined],
    [bfd(1000, 1000, 3),    undefined],
    [bfd(200, 200, 3),      undefined],
    [bfd(1000, 1000, 10),   undefined],
    [bfd(199, 200, 3),      'bad-field health bfd'],
    [bfd(1001, 200, 3),     'bad-field health bfd'],
    [bfd(200, 199, 3),      'bad-field health bfd'],
    [bfd(200, 1001, 3),     'bad-field health bfd'],
    [bfd(200, 200, 2),      'bad-field health bfd'],
    [bfd(200, 200, 11),     'bad-field health bfd'],
    [bfd(200.5, 200, 3),    'bad-field health bfd'],
    [nqa(4, 5, 3),          undefined],
    [nqa(1, 3, 1),          undefined],
    [nqa(20, 8, 10),        undefined],
    [nqa(0, 5, 3),          'bad-field health nqa'],
    [nqa(21, 5, 3),         'bad-field health nqa'],
    [nqa(4, 2, 3),          'bad-field health nqa'],
    [nqa(4, 9, 3),          'bad-field health nqa'],
    [nqa(4, 5, 0),          'bad-field health nqa'],
    [nqa(4, 5, 11),         'bad-field health nqa'],
  ];
  it.each(rows)('%j: %s', (healthCheck, refusal) => {
    expect(told(base, ask.vif({ healthCheck }))).toBe(refusal ?? 'vif.created');
  });
  it.each(rows)('%j on an interface with another one: %s', (healthCheck, refusal) => {
    const past = [...base, vif('vif-1', { healthCheck: bfd(900, 900, 9) })];
    expect(told(past, { do: 'edit-vif', id: 'vif-1', healthCheck })).toBe(refusal ?? 'vif.edited');
  });
});

describe('an interface joins', () => {
  const failed = {
    at: 0,
    by: 'fei',
    events: [{ type: 'connection.failed', connection: 'conn-1', by: 'fei', reason: 'cut' }],
  } as const;
  const leaving = {
    at: 0,
    by: 'lin',
    events: [{ type: 'deletion.started', connection: 'conn-1', by: 'lin' }],
  } as const;
  const ordered = { ...line(), events: line().events.slice(0, 1) };
  const built = { ...line(), events: line().events.slice(0, 4) };
  // biome-ignore format: rows
  it.each([
    ['a line in use and a gateway',   base,                                   ask.vif(),                          'vif.created'],
    ['a line on order',               [ordered, gateway()],                   ask.vif(),                          'connection-not-available connection'],
    ['a line not yet paid for',       [built, gateway()],                     ask.vif(),                          'connection-not-available connection'],
    ['a broken line',                 [...base, failed],                      ask.vif(),                          'connection-not-available connection'],
    ['a leaving line',                [...base, leaving],                     ask.vif(),                          'connection-not-available connection'],
    ['no line',                       [gateway()],                            ask.vif(),                          'unknown-thing connection'],
    ['no gateway',                    [line()],                               ask.vif(),                          'unknown-thing gateway'],
    ['a gateway of another region',   [line(), gateway('bgw-1', elsewhere)],  ask.vif(),                          'other-region gateway'],
    ['a line of another region',      [line('conn-1', elsewhere), gateway()], ask.vif(),                          'other-region gateway'],
    ['both of another region',        [line('conn-1', elsewhere), gateway('bgw-1', elsewhere)], ask.vif(),        'vif.created'],
    ['the same again',                one,                                    ask.vif({ id: 'vif-1' }),           'silence'],
    ['after it left',                 [...one, vifDeleting('vif-1'), vifDeleted('vif-1')], ask.vif({ id: 'vif-1' }), 'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));
});
