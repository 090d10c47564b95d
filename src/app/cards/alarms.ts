/** Words an alarm: the line of its beginning and end, its place on the thing's card, the list of open ones. */
import type { AlarmEvent } from '../../engine/tenant/alarm/messages.ts';
import { type Alarm, type AlarmSeen, alarmsOn, alarmTable, inOrder } from '../../engine/tenant/alarm/model.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Phrase, Said, Value } from '../text/phrase.ts';
import { t } from '../text/phrase.ts';
import { isKey, named } from '../text/refusal.ts';
import { thingIn } from '../things.ts';
import type { Block, Card, ItemRow } from './model.ts';

/** More than anyone reads at once; what is left out is counted. */
const rowsAtMost = 40;

export function alarmPhrase(alarm: AlarmSeen, how: 'on' | 'off', state: TenantState): Phrase {
  const values: Record<string, Value> = { part: thingIn(state, alarm.part)?.name ?? alarm.part };
  for (const [name, value] of Object.entries(alarm.values))
    values[name] = name === 'cause' ? named('cause', String(value)) : typeof value === 'number' ? value : String(value);
  const key = `alarm-${how}.${alarm.code}`;
  return isKey(key) ? { key, values } : alarm.code;
}

/** What the threads are told; nothing where the event that caused it has told them. */
export function alarmLine(event: AlarmEvent, state: TenantState): Phrase | undefined {
  const row = alarmTable[event.code];
  const toldBy = 'toldBy' in row ? row.toldBy : undefined;
  const raised = event.type === 'alarm.raised';
  // Sessions tell both ways; nothing else tells that a change is as proven after all.
  if (toldBy === 'vif.observed' || (toldBy !== undefined && raised)) return undefined;
  return alarmPhrase(event, raised ? 'on' : 'off', state);
}

/** On the card of the thing, above everything it says of itself. */
export function alarmBlocks(state: TenantState, id: string): readonly Block[] {
  const rows = alarmsOn(state, id).map((alarm) => rowOf(alarm, alarmPhrase(alarm, 'on', state)));
  return rows.length === 0 ? [] : [{ kind: 'items', rows, empty: t('card.alarms-none') }];
}

function rowOf(alarm: Alarm, title: Phrase): ItemRow {
  const { severity } = alarmTable[alarm.code];
  const detail = t('card.alarm-since', { severity: wordFor(severity), at: { at: alarm.since } });
  return { title, detail, tone: severity === 'grave' ? 'bad' : 'waiting' };
}

const wordFor = (severity: 'grave' | 'warning'): Said =>
  severity === 'grave' ? t('severity.grave') : t('severity.warning');

export interface TenantAlarm {
  /** Named for staff, who see every tenant's. */
  readonly tenant?: string;
  readonly state: TenantState;
  readonly alarm: Alarm;
}

/** @param isCut there are more than were looked at. */
export function alarmsCard(open: readonly TenantAlarm[], isCut = false): Card {
  const place = new Map(open.map((row) => [row.alarm, row]));
  const rows = inOrder([...place.keys()]).flatMap((alarm): ItemRow[] => {
    const { tenant, state } = place.get(alarm) ?? {};
    if (!state) return [];
    const { id } = alarm;
    const of = { name: thingIn(state, id)?.name ?? id, id, line: alarmPhrase(alarm, 'on', state) };
    return [rowOf(alarm, tenant === undefined ? t('card.alarm', of) : t('card.alarm-of', { ...of, tenant }))];
  });
  const title = t('card.alarms');
  const more = rows.length - rowsAtMost;
  return {
    id: 'alarms',
    revision: 0,
    tone: rows.length === 0 ? 'good' : rows.some(({ tone }) => tone === 'bad') ? 'bad' : 'waiting',
    title,
    summary: title,
    blocks: [
      { kind: 'items', rows: rows.slice(0, rowsAtMost), empty: t('card.alarms-none') },
      ...(more > 0
        ? [{ kind: 'note', text: t('card.alarms-more', { count: isCut ? `${more}+` : more }) } as const]
        : []),
    ],
  };
}
