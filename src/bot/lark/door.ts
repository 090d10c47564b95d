/** The front door: takes one event at a time, never rejects, and knows what is still in hand. Draws nothing. */
import { failed } from '../listen.ts';
import { remembered } from '../remembered.ts';
import { within } from '../within.ts';
import { readInbound } from './heard.ts';
import type { Inbound } from './inbound.ts';
import { type ReplyParts, reply } from './reply.ts';
import { tell } from './tell.ts';

export interface Door {
  /** @returns the callback's answer, or `undefined` for none. */
  hear(event: unknown): Promise<object | undefined>;
  /** Resolves when nothing is being heard or answered any more. */
  idle(): Promise<void>;
}

/** Past the usual deadline, before Lark gives up. */
const lastMomentMs = 400;
/** Deliveries remembered, so that one that comes twice is answered the same and acts once. */
const rememberDeliveries = 1000;

export function larkDoor(parts: ReplyParts, botUser: string): Door {
  const inHand = new Set<Promise<void>>();
  const answered = remembered<Promise<object | undefined>>(rememberDeliveries);

  async function apologize(inbound: Inbound, error: unknown): Promise<void> {
    const answer = failed(parts.telemetry, 'lark_answer_failed', error);
    if (inbound.kind === 'outdated') return;
    const { where, heard } = inbound;
    try {
      // Whatever way failed, the direct chat is another one; the words are others, so is the send.
      const instead = { heard: { ...heard, delivery: `${heard.delivery}-failed` }, where: { ...where, direct: true } };
      await tell(parts, instead, answer, parts.languageOf(where.user));
    } catch (again) {
      failed(parts.telemetry, 'lark_person_unreachable', again);
    }
  }

  /** The answer to the callback; the work may go on after it. */
  function take(inbound: Inbound, delivery: string): Promise<object | undefined> {
    let give: (body?: object) => void = () => undefined;
    const given = new Promise<object | undefined>((resolve) => {
      give = resolve;
    });
    const work = reply(parts, inbound, (body) => give(body))
      .catch(async (error: unknown) => {
        // Heard again, it is answered again; what was done is not done twice.
        answered.delete(delivery);
        await apologize(inbound, error);
      })
      .finally(() => {
        give();
        inHand.delete(work);
      });
    inHand.add(work);
    return within(given, parts.ackWithinMs + lastMomentMs);
  }

  return {
    hear(event) {
      const inbound = readInbound(event, botUser);
      if (inbound === undefined) {
        parts.telemetry.count('lark_ignored');
        return Promise.resolve(undefined);
      }
      const delivery = inbound.kind === 'outdated' ? inbound.delivery : inbound.heard.delivery;
      const before = answered.get(delivery);
      if (before !== undefined) return before;
      if (inbound.kind !== 'outdated' && inbound.where.direct && inbound.where.room !== undefined) {
        parts.directRooms.set(inbound.where.room, true);
      }
      const answer = take(inbound, delivery);
      answered.set(delivery, answer);
      return answer;
    },

    async idle() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}
