/**
 * Puts an answer where the person sees it: a modal, the response address, the room for them alone, or a direct
 * message; the next way is tried when one fails. Decides nothing about the answer.
 */
import { webApi } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Answer, Telemetry } from '../../app/ports.ts';
import { type Language, t } from '../../app/text/phrase.ts';
import { patiently } from '../patience.ts';
import { cardMessage, homeView, type Message, modalOf } from './card.ts';
import { formView } from './form.ts';
import type { Where } from './inbound.ts';
import { errorsMessage, invitation, saidMessage } from './said.ts';

export interface Desk {
  readonly client: webApi.WebClient;
  readonly telemetry: Telemetry;
}

const responseTimeoutMs = 5000;
const longestWaitMs = 10_000;

/** @param labels field labels by name, for errors told outside their form. */
export function messageOf(answer: Answer, language: Language, labels: Readonly<Record<string, string>> = {}): Message {
  switch (answer.kind) {
    case 'said':
      return saidMessage(answer.text, language, answer.tone);
    case 'card':
      return cardMessage(answer.card, language);
    case 'file':
    case 'picture':
      return saidMessage([answer.said], language, 'good');
    case 'errors':
      return errorsMessage(answer.errors, labels, language);
    case 'form':
      return invitation(answer.form, language);
  }
}

export async function tell(
  desk: Desk,
  where: Where,
  answer: Answer,
  language: Language,
  labels?: Readonly<Record<string, string>>,
): Promise<void> {
  const view = viewOf(where, answer, language);
  if (view !== undefined && (await open(desk, where, view))) return;
  const replaces = answer.kind === 'card' && where.replaces === answer.card.id;
  await send(desk, where, messageOf(answer, language, labels), replaces);
}

/** The Home tab shows whatever was answered. */
export async function publish(desk: Desk, user: string, answer: Answer, language: Language): Promise<void> {
  const view =
    answer.kind === 'card'
      ? homeView(answer.card, language)
      : ({ type: 'home', blocks: messageOf(answer, language).blocks } as const);
  await patient(() => desk.client.views.publish({ user_id: user, view }));
}

/** Forms open as modals; so does any answer to a click where there is no message to answer under. */
function viewOf(where: Where, answer: Answer, language: Language): ModalView | undefined {
  if (where.trigger === undefined) return undefined;
  if (answer.kind === 'form') return formView(answer.form, language, where.room);
  if (where.surface === 'message') return undefined;
  const title = answer.kind === 'card' ? answer.card.title : t('chat.answer');
  return modalOf(messageOf(answer, language), title, language, where.room);
}

/** `false`: the trigger is spent or too old, or the stack of modals is full. */
async function open(desk: Desk, where: Where, view: ModalView): Promise<boolean> {
  const args = { trigger_id: where.trigger ?? '', view };
  try {
    await (where.surface === 'modal' ? desk.client.views.push(args) : desk.client.views.open(args));
    return true;
  } catch (error) {
    desk.telemetry.count('slack_view_refused', { code: codeOf(error) });
    return false;
  }
}

/** A message for this person alone. Throws when no way is left. */
export async function send(desk: Desk, where: Where, message: Message, replaces = false): Promise<void> {
  const { client, telemetry } = desk;
  const { responseUrl, room, thread, user } = where;
  const isDirect = room?.startsWith('D') ?? false;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const ways: [string, () => Promise<unknown>][] = [];
  if (responseUrl !== undefined) ways.push(['response_url', () => respond(responseUrl, message, replaces)]);
  if (room !== undefined && !isDirect) {
    ways.push(['ephemeral', () => client.chat.postEphemeral({ channel: room, user, ...message, ...inThread })]);
  }
  ways.push(['direct', async () => client.chat.postMessage({ channel: await direct(), ...message })]);

  async function direct(): Promise<string> {
    if (isDirect && room !== undefined) return room;
    const opened = await client.conversations.open({ users: user });
    return opened.channel?.id ?? user;
  }

  let last: unknown;
  for (const [way, go] of ways) {
    try {
      await patient(go);
      return;
    } catch (error) {
      last = error;
      telemetry.count('slack_answer_rerouted', { way, code: codeOf(error) });
    }
  }
  throw last;
}

async function respond(url: string, message: Message, replaces: boolean): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: replaces, ...message }),
    signal: AbortSignal.timeout(responseTimeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}

/** Waits out rate limits: a person is waiting for this answer, and notices may go the same way. */
const patient = <T>(call: () => Promise<T>): Promise<T> =>
  patiently(call, longestWaitMs, (error) =>
    error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined,
  );

/** A short word for counting; never a message that could hold what people wrote. */
function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.constructor.name : 'unknown';
}
