/** Knows what happens when a person types, says something, opens the home tab or invites; presses no button. */
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Reply } from '../envelope.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { commandPayload, eventPayload, messageEvent } from '../payloads.ts';
import type { Channel, Message } from '../records.ts';
import { viewOnWire } from '../wire.ts';
import { channelOf, personOf, type Seen, type Settled, watch } from './seen.ts';

export interface Speak {
  /** Sends a slash command: `type('mei', 'lines', '/line order')`. A channel is an id, a name, or "@" for the app. */
  type(person: string, channel: string, line: string): Promise<Seen>;
  /** Posts a message; the app hears of it where it is a member. `threadTs` answers in a thread. */
  say(person: string, channel: string, text: string, threadTs?: string): Promise<Seen>;
  openHome(person: string): Promise<Seen>;
  /** Brings a person or the app into a channel. */
  invite(person: string, channel: string, member: string): Promise<Seen>;
}

/** @param hearsItself whether the app is told of its own lasting messages, too. */
export function createSpeak(core: Core, deliveries: Deliveries, hearsItself: boolean): Speak {
  const { workspace } = core;
  const { botUserId } = workspace.identity;

  const tell = (event: JsonObject) => deliveries.deliver('events_api', eventPayload(core, event));

  if (hearsItself) {
    workspace.onPost((message) => {
      const channel = workspace.findChannel(message.channel);
      const own = message.user === botUserId && message.ephemeral_to === undefined;
      if (own && channel?.members.includes(botUserId)) void tell(messageEvent(core, channel, message));
    });
  }

  return {
    type(personName, channelName, line) {
      const person = personOf(core, personName);
      const channel = channelOf(core, person, channelName);
      const payload = commandPayload(core, person, channel, line);
      return watch(
        core,
        person,
        () => deliveries.deliver('slash_commands', payload),
        (body) => answered(core, { person: person.id, channel: channel.id }, body),
      );
    },
    say(personName, channelName, text, threadTs) {
      const person = personOf(core, personName);
      const channel = channelOf(core, person, channelName);
      const threaded = threadTs === undefined ? {} : { thread_ts: threadTs };
      const message = workspace.post({ channel: channel.id, user: person.id, text, ...threaded });
      return watch(core, person, () => announce(core, deliveries, channel, message));
    },
    openHome(personName) {
      const person = personOf(core, personName);
      const home = workspace.direct([person.id]);
      const view = core.views.homeOf(person.id);
      const event = {
        type: 'app_home_opened',
        user: person.id,
        channel: home.id,
        tab: 'home',
        event_ts: core.ids.timestamp(),
        ...(view === undefined ? {} : { view: viewOnWire(view, workspace.identity) }),
      };
      return watch(core, person, () => tell(event));
    },
    invite(personName, channelName, memberName) {
      const person = personOf(core, personName);
      const channel = channelOf(core, person, channelName);
      const member = workspace.findPerson(memberName);
      if (member === undefined) throw new Error(`there is no person ${memberName}`);
      const { members } = workspace.setMembers(channel.id, [...new Set([...channel.members, member.id])]);
      const event = {
        type: 'member_joined_channel',
        user: member.id,
        channel: channel.id,
        channel_type: channel.kind === 'private' ? 'G' : 'C',
        team: workspace.identity.teamId,
        inviter: person.id,
        event_ts: core.ids.timestamp(),
      };
      return watch(core, person, async () => (members.includes(botUserId) ? tell(event) : { ok: true, body: {} }));
    },
  };
}

/** The app hears a message where it is a member, and once more when it is mentioned. */
export async function announce(core: Core, deliveries: Deliveries, channel: Channel, message: Message): Promise<Reply> {
  const { botUserId } = core.workspace.identity;
  if (!channel.members.includes(botUserId)) return { ok: true, body: {} };
  const tell = (event: JsonObject) => deliveries.deliver('events_api', eventPayload(core, event));
  const event = messageEvent(core, channel, message);
  const mentioned = channel.kind !== 'im' && message.text.includes(`<@${botUserId}>`);
  const mention = { ...event, type: 'app_mention', channel_type: undefined };
  const [reply] = await Promise.all([tell(event), ...(mentioned ? [tell(mention)] : [])]);
  return reply;
}

/** A command may be answered in the acknowledgement itself. */
function answered(core: Core, address: { person: string; channel: string }, body: JsonObject): Settled {
  if (body.text === undefined && body.blocks === undefined && body.attachments === undefined) return {};
  const posted = core.responseUrls.answer(address, objectOf(body));
  return posted.ok ? {} : { status: 'failed', error: textOf(posted.refusal.error) ?? 'invalid_payload' };
}
