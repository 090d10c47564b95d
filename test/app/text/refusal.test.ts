import { describe, expect, it } from 'vitest';
import { say } from '../../../src/app/text/phrase.ts';
import { argumentFor, isKey, named, sayRefusal } from '../../../src/app/text/refusal.ts';
import type { Refusal } from '../../../src/engine/core.ts';
import { decideTenant } from '../../../src/engine/tenant/decide.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { ConnectionCommand } from '../../../src/engine/tenant/messages.ts';
import { stateOf } from '../../engine/core/given.ts';
import { connection, facts, fei, fields, installation, job, lin, rui, stories, T0 } from '../../engine/tenant/story.ts';

const at = Date.UTC(2026, 2, 4, 2);

describe('a refusal as a sentence', () => {
  it.each<[Refusal, string]>([
    [
      { code: 'bad-field', field: 'phoneNumber', value: '12', values: { expect: 'phone' } },
      'Phone: “12” will not do. Use 11 digits that start with 13 to 19.',
    ],
    [
      { code: 'missing', field: 'term', values: { expect: 'term' } },
      'Months is missing. Give either months (1–9) or years (1–3).',
    ],
    [
      {
        code: 'quota',
        field: 'region',
        value: 'cn-north-1',
        values: { used: 10, limit: 10, quota: 'connectionsPerRegion' },
      },
      'Region: “cn-north-1” already has 10 of 10 hosted connections. Delete one, or ask for more: `/line quota raise --quota connectionsPerRegion --of cn-north-1`',
    ],
    [
      { code: 'not-now', value: 'conn-1', values: { state: 'Active', command: 'confirm-removal' } },
      'conn-1 is “Available”; /line remove is not possible in that state.',
    ],
    [
      { code: 'not-your-role', values: { command: 'admin-room', roles: ['admin', 'finance'] } },
      '/line admin room needs the role admin, finance. An admin can give it with `/line admin roles`.',
    ],
    [
      { code: 'checks-failed', values: { checks: ['real-name', 'quota'] } },
      'Not approved: these checks fail: Enterprise real-name verification, Quota of the region.',
    ],
    [
      { code: 'insufficient-balance', value: 1_500_000, values: { balance: 99 } },
      'Insufficient balance: ¥15,000.00 are due, ¥0.99 are there.',
    ],
    [
      { code: 'nudged-already', values: { at } },
      'You nudged about this a moment ago; next time after Wed 4 Mar, 10:00.',
    ],
    [{ code: 'wrong-amount', value: 5, values: { due: 7 } }, 'The amount 5 fen differs from the order: 7 fen are due.'],
  ])('%j', (refusal, sentence) => expect(say(sayRefusal(refusal), 'en')).toBe(sentence));

  it('a code without a sentence still says something', () => {
    expect(say(sayRefusal({ code: 'no-such-code' }), 'en')).toContain('no-such-code');
  });

  it('names fields as people know them, and leaves the rest as it is', () => {
    expect(argumentFor('contactName')).toBe('contact');
    expect(argumentFor('name')).toBe('name');
    expect(named('state', 'constructor')).toBe('constructor');
    expect(isKey('toString')).toBe(false);
  });
});

const commands: readonly ConnectionCommand[] = [
  { do: 'order', connection: 'conn-2', fields: { ...fields, name: 'a b' }, again: false },
  { do: 'edit', connection, fields: { phoneNumber: '1' } },
  ...(
    [
      'approve',
      'withdraw',
      'pay',
      'nudge',
      'expire',
      'delete',
      'confirm-removal',
      'retry-step',
      'report-repair',
    ] as const
  ).map((name) => ({ do: name, connection }) as ConnectionCommand),
  { do: 'reject', connection, reason: ' ' },
  { do: 'settle', connection, order: installation, payment: 'x', fen: 1 },
  { do: 'settle', connection, order: 'nothing', payment: 'x', fen: 1 },
  { do: 'finish-step', connection, step: 'link-debugging' },
  { do: 'confirm', connection, term: { unit: 'YEAR', span: 9 }, autoRenew: false },
  { do: 'object', connection, reason: '' },
  { do: 'report-fault', connection, reason: 'x' },
  { do: 'ring', connection, alarm: 'nothing' },
  { do: 'pay', connection: 'conn-none' },
];

describe('every refusal of every command in every chapter of a line’s life', () => {
  const refusals = Object.values(stories).flatMap((story) =>
    commands.flatMap((command) =>
      [lin, rui, fei, job, { person: 'lin', movers: ['customer', 'reviewer'] as const }].flatMap((actor) =>
        [{}, { seenRevision: 0 }, { realName: false, freePorts: {} }].flatMap((more) => {
          const decision = decideTenant(command, stateOf(tenant, story), facts(actor, T0 + 1, more));
          return decision.ok ? [] : [decision.refusal];
        }),
      ),
    ),
  );

  it('covers most of the refusals there are', () => {
    expect(new Set(refusals.map((row) => row.code)).size).toBeGreaterThanOrEqual(14);
  });

  it.each([...new Map(refusals.map((row) => [JSON.stringify(row), row])).values()])('%j', (refusal) => {
    // The use case fills in the line the person spoke of.
    const phrase = sayRefusal({ value: connection, ...refusal });
    expect(phrase.key).toBe(`refusal.${refusal.code}`);
    for (const language of ['en', 'zh'] as const) {
      const sentence = say(phrase, language);
      expect(sentence).not.toMatch(/[{}]|undefined|NaN|\[object/);
      if (refusal.code === 'bad-field') expect(sentence).toContain(String(refusal.value));
    }
  });
});
