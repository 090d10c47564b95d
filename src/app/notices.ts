/** Who is told what in person: one row per event that concerns people beyond its card. Sends nothing. */
import type { RosterEvent } from '../engine/roster/index.ts';
import { peopleOf, type RosterState } from '../engine/roster/model.ts';
import { delegationsTo, standing } from '../engine/roster/standing.ts';
import { isAlarmEvent } from '../engine/tenant/alarm/evolve.ts';
import type { AlarmEvent } from '../engine/tenant/alarm/messages.ts';
import { alarmTable } from '../engine/tenant/alarm/model.ts';
import { waitingFor } from '../engine/tenant/clock.ts';
import type { Role } from '../engine/tenant/lifecycle.ts';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { Connection, TenantState } from '../engine/tenant/model.ts';
import { alarmPhrase } from './cards/alarms.ts';
import { lineFor } from './cards/lines.ts';
import { rulePhrase } from './cards/policy.ts';
import { who } from './people.ts';
import { type Said, t } from './text/phrase.ts';
import { named } from './text/refusal.ts';
import { thingIn } from './things.ts';
import type { World } from './world.ts';

export interface PersonalNotice {
  readonly person: string;
  readonly text: Said;
  readonly urgent: boolean;
}

type Timing = Pick<World, 'tempo' | 'calendar' | 'clock'>;

/** Staff who may act in a role now. Whoever lent it away is absent: the delegate is asked in their place. */
export function holders(roster: RosterState, role: Role, at: number): readonly string[] {
  const people = peopleOf(roster, undefined);
  const lent = people.flatMap((row) => delegationsTo(roster, row.id, at)).filter((row) => row.role === role);
  const away = new Set(lent.map((row) => row.from));
  return people
    .filter((row) => !away.has(row.id) && standing(roster, row.id, at).roles.includes(role))
    .map((row) => row.id)
    .sort();
}

const customersOf = (roster: RosterState, tenant: string): readonly string[] =>
  peopleOf(roster, tenant)
    .filter((row) => row.roles.includes('customer'))
    .map((row) => row.id);

/** Alarms that are the customer's to act on. */
const theirs = new Set(['payment-reminder', 'payment-last-reminder', 'acceptance-reminder']);

/** The ladder of a wait: one of those who have to act, then the others, then the admins. The rooms hear each step. */
function rungOf(alarm: string, connection: Connection, tenant: string, roster: RosterState, timing: Timing) {
  if (theirs.has(alarm)) return customersOf(roster, tenant);
  const at = timing.clock.now();
  if (alarm === 'review-last') return holders(roster, 'admin', at);
  const owner = waitingFor(connection, timing.tempo, timing.calendar)?.owner;
  const role = owner === undefined || owner === 'system' || owner === 'customer' ? 'field' : owner;
  const done = new Set(connection.approvals?.flatMap((row) => [row.by, row.for ?? row.by]));
  const asked = holders(roster, role, at).filter((person) => !done.has(person));
  const first = asked[connection.firstRevision % Math.max(1, asked.length)];
  if (alarm === 'review-reminder') return first === undefined ? [] : [first];
  return alarm === 'review-escalation' && asked.length > 1 ? asked.filter((person) => person !== first) : asked;
}

export function tenantNotices(
  event: TenantEvent,
  tenant: string,
  state: TenantState,
  roster: RosterState,
  timing: Timing,
): readonly PersonalNotice[] {
  if (isAlarmEvent(event)) return alarmNotices(event, tenant, state, roster, timing.clock.now());
  const line = lineFor(event, { roster, state, timing });
  if (line === undefined) return [];
  const about = (name: string, people: readonly string[], urgent: boolean) =>
    people.map((person) => ({ person, urgent, text: t('notice.about', { name, line }) }));
  if (event.type === 'connection.rang' || event.type === 'connection.failed') {
    const connection = state.connections[event.connection];
    if (!connection) return [];
    if (event.type === 'connection.rang')
      return about(connection.name, rungOf(event.alarm, connection, tenant, roster, timing), false);
    const people = [...customersOf(roster, tenant), ...holders(roster, 'field', timing.clock.now())];
    return about(connection.name, people, true);
  }
  if (event.type === 'connection.repaired')
    return about(state.connections[event.connection]?.name ?? '', customersOf(roster, tenant), false);
  if (event.type === 'vif.down' || event.type === 'vif.up')
    return about(state.vifs[event.id]?.name ?? event.id, customersOf(roster, tenant), event.type === 'vif.down');
  return [];
}

/** Told in person also where the thread heard it from the event that caused it. */
function alarmNotices(
  event: AlarmEvent,
  tenant: string,
  state: TenantState,
  roster: RosterState,
  at: number,
): readonly PersonalNotice[] {
  const { tells, severity } = alarmTable[event.code];
  const raised = event.type === 'alarm.raised';
  const people = tells.flatMap((role) =>
    role === 'customer' ? customersOf(roster, tenant) : holders(roster, role, at),
  );
  const name = thingIn(state, event.id)?.name ?? event.id;
  const text = t('notice.about', { name, line: alarmPhrase(event, raised ? 'on' : 'off', state) });
  return [...new Set(people)].map((person) => ({ person, urgent: raised && severity === 'grave', text }));
}

export function rosterNotices(event: RosterEvent, roster: RosterState, at: number): readonly PersonalNotice[] {
  const admins = (but: string) => holders(roster, 'admin', at).filter((person) => person !== but);
  const tell = (people: readonly string[], urgent: boolean, text: Said) =>
    people.map((person) => ({ person, urgent, text }));
  switch (event.type) {
    case 'glass.broken':
      return tell(admins(event.by), true, glassPhrase(event, roster));
    case 'policy.asked': {
      const shown = { id: event.id, risk: named('risk', event.risk), rule: rulePhrase(event.risk, event.rule) };
      return tell(admins(event.by), false, t('notice.policy-asked', { who: who(roster, event.by), ...shown }));
    }
    case 'delegation.given': {
      const shown = { who: who(roster, event.from), role: named('role', event.role), at: { at: event.until } };
      return tell([event.to], false, t('notice.delegated', shown));
    }
    case 'step-up.failed':
      if (event.lockedUntil === 0) return [];
      return tell(
        [event.person, ...admins(event.person)],
        true,
        t('notice.locked', { who: who(roster, event.person), count: event.wrong }),
      );
    default:
      return [];
  }
}

export function glassPhrase(
  event: { readonly by: string; readonly subject: string; readonly reason: string },
  roster: RosterState,
): Said {
  return t('notice.glass', { who: who(roster, event.by), id: event.subject, reason: event.reason });
}
