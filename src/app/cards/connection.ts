/** Draws a hosted connection for one side: what it is, where it stands, what comes next, who may do it. */
import { portSpecById } from '../../engine/catalog/port-specs.ts';
import { ruleFor } from '../../engine/policy/rules.ts';
import { givenOn } from '../../engine/policy/votes.ts';
import type { Proof } from '../../engine/proposal/index.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import { waitingFor } from '../../engine/tenant/clock.ts';
import { askOf } from '../../engine/tenant/consent.ts';
import type { ConnectionState, Mover } from '../../engine/tenant/lifecycle.ts';
import type { Check, Connection, Order, StepProgress, TenantState } from '../../engine/tenant/model.ts';
import { overdueUntil } from '../../engine/tenant/money-clock.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { alarmBlocks } from './alarms.ts';
import { buttonsFor } from './buttons.ts';
import { failurePhrase, reasonPhrase, termPhrase } from './lines.ts';
import type { Block, Card, StepRow, Tone } from './model.ts';
import { approvalsPhrase, approverPhrase } from './policy.ts';
import { proofBlocks } from './proof.ts';

export interface ConnectionView {
  readonly tenant: string;
  readonly state: TenantState;
  readonly roster: RosterState;
  readonly timing: Pick<World, 'tempo' | 'calendar'>;
  /** Of what waits for a decision on the thing. */
  readonly proofs?: readonly Proof[];
  /** When it is drawn, for cards that count down. */
  readonly now?: number;
  /** Whose buttons are drawn. */
  readonly movers: readonly Mover[];
  readonly side: 'staff' | 'customer';
}

const tones: Readonly<Record<ConnectionState, Tone>> = {
  Ordering: 'waiting',
  Rejected: 'bad',
  Installation_Paying: 'waiting',
  Pending: 'waiting',
  Confirming: 'waiting',
  Active: 'good',
  InActive: 'bad',
  Suspended: 'bad',
  Deleting: 'waiting',
  Deleted: 'neutral',
};

export function connectionCard(connection: Connection, view: ConnectionView): Card {
  const state = named('state', connection.state);
  const [proof] = view.side === 'staff' ? (view.proofs ?? []) : [];
  const buttons = buttonsFor(view.state, connection, view.movers, proof);
  return {
    id: connection.id,
    revision: connection.revision,
    tone: tones[connection.state],
    title: t('card.title', { name: connection.name, state }),
    summary: t('card.summary', { name: connection.name, id: connection.id, state }),
    blocks: [
      ...alarmBlocks(view.state, connection.id),
      { kind: 'facts', rows: facts(connection, view) },
      ...checks(connection),
      ...construction(connection),
      ...notes(connection, view),
      ...(proof ? proofBlocks(proof, view.state) : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

type Row = { label: Phrase; value: Phrase };

function facts(connection: Connection, view: ConnectionView): Row[] {
  const spec = portSpecById.get(connection.port);
  const rows: (Row | undefined)[] = [
    { label: t('card.id'), value: connection.id },
    { label: t('card.region'), value: named('region', connection.region) },
    { label: t('card.port'), value: t('card.port-value', { spec: connection.port, mbps: spec?.bandwidthMbps ?? 0 }) },
    view.side === 'staff'
      ? { label: t('card.tenant'), value: view.roster.tenants[view.tenant]?.title ?? view.tenant }
      : undefined,
    { label: t('card.requested-by'), value: t('card.person-name', { who: who(view.roster, connection.requestedBy) }) },
    connection.description ? { label: t('card.description'), value: connection.description } : undefined,
    connection.contactName ? { label: t('card.contact'), value: connection.contactName } : undefined,
    connection.phoneNumber ? { label: t('card.phone'), value: connection.phoneNumber } : undefined,
    connection.decidedBy
      ? { label: t('card.decided-by'), value: approverPhrase(view.roster, connection.decidedBy, connection.decidedFor) }
      : undefined,
    connection.rejectedReason ? { label: t('card.reason'), value: reasonPhrase(connection.rejectedReason) } : undefined,
    ...orders(connection, view.state),
    connection.term ? { label: t('card.term'), value: termPhrase(connection.term) } : undefined,
    connection.autoRenew ? { label: t('card.auto-renew'), value: t('flag.yes') } : undefined,
    connection.rental
      ? {
          label: t('card.rental'),
          value: t('card.rental-value', { from: { at: connection.rental.from }, to: { at: connection.rental.to } }),
        }
      : undefined,
    approvals(connection, view),
    connection.ports ? { label: t('card.ports'), value: connection.ports.join(', ') } : undefined,
    next(connection, view),
  ];
  return rows.filter((row) => row !== undefined);
}

/** What is unpaid, and what happens next. */
function moneyNotes(connection: Connection, { timing }: ConnectionView): Phrase[] {
  const until = overdueUntil(connection, { pace: timing.tempo, calendar: timing.calendar });
  const at = { at: until ?? 0 };
  const stopped = connection.trafficStoppedAt !== undefined && connection.state !== 'Deleted';
  return [
    ...(until === undefined
      ? []
      : [connection.state === 'Suspended' ? t('card.suspended', { at }) : t('card.overdue', { at })]),
    ...(stopped ? [t('card.traffic-stopped')] : []),
  ];
}

function approvals(connection: Connection, view: ConnectionView): Row | undefined {
  const ask = askOf(connection);
  if (!ask) return undefined;
  const given = givenOn(ask.given, view.proofs?.[0]?.now.hash);
  const value = approvalsPhrase(view.roster, ruleFor(view.roster.policy, ask.risk), { ...ask, given });
  return value === undefined ? undefined : { label: t('card.approvals'), value };
}

function next(connection: Connection, view: ConnectionView): Row | undefined {
  const wait = waitingFor(connection, view.timing.tempo, view.timing.calendar);
  if (!wait) return undefined;
  const owner = named('role', wait.owner);
  return {
    label: t('card.next'),
    value: wait.dueAt === undefined ? owner : t('card.next-value', { who: owner, at: { at: wait.dueAt } }),
  };
}

function orders(connection: Connection, state: TenantState): Row[] {
  return Object.values(state.orders)
    .filter((order, index, all) => order.connection === connection.id && isShown(order, all.slice(index + 1)))
    .map((order) => ({ label: { key: `card.order-${order.kind}` } as const, value: orderPhrase(order) }));
}

/** Paid traffic is history, and of renewals that are paid only the newest is of interest. */
function isShown(order: Order, later: readonly Order[]): boolean {
  if (order.status === 'void') return false;
  if (order.status === 'open') return true;
  if (order.kind === 'traffic') return false;
  const renewal = (row: Order) =>
    row.connection === order.connection && row.kind === 'renewal' && row.status === 'paid';
  return order.kind !== 'renewal' || !later.some(renewal);
}

function orderPhrase(order: Order): Phrase {
  const fen = { fen: order.fen };
  if (order.status === 'paid') return t('card.order-paid', { fen, at: { at: order.paidAt ?? 0 } });
  switch (order.collection?.state) {
    case 'requested':
      return t('card.order-requested', { fen });
    case 'awaiting':
      return t('card.order-awaiting', { fen, url: order.collection.url ?? '' });
    case 'refused':
      return t('card.order-refused', { fen, balance: { fen: order.collection.balanceFen } });
    case undefined:
      return t('card.order-open', { fen });
  }
}

function checks(connection: Connection): Block[] {
  if (connection.state !== 'Ordering') return [];
  if (!connection.checks) return [{ kind: 'note', text: t('card.checks-running') }];
  return [
    {
      kind: 'steps',
      rows: connection.checks.map((check) => ({
        label: named('check', check.check),
        status: check.pass ? 'done' : 'failed',
        ...checkDetail(check),
      })),
    },
  ];
}

function checkDetail(check: Check): { detail?: Phrase } {
  const { used, limit, free } = check.values ?? {};
  if (used !== undefined && limit !== undefined)
    return { detail: t('card.check-count', { used: Number(used), limit: Number(limit) }) };
  return free === undefined ? {} : { detail: t('card.check-free', { free: Number(free) }) };
}

function construction(connection: Connection): Block[] {
  if (!connection.construction || !['Pending', 'Confirming'].includes(connection.state)) return [];
  return [{ kind: 'steps', rows: connection.construction.steps.map(stepRow) }];
}

function stepRow(step: StepProgress): StepRow {
  const label = named('step', step.id);
  if (step.status === 'failed') return { label, status: 'failed', detail: failurePhrase(step.detail) };
  if (step.status === 'done') return { label, status: 'done', detail: doneDetail(step) };
  return { label, status: step.status, detail: t('card.promised', { at: { at: step.promisedAt } }) };
}

function doneDetail(step: StepProgress): Phrase {
  const levels = step.detail?.levels;
  if (Array.isArray(levels)) return levels.join(', ');
  return t('card.done-at', { at: { at: step.doneAt ?? 0 } });
}

function notes(connection: Connection, view: ConnectionView): Block[] {
  const text: Phrase[] = [];
  if (connection.decidedAlone !== undefined) text.push(t('card.decided-alone', { reason: connection.decidedAlone }));
  if (connection.objection && connection.state === 'Pending')
    text.push(t('card.objection', { reason: reasonPhrase(connection.objection) }));
  text.push(...moneyNotes(connection, view));
  if (connection.state === 'InActive') text.push(t('card.fault', { reason: connection.faultReason ?? '' }));
  if (connection.state === 'Confirming' && view.side === 'customer') text.push(t('card.confirm-note'));
  if (connection.deletion && connection.state !== 'Deleting' && connection.state !== 'Deleted') {
    text.push(t('card.deletion-wanted', { who: who(view.roster, connection.deletion.requestedBy) }));
  }
  if (connection.state === 'Deleting') {
    const dueAt = waitingFor(connection, view.timing.tempo, view.timing.calendar)?.dueAt ?? 0;
    text.push(t('card.deleting', { at: { at: dueAt } }));
  }
  return text.map((phrase) => ({ kind: 'note', text: phrase }));
}
