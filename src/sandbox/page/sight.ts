/** What one person sees on both platforms, as plain JSON. Looks only; carries no act out. */
import type { LarkSandbox } from '../lark/index.ts';
import type { SlackSandbox } from '../slack/index.ts';
import type { LarkMessage, LarkSight, SlackSight } from './wire.ts';

/** Newest messages of a room, threads included, that are shown. */
const newest = 200;

/** @param hidden messages the page shows elsewhere, by ts. */
export function slackSight(slack: SlackSandbox, person: string, hidden: ReadonlySet<string>): SlackSight {
  const { workspace } = slack;
  const direct = workspace.directWith(person);
  const id = workspace.people.find((one) => one.name === person)?.id ?? person;
  const rooms = workspace.channels.filter((room) => room.members.includes(id) && room.kind !== 'mpim');
  const messages = rooms.flatMap((room) =>
    workspace
      .messagesIn(room.id, person)
      .filter(({ ts }) => !hidden.has(ts))
      .slice(-newest),
  );
  const home = workspace.homeOf(person);
  return {
    rooms: rooms.map(({ id: room, name, kind }) => ({ id: room, name: room === direct.id ? 'Hostline' : name, kind })),
    names: Object.fromEntries(workspace.people.map((one) => [one.id, one.realName])),
    botId: workspace.people.find((one) => one.isBot)?.id ?? '',
    messages,
    modals: workspace.modalsOf(person),
    ...(home === undefined ? {} : { home }),
  };
}

export function larkSight(lark: LarkSandbox, person: string): LarkSight {
  const { workspace } = lark;
  const direct = workspace.directWith(person);
  const id = workspace.people.find((one) => one.name === person)?.open_id ?? person;
  const rooms = workspace.chats.filter((chat) => chat.members.includes(id));
  const messages = rooms.flatMap((room) =>
    workspace
      .messagesIn(room.chat_id, person)
      .slice(-newest)
      // What others have for their eyes alone stays on the server.
      .map((message) => ({
        ...message,
        personal: {},
        content: { ...(workspace.cardFor(person, message.message_id) ?? message.content), ...fileName(lark, message) },
      })),
  );
  const { botOpenId, appId, botName } = workspace.snapshot().identity;
  return {
    rooms: rooms.map((room) => ({
      id: room.chat_id,
      name: room === direct ? botName : room.name,
      direct: room.type === 'p2p',
    })),
    names: {
      ...Object.fromEntries(workspace.people.map((one) => [one.open_id, one.displayName])),
      [botOpenId]: botName,
      [appId]: botName,
    },
    botId: appId,
    messages,
  };
}

/** A client learns a file's name with the file; the message itself names only its key. */
function fileName({ workspace }: LarkSandbox, { msg_type, content }: LarkMessage): { file_name?: string } {
  const key = msg_type === 'file' && typeof content.file_key === 'string' ? content.file_key : undefined;
  const name = key === undefined ? undefined : workspace.file(key)?.name;
  return name === undefined ? {} : { file_name: name };
}
