/** Speaks to the service as one person: signs, sends, checks what comes back. Knows no screen. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { headerNames, sign } from '../signature.ts';
import { type HeardBody, paths, type WireAnswer, wireAnswer, wireInbox, wireRefusal, wireRooms } from '../wire.ts';

/** The service said no, or broke: `reason` is its word for it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: string;
  readonly reference: string | undefined;
  constructor(reason: string, reference?: string) {
    super(`refused: ${reason}`);
    this.reason = reason;
    this.reference = reference;
  }
}

/** Nobody answers. `nobody`: nothing listens there; `silent`: it did not answer in time or hung up. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly how: 'nobody' | 'silent';
  constructor(how: 'nobody' | 'silent', cause: unknown) {
    super('the service cannot be reached', { cause });
    this.how = how;
  }
}

/** Something answers that is not our service. */
export class Strange extends Error {
  override readonly name = 'Strange';
}

export interface Connection {
  readonly url: string;
  /** Sends one deed under one delivery id, so that repeating it after a lost answer does it once. */
  hear(body: HeardBody): Promise<WireAnswer>;
  rooms(): Promise<string[]>;
  inbox(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<z.infer<typeof wireInbox>>;
}

const answerWithinMs = 30_000;
const pauses: readonly number[] = [200, 800];

/** Chosen by the terminal for each deed; a deed sent again keeps it. */
export const newDelivery = () => randomUUID();

/** Every call throws `Refused`, `Unreachable` or `Strange`. `url` is the service's address without a path. */
export function connectTo(url: string, key: string, person: string): Connection {
  const send = async <T>(
    method: 'GET' | 'POST',
    path: string,
    body: string,
    schema: z.ZodType<T>,
    signal = AbortSignal.timeout(answerWithinMs),
  ): Promise<T> => {
    const timestamp = String(Date.now());
    const signature = sign(key, { timestamp, person, method, path, body });
    const headers = {
      [headerNames.person]: person,
      [headerNames.timestamp]: timestamp,
      [headerNames.signature]: signature,
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    };
    const content = method === 'POST' ? { body } : {};
    const { status, text } = await exchange(url + path, { method, headers, signal, redirect: 'error', ...content });
    if (status === 200) return checked(schema, text);
    const refusal = checked(wireRefusal, text);
    throw new Refused(refusal.error, refusal.reference);
  };
  return {
    url,
    async hear(body) {
      for (const pause of pauses) {
        try {
          return await send('POST', paths.hear, JSON.stringify(body), wireAnswer);
        } catch (error) {
          if (!(error instanceof Unreachable)) throw error;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
      return send('POST', paths.hear, JSON.stringify(body), wireAnswer);
    },
    rooms: async () => (await send('GET', paths.rooms, '', wireRooms)).rooms,
    inbox: (query, signal) => {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]);
      return send('GET', `${paths.inbox}?${new URLSearchParams(query).toString()}`, '', wireInbox, bounded);
    },
  };
}

async function exchange(url: string, request: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
    throw new Unreachable(refused ? 'nobody' : 'silent', error);
  }
}

function checked<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Strange('not an answer of ours', { cause });
  }
}
