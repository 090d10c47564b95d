/** Draws a thing's history with its versions: who decided what, when, and the hash that holds it. */
import type { RosterState } from '../../engine/roster/model.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { historyOf } from '../audit/replay.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import type { World } from '../world.ts';
import { lineFor } from './lines.ts';
import type { Card, ItemRow } from './model.ts';

type History = Awaited<ReturnType<typeof historyOf>>;

/** Newest first; more than this is for the command line. */
const shown = 15;

export interface AuditView {
  readonly state: TenantState;
  readonly roster: RosterState;
  readonly timing: Pick<World, 'tempo' | 'calendar'>;
}

export function auditCard(id: string, history: History, view: AuditView): Card {
  const title = t('audit.title', { id, count: history.length });
  const rows = history.toReversed().slice(0, shown);
  const hidden = history.length - rows.length;
  return {
    id: 'audit',
    revision: 0,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [
      { kind: 'items', rows: rows.map((entry) => row(id, entry, view)), empty: t('card.none') },
      ...(hidden > 0 ? [{ kind: 'note', text: t('audit.more', { count: hidden }) } as const] : []),
    ],
  };
}

function row(id: string, entry: History[number], view: AuditView): ItemRow {
  const told = entry.events.map((event): Phrase => lineFor(event, view) ?? event.type);
  return {
    title: t('audit.row', { version: entry.version, at: { at: entry.at }, who: who(view.roster, entry.by) }),
    detail: t('audit.detail', { told, hash: entry.hash?.slice(0, 12) ?? '–' }),
    tone: 'neutral',
    button: {
      label: t('audit.card-then'),
      verb: 'audit',
      args: { thing: id, version: String(entry.version) },
    },
  };
}
