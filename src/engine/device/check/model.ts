/** The right configuration for a plan on this very device, and excerpts of it: what a finding says to enter. */
import { deviceConfig } from '../config.ts';
import { portPattern } from '../limits.ts';
import type { VifPlan } from '../plan.ts';
import type { ReadDevice, ReadFace, ReadPeer, ReadProcess } from '../read/facts.ts';
import { dialects, readConfig } from '../read/read.ts';

/** Ends of one pair without their lengths. */
export interface Ends {
  readonly number: 1 | 2;
  readonly customer: string;
  readonly cloud: string;
}

const host = (text: string) => text.split('/')[0] ?? text;

export function endsOf(plan: VifPlan): readonly [Ends, Ends] {
  const [one, two] = plan.peers;
  return [
    { number: 1, customer: host(one.customerIp), cloud: host(one.cloudIp) },
    { number: 2, customer: host(two.customerIp), cloud: host(two.cloudIp) },
  ];
}

export const peerAddress = ({ address, key }: ReadPeer): string => address?.value ?? key;

export interface Model {
  readonly lines: readonly string[];
  readonly device: ReadDevice;
  readonly process: ReadProcess | undefined;
  face(ends: Ends): ReadFace | undefined;
  peer(ends: Ends): ReadPeer | undefined;
}

/** The plan with the ports the customer really uses, as far as their names can be written. */
function onPorts(plan: VifPlan, faces: readonly (ReadFace | undefined)[]): VifPlan {
  const [one, two] = faces;
  const usable = (face: ReadFace | undefined) => face && !face.svi && portPattern.test(face.port);
  if (one?.svi && two?.svi) return { ...plan, svi: true };
  const [first, second] = plan.peers;
  const singlePort = plan.singlePort || (one !== undefined && one.port === two?.port);
  const port = (pair: typeof first, face: ReadFace | undefined) =>
    pair.interface === undefined && usable(face) ? { ...pair, interface: face?.port } : pair;
  return { ...plan, singlePort, peers: [port(first, one), port(second, singlePort ? one : two)] };
}

export function modelOf(
  plan: VifPlan,
  vendor: ReadDevice['vendor'],
  faces: readonly (ReadFace | undefined)[],
): Model | undefined {
  for (const candidate of [onPorts(plan, faces), plan]) {
    const config = deviceConfig(candidate, vendor, { revealKey: false });
    const read = config.ok ? readConfig(config.text, vendor) : undefined;
    if (!config.ok || !read?.ok) continue;
    const { device } = read;
    return {
      lines: config.text.split('\n'),
      device,
      process: device.processes[0],
      face: ({ customer }) =>
        device.faces.find(({ addresses }) => addresses.some(({ value }) => value.host === customer)),
      peer: ({ cloud }) => device.peers.find((peer) => peerAddress(peer) === cloud),
    };
  }
  return undefined;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const isComment = (line: string) => /^[!#]/.test(line) && !/^[!#] {3}ip /.test(line);

/** Heads of a line by their indentation, outermost first. */
function headsOf(lines: readonly string[], line: number): readonly number[] {
  const heads: number[] = [];
  let indent = indentOf(lines[line - 1] ?? '');
  for (let index = line - 1; index > 0 && indent > 0; index--) {
    const text = lines[index - 1] ?? '';
    if (text === '' || isComment(text) || indentOf(text) >= indent) continue;
    heads.unshift(index);
    indent = indentOf(text);
  }
  return heads;
}

/** The brace that closes a head. */
function closing(lines: readonly string[], head: number): number | undefined {
  if (!(lines[head - 1] ?? '').endsWith('{')) return undefined;
  const indent = indentOf(lines[head - 1] ?? '');
  const index = lines.findIndex((text, at) => at >= head && indentOf(text) === indent && text.trim().startsWith('}'));
  return index < 0 ? undefined : index + 1;
}

/** Lines with their heads, each once, in the order of the configuration; braces are closed. */
export function excerpt({ lines }: Model, wanted: readonly number[]): readonly string[] {
  const heads = wanted.flatMap((line) => headsOf(lines, line));
  const ends = [...heads, ...wanted].flatMap((head) => closing(lines, head) ?? []);
  const all = [...new Set([...wanted, ...heads, ...ends])].sort((left, right) => left - right);
  return all.map((line) => (lines[line - 1] ?? '').replace(/^[!#] {3}(?=ip )/, ''));
}

/** Every line that is loaded, without comments. */
export function whole({ lines }: Model): readonly number[] {
  return lines.flatMap((text, index) => (text === '' || isComment(text) ? [] : [index + 1]));
}

/** All lines from the first to the last of a section, its closing included. */
export function section(model: Model, from: number | undefined): readonly number[] {
  if (from === undefined) return [];
  const { lines } = model;
  const indent = indentOf(lines[from - 1] ?? '');
  const body: number[] = [from];
  for (let line = from + 1; line <= lines.length; line++) {
    const text = lines[line - 1] ?? '';
    if (text === '' || isComment(text) || indentOf(text) <= indent) break;
    body.push(line);
  }
  return body;
}

/** A generated interface's name becomes the customer's own, wherever it stands. */
export function renamed(lines: readonly string[], names: ReadonlyMap<string, string>): readonly string[] {
  return lines.map((line) => {
    let text = line;
    for (const [from, to] of names) {
      const [before, after] = [spoken(from), spoken(to)];
      text = text.replaceAll(` ${before} `, ` ${after} `);
      if (text.endsWith(` ${before}`)) text = `${text.slice(0, -before.length)}${after}`;
    }
    return text;
  });
}

/** Junos says `xe-0/0/0 unit 10` for what it calls `xe-0/0/0.10`. */
const spoken = (name: string) => (/^(xe|ge|et|ae|irb)\S*\.\d+$/.test(name) ? name.replace('.', ' unit ') : name);

/** What takes a line of the customer's back, below its heads. */
export function undone(device: ReadDevice, line: number): readonly string[] {
  const path = device.paths.get(line);
  const own = path?.at(-1);
  if (!path || !own) return [];
  const { undo } = dialects[device.vendor];
  if (device.vendor === 'juniper') return [undo(`set ${withoutKey(own)}`)];
  const heads = path.slice(0, -1).map((words, depth) => `${' '.repeat(depth)}${words.join(' ')}`);
  return [...heads, `${' '.repeat(heads.length)}${undo(withoutKey(own))}`];
}

/** Up to the word that a key would follow. */
function withoutKey(words: readonly string[]): string {
  const from = words.findIndex((word) => /^(password|authentication-key)$/i.test(word));
  return (from < 0 ? words : words.slice(0, from + 1)).join(' ');
}
