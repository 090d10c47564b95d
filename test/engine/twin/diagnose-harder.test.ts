/** Redundancy lost is a warning; several faults at once; faults no command can mend. */
import { describe, expect, it } from 'vitest';
import { diagnose, twinOf } from '../../../src/engine/twin/index.ts';
import {
  apply,
  attachment,
  device,
  type Estate,
  gateway,
  having,
  havingAtSite,
  instance,
  lines,
  remembering,
  rui,
  setDevice,
  vif,
  vpc,
  working,
} from './estate.ts';
import { all, at, doubled, type Fault, followed, right, said, tested, unverified, wrong } from './faults.ts';

const oneDark = havingAtSite(working, { do: 'line-dark', connection: 'conn-1', side: 'b' });
const oneDown = havingAtSite(working, { do: 'router-down', router: 'lr-bj-a' });

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
