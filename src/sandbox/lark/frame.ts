/** Knows the frames of Lark's long connection, `pbbp2.Frame` in protobuf; knows no connection and no meaning. */
import protobuf from 'protobufjs';
import { z } from 'zod';

const { nested } = {
  nested: {
    Header: {
      fields: {
        key: { id: 1, type: 'string', rule: 'required' },
        value: { id: 2, type: 'string', rule: 'required' },
      },
    },
    Frame: {
      fields: {
        SeqID: { id: 1, type: 'uint64', rule: 'required' },
        LogID: { id: 2, type: 'uint64', rule: 'required' },
        service: { id: 3, type: 'int32', rule: 'required' },
        method: { id: 4, type: 'int32', rule: 'required' },
        headers: { id: 5, type: 'Header', rule: 'repeated' },
        payloadEncoding: { id: 6, type: 'string' },
        payloadType: { id: 7, type: 'string' },
        payload: { id: 8, type: 'bytes' },
        LogIDNew: { id: 9, type: 'string' },
      },
    },
  },
};
const wire = protobuf.Root.fromJSON({ nested }).lookupType('Frame');

/** `method` of a frame. */
export const methods = { control: 0, data: 1 } as const;

export interface Frame {
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

const decoded = z.object({
  method: z.number(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  payload: z.instanceof(Uint8Array).default(new Uint8Array()),
});

export function encodeFrame({ method, headers, payload }: Frame, service: number): Uint8Array {
  const pairs = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return wire.encode(wire.fromObject({ SeqID: 0, LogID: 0, service, method, headers: pairs, payload })).finish();
}

/** The frame, or undefined for bytes that are none. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    const { method, headers, payload } = decoded.parse(wire.toObject(wire.decode(bytes), { longs: Number }));
    return { method, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])), payload };
  } catch {
    return undefined;
  }
}

/** The payload cut into pieces of at most so many bytes; an empty one is one piece. */
export function pieces(payload: Uint8Array, mostBytes: number): Uint8Array[] {
  const sum = Math.max(1, Math.ceil(payload.length / mostBytes));
  return Array.from({ length: sum }, (_, seq) => payload.subarray(seq * mostBytes, (seq + 1) * mostBytes));
}
