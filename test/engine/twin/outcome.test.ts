/** What a card is told of a network, and of a change to it. */
import { describe, expect, it } from 'vitest';
import { difference, outcomeOf, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
  attachment,
  device,
  type Estate,
  having,
  havingAtSite,
  host,
  instance,
  propagation,
  remembering,
  setDevice,
  vif,
  vpc,
  withLine,
  working,
} from './estate.ts';

const outcome = ({ tenant, sites }: Estate) => outcomeOf(twinOf(tenant, sites));
const change = (before: Estate, now: Estate) => difference(outcome(before), outcome(now));

describe('an outcome', () => {
  const seen = outcome(working);

  it('survives JSON', () => expect(JSON.parse(JSON.stringify(seen))).toEqual(seen));

  it('says what each peer hears and is told', () => {
    expect(seen.peers['vif-1']).toEqual(
      ['lr-bj-a', 'lr-bj-b'].map((router) => ({
        router,
        state: 'Established',
        up: true,
        received: [{ range: announced }],
        advertised: ['192.168.0.0/24', '192.168.1.0/24'],
      })),
    );
  });

  it('says why a range is not taken', () => {
    const careless = outcome(remembering(working, device(1, host, announced, '172.31.1.0/30')));
    expect(careless.peers['vif-1']?.[0]?.received).toEqual([
      { range: announced },
      { range: '172.31.1.0/30', refused: 'link-range' },
    ]);
    expect(careless.gateways['bgw-1']?.routes.map(({ destination }) => destination)).not.toContain('172.31.1.0/30');
  });

  it('says what is in effect, what is withheld, and what is left of the quota', () => {
    const { routes, withheld, dynamic } = seen.gateways['bgw-1'] ?? {};
    expect(
      routes?.map((route) => `${route.destination} ${route.kind} ${route.nextHop} ${route.reason ?? ''}`.trim()),
    ).toEqual([`${announced} learned vif-1`, '192.168.0.0/24 propagated att-1', '192.168.1.0/24 propagated att-1']);
    expect([withheld, dynamic]).toEqual([[announced], { used: 3, limit: 300 }]);
  });

  it('pings from every instance of the gateway to every test host', () => {
    const more = having(working, instance('i-2', 'vpc-1', 'vpc-1-s2', '172.16.0.0/12'));
    expect(outcome(more).probes).toEqual([
      { vif: 'vif-1', instance: 'i-1', host, pass: true },
      { vif: 'vif-1', instance: 'i-2', host, pass: false, check: 'security-group', cause: 'security-group' },
    ]);
  });

  it('pings a bounded number of times and says how many it left out', () => {
    const many = Array.from({ length: 70 }, (_, index) =>
      instance(`i-${index + 10}`, 'vpc-1', 'vpc-1-s1', '0.0.0.0/0'),
    );
    const { probes, probesLeftOut } = outcome(having(working, ...many));
    expect([probes.length, probesLeftOut]).toEqual([64, 7]);
  });
});

const second = having(withLine(working, 'conn-2'), vif(2, 'conn-2', 'bgw-1'));
const standby = having(second, setDevice(2, { ...device(2, host, announced), prepend: 1 }));
const cut = havingAtSite(
  standby,
  { do: 'line-dark', connection: 'conn-1', side: 'a' },
  { do: 'line-dark', connection: 'conn-1', side: 'b' },
);

describe('a difference', () => {
  it('of nothing is nothing', () => expect(change(standby, standby)).toEqual({ sessions: [], routes: [], probes: [] }));

  it('shows a failover: sessions lost, one route gone, the standby in effect, no ping lost', () => {
    const row = { table: 'bgw-1', destination: announced, kind: 'learned' } as const;
    const down = ['lr-bj-a', 'lr-bj-b'].map((router) => ({ vif: 'vif-1', router, up: false, cause: 'no-light' }));
    expect(change(standby, cut)).toEqual({
      sessions: down,
      routes: [
        { ...row, nextHop: 'vif-1', inEffect: false, reason: 'gone' },
        { ...row, nextHop: 'vif-2', inEffect: true },
      ],
      probes: [],
    });
  });

  it('shows a ping as lost when no interface carries it any more', () => {
    const nothing = havingAtSite(
      cut,
      { do: 'line-dark', connection: 'conn-2', side: 'a' },
      { do: 'line-dark', connection: 'conn-2', side: 'b' },
    );
    const probe = { instance: 'i-1', host, pass: false, check: 'light', cause: 'no-light', before: true };
    expect(change(cut, nothing).probes).toMatchObject([probe]);
    expect(change(nothing, cut).probes).toMatchObject([{ instance: 'i-1', host, pass: true, before: false }]);
  });

  it('and the way back', () => {
    const { sessions, routes, probes } = change(cut, standby);
    expect(sessions.every(({ up }) => up)).toBe(true);
    expect(routes.map(({ nextHop, inEffect, reason }) => `${nextHop} ${inEffect} ${reason ?? ''}`.trim())).toEqual([
      'vif-2 false metric',
      'vif-1 true',
    ]);
    expect(probes).toEqual([]);
  });

  it('shows what a VPC table gains and loses', () => {
    const { routes, probes } = change(working, having(working, propagation('vpc-1', 'bgw-1')));
    expect(routes).toEqual([
      {
        table: 'vpc-1-default',
        destination: announced,
        kind: 'propagated',
        nextHop: 'bgw-1',
        inEffect: false,
        reason: 'gone',
      },
    ]);
    expect(probes.map(({ cause }) => cause)).toEqual(['propagation-missing']);
  });

  it('shows a new interface and a new VPC as what they add', () => {
    const bigger = having(
      standby,
      ...vpc('vpc-2', '192.168.64.0/20', '192.168.64.0/24'),
      attachment('att-2', 'vpc-2', 'bgw-1'),
    );
    const added = change(standby, bigger);
    expect(added.routes.map(({ table, destination, inEffect }) => `${table} ${destination} ${inEffect}`)).toEqual([
      'bgw-1 192.168.64.0/24 true',
      'vpc-1-default 192.168.64.0/24 true',
      'vpc-2-default 192.168.64.0/20 true',
    ]);
    expect(change(second, standby).sessions).toEqual(
      ['lr-bj-a', 'lr-bj-b'].map((router) => ({ vif: 'vif-2', router, up: true })),
    );
  });
});
