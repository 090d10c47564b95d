/** Knows how something reaches the app in time: the 3 s limit, the way it takes, faults on the way and further pushes. */
import type { DeliveryFault } from '../faults.ts';
import { objectOf, shown } from '../slack/json.ts';
import type { Core } from './core.ts';
import { type DeliveryKind, type Envelope, failed, type Reply, type Transport } from './envelope.ts';
import { timeLimits } from './limits.ts';
import { type Act, payloadOf } from './payloads.ts';

/** `auto` takes a long connection when one is open, else HTTP when there is an address. */
export type Route = 'auto' | 'http' | 'socket';

export interface Deliveries {
  /** Resolves once the app answered the first push or failed to; a failed event is pushed again later by itself. */
  deliver(kind: DeliveryKind, act: Act): Promise<Reply>;
  route(route: Route): void;
  close(): void;
}

interface Parts {
  readonly core: Core;
  readonly http: Transport;
  readonly socket: Transport;
  /** Which ways are open now. */
  readonly reachable: () => { readonly http: boolean; readonly socket: boolean };
  /** Waits before each further push of an event. */
  readonly repushMilliseconds: readonly number[];
}

export function createDeliveries({ core, http, socket, reachable, repushMilliseconds }: Parts): Deliveries {
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

  async function sendOnce(envelope: Envelope, attempt: number): Promise<Reply> {
    const { over, transport } = way();
    const deadline = new AbortController();
    const inTime = later(timeLimits.answerMilliseconds, () => deadline.abort());
    const reply = (await transport?.send(envelope, deadline.signal)) ?? failed('unreachable');
    inTime();
    const event = shown(objectOf(envelope.payload.header).event_id);
    journal.note({
      kind: 'delivery',
      of: envelope.type,
      event,
      over,
      attempt,
      outcome: reply.ok ? 'answered' : reply.reason,
    });
    return reply;
  }

  /** Held until something else has gone out, at most as long as an answer may take. */
  function overtaken(): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => held.push(resolve)), sleep(timeLimits.answerMilliseconds)]);
  }

  async function carry(envelope: Envelope, fault: DeliveryFault, attempt: number): Promise<Reply> {
    if (fault.reorder) await overtaken();
    if (fault.delayMilliseconds > 0) await sleep(fault.delayMilliseconds);
    if (fault.drop === 'before') return failed('unreachable');
    const first = sendOnce(envelope, attempt);
    const others = held;
    held = [];
    for (const release of others) release();
    if (fault.repeat) void sendOnce(envelope, attempt);
    if (fault.repeatAsNew) void sendOnce(renewed(envelope), attempt);
    const reply = await first;
    return fault.drop === 'after' ? failed('timeout') : reply;
  }

  function renewed(envelope: Envelope): Envelope {
    const { payload } = envelope;
    const header = { ...objectOf(payload.header), event_id: ids.digits('event') };
    return { ...envelope, id: ids.digits('push'), payload: { ...payload, header } };
  }

  /** The time on the way counts against the 3 s, as it does for the person who waits. */
  function push(envelope: Envelope, attempt: number): Promise<Reply> {
    return new Promise((resolve) => {
      const inTime = later(timeLimits.answerMilliseconds, () => resolve(failed('timeout')));
      void carry(envelope, faults.forDelivery(envelope.type), attempt).then((reply) => {
        inTime();
        resolve(reply);
      });
    });
  }

  async function pushAgain(envelope: Envelope): Promise<void> {
    for (const [index, milliseconds] of repushMilliseconds.entries()) {
      await sleep(milliseconds);
      const reply = await push({ ...envelope, id: ids.digits('push') }, index + 1);
      if (reply.ok) return;
    }
  }

  return {
    async deliver(kind, act) {
      const envelope = { id: ids.digits('push'), kind, type: act.type, payload: payloadOf(core, kind, act) };
      const reply = await push(envelope, 0);
      if (!reply.ok && kind === 'event') void pushAgain(envelope);
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
