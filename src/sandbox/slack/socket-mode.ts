/** Knows Slack's Socket Mode: tickets, hello, envelopes, acknowledgements and disconnect frames; decides no retry. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import type { Changes } from './changes.ts';
import { type Envelope, failed, type Reply, type Transport } from './envelope.ts';
import type { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import { isObject, objectOf, parseJson, textOf } from './json.ts';
import { sizeLimits, timeLimits } from './limits.ts';

export type DisconnectReason = 'refresh_requested' | 'warning' | 'link_disabled' | 'too_many_websockets';

export interface SocketMode extends Transport {
  /** Path and query of a fresh address, good for one connection within 30 s. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Open connections. */
  connections(): number;
  /** Sends a disconnect frame on every connection, after which the client closes it. */
  disconnect(reason: DisconnectReason): void;
  /** Sends anything on every connection: a value as JSON, a text or bytes as they are. */
  sendRaw(frame: object | string | Uint8Array): void;
  close(): void;
}

/** An envelope on its way: the same id may be on its way twice. */
interface Waiter {
  readonly id: string;
  readonly socket: WebSocket;
  readonly resolve: (reply: Reply) => void;
}

interface Parts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly appId: string;
}

export function createSocketMode({ clock, ids, journal, changes, appId }: Parts): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const open = new Set<WebSocket>();
  const waiting = new Set<Waiter>();
  let turn = 0;

  function note(event: 'opened' | 'closed'): void {
    journal.note({ kind: 'socket', event });
    changes.tell({ kind: 'connection', id: String(open.size) });
  }

  function welcome(socket: WebSocket): void {
    if (open.size >= sizeLimits.socketConnections) {
      socket.send(
        JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'sandbox' } }),
      );
      socket.close();
      return;
    }
    open.add(socket);
    socket.on('message', (data, isBinary) => {
      if (!isBinary && data instanceof Buffer) hear(data.toString('utf8'));
    });
    socket.on('close', () => {
      open.delete(socket);
      for (const waiter of waiting) if (waiter.socket === socket) settle(waiter, failed('connection_failed'));
      note('closed');
    });
    socket.on('error', () => socket.terminate());
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        connection_info: { app_id: appId },
        debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
      }),
    );
    note('opened');
  }

  function hear(text: string): void {
    const frame = parseJson(text);
    const id = isObject(frame) ? textOf(frame.envelope_id) : undefined;
    if (!isObject(frame) || id === undefined) return;
    for (const waiter of waiting) if (waiter.id === id) settle(waiter, { ok: true, body: objectOf(frame.payload) });
  }

  function settle(waiter: Waiter, reply: Reply): void {
    waiting.delete(waiter);
    waiter.resolve(reply);
  }

  function frameOf({ id, kind, payload, retry }: Envelope): string {
    const again = retry === undefined ? {} : { retry_attempt: retry.number, retry_reason: retry.reason };
    const accepts = kind !== 'events_api';
    return JSON.stringify({ envelope_id: id, type: kind, accepts_response_payload: accepts, payload, ...again });
  }

  return {
    ticket() {
      const ticket = ids.token();
      tickets.set(ticket, clock.now() + timeLimits.socketTicketMilliseconds);
      return `/link?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const ticket = url.searchParams.get('ticket') ?? '';
      const expiresAt = url.pathname === '/link' ? tickets.get(ticket) : undefined;
      tickets.delete(ticket);
      if (expiresAt === undefined || clock.now() > expiresAt) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    connections: () => open.size,
    send(envelope, signal) {
      const sockets = [...open];
      turn += 1;
      const socket = sockets[turn % Math.max(1, sockets.length)];
      if (socket === undefined) return Promise.resolve(failed('connection_failed'));
      return new Promise((resolve) => {
        const waiter = { id: envelope.id, socket, resolve };
        waiting.add(waiter);
        signal.addEventListener('abort', () => settle(waiter, failed('http_timeout')), { once: true });
        socket.send(frameOf(envelope));
      });
    },
    disconnect(reason) {
      const frame = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
      for (const socket of open) socket.send(frame);
    },
    sendRaw(frame) {
      const raw = typeof frame === 'string' || frame instanceof Uint8Array ? frame : JSON.stringify(frame);
      for (const socket of open) socket.send(raw);
    },
    close() {
      for (const socket of open) socket.terminate();
      server.close();
    },
  };
}
