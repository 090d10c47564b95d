/** One line's life as hand-written log entries, and the people who act in it. Tests pick the chapter they need. */
import type { Calendar } from '../../../src/engine/catalog/durations.ts';
import type { Mover } from '../../../src/engine/tenant/lifecycle.ts';
import type { OrderFields, TenantEvent, TenantFacts } from '../../../src/engine/tenant/messages.ts';
import type { Actor, StepId } from '../../../src/engine/tenant/model.ts';
import type { Past } from '../core/given.ts';

/** Monday 2 March 2026, 10:00 in Beijing. */
export const T0 = Date.UTC(2026, 2, 2, 2);
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** Monday to Friday in UTC; holidays are the application's affair. */
export const weekdays: Calendar = {
  addWorkingDays(at, days) {
    let then = at;
    for (let left = days; left > 0; ) {
      then += day;
      const weekday = new Date(then).getUTCDay();
      if (weekday !== 0 && weekday !== 6) left -= 1;
    }
    return then;
  },
};

const person = (name: string, ...movers: readonly Mover[]): Actor => ({ person: name, movers });
export const lin = person('lin', 'customer');
export const wei = person('wei', 'customer');
export const rui = person('rui', 'reviewer');
export const ada = person('ada', 'admin');
export const fei = person('fei', 'field');
export const job = person('system:job', 'system');

export function facts(actor: Actor, at = T0, more: Partial<TenantFacts> = {}): TenantFacts {
  const freePorts = { '1000BASE-LX': 2, '10GBASE-LR': 2 };
  return { at, actor, pace: 'real', calendar: weekdays, realName: true, freePorts, ...more };
}

export const connection = 'conn-1';
export const installation = 'conn-1-installation';
export const rental = 'conn-1-rental-1';
export const fields: OrderFields = { name: 'line-a', region: 'cn-north-1', port: '1000BASE-LX', autoPay: false };

type Entry = Past<TenantEvent>;
const entry = (by: string, ...events: readonly TenantEvent[]): Entry => ({ at: T0, by, events });

const promised = (['reserve-ports', 'cabling', 'light-levels', 'link-debugging'] as const).map((step, index) => ({
  step,
  at: T0 + (index + 1) * day,
}));

export const ordered = entry('lin', { type: 'connection.ordered', connection, by: 'lin', ...fields });
export const approved = entry(
  'rui',
  { type: 'connection.approved', connection, by: 'rui' },
  { type: 'order.opened', connection, order: installation, kind: 'installation', fen: 1_500_000 },
);
export const rejected = entry('rui', { type: 'connection.rejected', connection, by: 'rui', reason: 'no racks' });
export const withdrawn = entry(
  'lin',
  { type: 'order.voided', connection, order: installation, fen: 1_500_000 },
  { type: 'connection.withdrawn', connection, by: 'lin' },
);
export const requested = (order: string, attempt = 1): Entry =>
  entry('lin', { type: 'order.payment-requested', connection, order, by: 'lin', attempt });
export const refusedPayment = (order: string): Entry =>
  entry('system:job', {
    type: 'order.payment-refused',
    connection,
    order,
    reason: 'insufficient-balance',
    balanceFen: 100,
  });
export const paid = entry(
  'system:job',
  { type: 'order.paid', connection, order: installation, payment: 'pay-1', fen: 1_500_000 },
  { type: 'construction.started', connection, round: 1, from: 'reserve-ports', promised },
);
export const stepDone = (step: StepId, ports?: readonly string[]): Entry =>
  entry('system:job', {
    type: 'construction.step-done',
    connection,
    step,
    by: 'system:job',
    ...(ports ? { ports } : {}),
  });
export const stepFailed = (step: StepId): Entry =>
  entry('system:job', { type: 'construction.step-failed', connection, step, detail: { dbm: -31 } });
export const portsHeld = ['lr-bj-a:1000BASE-LX:1', 'lr-bj-b:1000BASE-LX:1'] as const;
export const completed = entry(
  'system:job',
  { type: 'construction.step-done', connection, step: 'link-debugging', by: 'system:job' },
  { type: 'construction.completed', connection },
);
export const confirmed = entry(
  'lin',
  { type: 'connection.confirmed', connection, by: 'lin', term: { unit: 'MONTH', span: 1 }, autoRenew: false },
  { type: 'order.opened', connection, order: rental, kind: 'rental', fen: 50_000, term: { unit: 'MONTH', span: 1 } },
);
export const activated = entry(
  'system:job',
  { type: 'order.paid', connection, order: rental, payment: 'pay-2', fen: 50_000 },
  { type: 'connection.activated', connection, from: T0, to: Date.UTC(2026, 3, 2, 2) },
);
export const failed = entry('fei', { type: 'connection.failed', connection, by: 'fei', reason: 'fibre cut' });
export const suspended = entry('system:job', { type: 'connection.suspended', connection });
export const deletionAsked = entry('lin', { type: 'deletion.requested', connection, by: 'lin' });
export const deletionStarted = entry('lin', { type: 'deletion.started', connection, by: 'lin' });
export const removed = entry('fei', { type: 'connection.deleted', connection, by: 'fei' });

/** Chapters, each named by where it leaves the line. */
const approvedPast = [ordered, approved];
const building = [...approvedPast, requested(installation), paid];
const built = [
  ...building,
  stepDone('reserve-ports', portsHeld),
  stepDone('cabling'),
  stepDone('light-levels'),
  completed,
];
const agreed = [...built, confirmed, requested(rental)];
const active = [...agreed, activated];
export const stories = {
  nothing: [],
  ordering: [ordered],
  rejected: [ordered, rejected],
  approved: approvedPast,
  collecting: [...approvedPast, requested(installation)],
  building,
  stuck: [...building, stepFailed('reserve-ports')],
  buildingLeaving: [...building, deletionAsked],
  built,
  agreed,
  builtLeaving: [...built, deletionAsked],
  active,
  failed: [...active, failed],
  suspended: [...active, suspended],
  deleting: [...active, deletionStarted],
  removed: [...active, deletionStarted, removed],
  withdrawn: [...approvedPast, withdrawn],
} as const satisfies Record<string, readonly Entry[]>;
export type Story = keyof typeof stories;
