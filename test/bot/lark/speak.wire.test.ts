import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/app/cards/model.ts';
import { type MessageRef, OutcomeUnknown, RateLimited, Undeliverable } from '../../../src/app/ports.ts';
import { t } from '../../../src/app/text/phrase.ts';
import { startLark } from '../../../src/bot/lark/start.ts';
import { manualClock, realPace } from '../../../src/sandbox/lark/index.ts';
import { type Bench, drawnPng, openBench, openBook, partOf, secrets, textOf, textsIn } from './bench.ts';

const card: Card = {
  id: 'conn-1',
  revision: 1,
  tone: 'good',
  title: t('card.mine'),
  summary: 'Line is up',
  blocks: [{ kind: 'pick', placeholder: 'Which?', verb: 'show', name: 'connection', source: 's' }],
};

let bench: Bench;
beforeEach(async () => {
  bench = await openBench('http');
});
afterEach(() => bench.close());

const lines = () => bench.sandbox.workspace.messagesIn('lines');
const post = (key: string) => bench.lark.speaker.post('oc_lines', card, 'en', key);
const calls = () => bench.sandbox.eventsOf('call').length;

describe('a post', () => {
  it('is a card that every viewer reads in their own language', async () => {
    const ref = await post('k-1');
    expect(ref).toEqual({ platform: 'lark', room: 'oc_lines', id: lines().at(-1)?.message_id });
    expect(textOf(lines().at(-1)?.content, 'zh_cn')).toContain('我的专线');
    expect(textOf(lines().at(-1)?.content, 'en_us')).toContain('My lines');
  });

  it('with a key that was posted before is that post', async () => {
    const ref = await post('k-2');
    expect(await post('k-2')).toEqual(ref);
    expect(lines()).toHaveLength(1);
    expect((await post('k-3')).id).not.toBe(ref.id);
  });

  it('whose answer was lost is posted once, however often it is repeated', async () => {
    bench.sandbox.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['im.message.create'] } } });
    await expect(post('lost')).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await bench.lark.speaker.find('oc_lines', undefined, 'lost')).toBeUndefined();
    expect((await post('lost')).id).toBe(lines().at(-1)?.message_id);
    expect(lines()).toHaveLength(1);
  });

  it('is updated where it stands', async () => {
    const ref = await post('k-4');
    await bench.lark.speaker.update(ref, { ...card, title: 'Down', tone: 'bad' }, 'en');
    expect(lines()).toHaveLength(1);
    expect(lines().at(-1)?.content).toMatchObject({ header: { template: 'red', title: { content: 'Down' } } });
  });

  it('has replies in its thread, and mentions people there', async () => {
    const ref = await post('k-5');
    const mei = { person: 'p', name: 'Mei', mention: { lark: 'ou_mei' } };
    const text = [t('chat.form.missing', { form: mei }), '<at id=all></at>'];
    const id = await bench.lark.speaker.reply(ref, text, 'zh', 'r-5');
    expect(await bench.lark.speaker.reply(ref, text, 'zh', 'r-5')).toBe(id);
    const [reply, ...more] = bench.sandbox.workspace.repliesTo(ref.id);
    expect(more).toEqual([]);
    expect(reply).toMatchObject({ message_id: id, root_id: ref.id, thread_id: expect.any(String) });
    expect(textOf(reply?.content, 'zh_cn')).toBe(
      '<at id=ou_mei></at>：还需补充几项信息。\n&lt;at id=all&gt;&lt;/at&gt;',
    );
  });

  it('has pictures in its thread', async () => {
    const ref = await post('k-6');
    const id = await bench.lark.speaker.picture?.(ref, '<svg/>', t('card.mine'), 'en', 'p-6');
    const [reply] = bench.sandbox.workspace.repliesTo(ref.id);
    expect(reply?.message_id).toBe(id);
    const image = partOf(reply, 'img');
    expect(image).toMatchObject({ alt: { content: 'My lines' } });
    const key = image?.img_key as string;
    expect(Buffer.from(bench.sandbox.workspace.file(key)?.bytes ?? [])).toEqual(drawnPng);
  });
});

it('a line goes to a person alone', async () => {
  const room = await bench.lark.speaker.direct('ou_tom');
  const id = await bench.lark.speaker.line(room, ['Hello'], 'en', 'l-1');
  const chat = bench.sandbox.workspace.directWith('tom').chat_id;
  expect(bench.sandbox.workspace.messagesIn(chat, 'tom').at(-1)?.message_id).toBe(id);
  expect(textsIn(bench, chat, 'tom')).toEqual(['Hello']);
});

describe('the overview', () => {
  const chat = () => bench.sandbox.workspace.directWith('lei').chat_id;
  const inChat = () => bench.sandbox.workspace.messagesIn(chat());

  it('is one card that is kept true where it stands, menus and all', async () => {
    bench.ear.answer = { kind: 'card', card };
    bench.ear.options = [{ value: 'conn-1', label: 'dc1' }];
    await bench.sandbox.menu('lei', 'inbox');
    await bench.sandbox.until(() => inChat().length === 1);
    await bench.lark.speaker.home('ou_lei', { ...card, title: 'Later' }, 'zh');
    expect(inChat()).toHaveLength(1);
    expect(textOf(inChat()[0]?.content)).toContain('Later');
    expect(partOf(inChat()[0], 'select_static')).toMatchObject({ options: [{ value: 'conn-1' }] });
  });

  it('nobody has opened comes once', async () => {
    await bench.lark.speaker.home('ou_lei', card, 'zh');
    await bench.lark.speaker.home('ou_lei', card, 'zh');
    expect(inChat()).toHaveLength(1);
  });

  it('asked for again comes at the end of the chat, and is the one kept true', async () => {
    await bench.close();
    const clock = manualClock(Date.now());
    bench = await openBench('http', {}, { clock });
    bench.ear.answer = { kind: 'card', card };
    await bench.sandbox.menu('lei', 'inbox');
    clock.advance(5000);
    await bench.sandbox.menu('lei', 'inbox');
    await bench.sandbox.until(() => inChat().length === 2);
    await bench.lark.speaker.home('ou_lei', { ...card, title: 'Later' }, 'zh');
    expect(inChat().map(({ content }) => textOf(content).includes('Later'))).toEqual([false, true]);
  });

  it('is found again after a restart and by another process, and stays the pinned one', async () => {
    const book = openBook();
    await bench.close();
    bench = await openBench('http', {}, {}, book);
    bench.ear.answer = { kind: 'card', card };
    await bench.sandbox.menu('lei', 'inbox');
    await bench.sandbox.until(() => inChat()[0]?.pinned === true);
    const { ear, telemetry, sandbox } = bench;
    const other = await startLark({
      ear,
      telemetry,
      hears: false,
      clock: { now: () => Date.now() },
      png: () => Promise.resolve(drawnPng),
      book,
      config: { ...secrets, mode: 'http', domain: sandbox.apiUrl },
    });
    await other.speaker.home('ou_lei', { ...card, title: 'Later' }, 'zh');
    await other.stop();
    expect(inChat().map(({ content, pinned }) => [textOf(content).includes('Later'), pinned])).toEqual([[true, true]]);
  });

  it('asked for again is the only one that is pinned', async () => {
    await bench.close();
    const clock = manualClock(Date.now());
    bench = await openBench('http', {}, { clock });
    bench.ear.answer = { kind: 'card', card };
    await bench.sandbox.menu('lei', 'inbox');
    await bench.sandbox.until(() => inChat()[0]?.pinned === true);
    clock.advance(5000);
    await bench.sandbox.menu('lei', 'inbox');
    await bench.sandbox.until(() => inChat().length === 2 && inChat()[0]?.pinned === false);
    expect(inChat().map(({ pinned }) => pinned)).toEqual([false, true]);
  });

  it('that may not be pinned stands all the same', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['im.pin.create'] } } });
    await bench.lark.speaker.home('ou_lei', card, 'zh');
    expect(inChat().map(({ pinned }) => pinned)).toEqual([undefined]);
  });

  it('Lark takes no update of any more comes anew', async () => {
    await bench.close();
    const clock = manualClock(Date.now());
    bench = await openBench('http', {}, { clock });
    await bench.lark.speaker.home('ou_lei', card, 'zh');
    clock.advance(15 * 24 * 3_600_000);
    await bench.lark.speaker.home('ou_lei', { ...card, title: 'Later' }, 'zh');
    expect(inChat().map(({ content }) => textOf(content).includes('Later'))).toEqual([false, true]);
  });
});

describe('failures', () => {
  const nowhere: MessageRef = { platform: 'lark', room: 'oc_lines', id: 'om_none' };

  it.each<[string, () => Promise<unknown>]>([
    ['a room that is gone', () => bench.lark.speaker.post('oc_none', card, 'en', 'x')],
    ['a room the bot is not in', () => bench.lark.speaker.post('oc_private', card, 'en', 'x')],
    ['a room of another platform', () => bench.lark.speaker.post('C0LINES', card, 'en', 'x')],
    ['a message that is gone', () => bench.lark.speaker.update(nowhere, card, 'en')],
    ['a thread that is gone', () => bench.lark.speaker.reply(nowhere, ['x'], 'en', 'x')],
    ['a person of another platform', () => bench.lark.speaker.direct('U0TOM')],
    ['a person who is gone', () => bench.lark.speaker.line('ou_none', ['x'], 'en', 'x')],
  ])('%s is undeliverable', async (_, call) => {
    await expect(call()).rejects.toBeInstanceOf(Undeliverable);
  });

  it("another person's message is undeliverable", async () => {
    await bench.sandbox.say('tom', 'lines', 'mine');
    const ref = { ...nowhere, id: lines().at(-1)?.message_id ?? '' };
    await expect(bench.lark.speaker.update(ref, card, 'en')).rejects.toBeInstanceOf(Undeliverable);
  });

  it('a message Lark takes no update of any more is undeliverable, and Lark is not asked for long', async () => {
    await bench.close();
    const clock = manualClock(Date.now());
    bench = await openBench('http', {}, { clock });
    const ref = await post('old');
    expect(bench.lark.speaker.updatableMs).toBeLessThan(14 * 24 * 3_600_000);
    clock.advance(14 * 24 * 3_600_000 + 1);
    await expect(bench.lark.speaker.update(ref, card, 'en')).rejects.toBeInstanceOf(Undeliverable);
  });

  it('a rate limit says how long to wait, and is not waited out here', async () => {
    bench.sandbox.faults.set({
      call: { tooMany: { rate: 1, most: 1, of: ['im.message.create'], retryAfterSeconds: 7 } },
    });
    const before = calls();
    await expect(post('x')).rejects.toEqual(new RateLimited(7000));
    expect(calls()).toBe(before + 1);
  });

  it('a server error is not repeated: nobody knows whether it was carried out', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['im.message.create'] } } });
    const before = calls();
    await expect(post('x')).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(calls()).toBe(before + 1);
  });

  it('no answer at all is given up on', async () => {
    bench.sandbox.faults.set({ call: { hang: { rate: 1, most: 1, of: ['im.message.create'] } } });
    await expect(post('x')).rejects.toBeInstanceOf(OutcomeUnknown);
  });

  it('a token that is refused is replaced, once', async () => {
    await post('a');
    bench.sandbox.api.revokeTokens();
    await post('b');
    expect(lines()).toHaveLength(2);
    expect(bench.telemetry.counts.filter((name) => name === 'lark_token_refused')).toHaveLength(1);
  });

  it('five a second to one room is all Lark takes', async () => {
    await bench.close();
    bench = await openBench('http', {}, { pace: realPace, clock: manualClock(Date.now()) });
    for (let n = 0; n < 5; n += 1) await post(`fast-${n}`);
    await expect(post('fast-5')).rejects.toBeInstanceOf(RateLimited);
  });
});
