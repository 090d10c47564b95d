/**
 * The decider of one person's notices: each is kept until it was said, those that waited are said together, and nothing
 * is said twice. Knows no platform and no sentence.
 */
import { type Decider, type Decision, happened, type Stamp, silence } from '../core.ts';
import { type Notify, sendAt } from './hours.ts';

export interface Notice {
  /** Names what happened: the same thing is one notice, however often it is reported. */
  readonly id: string;
  /** A sentence as JSON. */
  readonly text: string;
  readonly urgent: boolean;
  readonly at: number;
}

export interface InboxState {
  readonly version: number;
  readonly waiting: readonly Notice[];
  /** Being said: finished before the next is opened. */
  readonly open?: { readonly batch: number; readonly notices: readonly Notice[] } | undefined;
  readonly batches: number;
  /** Ids of the last notices, newest last. */
  readonly known: readonly string[];
}

export type InboxCommand =
  | { readonly do: 'put'; readonly id: string; readonly text: string; readonly urgent: boolean }
  | { readonly do: 'open' }
  | { readonly do: 'close'; readonly batch: number };

export type InboxEvent =
  | { readonly type: 'notice.put'; readonly id: string; readonly text: string; readonly urgent: boolean }
  | { readonly type: 'batch.opened'; readonly batch: number; readonly ids: readonly string[] }
  | { readonly type: 'batch.said'; readonly batch: number };

export interface InboxFacts {
  readonly at: number;
  readonly notify: Notify;
}

const keptIds = 500;

function decide(command: InboxCommand, state: InboxState, facts: InboxFacts): Decision<InboxEvent> {
  switch (command.do) {
    case 'put':
      if (state.known.includes(command.id)) return silence;
      return happened<InboxEvent>({ type: 'notice.put', id: command.id, text: command.text, urgent: command.urgent });
    case 'open': {
      if (state.open) return silence;
      const ids = state.waiting.filter((row) => sendAt(facts.notify, row) <= facts.at).map((row) => row.id);
      return ids.length === 0 ? silence : happened<InboxEvent>({ type: 'batch.opened', batch: state.batches + 1, ids });
    }
    case 'close':
      return state.open?.batch === command.batch
        ? happened<InboxEvent>({ type: 'batch.said', batch: command.batch })
        : silence;
  }
}

function evolve(state: InboxState, event: InboxEvent, stamp: Stamp): InboxState {
  const next = { ...state, version: stamp.version };
  switch (event.type) {
    case 'notice.put': {
      const { id, text, urgent } = event;
      return {
        ...next,
        waiting: [...state.waiting, { id, text, urgent, at: stamp.at }],
        known: [...state.known, id].slice(-keptIds),
      };
    }
    case 'batch.opened':
      return {
        ...next,
        batches: event.batch,
        open: { batch: event.batch, notices: state.waiting.filter((row) => event.ids.includes(row.id)) },
        waiting: state.waiting.filter((row) => !event.ids.includes(row.id)),
      };
    case 'batch.said':
      return state.open?.batch === event.batch ? { ...next, open: undefined } : next;
  }
}

export const inbox: Decider<InboxState, InboxCommand, InboxEvent, InboxFacts> = {
  initial: { version: 0, waiting: [], batches: 0, known: [] },
  decide,
  evolve,
};

/** When something may be said next; `undefined` when nothing waits. */
export function nextSay(state: InboxState, notify: Notify): number | undefined {
  const times = state.waiting.map((row) => sendAt(notify, row));
  return times.length === 0 ? undefined : Math.min(...times);
}
