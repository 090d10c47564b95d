/** Reads a submitted modal back, and answers what is wrong with it. Draws no form and knows no verb. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type Language, type Phrase, say, t } from '../../app/text/phrase.ts';
import { formCallback } from './form.ts';
import { parseJson } from './json.ts';
import { budgets, limits } from './limits.ts';
import { plain, speak, textObject } from './text.ts';

/** Block that shows errors which belong to no field on the form. */
const errorsBlock = 'hostline-errors';

/** Carried by the view itself: which verb a submission means, and where it was opened. */
const metadataShape = z.object({
  verb: z.string(),
  resource: z.string().optional(),
  revision: z.number().optional(),
  fixed: z.record(z.string(), z.string()).default({}),
  room: z.string().optional(),
});
type FormMetadata = z.infer<typeof metadataShape>;

/** `undefined`: not a form of ours. */
export function readMetadata(text: string | undefined): FormMetadata | undefined {
  const parsed = metadataShape.safeParse(parseJson(text ?? ''));
  return parsed.success ? parsed.data : undefined;
}

/** The room written into any view of ours, form or answer. */
export function readRoom(text: string | undefined): string | undefined {
  const parsed = z.object({ room: z.string().optional() }).safeParse(parseJson(text ?? ''));
  return parsed.success ? parsed.data.room : undefined;
}

const optionShape = z.object({ value: z.string() }).nullish();
const stateShape = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: optionShape,
      selected_options: z.array(z.object({ value: z.string() })).optional(),
      files: z.array(z.object({ id: z.string() })).optional(),
    }),
  ),
);

/** `view.state.values` as arguments by field name; a field left empty is absent. */
export function readValues(state: unknown): Record<string, string> {
  const parsed = stateShape.safeParse(state);
  if (!parsed.success) return {};
  return Object.fromEntries(
    Object.entries(parsed.data).flatMap(([name, elements]) => {
      const element = Object.values(elements)[0];
      const chosen = element?.selected_option ?? element?.selected_options?.[0];
      const value = element?.value ?? chosen?.value ?? element?.files?.[0]?.id;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** A view as Slack hands it back with a submission. */
export interface OpenView {
  readonly blocks: readonly KnownBlock[];
  readonly title: ModalView['title'];
  readonly submit?: ModalView['submit'];
  readonly close?: ModalView['close'];
  readonly privateMetadata: string;
}

function inputsOf(view: OpenView): InputBlock[] {
  return view.blocks.filter((block) => block.type === 'input');
}

/** Field labels by name, for errors told outside the form. */
export function labelsOf(view: OpenView): Record<string, string> {
  return Object.fromEntries(inputsOf(view).map((block) => [block.block_id ?? '', block.label.text]));
}

export type SubmissionReply =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** Errors at their fields; when one belongs to no field on the form, all of them in a block on top. */
export function errorsReply(
  errors: Readonly<Record<string, Phrase>>,
  view: OpenView,
  language: Language,
): SubmissionReply {
  const labels = labelsOf(view);
  const entries = Object.entries(errors);
  if (entries.length > 0 && entries.every(([name]) => name in labels)) {
    const texts = entries.map(([name, error]) => [name, plain(error, language, limits.errorText).text]);
    return { response_action: 'errors', errors: Object.fromEntries(texts) };
  }
  const lines = entries.map(([name, error]) =>
    name in labels ? `• ${labels[name]}: ${speak(error, language)}` : `• ${speak(error, language)}`,
  );
  return noticeReply([say(t('chat.errors'), language), ...lines], view);
}

/** A refusal of the whole: the form stays, with all that was typed. */
export function refusalReply(said: readonly Phrase[], view: OpenView, language: Language): SubmissionReply {
  return noticeReply(
    said.map((line) => speak(line, language)),
    view,
  );
}

/** What was entered stays in fields whose ids stay. */
function noticeReply(lines: readonly string[], view: OpenView): SubmissionReply {
  const text = textObject(`⚠️ ${lines.join('\n')}`, limits.anyText);
  const block: KnownBlock = { type: 'section', block_id: errorsBlock, text };
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      callback_id: formCallback,
      title: view.title,
      ...(view.submit && { submit: view.submit }),
      ...(view.close && { close: view.close }),
      private_metadata: view.privateMetadata,
      blocks: [block, ...view.blocks.filter((other) => other.block_id !== errorsBlock)].slice(0, budgets.view.blocks),
    },
  };
}
