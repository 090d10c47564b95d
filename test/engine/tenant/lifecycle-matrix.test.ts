/** Every command in every state, written out by hand: what the lifecycle table must amount to, not what it says. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import { connectionStates } from '../../../src/engine/tenant/lifecycle.ts';
import type { ConnectionCommand } from '../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../src/engine/tenant/model.ts';
import { midnightBefore } from '../../../src/engine/tenant/money-clock.ts';
import { given } from '../core/given.ts';
import {
  ada,
  connection,
  day,
  facts,
  fei,
  fields,
  installation,
  job,
  lin,
  rental,
  rui,
  type Story,
  stories,
  T0,
} from './story.ts';

/** Late enough that every alarm and every expiry is due. */
const at = T0 + 400 * day;

interface Column {
  readonly story: Story;
  readonly state: (typeof connectionStates)[number];
  readonly alarm?: string;
  readonly bill?: { readonly order: string; readonly fen: number };
}
const first = { order: installation, fen: 1_500_000 };

/** Ten states; where a state has a second face (collecting, stuck, leaving) it gets its own column. */
const columns: Readonly<Record<string, Column>> = {
  Or: { story: 'ordering', state: 'Ordering', alarm: 'review-reminder' },
  Rj: { story: 'rejected', state: 'Rejected' },
  IP: { story: 'approved', state: 'Installation_Paying', alarm: 'payment-reminder' },
  Ic: { story: 'collecting', state: 'Installation_Paying', alarm: 'payment-reminder' },
  Pe: { story: 'building', state: 'Pending', alarm: 'late-reserve-ports-1' },
  Ps: { story: 'stuck', state: 'Pending', alarm: 'late-reserve-ports-1' },
  Pl: { story: 'buildingLeaving', state: 'Pending', alarm: 'late-reserve-ports-1' },
  Co: { story: 'built', state: 'Confirming', alarm: 'acceptance-reminder' },
  Ca: { story: 'agreed', state: 'Confirming', alarm: 'acceptance-reminder', bill: { order: rental, fen: 50_000 } },
  Cl: { story: 'builtLeaving', state: 'Confirming', alarm: 'acceptance-reminder' },
  Ac: { story: 'active', state: 'Active', alarm: 'rental-over' },
  In: { story: 'failed', state: 'InActive', alarm: 'rental-over' },
  Su: { story: 'suspended', state: 'Suspended' },
  De: { story: 'deleting', state: 'Deleting', alarm: 'removal-reminder' },
  Dr: { story: 'removed', state: 'Deleted' },
  Dw: { story: 'withdrawn', state: 'Deleted' },
};

const asked: Readonly<Record<ConnectionCommand['do'], [Actor, (column: Column) => ConnectionCommand]>> = {
  order: [lin, () => ({ do: 'order', connection, fields, again: false })],
  'record-checks': [job, () => ({ do: 'record-checks', connection, checks: [{ check: 'fields', pass: true }] })],
  edit: [lin, () => ({ do: 'edit', connection, fields: { name: 'line-b' } })],
  approve: [rui, () => ({ do: 'approve', connection })],
  'break-glass': [ada, () => ({ do: 'break-glass', connection, reason: 'both reviewers are ill' })],
  reject: [rui, () => ({ do: 'reject', connection, reason: 'no racks' })],
  withdraw: [lin, () => ({ do: 'withdraw', connection })],
  nudge: [lin, () => ({ do: 'nudge', connection })],
  ring: [job, ({ alarm = 'review-reminder' }) => ({ do: 'ring', connection, alarm })],
  expire: [job, () => ({ do: 'expire', connection })],
  pay: [lin, () => ({ do: 'pay', connection })],
  'await-payment': [job, ({ bill = first }) => ({ do: 'await-payment', connection, order: bill.order, attempt: 1 })],
  'refuse-payment': [
    job,
    ({ bill = first }) => ({
      do: 'refuse-payment',
      connection,
      order: bill.order,
      attempt: 1,
      reason: 'insufficient-balance',
      balanceFen: 0,
    }),
  ],
  settle: [job, ({ bill = first }) => ({ do: 'settle', connection, ...bill, payment: 'pay-9' })],
  'finish-step': [job, () => ({ do: 'finish-step', connection, step: 'reserve-ports' })],
  'fail-step': [job, () => ({ do: 'fail-step', connection, step: 'reserve-ports', round: 1, attempt: 1, detail: {} })],
  'retry-step': [fei, () => ({ do: 'retry-step', connection })],
  confirm: [lin, () => ({ do: 'confirm', connection, term: { unit: 'MONTH', span: 1 }, autoRenew: false })],
  object: [lin, () => ({ do: 'object', connection, reason: 'no light' })],
  'report-fault': [fei, () => ({ do: 'report-fault', connection, reason: 'fibre cut' })],
  'report-repair': [fei, () => ({ do: 'report-repair', connection })],
  delete: [lin, () => ({ do: 'delete', connection })],
  'confirm-removal': [fei, () => ({ do: 'confirm-removal', connection })],
  renew: [lin, () => ({ do: 'renew', connection, term: { unit: 'MONTH', span: 1 } })],
  'set-auto-renew': [lin, () => ({ do: 'set-auto-renew', connection, on: true })],
  suspend: [job, () => ({ do: 'suspend', connection })],
  release: [job, () => ({ do: 'release', connection })],
  'bill-traffic': [
    job,
    () => ({ do: 'bill-traffic', connection, from: T0, until: midnightBefore(at), bytes: 10_000_000_000 }),
  ],
  'stop-traffic': [job, () => ({ do: 'stop-traffic', connection })],
  'release-traffic': [job, () => ({ do: 'release-traffic', connection })],
};

/** `=` already so, silence; `.` refused as not-now; a letter: see `meanings`. */
const matrix = `
                  Or Rj IP Ic Pe Ps Pl Co Ca Cl Ac In Su De Dr Dw
order             =  =  =  =  =  =  =  =  =  =  =  =  =  =  =  =
record-checks     k  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
edit              e  .  e  e  e  e  e  e  e  e  e  e  e  .  .  .
approve           a  .  =  =  n  n  L  n  n  L  n  n  .  =  .  .
break-glass       a  .  .  .  n  n  L  n  n  L  n  n  .  .  .  .
reject            r  =  .  .  n  n  l  n  n  l  n  n  .  .  .  .
withdraw          w  .  W  u  .  .  .  .  .  .  .  .  .  .  .  =
nudge             g  .  .  .  g  g  g  .  .  .  .  g  .  g  .  .
ring              b  .  b  b  b  b  b  b  b  b  b  b  t  b  .  .
expire            .  .  X  t  .  .  .  .  .  .  .  .  .  .  .  .
pay               .  .  p  =  =  =  =  c  =  c  =  =  P  z  z  z
await-payment     =  =  =  q  =  =  =  =  q  =  =  =  =  =  =  =
refuse-payment    =  =  =  f  =  =  =  =  f  =  =  =  =  =  =  =
settle            .  .  S  S  o  o  o  o  A  o  o  o  o  o  o  o
finish-step       .  .  .  .  d  s  d  =  =  =  =  =  =  =  =  .
fail-step         =  =  =  =  x  =  x  =  =  =  =  =  =  =  =  =
retry-step        .  .  .  .  =  y  =  .  .  .  .  .  .  .  .  .
confirm           .  .  .  .  .  .  .  C  =  C  =  =  =  =  =  .
object            .  .  .  .  .  .  .  J  u  J  .  .  .  .  .  .
report-fault      .  .  .  .  .  .  .  .  .  .  F  =  .  .  .  .
report-repair     .  .  .  .  .  .  .  .  .  .  =  R  .  .  .  .
delete            .  D  .  .  m  m  =  m  m  =  M  M  M  =  =  =
confirm-removal   .  .  .  .  .  .  .  .  .  .  .  .  .  D  =  .
renew             .  .  .  .  .  .  .  .  .  .  N  N  N  .  .  .
set-auto-renew    .  .  .  .  .  .  .  .  .  .  U  U  U  .  .  .
suspend           .  .  .  .  .  .  .  .  .  .  V  V  =  .  .  .
release           .  .  .  .  .  .  .  .  .  .  .  .  Z  .  .  .
bill-traffic      .  .  .  .  .  .  .  .  .  .  T  T  .  .  .  .
stop-traffic      .  .  .  .  .  .  .  .  .  .  t  t  .  .  .  .
release-traffic   =  =  =  =  =  =  =  =  =  =  =  =  =  =  =  =
`;

/** Outcome and the state it leaves; no state named: it stays. */
const meanings: Readonly<Record<string, readonly [said: string, state?: string]>> = {
  '=': ['silence'],
  '.': ['refused not-now'],
  n: ['refused nothing-to-decide'],
  u: ['refused payment-under-way'],
  t: ['refused not-due'],
  c: ['refused confirm-first'],
  s: ['refused step-not-at-work'],
  k: ['connection.checked'],
  e: ['connection.edited'],
  g: ['connection.nudged'],
  b: ['connection.rang'],
  a: ['connection.approved order.opened', 'Installation_Paying'],
  r: ['connection.rejected', 'Rejected'],
  w: ['connection.withdrawn', 'Deleted'],
  W: ['order.voided connection.withdrawn', 'Deleted'],
  X: ['order.voided connection.expired', 'Deleted'],
  p: ['order.payment-requested'],
  q: ['order.payment-awaited'],
  f: ['order.payment-refused'],
  o: ['order.overpaid'],
  S: ['order.paid construction.started', 'Pending'],
  A: ['order.paid connection.activated', 'Active'],
  d: ['construction.step-done'],
  x: ['construction.step-failed'],
  y: ['construction.step-retried'],
  C: ['connection.confirmed order.opened'],
  J: ['connection.objected construction.started', 'Pending'],
  F: ['connection.failed', 'InActive'],
  R: ['connection.repaired', 'Active'],
  m: ['deletion.requested'],
  l: ['deletion.refused'],
  L: ['deletion.approved', 'Deleting'],
  M: ['deletion.started', 'Deleting'],
  P: ['refused renew-first'],
  z: ['refused nothing-to-pay'],
  N: ['order.opened order.payment-requested'],
  U: ['connection.auto-renew-set'],
  V: ['connection.suspended', 'Suspended'],
  Z: ['connection.released', 'Deleting'],
  T: ['traffic.metered order.opened order.payment-requested'],
  D: ['connection.deleted', 'Deleted'],
};

const [head = '', ...lines] = matrix.trim().split('\n');
const names = head.trim().split(/\s+/);
const cells = lines.flatMap((line) => {
  const [command = '', ...marks] = line.trim().split(/\s+/);
  return names.map((column, index) => ({ command, column, mark: marks[index] ?? 'missing' }));
});

describe('the matrix', () => {
  it('has a row for every command and a column for every state', () => {
    expect(lines.map((line) => line.split(/\s/)[0])).toEqual(Object.keys(asked));
    expect(names).toEqual(Object.keys(columns));
    expect(new Set(Object.values(columns).map((column) => column.state))).toEqual(new Set(connectionStates));
  });

  it.each(cells)('$command in $column: $mark', ({ command, column: name, mark }) => {
    const column = columns[name] ?? expect.fail(`no column ${name}`);
    const [said, state = column.state] = meanings[mark] ?? expect.fail(`no meaning of ${mark}`);
    const [actor, ask] = asked[command as ConnectionCommand['do']];
    const story = given(tenant, stories[column.story]);
    expect(story.state.connections[connection]?.state).toBe(column.state);
    const outcome = story.when(ask(column), facts(actor, at, { glassBroken: true }), at, actor.person);
    expect(outcome.said).toBe(said);
    expect(outcome.after.connections[connection]?.state).toBe(state);
  });
});
