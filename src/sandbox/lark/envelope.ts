/** Knows the shape of what Lark hands to an app and of what comes back, whichever way it travels. */
import type { JsonObject } from '../slack/json.ts';

/** An event is pushed again until it is answered; a callback is not, because a person waits for it. */
export type DeliveryKind = 'event' | 'callback';

export interface Envelope {
  /** `message_id` of a data frame; its own for every push. */
  readonly id: string;
  readonly kind: DeliveryKind;
  /** "im.message.receive_v1" */
  readonly type: string;
  /** schema, header and event, in the clear. */
  readonly payload: JsonObject;
}

/** `status`: not HTTP 200, or code 500 in an ack. `answer`: not a JSON object. */
export type FailureReason = 'timeout' | 'status' | 'answer' | 'unreachable';

export type Reply =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly reason: FailureReason };

export function failed(reason: FailureReason): Reply {
  return { ok: false, reason };
}

/** A way to the app. `send` never rejects; an abort makes it answer `timeout`. */
export interface Transport {
  send(envelope: Envelope, signal: AbortSignal): Promise<Reply>;
}
