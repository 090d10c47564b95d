/**
 * A BGP neighbour for BIRD, in a process of its own so that it runs inside a network namespace: `peer.ts feed <shape>
 * <prefixes>` sends the full table to whoever connects once told `go`, `peer.ts watch` counts what it is told. Keeps no routes.
 */
import { createServer, type Socket } from 'node:net';
import { fullTable, message, type Shape } from './updates.ts';

const [role = 'watch', shape = 'packed', count = '0'] = process.argv.slice(2);
const asn = role === 'feed' ? 65_010 : 65_100;
const PORT = 179;
const KEEPALIVE_EVERY_MS = 20_000;
const TYPE = { open: 1, update: 2, keepalive: 4 } as const;

/** Version 4, hold time 240 s, multiprotocol IPv4 unicast and four-octet ASNs. */
function openMessage(identifier: readonly number[]): Buffer {
  const body = Buffer.alloc(10);
  body[0] = 4;
  body.writeUInt16BE(asn, 1);
  body.writeUInt16BE(240, 3);
  Buffer.from(identifier).copy(body, 5);
  const capabilities = Buffer.from([1, 4, 0, 1, 0, 1, 65, 4, 0, 0, asn >> 8, asn & 255]);
  const parameter = Buffer.concat([Buffer.from([2, capabilities.length]), capabilities]);
  body[9] = parameter.length;
  return message(TYPE.open, Buffer.concat([body, parameter]));
}

let prefixes = 0;
let lastAt = 0;

/** Prefixes announced in an UPDATE body. */
function announced(body: Buffer): number {
  const withdrawn = body.readUInt16BE(0);
  let at = 4 + withdrawn + body.readUInt16BE(2 + withdrawn);
  let found = 0;
  for (; at < body.length; found += 1) at += 1 + (((body[at] ?? 0) + 7) >> 3);
  return found;
}

function onMessage(socket: Socket, type: number, body: Buffer): void {
  if (type === TYPE.open) {
    socket.write(
      Buffer.concat([openMessage([10, 255, 9, role === 'feed' ? 1 : 2]), message(TYPE.keepalive, Buffer.alloc(0))]),
    );
    setInterval(() => socket.write(message(TYPE.keepalive, Buffer.alloc(0))), KEEPALIVE_EVERY_MS).unref();
    process.stdout.write('open\n');
  }
  if (type !== TYPE.update) return;
  prefixes += announced(body);
  lastAt = Date.now();
}

const sockets = new Set<Socket>();
createServer((socket) => {
  sockets.add(socket);
  let waiting = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('close', () => sockets.delete(socket));
  socket.on('data', (chunk: Buffer) => {
    let bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (bytes.length >= 19 && bytes.length >= bytes.readUInt16BE(16)) {
      const length = bytes.readUInt16BE(16);
      onMessage(socket, bytes[18] ?? 0, bytes.subarray(19, length));
      bytes = bytes.subarray(length);
    }
    waiting = Buffer.from(bytes);
  });
}).listen(PORT, () => process.stdout.write('listening\n'));

const tableFor = (socket: Socket): Buffer => {
  const nextHop = (socket.localAddress ?? '').split(':').pop() ?? '';
  const number = nextHop.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return fullTable(shape as Shape, Number(count), { asPathStart: [asn], nextHop: number });
};

const commands: Record<string, () => void> = {
  /** Makes the messages, so that only sending them is left. */
  ready: () => {
    const tables = [...sockets].map((socket) => ({ socket, bytes: tableFor(socket) }));
    commands.go = () => {
      for (const { socket, bytes } of tables) socket.write(bytes);
    };
    process.stdout.write('ready\n');
  },
  seen: () => process.stdout.write(`seen ${prefixes} ${lastAt}\n`),
};
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const word of text.split('\n')) commands[word]?.();
});
process.stdin.on('end', () => process.exit(0));
