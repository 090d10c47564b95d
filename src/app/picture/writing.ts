/** Writes phrases into a picture: said in the reader's language, cut to the room there is. Knows no layout. */
import { type Language, type Phrase, say } from '../text/phrase.ts';
import { colour, fontSize } from './look.ts';
import { shorten } from './width.ts';
import { element, type Markup, plain } from './xml.ts';

export interface Writing {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly room: number;
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** The font has one weight; a thin outline makes it bolder. */
  readonly bold?: boolean;
}

/** What will stand there: one line, at most `room` wide. */
export function fitted(phrase: Phrase, language: Language, room: number, size: number = fontSize.label): string {
  return shorten(plain(say(phrase, language)), room, size);
}

export function write(phrase: Phrase, language: Language, writing: Writing): Markup {
  const { x, y, room, size = fontSize.label, fill = colour.ink, anchor = 'start', bold = false } = writing;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      fill,
      ...(anchor !== 'start' && { 'text-anchor': anchor }),
      ...(bold && { stroke: fill, 'stroke-width': 0.45 }),
    },
    fitted(phrase, language, room, size),
  );
}
