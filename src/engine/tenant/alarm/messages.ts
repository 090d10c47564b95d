/** The command and the events of alarms. Shapes only; `id` names the thing an alarm is on. */
import type { AlarmCode, AlarmSeen } from './model.ts';

/** What is so now, of certain kinds: what is new is raised, what is over is cleared. */
export interface AlarmCommand {
  readonly do: 'observe-alarms';
  /** Kinds that were looked for. */
  readonly of: readonly AlarmCode[];
  /** The only thing that was looked at; absent: all. */
  readonly on?: string;
  readonly found: readonly AlarmSeen[];
}

export type AlarmEvent =
  | ({ readonly type: 'alarm.raised' } & AlarmSeen)
  | ({ readonly type: 'alarm.cleared' } & AlarmSeen);
