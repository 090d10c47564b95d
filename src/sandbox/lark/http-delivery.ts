/** Knows how an envelope becomes an HTTP request and what the app's answer means; decides no further push. */
import { isObject, type JsonObject, parseJson } from '../slack/json.ts';
import { type Envelope, failed, type Reply, type Transport } from './envelope.ts';
import type { createSealer, Tampering } from './seal.ts';

/** HTTP status and body as they came; status 0 when nothing came. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

export interface HttpDelivery extends Transport {
  /** Sends a payload as a forger would, once. */
  forge(payload: JsonObject, tampering: Tampering, signal: AbortSignal): Promise<RawAnswer>;
}

/** @param url read at each delivery, so that the address may change. */
export function createHttpDelivery(url: () => string, seal: ReturnType<typeof createSealer>): HttpDelivery {
  async function post(payload: JsonObject, tampering: Tampering, signal: AbortSignal): Promise<RawAnswer> {
    const { body, headers } = seal(payload, tampering);
    // A redirect is an error: Lark does not follow any.
    const response = await fetch(url(), { method: 'POST', headers: { ...headers }, body, redirect: 'manual', signal });
    return { status: response.status, body: await response.text() };
  }

  return {
    async send({ kind, payload }: Envelope, signal) {
      try {
        return read(kind, await post(payload, {}, signal));
      } catch {
        return failed(signal.aborted ? 'timeout' : 'unreachable');
      }
    },
    async forge(payload, tampering, signal) {
      try {
        return await post(payload, tampering, signal);
      } catch {
        return { status: 0, body: '' };
      }
    },
  };
}

/** Of an event's answer only the status counts; a callback's is read. */
function read(kind: Envelope['kind'], { status, body }: RawAnswer): Reply {
  if (status !== 200) return failed('status');
  if (kind === 'event' || body === '') return { ok: true, body: {} };
  const value = parseJson(body);
  return isObject(value) ? { ok: true, body: value } : failed('answer');
}
