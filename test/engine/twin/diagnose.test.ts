/** Every single fault is the first thing named, at its field; the suggested fix, decided like any command, makes the test pass. */
import { describe, expect, it } from 'vitest';
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import { diagnose, type Ends, type Fix, stepsOf, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
  apply,
  applyAtSite,
  attachment,
  type DeviceFields,
  device,
  type Estate,
  gateway,
  having,
  havingAtSite,
  host,
  instance,
  lines,
  propagation,
  remembering,
  rui,
  setDevice,
  vif,
  vpc,
  withLine,
  working,
} from './estate.ts';

const right = device(1, host, announced);
const wrong = (change: Partial<DeviceFields>) => having(working, setDevice(1, { ...right, ...change }));
const { keyPrint: _key, ...noKey } = right;

/** One gateway and one interface without a device; the VPC is there, and attached as told. */
const estate = (...more: Parameters<typeof having>[1][]) =>
  having(
    lines(1),
    gateway('bgw-1'),
    ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24'),
    instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
    vif(1, 'conn-1', 'bgw-1'),
    ...more,
  );
const configured = setDevice(1, right);
const attached = attachment('att-1', 'vpc-1', 'bgw-1');
const all = propagation('vpc-1', 'bgw-1', '0.0.0.0/0');

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

/** Nothing is announced; a static route over the interface awaits its engineer. */
const observed: TenantCommand = {
  do: 'observe-vif',
  id: 'vif-1',
  sessions: [{ router: 'lr-bj-a', up: true }],
};
const staticRoute: TenantCommand = {
  do: 'add-static-route',
  id: 'bgw-1',
  route: 'rt-1',
  destination: announced,
  nextHop: 'vif-1',
};
const silent = having(estate(configured), setDevice(1, { ...right, announces: [] }));
const unverified: Estate = {
  sites: silent.sites,
  tenant: [attached, all, observed, staticRoute].reduce((state, command) => apply(state, command), silent.tenant),
};

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

interface Fault {
  readonly estate: Estate;
  /** check: cause at thing id.field */
  readonly says: string;
  readonly ends?: Ends;
}
const at = (name: string, says: string, from: Estate, ends?: Ends): [string, Fault] => [
  name,
  { estate: from, says, ...(ends && { ends }) },
];

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

const tested = ({ tenant: owned, sites }: Estate, ends: Ends = {}) => diagnose(twinOf(owned, sites), 'vif-1', ends);

function said({ estate: broke, ends }: Fault) {
  const { first } = tested(broke, ends) ?? {};
  return first
    ? `${first.check}: ${first.cause} at ${first.place.thing} ${first.place.id}.${first.place.field}`
    : 'pass';
}

function mended({ tenant: owned, sites }: Estate, fix: Fix): Estate {
  if (fix.log === 'tenant') return { sites, tenant: apply(owned, fix.command, rui) };
  const state = sites[fix.region];
  if (!state) throw new Error('no site');
  return { tenant: owned, sites: { ...sites, [fix.region]: applyAtSite(state, fix.command) } };
}

/** How many fixes it took until the test passed, or what is left when there is none. */
function followed(fault: Fault): string {
  let current = fault.estate;
  for (let fixes = 0; fixes < 5; fixes += 1) {
    const result = tested(current, fault.ends);
    if (result?.pass) return `passes after ${fixes}`;
    if (!result?.first?.fix) return `no fix for ${result?.first?.cause}`;
    current = mended(current, result.first.fix);
  }
  return `still ${said({ ...fault, estate: current })}`;
}

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

const oneDark = havingAtSite(working, { do: 'line-dark', connection: 'conn-1', side: 'b' });
const oneDown = havingAtSite(working, { do: 'router-down', router: 'lr-bj-a' });

/** A second line with an interface that announces the same range. */
const doubled = (change: Partial<DeviceFields>) =>
  having(
    withLine(working, 'conn-2'),
    vif(2, 'conn-2', 'bgw-1'),
    setDevice(2, { ...device(2, host, announced), ...change }),
  );

// biome-ignore format: rows
const WARNINGS: [string, Estate, string][] = [
  ['light on one side is lost',       oneDark,                                                           'light no-light, session-b no-light'],
  ['one router is down',              oneDown,                                                           'port router-down, session-a router-down'],
  ['one address is wrong',            wrong({ addresses: [right.addresses[0], '172.31.1.6/30'] }),       'link second-host, session-b second-host'],
  ['one mask is wrong',               wrong({ addresses: ['172.31.1.1/29', right.addresses[1]] }),       'link mask'],
];

describe('redundancy lost', () => {
  it.each(WARNINGS)('is a warning, not a failure: %s', (_what, from, expected) => {
    const result = tested(from);
    expect(result?.pass).toBe(true);
    expect(result?.warnings.map(({ check, cause }) => `${check} ${cause}`).join(', ')).toBe(expected);
  });

  it('one side dark and the other misconfigured is a failure: the one that can be repaired at the device', () => {
    const both = havingAtSite(wrong({ addresses: [right.addresses[0], '172.30.0.1/30'] }), {
      do: 'line-dark',
      connection: 'conn-1',
      side: 'a',
    });
    expect(said({ estate: both, says: '' })).toBe('link: address at device vif-1.addresses');
    expect(followed({ estate: both, says: '' })).toBe('passes after 1');
  });

  it('a line whose path was lengthened is the standby', () => {
    const { warnings, pass } = diagnose(twinOf(doubled({ prepend: 2 }).tenant, working.sites), 'vif-2') ?? {};
    expect([pass, warnings?.map(({ check, cause }) => `${check} ${cause}`)]).toEqual([
      true,
      ['gateway-client-route standby'],
    ]);
  });
});

const announcing = (...announces: readonly string[]) => remembering(working, { ...right, announces });
const refusedStatic: Estate = {
  sites: unverified.sites,
  tenant: apply(unverified.tenant, { do: 'refuse-route', id: 'bgw-1', route: 'rt-1', reason: 'no proof' }, rui),
};
/** Nothing exported, so the client may announce a part of the VPC's range; its own table never looks outside for it. */
const insideVpc = having(
  lines(1),
  gateway('bgw-1'),
  ...vpc('vpc-1', '10.0.0.0/16', '10.0.1.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
  attachment('att-1', 'vpc-1', 'bgw-1', 'none'),
  all,
  { do: 'add-static-route', id: 'bgw-1', route: 'rt-1', destination: '10.0.1.0/24', nextHop: 'att-1' },
  vif(1, 'conn-1', 'bgw-1'),
  setDevice(1, device(1, '10.0.9.10', '10.0.9.0/24')),
);
const removed: Estate = { ...working, tenant: apply(working.tenant, { do: 'delete-vif', id: 'vif-1' }) };

// biome-ignore format: rows
const HARDER: [string, Fault, string][] = [
  [...at('an interface that is being removed',        'interface: interface-deleting at interface vif-1.state',        removed),                             'no fix for interface-deleting'],
  [...at('a default route instead of the range',      'client-routes: announcement-refused at device vif-1.announces', announcing('0.0.0.0/0')),             'passes after 1'],
  [...at('a public range around the host',            'client-routes: announcement-refused at device vif-1.announces', announcing('8.0.0.0/5')),             'passes after 1'],
  [...at('a part of an attached VPC',                 'client-routes: overlap at device vif-1.announces',              announcing('192.168.9.0/24'), { host: '192.168.9.9' }), 'no fix for overlap'],
  [...at('another device that shares the traffic',   'client-received: return-route-missing at device vif-2.refusesCloud', doubled({ refusesCloud: true })), 'passes after 1'],
  [...at('a filter on that one',                      'device-acl: device-acl at device vif-2.blocksIcmp',             doubled({ blocksIcmp: true })),       'passes after 1'],
  [...at('a static route an engineer refused',        'gateway-client-route: static-rejected at route rt-1.state',     refusedStatic),                       'no fix for static-rejected'],
  [...at('a host inside the range of its own VPC',    'overlap: overlap at device vif-1.host',                         insideVpc),                           'no fix for overlap'],
];

describe('harder cases', () => {
  it.each(HARDER)('%s', (_case, fault, end) => {
    expect([said(fault), followed(fault)]).toEqual([fault.says, end]);
  });
});
