/** A rental to its end and traffic to its arrears (domain §7), instant by instant. */
import { describe, expect, it } from 'vitest';
import { inArrears } from '../../../src/engine/tenant/arrears.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent } from '../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../src/engine/tenant/model.ts';
import { midnightBefore, moneyWakes } from '../../../src/engine/tenant/money-clock.ts';
import { trafficFen } from '../../../src/engine/tenant/traffic.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import { connection, day, facts, failed, fields, job, lin, stories, T0, weekdays } from './story.ts';

type Story = readonly Past<TenantEvent>[];
/** The rental of the story ends on 2 April 2026, 10:00 in Beijing. */
const end = Date.UTC(2026, 3, 2, 2);
const at = (days: number) => end + days * day;
const entry = (when: number, ...events: readonly TenantEvent[]): Past<TenantEvent> => ({ at: when, by: 'x', events });
const rang = (alarm: string, when = end) => entry(when, { type: 'connection.rang', connection, alarm });
const renewal = `${connection}-renewal-1`;
const term = { unit: 'MONTH', span: 1 } as const;
const opened = (when: number) =>
  entry(
    when,
    { type: 'order.opened', connection, order: renewal, kind: 'renewal', fen: 50_000, term },
    { type: 'order.payment-requested', connection, order: renewal, by: 'lin', attempt: 1 },
  );
const refused = (order: string, when: number) =>
  entry(when, { type: 'order.payment-refused', connection, order, reason: 'insufficient-balance', balanceFen: 1 });
const auto = entry(T0, { type: 'connection.auto-renew-set', connection, by: 'lin', on: true });
const suspended = entry(at(30), { type: 'connection.suspended', connection });
const vif = entry(T0, {
  type: 'vif.created',
  id: 'vif-1',
  by: 'lin',
  name: 'vif-1',
  connection,
  gateway: 'bgw-1',
  region: 'cn-north-1',
  vlan: 10,
  customerAsn: 65_001,
  keyPrint: 'x',
  pairs: [
    { customerIp: '10.0.0.1/30', cloudIp: '10.0.0.2/30' },
    { customerIp: '10.0.0.5/30', cloudIp: '10.0.0.6/30' },
  ],
  healthCheck: { kind: 'none' },
} as TenantEvent);
const traffic = `${connection}-traffic-1`;
/** Midnight after the first day, when its traffic was billed. */
const billed = midnightBefore(T0) + day;
const metered = entry(
  billed,
  { type: 'traffic.metered', connection, from: T0, until: billed, bytes: 10_000_000_000, fen: 80 },
  { type: 'order.opened', connection, order: traffic, kind: 'traffic', fen: 80 },
  { type: 'order.payment-requested', connection, order: traffic, by: 'system:job', attempt: 1 },
);
const carrying = [...stories.active, vif];
const indebted = [...carrying, metered, refused(traffic, billed)];
const stopped = [...indebted, entry(billed + 3 * day, { type: 'traffic.stopped', connection })];

const wakesOf = (past: Story) => {
  const state = stateOf(tenant, past);
  const line = state.connections[connection] ?? expect.fail('no line');
  return moneyWakes(state, line, 'real', weekdays).map(({ alarm, at: when }) => [alarm, (when - end) / day]);
};

describe('a rental asks for something', () => {
  it.each<[string, Story, readonly (readonly [string, number])[]]>([
    [
      'before and after its end',
      stories.active,
      [
        ['rental-first-notice', -7],
        ['rental-second-notice', -3],
        ['rental-last-notice', -1],
        ['rental-over', 0],
        ['rental-stop', 30],
      ],
    ],
    [
      'each once, also across a fault',
      [
        ...stories.active,
        rang('rental-first-notice'),
        rang('rental-second-notice'),
        rang('rental-last-notice'),
        failed,
      ],
      [
        ['rental-over', 0],
        ['rental-stop', 30],
      ],
    ],
    ['once more, when it stays unpaid with its port down', [...stories.active, suspended], [['rental-release', 45]]],
    ['not before it began', stories.agreed, []],
    ['not any more once the line leaves', stories.deleting, []],
  ])('%s', (_, past, expected) => expect(wakesOf(past)).toEqual(expected));

  it('anew after each renewal', () => {
    const renewed = entry(end, { type: 'connection.renewed', connection, from: end, to: at(30), term });
    expect(wakesOf([...stories.active, rang('rental-first-notice'), renewed])[0]).toEqual(['rental-first-notice', 23]);
  });
});

const ring = (alarm: string) => ({ do: 'ring', connection, alarm }) as const;
const settle = (order: string, fen: number) => ({ do: 'settle', connection, order, fen, payment: 'pay-9' }) as const;
const renew = { do: 'renew', connection, term } as const;
const collects = 'connection.rang order.opened order.payment-requested';

describe('a rental', () => {
  it.each<[string, Story, Actor, number, TenantCommand, string]>([
    ['notice, a moment early', stories.active, job, at(-7) - 1, ring('rental-first-notice'), 'refused not-due'],
    ['notice', stories.active, job, at(-7), ring('rental-first-notice'), 'connection.rang'],
    ['notice that collects by itself', [...stories.active, auto], job, at(-7), ring('rental-first-notice'), collects],
    ['a stop is no ring', stories.active, job, at(30), ring('rental-stop'), 'refused not-due'],
    [
      'notice that tries again',
      [...stories.active, auto, opened(at(-7)), refused(renewal, at(-7))],
      job,
      at(-3),
      ring('rental-second-notice'),
      'connection.rang order.payment-requested',
    ],
    [
      'notice while it is being taken',
      [...stories.active, auto, opened(at(-7))],
      job,
      at(-3),
      ring('rental-second-notice'),
      'connection.rang',
    ],
    ['renewed by hand', stories.active, lin, T0, renew, 'order.opened order.payment-requested'],
    ['renewed twice', [...stories.active, opened(T0)], lin, T0, renew, 'silence'],
    [
      'renewed for ten months',
      stories.active,
      lin,
      T0,
      { ...renew, term: { unit: 'MONTH', span: 10 } },
      'refused bad-field',
    ],
    ['renewed by the provider', stories.active, job, T0, renew, 'refused not-your-role'],
    [
      'paid',
      [...stories.active, opened(at(-7))],
      job,
      at(-7),
      settle(renewal, 50_000),
      'order.paid connection.renewed',
    ],
    ['port down, a moment early', stories.active, job, at(30) - 1, { do: 'suspend', connection }, 'refused not-due'],
    ['port down', stories.active, job, at(30), { do: 'suspend', connection }, 'connection.suspended'],
    ['port down twice', [...stories.active, suspended], job, at(31), { do: 'suspend', connection }, 'silence'],
    [
      'recovered by payment',
      [...stories.active, suspended, opened(at(40))],
      job,
      at(40),
      settle(renewal, 50_000),
      'order.paid connection.renewed connection.resumed',
    ],
    [
      'released, a moment early',
      [...stories.active, suspended],
      job,
      at(45) - 1,
      { do: 'release', connection },
      'refused not-due',
    ],
    [
      'released',
      [...stories.active, vif, suspended],
      job,
      at(45),
      { do: 'release', connection },
      'vif.deleting connection.released',
    ],
    [
      'released while money is on its way',
      [...stories.active, suspended, opened(at(45))],
      job,
      at(45),
      { do: 'release', connection },
      'refused payment-under-way',
    ],
    [
      'released with an order that nobody paid',
      [...stories.active, suspended, opened(at(40)), refused(renewal, at(40))],
      job,
      at(45),
      { do: 'release', connection },
      'order.voided connection.released',
    ],
  ])('%s', (_, past, actor, when, command, said) => {
    expect(given(tenant, past).when(command, facts(actor, when)).said).toBe(said);
  });

  it.each([
    ['in time: from its end', stories.active, at(-7), Date.UTC(2026, 4, 2, 2)],
    ['in its grace: from its end', stories.active, at(20), Date.UTC(2026, 4, 2, 2)],
    [
      'with its port down: from now',
      [...stories.active, suspended],
      Date.UTC(2026, 4, 12, 2),
      Date.UTC(2026, 5, 12, 2),
    ],
  ] as const)('paid %s', (_, past, when, to) => {
    const { after } = given(tenant, [...past, opened(when)]).when(settle(renewal, 50_000), facts(job, when), when);
    expect(after.connections[connection]).toMatchObject({ state: 'Active', rental: { from: T0, to } });
  });

  it('that ended on a broken line leaves it broken', () => {
    const down = given(tenant, stories.failed).when({ do: 'suspend', connection }, facts(job, at(30)), at(30));
    down.happens({ type: 'connection.suspended', connection, fault: 'fibre cut' });
    const past = [
      ...stories.failed,
      entry(at(30), { type: 'connection.suspended', connection, fault: 'fibre cut' }),
      opened(at(31)),
    ];
    const { after } = given(tenant, past).when(settle(renewal, 50_000), facts(job, at(31)));
    expect(after.connections[connection]).toMatchObject({ state: 'InActive', faultReason: 'fibre cut' });
  });
});

const bill = (until: number, bytes = 10_000_000_000, from = T0) =>
  ({ do: 'bill-traffic', connection, from, until, bytes }) as const;

describe('traffic', () => {
  it.each([
    [0, 0],
    [62_499_999, 0],
    [62_500_000, 1],
    [100_000_000_000, 800],
  ])('of %d bytes costs %d fen', (bytes, fen) => expect(trafficFen(bytes)).toBe(fen));

  it.each<[string, Story, number, TenantCommand, string]>([
    [
      'is billed after midnight',
      carrying,
      billed,
      bill(billed),
      'traffic.metered order.opened order.payment-requested',
    ],
    ['is not billed before', carrying, billed - 1, bill(billed), 'refused not-due'],
    ['is billed once', [...carrying, metered], billed, bill(billed), 'silence'],
    ['is billed from where it was', [...carrying, metered], billed + day, bill(billed + day), 'refused not-due'],
    ['of nothing costs nothing', carrying, billed, bill(billed, 0), 'traffic.metered'],
    ['below nothing is none', carrying, billed, bill(billed, -1), 'refused bad-field'],
    ['up to noon is none', carrying, billed + day, bill(billed + day / 2), 'refused not-due'],
    ['stops on D+3', indebted, billed + 3 * day, { do: 'stop-traffic', connection }, 'traffic.stopped'],
    ['stops no earlier', indebted, billed + 3 * day - 1, { do: 'stop-traffic', connection }, 'refused not-due'],
    [
      'is released on D+4',
      stopped,
      billed + 4 * day,
      { do: 'release-traffic', connection },
      'vif.deleting traffic.released',
    ],
    ['is released no earlier', stopped, billed + 4 * day - 1, { do: 'release-traffic', connection }, 'refused not-due'],
    ['works again once it is paid', stopped, billed + 3 * day, settle(traffic, 80), 'order.paid traffic.resumed'],
    ['that was never stopped is just paid', indebted, billed, settle(traffic, 80), 'order.paid'],
    [
      'is owed by a line that was deleted',
      [...indebted, entry(billed, { type: 'deletion.started', connection, by: 'lin' })],
      billed,
      settle(traffic, 80),
      'order.paid',
    ],
  ])('%s', (_, past, when, command, said) => {
    expect(given(tenant, past).when(command, facts(job, when)).said).toBe(said);
  });

  it('asks for its bill every midnight while something may be carried', () => {
    const alarms = (past: Story) => wakesOf(past).filter(([alarm]) => String(alarm).startsWith('traffic'));
    const days = (when: number) => (when - end) / day;
    expect(alarms(stories.active)).toEqual([]);
    expect(alarms(carrying)).toEqual([['traffic-day', days(billed)]]);
    expect(alarms(indebted)).toEqual([
      ['traffic-day', days(billed + day)],
      ['traffic-stop', days(billed + 3 * day)],
      ['traffic-release', days(billed + 4 * day)],
    ]);
    expect(alarms(stopped)).toEqual([['traffic-release', days(billed + 4 * day)]]);
  });
});

describe('a tenant is in arrears', () => {
  const timing = (when: number) => ({ at: when, pace: 'real', calendar: weekdays }) as const;
  it.each<[string, Story, number, boolean]>([
    ['not while the rental runs', stories.active, end - 1, false],
    ['once it is over', stories.active, end, true],
    ['with a port down', [...stories.active, suspended], at(31), true],
    ['not with a bill of today', [...carrying, metered], billed, false],
    ['with a bill nobody paid for a day', [...carrying, metered], billed + day, true],
    ['with a bill that was refused', indebted, billed, true],
    ['not with a line that is only ordered', stories.ordering, at(99), false],
  ])('%s', (_, past, when, expected) => {
    const state = stateOf(tenant, past);
    expect(inArrears(state, timing(when))).toBe(expected);
    expect(inArrears(state, timing(when), connection)).toBe(expected);
    expect(inArrears(state, timing(when), 'conn-2')).toBe(false);
  });

  it('and orders nothing new meanwhile', () => {
    const order = { do: 'order', connection: 'conn-2', fields: { ...fields, name: 'line-b' }, again: false } as const;
    expect(given(tenant, indebted).when(order, facts(lin, billed)).said).toBe('refused in-arrears');
    expect(given(tenant, carrying).when(order, facts(lin, billed)).said).toBe('connection.ordered');
  });
});
