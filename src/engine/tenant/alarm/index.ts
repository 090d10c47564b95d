/** Decides which alarms begin and end: each once per occurrence, however often the same is seen. */
import { type Decision, happened, refused, silence } from '../../core.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import type { AlarmCommand, AlarmEvent } from './messages.ts';
import { type AlarmSeen, alarmKey } from './model.ts';

export function isAlarmCommand(command: { readonly do: string }): command is AlarmCommand {
  return command.do === 'observe-alarms';
}

export function decideAlarms(command: AlarmCommand, state: TenantState, facts: TenantFacts): Decision<AlarmEvent> {
  if (!facts.actor.movers.includes('system'))
    return refused('not-your-role', { values: { command: command.do, roles: ['system'] } });
  const { of, on, found } = command;
  // What was seen may be older than the removal of the thing it was seen on.
  const there = new Map(found.filter((row) => !isGone(state, row.id)).map((row) => [alarmKey(row), row]));
  const over = Object.values(state.alarms).filter(
    (row) =>
      isGone(state, row.id) ||
      (of.includes(row.code) && (on === undefined || on === row.id) && !there.has(alarmKey(row))),
  );
  const fresh = [...there].filter(([key]) => !Object.hasOwn(state.alarms, key)).map(([, row]) => row);
  const events = [
    ...over.map(({ since: _since, ...row }): AlarmEvent => ({ type: 'alarm.cleared', ...row })),
    ...fresh.map((row: AlarmSeen): AlarmEvent => ({ type: 'alarm.raised', ...row })),
  ];
  return events.length === 0 ? silence : happened(...events);
}

function isGone({ connections, vifs, gateways, quotaRequests, drills }: TenantState, id: string): boolean {
  const own = <T>(things: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(things, id) ? things[id] : undefined;
  const thing = own(connections) ?? own(vifs) ?? own(gateways) ?? own(quotaRequests) ?? own(drills);
  return thing === undefined || ('state' in thing && (thing.state === 'Deleted' || thing.state === 'Deleting'));
}
