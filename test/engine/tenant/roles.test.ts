/** Who may ask for what: every command against every kind of actor, with the allowed ones written out. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { Mover } from '../../../src/engine/tenant/lifecycle.ts';
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import { given } from '../core/given.ts';
import { connection, day, facts, fields, installation, type Story, stories, T0 } from './story.ts';

const everyone: readonly Mover[] = ['customer', 'reviewer', 'field', 'finance', 'admin', 'system'];
const collected = { order: installation, attempt: 1 };
const term = { unit: 'MONTH', span: 1 } as const;

const rows: readonly [Story, TenantCommand, ...(readonly Mover[])][] = [
  ['nothing', { do: 'order', connection, fields, again: false }, 'customer'],
  ['ordering', { do: 'record-checks', connection, checks: [] }, 'system'],
  ['ordering', { do: 'edit', connection, fields: { name: 'b' } }, 'customer'],
  ['ordering', { do: 'nudge', connection }, 'customer'],
  ['ordering', { do: 'ring', connection, alarm: 'review-reminder' }, 'system'],
  ['ordering', { do: 'approve', connection }, 'reviewer'],
  ['ordering', { do: 'reject', connection, reason: 'no' }, 'reviewer'],
  ['ordering', { do: 'break-glass', connection, reason: 'all reviewers are ill' }, 'admin'],
  ['ordering', { do: 'withdraw', connection }, 'customer'],
  ['approved', { do: 'pay', connection }, 'customer'],
  ['approved', { do: 'expire', connection }, 'system'],
  ['collecting', { do: 'await-payment', connection, ...collected }, 'system'],
  ['collecting', { do: 'refuse-payment', connection, ...collected, reason: 'no', balanceFen: 0 }, 'system'],
  ['collecting', { do: 'settle', connection, order: installation, payment: 'pay-9', fen: 1_500_000 }, 'system'],
  ['building', { do: 'settle', connection, order: installation, payment: 'pay-9', fen: 1_500_000 }, 'system'],
  ['building', { do: 'finish-step', connection, step: 'reserve-ports' }, 'system'],
  [
    'building',
    { do: 'fail-step', connection, step: 'reserve-ports', round: 1, attempt: 1, detail: {} },
    'system',
    'field',
  ],
  ['stuck', { do: 'retry-step', connection }, 'field'],
  ['building', { do: 'delete', connection }, 'customer'],
  ['buildingLeaving', { do: 'approve', connection }, 'reviewer'],
  ['buildingLeaving', { do: 'reject', connection, reason: 'no' }, 'reviewer'],
  ['built', { do: 'confirm', connection, term, autoRenew: false }, 'customer'],
  ['built', { do: 'object', connection, reason: 'no light' }, 'customer', 'field'],
  ['active', { do: 'report-fault', connection, reason: 'cut' }, 'system', 'field'],
  ['failed', { do: 'report-repair', connection }, 'system', 'field'],
  ['active', { do: 'delete', connection }, 'customer'],
  ['rejected', { do: 'delete', connection }, 'customer'],
  ['deleting', { do: 'confirm-removal', connection }, 'field'],
];
const cases = rows.flatMap(([story, command, ...allowed]) =>
  everyone.map((mover) => ({ story, command, doing: command.do, mover, may: allowed.includes(mover) })),
);
/** A stranger, so that four eyes are not in play; late, so that every alarm is due. */
const at = T0 + 400 * day;

describe('a role', () => {
  it.each(cases)('$mover may $doing on $story: $may', ({ story, command, mover, may }) => {
    const { decision, said } = given(tenant, stories[story]).when(
      command,
      facts({ person: 'stranger', movers: [mover] }, at, { glassBroken: true }),
    );
    // Money for a closed order has no move in the table; for anybody but the cashier it is therefore not-now.
    const refusals = story === 'building' && command.do === 'settle' ? 'refused not-now' : 'refused not-your-role';
    if (may) expect(decision.ok && decision.events.length > 0, said).toBe(true);
    else expect(said).toBe(refusals);
  });

  it('is named in the refusal', () => {
    given(tenant, stories.built)
      .when({ do: 'object', connection, reason: 'no light' }, facts({ person: 'stranger', movers: ['finance'] }))
      .refuses({ code: 'not-your-role', values: { command: 'object', roles: ['customer', 'field'] } });
  });

  it('of several is enough', () => {
    const both = { person: 'kai', movers: ['finance', 'reviewer'] } as const;
    expect(given(tenant, stories.ordering).when({ do: 'approve', connection }, facts(both)).said).toBe(
      'connection.approved order.opened',
    );
  });
});

describe('precedence', () => {
  const stranger = { person: 'stranger', movers: [] } as const;
  it.each<[string, Story, TenantCommand, string]>([
    ['already so before role', 'active', { do: 'pay', connection }, 'silence'],
    ['already so before reason', 'rejected', { do: 'reject', connection, reason: '' }, 'silence'],
    ['state before role', 'active', { do: 'withdraw', connection }, 'refused not-now'],
    ['role before rule', 'ordering', { do: 'reject', connection, reason: '' }, 'refused not-your-role'],
    [
      'role before fields',
      'nothing',
      { do: 'order', connection, fields: { ...fields, name: '' }, again: false },
      'refused not-your-role',
    ],
  ])('%s', (_name, story, command, said) => {
    expect(given(tenant, stories[story]).when(command, facts(stranger)).said).toBe(said);
  });

  it.each(['conn-2', '', 'constructor', '__proto__', 'toString'])('no line is called “%s”', (id) => {
    given(tenant, stories.active)
      .when({ do: 'ring', connection: id, alarm: 'review-reminder' }, facts(stranger))
      .refuses({ code: 'unknown-connection', field: 'connection', value: id });
  });
});

describe('a button drawn from an older picture', () => {
  // The built story: version 8 made it Confirming.
  it.each([
    ['of the present picture', 8, 'connection.confirmed order.opened'],
    ['of a newer one', 9, 'connection.confirmed order.opened'],
    ['of an older one', 7, 'refused stale'],
  ])('%s', (_name, seenRevision, said) => {
    const command = { do: 'confirm', connection, term, autoRenew: false } as const;
    const lin = { person: 'lin', movers: ['customer'] } as const;
    expect(given(tenant, stories.built).when(command, facts(lin, T0, { seenRevision })).said).toBe(said);
  });

  it('that asks for what is already so is silence', () => {
    const rui = { person: 'rui', movers: ['reviewer'] } as const;
    given(tenant, stories.approved)
      .when({ do: 'approve', connection }, facts(rui, T0, { seenRevision: 1 }))
      .silent();
  });

  it('stays good after events nobody decides about', () => {
    const nudged = { at: T0, by: 'lin', events: [{ type: 'connection.nudged', connection, by: 'lin' }] } as const;
    const rui = { person: 'rui', movers: ['reviewer'] } as const;
    const { said } = given(tenant, [...stories.ordering, nudged]).when(
      { do: 'approve', connection },
      facts(rui, T0, { seenRevision: 1 }),
    );
    expect(said).toBe('connection.approved order.opened');
  });
});
