/** Cards over many things: lists, the worklist, a person's home, help, people. */
import type { Person, RosterState } from '../../engine/roster/model.ts';
import { type ConnectionState, connectionStates } from '../../engine/tenant/lifecycle.ts';
import { isStaff } from '../people.ts';
import type { DirectoryEntry } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { mayUse, usage, type Verb } from '../verbs/spec.ts';
import type { Block, Button, Card, ItemRow } from './model.ts';

function row(entry: DirectoryEntry): ItemRow {
  const drill = entry.kind === 'drill';
  const state = named(drill ? 'drill-state' : 'state', entry.state);
  return {
    title: t('card.row', { name: entry.name, id: entry.id }),
    detail: entry.dueAt === undefined ? state : t('card.row-due', { state, at: { at: entry.dueAt } }),
    tone:
      entry.state === 'Active'
        ? 'good'
        : entry.state === 'InActive' || entry.state === 'Suspended' || entry.state === 'Rejected'
          ? 'bad'
          : entry.state === 'Deleted'
            ? 'neutral'
            : 'waiting',
    button: drill
      ? { label: t('button.show'), verb: 'drill show', args: { drill: entry.id } }
      : { label: t('button.show'), verb: 'show', resource: entry.id, args: { connection: entry.id } },
  };
}

function view(id: string, title: Phrase, blocks: readonly Block[]): Card {
  return { id, revision: 0, tone: 'neutral', title, summary: title, blocks };
}

const pick: Block = {
  kind: 'pick',
  placeholder: t('card.pick'),
  verb: 'show',
  name: 'connection',
  source: 'connections.any',
};

export function listCard(entries: readonly DirectoryEntry[]): Card {
  const order = (entry: DirectoryEntry) => connectionStates.indexOf(entry.state as ConnectionState);
  const rows = [...entries].sort((a, b) => order(a) - order(b)).map(row);
  return view('list', t('card.mine'), [
    { kind: 'items', rows, empty: t('card.none') },
    ...(rows.length > 5 ? [pick] : []),
  ]);
}

export function queueCard(entries: readonly DirectoryEntry[]): Card {
  return view('queue', t('card.waiting'), [{ kind: 'items', rows: entries.map(row), empty: t('card.none') }]);
}

/** Slack's Home tab, Lark's pinned inbox: what is mine and what waits for me. */
export function homeCard(
  person: Person | undefined,
  mine: readonly DirectoryEntry[],
  waiting: readonly DirectoryEntry[],
): Card {
  if (!person) return view('home', t('card.home'), [{ kind: 'text', text: t('card.home-unlinked') }]);
  const order: Button = { label: t('card.home-new'), verb: 'order', style: 'primary' };
  const queue: Block[] = [
    { kind: 'text', text: t('card.waiting') },
    { kind: 'items', rows: waiting.map(row), empty: t('card.none') },
  ];
  const lines: Block[] = [
    { kind: 'rule' },
    { kind: 'text', text: t('card.mine') },
    { kind: 'items', rows: mine.map(row), empty: t('card.none') },
  ];
  const buttons: Block[] = isStaff(person) ? [] : [{ kind: 'buttons', buttons: [order] }];
  return view('home', t('card.home'), [...buttons, ...queue, ...lines, ...(mine.length > 5 ? [pick] : [])]);
}

export function helpCard(verbs: readonly Verb[], person: Person | undefined): Card {
  const rows = verbs
    .filter((verb) => mayUse(verb, person))
    .map((verb): ItemRow => ({ title: usage(verb), detail: { key: verb.summary }, tone: 'neutral' }));
  return view('help', t('card.help'), [{ kind: 'items', rows, empty: t('card.none') }]);
}

export function peopleCard(roster: RosterState): Card {
  const rows = Object.values(roster.people).map(
    (person): ItemRow => ({
      title: t('card.person', { name: person.name, id: person.id }),
      detail: t('card.person-detail', {
        roles: person.roles.length > 0 ? person.roles.map((role) => named('role', role)) : '–',
        tenant: person.tenant ?? '–',
        count: person.identities.length,
      }),
      tone: 'neutral',
    }),
  );
  return view('people', t('card.people'), [{ kind: 'items', rows, empty: t('card.none') }]);
}
