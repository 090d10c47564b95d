/** The `Speaker` port on Slack's Web API: one call per method, never repeated here. Decides nothing about when or what. */
import type { webApi } from '@slack/bolt';
import type { MessageRef, Speaker } from '../../app/ports.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { cardMessage, homeView, type Message } from './card.ts';
import { outcome } from './outcome.ts';
import { saidMessage } from './said.ts';

/** Marks every message with its send key, to look it up after an unknown outcome. */
const sendEvent = 'hostline_send';
/** Looking further back costs a call a page; a send is looked up within minutes of its first try. */
const pages = 5;
const messagesPerPage = 200;
const quiet = { unfurl_links: false, unfurl_media: false };

function marked(key: string) {
  return { metadata: { event_type: sendEvent, event_payload: { key } } };
}

interface Found {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

interface Page {
  readonly messages?: readonly Found[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** @param botId own bot id: another app's message with our marks is not ours. */
export function slackSpeaker(client: webApi.WebClient, botId: string): Speaker {
  async function send(room: string, message: Message, key: string, thread?: string): Promise<MessageRef> {
    const posted = await outcome(() =>
      client.chat.postMessage({
        channel: room,
        ...message,
        ...quiet,
        ...marked(key),
        ...(thread !== undefined && { thread_ts: thread }),
      }),
    );
    // Slack answers a post with its place; a post to a person's id lands in their direct room.
    return { platform: 'slack', room: posted.channel ?? room, id: posted.ts ?? '' };
  }

  function isSent(message: Found, key: string): boolean {
    const payload = message.metadata?.event_payload;
    const sentKey = payload !== undefined && 'key' in payload ? payload.key : undefined;
    return message.metadata?.event_type === sendEvent && sentKey === key && message.bot_id === botId;
  }

  /** Channel history comes newest first, replies oldest first. */
  function page(room: string, thread: string | undefined, cursor: string | undefined): Promise<Page> {
    const args = {
      channel: room,
      include_all_metadata: true,
      limit: messagesPerPage,
      ...(cursor !== undefined && { cursor }),
    };
    return thread === undefined
      ? client.conversations.history(args)
      : client.conversations.replies({ ...args, ts: thread });
  }

  return {
    name: 'slack',

    post(room, card, language, key) {
      return send(room, cardMessage(card, language), key);
    },

    async update(ref, card, language) {
      await outcome(() => client.chat.update({ channel: ref.room, ts: ref.id, ...cardMessage(card, language) }));
    },

    async reply(ref: MessageRef, text: readonly Phrase[], language: Language, key: string) {
      return (await send(ref.room, saidMessage(text, language), key, ref.id)).id;
    },

    async line(room, text, language, key) {
      return (await send(room, saidMessage(text, language), key)).id;
    },

    async find(room, thread, key) {
      let cursor: string | undefined;
      for (let turn = 0; turn < pages; turn += 1) {
        const { messages, response_metadata: next } = await outcome(() => page(room, thread?.id, cursor));
        const found = messages?.find((message) => isSent(message, key));
        if (found?.ts !== undefined) return found.ts;
        cursor = next?.next_cursor || undefined;
        if (cursor === undefined) return undefined;
      }
      return undefined;
    },

    async direct(user) {
      const opened = await outcome(() => client.conversations.open({ users: user }));
      return opened.channel?.id ?? user;
    },

    async home(user, card, language) {
      await outcome(() => client.views.publish({ user_id: user, view: homeView(card, language) }));
    },
  };
}
