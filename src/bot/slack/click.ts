/**
 * Buttons and menus of a card, and how a click on one is read back: the two directions of one encoding.
 * Knows nothing of who clicked or what a verb means.
 */
import type { Button as ButtonElement, ConfirmationDialog, ExternalSelect } from '@slack/types';
import { z } from 'zod';
import type { Block, Button } from '../../app/cards/model.ts';
import { type Language, say, t } from '../../app/text/phrase.ts';
import { cut } from '../cut.ts';
import { inertJson, parseJson } from './json.ts';
import { limits } from './limits.ts';
import { plain } from './text.ts';

export interface Click {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
  readonly args: Readonly<Record<string, string>>;
}

export type PickBlock = Extract<Block, { kind: 'pick' }>;

const clickShape = z.object({
  verb: z.string().min(1),
  resource: z.string().optional(),
  revision: z.number().optional(),
  args: z.record(z.string(), z.string()).default({}),
});

/** Arguments that do not fit are left out: the verb then asks for them, instead of acting on half a value. */
function clickValue(button: Button): string {
  const { verb, resource, revision, args } = button;
  const candidates = [
    { verb, resource, revision, args },
    { verb, resource, revision },
    { verb, revision },
  ].map(inertJson);
  return candidates.find((value) => value.length <= limits.buttonValue) ?? inertJson({ verb });
}

function confirmDialog(button: Button, language: Language): { confirm: ConfirmationDialog } | undefined {
  if (button.confirm === undefined) return undefined;
  return {
    confirm: {
      title: plain(button.confirm.title, language, limits.confirmTitle),
      text: plain(button.confirm.text, language, limits.confirmText),
      confirm: plain(button.label, language, limits.confirmButton),
      deny: plain(t('chat.cancel'), language, limits.confirmButton),
      ...(button.style && { style: button.style }),
    },
  };
}

/** `index` makes the action id unique in its card. */
export function drawButton(button: Button, language: Language, index: number): ButtonElement {
  const spoken = [say(button.label, language), button.resource].filter((part) => part !== undefined).join(' ');
  return {
    type: 'button',
    text: plain(button.label, language, limits.buttonText),
    action_id: cut(`${button.verb}:${index}`, limits.actionId),
    value: clickValue(button),
    accessibility_label: cut(spoken, limits.accessibilityLabel),
    ...(button.style && { style: button.style }),
    ...confirmDialog(button, language),
  };
}

/** `undefined`: not one of our buttons, or one that can no longer be read. */
export function readButton(value: string | undefined): Click | undefined {
  const parsed = clickShape.safeParse(parseJson(value ?? ''));
  if (!parsed.success) return undefined;
  const { verb, resource, revision, args } = parsed.data;
  return { verb, args, ...(resource !== undefined && { resource }), ...(revision !== undefined && { revision }) };
}

/** A menu has no value of its own: verb, argument and source are written into its action id. */
export function drawPick(pick: PickBlock, language: Language, index: number): ExternalSelect {
  return {
    type: 'external_select',
    action_id: ['pick', pick.verb, pick.name, pick.source, String(index)].map(encodeURIComponent).join(':'),
    placeholder: plain(pick.placeholder, language, limits.placeholder),
    min_query_length: 0,
  };
}

export interface Pick {
  readonly verb: string;
  readonly name: string;
  readonly source: string;
}

export function readPick(actionId: string): Pick | undefined {
  const [kind, verb, name, source] = actionId.split(':').map((part) => decodePart(part));
  return kind === 'pick' && verb && name && source ? { verb, name, source } : undefined;
}

/** Search fields of forms: the source is written into the action id, the argument name is the block id. */
export function searchActionId(source: string): string {
  return `search:${encodeURIComponent(source)}`;
}

export function readSearchSource(actionId: string): string | undefined {
  const [kind, source] = actionId.split(':').map((part) => decodePart(part));
  return kind === 'search' ? source : readPick(actionId)?.source;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
