/** Knows the shape of what Slack hands to an app and of what comes back, whichever way it travels. */
import type { JsonObject } from './json.ts';

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** Slack's words in x-slack-retry-reason and retry_reason. */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed';

export interface Envelope {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly payload: JsonObject;
  /** Set from the first redelivery on. */
  readonly retry?: { readonly number: number; readonly reason: FailureReason };
}

export type Reply =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly reason: FailureReason; readonly noRetry?: boolean };

export function failed(reason: FailureReason): Reply {
  return { ok: false, reason };
}

/** A way to the app. `send` never rejects; an abort makes it answer `http_timeout`. */
export interface Transport {
  send(envelope: Envelope, signal: AbortSignal): Promise<Reply>;
}
