import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Card } from '../../src/app/cards/model.ts';
import type { Speaker } from '../../src/app/ports.ts';
import { type Language, languages, type Said, say, type Value } from '../../src/app/text/phrase.ts';
import { type Key, table } from '../../src/app/text/table.ts';
import { batches } from '../../src/bot/groups.ts';
import { type Connection, connectTo } from '../../src/bot/terminal/chat/connection.ts';
import { readTerminalKey } from '../../src/bot/terminal/key.ts';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { engineersRoom, larkRooms } from '../../src/wire/town.ts';
import { type Platform, platforms, withPlatforms } from './platforms.ts';
import { bare } from './surface.ts';

/** What the real SDKs send, the sandboxes take, within each platform's limits; and a person reads it. */
const { town } = withPlatforms();
let reader: Connection;
beforeAll(async () => {
  reader = connectTo(town.service.url, (await readTerminalKey(town.dir)) ?? '', 'zoe');
});

const rooms: Readonly<Record<Platform, string>> = { slack: engineersRoom, lark: larkRooms.engineers, terminal: 'ops' };

function speaker(platform: Platform): Speaker {
  const found = town.service.world.speakers.get(platform);
  if (!found) throw new Error(`nobody speaks on ${platform}`);
  return found;
}

let readTo = '0';
/** From where it was read last: a terminal reads on. */
async function onTerminal(id: string): Promise<string> {
  for (;;) {
    const query = { room: rooms.terminal, after: readTo, wait: '0', width: '400' };
    const page = await reader.inbox(query, AbortSignal.timeout(10_000));
    const found = page.items.find((item) => item.id === id);
    if (found || page.items.length === 0) return found?.text ?? '';
    readTo = page.after;
  }
}

/** A message as readers of a language have it, letters and figures alone. */
async function read(platform: Platform, id: string, language: Language): Promise<string> {
  const { slack, lark } = town.service;
  switch (platform) {
    case 'slack': {
      const message = slack.workspace.messages.find((row) => row.ts === id);
      return bare(readBlocks(message?.blocks, message?.text).join('\n'));
    }
    case 'lark':
      return bare(
        readCard(lark.workspace.message(id)?.content ?? {}, language === 'zh' ? 'zh_cn' : 'en_us').join('\n'),
      );
    case 'terminal':
      return bare(await onTerminal(id));
  }
}

const button = { label: 'Approve it', verb: 'approve', resource: 'conn-1', revision: 1 } as const;
const row = { title: 'Row title', detail: 'Row detail', tone: 'good' } as const;

/** One of each kind; a new kind does not compile until it is here. */
const blocks: { readonly [K in Block['kind']]: Extract<Block, { kind: K }> } = {
  text: { kind: 'text', text: 'Some words' },
  facts: { kind: 'facts', rows: [{ label: 'Label', value: 'Value' }] },
  steps: { kind: 'steps', rows: [{ label: 'Step', status: 'now', detail: 'Going on' }] },
  items: { kind: 'items', rows: [{ ...row, button }], empty: 'Empty' },
  buttons: { kind: 'buttons', buttons: [button] },
  note: { kind: 'note', text: 'Small print' },
  code: { kind: 'code', text: 'interface Eth0' },
  rule: { kind: 'rule' },
  pick: { kind: 'pick', placeholder: 'Choose a line', verb: 'show', name: 'connection', source: 'connections.any' },
};
const kinds = Object.keys(blocks) as Block['kind'][];

/** The words a person is to find of a block. */
function wordsOf(value: unknown, name = ''): string[] {
  const silent = ['kind', 'verb', 'resource', 'name', 'source', 'status', 'tone', 'style', 'empty'];
  if (silent.includes(name)) return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => wordsOf(member, Array.isArray(value) ? name : key));
}

/** The same block far beyond what any platform takes. */
function huge(block: Block): Block {
  const grown = Object.entries(block).map(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [name, Array.from({ length: 400 }, () => value[0] as unknown)];
    return [name, name === 'text' || name === 'placeholder' ? '长 & <long> '.repeat(5_000) : value];
  });
  return Object.fromEntries(grown) as unknown as Block;
}

const card = (...shown: Block[]): Card => ({
  id: 'conn-1',
  revision: 1,
  tone: 'waiting',
  title: 'A card',
  summary: 'A card',
  blocks: shown,
});

/** Values of the kinds the sentence's placeholders stand for. */
function sampleOf(name: string): Value {
  if (name === 'at' || name === 'from' || name === 'to') return { at: Date.UTC(2026, 2, 4, 2) };
  return ['fen', 'balance', 'due'].includes(name) ? { fen: 1_500_000 } : `${name}-1`;
}

function filled(key: Key): Said {
  const names = [...table[key].en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return { key, values: Object.fromEntries(names.map((name) => [name, sampleOf(name)])) };
}

const told = /^(refusal|line|alarm|answer|expect|chat)\./;
const sentences = (Object.keys(table) as Key[]).filter((key) => told.test(key)).map(filled);

describe.each(platforms)('every refusal, answer, line and reminder on %s', (platform) => {
  it.each(languages)('is the sentence of the table (%s)', async (language) => {
    for (const [index, group] of batches(sentences, 8).entries()) {
      const key = `sentences ${platform} ${language} ${index}`;
      const id = await speaker(platform).line(rooms[platform], group, language, key);
      const shown = await read(platform, id, language);
      for (const phrase of group) expect(shown).toContain(bare(say(phrase, language)));
    }
  });
});

it('there are many sentences', () => expect(sentences.length).toBeGreaterThan(200));

describe.each(platforms)('a card on %s', (platform) => {
  it.each(kinds)('shows %s', async (kind) => {
    const ref = await speaker(platform).post(rooms[platform], card(blocks[kind]), 'en', `shows ${platform} ${kind}`);
    const shown = await read(platform, ref.id, 'en');
    for (const words of wordsOf(blocks[kind])) expect(shown).toContain(bare(words));
  });
});

/** Last: nobody reads all that on a terminal. */
describe.each(platforms)('a card on %s', (platform) => {
  it.each(kinds)('is taken with far too much of %s, posted and updated, and keeps its buttons', async (kind) => {
    const full = card(huge(blocks[kind]), blocks.buttons);
    const ref = await speaker(platform).post(rooms[platform], full, 'zh', `huge ${platform} ${kind}`);
    await speaker(platform).update(ref, { ...full, title: 'Changed' }, 'zh');
    if (platform !== 'terminal') expect(await read(platform, ref.id, 'zh')).toMatch(/^changed.*approveit/);
  });
});
