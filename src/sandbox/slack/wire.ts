/** Knows how people, channels, messages, files and views are spelled in Slack's answers and payloads; decides nothing. */
import { viewState } from './form.ts';
import { type JsonObject, objectOf, shown } from './json.ts';
import type { Channel, Identity, Message, Person, UploadedFile, View } from './records.ts';

/** A copy of a record as plain JSON; members that are undefined fall away. */
export function plain(value: object): JsonObject {
  return objectOf(JSON.parse(JSON.stringify(value)));
}

export interface ThreadCount {
  readonly replies: number;
  readonly latest?: string;
}

export function messageOnWire(message: Message, withMetadata: boolean, identity: Identity): JsonObject {
  const { channel: _channel, ephemeral_to: _reader, metadata, ...rest } = message;
  return plain({
    type: 'message',
    ...rest,
    team: identity.teamId,
    ...(message.bot_id === undefined ? {} : { app_id: identity.appId }),
    ...(withMetadata && metadata?.event_type !== undefined ? { metadata } : {}),
  });
}

export function viewOnWire(view: View, identity: Identity): JsonObject {
  const { payload } = view;
  const words = (name: string) => (payload[name] === undefined ? '' : shown(payload[name]));
  return plain({
    id: view.id,
    team_id: identity.teamId,
    type: view.type,
    blocks: payload.blocks,
    private_metadata: words('private_metadata'),
    callback_id: words('callback_id'),
    external_id: words('external_id'),
    title: payload.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: payload.submit ?? null,
    close: payload.close ?? null,
    submit_disabled: payload.submit_disabled ?? false,
    clear_on_close: payload.clear_on_close ?? false,
    notify_on_close: payload.notify_on_close ?? false,
    state: { values: viewState(view) },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: identity.appId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  });
}

export function fileOnWire({ id, user, name, title, size, url }: UploadedFile): JsonObject {
  return {
    id,
    user,
    name,
    title,
    size,
    mode: 'hosted',
    is_external: false,
    file_access: 'visible',
    url_private: url,
    url_private_download: url,
  };
}

export function personOnWire(person: Person, withLocale: boolean, atMilliseconds: number, teamId: string): JsonObject {
  return {
    id: person.id,
    team_id: person.teamId ?? teamId,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    profile: { real_name: person.realName, display_name: person.name },
    tz: person.timezone,
    tz_offset: offsetSeconds(person.timezone, atMilliseconds),
    is_admin: person.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isGuest ?? false,
    is_ultra_restricted: false,
    is_stranger: person.teamId !== undefined,
    is_bot: person.isBot ?? false,
    is_app_user: false,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

export function channelOnWire(channel: Channel, botUserId: string): JsonObject {
  const direct = channel.kind === 'im';
  return {
    id: channel.id,
    ...(direct ? { user: channel.members.find((member) => member !== botUserId) } : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: direct,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_archived: false,
    is_shared: channel.sharedWith !== undefined,
    is_ext_shared: channel.sharedWith !== undefined,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.includes(botUserId),
    num_members: channel.members.length,
  };
}

/** How far the zone is ahead of UTC at that moment, in seconds. */
export function offsetSeconds(timezone: string, atMilliseconds: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMilliseconds).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}
