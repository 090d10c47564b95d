import { describe, expect, it } from 'vitest';
import { lineFor, reasonPhrase, termPhrase } from '../../../src/app/cards/lines.ts';
import { say } from '../../../src/app/text/phrase.ts';
import { emptyRoster } from '../../../src/engine/roster/model.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import { sources } from '../../architecture/sources.ts';
import { stateOf } from '../../engine/core/given.ts';
import { connection, fields, installation, rental, stories, T0, weekdays } from '../../engine/tenant/story.ts';

const state = stateOf(tenant, stories.active);
const view = { roster: emptyRoster, state, timing: { tempo: 'real', calendar: weekdays } } as const;
const about = { connection, by: 'lin' };

/** One event of each kind and what the thread says of it; `undefined`: only the card shows it. */
const told: readonly [TenantEvent, string | undefined][] = [
  [{ type: 'connection.ordered', ...about, ...fields }, 'lin ordered this line.'],
  [
    { type: 'connection.checked', connection, checks: [{ check: 'quota', pass: false }] },
    'Automatic checks failed: Quota of the region.',
  ],
  [{ type: 'connection.edited', ...about, fields: { phoneNumber: '1', name: 'x' } }, 'lin changed Phone, Name.'],
  [{ type: 'connection.nudged', ...about }, 'lin asks you to look at this.'],
  [{ type: 'connection.rang', connection, alarm: 'payment-reminder' }, 'The installation fee is still unpaid.'],
  [{ type: 'connection.approved', ...about }, 'lin approved. The installation fee is to be paid.'],
  [
    { type: 'connection.approved', ...about, alone: 'all are ill' },
    '⚠️ lin decided alone, without the approvals the policy asks for: all are ill',
  ],
  [
    { type: 'approval.given', ...about, role: 'reviewer', open: { role: 'finance', given: 0, count: 1 } },
    'lin approved as reviewer: next 0 of 1 finance.',
  ],
  [{ type: 'connection.rejected', ...about, reason: 'other: no racks' }, 'lin rejected: Other, see text: no racks'],
  [{ type: 'connection.withdrawn', ...about }, 'lin withdrew the request.'],
  [{ type: 'connection.expired', connection }, 'The order expired unpaid; the request is closed.'],
  [{ type: 'order.opened', connection, order: installation, kind: 'installation', fen: 1 }, undefined],
  [{ type: 'order.payment-requested', ...about, order: installation, attempt: 1 }, 'lin pays ¥15,000.00.'],
  [{ type: 'order.payment-awaited', connection, order: installation }, undefined],
  [
    { type: 'order.payment-refused', connection, order: rental, reason: 'insufficient-balance', balanceFen: 7 },
    'Payment refused: ¥500.00 are due, the balance is ¥0.07.',
  ],
  [{ type: 'order.paid', connection, order: rental, payment: 'p', fen: 50_000 }, '¥500.00 received. Thank you.'],
  [{ type: 'order.voided', connection, order: rental, fen: 1 }, undefined],
  [
    { type: 'order.overpaid', connection, order: rental, payment: 'q', fen: 100 },
    '¥1.00 arrived for a closed order and will be returned.',
  ],
  [
    {
      type: 'construction.started',
      connection,
      round: 1,
      from: 'reserve-ports',
      promised: [{ step: 'cabling', at: T0 }],
    },
    'Construction has started; ready by Mon 2 Mar, 10:00.',
  ],
  [
    { type: 'construction.started', connection, round: 2, from: 'cabling', promised: [{ step: 'cabling', at: T0 }] },
    'Back to construction (round 2); ready by Mon 2 Mar, 10:00.',
  ],
  [{ type: 'construction.step-done', ...about, step: 'cabling' }, 'Done: Lay and patch the cables.'],
  [
    {
      type: 'construction.step-failed',
      connection,
      step: 'light-levels',
      detail: { port: 'p1', dbm: -40, min: -19, max: -3 },
    },
    'Failed: Measure light levels. p1 receives -40 dBm, normal is -19 to -3 dBm: check the patch',
  ],
  [
    { type: 'construction.step-failed', connection, step: 'link-debugging', detail: { reason: 'no-carrier' } },
    'Failed: Debug the link layer. link layer: no carrier',
  ],
  [{ type: 'construction.step-retried', ...about, step: 'cabling' }, 'lin retries: Lay and patch the cables.'],
  [{ type: 'construction.completed', connection }, 'Construction is complete: test the link together, then confirm.'],
  [
    { type: 'connection.confirmed', ...about, term: { unit: 'YEAR', span: 2 }, autoRenew: false },
    'lin confirmed completion for 2 year(s). ¥500.00 are to be paid.',
  ],
  [{ type: 'connection.objected', ...about, reason: 'no-light' }, 'lin: joint test failed: No light on our port'],
  [{ type: 'connection.activated', connection, from: T0, to: T0 }, 'The line is available until Mon 2 Mar, 10:00. 🎉'],
  [
    { type: 'order.opened', connection, order: 'x', kind: 'renewal', fen: 50_000, term: { unit: 'MONTH', span: 1 } },
    'Renewal for 1 month(s): ¥500.00.',
  ],
  [
    { type: 'connection.renewed', connection, from: T0, to: T0, term: { unit: 'MONTH', span: 1 } },
    'Renewed: the line is paid until Mon 2 Mar, 10:00.',
  ],
  [{ type: 'connection.auto-renew-set', ...about, on: true }, 'lin switched automatic renewal on.'],
  [{ type: 'connection.auto-renew-set', ...about, on: false }, 'lin switched automatic renewal off.'],
  [{ type: 'connection.suspended', connection }, 'The port is down: the rental is unpaid.'],
  [{ type: 'connection.resumed', connection }, 'The port is up again; the line is available.'],
  [
    { type: 'connection.released', connection },
    'The rental stayed unpaid: the line and its interfaces are released and will be removed.',
  ],
  [{ type: 'traffic.metered', connection, from: T0, until: T0, bytes: 1, fen: 1 }, undefined],
  [
    { type: 'traffic.stopped', connection },
    'Traffic is in arrears: virtual interfaces are unavailable until it is paid.',
  ],
  [{ type: 'traffic.resumed', connection }, 'Traffic is paid: virtual interfaces work again.'],
  [
    { type: 'traffic.released', connection },
    'Traffic stayed unpaid: the virtual interfaces are released. The line stays.',
  ],
  [{ type: 'connection.failed', ...about, reason: 'fibre cut' }, 'Line fault: fibre cut'],
  [{ type: 'connection.repaired', ...about }, 'The fault is repaired; the line is available again.'],
  [{ type: 'deletion.requested', ...about }, 'lin asks to delete this line.'],
  [{ type: 'deletion.approved', ...about }, 'lin agreed to the deletion; the line will be removed.'],
  [{ type: 'deletion.refused', ...about, reason: 'duplicate' }, 'lin did not agree to the deletion: Duplicate request'],
  [{ type: 'deletion.started', ...about }, 'lin deleted the line; it will be removed.'],
  [{ type: 'connection.deleted', ...about }, 'lin confirmed the removal. The line is gone.'],
];

describe('the line of an event', () => {
  it.each(told)('%j', (event, line) => {
    const phrase = lineFor(event, view);
    expect(phrase && say(phrase, 'en')).toBe(line);
    if (phrase) expect(say(phrase, 'zh')).not.toMatch(/\{\w+\}|undefined/);
  });

  it('is decided for every kind of event a line can have', () => {
    const text = sources.find(({ path }) => path === 'src/engine/tenant/messages.ts')?.text ?? '';
    const types = [...text.matchAll(/readonly type: '([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(types.length).toBeGreaterThan(25);
    const known = new Set<string>(told.map(([event]) => event.type));
    expect(types.filter((type) => !known.has(type))).toEqual([]);
  });
});

describe('words inside a line', () => {
  it.each([
    ['duplicate', 'Duplicate request'],
    ['other: in my own words', 'Other, see text: in my own words'],
    ['no racks left', 'no racks left'],
    ['constructor', 'constructor'],
    ['资料不全', '资料不全'],
    ['', ''],
  ])('the reason %j', (reason, words) => expect(say(reasonPhrase(reason), 'en')).toBe(words));

  it.each([
    [{ unit: 'MONTH', span: 1 }, '1 month(s)', '1 个月'],
    [{ unit: 'YEAR', span: 3 }, '3 year(s)', '3 年'],
  ] as const)('the term %j', (term, en, zh) => {
    expect(say(termPhrase(term), 'en')).toBe(en);
    expect(say(termPhrase(term), 'zh')).toBe(zh);
  });
});
