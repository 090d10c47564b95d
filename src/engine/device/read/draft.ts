/** What is being gathered while a configuration is read, line by line. Knows no dialect and judges nothing. */
import { formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../network/prefix.ts';
import type { PacketRule, Part, PeerField, RangeMatch, ReadStatic, Seen, SeenAddress, SeenKey } from './facts.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenPart = Open<Part>;

export interface FaceDraft extends OpenPart {
  readonly name: string;
  vlan?: Seen<number>;
  shut?: Seen<boolean>;
  readonly addresses: Seen<SeenAddress>[];
  readonly filters: Seen[];
}

export interface PeerDraft extends OpenPart, Partial<Record<PeerField, Seen>> {
  readonly key: string;
  readonly process: string;
  keySeen?: Seen<SeenKey>;
  readonly import: Seen[];
  readonly export: Seen[];
}

export interface ProcessDraft extends OpenPart {
  readonly key: string;
  asn?: Seen<number>;
  routerId?: Seen;
  family?: OpenPart;
  readonly networks: Seen[];
  readonly redistributes: Seen[];
  activates?: Seen<boolean>;
  needsPolicy?: Seen<boolean>;
}

export interface ClauseDraft extends OpenPart {
  action?: 'permit' | 'deny';
  actionLine?: number;
  readonly ranges: RangeMatch[];
  readonly lists: string[];
  readonly protocols: string[];
  unclear?: true;
  prepend?: number;
}

export interface PolicyDraft extends OpenPart {
  readonly name: string;
  readonly clauses: Map<string, ClauseDraft>;
}

export interface Draft {
  readonly faces: Map<string, FaceDraft>;
  readonly processes: Map<string, ProcessDraft>;
  readonly peers: Map<string, PeerDraft>;
  readonly policies: Map<string, PolicyDraft>;
  readonly statics: ReadStatic[];
  readonly packetRules: PacketRule[];
  /** Junos: VLANs by name, and the interface that carries each. */
  readonly vlans: Map<string, { id?: Seen<number>; face?: string }>;
}

export function emptyDraft(): Draft {
  return {
    faces: new Map(),
    processes: new Map(),
    peers: new Map(),
    policies: new Map(),
    statics: [],
    packetRules: [],
    vlans: new Map(),
  };
}

function at<T extends OpenPart>(map: Map<string, T>, key: string, line: number, make: () => T): T {
  const found = map.get(key) ?? make();
  if (!map.has(key)) map.set(key, found);
  found.last = Math.max(found.last, line);
  return found;
}

export function faceAt(draft: Draft, name: string, line: number): FaceDraft {
  return at(draft.faces, name, line, () => ({ name, line, last: line, addresses: [], filters: [] }));
}

export function processAt(draft: Draft, key: string, line: number): ProcessDraft {
  return at(draft.processes, key, line, () => ({ key, line, last: line, networks: [], redistributes: [] }));
}

/** A process's part on IPv4 unicast. */
export function familyAt(draft: Draft, key: string, line: number): ProcessDraft {
  const found = processAt(draft, key, line);
  if (found.family) found.family.last = line;
  else found.family = { line, last: line };
  return found;
}

export function peerAt(draft: Draft, process: string, key: string, line: number): PeerDraft {
  processAt(draft, process, line);
  return at(draft.peers, `${process} ${key}`, line, () => ({ key, process, line, last: line, import: [], export: [] }));
}

export function policyAt(draft: Draft, name: string, line: number): PolicyDraft {
  return at(draft.policies, name, line, () => ({ name, line, last: line, clauses: new Map() }));
}

export function clauseAt(draft: Draft, policy: string, key: string, line: number): ClauseDraft {
  return at(policyAt(draft, policy, line).clauses, key, line, () => ({
    line,
    last: line,
    ranges: [],
    lists: [],
    protocols: [],
  }));
}

/** A mask in either notation; undefined when it is none. `255.255.0.0`, `16`, `0.0.255.255` are one. */
export function lengthOf(mask: string): number | undefined {
  if (/^\d{1,2}$/.test(mask)) return Number(mask) <= 32 ? Number(mask) : undefined;
  const value = parseAddress(mask);
  if (value === undefined) return undefined;
  const plain = value >>> 31 === 1 || value === 0 ? value : ~value >>> 0;
  const ones = Math.clz32(~plain >>> 0);
  return plain === (ones === 0 ? 0 : (0xffffffff << (32 - ones)) >>> 0) ? ones : undefined;
}

/** `10.0.0.0` and a mask, or `10.0.0.0/16`, without host bits; undefined when it is no prefix. */
export function rangeOf(address: string, mask?: string): string | undefined {
  if (address.includes('/')) {
    const prefix = parsePrefix(address);
    return prefix && formatPrefix(prefix);
  }
  const length = mask === undefined ? classfulLength(address) : lengthOf(mask);
  const prefix = length === undefined ? undefined : parsePrefix(`${address}/${length}`);
  return prefix && formatPrefix(prefix);
}

/** Without a mask an old network statement means the class (RFC 791 §3.2). */
function classfulLength(address: string): number | undefined {
  const value = parseAddress(address);
  if (value === undefined) return undefined;
  const first = value >>> 24;
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

export function addressOf(text: string, mask?: string): SeenAddress | undefined {
  const [host = '', bits] = text.split('/');
  const value = parseAddress(host);
  const length = lengthOf(bits ?? mask ?? '32');
  return value === undefined || length === undefined ? undefined : { host: formatAddress(value), length };
}

/** `ge`, `le` as most dialects have them: `ge` alone reaches to 32, neither means exactly. */
export function rangeMatch(line: number, range: string, ge?: number, le?: number): RangeMatch {
  const length = Number(range.split('/')[1] ?? 32);
  return {
    line,
    range,
    prefix: parsePrefix(range) ?? { address: 0, length: 0 },
    least: ge ?? length,
    most: le ?? (ge === undefined ? length : 32),
  };
}
