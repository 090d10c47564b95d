/** Knows Lark's long connection: tickets, pings, data frames in pieces and their acks; decides no further push. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import type { Changes } from '../slack/changes.ts';
import { isObject, parseJson, textOf } from '../slack/json.ts';
import type { ClientConfig } from './core.ts';
import { type DeliveryKind, type Envelope, failed, type Reply, type Transport } from './envelope.ts';
import { decodeFrame, encodeFrame, type Frame, methods, pieces } from './frame.ts';
import type { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import { sizeLimits, timeLimits } from './limits.ts';

export interface LongConnection extends Transport {
  /** Path and query of a fresh address for one connection within 30 s; undefined when there are too many. */
  ticket(): string | undefined;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Connections that take deliveries. */
  connections(): number;
  /** Cuts every connection without a word, as a lost network does. */
  cut(): void;
  /** Sends any bytes as a frame on every connection. */
  sendRaw(bytes: Uint8Array): void;
  close(): void;
}

/** An envelope on its way: the same id may be on its way twice. */
interface Waiter {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly socket: WebSocket;
  readonly resolve: (reply: Reply) => void;
}

interface Parts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly clientConfig: ClientConfig;
  /** Payloads beyond that go out in pieces. */
  readonly pieceBytes: number;
}

const serviceId = 7;
/**
 * The SDK listens for frames a moment after its socket opens, and what comes before is lost. It pings as soon as it
 * is open, so a connection counts from its first frame on; a client that never pings, after this time.
 */
const graceMilliseconds = 200;

export function createLongConnection({
  clock,
  ids,
  journal,
  changes,
  clientConfig,
  pieceBytes,
}: Parts): LongConnection {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const all = new Set<WebSocket>();
  const ready = new Set<WebSocket>();
  const waiting = new Set<Waiter>();
  let turn = 0;

  function note(event: 'opened' | 'closed' | 'refused' | 'ping'): void {
    journal.note({ kind: 'socket', event });
    changes.tell({ kind: 'connection', id: String(ready.size) });
  }

  function admit(socket: WebSocket): void {
    if (!all.has(socket) || ready.has(socket)) return;
    ready.add(socket);
    note('opened');
  }

  function welcome(socket: WebSocket): void {
    all.add(socket);
    const grace = setTimeout(() => admit(socket), graceMilliseconds);
    socket.on('message', (data, isBinary) => {
      const frame = isBinary && data instanceof Buffer ? decodeFrame(data) : undefined;
      admit(socket);
      if (frame !== undefined) hear(socket, frame);
    });
    socket.on('close', () => {
      clearTimeout(grace);
      all.delete(socket);
      ready.delete(socket);
      for (const waiter of waiting) if (waiter.socket === socket) settle(waiter, failed('unreachable'));
      note('closed');
    });
    socket.on('error', () => socket.terminate());
  }

  function hear(socket: WebSocket, { method, headers, payload }: Frame): void {
    if (method === methods.control) {
      if (headers.type === 'ping') pong(socket);
      return;
    }
    for (const waiter of waiting) {
      if (waiter.id === headers.message_id && waiter.socket === socket) settle(waiter, readAck(waiter.kind, payload));
    }
  }

  function pong(socket: WebSocket): void {
    const payload = Buffer.from(JSON.stringify(clientConfig));
    socket.send(encodeFrame({ method: methods.control, headers: { type: 'pong' }, payload }, serviceId));
    note('ping');
  }

  function settle(waiter: Waiter, reply: Reply): void {
    waiting.delete(waiter);
    waiter.resolve(reply);
  }

  return {
    ticket() {
      if (all.size >= sizeLimits.connections) {
        note('refused');
        return undefined;
      }
      const ticket = ids.digits('ticket');
      tickets.set(ticket, clock.now() + timeLimits.ticketMilliseconds);
      // The SDK reads these from the whole address, so neither may be the first of the query.
      return `/ws/v2?fpid=493&device_id=${ids.digits('device')}&service_id=${serviceId}&access_key=${ticket}`;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const ticket = url.searchParams.get('access_key') ?? '';
      const expiresAt = url.pathname === '/ws/v2' ? tickets.get(ticket) : undefined;
      tickets.delete(ticket);
      if (expiresAt === undefined || clock.now() > expiresAt) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    connections: () => ready.size,
    send(envelope, signal) {
      const sockets = [...ready];
      turn += 1;
      const socket = sockets[turn % Math.max(1, sockets.length)];
      if (socket === undefined) return Promise.resolve(failed('unreachable'));
      return new Promise((resolve) => {
        const waiter = { id: envelope.id, kind: envelope.kind, socket, resolve };
        waiting.add(waiter);
        signal.addEventListener('abort', () => settle(waiter, failed('timeout')), { once: true });
        for (const frame of framesOf(envelope, pieceBytes)) socket.send(encodeFrame(frame, serviceId));
      });
    },
    cut() {
      for (const socket of all) socket.terminate();
    },
    sendRaw(bytes) {
      for (const socket of all) socket.send(bytes);
    },
    close() {
      for (const socket of all) socket.terminate();
      server.close();
    },
  };
}

/** Events and callbacks look the same on the wire: both are of type `event`. */
function framesOf({ id, payload }: Envelope, pieceBytes: number): Frame[] {
  const parts = pieces(Buffer.from(JSON.stringify(payload)), pieceBytes);
  return parts.map((part, seq) => ({
    method: methods.data,
    headers: { type: 'event', message_id: id, sum: String(parts.length), seq: String(seq), trace_id: `trace-${id}` },
    payload: part,
  }));
}

/** `{"code":200,"data":base64 of JSON}`; of an event's ack only the code counts, as of an HTTP answer the status. */
function readAck(kind: DeliveryKind, payload: Uint8Array): Reply {
  const ack = parseJson(Buffer.from(payload).toString('utf8'));
  if (!isObject(ack) || ack.code !== 200) return failed('status');
  const encoded = textOf(ack.data);
  if (kind === 'event' || encoded === undefined) return { ok: true, body: {} };
  const body = parseJson(Buffer.from(encoded, 'base64').toString('utf8'));
  return isObject(body) ? { ok: true, body } : failed('answer');
}
