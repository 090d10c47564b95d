/** Turns what the ear answers into what a program reads. Sentences are said in its language, everything else stays data. */
import type { Answer } from '../../app/ports.ts';
import { type Language, type Phrase, type Said, say, t } from '../../app/text/phrase.ts';
import { isKey } from '../../app/text/refusal.ts';
import { problemOf, problemsOf } from './problem.ts';
import type { ApiAnswer, Problem } from './wire.ts';

export type Result = { readonly answer: unknown; readonly repeated?: true } | { readonly problem: Problem };

export function resultOf(answer: Answer, language: Language): Result {
  switch (answer.kind) {
    case 'said': {
      const [first = ''] = answer.text;
      if (answer.tone === 'bad') return { problem: problemOf(first, language) };
      const { tone } = answer;
      const codes = answer.text.map((phrase) => (typeof phrase === 'string' ? '' : phrase.key));
      const text = answer.text.map((phrase) => say(phrase, language));
      return { answer: { kind: 'said', language, tone, text, codes } satisfies ApiAnswer };
    }
    case 'card': {
      const card = spoken(answer.card, language) as Record<string, unknown>;
      return { answer: { kind: 'card', language, card } satisfies ApiAnswer };
    }
    case 'picture': {
      const { name, svg } = answer;
      return { answer: { kind: 'picture', language, name, svg, text: say(answer.said, language) } satisfies ApiAnswer };
    }
    case 'file': {
      const { name, text: content } = answer;
      const text = say(answer.said, language);
      return { answer: { kind: 'file', language, name, content, text } satisfies ApiAnswer };
    }
    case 'form': {
      const { fields } = answer.form;
      const problem = problemOf(t('api.needs-fields', { fields: fields.map((row) => row.label) }), language);
      const errors = fields.map((row) => ({
        code: 'missing',
        field: row.name,
        fix: say(row.hint ?? row.label, language),
      }));
      return { problem: { ...problem, errors } };
    }
    case 'errors':
      return { problem: problemsOf(answer.errors, language) };
  }
}

/** Every sentence inside becomes text; names and numbers stay. */
function spoken(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => spoken(item, language));
  if (typeof value !== 'object' || value === null) return value;
  if (isSaid(value)) return say(value, language);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoken(inner, language)]));
}

function isSaid(value: object): value is Said {
  const { key } = value as { key?: unknown };
  return typeof key === 'string' && isKey(key);
}

export const refusal = (phrase: Phrase, language: Language): Result => ({ problem: problemOf(phrase, language) });
