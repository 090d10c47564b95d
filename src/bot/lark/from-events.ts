/** Reads what people type and choose in the bot's menu. Calls nothing. */
import type { Heard } from '../../app/ports.ts';
import { delivery, externalOf, identityOf, type Reader } from './inbound.ts';
import { menuUsed, messageReceived } from './payload.ts';
import { sentFileOf, typedText } from './typed.ts';

/** A group's message is for the bot when it is called, or by the command's own name. */
const command = /^\/line(\s|$)/i;

export const readMessage: Reader = (event, botUser) => {
  const { data } = messageReceived.safeParse(event);
  if (data === undefined) return undefined;
  const { message, sender } = data;
  const file = sentFileOf(message);
  const typed = typedText(message, botUser) ?? (file && { text: '', called: false });
  const direct = message.chat_type === 'p2p';
  if (typed === undefined || !(direct || typed.called || command.test(typed.text))) return undefined;
  const user = sender.sender_id.open_id;
  return {
    kind: 'message',
    heard: {
      delivery: delivery('message', message.message_id),
      identity: identityOf(user, sender.tenant_key, data.tenant_key),
      ...externalOf(sender.tenant_key, data.tenant_key),
      room: message.chat_id,
      message: message.message_id,
      ...(file && { files: [file] }),
      what: { kind: 'typed', text: typed.text },
    },
    where: { user, room: message.chat_id, direct, ...(message.parent_id && { parent: message.parent_id }) },
  };
};

/** What the entries of the bot's menu say. Keys are set in the developer console. */
const menu: ReadonlyMap<string, Heard['what']> = new Map<string, Heard['what']>([
  ['inbox', { kind: 'home' }],
  ['setup', { kind: 'typed', text: 'setup' }],
  ['list', { kind: 'typed', text: 'list' }],
  ['queue', { kind: 'typed', text: 'queue' }],
  ['help', { kind: 'typed', text: 'help' }],
]);

export const readMenu: Reader = (event) => {
  const { data } = menuUsed.safeParse(event);
  const what = data && menu.get(data.event_key);
  if (data === undefined || what === undefined) return undefined;
  const user = data.operator.operator_id.open_id;
  const name = data.operator.operator_name;
  return {
    kind: what.kind === 'home' ? 'inbox' : 'message',
    heard: {
      // A menu event has no id of its own but the time it was used.
      delivery: delivery('menu', user, data.event_key, String(data.timestamp ?? data.event_id ?? '')),
      identity: identityOf(user, undefined, data.tenant_key),
      ...(name && { profile: { name } }),
      what,
    },
    where: { user, direct: true },
  };
};
