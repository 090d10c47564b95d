/** The network a tenant's state becomes: who talks to whom, what arrives where, what a fault takes away. */
import { describe, expect, it } from 'vitest';
import { sessionsOf, type Twin, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
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
  pairs,
  propagation,
  rui,
  setDevice,
  vif,
  vpc,
  working,
} from './estate.ts';

const twin = ({ tenant, sites }: Estate): Twin => twinOf(tenant, sites);
const results = (one: Twin, from: string, to: string) => [
  ...new Set(one.outcome.paths(from, to).map(({ path, result }) => (result === 'delivered' ? path.at(-1) : result))),
];
/** Interfaces a packet from the instance to the host goes over. */
const tunnels = (one: Twin, from = 'i-1', to = host) =>
  [
    ...new Set(
      one.outcome.paths(from, to).flatMap(({ path }) => path.flatMap((node) => /^(vif-\d)\/lr/.exec(node)?.[1] ?? [])),
    ),
  ].join(' ');

describe('one interface', () => {
  const one = twin(working);

  it('has two sessions with the hold time of the cloud', () => {
    expect(sessionsOf(one, working.tenant.vifs['vif-1'] ?? neverMade())).toEqual([
      { router: 'lr-bj-a', up: true },
      { router: 'lr-bj-b', up: true },
    ]);
    expect(one.outcome.sessions['vif-1/lr-bj-a/line']).toMatchObject({ holdSeconds: 90 });
  });

  it('lets the client see the VPC behind 64512 65000, and the gateway see the client behind 64512', () => {
    expect(one.outcome.best('vif-1/client')['192.168.0.0/24']).toMatchObject({ asPath: [64_512, 65_000] });
    expect(one.learned.received('vif-1/lr-bj-a/up', 'a')[announced]).toMatchObject({ asPath: [64_512, 65_001] });
  });

  it('uses both line routers, there and back', () => {
    expect(one.outcome.fib('bgw-1')[announced]).toHaveLength(2);
    expect(one.outcome.fib('vif-1/client')['192.168.1.0/24']).toEqual(
      pairs(1).map(({ cloudIp }) => cloudIp.split('/')[0]),
    );
  });

  it('says what each node stands for', () => {
    expect(one.names['vif-1/lr-bj-b']).toEqual({ kind: 'line-router', id: 'lr-bj-b', vif: 'vif-1', side: 'b' });
    expect(one.names[`vif-1/host/${host}`]).toEqual({ kind: 'host', id: host, vif: 'vif-1' });
    expect(Object.keys(one.names).sort()).toEqual(Object.keys(one.network.nodes).sort());
  });

  it('without a device has no session and no route, and takes nothing from the others', () => {
    const bare = twin(having(working, vif(2, 'conn-1', 'bgw-1')));
    const made = bare.tenant.vifs['vif-2'] ?? neverMade();
    expect(sessionsOf(bare, made).map(({ up, cause }) => `${up} ${cause}`)).toEqual([
      'false device-missing',
      'false device-missing',
    ]);
    expect(bare.gateways['bgw-1']?.routes.filter(({ nextHop }) => nextHop === 'vif-2')).toEqual([]);
    expect(tunnels(bare)).toBe('vif-1');
  });

  it('that is being deleted is out of the network', () => {
    const leaving = twin({ ...working, tenant: apply(working.tenant, { do: 'delete-vif', id: 'vif-1' }) });
    expect(Object.keys(leaving.network.nodes)).toEqual(['bgw-1', 'vpc-1', 'vpc-1-default', 'i-1']);
  });
});

function neverMade(): never {
  throw new Error('not made');
}

/** `count` lines with one interface each, all announcing the same range. */
const parallel = (count: number) => {
  const all = having(
    lines(count),
    gateway('bgw-1'),
    ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24'),
    instance('i-1', 'vpc-1', 'vpc-1-s1', '10.0.0.0/8'),
    attachment('att-1', 'vpc-1', 'bgw-1'),
    propagation('vpc-1', 'bgw-1', '0.0.0.0/0'),
  );
  return Array.from({ length: count }, (_, index) => index + 1).reduce(
    (state, on) => having(state, vif(on, `conn-${on}`, 'bgw-1'), setDevice(on, device(on, host, announced))),
    all,
  );
};
const prepended = (estate: Estate, on: number) =>
  having(estate, setDevice(on, { ...device(on, host, announced), prepend: 2 }));
const cut = (estate: Estate, connection: string) =>
  havingAtSite(estate, { do: 'line-dark', connection, side: 'a' }, { do: 'line-dark', connection, side: 'b' });
const repairing = (estate: Estate, connection: string): Estate => ({
  ...estate,
  tenant: apply(estate.tenant, { do: 'report-fault', connection, reason: 'fibre cut' }),
});
const oneRouter = (estate: Estate) => havingAtSite(estate, { do: 'router-down', router: 'lr-bj-a' });

// biome-ignore format: rows
const LINES: [string, Estate, string][] = [
  ['two lines share',                           parallel(2),                                  'vif-1 vif-2'],
  ['the lengthened path waits',                 prepended(parallel(2), 1),                    'vif-2'],
  ['and takes over when the other line fails',  cut(prepended(parallel(2), 1), 'conn-2'),     'vif-1'],
  ['a dark line carries nothing',               cut(parallel(2), 'conn-1'),                   'vif-2'],
  ['nor does one that is out of order',         repairing(parallel(2), 'conn-1'),             'vif-2'],
  ['one router down leaves both lines',         oneRouter(parallel(2)),                       'vif-1 vif-2'],
  ['of five lines the four oldest share',       parallel(5),                                  'vif-1 vif-2 vif-3 vif-4'],
  ['the fifth steps in for one of them',        cut(parallel(5), 'conn-2'),                   'vif-1 vif-3 vif-4 vif-5'],
];

describe('several lines', () => {
  it.each(LINES)('%s', (_what, estate, expected) => {
    const one = twin(estate);
    expect(tunnels(one)).toBe(expected);
    expect(one.outcome.paths('i-1', host).every(({ result }) => result === 'delivered')).toBe(true);
  });

  it('reach a host that another device on the gateway tests, if they announce it', () => {
    const other = having(parallel(2), setDevice(2, device(2, '10.0.7.7', announced)));
    expect(results(twin(other), 'i-1', '10.0.7.7')).toEqual(['vif-1/host/10.0.7.7', 'vif-2/host/10.0.7.7']);
  });
});

const two = having(
  working,
  ...vpc('vpc-2', '192.168.64.0/20', '192.168.64.0/24'),
  instance('i-2', 'vpc-2', 'vpc-2-s1', '0.0.0.0/0'),
  attachment('att-2', 'vpc-2', 'bgw-1'),
  propagation('vpc-2', 'bgw-1', '0.0.0.0/0'),
  vif(2, 'conn-1', 'bgw-1'),
  setDevice(2, device(2, '10.2.0.10', '10.2.0.0/16')),
);
const apart = having(
  working,
  gateway('bgw-2'),
  ...vpc('vpc-2', '192.168.0.0/20', '192.168.0.0/24'),
  instance('i-2', 'vpc-2', 'vpc-2-s1', '0.0.0.0/0'),
  attachment('att-2', 'vpc-2', 'bgw-2'),
  propagation('vpc-2', 'bgw-2', '0.0.0.0/0'),
  vif(2, 'conn-1', 'bgw-2'),
  setDevice(2, device(2, host, announced)),
);
const custom = having(
  working,
  { do: 'add-route-table', id: 'vpc-1', table: 'rt-own', name: 'own' },
  { do: 'bind-subnet', id: 'vpc-1', subnet: 'vpc-1-s2', table: 'rt-own' },
  instance('i-2', 'vpc-1', 'vpc-1-s2', '10.0.0.0/8'),
);
const routed = having(custom, {
  do: 'add-vpc-route',
  id: 'vpc-1',
  table: 'rt-own',
  destination: '10.0.0.0/8',
  gateway: 'bgw-1',
});
/** The first VPC's gateway sends a range into the second VPC, whose own table would know where it is. */
const detour = having(two, {
  do: 'add-static-route',
  id: 'bgw-1',
  route: 'rt-1',
  destination: '10.77.0.0/16',
  nextHop: 'att-2',
});
const empty = working;
const at = ({ tenant }: Estate, id: string) =>
  Object.values(tenant.vpcs).flatMap(({ instances }) => instances.filter((one) => one.id === id))[0]?.address ?? '';
const hostOf = (on: number, address = host) => `vif-${on}/host/${address}`;

// biome-ignore format: rows
const WAYS: [string, Estate, string, string, readonly string[]][] = [
  ['§4 VPCs of one gateway reach each other',       two,    'i-1',                    at(two, 'i-2'), ['i-2']],
  ['§4 both VPCs reach a client',                   two,    'i-2',                    host,             [hostOf(1)]],
  ['§4 tunnels of one gateway do not',              two,    hostOf(1),                '10.2.0.10',      ['no-route@vif-1/client']],
  ['   neither way',                                two,    hostOf(2, '10.2.0.10'),   host,             ['no-route@vif-2/client']],
  ['   two gateways may use the same ranges',       apart,  'i-2',                    host,             [hostOf(2)]],
  ['   and keep them apart on the way back',        apart,  hostOf(1),                at(apart, 'i-2'), ['i-1']],
  ['   a gateway\'s own table, not another\'s',     apart,  'i-1',                    host,             [hostOf(1)]],
  ['§2.5 a subnet follows its own table',           custom, 'i-2',                    host,             ['no-route@rt-own']],
  ['     which is not that of its neighbour',       custom, 'i-1',                    host,             [hostOf(1)]],
  ['     and still is local',                       custom, 'i-1',                    at(custom, 'i-2'),    ['i-2']],
  ['     from both sides',                          custom, 'i-2',                    at(custom, 'i-1'),    ['i-1']],
  ['     an answer comes by the VPC\'s router',     custom, hostOf(1),                at(custom, 'i-2'),    ['i-2']],
  ['     a rule in it is enough',                   routed, 'i-2',                    host,             [hostOf(1)]],
  ['     not even in a subnet without instances',   empty,  'i-1',                    '192.168.1.9',    ['blackhole@vpc-1-default']],
  ['§4 a VPC is no way to somewhere else',          detour, 'i-1',                    '10.77.0.1',      ['no-route@vpc-2']],
  ['§5.6 an address nobody has stays in the VPC',   routed, 'i-2',                    '192.168.9.9',    ['no-route@vpc-1']],
];

describe('packets', () => {
  it.each(WAYS)('%s', (_what, estate, from, to, expected) => expect(results(twin(estate), from, to)).toEqual(expected));
});

describe('static routing', () => {
  const silent = having(
    working,
    setDevice(1, { ...device(1, host), refusesCloud: true, staticTo: ['192.168.0.0/16'] }),
  );
  const asked = (['observe-vif', 'add-static-route'] as const).reduce(
    (state, name) =>
      apply(
        state,
        name === 'observe-vif'
          ? { do: name, id: 'vif-1', sessions: [{ router: 'lr-bj-a', up: true }] }
          : { do: name, id: 'bgw-1', route: 'rt-1', destination: announced, nextHop: 'vif-1' },
      ),
    silent.tenant,
  );
  const verified = apply(asked, { do: 'verify-route', id: 'bgw-1', route: 'rt-1' }, rui);

  it('carries both ways once it is verified', () => {
    expect(results(twinOf(asked, silent.sites), 'i-1', host)).toEqual(['no-route@vpc-1-default']);
    const one = twinOf(verified, silent.sites);
    expect(results(one, 'i-1', host)).toEqual([hostOf(1)]);
    expect(results(one, hostOf(1), at(silent, 'i-1'))).toEqual(['i-1']);
  });

  it('wins over the same range heard by BGP, which is still shown', () => {
    const both = apply(verified, setDevice(1, { ...device(1, host, announced), staticTo: ['192.168.0.0/16'] }));
    const rows = twinOf(both, silent.sites).gateways['bgw-1']?.routes.filter(
      ({ destination }) => destination === announced,
    );
    expect(rows?.map(({ kind, loss }) => `${kind} ${loss?.reason ?? 'in effect'}`)).toEqual([
      'static in effect',
      'learned route-type',
    ]);
  });

  it('dies with its tunnel', () => {
    const rows = twin(cut({ sites: silent.sites, tenant: verified }, 'conn-1')).gateways['bgw-1']?.routes;
    const [row] = rows?.filter(({ kind }) => kind === 'static') ?? [];
    expect(row?.loss?.reason).toBe('next-hop-unavailable');
  });
});

describe('a range that is not in effect', () => {
  const crowd = Array.from({ length: 298 }, (_, index) => `10.${100 + (index >> 8)}.${index & 255}.0/24`);
  const full = twin(having(working, vif(2, 'conn-1', 'bgw-1'), setDevice(2, device(2, '10.100.0.10', ...crowd))));

  it('is heard, and still not used by the gateway or told to a VPC', () => {
    expect(full.gateways['bgw-1']?.dynamic.blocked).toMatchObject({ nextHop: 'vif-2', size: 298 });
    expect(Object.keys(full.learned.received('vif-2/lr-bj-a/up', 'a'))).toHaveLength(298);
    expect(full.outcome.fib('bgw-1')['10.100.0.0/24']).toBeUndefined();
    expect(results(full, 'i-1', '10.100.0.10')).toEqual(['no-route@vpc-1-default']);
  });
});

describe('a scope', () => {
  it('leaves out other gateways and what hangs on them', () => {
    const { names } = twinOf(apart.tenant, apart.sites, { gateways: ['bgw-2'] });
    expect(Object.keys(names).sort()).toEqual([
      'bgw-2',
      'i-2',
      'vif-2/client',
      'vif-2/host/10.0.0.10',
      'vif-2/lr-bj-a',
      'vif-2/lr-bj-b',
      'vpc-2',
      'vpc-2-default',
    ]);
  });

  it('may open the gateway for default routes', () => {
    const open = { gateways: ['bgw-1'], policy: { acceptsDefault: true, acceptsPublic: false } };
    const wide = { ...working.tenant.vifs['vif-1'], device: { ...device(1, host, announced, '0.0.0.0/0'), since: 99 } };
    const state = {
      ...working.tenant,
      vifs: { 'vif-1': { ...(working.tenant.vifs['vif-1'] ?? neverMade()), ...wide } },
    };
    const heard = (policy: typeof open | undefined) =>
      twinOf(state, working.sites, policy).gateways['bgw-1']?.routes.some(
        ({ destination }) => destination === '0.0.0.0/0',
      );
    expect([heard(undefined), heard(open)]).toEqual([false, true]);
  });
});
