/** `src/chat.ts` as a program: a child process with a pipe, against a front door over real HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/app/ports.ts';
import { someCard as card, key, openDoor, type Script } from '../running-door.ts';

const root = join(import.meta.dirname, '../../../..');
/** A child takes its time to start. */
const patience = { timeout: 20_000 };

const said = (text: string, tone: 'good' | 'bad' = 'good'): Answer => ({ kind: 'said', text: [text], tone });

let dir = '';
let open: Awaited<ReturnType<typeof openDoor>>;
const script: Script = { answer: () => said('pong') };

beforeEach(async () => {
  Object.assign(script, { answer: () => said('pong'), language: 'en' });
  dir = await mkdtemp(join(tmpdir(), 'hostline-'));
  open = await openDoor({
    answer: (heard) => script.answer(heard),
    get language() {
      return script.language ?? 'en';
    },
  });
  await writeFile(join(dir, 'service.json'), JSON.stringify({ url: open.url }));
  await writeFile(join(dir, 'terminal.key'), key);
});
afterEach(async () => {
  await open.close();
  await rm(dir, { recursive: true });
});

function start(args: readonly string[], lang = 'C') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/chat.ts', '--dir', dir, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', LANG: lang },
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, out, errors }));
  return { child, ended, out: () => out };
}

/** Runs a script of lines to its end. */
function chat(lines: readonly string[], args: readonly string[] = ['--as', 'wang'], lang?: string) {
  const { child, ended } = start(args, lang);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return ended;
}

const deeds = () => open.heard.map(({ what }) => what);

describe('commands', () => {
  it('takes /line, line and bare words, and shows dialogue and answers', async () => {
    const { code, out } = await chat(['/line list', 'line show x', 'help', '', '/line']);
    expect(deeds()).toEqual(['list', 'show x', 'help', 'help'].map((text) => ({ kind: 'typed', text })));
    expect(out).toBe(
      ['/line list', 'line show x', 'help'].map((line) => `wang> ${line}\n✔ pong\n`).join('') +
        'wang> \nwang> /line\n✔ pong\n',
    );
    expect(code).toBe(0);
    expect(open.heard[0]).toMatchObject({ identity: { user: 'wang' }, room: '@wang', profile: { language: 'en' } });
    expect(new Set(open.heard.map(({ delivery }) => delivery)).size).toBe(4);
  });

  it('runs one command with --once, and its exit code says how it went', async () => {
    expect(await chat([], ['--as', 'wang', '--once', 'list'])).toEqual({ code: 0, out: '✔ pong\n', errors: '' });
    script.answer = () => said('no', 'bad');
    expect(await chat([], ['--as', 'wang', '--once', 'list'])).toEqual({ code: 1, out: '✘ no\n', errors: '' });
  });

  it('speaks in a room, in the language of the person', async () => {
    script.language = 'zh';
    const { out } = await chat(['/home', '7'], ['--as', 'wang', '--room', '#noc'], 'zh_CN.UTF-8');
    expect(open.heard).toMatchObject([{ room: '#noc', what: { kind: 'home' }, profile: { language: 'zh' } }]);
    expect(out).toContain('这里没有编号为 7 的按钮。');
  });
});

describe('pushes', () => {
  it('appear as they come, and their buttons have numbers of their own', async () => {
    script.answer = ({ what }) =>
      what.kind === 'typed' ? { kind: 'card', card: card([{ label: 'Mine', verb: 'mine' }]) } : said('ok');
    const { child, ended, out } = start(['--as', 'wang']);
    child.stdin.write('show\n');
    await expect.poll(out, patience).toContain('[1] Mine');
    const ref = await open.speaker.post('#noc', card([{ label: 'Theirs', verb: 'theirs' }], 'Review'), 'en', 'k1');
    await expect.poll(out, patience).toContain('#noc\n◌ Waiting: Review\n  [b1] Theirs\n');
    await open.speaker.reply(ref, ['approved by li\u001b[2J'], 'en', 'k2');
    await expect.poll(out, patience).toContain('#noc · Review\n> approved by li\\u{1b}[2J\n');
    child.stdin.end('/wait\n1\nb1\n');
    await ended;
    expect(open.heard.slice(1)).toMatchObject([
      { room: '@wang', what: { verb: 'mine' } },
      { room: '#noc', message: ref.id, what: { verb: 'theirs' } },
    ]);
  });

  it('are waited for by /wait', async () => {
    const { child, ended, out } = start(['--as', 'wang']);
    child.stdin.end('/wait 20\nlist\n');
    await expect.poll(() => open.inbox.waiting(), patience).toBe(2);
    await open.speaker.line('@wang', ['built'], 'en', 'k1');
    expect((await ended).out).toBe('wang> /wait 20\n- built\nwang> list\n✔ pong\n');
    expect(out()).not.toContain('Nothing arrived');
  });
});

describe('trouble', () => {
  it('names the line to type when the service was never started', async () => {
    await rm(join(dir, 'service.json'));
    const { code, errors } = await chat([]);
    expect(code).toBe(1);
    expect(errors).toBe(
      `Hostline has not been started here: ${join(dir, 'service.json')} does not exist. Start it with: npm start\n`,
    );
  });

  it('names the line to type when nothing listens', async () => {
    const other = await openDoor(script);
    await other.close();
    const gone = other.url;
    const { code, out } = await chat(['list'], ['--as', 'wang', '--url', gone]);
    expect(code).toBe(1);
    expect(out).toBe(`✘ Hostline does not run at ${gone}. Start it with: npm start\n`);
  });

  it('says that the key is another one', async () => {
    await writeFile(join(dir, 'terminal.key'), 'cd'.repeat(32));
    const { code, out } = await chat(['list']);
    expect([code, out]).toEqual([
      1,
      '✘ The signature does not match: this terminal holds the key of another service.\n',
    ]);
  });

  it('says that a room is not theirs', async () => {
    const { out, code } = await chat(['list'], ['--as', 'wang', '--room', '#acme']);
    expect(out).toContain('✘ You are not in the room #acme.');
    expect(code).toBe(1);
  });

  it('gives the reference of what broke there', async () => {
    script.answer = () => Promise.reject(new Error('no'));
    const { out } = await chat(['list']);
    expect(out).toContain(`(reference ${String(open.logged[0]?.fields?.reference)})`);
  });

  it('repeats a deed whose answer was lost under its own delivery id', async () => {
    let lost = false;
    script.answer = () => {
      if (!lost) open.dropConnections();
      lost = true;
      return said('pong');
    };
    const { out } = await chat([], ['--as', 'wang', '--once', 'list']);
    expect(out).toBe('✔ pong\n');
    expect(open.heard).toHaveLength(2);
    expect(open.heard[0]?.delivery).toBe(open.heard[1]?.delivery);
  });

  it.each([[[]], [['--as', 'a b']], [['--as', 'wang', '--fly']]])('explains itself for %j', async (args) => {
    const { code, errors } = await chat([], args);
    expect(code).toBe(2);
    expect(errors).toContain('Usage: npm run chat -- --as <person>');
  });
});
