/** What a card and a form are, for every platform. Knows no platform's blocks, limits or markup. */
import type { Phrase } from '../text/phrase.ts';

/** Colour never stands alone: the title or state word says the same. */
export type Tone = 'waiting' | 'good' | 'bad' | 'neutral';

/** A click is a typed command: verb, resource, and the revision the button was drawn from. */
export interface Button {
  readonly label: Phrase;
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  readonly args?: Readonly<Record<string, string>>;
  readonly style?: 'primary' | 'danger';
  /** Asked before a dangerous click is sent. */
  readonly confirm?: { readonly title: Phrase; readonly text: Phrase };
}

export interface StepRow {
  readonly label: Phrase;
  readonly status: 'done' | 'now' | 'waiting' | 'failed';
  readonly detail?: Phrase;
}

export interface ItemRow {
  readonly title: Phrase;
  readonly detail?: Phrase;
  readonly tone: Tone;
  readonly button?: Button;
}

export type Block =
  | { readonly kind: 'text'; readonly text: Phrase }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: Phrase; readonly value: Phrase }[] }
  | { readonly kind: 'steps'; readonly rows: readonly StepRow[] }
  | { readonly kind: 'items'; readonly rows: readonly ItemRow[]; readonly empty: Phrase }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** Small print. */
  | { readonly kind: 'note'; readonly text: Phrase }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  /** A select menu with search: the chosen value becomes `args[name]` of the verb. */
  | {
      readonly kind: 'pick';
      readonly placeholder: Phrase;
      readonly verb: string;
      readonly name: string;
      readonly source: string;
    };

export interface Card {
  /** Resource the card shows (`conn-…`), or a view's name (`home`, `help`). */
  readonly id: string;
  readonly revision: number;
  readonly tone: Tone;
  readonly title: Phrase;
  /** One line for notifications and screen readers. */
  readonly summary: Phrase;
  readonly blocks: readonly Block[];
}

export type Field = {
  /** Argument name of the verb. */
  readonly name: string;
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly required: boolean;
  readonly initial?: string;
} & (
  | {
      readonly kind: 'text';
      readonly maxLength?: number;
      readonly multiline?: boolean;
      readonly placeholder?: Phrase;
      readonly secret?: boolean;
    }
  | { readonly kind: 'select'; readonly options: readonly { readonly value: string; readonly label: Phrase }[] }
  /** Options come from `Ear.suggest` with this source name. */
  | { readonly kind: 'search'; readonly source: string; readonly placeholder?: Phrase; readonly initialLabel?: string }
  | { readonly kind: 'checkbox'; readonly text: Phrase }
  /** A file of the person's own; where forms take none, it is sent into the chat. */
  | { readonly kind: 'file' }
);

/** A form is a verb with some arguments still missing. */
export interface Form {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  /** Arguments already known and not asked again. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly title: Phrase;
  readonly submit: Phrase;
  readonly note?: Phrase;
  readonly fields: readonly Field[];
}
