// Why a session between line router 1 and the client does not come up: one row per rule, with field and fix.
import { describe, expect, it } from 'vitest';
import { type Changes, linesNetwork, outcomeOf, stateOf } from './lines.ts';

const client = (change: NonNullable<Changes['sides']>[string]): Changes => ({ sides: { 'lr1-cust.b': change } });
const line = (change: NonNullable<Changes['sides']>[string]): Changes => ({ sides: { 'lr1-cust.a': change } });
const both = (a: NonNullable<Changes['sides']>[string], b: NonNullable<Changes['sides']>[string]): Changes => ({
  sides: { 'lr1-cust.a': a, 'lr1-cust.b': b },
});
const role = (
  a: 'provider' | 'customer' | 'peer' | 'rs-server' | 'rs-client',
  b: typeof a | undefined,
  strict = false,
) => both({ options: { role: a, roleStrict: strict } }, b ? { options: { role: b } } : {});

const SIDE = 'sessions.lr1-cust';

// biome-ignore format: rows
const BROKEN: [string, Changes, { code: string; field: string; value?: unknown; fix?: unknown }][] = [
  ['4271 §6.2  line expects another AS',   line({ remoteAs: 65011 }),               { code: 'bad-peer-as', field: `${SIDE}.a.remoteAs`, value: 65011, fix: 65010 }],
  ['4271 §6.2  client expects another AS', client({ remoteAs: 64513 }),             { code: 'bad-peer-as', field: `${SIDE}.b.remoteAs`, value: 64513, fix: 64512 }],
  ['2385 §2    wrong key',                 both({ password: 'a' }, { password: 'b' }), { code: 'password-mismatch', field: `${SIDE}.b.password` }],
  ['2385 §2    missing key',               line({ password: 'a' }),                 { code: 'password-mismatch', field: `${SIDE}.b.password` }],
  ['2385 §2    extra key',                 client({ password: 'a' }),               { code: 'password-mismatch', field: `${SIDE}.b.password` }],
  ['5082 §3    GTSM at the line only',     line({ options: { ttlSecurity: true } }),   { code: 'ttl-security-one-sided', field: `${SIDE}.b.options.ttlSecurity`, fix: true }],
  ['5082 §3    GTSM at the client only',   client({ options: { ttlSecurity: true } }), { code: 'ttl-security-one-sided', field: `${SIDE}.a.options.ttlSecurity`, fix: true }],
  ['4271 §8    both passive',              both({ options: { passive: true } }, { options: { passive: true } }), { code: 'both-passive', field: `${SIDE}.b.options.passive`, fix: false }],
  ['4271 §4.2  hold time 1',               client({ options: { hold: 1 } }),        { code: 'bad-hold-time', field: `${SIDE}.b.options.hold`, value: 1, fix: 3 }],
  ['4271 §4.2  hold time 2',               line({ options: { hold: 2 } }),          { code: 'bad-hold-time', field: `${SIDE}.a.options.hold`, value: 2, fix: 3 }],
  ['6286 §2.2  identifier 0.0.0.0',        { cust: { asn: 65010, routerId: '0.0.0.0' } }, { code: 'bad-identifier', field: 'nodes.cust.routerId' }],
  ['9234 §4.2  provider meets provider',   role('provider', 'provider'),            { code: 'role-mismatch', field: `${SIDE}.b.options.role`, fix: 'customer' }],
  ['9234 §4.2  peer meets customer',       role('peer', 'customer'),                { code: 'role-mismatch', field: `${SIDE}.b.options.role`, fix: 'peer' }],
  ['9234 §4.2  strict, peer has no role',  role('provider', undefined, true),       { code: 'role-missing', field: `${SIDE}.b.options.role`, fix: 'customer' }],
  ['           administratively down',     client({ options: { shutdown: true } }), { code: 'shutdown', field: `${SIDE}.b.options.shutdown`, fix: false }],
  ['802.1Q     another VLAN tag',          { vlan: { 'lr1-cust': { a: 10, b: 20 } } }, { code: 'vlan-mismatch', field: 'links.lr1-cust.vlan.b', value: 20, fix: 10 }],
  ['           addresses of the other pair', { addrs: { 'lr1-cust': { a: '172.16.0.2', b: '172.16.0.5' } } }, { code: 'peer-not-connected', field: `${SIDE}.addrs` }],
  ['           an address nobody has',     { addrs: { 'lr1-cust': { a: '172.16.0.3', b: '172.16.0.1' } } }, { code: 'local-address-missing', field: `${SIDE}.addrs` }],
];

// biome-ignore format: rows
const FINE: [string, Changes][] = [
  ['2385 §2    the same key',                    both({ password: 'a' }, { password: 'a' })],
  ['5082 §3    GTSM at both ends',               both({ options: { ttlSecurity: true } }, { options: { ttlSecurity: true } })],
  ['           multihop at one end is harmless', client({ options: { multihop: 2 } })],
  ['4271 §8    one passive end',                 line({ options: { passive: true } })],
  ['4271 §4.2  hold time 0',                     client({ options: { hold: 0 } })],
  ['4271 §4.2  hold time 3',                     client({ options: { hold: 3 } })],
  ['6286 §2.2  same identifier, other AS',       { cust: { asn: 65010, routerId: '10.255.0.11' } }],
  ['9234 §4.2  provider and customer',           role('provider', 'customer', true)],
  ['9234 §4.2  peers',                           role('peer', 'peer', true)],
  ['9234 §4.2  route server and client',         role('rs-server', 'rs-client', true)],
  ['9234 §4.2  lax, peer has no role',           role('provider', undefined)],
  ['6793       4-octet AS number',               { cust: { asn: 4200000001 }, sides: { 'lr1-cust.a': { remoteAs: 4200000001 } } }],
  ['4271 §9.1  own AS of the far gateway',       { cust: { asn: 65000 }, sides: { 'lr1-cust.a': { remoteAs: 65000 } } }],
  ['4271 §4.2  the line\'s own AS: internal',    { cust: { asn: 64512, routerId: '10.255.1.1' }, sides: { 'lr1-cust.a': { remoteAs: 64512 } } }],
];

describe('a session', () => {
  it.each(BROKEN)('stays down: %s', (_, changes, cause) => {
    const view = outcomeOf(linesNetwork(changes)).sessions['lr1-cust'];
    expect(view?.reason?.[0]).toMatchObject(cause);
    expect([view?.a, view?.b]).not.toContain('Established');
  });

  it.each(FINE)('comes up: %s', (_, changes) => {
    expect(stateOf(outcomeOf(linesNetwork(changes)), 'lr1-cust')).toBe('up');
  });

  it('refuses a peer of its own AS with its own identifier (RFC 6286 §2.2)', () => {
    const changes: Changes = {
      cust: { asn: 64512, routerId: '10.255.0.11' },
      sides: { 'lr1-cust.a': { remoteAs: 64512 }, 'lr2-cust.a': { remoteAs: 64512 } },
    };
    const outcome = outcomeOf(linesNetwork(changes));
    expect(stateOf(outcome, 'lr1-cust')).toBe('duplicate-identifier');
    expect(stateOf(outcome, 'lr2-cust')).toBe('up');
  });

  it('does not disturb the other line', () => {
    for (const [, changes] of BROKEN.filter(([, { cust }]) => cust === undefined)) {
      expect(stateOf(outcomeOf(linesNetwork(changes)), 'lr2-cust')).toBe('up');
    }
  });

  it('agrees on the shorter hold time, and on never when one says 0', () => {
    const agreed = (a: number, b: number) =>
      outcomeOf(linesNetwork(both({ options: { hold: a } }, { options: { hold: b } }))).sessions['lr1-cust']
        ?.holdSeconds;
    expect([agreed(9, 6), agreed(9, 0), agreed(90, 180)]).toEqual([6, 0, 90]);
  });

  it('never shows a key in its reasons', () => {
    const view = outcomeOf(linesNetwork(both({ password: 'top-secret' }, {}))).sessions['lr1-cust'];
    expect(JSON.stringify(view)).not.toContain('top-secret');
  });
});
