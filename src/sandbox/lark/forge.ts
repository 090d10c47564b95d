/** Knows how to try the app's HTTP address: the challenge Lark sends once, and requests that are not quite Lark's. */
import { isObject, parseJson } from '../slack/json.ts';
import type { Core } from './core.ts';
import type { HttpDelivery, RawAnswer } from './http-delivery.ts';
import { timeLimits } from './limits.ts';
import { messageAct, payloadOf } from './payloads.ts';
import { chatOf, personOf } from './people/seen.ts';
import { write } from './people/speak.ts';
import type { Tampering } from './seal.ts';

export interface Forge {
  /** Lark's check of a request URL: whether the challenge came back within a second. */
  verifyUrl(tampering?: Tampering): Promise<RawAnswer & { readonly ok: boolean }>;
  /** A message as an event, sent once over HTTP and tampered with; it is in the chat all the same. */
  forge(person: string, chat: string, text: string, tampering: Tampering): Promise<RawAnswer>;
}

export function createForge(core: Core, http: HttpDelivery): Forge {
  /** The answer, or status 0 after that time. */
  async function within(milliseconds: number, send: (signal: AbortSignal) => Promise<RawAnswer>): Promise<RawAnswer> {
    const deadline = new AbortController();
    const inTime = core.clock.after(milliseconds, () => deadline.abort());
    const answer = await send(deadline.signal);
    inTime();
    return answer;
  }

  return {
    async verifyUrl(tampering = {}) {
      const challenge = core.ids.digits('challenge');
      const payload = { challenge, token: core.secrets.verificationToken, type: 'url_verification' };
      const answer = await within(timeLimits.challengeMilliseconds, (signal) => http.forge(payload, tampering, signal));
      const body = parseJson(answer.body);
      return { ...answer, ok: answer.status === 200 && isObject(body) && body.challenge === challenge };
    },
    forge(personName, chatName, text, tampering) {
      const person = personOf(core, personName);
      const chat = chatOf(core, person, chatName);
      const message = write(core, person, chat, text);
      const payload = payloadOf(core, 'event', messageAct(core, chat, message));
      return within(timeLimits.answerMilliseconds, (signal) => http.forge(payload, tampering, signal));
    },
  };
}
