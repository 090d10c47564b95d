/** Calls of an app through the real SDK, and the cards and texts they carry; holds no assertion. */
import type * as lark from '@larksuiteoapi/node-sdk';
import type { JsonObject } from '../../../src/sandbox/slack/json.ts';

/** What a call of the SDK came to: its body, whether it was thrown or not. */
export async function outcome(
  call: Promise<unknown>,
): Promise<{ status: number; code: number; msg: string; headers: JsonObject }> {
  const seen = (body: Partial<{ code: number; msg: string }>, status: number, headers: JsonObject = {}) => ({
    status,
    code: body.code ?? 0,
    msg: body.msg ?? '',
    headers,
  });
  try {
    return seen((await call) as { code?: number; msg?: string }, 200);
  } catch (error) {
    const { response } = error as { response?: { status: number; data: object; headers: JsonObject } };
    if (response === undefined) throw error;
    return seen(response.data, response.status, response.headers);
  }
}

/** A card as small as it may be, with these components in its body. */
export function cardWith(...elements: JsonObject[]): JsonObject {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: 'Line' }, template: 'blue' },
    body: { elements },
  };
}

export function button(name: string, value: JsonObject, more: JsonObject = {}): JsonObject {
  const text = { tag: 'plain_text', content: name };
  return { tag: 'button', name, text, behaviors: [{ type: 'callback', value }], ...more };
}

/** Sends a card into a chat as the app. @returns its message_id. */
export async function sendCard(client: lark.Client, chat: string, card: JsonObject): Promise<string> {
  const answer = await client.im.v1.message.create({
    params: { receive_id_type: chat.startsWith('ou_') ? 'open_id' : 'chat_id' },
    data: { receive_id: chat, msg_type: 'interactive', content: JSON.stringify(card) },
  });
  return answer.data?.message_id ?? '';
}

export const text = (said: string) => JSON.stringify({ text: said });

export interface Draft {
  readonly receive_id: string;
  readonly msg_type: string;
  readonly content: string;
  readonly uuid?: string;
}

/** A message, into the group "lines" unless told otherwise. */
export function create(client: lark.Client, draft: Partial<Draft> = {}, type: 'chat_id' | 'open_id' = 'chat_id') {
  const data = { receive_id: 'oc_lines', msg_type: 'text', content: text('hello'), ...draft };
  return client.im.v1.message.create({ params: { receive_id_type: type }, data });
}

export function patch(client: lark.Client, message_id: string, card: JsonObject) {
  return client.im.v1.message.patch({ path: { message_id }, data: { content: JSON.stringify(card) } });
}

/** A card only one person sees: the SDK has no method of its own for it. */
export function showOne(client: lark.Client, data: JsonObject) {
  return client.request({ method: 'POST', url: '/open-apis/ephemeral/v1/send', data });
}
