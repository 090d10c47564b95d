/** Folds events of alarms. Total; decides nothing. */
import type { Stamp } from '../../core.ts';
import type { TenantEvent } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { touched } from '../touched.ts';
import type { AlarmEvent } from './messages.ts';
import { alarmKey } from './model.ts';

export function isAlarmEvent(event: TenantEvent): event is AlarmEvent {
  return event.type === 'alarm.raised' || event.type === 'alarm.cleared';
}

export function evolveAlarms(state: TenantState, event: AlarmEvent, stamp: Stamp): TenantState {
  const { type, ...seen } = event;
  const { [alarmKey(seen)]: _over, ...others } = state.alarms;
  const alarms = type === 'alarm.raised' ? { ...others, [alarmKey(seen)]: { ...seen, since: stamp.at } } : others;
  return touched({ ...state, alarms, alarmed: { ...state.alarmed, [seen.id]: true } }, seen.id, stamp.version);
}
