/** From application to decision: quota, duplicates, review checks, four eyes, reasons, nudges. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { OrderFields, TenantEvent, TenantFacts } from '../../../src/engine/tenant/messages.ts';
import { given, type Past } from '../core/given.ts';
import { connection, day, facts, fields, installation, job, lin, minute, rui, stories, T0, wei } from './story.ts';

const hour = 60 * minute;
const order = (id: string, wish: OrderFields = fields, again = false) =>
  ({ do: 'order', connection: id, fields: wish, again }) as const;
const reviewerToo = { person: 'lin', movers: ['customer', 'reviewer'] } as const;

describe('the quota of ten lines per region', () => {
  const row = (id: string, region: string): Past<TenantEvent> => ({
    at: T0 - day,
    by: 'wei',
    events: [{ type: 'connection.ordered', connection: id, by: 'wei', ...fields, name: id, region }],
  });
  const lines = (count: number, region: string) =>
    Array.from({ length: count }, (_, index) => row(`${region}-${index}`, region));
  const gone: Past<TenantEvent> = {
    at: T0 - day,
    by: 'wei',
    events: [{ type: 'connection.withdrawn', connection: 'cn-north-1-0', by: 'wei' }],
  };
  const notApproved: Past<TenantEvent> = {
    at: T0 - day,
    by: 'rui',
    events: [{ type: 'connection.rejected', connection: 'cn-north-1-0', by: 'rui', reason: 'no' }],
  };

  it.each([
    ['nine here', lines(9, 'cn-north-1'), 'connection.ordered'],
    ['ten here', lines(10, 'cn-north-1'), 'refused quota'],
    ['ten here, one withdrawn', [...lines(10, 'cn-north-1'), gone], 'connection.ordered'],
    ['ten here, one rejected', [...lines(10, 'cn-north-1'), notApproved], 'connection.ordered'],
    ['ten elsewhere', lines(10, 'cn-east-2'), 'connection.ordered'],
  ])('%s: %s', (_name, past, said) => {
    expect(given(tenant, past).when(order('new'), facts(lin)).said).toBe(said);
  });

  it('says how many of how many', () => {
    given(tenant, lines(10, 'cn-north-1'))
      .when(order('new'), facts(lin))
      .refuses({
        code: 'quota',
        field: 'region',
        value: 'cn-north-1',
        values: { used: 10, limit: 10, quota: 'connectionsPerRegion' },
      });
  });
});

describe('the same wish again', () => {
  it.each([
    ['at once', order('new'), facts(lin), 'silence'],
    ['after ten minutes', order('new'), facts(lin, T0 + 10 * minute), 'silence'],
    ['a millisecond later', order('new'), facts(lin, T0 + 10 * minute + 1), 'connection.ordered'],
    ['ten minutes at demo pace', order('new'), facts(lin, T0 + 10 * minute, { pace: 'demo' }), 'silence'],
    ['from a colleague', order('new'), facts(wei), 'connection.ordered'],
    ['under another name', order('new', { ...fields, name: 'line-b' }), facts(lin), 'connection.ordered'],
    ['in another region', order('new', { ...fields, region: 'cn-east-1' }), facts(lin), 'connection.ordered'],
    ['with another port', order('new', { ...fields, port: '10GBASE-LR' }), facts(lin), 'connection.ordered'],
    ['wanted twice', order('new', fields, true), facts(lin), 'connection.ordered'],
    ['under its own id, days later', order(connection), facts(lin, T0 + 9 * day), 'silence'],
  ])('%s', (_name, command, at, said) => {
    expect(given(tenant, stories.ordering).when(command, at).said).toBe(said);
  });

  it('after a rejection is a new wish', () => {
    expect(given(tenant, stories.rejected).when(order('new'), facts(lin)).said).toBe('connection.ordered');
  });
});

describe('approval', () => {
  const approve = { do: 'approve', connection } as const;
  const ports = (free: number) => ({ freePorts: { '1000BASE-LX': free, '10GBASE-LR': 9 } });

  it.each<[string, Partial<TenantFacts>, readonly string[] | undefined]>([
    ['all well', {}, undefined],
    ['the last pair of ports', ports(1), undefined],
    ['no pair of this port', ports(0), ['port-capacity']],
    ['inventory unknown', { freePorts: {} }, ['port-capacity']],
    ['no real name', { realName: false }, ['real-name']],
    ['neither', { realName: false, ...ports(0) }, ['real-name', 'port-capacity']],
  ])('checks again at that moment: %s', (_name, more, checks) => {
    const outcome = given(tenant, stories.ordering).when(approve, facts(rui, T0, more));
    if (checks) outcome.refuses({ code: 'checks-failed', values: { checks } });
    else expect(outcome.said).toBe('connection.approved order.opened');
  });

  it('opens the installation order of 15,000 yuan', () => {
    given(tenant, stories.ordering)
      .when(approve, facts(rui))
      .happens(
        { type: 'connection.approved', connection, by: 'rui' },
        { type: 'order.opened', connection, order: installation, kind: 'installation', fen: 1_500_000 },
      );
  });

  it('collects at once when the customer chose auto-pay, in the customer’s name', () => {
    const wish: Past<TenantEvent> = {
      at: T0,
      by: 'lin',
      events: [{ type: 'connection.ordered', connection, by: 'lin', ...fields, autoPay: true }],
    };
    given(tenant, [wish])
      .when(approve, facts(rui))
      .happens(
        { type: 'connection.approved', connection, by: 'rui' },
        { type: 'order.opened', connection, order: installation, kind: 'installation', fen: 1_500_000 },
        { type: 'order.payment-requested', connection, order: installation, by: 'lin', attempt: 1 },
      );
  });
});

describe('four eyes', () => {
  it.each([
    ['approve', 'ordering', { do: 'approve', connection }],
    ['reject', 'ordering', { do: 'reject', connection, reason: 'no' }],
    ['approve the deletion of', 'buildingLeaving', { do: 'approve', connection }],
    ['refuse the deletion of', 'builtLeaving', { do: 'reject', connection, reason: 'no' }],
  ] as const)('nobody may %s their own line (%s)', (_name, story, command) => {
    given(tenant, stories[story]).when(command, facts(reviewerToo)).refuses({ code: 'own-request' });
  });
});

describe('a rejection', () => {
  it.each([
    ['', 'refused bad-field'],
    ['  \n ', 'refused bad-field'],
    ['x'.repeat(257), 'refused bad-field'],
    ['x'.repeat(256), 'connection.rejected'],
    ['没有空闲机柜', 'connection.rejected'],
  ])('with reason “%s”: %s', (reason, said) => {
    expect(given(tenant, stories.ordering).when({ do: 'reject', connection, reason }, facts(rui)).said).toBe(said);
  });

  it('keeps the reason without its margins', () => {
    given(tenant, stories.ordering)
      .when({ do: 'reject', connection, reason: '  no racks ' }, facts(rui))
      .happens({ type: 'connection.rejected', connection, by: 'rui', reason: 'no racks' });
  });
});

describe('checks of the review', () => {
  const checks = [{ check: 'real-name', pass: true }] as const;
  const recorded: Past<TenantEvent> = {
    at: T0,
    by: 'system:job',
    events: [{ type: 'connection.checked', connection, checks }],
  };
  const record = { do: 'record-checks', connection, checks } as const;

  it.each([
    ['the first time', stories.ordering, 'connection.checked'],
    ['the same again', [...stories.ordering, recorded], 'silence'],
  ])('%s', (_name, past, said) => {
    expect(given(tenant, past).when(record, facts(job)).said).toBe(said);
  });
});

describe('a nudge', () => {
  const nudged: Past<TenantEvent> = {
    at: T0,
    by: 'lin',
    events: [{ type: 'connection.nudged', connection, by: 'lin' }],
  };
  const nudge = { do: 'nudge', connection } as const;

  it.each([
    ['right after another', T0, 'real', 'refused nudged-already'],
    ['a moment before four hours', T0 + 4 * hour - 1, 'real', 'refused nudged-already'],
    ['after four hours', T0 + 4 * hour, 'real', 'connection.nudged'],
    ['after three seconds at demo pace', T0 + 3_000, 'demo', 'connection.nudged'],
  ] as const)('%s', (_name, at, pace, said) => {
    expect(given(tenant, [...stories.ordering, nudged]).when(nudge, facts(lin, at, { pace })).said).toBe(said);
  });
});
