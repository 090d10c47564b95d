/** Which buttons a connection's card carries: the lifecycle table, joined with how each move looks as a button. */
import type { Proof } from '../../engine/proposal/index.ts';
import { currentStep } from '../../engine/tenant/clock.ts';
import { type Mover, movesFor, type Role } from '../../engine/tenant/lifecycle.ts';
import { type Connection, openOrders, type TenantState, underWay } from '../../engine/tenant/model.ts';
import { isRentalAlarm } from '../../engine/tenant/money-clock.ts';
import { openRenewal } from '../../engine/tenant/renewal.ts';
import { tokenOf } from '../proof.ts';
import { type Said, t } from '../text/phrase.ts';
import type { Button } from './model.ts';

interface ButtonRow {
  /** Lifecycle command the click ends in. */
  readonly command: string;
  readonly verb: string;
  readonly label: (state: TenantState, connection: Connection) => Said;
  readonly style?: Button['style'];
  readonly sure?: Said;
  /** Beyond the lifecycle: when the button would lead to nothing. */
  readonly when?: (state: TenantState, connection: Connection) => boolean;
}

const payable = (state: TenantState, connection: Connection) => {
  return openOrders(state, connection.id).some((order) => !underWay(order));
};
const dueFen = (state: TenantState, connection: Connection) =>
  openOrders(state, connection.id).reduce((sum, order) => sum + (underWay(order) ? 0 : order.fen), 0);
/** From the first notice on; before, a button would only be in the way. */
const renewable = (state: TenantState, connection: Connection) =>
  (connection.state === 'Suspended' || connection.rang.some(isRentalAlarm)) &&
  openRenewal(state, connection.id) === undefined;
const wantsDecision = (_state: TenantState, connection: Connection) =>
  connection.state === 'Ordering' || connection.deletion !== undefined;

/** In the order they appear on the card. */
const buttonRows: readonly ButtonRow[] = [
  {
    command: 'approve',
    verb: 'approve',
    label: () => t('button.approve'),
    style: 'primary',
    sure: t('sure.approve'),
    when: (state, connection) =>
      wantsDecision(state, connection) && connection.checks?.some((check) => !check.pass) !== true,
  },
  { command: 'reject', verb: 'reject', label: () => t('button.reject'), style: 'danger', when: wantsDecision },
  {
    command: 'pay',
    verb: 'pay',
    label: (state, connection) => t('button.pay', { fen: { fen: dueFen(state, connection) } }),
    style: 'primary',
    sure: t('sure.pay'),
    when: payable,
  },
  { command: 'renew', verb: 'renew', label: () => t('button.renew'), style: 'primary', when: renewable },
  {
    command: 'finish-step',
    verb: 'done',
    label: () => t('button.done'),
    style: 'primary',
    when: (_state, connection) =>
      currentStep(connection)?.id === 'cabling' && currentStep(connection)?.status === 'now',
  },
  {
    command: 'retry-step',
    verb: 'retry',
    label: () => t('button.retry'),
    style: 'primary',
    when: (_state, connection) => currentStep(connection)?.status === 'failed',
  },
  {
    command: 'confirm',
    verb: 'confirm',
    label: () => t('button.confirm'),
    style: 'primary',
    when: (_state, connection) => connection.confirmedBy === undefined,
  },
  { command: 'object', verb: 'object', label: () => t('button.object'), style: 'danger' },
  { command: 'report-repair', verb: 'repair', label: () => t('button.repair'), style: 'primary' },
  {
    command: 'confirm-removal',
    verb: 'remove',
    label: () => t('button.remove'),
    style: 'primary',
    sure: t('sure.remove'),
  },
  { command: 'nudge', verb: 'nudge', label: () => t('button.nudge') },
  {
    command: 'withdraw',
    verb: 'withdraw',
    label: () => t('button.withdraw'),
    style: 'danger',
    sure: t('sure.withdraw'),
  },
  {
    command: 'delete',
    verb: 'delete',
    label: () => t('button.delete'),
    style: 'danger',
    sure: t('sure.delete'),
    when: (_state, connection) => connection.deletion === undefined,
  },
];

/** Roles whose buttons a room shows: staff rooms those of the provider, customer rooms those of the customer. */
export const sideRoles: Readonly<Record<'staff' | 'customer', readonly Role[]>> = {
  customer: ['customer'],
  staff: ['reviewer', 'field', 'finance', 'admin'],
};

/** Buttons that agree to something carry the proof they were drawn with. */
const agreeing: readonly string[] = ['approve', 'confirm-removal'];

export function buttonsFor(
  state: TenantState,
  connection: Connection,
  movers: readonly Mover[],
  proof?: Proof,
): readonly Button[] {
  return buttonRows
    .filter((row) =>
      movesFor(connection.state, row.command).some((move) => move.by.some((mover) => movers.includes(mover))),
    )
    .filter((row) => row.when?.(state, connection) ?? true)
    .map((row) => ({
      label: row.label(state, connection),
      verb: row.verb,
      resource: connection.id,
      revision: connection.decisiveRevision,
      ...(proof && agreeing.includes(row.command) ? { args: { proof: tokenOf(proof) } } : {}),
      ...(row.style ? { style: row.style } : {}),
      ...(row.sure ? { confirm: { title: t('sure.title'), text: row.sure } } : {}),
    }));
}
