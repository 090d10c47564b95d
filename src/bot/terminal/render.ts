/** Draws cards and lines as text for one reader, with their choices as a table. Knows no wire and no terminal device. */
import type { Block, Button, Card, Tone } from '../../app/cards/model.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { drawBlock, hang, type Pen, spoken, toneMark } from './blocks.ts';
import { ansi, plain } from './paint.ts';
import { type TerminalKey, words } from './words.ts';

export interface View {
  readonly language: Language;
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** What is typed before a number to press it, so that a card sent to a room cannot take the number of another. */
  readonly mark: string;
  /** Number of the first choice. */
  readonly first: number;
}

export const defaultView: Omit<View, 'language'> = { width: 80, colour: false, mark: '', first: 1 };

/** Something to press: a button, or a search whose result becomes `args[pick.name]`. */
export interface Choice {
  readonly press: string;
  readonly label: string;
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  readonly args: Readonly<Record<string, string>>;
  readonly confirm?: { readonly title: string; readonly text: string };
  readonly pick?: { readonly name: string; readonly source: string };
}

export interface Drawn {
  readonly text: string;
  readonly buttons: readonly Choice[];
}

const toneWord: Readonly<Record<Tone, Extract<TerminalKey, `terminal.tone.${string}`>>> = {
  waiting: 'terminal.tone.waiting',
  good: 'terminal.tone.good',
  bad: 'terminal.tone.bad',
  neutral: 'terminal.tone.neutral',
};

const indent = '  ';

/** The card's choices are numbered in the order they are read. */
export function renderCard(card: Card, view: View): Drawn {
  const choices: Choice[] = [];
  const pen = penFor(view, (choice) => {
    const press = `${view.mark}${view.first + choices.length}`;
    choices.push(asChoice(choice, press, view.language));
    return press;
  });
  const inner = { ...pen, width: view.width - indent.length };
  const head = `${toneMark[card.tone]} ${words(view.language, toneWord[card.tone])}: `;
  const title = hang(head, [said(card.title, view.language)], pen).map((line) => pen.paint(card.tone, line));
  const body = card.blocks.flatMap((block) => drawBlock(block, inner).map((line) => indent + line));
  return { text: [...title, ...body].join('\n'), buttons: choices };
}

/** Lines said by the service, the first one marked with its tone. */
export function renderLines(text: readonly Phrase[], tone: Tone, view: View): string {
  const pen = penFor(view);
  const lines = text.flatMap((phrase) => spoken(phrase, pen));
  return hang(`${toneMark[tone]} `, lines, pen, tone).join('\n');
}

/** Lines in the thread of a card. */
export function renderReply(text: readonly Phrase[], view: View): string {
  const pen = penFor(view);
  return hang(
    '> ',
    text.flatMap((phrase) => spoken(phrase, pen)),
    pen,
  ).join('\n');
}

/** One line without breaks, safe to emit. */
export function said(phrase: Phrase, language: Language): string {
  return spoken(phrase, { language }).join(' ');
}

function penFor(view: View, press: Pen['press'] = () => ''): Pen {
  return { language: view.language, width: view.width, paint: view.colour ? ansi : plain, press };
}

function asChoice(from: Button | Extract<Block, { kind: 'pick' }>, press: string, language: Language): Choice {
  if ('kind' in from) {
    const pick = { name: from.name, source: from.source };
    return { press, label: said(from.placeholder, language), verb: from.verb, args: {}, pick };
  }
  const { label, verb, resource, revision, args, confirm } = from;
  return {
    press,
    label: said(label, language),
    verb,
    args: args ?? {},
    ...(resource === undefined ? {} : { resource }),
    ...(revision === undefined ? {} : { revision }),
    ...(confirm ? { confirm: { title: said(confirm.title, language), text: said(confirm.text, language) } } : {}),
  };
}
