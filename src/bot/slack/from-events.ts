/** Reads what people type and open: slash commands, messages, the Home tab. Calls nothing. */
import { delivery, identityOf, type Reader } from './inbound.ts';
import { homeOpened, messageEvent, slashCommand } from './payload.ts';
import { typedText } from './typed.ts';

export const readSlash: Reader = (body) => {
  const { data: slash } = slashCommand.safeParse(body);
  if (slash === undefined) return undefined;
  return {
    kind: 'slash',
    heard: {
      delivery: delivery('slash', slash.trigger_id),
      identity: identityOf({ id: slash.user_id }, slash.team_id),
      room: slash.channel_id,
      what: { kind: 'typed', text: typedText(slash.text, undefined) },
    },
    where: {
      user: slash.user_id,
      room: slash.channel_id,
      trigger: slash.trigger_id,
      responseUrl: slash.response_url,
      surface: 'message',
    },
  };
};

export const readMessage: Reader = (body, botUser) => {
  const { data } = messageEvent.safeParse(body);
  // Elsewhere than in a direct room the mention speaks for the message.
  if (data === undefined || (data.event.type === 'message' && data.event.channel_type !== 'im')) return undefined;
  const { event } = data;
  // What the bot hands over itself comes as somebody's message, too.
  if (event.user === botUser) return undefined;
  const files = (event.files ?? []).map(({ id: ref, name }) => ({ ref, name }));
  return {
    kind: 'message',
    heard: {
      // A mention arrives twice, as message and as app_mention: one person's one message.
      delivery: delivery('message', event.channel, event.ts),
      identity: identityOf({ id: event.user, team_id: event.user_team ?? event.team }, data.team_id),
      ...(data.is_ext_shared_channel === true && { external: true as const }),
      room: event.channel,
      message: event.ts,
      ...(files.length > 0 && { files }),
      what: { kind: 'typed', text: typedText(event.text, botUser) },
    },
    where: {
      user: event.user,
      room: event.channel,
      surface: 'message',
      ...(event.thread_ts !== undefined && { thread: event.thread_ts }),
    },
  };
};

export const readHome: Reader = (body) => {
  const { data } = homeOpened.safeParse(body);
  if (data === undefined) return undefined;
  const { event } = data;
  return {
    kind: 'home',
    heard: {
      delivery: delivery('home', event.event_ts, event.user),
      identity: identityOf({ id: event.user, team_id: event.view?.team_id }, data.team_id),
      what: { kind: 'home' },
    },
    where: { user: event.user, surface: 'home' },
  };
};
