/** Knows whether the words and blocks of a message are fit to post, and in which words Slack refuses them. */
import { blocksTooLong, checkBlocks } from './blocks/check.ts';
import { withIds } from './blocks/find.ts';
import { worded } from './blocks/problem.ts';
import type { Ids } from './ids.ts';
import { isObject, type Json, type JsonObject, objectsOf } from './json.ts';
import { sizeLimits } from './limits.ts';
import type { Message } from './records.ts';

/** What an app may say, before it is looked at. `null` is what unreadable JSON came out as. */
export interface Draft {
  readonly text?: string | undefined;
  readonly blocks?: Json | undefined;
  readonly attachments?: Json | undefined;
  readonly metadata?: Json | undefined;
}

export type Content = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>;
export type Fit =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly refusal: JsonObject };

/** The content as it would be stored, or Slack's refusal. Members that were not given stay away. */
export function fitContent(draft: Draft, ids: Ids): Fit {
  const refuse = (error: string, more: JsonObject = {}): Fit => ({ ok: false, refusal: { ok: false, error, ...more } });
  const blocks = draft.blocks;
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) return refuse('invalid_blocks_format');
    const errors = checkBlocks(blocks).map(worded);
    if (errors.length > 0) {
      return refuse('invalid_blocks', {
        errors,
        response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) },
      });
    }
    if (blocksTooLong(objectsOf(blocks))) return refuse('msg_blocks_too_long');
  }
  if (draft.attachments !== undefined && !Array.isArray(draft.attachments)) return refuse('invalid_attachments');
  const metadata = draft.metadata;
  if (metadata !== undefined) {
    const empty = isObject(metadata) && Object.keys(metadata).length === 0;
    const formed = isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload);
    if (!empty && !formed) return refuse('invalid_metadata_format');
    if (Buffer.byteLength(JSON.stringify(metadata)) > sizeLimits.metadataBytes) return refuse('metadata_too_large');
  }
  return {
    ok: true,
    content: {
      ...(draft.text === undefined ? {} : { text: draft.text.slice(0, sizeLimits.messageTextCharacters) }),
      ...(blocks === undefined ? {} : { blocks: withIds(objectsOf(blocks), () => ids.token().slice(0, 5)) }),
      ...(draft.attachments === undefined ? {} : { attachments: objectsOf(draft.attachments) }),
      ...(isObject(metadata) ? { metadata } : {}),
    },
  };
}

/** Whether there is anything to read. */
export function saysSomething(content: Content): boolean {
  return (content.text ?? '') !== '' || (content.blocks ?? []).length > 0 || (content.attachments ?? []).length > 0;
}

/** Length as chat.update counts it: bytes, after the three characters Slack escapes. */
export function escapedBytes(text: string): number {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return Buffer.byteLength(escaped);
}
