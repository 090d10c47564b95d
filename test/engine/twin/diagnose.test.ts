/** Every single fault is the first thing named, at its field; the suggested fix, decided like any command, makes the test pass. */
import { describe, expect, it } from 'vitest';
import { diagnose, stepsOf, twinOf } from '../../../src/engine/twin/index.ts';
import {
  apply,
  attachment,
  device,
  type Estate,
  gateway,
  having,
  havingAtSite,
  host,
  instance,
  lines,
  propagation,
  setDevice,
  vif,
  vpc,
  working,
} from './estate.ts';
import {
  all,
  at,
  attached,
  configured,
  estate,
  type Fault,
  followed,
  noKey,
  right,
  said,
  tested,
  unverified,
  wrong,
} from './faults.ts';

/** A second interface that took the gateway's room for dynamic routes first. */
const crowd = Array.from({ length: 300 }, (_, index) => `10.${100 + (index >> 8)}.${index & 255}.0/24`);
const crowded = having(
  lines(1),
  gateway('bgw-1'),
  vif(2, 'conn-1', 'bgw-1'),
  setDevice(2, device(2, '10.100.0.10', ...crowd.slice(0, 298))),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
  attached,
  all,
  vif(1, 'conn-1', 'bgw-1'),
  configured,
);

/** A VPC that exported the same range to the gateway before. */
const overlapped = having(
  lines(1),
  gateway('bgw-1'),
  ...vpc('vpc-0', '192.168.0.0/20', '192.168.0.0/23', '192.168.4.0/24'),
  attachment('att-0', 'vpc-0', 'bgw-1'),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
  attached,
  all,
  vif(1, 'conn-1', 'bgw-1'),
  configured,
);

const broken: Estate = {
  ...working,
  tenant: apply(working.tenant, { do: 'report-fault', connection: 'conn-1', reason: 'fibre cut' }),
};
const dark = havingAtSite(
  working,
  { do: 'line-dark', connection: 'conn-1', side: 'a' },
  { do: 'line-dark', connection: 'conn-1', side: 'b' },
);
const routersDown = havingAtSite(
  working,
  { do: 'router-down', router: 'lr-bj-a' },
  { do: 'router-down', router: 'lr-bj-b' },
);

// biome-ignore format: rows
const FAULTS: [string, Fault][] = [
  at('the line is out of order',               'line: line-not-active at connection conn-1.state',                     broken),
  at('no light on either side',                'light: no-light at connection conn-1.light-a',                         dark),
  at('both line routers down',                 'port: router-down at router lr-bj-a.state',                            routersDown),
  at('no device yet',                          'device: device-missing at interface vif-1.device',                     estate(attached, propagation('vpc-1', 'bgw-1', '0.0.0.0/0')), { host }),
  at('the wrong VLAN',                         'link: vlan at device vif-1.vlan',                                      wrong({ vlan: 99 })),
  at('address pairs swapped',                  'link: pairs-swapped at device vif-1.addresses',                        wrong({ addresses: [right.addresses[1], right.addresses[0]] })),
  at('the second host of each pair',           'link: second-host at device vif-1.addresses',                          wrong({ addresses: ['172.31.1.2/30', '172.31.1.6/30'] })),
  at('a mask too short',                       'link: mask at device vif-1.addresses',                                 wrong({ addresses: ['172.31.1.1/29', '172.31.1.5/29'] })),
  at('a mask too long',                        'link: mask at device vif-1.addresses',                                 wrong({ addresses: ['172.31.1.1/31', '172.31.1.5/31'] })),
  at('other addresses altogether',             'link: address at device vif-1.addresses',                              wrong({ addresses: ['172.30.1.1/30', '172.30.1.5/30'] })),
  at('its own AS number',                      'session-a: local-asn at device vif-1.asn',                             wrong({ asn: 65_002 })),
  at('its own AS number is ours',              'session-a: local-asn at device vif-1.asn',                             wrong({ asn: 64_512 })),
  at('the AS number it expects',               'session-a: remote-asn at device vif-1.remoteAsn',                      wrong({ remoteAsn: 64_513 })),
  at('it expects the gateway instead',         'session-a: remote-asn at device vif-1.remoteAsn',                      wrong({ remoteAsn: 65_000 })),
  at('another key',                            'session-a: key at device vif-1.key',                                   wrong({ keyPrint: 'another' })),
  at('no key',                                 'session-a: key at device vif-1.key',                                   having(working, setDevice(1, noKey))),
  at('TTL security on one side',               'session-a: ttl-security at device vif-1.ttlSecurity',                  wrong({ ttlSecurity: true })),
  at('nothing announced',                      'client-routes: not-announced at device vif-1.announces',               wrong({ announces: [] })),
  at('another range announced',                'client-routes: not-announced at device vif-1.announces',               wrong({ announces: ['10.9.0.0/16'] }), { host }),
  at('a static route not verified',            'gateway-client-route: static-pending at route rt-1.state',             unverified),
  at('no room for the client\'s routes',       'gateway-client-route: quota-blocked at gateway bgw-1.dynamic-routes',  crowded),
  at('no instance to ping from',               'instance: no-instance at vpc vpc-1.instance',                          having(working, { do: 'remove-instance', id: 'vpc-1', instance: 'i-1' })),
  at('the VPC is not attached',                'gateway-vpc-route: not-attached at vpc vpc-1.attachment',              estate(configured)),
  at('the attachment exports nothing',         'gateway-vpc-route: not-exported at attachment att-1.propagate',        estate(attachment('att-1', 'vpc-1', 'bgw-1', 'none'), all, configured)),
  at('the attachment exports another subnet',  'gateway-vpc-route: not-exported at attachment att-1.propagate',        estate(attachment('att-1', 'vpc-1', 'bgw-1', 'partial', 'vpc-1-s2'), all, configured)),
  at('another VPC exported the range before',  'gateway-vpc-route: overlap at attachment att-0.subnets',               overlapped),
  at('the client takes no routes',             'client-received: return-route-missing at device vif-1.refusesCloud',   wrong({ refusesCloud: true })),
  at('no propagation',                         'vpc-table: propagation-missing at table vpc-1-default.scope',          having(working, propagation('vpc-1', 'bgw-1'))),
  at('propagation of another range',           'vpc-table: propagation-missing at table vpc-1-default.scope',          having(working, propagation('vpc-1', 'bgw-1', '172.16.0.0/12'))),
  at('the security group',                     'security-group: security-group at instance i-1.allow',                 having(working, { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: ['172.16.0.0/12'] })),
  at('a filter on the device',                 'device-acl: device-acl at device vif-1.blocksIcmp',                    wrong({ blocksIcmp: true })),
];

describe('a connectivity test', () => {
  it('passes where everything is right, with every check made', () => {
    const result = tested(working);
    expect(result).toMatchObject({ pass: true, instance: 'i-1', host, warnings: [] });
    expect(result?.checks.map(({ pass }) => pass)).toEqual(Array.from({ length: 19 }, () => true));
  });

  it.each(FAULTS)('names first: %s', (_fault, fault) => expect(said(fault)).toBe(fault.says));

  it.each(FAULTS)('can be made to pass by one fix: %s', (name, fault) => {
    // A propagation cannot outlive its attachment, so there two things are missing.
    expect(followed(fault)).toBe(name === 'the VPC is not attached' ? 'passes after 2' : 'passes after 1');
  });

  it('ends at the first failure, and keeps that as evidence', () => {
    const result = tested(wrong({ vlan: 99 }));
    const steps = result ? stepsOf(result) : [];
    expect(steps.map(({ check, pass }) => `${check} ${pass}`)).toEqual([
      'line true',
      'light true',
      'port true',
      'interface true',
      'device true',
      'link false',
    ]);
    expect(steps.at(-1)).toEqual({ check: 'link', pass: false, cause: 'vlan', values: { actual: 99, expected: 11 } });
  });

  it('never shows a key, nor its print', () => {
    const { fix: _fix, ...shown } = tested(wrong({ keyPrint: 'another' }))?.first ?? {};
    expect(JSON.stringify(shown)).not.toContain('print');
  });

  it('knows no interface that is not there', () => {
    const twin = twinOf(working.tenant, working.sites);
    expect([diagnose(twin, 'vif-9'), diagnose(twin, 'constructor')]).toEqual([undefined, undefined]);
  });
});
