import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineFor } from '../../src/app/cards/lines.ts';
import { say } from '../../src/app/text/phrase.ts';
import { alarms } from '../../src/engine/tenant/clock.ts';
import type { ConnectionEvent } from '../../src/engine/tenant/messages.ts';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { openStage, type Stage } from './stage.ts';
import { bare } from './surface.ts';

/** The customer is in Lark and on the terminal in Chinese, the engineers in all three in English. */
const hours = (count: number) => count * 3_600_000;
const redis = withRedis();
let stage: Stage;

interface Told {
  readonly alarm: string;
  readonly en: string;
  readonly zh: string;
}
let told: readonly Told[] = [];

beforeAll(async () => {
  stage = await openStage(redis);
  const { bench, pass } = stage;
  const line = async (name: string) => (await bench.order(name, 'mei')).id;
  const act = async (person: string, text: string) => {
    await bench.type(person, text);
    await pass(3_000, 1_000);
  };
  await bench.type('min', 'deposit globex 1000000');
  await line('unread');
  await act('zoe', `approve ${await line('unpaid')}`);
  for (const [name, end] of [
    ['unfinished', 1],
    ['unconfirmed', 2],
    ['unremoved', 3],
  ] as const) {
    const id = await line(name);
    await act('zoe', `approve ${id}`);
    await act('mei', `pay ${id}`);
    if (end > 1) await act('zoe', `done ${id}`);
    if (end > 2) {
      await act('mei', `confirm ${id} --months 1`);
      await act('mei', `pay ${id}`);
      await act('mei', `delete ${id}`);
    }
  }
  await pass(hours(24 * 40), hours(12));
  await pass(10_000, 1_000);

  const { journal } = bench.app;
  const [state, roster] = await Promise.all([journal.load('tenant', 'globex'), journal.load('roster', '')]);
  const events = (await journal.entries('tenant', 'globex', 0)).flatMap((entry) => entry.events as ConnectionEvent[]);
  told = events.flatMap((event): Told[] => {
    const rang = event.type === 'connection.rang' || event.type === 'connection.expired';
    const phrase = rang && lineFor(event, { state, roster, timing: bench.world });
    if (!phrase) return [];
    const alarm = event.type === 'connection.rang' ? event.alarm : 'payment-expiry';
    // When it was told, it was due at another instant than it is now: what comes before that is the same.
    return [
      {
        alarm,
        en: bare(say(phrase, 'en').split(/[;:]/)[0] ?? ''),
        zh: bare(say(phrase, 'zh').split(/[，：；]/)[0] ?? ''),
      },
    ];
  });
}, 120_000);
afterAll(() => stage.close());

const places: readonly [string, 'en' | 'zh', () => readonly string[]][] = [
  ['Slack, the engineers', 'en', () => onSlack('network-ops')],
  ['Slack, the customer', 'zh', () => onSlack('globex-line')],
  ['Lark, the engineers', 'en', () => onLark('network-ops', 'en_us')],
  ['Lark, the customer', 'zh', () => onLark('globex-line', 'zh_cn')],
  ['the terminal, the engineers', 'en', () => stage.bench.chat.lines('ops').map(bare)],
  ['the terminal, the customer', 'zh', () => stage.bench.chat.lines('globex').map(bare)],
];

const onSlack = (room: string) =>
  stage.slack.workspace
    .messagesIn(room)
    .filter((row) => row.thread_ts !== undefined && row.thread_ts !== row.ts)
    .flatMap((row) => readBlocks(row.blocks, row.text).flatMap((text) => text.split('\n')))
    .map(bare);
const onLark = (room: string, language: 'zh_cn' | 'en_us') =>
  stage.lark.workspace
    .messagesIn(room)
    .filter((row) => row.root_id !== undefined)
    .flatMap((row) => readCard(row.content, language))
    .map(bare);

describe('every reminder there is', () => {
  it('rang in these forty days', () => {
    const rang = new Set(told.map((row) => row.alarm.replace(/^late-.*/, 'late')));
    expect([...rang].toSorted()).toEqual([...alarms.map((row) => row.id), 'late'].toSorted());
  });

  it.each(places)('is told on %s, as often as it rang', (_, language, lines) => {
    const read = lines();
    for (const row of told) {
      const words = row[language];
      const times = told.filter((other) => other[language] === words).length;
      const heard = read.filter((line) => line.includes(words));
      expect({ words, times: heard.length }).toEqual({ words, times });
    }
  });
});
