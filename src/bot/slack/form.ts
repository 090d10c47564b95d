/** Draws a form as a modal. Knows no verb, sends nothing; `submission.ts` reads it back. */
import type { ModalView } from '@slack/types';
import type { Form } from '../../app/cards/model.ts';
import { type Language, say, t } from '../../app/text/phrase.ts';
import { note, section } from './blocks.ts';
import { drawField } from './field.ts';
import { inertJson } from './json.ts';
import { budgets, limits } from './limits.ts';
import { squeeze } from './squeeze.ts';
import { plain } from './text.ts';

/** Tells a submitted form from any other view. */
export const formCallback = 'form';
/**
 * The longest fixed arguments move onto the form, filled in, when the metadata would not hold them: asked again
 * is better than lost.
 */
function divideFixed(form: Form, room: string | undefined): { metadata: string; visible: Record<string, string> } {
  const { verb, resource, revision } = form;
  const fixed: Record<string, string> = { ...form.fixed };
  const visible: Record<string, string> = {};
  const write = () => inertJson({ verb, resource, revision, fixed, room });
  const longestFirst = Object.entries(form.fixed).toSorted(([, one], [, other]) => other.length - one.length);
  for (const [name, value] of longestFirst) {
    if (write().length <= limits.metadata) break;
    delete fixed[name];
    visible[name] = value;
  }
  return { metadata: write(), visible };
}

/** @param room where the answer to a submission goes; absent: to the person alone. */
export function formView(form: Form, language: Language, room?: string): ModalView {
  const { metadata, visible } = divideFixed(form, room);
  const asked = new Set(form.fields.map((field) => field.name));
  const moved = Object.entries(visible)
    .filter(([name]) => !asked.has(name))
    .map(([name, initial]) =>
      drawField({ kind: 'text', name, label: name, required: true, multiline: true, initial }, language),
    );
  const fields = form.fields.map((field) => drawField(field, language));
  // The bar above holds 24 characters, and a modal needs at least one block.
  const isTitleCut = say(form.title, language).length > limits.modalTitle || form.fields.length === 0;
  const lead = isTitleCut ? [section(form.title, language)] : [];
  const notes = form.note === undefined ? [] : [note(form.note, language)];
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(form.title, language, limits.modalTitle),
    submit: plain(form.submit, language, limits.modalButton),
    close: plain(t('chat.cancel'), language, limits.modalButton),
    private_metadata: metadata,
    blocks: squeeze([...lead, ...notes, ...moved, ...fields], budgets.view, note(t('chat.cut'), language)),
  };
}
