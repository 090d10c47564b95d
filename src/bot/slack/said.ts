/** Sentences as messages: answers, thread lines, field errors, invitations to a form. Knows no card. */
import type { KnownBlock } from '@slack/types';
import type { Form, Tone } from '../../app/cards/model.ts';
import { type Language, type Phrase, say, t } from '../../app/text/phrase.ts';
import { buttonRows, gather, note } from './blocks.ts';
import { type Message, penFor } from './card.ts';
import { budgets, limits, shown } from './limits.ts';
import { squeeze } from './squeeze.ts';
import { fallback, speak, textObject } from './text.ts';

export type SaidTone = Exclude<Tone, 'waiting'>;

const marks: Readonly<Record<SaidTone, string>> = { good: '✅ ', bad: '⚠️ ', neutral: '' };

/** One line a phrase. */
export function saidMessage(lines: readonly Phrase[], language: Language, tone: SaidTone = 'neutral'): Message {
  const spoken = lines.map((line, index) => `${index === 0 ? marks[tone] : ''}${speak(line, language)}`);
  const blocks = gather(spoken.length > 0 ? spoken : [''], shown.saidChunk).map(
    (group): KnownBlock => ({ type: 'section', text: textObject(group, limits.anyText) }),
  );
  const plainLines = lines.map((line) => say(line, language)).join('\n');
  return {
    text: fallback(plainLines, language, shown.fallbackText),
    blocks: squeeze(blocks, budgets.message, note(t('chat.cut'), language)),
  };
}

/** What is wrong with a submission, where no form is open to show it: `label: error` lines. */
export function errorsMessage(
  errors: Readonly<Record<string, Phrase>>,
  labels: Readonly<Record<string, string>>,
  language: Language,
): Message {
  const lines = Object.entries(errors).map(([name, error]) => `• ${labels[name] ?? name}: ${say(error, language)}`);
  return saidMessage([t('chat.errors'), ...lines], language, 'bad');
}

/** A form that cannot be opened from here, as a message with the button that opens it. */
export function invitation(form: Form, language: Language): Message {
  const { verb, resource, revision, fixed } = form;
  const lead = saidMessage([t('chat.form.missing', { form: form.title })], language);
  const button = {
    label: t('chat.form.open'),
    verb,
    args: fixed,
    style: 'primary' as const,
    ...(resource !== undefined && { resource }),
    ...(revision !== undefined && { revision }),
  };
  return { text: lead.text, blocks: [...lead.blocks, ...buttonRows([button], penFor(language))] };
}
