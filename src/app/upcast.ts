/**
 * Events of earlier versions of Hostline in today's shapes: one row per changed shape. What is stored stays as it was
 * written; whoever reads gets the present shape.
 */

import type { Entry } from './ports.ts';
import { drillUpcasts } from './upcast-drill.ts';

export interface Upcast {
  readonly type: string;
  /** Generation whose events need the change; older ones go through every row above them, oldest first. */
  readonly from: number;
  readonly change: (event: Stored) => Stored;
}

/** An event as it was written; nothing of it is known but what its generation wrote. */
export type Stored = Readonly<Record<string, unknown>>;

/** In order of generation. */
export const upcasts: readonly Upcast[] = [...drillUpcasts];

/** Generation of what is written today: one above the newest that needs a change. */
export const schema = 3;

type Event = Stored & { readonly type?: unknown };

/** An event of the given generation in today's shape. */
export function upcast(event: unknown, generation: number, table: readonly Upcast[] = upcasts): unknown {
  if (typeof event !== 'object' || event === null) return event;
  return table
    .filter((row) => row.from >= generation)
    .reduce<Event>((now, row) => (row.type === now.type ? row.change(now) : now), event as Event);
}

export function upcastEntry(entry: Entry): Entry {
  const generation = entry.schema ?? 1;
  if (generation === schema) return entry;
  if (generation > schema)
    throw new Error(
      `version ${entry.version} was written by a newer Hostline (schema ${generation}, this one: ${schema})`,
    );
  return { ...entry, events: entry.events.map((event) => upcast(event, generation)) };
}
