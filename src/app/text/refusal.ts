/** Turns a refusal of the engine into a sentence that names field, value and what would pass. */
import type { Refusal } from '../../engine/core.ts';
import { type Phrase, type Said, t, type Value } from './phrase.ts';
import type { Key } from './table.ts';
import { table as sentences } from './table.ts';

/** Field names of the engine that differ from the argument's name. */
const argumentOf: Readonly<Record<string, string>> = { contactName: 'contact', phoneNumber: 'phone', term: 'months' };

export function isKey(key: string): key is Key {
  return Object.hasOwn(sentences, key);
}

/** A key built from data, or the bare word where the table has none. */
export function named(prefix: string, word: string): Phrase {
  const key = `${prefix}.${word}`;
  return isKey(key) ? { key } : word;
}

export function argumentFor(field: string): string {
  return argumentOf[field] ?? field;
}

export function sayRefusal(refusal: Refusal): Said {
  const key = `refusal.${refusal.code}`;
  const values = refusal.values ?? {};
  const shown: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) shown[name] = shownValue(name, value);
  if (refusal.field !== undefined) shown.field = named('arg', argumentFor(refusal.field));
  if (refusal.value !== undefined)
    shown.value = refusal.code === 'insufficient-balance' ? { fen: Number(refusal.value) } : refusal.value;
  return isKey(key) ? { key, values: shown } : t('refusal.nothing-to-decide', { value: refusal.code });
}

/** Data of a refusal as readers see it: codes become words, instants become dates. */
function shownValue(name: string, value: unknown): Value {
  if (Array.isArray(value)) return value.map((item) => named(name === 'roles' ? 'role' : 'check', String(item)));
  if (name === 'at') return { at: Number(value) };
  if (name === 'balance') return { fen: Number(value) };
  if (name === 'state') return named('state', String(value));
  if (name === 'maintenanceState') return named('maintenance-state', String(value));
  if (name === 'drillState') return named('drill-state', String(value));
  if (name === 'expect') return named('expect', String(value));
  if (name === 'command') return `/line ${verbOf(String(value)).replace('-', ' ')}`;
  return typeof value === 'number' ? value : String(value);
}

/** Lifecycle commands that people know under another verb. */
const verbs: Readonly<Record<string, string>> = {
  'finish-step': 'done',
  'retry-step': 'retry',
  'confirm-removal': 'remove',
  'report-fault': 'fault',
  'report-repair': 'repair',
  'add-tenant': 'admin-tenant',
  invite: 'admin-invite',
  'set-roles': 'admin-roles',
  revoke: 'admin-revoke',
  'bind-room': 'admin-room',
};

function verbOf(command: string): string {
  return verbs[command] ?? command;
}
