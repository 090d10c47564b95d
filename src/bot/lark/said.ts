/** Sentences as cards and toasts: answers, thread lines, field errors, what became of a form. Knows no card model. */
import type { Tone } from '../../app/cards/model.ts';
import { type Language, type Phrase, t } from '../../app/text/phrase.ts';
import { cut } from '../cut.ts';
import { batches } from '../groups.ts';
import { cutNote, fitted, templates } from './card.ts';
import type { LarkCard } from './card-json.ts';
import { shown } from './limits.ts';
import { bare, inert, markdown, type Pen, plain } from './text.ts';
import { own, type Sentence, speak } from './words.ts';

export type SaidTone = Exclude<Tone, 'waiting'>;

const marks: Readonly<Record<SaidTone, string>> = { good: '✅ ', bad: '⚠️ ', neutral: '' };

/** One line a phrase. @param title given for an answer that takes the place of a form. */
export function saidCard(lines: readonly Sentence[], pen: Pen, tone: SaidTone = 'neutral', title?: Phrase): LarkCard {
  const said = lines.length > 0 ? lines : [''];
  const line = (language: Language) => (phrase: Sentence, index: number) =>
    `${index === 0 ? marks[tone] : ''}${inert(phrase, language, shown.saidLine)}`;
  const runs = batches(
    said.map((phrase, index) => ({ phrase, index })),
    10,
  );
  return fitted(pen, (tried) => ({
    ...(title !== undefined && { header: { title: plain(title, tried, shown.title), template: templates[tone] } }),
    summary: bare(said[0] ?? '', tried, shown.summary),
    drawn: runs.map((run) => ({
      acts: false,
      element: markdown((language) => run.map(({ phrase, index }) => line(language)(phrase, index)).join('\n'), tried),
    })),
    cutNote: cutNote(tried),
  }));
}

/** What is wrong with a submission, where no form is open to show it: `label: error` lines. */
export function errorLines(
  errors: Readonly<Record<string, Phrase>>,
  labels: Readonly<Record<string, Phrase>>,
): readonly Sentence[] {
  const lines = Object.entries(errors).map(([name, error]) => own.fieldError(labels[name] ?? name, error));
  return [t('chat.errors'), ...lines];
}

export interface Toast {
  readonly toast: {
    readonly type: 'success' | 'error' | 'info';
    readonly content: string;
    readonly i18n: { readonly zh_cn: string; readonly en_us: string };
  };
}

const toastTypes = { good: 'success', bad: 'error', neutral: 'info' } as const;

/** The short answer a click itself gets, in the person's own language. */
export function toast(phrase: Sentence, tone: SaidTone): Toast {
  const spoken = bare(phrase, { language: 'en', everyone: true }, shown.toast);
  const both = spoken.i18n_content ?? { zh_cn: spoken.content, en_us: spoken.content };
  return { toast: { type: toastTypes[tone], content: spoken.content, i18n: both } };
}

/** A toast is one short line in every language. */
export function fitsToast(lines: readonly Sentence[]): boolean {
  const [line, ...more] = lines;
  if (line === undefined || more.length > 0) return false;
  return (['en', 'zh'] as const).every((language) => {
    const said = speak(line, language);
    return !said.includes('\n') && cut(said, shown.toast) === said;
  });
}
