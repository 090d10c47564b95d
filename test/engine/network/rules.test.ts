// Rules that are pure tables: policy matching, BGP roles, origin validation, BFD, OPEN and collision.
import { describe, expect, it } from 'vitest';
import { detectionMs, detectionSeconds } from '../../../src/engine/network/bfd.ts';
import type { Policy, Role } from '../../../src/engine/network/network.ts';
import { collisionKeeps, negotiatedHold } from '../../../src/engine/network/open-message.ts';
import { type Authorisation, validateOrigin } from '../../../src/engine/network/origin-validation.ts';
import type { AttributeSet } from '../../../src/engine/network/path-attributes.ts';
import { compilePolicy } from '../../../src/engine/network/policy.ts';
import { type Prefix, parsePrefix } from '../../../src/engine/network/prefix.ts';
import { receiveOnlyToCustomer, sendOnlyToCustomer } from '../../../src/engine/network/role.ts';

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw new Error(text);
  return parsed;
}
const PLAIN: AttributeSet = { asPath: [65010], origin: 'igp', communities: ['65010:1'], clusterList: [] };

function judge(policy: Policy, text: string): AttributeSet | undefined {
  const compiled = compilePolicy(policy);
  return compiled.apply(PLAIN, compiled.prefixClass(prefix(text)), 64512);
}
const only = (match: NonNullable<Policy['rules'][number]['match']>): Policy => ({
  rules: [{ match }],
  default: 'reject',
});

// biome-ignore format: rows
const MATCHES: [string, Policy, string, boolean][] = [
  ['a prefix alone is exact',            only({ prefix: '10.0.0.0/16' }),                      '10.0.0.0/16',   true],
  ['',                                   only({ prefix: '10.0.0.0/16' }),                      '10.0.0.0/17',   false],
  ['le: from the prefix itself',         only({ prefix: '10.0.0.0/16', le: 24 }),              '10.0.0.0/16',   true],
  ['',                                   only({ prefix: '10.0.0.0/16', le: 24 }),              '10.0.6.16/28',  false],
  ['ge: up to host routes',              only({ prefix: '10.0.0.0/16', ge: 24 }),              '10.0.6.16/32',  true],
  ['',                                   only({ prefix: '10.0.0.0/16', ge: 24 }),              '10.0.0.0/16',   false],
  ['ge and le',                          only({ prefix: '10.0.0.0/16', ge: 20, le: 24 }),      '10.0.5.0/24',   true],
  ['outside the prefix',                 only({ prefix: '10.0.0.0/16', ge: 16, le: 32 }),      '10.1.0.0/24',   false],
  ['le alone is about every prefix',     only({ le: 24 }),                                     '172.20.0.0/16', true],
  ['a community it carries',             only({ community: '65010:1' }),                       '10.0.0.0/16',   true],
  ['a community it does not',            only({ community: '65010:2' }),                       '10.0.0.0/16',   false],
  ['prefix and community, both',         only({ prefix: '10.0.0.0/16', community: '65010:2' }), '10.0.0.0/16',  false],
  ['no match matches everything',        { rules: [{}], default: 'reject' },                   '1.2.3.0/24',    true],
  ['no rule: the default',               { rules: [], default: 'reject' },                     '1.2.3.0/24',    false],
  ['no default: accept',                 { rules: [] },                                        '1.2.3.0/24',    true],
  ['the first rule that matches counts', { rules: [{ action: 'reject' }, { action: 'accept' }] }, '1.2.3.0/24',  false],
];

describe('policy', () => {
  it.each(MATCHES)('%s %j %s: %s', (_, policy, text, accepted) => {
    expect(judge(policy, text) !== undefined).toBe(accepted);
  });

  it('sets what it says and adds communities', () => {
    const set = { localPref: 300, med: 5, prepend: 2, origin: 'incomplete' as const, communities: ['65535:65281'] };
    expect(judge({ rules: [{ set }] }, '10.0.0.0/16')).toEqual({
      asPath: [64512, 64512, 65010],
      origin: 'incomplete',
      med: 5,
      localPref: 300,
      communities: ['65010:1', '65535:65281'],
      clusterList: [],
    });
  });
});

const marked = (asn: number): AttributeSet => ({ ...PLAIN, onlyToCustomer: asn });
// local role | route arrives without OTC | with the peer's | with another AS's | goes out without | with
// biome-ignore format: rows
const ROLES: [Role | undefined, number | undefined | 'leak', number | 'leak', number | 'leak', number | undefined, number | 'stop'][] = [
  ['provider',  undefined, 'leak', 'leak', 65000,     7],
  ['rs-server', undefined, 'leak', 'leak', 65000,     7],
  ['customer',  64512,     64512,  7,      undefined, 'stop'],
  ['rs-client', 64512,     64512,  7,      undefined, 'stop'],
  ['peer',      64512,     64512,  'leak', 65000,     'stop'],
  [undefined,   undefined, 64512,  7,      undefined, 7],
];

describe('Only-to-Customer (RFC 9234 §5)', () => {
  it.each(ROLES)('as %s', (role, plain, peers, others, sentPlain, sentMarked) => {
    const received = (set: AttributeSet) => {
      const kept = receiveOnlyToCustomer(set, role, 64512);
      return kept ? kept.onlyToCustomer : 'leak';
    };
    const sent = (set: AttributeSet) => {
      const out = sendOnlyToCustomer(set, role, 65000);
      return out ? out.onlyToCustomer : 'stop';
    };
    expect([received(PLAIN), received(marked(64512)), received(marked(7))]).toEqual([plain, peers, others]);
    expect([sent(PLAIN), sent(marked(7))]).toEqual([sentPlain, sentMarked]);
  });
});

const CLIENT: Authorisation = { prefix: prefix('10.0.0.0/16'), maxLength: 24, asn: 65010 };
// biome-ignore format: rows
const ORIGINS: [string, number | undefined, string][] = [
  ['10.0.0.0/16', 65010,     'valid'],
  ['10.0.1.0/24', 65010,     'valid'],
  ['10.0.1.0/25', 65010,     'invalid'],
  ['10.0.0.0/16', 65011,     'invalid'],
  ['10.0.0.0/16', undefined, 'invalid'],
  ['10.1.0.0/16', 65010,     'not-found'],
  ['10.0.0.0/8',  65010,     'not-found'],
];

describe('origin validation (RFC 6811 §2)', () => {
  it.each(ORIGINS)('%s from AS %s is %s', (text, asn, validity) => {
    expect(validateOrigin([CLIENT], prefix(text), asn)).toBe(validity);
  });

  it('is valid when one of several authorisations fits; AS 0 never does', () => {
    const zero: Authorisation = { ...CLIENT, asn: 0 };
    expect(validateOrigin([zero, CLIENT], prefix('10.0.0.0/16'), 65010)).toBe('valid');
    expect(validateOrigin([zero], prefix('10.0.0.0/16'), 0)).toBe('invalid');
  });
});

describe('BFD (RFC 5880 §6.8.4)', () => {
  const timers = (intervalMs: number, multiplier: number) => ({ intervalMs, multiplier });
  // biome-ignore format: rows
  it.each([
    [timers(50, 3),  timers(50, 3),   150],
    [timers(50, 3),  timers(300, 5), 1500],
    [timers(300, 5), timers(50, 3),   900],
  ])('%j against %j notices after %i ms', (local, remote, ms) => {
    expect(detectionMs(local, remote)).toBe(ms);
  });

  it('needs both sides', () => {
    expect([detectionSeconds(true, true), detectionSeconds(true, false), detectionSeconds(undefined, true)]).toEqual([
      0.9,
      undefined,
      undefined,
    ]);
  });
});

describe('two OPENs', () => {
  // biome-ignore format: rows
  it.each([
    [9, 6, 6],
    [9, 0, 0],
    [90, 180, 90],
  ])('with hold times %i and %i agree on %i', (mine, yours, agreed) => {
    expect(negotiatedHold(mine, yours)).toBe(agreed);
  });

  const open = (routerId: number, asn: number) => ({ routerId, asn, holdSeconds: 9 });
  // biome-ignore format: rows
  it.each([
    ['higher identifier',           open(2, 1), open(1, 9), 'mine'],
    ['lower identifier',            open(1, 9), open(2, 1), 'yours'],
    ['same identifier, higher AS',  open(1, 9), open(1, 1), 'mine'],
    ['same identifier, lower AS',   open(1, 1), open(1, 9), 'yours'],
  ])('that collide: %s (RFC 4271 §6.8, 6286 §2.3)', (_, mine, yours, kept) => {
    expect(collisionKeeps(mine, yours)).toBe(kept);
  });
});
