import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/app/cards/model.ts';
import { type MessageRef, OutcomeUnknown, RateLimited, Undeliverable } from '../../../src/app/ports.ts';
import { t } from '../../../src/app/text/phrase.ts';
import { type Bench, openBench } from './bench.ts';

const card: Card = { id: 'conn-1', revision: 1, tone: 'good', title: 'Line', summary: 'Line is up', blocks: [] };

let bench: Bench;
beforeEach(async () => {
  bench = await openBench('socket');
});
afterEach(() => bench.close());

const inLines = () => bench.sandbox.workspace.messagesIn('lines');
const post = (key: string) => bench.slack.speaker.post('C0LINES', card, 'en', key);

describe('a post', () => {
  it('is a card with a text for notifications and its key', async () => {
    const ref = await post('k-1');
    expect(ref).toEqual({ platform: 'slack', room: 'C0LINES', id: inLines().at(-1)?.ts });
    expect(inLines().at(-1)).toMatchObject({
      text: 'Line is up',
      blocks: [{ type: 'header' }],
      metadata: { event_type: 'hostline_send', event_payload: { key: 'k-1' } },
    });
  });

  it('is updated in place and can still be found', async () => {
    const ref = await post('k-2');
    await bench.slack.speaker.update(ref, { ...card, summary: 'Line is down', tone: 'bad' }, 'en');
    expect(inLines().at(-1)).toMatchObject({
      ts: ref.id,
      text: 'Line is down',
      blocks: [{ text: { text: '🔴 Line' } }],
    });
    expect(await bench.slack.speaker.find('C0LINES', undefined, 'k-2')).toBe(ref.id);
  });

  it('has replies in its thread, in the language of the room', async () => {
    const ref = await post('k-3');
    const person = { person: 'p', name: 'Mei', mention: { slack: 'U0MEI' } };
    const id = await bench.slack.speaker.reply(
      ref,
      [t('chat.form.missing', { form: person }), '<!channel>'],
      'zh',
      'r-3',
    );
    expect(inLines().at(-1)).toMatchObject({
      ts: id,
      thread_ts: ref.id,
      blocks: [{ text: { type: 'mrkdwn', text: '<@U0MEI>：还需补充几项信息。\n&lt;!channel&gt;' } }],
    });
    expect(await bench.slack.speaker.find('C0LINES', ref, 'r-3')).toBe(id);
    expect(await bench.slack.speaker.find('C0LINES', undefined, 'r-3')).toBeUndefined();
  });
});

it('a line goes to a person alone', async () => {
  const room = await bench.slack.speaker.direct('U0TOM');
  const id = await bench.slack.speaker.line(room, ['Hello'], 'en', 'l-1');
  expect(bench.sandbox.workspace.messagesIn(room, 'tom').at(-1)).toMatchObject({ ts: id, text: 'Hello' });
});

it('the Home tab is published', async () => {
  await bench.slack.speaker.home('U0LEI', card, 'zh');
  expect(bench.sandbox.workspace.homeOf('lei')?.payload.blocks).toMatchObject([{ text: { text: '🟢 Line' } }]);
});

describe('finding', () => {
  it('looks through several pages, newest first, and gives up on what is not there', async () => {
    const ref = await post('far');
    for (let n = 0; n < 205; n += 1) await bench.slack.speaker.line('C0LINES', ['x'], 'en', `near-${n}`);
    expect(await bench.slack.speaker.find('C0LINES', undefined, 'far')).toBe(ref.id);
    expect(await bench.slack.speaker.find('C0LINES', undefined, 'never')).toBeUndefined();
  });

  it('after an answer was lost finds what was posted all the same', async () => {
    bench.sandbox.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['chat.postMessage'] } } });
    await expect(post('lost')).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await bench.slack.speaker.find('C0LINES', undefined, 'lost')).toBe(inLines().at(-1)?.ts);
  });
});

describe('failures', () => {
  const nowhere: MessageRef = { platform: 'slack', room: 'C0LINES', id: '1.1' };

  it.each<[string, () => Promise<unknown>]>([
    ['a room that is gone', () => bench.slack.speaker.post('C0NONE', card, 'en', 'x')],
    ['a room the bot is not in', () => bench.slack.speaker.post('C0RANDOM', card, 'en', 'x')],
    ['a message that is gone', () => bench.slack.speaker.update(nowhere, card, 'en')],
    ['a person who is gone', () => bench.slack.speaker.direct('U0NONE')],
  ])('%s is undeliverable', async (_, call) => {
    await expect(call()).rejects.toBeInstanceOf(Undeliverable);
  });

  it("another person's message is undeliverable", async () => {
    await bench.sandbox.say('tom', 'lines', 'mine');
    const ref = { ...nowhere, id: inLines().at(-1)?.ts ?? '' };
    await expect(bench.slack.speaker.update(ref, card, 'en')).rejects.toBeInstanceOf(Undeliverable);
  });

  it('a rate limit says how long to wait, and is not waited out here', async () => {
    bench.sandbox.faults.set({
      call: { tooMany: { rate: 1, most: 1, of: ['chat.postMessage'], retryAfterSeconds: 7 } },
    });
    const calls = bench.sandbox.eventsOf('call').length;
    await expect(post('x')).rejects.toEqual(new RateLimited(7000));
    expect(bench.sandbox.eventsOf('call').length).toBe(calls + 1);
  });

  it('a server error is not repeated: nobody knows whether it was carried out', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['chat.postMessage'] } } });
    const calls = bench.sandbox.eventsOf('call').length;
    await expect(post('x')).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(bench.sandbox.eventsOf('call').length).toBe(calls + 1);
  });

  it('no answer at all is given up on', { timeout: 15_000 }, async () => {
    bench.sandbox.faults.set({ call: { hang: { rate: 1, most: 1, of: ['chat.postMessage'] } } });
    await expect(post('x')).rejects.toBeInstanceOf(OutcomeUnknown);
  });
});
