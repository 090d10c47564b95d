/** A room's inbox: the port that keeps it, and how what it keeps is drawn. Knows no store and no request. */
import { renderCard, renderLines, renderReply, said, type View } from './render.ts';
import { type StoredItem, storedItem } from './stored-card.ts';
import type { Posted } from './wire.ts';
import { words } from './words.ts';

/** Keeps what was posted into rooms, oldest first; a store may forget the oldest. */
export interface TerminalInbox {
  /** Returns the entry's id; ids grow. Throws `OutcomeUnknown` when it may or may not have been kept. */
  append(room: string, item: string): Promise<string>;
  /**
   * Entries above `after` (an id, or `$` for none of those there), at most a page of them. With none there, waits up
   * to `waitMs` or until the signal for the first one. The answer's `after` continues the reading.
   */
  read(
    room: string,
    after: string,
    waitMs: number,
    signal?: AbortSignal,
  ): Promise<{ items: { id: string; item: string }[]; after: string }>;
}

/** `undefined` for what this version cannot read any more. */
export function parseItem(text: string): StoredItem | undefined {
  try {
    const parsed = storedItem.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Draws an entry in the language it was posted in. */
export function drawItem(id: string, item: StoredItem, reader: Omit<View, 'language'>): Posted {
  const view = { ...reader, language: item.language };
  switch (item.kind) {
    case 'card':
    case 'update': {
      const { text, buttons } = renderCard(item.card, view);
      const about = { id, title: said(item.card.title, view.language), buttons: [...buttons] };
      if (item.kind === 'card') return { kind: 'card', ...about, text };
      return { kind: 'update', ...about, of: item.of, text: `${words(view.language, 'terminal.updated')}\n${text}` };
    }
    case 'home':
      return { kind: 'home', id, text: renderLines([item.card.summary], item.card.tone, view), buttons: [] };
    case 'reply':
      return { kind: 'reply', id, of: item.of, text: renderReply(item.text, view), buttons: [] };
    case 'line':
      return { kind: 'line', id, text: renderLines(item.text, 'neutral', view), buttons: [] };
  }
}
