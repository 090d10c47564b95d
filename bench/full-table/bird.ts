/**
 * The same work for BIRD 2: two line routers and the gateway, each in a network namespace, fed and watched by small BGP
 * neighbours over TCP. Needs root and the packages bird2 and iproute2. Knows nothing of the engine.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Shape } from './updates.ts';

const BIRD = '/usr/sbin/bird';
const NODES = { bgw: 65_000, lr1: 64_512, lr2: 64_512, cust: 65_010, watch: 65_100 } as const;
type Name = keyof typeof NODES;
const LINES: readonly (readonly [Name, Name, string])[] = [
  ['bgw', 'lr1', '100.64.1'],
  ['bgw', 'lr2', '100.64.2'],
  ['lr1', 'cust', '172.16.1'],
  ['lr2', 'cust', '172.16.2'],
  ['bgw', 'watch', '100.64.3'],
];
const ROUTERS = ['bgw', 'lr1', 'lr2'] as const;
const POLL_MS = 20;
const QUIET_MS = 400;
const LIMIT_MS = 120_000;

export interface BirdFigures {
  readonly announceSeconds: number;
  readonly failoverSeconds: number;
  /** Of the three routers from start to settled; the one killed until it died. */
  readonly cpuSeconds: number;
  readonly memoryMiB: number;
}

/** Why BIRD cannot be measured here; installs what is missing where it may. */
export function birdMissing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'BIRD was not measured: it needs root on Linux.';
  if (!existsSync(BIRD)) {
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'bird2', 'iproute2'], {
        env,
        stdio: 'ignore',
      });
    } catch {
      return 'BIRD was not measured: the Debian package bird2 is not there and could not be installed.';
    }
  }
  try {
    execFileSync('ip', ['netns', 'add', `hbtry${process.pid}`], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', `hbtry${process.pid}`], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'BIRD was not measured: network namespaces are not allowed here.';
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, ready: () => Promise<boolean>): Promise<number> {
  const limit = Date.now() + LIMIT_MS;
  while (!(await ready())) {
    if (Date.now() > limit) throw new Error(`BIRD: ${what} did not happen within ${LIMIT_MS / 1000} s`);
    await pause(POLL_MS);
  }
  return Date.now();
}

function configOf(name: Name): string {
  const sessions = LINES.flatMap(([a, b, net]) => {
    if (name !== a && name !== b) return [];
    const [own, far, peer] = name === a ? [1, 2, b] : [2, 1, a];
    return `protocol bgp s_${peer} { local ${net}.${own} as ${NODES[name]}; neighbor ${net}.${far} as ${NODES[peer]}; hold time 240; connect delay time 1; connect retry time 1; ipv4 { import all; export where source = RTS_BGP; }; }`;
  });
  return [
    'log stderr { fatal, bug };',
    `router id 10.255.0.${Object.keys(NODES).indexOf(name) + 1};`,
    'protocol device { scan time 3600; }',
    'protocol direct { ipv4; }',
    ...sessions,
    '',
  ].join('\n');
}

/** One question to a daemon's control socket. */
function ask(socket: string, question: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const stream = connect(socket);
    stream.setEncoding('utf8').on('error', () => resolve(''));
    stream.on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\n');
      if (lines.filter((line) => /^(0000|0001|00[1-9]\d|[89]\d{3}) ?/.test(line)).length >= 2) stream.end();
    });
    stream.on('close', () => resolve(text));
    stream.write(`${question}\n`);
  });
}

/** A line-wise conversation with one of our neighbours. */
function peerProcess(inside: (argv: readonly string[]) => readonly string[], argv: readonly string[]) {
  const [program = '', ...args] = inside([
    process.execPath,
    '--import',
    'tsx',
    join(import.meta.dirname, 'peer.ts'),
    ...argv,
  ]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  return {
    child,
    lines,
    say: (word: string) => child.stdin.write(`${word}\n`),
    heard: (word: string, times = 1) =>
      until(`'${word}' of the ${argv[0]} neighbour`, async () => lines.filter((line) => line === word).length >= times),
  };
}

export async function birdFullTable(shape: Shape, count: number): Promise<BirdFigures> {
  const mark = `hb${process.pid}`;
  const folder = mkdtempSync(join(tmpdir(), 'hostline-bird-'));
  const ip = (line: string) => execFileSync('ip', line.split(' '), { stdio: ['ignore', 'ignore', 'inherit'] });
  const inside = (name: Name) => (argv: readonly string[]) => ['ip', 'netns', 'exec', `${mark}${name}`, ...argv];
  const daemons = new Map<Name, ChildProcess>();
  const children: ChildProcess[] = [];
  const control = (name: Name) => join(folder, `${name}.ctl`);
  try {
    for (const name of Object.keys(NODES)) {
      ip(`netns add ${mark}${name}`);
      ip(`-n ${mark}${name} link set lo up`);
    }
    LINES.forEach(([a, b, net], index) => {
      ip(`link add v${index} netns ${mark}${a} type veth peer name v${index} netns ${mark}${b}`);
      for (const [name, host] of [
        [a, 1],
        [b, 2],
      ] as const) {
        ip(`-n ${mark}${name} addr add ${net}.${host}/30 dev v${index}`);
        ip(`-n ${mark}${name} link set v${index} up`);
      }
    });
    const feeder = peerProcess(inside('cust'), ['feed', shape, String(count)]);
    const watcher = peerProcess(inside('watch'), ['watch']);
    children.push(feeder.child, watcher.child);
    await Promise.all([feeder.heard('listening'), watcher.heard('listening')]);
    for (const name of ROUTERS) {
      writeFileSync(join(folder, `${name}.conf`), configOf(name));
      const [program = '', ...args] = inside(name)([
        BIRD,
        '-f',
        '-c',
        join(folder, `${name}.conf`),
        '-s',
        control(name),
      ]);
      const child = spawn(program, args, { stdio: 'ignore' });
      daemons.set(name, child);
      children.push(child);
    }
    await Promise.all([feeder.heard('open', 2), watcher.heard('open')]);
    const established = async (name: Name, sessions: number) =>
      [...(await ask(control(name), 'show protocols')).matchAll(/Established/g)].length === sessions;
    for (const [name, sessions] of [
      ['bgw', 3],
      ['lr1', 2],
      ['lr2', 2],
    ] as const)
      await until(`sessions of ${name}`, () => established(name, sessions));
    feeder.say('ready');
    await feeder.heard('ready');

    const counter = async (peer: Name, word: string): Promise<number> => {
      const text = await ask(control('bgw'), `show protocols all s_${peer}`);
      return Number(new RegExp(`Routes:.*?(\\d+) ${word}`).exec(text)?.[1] ?? 0);
    };
    const seen = async (): Promise<readonly [number, number]> => {
      const before = watcher.lines.length;
      watcher.say('seen');
      await until('an answer of the watcher', async () => watcher.lines.length > before);
      const [, prefixes = '0', at = '0'] = (watcher.lines.at(-1) ?? '').split(' ');
      return [Number(prefixes), Number(at)];
    };
    /** When the gateway's table and the watcher last changed. */
    const settled = async (what: string, done: () => Promise<boolean>, atLeast: number): Promise<number> => {
      const table = await until(what, done);
      let last = 0;
      await until('quiet at the watcher', async () => {
        const [prefixes, at] = await seen();
        last = at;
        return prefixes >= atLeast && Date.now() - at > QUIET_MS;
      });
      return Math.max(table, last);
    };

    const announcing = Date.now();
    feeder.say('go');
    const announced = await settled(
      'the full table at the gateway',
      async () => (await counter('lr1', 'imported')) === count && (await counter('lr2', 'imported')) === count,
      count,
    );
    const memoryMiB = ROUTERS.reduce((sum, name) => sum + peakMiB(daemons.get(name)?.pid ?? 0), 0);
    const lostSeconds = cpuSeconds(daemons.get('lr1')?.pid ?? 0);
    const failing = Date.now();
    daemons.get('lr1')?.kill('SIGKILL');
    const failed = await settled('the failover', async () => (await counter('lr2', 'preferred')) === count, count);
    const seconds = lostSeconds + cpuSeconds(daemons.get('bgw')?.pid ?? 0) + cpuSeconds(daemons.get('lr2')?.pid ?? 0);
    return {
      announceSeconds: (announced - announcing) / 1000,
      failoverSeconds: (failed - failing) / 1000,
      cpuSeconds: seconds,
      memoryMiB,
    };
  } finally {
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await gone;
      }),
    );
    for (const name of Object.keys(NODES)) execFileSync('ip', ['netns', 'del', `${mark}${name}`], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hundredths of a second are what the kernel counts in. */
function cpuSeconds(pid: number): number {
  const [user = '0', system = '0'] =
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) / 100;
}

function peakMiB(pid: number): number {
  const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return Number(kib) / 1024;
}
