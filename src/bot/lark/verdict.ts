/** What becomes of a form once it was submitted: drawn again, followed by another card, or done. Sends nothing. */
import type { Answer } from '../../app/ports.ts';
import { type Language, type Phrase, t } from '../../app/text/phrase.ts';
import { formDone, formShown } from './awaited.ts';
import { cardJson } from './card.ts';
import type { LarkCard } from './card-json.ts';
import { type Desk, optionsFor } from './desk.ts';
import { formJson, labelsOf } from './form.ts';
import type { Submitted } from './inbound.ts';
import { errorLines, fitsToast, saidCard, type Toast, toast } from './said.ts';
import { holdsSecret } from './tell.ts';
import type { Pen } from './text.ts';
import { own } from './words.ts';

export interface Verdict {
  readonly toast?: Toast;
  /** Takes the form's place. Forms live in direct chats: nobody else sees it. */
  readonly card?: LarkCard;
  /** Neither says it all: the answer is told beside the form, which stays. */
  readonly untold: boolean;
}

export async function verdict(desk: Desk, submitted: Submitted, answer: Answer, language: Language): Promise<Verdict> {
  const { heard, where, values } = submitted;
  const pen: Pen = { language, everyone: true };
  const message = where.card ?? '';
  const form = desk.forms.get(message);
  switch (answer.kind) {
    case 'errors': {
      if (form !== undefined) {
        const options = await optionsFor(desk, heard, form);
        const card = formJson(form, pen, options, { values, errors: answer.errors });
        return { toast: toast(t('chat.errors'), 'bad'), card, untold: false };
      }
      // Shown by another instance, or long ago: the client keeps what was typed.
      const lines = errorLines(answer.errors, {});
      const only = lines.slice(1);
      const short = fitsToast(only);
      return { toast: toast(short ? (only[0] ?? '') : t('chat.errors'), 'bad'), untold: !short };
    }
    case 'said': {
      if (answer.tone === 'bad') return refused(desk, submitted, answer.text, pen);
      const short = fitsToast(answer.text);
      formDone(desk, where.user, message);
      return {
        ...(short && !holdsSecret(answer) && { toast: toast(answer.text[0] ?? '', answer.tone) }),
        card: saidCard(answer.text, pen, answer.tone, form?.title),
        untold: false,
      };
    }
    case 'form': {
      formShown(desk, where.user, message, answer.form);
      return { card: formJson(answer.form, pen, await optionsFor(desk, heard, answer.form)), untold: false };
    }
    case 'card':
      formDone(desk, where.user, message);
      return { card: cardJson(answer.card, pen, await optionsFor(desk, heard, answer.card)), untold: false };
    case 'file':
    case 'picture':
      formDone(desk, where.user, message);
      return { toast: toast(own.sentAlone, 'good'), card: saidCard([answer.said], pen, 'good'), untold: true };
  }
}

/** The form stays with all that was entered, but secrets, and says why it was not taken. */
async function refused(
  desk: Desk,
  { heard, where, values }: Submitted,
  refusal: readonly Phrase[],
  pen: Pen,
): Promise<Verdict> {
  const form = desk.forms.get(where.card ?? '');
  const short = fitsToast(refusal);
  const note = toast(short ? (refusal[0] ?? '') : form ? t('chat.errors') : own.sentToYou, 'bad');
  // Shown by another instance, or long ago: the client keeps what was typed.
  if (form === undefined) return { toast: note, untold: !short };
  const entered = { values, errors: {}, refusal };
  return { toast: note, card: formJson(form, pen, await optionsFor(desk, heard, form), entered), untold: false };
}

/** For errors that are told elsewhere. */
export function labelsFor(desk: Desk, { where }: Submitted) {
  const form = desk.forms.get(where.card ?? '');
  return form === undefined ? {} : labelsOf(form);
}
