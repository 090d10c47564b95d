/** Makes a card fit: what a person can act with stays, the rest is kept in order while there is room. */

import type { Drawn } from './blocks.ts';
import type { Element, Header, LarkCard } from './card-json.ts';
import { type Budget, budget } from './limits.ts';

/** Everything of a card, drawn but not yet cut. */
export interface Sheet {
  readonly header?: Header;
  readonly summary: LarkCard['config']['summary'];
  readonly drawn: readonly Drawn[];
  /** Appended when something had to go. */
  readonly cutNote: Drawn;
}

export function assembled({ header, summary }: Sheet, elements: readonly Element[]): LarkCard {
  return {
    schema: '2.0',
    config: { update_multi: true, summary },
    ...(header && { header }),
    body: { elements },
  };
}

/** What a value takes: objects with a tag, and bytes once it is escaped into a request. */
export function sizeOf(value: unknown): Budget {
  let elements = 0;
  const json = JSON.stringify(value, (key, member: unknown) => {
    if (key === 'tag') elements += 1;
    return member;
  });
  return { elements, bytes: Buffer.byteLength(JSON.stringify(json)) };
}

export function fits(card: LarkCard): boolean {
  const { elements, bytes } = sizeOf(card);
  return elements <= budget.elements && bytes <= budget.bytes;
}

/** Quotes around an element's own escaped string stand for the comma after it. */
export function squeezed(sheet: Sheet): LarkCard {
  const frame = sizeOf(assembled(sheet, [sheet.cutNote.element]));
  let room: Budget = { elements: budget.elements - frame.elements, bytes: budget.bytes - frame.bytes };
  const kept = new Set<Drawn>();
  let open = true;
  for (const drawn of byUse(sheet.drawn)) {
    const size = sizeOf(drawn.element);
    const fitsHere = size.elements <= room.elements && size.bytes <= room.bytes;
    // Text after a gap would read as if nothing were missing.
    if (!drawn.acts) open = open && fitsHere;
    if (drawn.acts ? !fitsHere : !open) continue;
    kept.add(drawn);
    room = { elements: room.elements - size.elements, bytes: room.bytes - size.bytes };
  }
  const elements = sheet.drawn.filter((drawn) => kept.has(drawn)).map((drawn) => drawn.element);
  return assembled(sheet, [...elements, sheet.cutNote.element]);
}

function byUse(drawn: readonly Drawn[]): readonly Drawn[] {
  return [...drawn.filter(({ acts }) => acts), ...drawn.filter(({ acts }) => !acts)];
}
