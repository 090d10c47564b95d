/** Knows how something reaches the app in time: the 3 s limit, the way it takes, faults on the way and redelivery. */
import type { DeliveryFault } from '../faults.ts';
import type { Core } from './core.ts';
import {
  type DeliveryKind,
  type Envelope,
  type FailureReason,
  failed,
  type Reply,
  type Transport,
} from './envelope.ts';
import type { JsonObject } from './json.ts';
import { timeLimits } from './limits.ts';

/** `auto` takes a socket when one is open, else HTTP when there is an address. */
export type Route = 'auto' | 'http' | 'socket';

export interface Deliveries {
  /** Resolves once the app acknowledged the first try or failed to; a failed event is tried again later by itself. */
  deliver(kind: DeliveryKind, payload: JsonObject): Promise<Reply>;
  route(route: Route): void;
  close(): void;
}

interface Parts {
  readonly core: Core;
  readonly http: Transport;
  readonly socket: Transport;
  /** Which ways are open now. */
  readonly reachable: () => { readonly http: boolean; readonly socket: boolean };
  /** Waits before each redelivery of an event. */
  readonly retryMilliseconds: readonly number[];
}

export function createDeliveries({ core, http, socket, reachable, retryMilliseconds }: Parts): Deliveries {
  const { clock, ids, faults, journal } = core;
  const timers = new Set<() => void>();
  let held: (() => void)[] = [];
  let chosen: Route = 'auto';

  /** Runs `act` later, unless it is called off or the sandbox is closed first. */
  function later(milliseconds: number, act: () => void): () => void {
    const cancel = clock.after(milliseconds, () => {
      timers.delete(cancel);
      act();
    });
    timers.add(cancel);
    return () => {
      timers.delete(cancel);
      cancel();
    };
  }

  const sleep = (milliseconds: number) => new Promise<void>((resolve) => later(milliseconds, resolve));

  function way(): { over: 'http' | 'socket' | 'nothing'; transport: Transport | undefined } {
    const open = reachable();
    if (chosen !== 'http' && open.socket) return { over: 'socket', transport: socket };
    if (chosen !== 'socket' && open.http) return { over: 'http', transport: http };
    return { over: 'nothing', transport: undefined };
  }

  async function sendOnce(envelope: Envelope): Promise<Reply> {
    const { over, transport } = way();
    const deadline = new AbortController();
    const inTime = later(timeLimits.acknowledgeMilliseconds, () => deadline.abort());
    const reply = (await transport?.send(envelope, deadline.signal)) ?? failed('connection_failed');
    inTime();
    const { id, kind, retry } = envelope;
    const outcome = reply.ok ? 'acknowledged' : reply.reason;
    journal.note({ kind: 'delivery', of: kind, envelope: id, over, attempt: retry?.number ?? 0, outcome });
    return reply;
  }

  /** Held until something else has gone out, at most as long as an acknowledgement may take. */
  function overtaken(): Promise<void> {
    return Promise.race([
      new Promise<void>((resolve) => held.push(resolve)),
      sleep(timeLimits.acknowledgeMilliseconds),
    ]);
  }

  async function carry(envelope: Envelope, fault: DeliveryFault): Promise<Reply> {
    if (fault.reorder) await overtaken();
    if (fault.delayMilliseconds > 0) await sleep(fault.delayMilliseconds);
    if (fault.drop === 'before') return failed('connection_failed');
    const first = sendOnce(envelope);
    const others = held;
    held = [];
    for (const release of others) release();
    if (fault.repeat) void sendOnce(envelope);
    if (fault.repeatAsNew) void sendOnce(renewed(envelope));
    const reply = await first;
    return fault.drop === 'after' ? failed('http_timeout') : reply;
  }

  function renewed(envelope: Envelope): Envelope {
    const { payload } = envelope;
    const event = payload.event_id === undefined ? {} : { event_id: ids.next('Ev') };
    return { ...envelope, id: ids.token(), payload: { ...payload, ...event } };
  }

  /** The time on the way counts against the 3 s, as it does for the person who waits. */
  function attempt(envelope: Envelope): Promise<Reply> {
    return new Promise((resolve) => {
      const inTime = later(timeLimits.acknowledgeMilliseconds, () => resolve(failed('http_timeout')));
      void carry(envelope, faults.forDelivery(envelope.kind)).then((reply) => {
        inTime();
        resolve(reply);
      });
    });
  }

  async function redeliver(kind: DeliveryKind, payload: JsonObject, first: FailureReason): Promise<void> {
    let reason = first;
    for (const [index, milliseconds] of retryMilliseconds.entries()) {
      await sleep(milliseconds);
      const reply = await attempt({ id: ids.token(), kind, payload, retry: { number: index + 1, reason } });
      if (reply.ok || reply.noRetry === true) return;
      reason = reply.reason;
    }
  }

  return {
    async deliver(kind, payload) {
      const reply = await attempt({ id: ids.token(), kind, payload });
      if (!reply.ok && reply.noRetry !== true && kind === 'events_api') void redeliver(kind, payload, reply.reason);
      return reply;
    },
    route(route) {
      chosen = route;
    },
    close() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
