/** What a failed call means for whoever sends: carried out or not, worth repeating or not. Calls nothing. */
import { z } from 'zod';
import { OutcomeUnknown, RateLimited, Undeliverable } from '../../app/ports.ts';

/** Lark said no, for a reason a person has to mend: a scope, the bot's availability, a wrong setting. */
export class LarkRefusal extends Error {
  override readonly name = 'LarkRefusal';
  readonly code: number;
  constructor(code: number, msg: string) {
    super(`Lark refused with code ${code}: ${msg.slice(0, 200)}`);
    this.code = code;
  }
}

/** How a call came back, whichever way: some refusals are HTTP 200, others are not. */
export interface Failure {
  /** Absent: no answer at all. */
  readonly status?: number;
  readonly code?: number;
  readonly msg?: string;
  /** From `x-ogw-ratelimit-reset`. */
  readonly resetSeconds?: number;
}

/** The token is not taken any more, whatever its age says. */
export const badTokenCode = 99_991_663;

type Meaning = 'rate-limited' | 'undeliverable' | 'unknown';

/** Codes of the message API that mean more than "refused". */
const meanings: Readonly<Record<number, Meaning>> = {
  99991400: 'rate-limited',
  /** Too many to one chat, shared by all its bots. */
  230020: 'rate-limited',
  /** Busy on the hour and the half hour. */
  11232: 'rate-limited',
  /** The first try with this uuid is still at work. */
  230049: 'unknown',
  /** Internal error. */
  2200: 'unknown',
  /** Parameters, content, size: the same message will never pass. */
  230001: 'undeliverable',
  230025: 'undeliverable',
  230099: 'undeliverable',
  /** The bot is not in the chat, or may not speak there. */
  230002: 'undeliverable',
  230018: 'undeliverable',
  230035: 'undeliverable',
  /** Nobody, or nobody within the bot's reach. */
  230013: 'undeliverable',
  230029: 'undeliverable',
  230034: 'undeliverable',
  230053: 'undeliverable',
  /** The message is recalled, deleted, somebody else's, too old, or of another kind. */
  230011: 'undeliverable',
  230017: 'undeliverable',
  230031: 'undeliverable',
  230050: 'undeliverable',
  230054: 'undeliverable',
  230110: 'undeliverable',
  /** Ephemeral cards are for groups only. */
  18053: 'undeliverable',
};

/** Five a second to one chat: a second later there is room again. */
const defaultWaitSeconds = 1;
const patientWaitSeconds = 30;

const thrown = z.object({
  isAxiosError: z.literal(true),
  response: z
    .object({
      status: z.number(),
      data: z.unknown().optional(),
      headers: z.looseObject({ 'x-ogw-ratelimit-reset': z.coerce.number().positive().optional().catch(undefined) }),
    })
    .optional(),
});
const refusalBody = z.object({ code: z.number(), msg: z.string().default('') });

/** `undefined` for errors that are no failed call. */
export function failureOf(error: unknown): Failure | undefined {
  const { data: call } = thrown.safeParse(error);
  if (call === undefined) return undefined;
  if (call.response === undefined) return {};
  const { status, data, headers } = call.response;
  const resetSeconds = headers['x-ogw-ratelimit-reset'];
  return {
    status,
    ...refusalBody.safeParse(data).data,
    ...(resetSeconds !== undefined && { resetSeconds }),
  };
}

/** The port's error for a failure, or the refusal as it is: certainly not carried out, worth repeating once mended. */
export function outcomeOf(failure: Failure, cause?: unknown): Error {
  const { status, code, msg = '', resetSeconds } = failure;
  const meaning = code === undefined ? undefined : meanings[code];
  const said = `${msg || 'no answer'} (code ${code ?? '-'}, status ${status ?? '-'})`;
  if (meaning === 'rate-limited') return new RateLimited((resetSeconds ?? defaultWaitSeconds) * 1000);
  if (status === 429) return new RateLimited((resetSeconds ?? patientWaitSeconds) * 1000);
  if (meaning === 'undeliverable') return new Undeliverable(said, { cause });
  if (meaning === 'unknown' || status === undefined || status === 408 || status >= 500) {
    return new OutcomeUnknown(said, { cause });
  }
  return new LarkRefusal(code ?? status, msg);
}
