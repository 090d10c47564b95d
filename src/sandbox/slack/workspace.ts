/** Knows people, channels and messages of one workspace and who sees what; knows no method, view or delivery. */
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Channel, Identity, Message, Person } from './records.ts';

export interface Workspace {
  readonly identity: Identity;
  people(): readonly Person[];
  channels(): readonly Channel[];
  /** Oldest first, ephemeral ones among them. */
  messages(): readonly Message[];
  /** By id or name. */
  findPerson(reference: string): Person | undefined;
  /** By id, name or #name. */
  findChannel(reference: string): Channel | undefined;
  /** The direct conversation of the bot with these people, opened when there is none. */
  direct(people: readonly string[]): Channel;
  setMembers(channel: string, members: readonly string[]): Channel;
  findMessage(channel: string, ts: string): Message | undefined;
  post(draft: Omit<Message, 'ts'>): Message;
  onPost(listener: (message: Message) => void): void;
  /** The message as changed, or undefined when there is none. */
  change(channel: string, ts: string, changed: Partial<Message>): Message | undefined;
  remove(channel: string, ts: string): boolean;
  sees(person: string, message: Message): boolean;
}

interface Start {
  readonly identity: Identity;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly ids: Ids;
  readonly changes: Changes;
}

export function createWorkspace({ identity, people, channels: initial, ids, changes }: Start): Workspace {
  let channels = [...initial];
  let messages: Message[] = [];
  const postListeners: ((message: Message) => void)[] = [];

  const findMessage = (channel: string, ts: string) =>
    messages.find((message) => message.channel === channel && message.ts === ts);
  const findChannel = (reference: string) =>
    channels.find((channel) => channel.id === reference || channel.name === reference.replace(/^#/, ''));

  return {
    identity,
    people: () => people,
    channels: () => channels,
    messages: () => messages,
    findPerson: (reference) => people.find((person) => person.id === reference || person.name === reference),
    findChannel,
    direct(others) {
      const members = [identity.botUserId, ...others];
      const known = channels.find(
        (channel) =>
          (channel.kind === 'im' || channel.kind === 'mpim') &&
          channel.members.length === members.length &&
          members.every((member) => channel.members.includes(member)),
      );
      if (known !== undefined) return known;
      const kind = others.length === 1 ? 'im' : 'mpim';
      const opened: Channel = { id: ids.next(kind === 'im' ? 'D' : 'G'), name: others.join('-'), kind, members };
      channels.push(opened);
      changes.tell({ kind: 'channel', id: opened.id });
      return opened;
    },
    setMembers(id, members) {
      const known = findChannel(id);
      if (known === undefined) throw new Error(`no channel ${id}`);
      const changed = { ...known, members };
      channels = channels.map((channel) => (channel === known ? changed : channel));
      changes.tell({ kind: 'channel', id: known.id });
      return changed;
    },
    findMessage,
    post(draft) {
      const message = { ...draft, ts: ids.timestamp() };
      messages.push(message);
      changes.tell({ kind: 'message', id: message.ts });
      for (const listener of postListeners) listener(message);
      return message;
    },
    onPost: (listener) => void postListeners.push(listener),
    change(channel, ts, changed) {
      const known = findMessage(channel, ts);
      if (known === undefined) return undefined;
      const next = { ...known, ...changed };
      messages = messages.map((message) => (message === known ? next : message));
      changes.tell({ kind: 'message', id: ts });
      return next;
    },
    remove(channel, ts) {
      const known = findMessage(channel, ts);
      if (known === undefined) return false;
      messages = messages.filter((message) => message !== known);
      changes.tell({ kind: 'message', id: ts });
      return true;
    },
    sees(person, message) {
      if (message.ephemeral_to !== undefined) return message.ephemeral_to === person;
      return findChannel(message.channel)?.members.includes(person) ?? false;
    },
  };
}
