/** Knows the addresses handed out with commands and clicks, and what a message sent there does; serves no HTTP. */
import type { Clock } from '../clock.ts';
import { fitContent, saysSomething } from './content.ts';
import type { Ids } from './ids.ts';
import { type JsonObject, textOf } from './json.ts';
import { timeLimits } from './limits.ts';
import type { Message } from './records.ts';
import type { Workspace } from './workspace.ts';

/** Where an answer belongs. */
export interface ReturnAddress {
  readonly person: string;
  readonly channel: string;
  /** The message that was clicked on, when there was one. */
  readonly original?: string;
  readonly thread?: string;
}

/** HTTP status and body of the answer to the app. */
export interface UrlAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

export type Posted =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly refusal: JsonObject };

export interface ResponseUrls {
  /** The path of a fresh address. */
  issue(address: ReturnAddress): string;
  use(path: string, body: JsonObject): UrlAnswer;
  /** Posts an answer given in the acknowledgement itself: it costs no use. */
  answer(address: ReturnAddress, body: JsonObject): Posted;
}

interface Parts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly workspace: Workspace;
}

export function createResponseUrls({ ids, clock, workspace }: Parts): ResponseUrls {
  const issued = new Map<string, { readonly address: ReturnAddress; readonly expiresAt: number; uses: number }>();

  function answer(address: ReturnAddress, body: JsonObject): Posted {
    const refuse = (error: string): Posted => ({ ok: false, refusal: { ok: false, error } });
    const fit = fitContent({ text: textOf(body.text), blocks: body.blocks, attachments: body.attachments }, ids);
    if (!fit.ok) return fit;
    if (!saysSomething(fit.content)) return refuse('no_text');
    if (body.replace_original === true && address.original !== undefined) {
      const fresh = { text: '', ...fit.content };
      const replaced = workspace.change(address.channel, address.original, fresh);
      return replaced === undefined ? refuse('message_not_found') : { ok: true, message: replaced };
    }
    const { botUserId, botId } = workspace.identity;
    const thread = textOf(body.thread_ts) ?? address.thread;
    const message = workspace.post({
      channel: address.channel,
      user: botUserId,
      bot_id: botId,
      text: '',
      ...fit.content,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(body.response_type === 'in_channel' ? {} : { ephemeral_to: address.person }),
    });
    return { ok: true, message };
  }

  return {
    issue(address) {
      const path = `/actions/${workspace.identity.teamId}/${ids.next('')}/${ids.token()}`;
      const expiresAt = clock.now() + timeLimits.responseUrlMilliseconds;
      issued.set(path, { address, expiresAt, uses: 0 });
      return path;
    },
    use(path, body) {
      const url = issued.get(path);
      if (url === undefined) return { status: 404, body: { ok: false, error: 'invalid_url' } };
      if (clock.now() > url.expiresAt) return { status: 404, body: { ok: false, error: 'expired_url' } };
      if (url.uses >= timeLimits.responseUrlUses) return { status: 404, body: { ok: false, error: 'used_url' } };
      url.uses += 1;
      if (body.delete_original === true) {
        const gone = url.address.original !== undefined && workspace.remove(url.address.channel, url.address.original);
        return gone
          ? { status: 200, body: { ok: true } }
          : { status: 404, body: { ok: false, error: 'message_not_found' } };
      }
      const posted = answer(url.address, body);
      return posted.ok ? { status: 200, body: { ok: true } } : { status: 400, body: posted.refusal };
    },
    answer,
  };
}
