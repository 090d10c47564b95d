/** Records what one command asks of the ports, on the real application and a real Redis. Draws nothing. */
import type { Effect } from '../../src/app/ports.ts';
import type { Place } from '../../src/app/work/place.ts';
import type { DrawnCall, DrawnPath } from '../../src/docs/architecture.ts';
import { type Bench, openBench } from '../app/bench.ts';
import type { RedisFixture } from '../store/redis-fixture.ts';

type Port = Record<string, unknown>;

const shortened = (text: string) => text.replace(/(?<![a-z])(conn|ord)-[0-9a-z]{6,}/g, '$1-…');

function eventTypes(entry: unknown): string {
  const { events } = entry as { events: readonly { type: string }[] };
  return events.map(({ type }) => type).join(', ');
}

const named = ({ name, queue }: Effect) => `${name} (${queue})`;

function counted(names: readonly string[]): string[] {
  return [...new Set(names)].map((name) => {
    const times = names.filter((other) => other === name).length;
    return times === 1 ? name : `${times} × ${name}`;
  });
}

/** What of the arguments says what was asked. */
function spoken(call: string, [first, second]: readonly unknown[]): string {
  if (call === 'append') return `append to ${String(first)}: ${eventTypes(second)}`;
  if (call === 'enqueue')
    return `enqueue ${counted((first as readonly Effect[]).filter(({ at }) => at === undefined).map(named)).join(', ')}`;
  if (call === 'read') return `read ${String(first)}`;
  if (typeof first === 'string') return `${call} ${first}`;
  if (typeof first === 'object' && first !== null && 'id' in first) return `${call} ${String(first.id)}`;
  return call;
}

function listen(port: string, object: Port, hear: (call: DrawnCall) => void): void {
  for (const [name, act] of Object.entries(object)) {
    if (typeof act !== 'function' || name === 'digest') continue;
    object[name] = (...asked: unknown[]): unknown => {
      hear({ port, call: shortened(spoken(name, asked)).replaceAll(';', ',') });
      return act.apply(object, asked);
    };
  }
}

/** The same log read again says nothing new. */
function once(calls: readonly DrawnCall[]): DrawnCall[] {
  const reads = new Set<string>();
  return calls.filter(({ call }) => {
    if (!call.startsWith('read ') || !reads.has(call)) return reads.add(call);
    return false;
  });
}

/** Marks and readings come between one another in any order; the same asked of many is one line. */
function essential(calls: readonly DrawnCall[]): DrawnCall[] {
  const telling = calls.filter(({ call }) => !/^(read|get|settled|unsettled) |^enqueue $/.test(call));
  return telling.filter(({ port, call }, index) => {
    const before = telling[index - 1];
    return !(call.startsWith('places ') && before?.port === port && before.call.startsWith('places '));
  });
}

/** Of the rooms, the engineers', on the one chat there is here. */
function isOurs({ place }: Effect['data']): boolean {
  if (typeof place !== 'string') return true;
  const { platform, side, direct } = JSON.parse(place) as Place;
  return platform === 'terminal' && side === 'staff' && !direct;
}

export async function recordedPath(redis: RedisFixture): Promise<DrawnPath> {
  const bench: Bench = await openBench(redis);
  const { log, deliveries, directory, pace, book, queues } = bench.world;
  let calls: DrawnCall[] = [];
  const hear = (call: DrawnCall) => void calls.push(call);
  const ports = { log, deliveries, directory, pace, book, queues, chat: bench.chat.speaker } as unknown as Record<
    string,
    Port
  >;
  for (const [name, port] of Object.entries(ports)) listen(name, port, hear);
  const typed = 'order --name dc1 --region cn-north-1 --port 10GBASE-LR';
  await bench.type('tom', typed);
  await bench.app.drain();
  const appended = calls.findIndex(({ call }) => call.startsWith('append to tenant')) + 1;
  // The answer is kept while effects are put in flight: whichever comes first.
  const kept = calls.filter(({ port }) => port === 'deliveries');
  const decided = [...calls.slice(0, appended), ...kept];
  const settled = calls.slice(appended).filter(({ port }) => port !== 'deliveries');
  const jobs: { job: string; calls: DrawnCall[] }[] = [];
  for (const wanted of ['check', 'announce', 'deliver']) {
    const effect = bench.queued.find(({ name, data }) => name === wanted && isOurs(data));
    if (!effect) throw new Error(`no job ${wanted}`);
    calls = [];
    await bench.app.work({ ...effect, lastTry: true });
    await bench.app.drain();
    jobs.push({ job: named(effect), calls: essential(calls) });
  }
  return { typed: `/line ${typed}`, decided: once(decided), settled: once(settled), jobs };
}
