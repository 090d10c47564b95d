/** Knows how a person's act is spelled in Slack's payloads; delivers nothing and changes nothing. */
import type { Core } from './core.ts';
import { stateOf } from './form.ts';
import { type JsonObject, objectOf, objectsOf, shown } from './json.ts';
import type { Channel, FormValues, Message, Person, View } from './records.ts';
import { messageOnWire, plain, viewOnWire } from './wire.ts';

/** Slack's deprecated verification token. Nothing checks it; the signature is what counts. */
const verificationToken = 'sandbox-verification-token';

/** What every interaction says of its sender. */
function from(core: Core, person: Person): JsonObject {
  const { teamId, teamDomain, appId } = core.workspace.identity;
  return {
    team: { id: teamId, domain: teamDomain },
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId ?? teamId },
    api_app_id: appId,
    token: verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Channels as commands and clicks name them. */
function named(channel: Channel): { id: string; name: string } {
  const direct = channel.kind === 'im';
  return {
    id: channel.id,
    name: direct ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name,
  };
}

/** Where a click or a query happens. */
export type Place =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'view'; readonly view: View };

function placed(core: Core, place: Place): JsonObject {
  const { identity } = core.workspace;
  if (place.kind === 'view') {
    return { container: { type: 'view', view_id: place.view.id }, view: viewOnWire(place.view, identity) };
  }
  const { channel, message } = place;
  const ephemeral = message.ephemeral_to !== undefined;
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    channel: named(channel),
    // Slack keeps no ephemeral message, so it has none to hand back.
    ...(ephemeral ? {} : { message: messageOnWire(message, true, identity) }),
  };
}

export function commandPayload(core: Core, person: Person, channel: Channel, line: string): JsonObject {
  const { teamId, teamDomain, appId } = core.workspace.identity;
  const [command = '', ...words] = line.trim().split(/\s/);
  const { id, name } = named(channel);
  return {
    token: verificationToken,
    team_id: teamId,
    team_domain: teamDomain,
    channel_id: id,
    channel_name: name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: words.join(' ').trim(),
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: `${core.origin()}${core.responseUrls.issue({ person: person.id, channel: id })}`,
    trigger_id: core.triggers.issue({ person: person.id }),
  };
}

/** @param entered what was chosen in the message's own inputs so far. */
export function actionPayload(
  core: Core,
  person: Person,
  place: Place,
  action: JsonObject,
  entered: FormValues,
): JsonObject {
  const acted = {
    type: 'block_actions',
    ...from(core, person),
    ...placed(core, place),
    actions: [{ ...action, action_ts: core.ids.timestamp() }],
  };
  if (place.kind === 'view') {
    return { ...acted, trigger_id: core.triggers.issue({ person: person.id, viewId: place.view.id }) };
  }
  const { channel, message } = place;
  const thread = message.thread_ts === undefined ? {} : { thread: message.thread_ts };
  const address = { person: person.id, channel: channel.id, original: message.ts, ...thread };
  const values = stateOf([...(message.blocks ?? [])], entered);
  return {
    ...acted,
    state: { values: plain(values) },
    response_url: `${core.origin()}${core.responseUrls.issue(address)}`,
    trigger_id: core.triggers.issue({ person: person.id }),
  };
}

export function suggestionPayload(
  core: Core,
  person: Person,
  place: Place,
  element: JsonObject,
  query: string,
): JsonObject {
  const { action_id, block_id } = element;
  return {
    type: 'block_suggestion',
    ...from(core, person),
    ...placed(core, place),
    action_id,
    block_id,
    value: query,
  };
}

export function submissionPayload(core: Core, person: Person, view: View): JsonObject {
  return {
    type: 'view_submission',
    ...from(core, person),
    view: viewOnWire(view, core.workspace.identity),
    trigger_id: core.triggers.issue({ person: person.id, viewId: view.id }),
    response_urls: responseUrls(core, person, view),
  };
}

export function closedPayload(core: Core, person: Person, view: View, cleared: boolean): JsonObject {
  const drawn = viewOnWire(view, core.workspace.identity);
  return { type: 'view_closed', ...from(core, person), view: drawn, is_cleared: cleared };
}

/** Selects with `response_url_enabled` give the app an address in the chosen conversation. */
function responseUrls(core: Core, person: Person, view: View): JsonObject[] {
  return objectsOf(view.payload.blocks).flatMap((block) => {
    const element = objectOf(block.element);
    if (element.response_url_enabled !== true) return [];
    const value = view.values[shown(block.block_id)]?.[shown(element.action_id)];
    const channel = value?.selected_conversation ?? value?.selected_channel;
    if (typeof channel !== 'string') return [];
    const response_url = `${core.origin()}${core.responseUrls.issue({ person: person.id, channel })}`;
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channel, response_url }];
  });
}

export function eventPayload(core: Core, event: JsonObject): JsonObject {
  const { teamId, appId, botUserId } = core.workspace.identity;
  return {
    token: verificationToken,
    team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: core.ids.next('Ev'),
    event_time: Math.floor(core.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: core.workspace.findChannel(shown(event.channel))?.sharedWith !== undefined,
    event_context: core.ids.token(),
  };
}

const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

export function messageEvent(core: Core, channel: Channel, message: Message): JsonObject {
  const drawn = messageOnWire(message, true, core.workspace.identity);
  const author = core.workspace.people().find((person) => person.id === message.user);
  const team = author?.teamId ?? core.workspace.identity.teamId;
  return {
    ...drawn,
    team,
    user_team: team,
    channel: channel.id,
    channel_type: channelTypes[channel.kind],
    event_ts: message.ts,
  };
}
