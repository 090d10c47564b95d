/** What becomes of a form once it was submitted: drawn again, followed by another card, or done. Sends nothing. */
import type { Answer } from '../../app/ports.ts';
import { type Language, t } from '../../app/text/phrase.ts';
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

export async function verdict(
  desk: Desk,
  { heard, where, values }: Submitted,
  answer: Answer,
  language: Language,
): Promise<Verdict> {
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
      const short = fitsToast(answer.text);
      if (answer.tone === 'bad') {
        return { toast: toast(short ? (answer.text[0] ?? '') : own.sentToYou, 'bad'), untold: !short };
      }
      desk.forms.delete(message);
      return {
        ...(short && !holdsSecret(answer) && { toast: toast(answer.text[0] ?? '', answer.tone) }),
        card: saidCard(answer.text, pen, answer.tone, form?.title),
        untold: false,
      };
    }
    case 'form': {
      desk.forms.set(message, answer.form);
      return { card: formJson(answer.form, pen, await optionsFor(desk, heard, answer.form)), untold: false };
    }
    case 'card':
      desk.forms.delete(message);
      return { card: cardJson(answer.card, pen, await optionsFor(desk, heard, answer.card)), untold: false };
    case 'file':
    case 'picture':
      desk.forms.delete(message);
      return { toast: toast(own.sentAlone, 'good'), card: saidCard([answer.said], pen, 'good'), untold: true };
  }
}

/** For errors that are told elsewhere. */
export function labelsFor(desk: Desk, { where }: Submitted) {
  const form = desk.forms.get(where.card ?? '');
  return form === undefined ? {} : labelsOf(form);
}
