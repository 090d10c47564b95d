/** Rules from application to decision: order, checks, edit, approve, reject, nudge (tutorial step 1 b–e). */

import { deadline } from '../catalog/durations.ts';
import { installationFeeFen } from '../catalog/port-specs.ts';
import { type Decision, happened, refused, silence } from '../core.ts';
import { inArrears } from './arrears.ts';
import { fieldRefusal, reasonRefusal } from './connection-fields.ts';
import { askOf, type Consent, consent, consentAlone, mayNotDecide, mayNotRefuse } from './consent.ts';
import type { CommandOf, Rules } from './decide.ts';
import { isLive } from './lifecycle.ts';
import type { EditableFields, TenantEvent, TenantFacts } from './messages.ts';
import type { Check, Connection, TenantState } from './model.ts';
import { marked } from './proven.ts';
import { limitOf } from './review/limit.ts';

export function installationOrderId(connection: string): string {
  return `${connection}-installation`;
}

/** Counts toward the quota of ten per region (domain §4). */
export function liveIn(state: TenantState, region: string): number {
  return Object.values(state.connections).filter((row) => row.region === region && isLive(row.state)).length;
}

/** The same wish again within minutes: a double submission, whatever ids it travelled under. */
export function sameOrder(command: CommandOf<'order'>, state: TenantState, facts: TenantFacts): Connection | undefined {
  if (command.again) return undefined;
  return Object.values(state.connections).find(
    (row) =>
      row.state === 'Ordering' &&
      row.requestedBy === facts.actor.person &&
      row.name === command.fields.name &&
      row.region === command.fields.region &&
      row.port === command.fields.port &&
      facts.at <= deadline('order.duplicate', row.createdAt, 'real', facts.calendar),
  );
}

export function decideOrder(
  command: CommandOf<'order'>,
  state: TenantState,
  facts: TenantFacts,
): Decision<TenantEvent> {
  if (state.connections[command.connection] || sameOrder(command, state, facts)) return silence;
  if (!facts.actor.movers.includes('customer'))
    return refused('not-your-role', { values: { command: 'order', roles: ['customer'] } });
  const bad = fieldRefusal(command.fields);
  if (bad) return bad;
  if (inArrears(state, facts)) return refused('in-arrears');
  const live = liveIn(state, command.fields.region);
  const limit = limitOf(state, 'connectionsPerRegion', command.fields.region);
  if (live >= limit) {
    return refused('quota', {
      field: 'region',
      value: command.fields.region,
      values: { used: live, limit, quota: 'connectionsPerRegion' },
    });
  }
  return happened<TenantEvent>({
    type: 'connection.ordered',
    connection: command.connection,
    by: facts.actor.person,
    ...command.fields,
  });
}

/** The automatic part of the review; approval repeats it on the state of that moment. */
export function reviewChecks(
  connection: Connection,
  state: TenantState,
  facts: Pick<TenantFacts, 'realName' | 'freePorts'>,
): readonly Check[] {
  const used = liveIn(state, connection.region);
  const limit = limitOf(state, 'connectionsPerRegion', connection.region);
  const free = facts.freePorts?.[connection.port] ?? 0;
  return [
    { check: 'fields', pass: fieldRefusal(connection) === undefined },
    { check: 'quota', pass: used <= limit, values: { used, limit } },
    { check: 'real-name', pass: facts.realName },
    { check: 'port-capacity', pass: free > 0, values: { free, port: connection.port } },
  ];
}

function changedFields(fields: EditableFields, connection: Connection): EditableFields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) => value !== undefined && connection[key as keyof EditableFields] !== value,
    ),
  );
}

export const orderingRules: Rules<'record-checks' | 'edit' | 'nudge' | 'approve' | 'break-glass' | 'reject'> = {
  'record-checks': {
    alreadySo: (command, connection) => JSON.stringify(command.checks) === JSON.stringify(connection.checks),
    rule: (command, connection) =>
      happened<TenantEvent>({ type: 'connection.checked', connection: connection.id, checks: command.checks }),
  },
  edit: {
    alreadySo: (command, connection) => Object.keys(changedFields(command.fields, connection)).length === 0,
    rule: (command, connection, _state, facts) => {
      const fields = changedFields(command.fields, connection);
      return (
        fieldRefusal(fields) ??
        happened<TenantEvent>({ type: 'connection.edited', connection: connection.id, by: facts.actor.person, fields })
      );
    },
  },
  nudge: {
    rule: (_command, connection, _state, facts) => {
      const again =
        connection.nudgedAt === undefined
          ? 0
          : deadline('nudge.pause', connection.nudgedAt, facts.pace, facts.calendar);
      if (again > facts.at) return refused('nudged-already', { value: connection.id, values: { at: again } });
      return happened<TenantEvent>({ type: 'connection.nudged', connection: connection.id, by: facts.actor.person });
    },
  },
  approve: {
    alreadySo: (_command, connection) =>
      connection.state === 'Installation_Paying' ||
      (connection.deletion !== undefined && connection.state === 'Deleting'),
    rule: (_command, connection, state, facts) => {
      const ask = askOf(connection);
      if (!ask) return refused('nothing-to-decide', { value: connection.id });
      return (
        mayNotDecide(facts, ask.requestedBy) ??
        mayNotPass(connection, state, facts) ??
        approveBy(consent(connection, ask, facts), connection, state, facts)
      );
    },
  },
  'break-glass': {
    alreadySo: (_command, connection) => connection.decidedAlone !== undefined && askOf(connection) === undefined,
    rule: (command, connection, state, facts) => {
      const ask = askOf(connection);
      if (!ask) return refused('nothing-to-decide', { value: connection.id });
      // What the checks find wrong no emergency makes right.
      return (
        mayNotPass(connection, state, facts) ??
        approveBy(consentAlone(ask, command.reason.trim(), facts), connection, state, facts)
      );
    },
  },
  reject: {
    alreadySo: (_command, connection) => connection.state === 'Rejected',
    rule: (command, connection, _state, facts) => {
      const wrong = reasonRefusal(command.reason);
      if (wrong) return wrong;
      const reason = command.reason.trim();
      const by = facts.actor.person;
      const ask = askOf(connection);
      if (!ask) return refused('nothing-to-decide', { value: connection.id });
      const type = connection.state === 'Ordering' ? 'connection.rejected' : 'deletion.refused';
      return mayNotRefuse(ask, facts) ?? happened<TenantEvent>({ type, connection: connection.id, by, reason });
    },
  },
};

function mayNotPass(
  connection: Connection,
  state: TenantState,
  facts: TenantFacts,
): (Decision<never> & { ok: false }) | undefined {
  const failed =
    connection.state === 'Ordering' ? reviewChecks(connection, state, facts).filter((check) => !check.pass) : [];
  return failed.length > 0
    ? refused('checks-failed', { values: { checks: failed.map((check) => check.check) } })
    : undefined;
}

/** What follows from the last yes. */
function approveBy(
  given: Consent,
  connection: Connection,
  state: TenantState,
  facts: TenantFacts,
): Decision<TenantEvent> {
  if (!given.done) return given.decision;
  const by = { connection: connection.id, by: facts.actor.person, ...given.how, ...marked(facts) };
  if (connection.state !== 'Ordering')
    return happened<TenantEvent>({ type: 'deletion.approved', ...by }, ...voidOpen(state, connection.id));
  const order = installationOrderId(connection.id);
  return happened<TenantEvent>(
    { type: 'connection.approved', ...by },
    { type: 'order.opened', connection: connection.id, order, kind: 'installation', fen: installationFeeFen },
    ...(connection.autoPay
      ? [
          {
            type: 'order.payment-requested',
            connection: connection.id,
            order,
            by: connection.requestedBy,
            attempt: 1,
          } as const,
        ]
      : []),
  );
}

/** Open orders of a connection that will not be needed any more. Traffic that was used stays a debt. */
export function voidOpen(state: TenantState, connection: string): TenantEvent[] {
  return Object.values(state.orders)
    .filter((order) => order.connection === connection && order.status === 'open' && order.kind !== 'traffic')
    .map((order) => ({ type: 'order.voided', connection, order: order.id, fen: order.fen }));
}
