/** Knows the endpoints that change a card or show one to a single person, and when Lark refuses to. */
import { z } from 'zod';
import { isObject, type JsonObject, listOf, parseJson } from '../../slack/json.ts';
import { cardBytes, checkCard, checkEphemeralCard, isShared } from '../card/check.ts';
import { worded } from '../card/problem.ts';
import { because, codes } from '../codes.ts';
import type { Core } from '../core.ts';
import { cardLimits, timeLimits } from '../limits.ts';
import { fitContent, knownIn } from '../message-content.ts';
import type { Message } from '../records.ts';
import { type Answer, done, type Endpoint, endpoint, refuse, text, tooFast } from './endpoint.ts';
import { lasting } from './messages.ts';

const card = z.record(z.string(), z.unknown());

/** What was parsed from JSON, as JSON again. */
function asJson(value: z.output<typeof card>): JsonObject {
  const copy = parseJson(JSON.stringify(value));
  return isObject(copy) ? copy : {};
}

const patch = endpoint({
  name: 'im.message.patch',
  verb: 'PATCH',
  path: '/open-apis/im/v1/messages/:message_id',
  args: z.object({ message_id: text, content: z.string() }),
  run({ message_id, content }, core) {
    const message = lasting(core, message_id);
    if ('code' in message) return refuse(message);
    const { workspace, clock, rates } = core;
    if (message.sender !== workspace.identity.appId) return refuse(codes.notOwner);
    if (message.msg_type !== 'interactive' || message.ephemeral_to !== undefined) return refuse(codes.wrongMessageType);
    if (clock.now() - message.create_time > timeLimits.updateMilliseconds) return refuse(codes.tooOld);
    const fit = fitContent(core, 'interactive', content);
    if (!fit.ok) return refuse(fit.refusal);
    if (!isShared(message.content) || !isShared(fit.content)) {
      return refuse(because(codes.parameter, 'update_multi must be true before and after'));
    }
    const wait = rates.forUpdate(message_id);
    if (wait !== undefined) return tooFast(codes.chatTooFast, wait);
    workspace.change(message_id, { content: fit.content, update_time: Math.floor(clock.now()), personal: {} });
    return done();
  },
});

const late = endpoint({
  name: 'interactive.card.update',
  verb: 'POST',
  path: '/open-apis/interactive/v1/card/update',
  args: z.object({ token: text, card }),
  run({ token, card: given }, core) {
    const { open_ids, ...content } = asJson(given);
    const [problem] = checkCard(content, knownIn(core));
    if (problem !== undefined) return refuse(because(codes.cardUpdate, worded(problem)));
    if (cardBytes(content) > cardLimits.bytes) return refuse(codes.tooLong);
    const spent = core.cardTokens.spend(token);
    if (!spent.ok) return refuse(spent.refusal);
    const message = core.workspace.findMessage(spent.messageId);
    if (message === undefined || message.deleted === true) return refuse(codes.cardRecalled);
    const readers = listOf(open_ids).flatMap((id) => (typeof id === 'string' ? [id] : []));
    core.workspace.change(message.message_id, updated(message, content, readers, core.clock.now()));
    return ok();
  },
});

/** For everybody, or for some: then the others keep what they have. */
function updated(message: Message, content: JsonObject, readers: readonly string[], now: number): Partial<Message> {
  const update_time = Math.floor(now);
  if (readers.length === 0) return { content, update_time, personal: {} };
  const personal = { ...message.personal, ...Object.fromEntries(readers.map((reader) => [reader, content])) };
  return { personal, update_time };
}

const showOne = endpoint({
  name: 'ephemeral.send',
  verb: 'POST',
  path: '/open-apis/ephemeral/v1/send',
  args: z.object({ chat_id: text, open_id: text, msg_type: z.literal('interactive'), card }),
  run({ chat_id, open_id, card: given }, core) {
    const { workspace, rates } = core;
    const chat = workspace.chats().find((one) => one.chat_id === chat_id);
    if (chat === undefined) return refuse(because(codes.parameter, 'invalid chat_id'));
    if (chat.type !== 'group') return refuse(codes.ephemeralChat);
    if (chat.withoutBot === true) return refuse(codes.botOutside);
    if (!chat.members.includes(open_id)) return refuse(because(codes.parameter, 'invalid open_id'));
    const content = asJson(given);
    if (cardBytes(content) > cardLimits.bytes) return refuse(codes.tooLong);
    const [problem] = checkEphemeralCard(content, knownIn(core));
    if (problem !== undefined) return refuse(because(codes.card, worded(problem)));
    const wait = rates.forEphemeral(chat_id);
    if (wait !== undefined) return tooFast(codes.chatTooFast, wait);
    const sender = workspace.identity.appId;
    const { message_id } = workspace.post({ chat_id, sender, msg_type: 'interactive', content, ephemeral_to: open_id });
    return done({ message_id });
  },
});

const takeAway = endpoint({
  name: 'ephemeral.delete',
  verb: 'POST',
  path: '/open-apis/ephemeral/v1/delete',
  args: z.object({ message_id: text }),
  run({ message_id }, core: Core) {
    const message = core.workspace.findMessage(message_id);
    if (message?.ephemeral_to === undefined) return refuse(because(codes.parameter, 'invalid message_id'));
    if (message.deleted === true) return refuse(codes.ephemeralGone);
    core.workspace.change(message_id, { deleted: true });
    return ok();
  },
});

/** The older endpoints answer without `data`. */
function ok(): Answer {
  return { status: 200, body: { code: 0, msg: 'ok' } };
}

export const cardEndpoints: readonly Endpoint[] = [patch, late, showOne, takeAway];
