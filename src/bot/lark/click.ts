/**
 * Buttons and menus of a card, and how a click on one is read back: the two directions of one encoding.
 * Knows nothing of who clicked or what a verb means.
 */
import { z } from 'zod';
import type { Block, Button } from '../../app/cards/model.ts';
import { type Phrase, t } from '../../app/text/phrase.ts';
import type { ButtonElement, Callback, InputElement, OptionElement, SelectElement } from './card-json.ts';
import { limits, shown } from './limits.ts';
import { type Pen, plain } from './text.ts';

export interface Click {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  readonly args: Readonly<Record<string, string>>;
}

export interface Choice {
  readonly value: string;
  readonly label: Phrase;
}

/** Menus' options by source; a source that is not there is asked for as free text. */
export type Options = ReadonlyMap<string, readonly Choice[]>;
export const noOptions: Options = new Map();

type PickBlock = Extract<Block, { kind: 'pick' }>;

const clickShape = z.object({
  verb: z.string().min(1),
  resource: z.string().optional(),
  revision: z.number().optional(),
  args: z.record(z.string(), z.string()).default({}),
});

const pickShape = z.object({ verb: z.string().min(1), pick: z.string().min(1) });

function callback(value: Callback['value']): readonly Callback[] {
  return [{ type: 'callback', value }];
}

/** Arguments that do not fit are left out: the verb then asks for them, instead of acting on half a value. */
function clickValue(button: Button): Callback['value'] {
  const { verb, resource, revision, args } = button;
  const about = { ...(resource !== undefined && { resource }), ...(revision !== undefined && { revision }) };
  const candidates = [
    { verb, ...about, ...(args && { args }) },
    { verb, ...about },
  ];
  return candidates.find((value) => JSON.stringify(value).length <= shown.buttonValue) ?? { verb };
}

export function drawButton(button: Button, pen: Pen): ButtonElement {
  return {
    tag: 'button',
    text: plain(button.label, pen, shown.buttonText),
    type: button.style ?? 'default',
    ...(button.confirm && {
      confirm: {
        title: plain(button.confirm.title, pen, shown.confirmTitle),
        text: plain(button.confirm.text, pen, shown.confirmText),
      },
    }),
    behaviors: callback(clickValue(button)),
  };
}

/** Values Lark could refuse are left out: a cut value would mean something else. Each value once. */
export function drawOptions(choices: readonly Choice[], pen: Pen): OptionElement[] {
  const unique = new Map(choices.map((choice) => [choice.value, choice]));
  return [...unique.values()]
    .filter(({ value }) => value !== '' && value.length <= shown.optionValue)
    .map(({ value, label }) => ({ text: plain(label === '' ? value : label, pen, shown.optionText), value }));
}

/** A menu, or without options an input that takes what a person types. */
export function drawPick(pick: PickBlock, pen: Pen, options: Options): SelectElement | InputElement {
  const drawn = drawOptions(options.get(pick.source) ?? [], pen).slice(0, limits.options);
  const behaviors = callback({ verb: pick.verb, pick: pick.name });
  const placeholder = plain(pick.placeholder, pen, shown.placeholder);
  return drawn.length > 0
    ? { tag: 'select_static', placeholder, options: drawn, behaviors }
    : { tag: 'input', placeholder, behaviors };
}

/** What a callback says of the element that was used. */
export interface Used {
  readonly value?: unknown;
  /** Chosen in a menu, or typed into an input. */
  readonly entered?: string | undefined;
}

/** `undefined`: not one of our buttons, or one that can no longer be read. */
export function readClick({ value, entered }: Used): Click | undefined {
  const { data: pick } = pickShape.safeParse(value);
  if (pick !== undefined) {
    return entered === undefined || entered === '' ? undefined : { verb: pick.verb, args: { [pick.pick]: entered } };
  }
  const { data: click } = clickShape.safeParse(value);
  if (click === undefined) return undefined;
  const { verb, resource, revision, args } = click;
  return { verb, args, ...(resource !== undefined && { resource }), ...(revision !== undefined && { revision }) };
}

/** Shown where nothing says better what to choose. */
export const choose: Phrase = t('chat.placeholder');
