import { beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../src/app/work/deliver.ts';
import { type Place, placeName } from '../../../src/app/work/place.ts';
import { Later } from '../../../src/app/world.ts';
import type { Connection } from '../../../src/engine/tenant/model.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, type BenchOptions, openBench } from '../bench.ts';
import { openChat } from '../chat.ts';

const redis = withRedis();

const acmeRoom: Place = { platform: 'terminal', room: 'acme', direct: false, side: 'customer', language: 'en' };

let bench: Bench;
let line: Connection;

/** A line whose card and lines nobody has been told of yet. */
async function fresh(options: BenchOptions = {}): Promise<void> {
  bench = await openBench(redis, options);
  const { text } = await bench.type('tom', 'order --name east --region cn-north-1 --port 1000BASE-LX');
  await bench.app.drain();
  line = await bench.connection(/conn-[0-9a-z]+/.exec(text)?.[0] ?? '');
}

const send = (place: Place = acmeRoom, force = false) =>
  deliver(bench.world, bench.app.journal, { tenant: 'acme', thing: line.id, place, force });

/** Carries out what is due, letting the clock run over every wait. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await bench.run();
    bench.pass(2_000);
  }
}

describe('one card per room', () => {
  beforeEach(() => fresh());

  it('is posted once, then updated, then left alone', async () => {
    await send();
    await send();
    expect(bench.chat.calls).toEqual(['post acme', 'reply acme']);
    await bench.type('tom', `edit ${line.id} --description upstairs`);
    await bench.app.drain();
    await send();
    await send();
    expect(bench.chat.calls).toEqual(['post acme', 'reply acme', 'update acme', 'reply acme']);
    expect(bench.chat.cards('acme')).toHaveLength(1);
    expect(JSON.stringify(bench.chat.cards('acme')[0]?.card)).toContain('upstairs');
  });

  it('is drawn again when that is asked for, and tells nothing twice', async () => {
    await send();
    await send(acmeRoom, true);
    expect(bench.chat.calls).toEqual(['post acme', 'reply acme', 'update acme']);
  });

  it('is posted anew when its message is gone, and lines go under the new one', async () => {
    await send();
    const [first] = bench.chat.cards('acme');
    bench.chat.forget(first?.id ?? '');
    await bench.type('tom', `nudge ${line.id}`);
    await bench.app.drain();
    await send();
    const [second] = bench.chat.cards('acme');
    expect(second?.id).not.toBe(first?.id);
    expect(bench.chat.messages.at(-1)).toMatchObject({ under: second?.id, lines: ['tom asks you to look at this.'] });
    await send();
    expect(bench.chat.cards('acme')).toHaveLength(1);
  });

  it('is posted anew where the platform no longer lets it be updated', async () => {
    await fresh({ chat: openChat('terminal', 1_000) });
    await send();
    bench.pass(1_001);
    await bench.type('tom', `edit ${line.id} --description late`);
    await bench.app.drain();
    await send();
    expect(bench.chat.calls.filter((call) => call === 'post acme')).toHaveLength(2);
    const shown = bench.chat.cards('acme').map((row) => JSON.stringify(row.card?.blocks));
    expect(shown.map((text) => [text.includes('card.moved'), text.includes('"withdraw"')])).toEqual([
      [true, false],
      [false, true],
    ]);
    await send();
    expect(bench.chat.calls.filter((call) => call === 'post acme')).toHaveLength(2);
  });

  it.each([
    // while it can be acted on, and once it is over
    ['is posted anew in time where nothing happens to it', 'nudge', 2],
    ['is left alone when nobody can act with it any more', 'withdraw', 1],
  ])('%s', async (_, verb, posts) => {
    await fresh({ chat: openChat('terminal', 100_000) });
    await bench.type('tom', `${verb} ${line.id}`);
    await settle();
    bench.pass(100_000);
    await settle();
    expect(bench.chat.calls.filter((call) => call === 'post acme')).toHaveLength(posts);
    const last = JSON.stringify(bench.chat.cards('acme').at(-1)?.card);
    expect(last.includes('"withdraw"')).toBe(posts === 2);
  });

  it('is posted anew once, however often a crash comes between, and the old one points on', async () => {
    await fresh({ chat: openChat('terminal', 1_000) });
    await send();
    bench.pass(1_001);
    bench.chat.will('update', 'limited', 'unheard');
    await expect(send()).rejects.toThrow(Later);
    await expect(send()).rejects.toThrow(Later);
    await send();
    expect(bench.chat.calls.filter((call) => call === 'post acme')).toHaveLength(2);
    expect(JSON.stringify(bench.chat.cards('acme')[0]?.card)).toContain('card.moved');
  });

  it('shows the provider’s buttons to the provider and the customer’s to the customer', async () => {
    await send();
    await send({ ...acmeRoom, room: 'ops', side: 'staff' });
    const verbs = (room: string) =>
      (bench.chat.cards(room)[0]?.card?.blocks ?? []).flatMap((block) =>
        block.kind === 'buttons' ? block.buttons.map((button) => button.verb) : [],
      );
    expect(verbs('acme')).toEqual(['nudge', 'withdraw']);
    expect(verbs('ops')).toEqual(['approve', 'reject']);
  });
});

describe('lines of the thread', () => {
  beforeEach(() => fresh());

  it('are told once, in order, newer ones together', async () => {
    await send();
    expect(bench.chat.lines('acme')).toEqual(['tom ordered this line.']);
    await bench.type('tom', `edit ${line.id} --description a`);
    await bench.type('tom', `nudge ${line.id}`);
    await bench.type('tom', `withdraw ${line.id}`);
    await bench.app.drain();
    await Promise.allSettled([send(), send(), send()]);
    await send();
    expect(bench.chat.lines('acme')).toEqual([
      'tom ordered this line.',
      'tom changed Description.',
      'tom asks you to look at this.',
      'tom withdrew the request.',
    ]);
    expect(bench.chat.calls.filter((call) => call === 'reply acme')).toHaveLength(2);
  });

  it('skip what happened to other lines of the tenant', async () => {
    await bench.type('tom', 'order --name other --region cn-north-1 --port 1000BASE-LX');
    await bench.type('tom', `nudge ${line.id}`);
    await bench.app.drain();
    await send();
    expect(bench.chat.lines('acme')).toEqual(['tom ordered this line.', 'tom asks you to look at this.']);
  });

  it('a batch that was begun is finished as it was before newer lines join', async () => {
    bench.chat.will('reply', 'lost');
    await expect(send()).rejects.toThrow(Later);
    await bench.type('tom', `nudge ${line.id}`);
    await bench.app.drain();
    await send();
    expect(bench.chat.messages.flatMap((row) => (row.lines ? [row.lines] : []))).toEqual([
      ['tom ordered this line.'],
      ['tom asks you to look at this.'],
    ]);
  });
});

describe('when sending goes wrong', () => {
  beforeEach(() => fresh());

  it.each([
    // what fails, and how        a look before repeating
    ['post', 'lost', true],
    ['post', 'unheard', true],
    ['reply', 'lost', true],
    ['reply', 'unheard', true],
    ['post', 'limited', false],
    ['reply', 'limited', false],
    ['update', 'limited', false],
    ['update', 'lost', false],
  ] as const)('a %s that is %s is made good without a second one', async (call, mishap, looks) => {
    if (call === 'update') {
      await send();
      await bench.type('tom', `edit ${line.id} --description again`);
      await bench.app.drain();
    }
    bench.chat.will(call, mishap);
    await expect(send()).rejects.toThrow(Later);
    await send();
    await send();
    expect(bench.chat.cards('acme')).toHaveLength(1);
    expect(new Set(bench.chat.lines('acme')).size).toBe(bench.chat.lines('acme').length);
    expect(bench.chat.lines('acme')[0]).toBe('tom ordered this line.');
    expect(bench.chat.calls.includes('find acme')).toBe(looks);
    const sends = bench.chat.calls.filter((row) => row === `${call} acme`).length;
    expect(sends).toBe(mishap === 'lost' && call !== 'update' ? 1 : call === 'reply' || call === 'post' ? 2 : sends);
  });

  it('a rate limit pauses the room for everybody, by its own length', async () => {
    await fresh({ chat: openChat('slack') });
    bench.chat.will('post', 'limited');
    await expect(send({ ...acmeRoom, platform: 'slack' })).rejects.toMatchObject({ name: 'Later', afterMs: 1_000 });
    expect(await bench.world.pace.take('slack', 'acme')).toBeGreaterThan(0);
    expect(await bench.world.pace.take('slack', 'ops')).toBe(0);
  });

  it('two workers never send side by side: the second comes back later', async () => {
    const hold = await bench.world.book.hold(placeName(acmeRoom, line.id), 60_000);
    await expect(send()).rejects.toMatchObject({ name: 'Later', afterMs: 250 });
    expect(bench.chat.calls).toEqual([]);
    await hold?.release();
    await send();
    expect(bench.chat.calls).toEqual(['post acme', 'reply acme']);
    expect(await bench.world.book.hold(placeName(acmeRoom, line.id), 60_000)).toBeDefined();
  });

  it('a crash after sending and before recording is found, not repeated', async () => {
    // What a dead worker leaves behind: the message is out, the claim is open, nothing is recorded.
    const name = placeName(acmeRoom, line.id);
    await send();
    const posted = bench.chat.cards('acme')[0];
    await fresh();
    const again = placeName(acmeRoom, line.id);
    expect(await bench.world.book.claim(`${again}_first`)).toEqual({ state: 'first' });
    bench.chat.messages.push({ ...posted, room: 'acme', id: 'orphan', key: `${again}_first`, language: 'en' });
    await send();
    expect(bench.chat.calls).toEqual(['find acme', 'update acme', 'reply acme']);
    expect(await bench.world.book.get(again)).toMatchObject({ ref: { id: 'orphan' } });
    expect(again).not.toBe(name);
  });

  it('a card whose first post was only thought lost shows what has become of it since', async () => {
    bench.chat.will('post', 'lost');
    await expect(send()).rejects.toThrow(Later);
    await bench.type('tom', `edit ${line.id} --description upstairs`);
    await bench.app.drain();
    await send();
    expect(bench.chat.cards('acme')).toHaveLength(1);
    expect(JSON.stringify(bench.chat.cards('acme')[0]?.card)).toContain('upstairs');
  });

  it('nor does a platform that answers a repeat with the first message, though a try between was refused', async () => {
    const chat = openChat('lark');
    const post = chat.speaker.post.bind(chat.speaker);
    chat.speaker.find = () => Promise.resolve(undefined);
    chat.speaker.post = async (...args) => {
      const ref = await post(...args);
      const [first, again] = chat.messages.filter((row) => row.key === args[3]);
      if (!first || !again) return ref;
      chat.forget(again.id);
      return { ...ref, id: first.id };
    };
    await fresh({ chat });
    bench.world.pace.take = () => Promise.resolve(0);
    const place = { ...acmeRoom, platform: 'lark' } as const;
    chat.will('post', 'lost', 'limited');
    await expect(send(place)).rejects.toThrow(Later);
    await bench.type('tom', `edit ${line.id} --description upstairs`);
    await bench.app.drain();
    await expect(send(place)).rejects.toThrow(Later);
    await send(place);
    expect(chat.cards('acme')).toHaveLength(1);
    expect(JSON.stringify(chat.cards('acme')[0]?.card)).toContain('upstairs');
  });

  it('a room that will never take it is not tried under another name', async () => {
    bench.chat.will('post', 'gone');
    await expect(send()).rejects.toMatchObject({ name: 'Undeliverable' });
    await send();
    expect(bench.chat.cards('acme')).toHaveLength(1);
  });
});

describe('everything a change sets off', () => {
  it('reaches all rooms once although every second send fails', async () => {
    await fresh();
    for (const call of ['post', 'reply', 'update'] as const)
      bench.chat.will(call, 'lost', 'limited', 'unheard', 'lost', 'limited', 'unheard');
    await settle();
    await bench.type('zoe', `approve ${line.id}`);
    await settle();
    for (const room of ['ops', 'acme']) {
      expect(bench.chat.cards(room)).toHaveLength(1);
      expect(bench.chat.lines(room)).toEqual([
        'tom ordered this line.',
        expect.stringMatching(/^All automatic checks passed/),
        'zoe approved. The installation fee is to be paid.',
      ]);
    }
  });

  it('a customer without a room is told alone', async () => {
    await fresh();
    await send({ ...acmeRoom, room: 'tom', direct: true });
    expect(bench.chat.calls).toEqual(['post direct-tom', 'reply direct-tom']);
  });
});

describe('homes', () => {
  const openHome = (user: string) =>
    bench.app.ear.hear({
      delivery: `home-${user}`,
      identity: { platform: 'terminal', team: 'local', user },
      what: { kind: 'home' },
    });

  it('are refreshed once per window, only for those concerned who opened one', async () => {
    await fresh();
    await settle();
    for (const user of ['tom', 'mei', 'zoe']) await openHome(user);
    bench.chat.homes.length = 0;
    await bench.type('tom', `nudge ${line.id}`);
    for (const text of ['a', 'b', 'c']) await bench.type('tom', `edit ${line.id} --description ${text}`);
    await bench.run();
    expect(bench.chat.homes).toEqual([]);
    await settle();
    expect(bench.chat.homes.map((row) => row.user).toSorted()).toEqual(['tom', 'zoe']);
    expect(JSON.stringify(bench.chat.homes[0]?.card)).toContain(line.id);
  });

  it.each([
    ['limited', 2],
    ['gone', 1],
  ] as const)('a home that is %s is tried %i time(s)', async (mishap, times) => {
    await fresh();
    await settle();
    await openHome('tom');
    bench.chat.calls.length = 0;
    bench.chat.will('home', mishap);
    await bench.type('tom', `nudge ${line.id}`);
    await settle();
    expect(bench.chat.calls.filter((call) => call === 'home tom')).toHaveLength(times);
  });
});
