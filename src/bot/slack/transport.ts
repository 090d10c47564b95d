/** How payloads reach the app: the two modes as one interface. Knows neither. */
import type { RequestListener } from 'node:http';
import type { Receiver } from '@slack/bolt';

export interface Transport {
  readonly receiver: Receiver;
  /** Rejects when the first connection, or listening, fails. */
  open(): Promise<Opened>;
  /** Whether people can be heard right now. */
  connected(): boolean;
  /** Resolves once closed, or when closing took too long. */
  close(): Promise<void>;
}

export interface Opened {
  /** HTTP only: serves `POST /slack/events`. */
  readonly requestListener?: RequestListener;
  /** HTTP with an own server only. */
  readonly port?: number;
}
