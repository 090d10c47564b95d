/** What every answer needs at hand: the messages, the listener, and what is remembered of forms and rooms. */
import type { Card, Form } from '../../app/cards/model.ts';
import type { Clock, Heard, Telemetry } from '../../app/ports.ts';
import type { Listener } from '../listen.ts';
import { type Remembered, remembered } from '../remembered.ts';
import { within } from '../within.ts';
import type { Awaited } from './awaited.ts';
import { type Choice, noOptions, type Options } from './click.ts';
import type { Messages } from './messages.ts';
import type { Png } from './picture.ts';

export interface Desk extends Listener {
  readonly messages: Messages;
  readonly telemetry: Telemetry;
  readonly png: Png;
  readonly clock: Clock;
  /** Forms by the message that shows them: one that comes back wrong is drawn again. */
  readonly forms: Remembered<Form>;
  /** Forms that a file of this person would answer. */
  readonly awaited: Remembered<Awaited>;
  /** Rooms known to be somebody's direct chat: no card can be for one pair of eyes there. */
  readonly directRooms: Remembered<true>;
}

const rememberForms = 2000;
/** A menu without its options is still an input. */
const searchWithinMs = 1000;

export function desk(parts: Omit<Desk, 'forms' | 'awaited'>): Desk {
  return { ...parts, forms: remembered(rememberForms), awaited: remembered(rememberForms) };
}

function sourcesOf(shown: Card | Form): readonly string[] {
  const found =
    'blocks' in shown
      ? shown.blocks.flatMap((block) => (block.kind === 'pick' ? [block.source] : []))
      : shown.fields.flatMap((field) => (field.kind === 'search' ? [field.source] : []));
  return [...new Set(found)];
}

/** Menus cannot search on Lark: what they offer is asked for when they are drawn, for this person. */
export async function optionsFor(
  listener: Listener,
  heard: Pick<Heard, 'delivery' | 'identity'>,
  shown: Card | Form,
): Promise<Options> {
  const ask = async (source: string): Promise<[string, readonly Choice[]]> => [
    source,
    await listener.suggest({
      delivery: `${heard.delivery}-search`,
      identity: heard.identity,
      what: { kind: 'search', source, query: '' },
    }),
  ];
  const sources = sourcesOf(shown);
  if (sources.length === 0) return noOptions;
  const found = await within(Promise.all(sources.map(ask)), searchWithinMs);
  return found === undefined ? noOptions : new Map(found);
}
