/** Knows how to write a full table as UPDATE messages (RFC 4271 §4.3), in two shapes; sends nothing. */
import { randomPrefixes } from '../prefixes.ts';
import { randomSource } from '../random.ts';

/**
 * `packed`: two attribute sets, as many prefixes in a message as fit. `dfz`: as in the Internet's table, a set of
 * attributes for every four prefixes.
 */
export type Shape = 'packed' | 'dfz';

export interface Attributes {
  readonly asPath: readonly number[];
  readonly med?: number;
  readonly communities: readonly number[];
}

const MESSAGE_LIMIT = 4096;
const HEADER = 19;

const attribute = (flags: number, type: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([flags, type, value.length]), value]);

function u32s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

function attributesOf({ asPath, med, communities }: Attributes, nextHop: number): Buffer {
  return Buffer.concat([
    attribute(0x40, 1, Buffer.from([0])),
    attribute(0x40, 2, Buffer.concat([Buffer.from([2, asPath.length]), u32s(asPath)])),
    attribute(0x40, 3, u32s([nextHop])),
    ...(med === undefined ? [] : [attribute(0x80, 4, u32s([med]))]),
    ...(communities.length === 0 ? [] : [attribute(0xc0, 8, u32s(communities))]),
  ]);
}

export function message(type: number, body: Buffer): Buffer {
  const bytes = Buffer.alloc(HEADER + body.length, 0xff);
  bytes.writeUInt16BE(bytes.length, 16);
  bytes[18] = type;
  body.copy(bytes, HEADER);
  return bytes;
}

/** Sets of attributes as they arrive at the customer: paths of two to six ASNs, some with communities, some with a MED. */
function attributeSets(count: number): readonly Attributes[] {
  const random = randomSource(65_010);
  return Array.from({ length: count }, () => ({
    asPath: Array.from({ length: 2 + random(5) }, () => 1000 + random(60_000)),
    ...(random(10) === 0 && { med: random(100) }),
    communities:
      random(3) === 0 ? Array.from({ length: 1 + random(3) }, () => (3000 + random(20)) * 65_536 + random(50)) : [],
  }));
}

/** Neighbouring prefixes share a set, as they do when a peer packs its messages. */
export function fullTable(
  shape: Shape,
  count: number,
  { asPathStart, nextHop }: { readonly asPathStart: readonly number[]; readonly nextHop: number },
): Buffer {
  const { addresses, lengths } = randomPrefixes(count);
  const sets = attributeSets(shape === 'packed' ? 2 : Math.ceil(count / 4));
  const perSet = Math.ceil(count / sets.length);
  const messages: Buffer[] = [];
  for (const [index, set] of sets.entries()) {
    const attributes = attributesOf({ ...set, asPath: [...asPathStart, ...set.asPath] }, nextHop);
    const room = MESSAGE_LIMIT - HEADER - 4 - attributes.length;
    let nlri = Buffer.alloc(Math.min(room, perSet * 5));
    let used = 0;
    const finish = (): void => {
      if (used === 0) return;
      const lengthsField = Buffer.alloc(4);
      lengthsField.writeUInt16BE(attributes.length, 2);
      messages.push(message(2, Buffer.concat([lengthsField, attributes, nlri.subarray(0, used)])));
      nlri = Buffer.alloc(Math.min(room, perSet * 5));
      used = 0;
    };
    for (let at = index * perSet; at < Math.min(count, (index + 1) * perSet); at += 1) {
      const length = lengths[at] ?? 0;
      const octets = (length + 7) >> 3;
      if (used + 1 + octets > nlri.length) finish();
      nlri[used] = length;
      for (let octet = 0; octet < octets; octet += 1)
        nlri[used + 1 + octet] = ((addresses[at] ?? 0) >>> (24 - octet * 8)) & 255;
      used += 1 + octets;
    }
    finish();
  }
  return Buffer.concat(messages);
}
