/** The front door: takes one payload at a time, never rejects, and knows what is still in hand. Draws nothing. */

import { failed } from '../listen.ts';
import { ackOnce } from './ack.ts';
import { readInbound } from './heard.ts';
import type { Where } from './inbound.ts';
import { type ReplyParts, reply } from './reply.ts';
import { messageOf, send } from './tell.ts';

export interface Door {
  /** @param ack absent for events, which are acknowledged before. Never rejects. */
  hear(body: unknown, ack: ((body?: object) => Promise<unknown>) | undefined, botUser?: string): Promise<void>;
  /** Resolves when nothing is being heard or answered any more. */
  idle(): Promise<void>;
}

/** Past the usual deadline, before Slack gives up. */
const lastMomentMs = 400;
/** Event deliveries remembered, to answer a message once that arrives as mention and message, or is sent again. */
const rememberDeliveries = 2000;

export function slackDoor(parts: ReplyParts): Door {
  const inHand = new Set<Promise<void>>();
  const answered = new Set<string>();

  function claim(delivery: string): boolean {
    if (answered.has(delivery)) return false;
    answered.add(delivery);
    const [oldest] = answered;
    if (answered.size > rememberDeliveries && oldest !== undefined) answered.delete(oldest);
    return true;
  }

  async function apologize(where: Where, error: unknown): Promise<void> {
    const answer = failed(parts.telemetry, 'slack_answer_failed', error);
    try {
      await send(parts, where, messageOf(answer, parts.languageOf(where.user)));
    } catch (again) {
      failed(parts.telemetry, 'slack_person_unreachable', again);
    }
  }

  async function take(...[body, sendAck, botUser]: Parameters<Door['hear']>): Promise<void> {
    const ack = ackOnce(sendAck, parts.telemetry, parts.ackWithinMs + lastMomentMs);
    const inbound = readInbound(body, botUser);
    if (inbound === undefined) {
      parts.telemetry.count('slack_ignored');
      await ack();
      return;
    }
    const isEvent = inbound.kind === 'message' || inbound.kind === 'home';
    if (isEvent && !claim(inbound.heard.delivery)) return;
    try {
      await reply(parts, inbound, ack);
    } catch (error) {
      if (isEvent) answered.delete(inbound.heard.delivery);
      await apologize(inbound.where, error);
    }
  }

  return {
    hear(...heard) {
      const work = take(...heard).finally(() => inHand.delete(work));
      inHand.add(work);
      return work;
    },

    async idle() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}
