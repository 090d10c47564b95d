/** What each event tells the thread. One row per event; the reader's side decides nothing here but wording of reasons. */
import { deadline } from '../../engine/catalog/durations.ts';
import type { Datum } from '../../engine/core.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import { isAlarmEvent } from '../../engine/tenant/alarm/evolve.ts';
import { waitingFor } from '../../engine/tenant/clock.ts';
import type { ConnectionEvent, TenantEvent } from '../../engine/tenant/messages.ts';
import type { Connection, Order, TenantState, Term } from '../../engine/tenant/model.ts';
import { isRentalAlarm, overdueUntil, rentalDeadline } from '../../engine/tenant/money-clock.ts';
import { isReviewEvent } from '../../engine/tenant/review/evolve.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { argumentFor, named } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { alarmLine } from './alarms.ts';
import { networkLine } from './network-lines.ts';
import { approverPhrase } from './policy.ts';
import { reviewLine } from './review-lines.ts';

export interface LineView {
  readonly roster: RosterState;
  readonly state: TenantState;
  readonly timing: Pick<World, 'tempo' | 'calendar'>;
}

/** A preset reason, its note, or free words. */
export function reasonPhrase(reason: string): Phrase {
  const [, code = '', note] = /^([a-z-]+)(?:: ([\s\S]*))?$/.exec(reason) ?? [];
  const preset = named('reason', code);
  if (typeof preset === 'string') return reason;
  return note ? t('card.preset-note', { preset, note }) : preset;
}

export function termPhrase(term: Term): Phrase {
  return term.unit === 'MONTH' ? t('term.MONTH', { span: term.span }) : t('term.YEAR', { span: term.span });
}

/** A failed step's measurement in words. */
export function failurePhrase(detail: Readonly<Record<string, Datum>> | undefined): Phrase {
  const get = (name: string) => String(detail?.[name] ?? '');
  if (detail?.dbm !== undefined)
    return t('card.light-bad', { port: get('port'), dbm: get('dbm'), min: get('min'), max: get('max') });
  return t('card.debug-bad', { reason: named('cause', get('reason')) });
}

/** A line may be told long after, when another deadline runs: it names the one it rang for. */
function alarmPhrase(
  { alarm, dueAt: wasDueAt }: Pick<Extract<ConnectionEvent, { type: 'connection.rang' }>, 'alarm' | 'dueAt'>,
  view: ConnectionLineView,
): Phrase {
  const late = /^late-(.+)-\d+$/.exec(alarm);
  const step = view.connection.construction?.steps.find((row) => row.id === late?.[1]);
  if (step) return t('alarm.late', { step: named('step', step.id), at: { at: wasDueAt ?? step.promisedAt } });
  const dueAt = wasDueAt ?? rentalOr(alarm, view);
  const phrase = named('alarm', alarm);
  return typeof phrase === 'string' ? phrase : { ...phrase, values: dueAt === undefined ? {} : { at: { at: dueAt } } };
}

/** Notices before the end name it; everything else the end of the present wait. */
function rentalOr(alarm: string, { connection, timing }: ConnectionLineView): number | undefined {
  if (alarm === 'rental-over') return rentalDeadline(connection, 'rental-stop', timing.tempo, timing.calendar);
  if (isRentalAlarm(alarm)) return connection.rental?.to;
  return waitingFor(connection, timing.tempo, timing.calendar)?.dueAt;
}

const orderOf = (view: LineView, id: string): Order | undefined => view.state.orders[id];

/** The line an event adds to the thread; `undefined` for events only the card shows. */
export function lineFor(event: TenantEvent, view: LineView): Phrase | undefined {
  if (isAlarmEvent(event)) return alarmLine(event, view.state);
  if (isReviewEvent(event)) return reviewLine(event, view);
  if ('id' in event) return networkLine(event, view);
  const connection = view.state.connections[event.connection];
  return connection && connectionLine(event, { ...view, connection });
}

/** A day's traffic that was paid at the first try. */
const isQuiet = (order: Order | undefined) => order?.kind === 'traffic' && order.refusedSince === undefined;

const moneyLines = {
  'connection.suspended': 'line.suspended',
  'connection.resumed': 'line.resumed',
  'connection.released': 'line.released',
  'traffic.stopped': 'line.traffic-stopped',
  'traffic.resumed': 'line.traffic-resumed',
  'traffic.released': 'line.traffic-released',
} as const;

function moneyLine(type: keyof typeof moneyLines, { connection, timing }: ConnectionLineView): Phrase {
  const pace = { pace: timing.tempo, calendar: timing.calendar };
  const at = overdueUntil(connection, pace);
  return type === 'connection.suspended' && at !== undefined
    ? t('line.suspended-until', { at: { at } })
    : { key: moneyLines[type] };
}

type ConnectionLineView = LineView & { readonly connection: Connection };

function connectionLine(event: ConnectionEvent, view: ConnectionLineView): Phrase | undefined {
  const by = 'by' in event ? who(view.roster, event.by) : '';
  switch (event.type) {
    case 'connection.ordered':
      return t('line.ordered', { who: by });
    case 'connection.checked': {
      const failed = event.checks.filter((check) => !check.pass).map((check) => named('check', check.check));
      // Checks come once, in the first state: told however late, the promise is that of the order.
      const at = deadline('review.promise', view.connection.createdAt, view.timing.tempo, view.timing.calendar);
      return failed.length > 0 ? t('line.checked-bad', { checks: failed }) : t('line.checked-good', { at: { at } });
    }
    case 'connection.edited':
      return t('line.edited', {
        who: by,
        fields: Object.keys(event.fields).map((field) => named('arg', argumentFor(field))),
      });
    case 'connection.nudged':
      return t('line.nudged', { who: by });
    case 'connection.rang':
      return alarmPhrase(event, view);
    case 'approval.given':
      return t('line.approval-given', {
        who: approverPhrase(view.roster, event.by, event.for),
        as: named('role', event.role),
        given: event.open.given,
        count: event.open.count,
        role: named('role', event.open.role),
      });
    case 'connection.approved':
      if (event.alone !== undefined) return t('line.approved-alone', { who: by, reason: event.alone });
      return t('line.approved', { who: approverPhrase(view.roster, event.by, event.for) });
    case 'connection.rejected':
      return t('line.rejected', { who: by, reason: reasonPhrase(event.reason) });
    case 'connection.withdrawn':
      return t('line.withdrawn', { who: by });
    case 'connection.expired':
      return t('line.expired');
    case 'order.opened':
      return event.kind === 'renewal' && event.term
        ? t('line.renewal-opened', { term: termPhrase(event.term), fen: { fen: event.fen } })
        : undefined;
    case 'order.payment-requested':
      // Traffic is collected every day: the thread tells only what went wrong.
      if (orderOf(view, event.order)?.kind === 'traffic' && event.attempt === 1) return undefined;
      return t('line.payment-requested', { who: by, fen: { fen: orderOf(view, event.order)?.fen ?? 0 } });
    case 'order.payment-refused':
      return t('line.payment-refused', {
        fen: { fen: orderOf(view, event.order)?.fen ?? 0 },
        balance: { fen: event.balanceFen },
      });
    case 'order.paid':
      if (isQuiet(orderOf(view, event.order))) return undefined;
      return t('line.paid', { fen: { fen: event.fen } });
    case 'order.overpaid':
      return t('line.overpaid', { fen: { fen: event.fen } });
    case 'construction.started': {
      const at = { at: event.promised.at(-1)?.at ?? 0 };
      return event.round === 1
        ? t('line.construction-started', { at })
        : t('line.construction-again', { round: event.round, at });
    }
    case 'construction.step-done':
      return t('line.step-done', { step: named('step', event.step) });
    case 'construction.step-failed':
      return t('line.step-failed', {
        step: named('step', event.step),
        detail: failurePhrase(event.detail),
      });
    case 'construction.step-retried':
      return t('line.step-retried', { who: by, step: named('step', event.step) });
    case 'construction.completed':
      return t('line.completed');
    case 'connection.confirmed': {
      const fen =
        Object.values(view.state.orders).findLast(
          (row) => row.connection === view.connection.id && row.kind === 'rental',
        )?.fen ?? 0;
      return t('line.confirmed', { who: by, term: termPhrase(event.term), fen: { fen } });
    }
    case 'connection.objected':
      return t('line.objected', { who: by, reason: reasonPhrase(event.reason) });
    case 'connection.activated':
      return t('line.activated', { to: { at: event.to } });
    case 'connection.failed':
      return t('line.failed', { reason: event.reason });
    case 'connection.repaired':
      return t('line.repaired');
    case 'deletion.requested':
      return t('line.deletion-requested', { who: by });
    case 'deletion.approved':
      if (event.alone !== undefined) return t('line.approved-alone', { who: by, reason: event.alone });
      return t('line.deletion-approved', { who: approverPhrase(view.roster, event.by, event.for) });
    case 'deletion.refused':
      return t('line.deletion-refused', { who: by, reason: reasonPhrase(event.reason) });
    case 'deletion.started':
      return t('line.deletion-started', { who: by });
    case 'connection.deleted':
      return t('line.deleted', { who: by });
    case 'connection.renewed':
      return t('line.renewed', { to: { at: event.to } });
    case 'connection.auto-renew-set':
      return event.on ? t('line.auto-renew-on', { who: by }) : t('line.auto-renew-off', { who: by });
    case 'connection.suspended':
    case 'connection.resumed':
    case 'connection.released':
    case 'traffic.stopped':
    case 'traffic.resumed':
    case 'traffic.released':
      return moneyLine(event.type, view);
    case 'traffic.metered':
    case 'order.payment-awaited':
    case 'order.voided':
      return undefined;
  }
}
