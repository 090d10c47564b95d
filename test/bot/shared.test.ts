import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Ear, type Heard, RateLimited } from '../../src/app/ports.ts';
import { cut, joined } from '../../src/bot/cut.ts';
import { batches, gather } from '../../src/bot/groups.ts';
import { objectOf, parseJson } from '../../src/bot/json.ts';
import { listener, type Surroundings } from '../../src/bot/listen.ts';
import { type Profile, profiles } from '../../src/bot/profile.ts';
import { remembered } from '../../src/bot/remembered.ts';
import { isFresh, one, readBody } from '../../src/bot/request.ts';
import { rooms } from '../../src/bot/rooms.ts';
import { within } from '../../src/bot/within.ts';
import { gate } from './slack/bench.ts';
import { keptTelemetry } from './slack/telemetry.ts';

it.each([
  // text            max  cut
  ['short', 10, 'short'],
  ['too long', 4, 'too…'],
  ['😀😀😀', 5, '😀😀…'],
  ['a\u202Eb\u0000', 9, 'ab'],
  [' \n', 9, '—'],
])('%j in %i characters is %j', (text, max, short) => {
  expect(cut(text, max)).toBe(short);
});

it('pieces are whole or absent', () => expect(joined(['&lt;', '&gt;'], 6)).toBe('&lt;…'));

it('runs and chunks', () => {
  expect(batches([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(batches([], 2)).toEqual([]);
  expect(gather(['ab', 'cd', 'a long one', 'e'], 5)).toEqual(['ab\ncd', 'a long one', 'e']);
});

it.each<[string, unknown, boolean]>([
  ['{"a":1}', { a: 1 }, true],
  ['[1]', [1], false],
  ['null', null, false],
  ['{', undefined, false],
])('%s is parsed and told from an object', (text, value, isObject) => {
  expect(parseJson(text)).toEqual(value);
  expect(objectOf(parseJson(text)) !== undefined).toBe(isObject);
});

it('the oldest entry makes room, a repeated one is new again', () => {
  const memory = remembered<number>(2);
  memory.set('a', 1);
  memory.set('b', 2);
  memory.set('a', 3);
  memory.set('c', 4);
  expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([3, undefined, 4]);
  memory.delete('a');
  expect(memory.get('a')).toBeUndefined();
});

describe('waiting with an end', () => {
  it('gives the value, or nothing', async () => {
    const never = gate<string>();
    expect(await within(Promise.resolve('x'), 1000)).toBe('x');
    expect(await within(never.promise, 1)).toBeUndefined();
    await expect(within(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no');
  });
});

describe('a request', () => {
  async function bodyOf(chunks: readonly string[], limitBytes: number) {
    const stream = new PassThrough();
    const body = readBody(stream, limitBytes);
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
    const read = await body;
    return typeof read === 'string' ? read : read.toString();
  }

  it.each([
    [['ab', 'cd'], 4, 'abcd'],
    [['ab', 'cde'], 4, 'size'],
    [[], 4, ''],
  ] as const)('of %j with %i bytes at most is %j', async (chunks, limit, body) => {
    expect(await bodyOf(chunks, limit)).toBe(body);
  });

  it('that breaks off is malformed', async () => {
    const stream = new PassThrough();
    const body = readBody(stream, 10);
    stream.destroy(new Error('reset'));
    expect(await body).toBe('malformed');
  });

  it('has a header once or not at all', () => {
    expect([one('a'), one(['a', 'b']), one(undefined)]).toEqual(['a', '', '']);
  });

  it.each([
    ['1000', true],
    ['700', true],
    ['699', false],
    ['1301', false],
    ['', false],
    ['-1000', false],
    ['1e3', false],
  ])('of %s is fresh at 1000: %s', (timestamp, fresh) => {
    expect(isFresh(timestamp, 1_000_000)).toBe(fresh);
  });
});

describe('profiles', () => {
  it('are asked for once while remembered, and once at a time', async () => {
    let now = 0;
    const asked: string[] = [];
    const known = profiles(
      (user) => {
        asked.push(user);
        return Promise.resolve<Profile>({ name: user });
      },
      { now: () => now },
    );
    await Promise.all([known.of('a'), known.of('a')]);
    expect(known.known('a')).toEqual({ name: 'a' });
    now = 10 * 60_000;
    expect(known.known('a')).toBeUndefined();
    await known.of('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('nobody waits long for, and nobody misses', async () => {
    const silent = profiles(() => gate<Profile>().promise, { now: () => 0 }, 1);
    expect(await silent.of('a')).toBeUndefined();
    const refused = profiles(() => Promise.reject(new Error('scope')), { now: () => 0 });
    expect(await refused.of('a')).toBeUndefined();
  });
});

describe('rooms', () => {
  const isDirect = (room: string) => room === 'direct';

  it('are asked for once while remembered, a direct one never', async () => {
    let now = 0;
    const asked: string[] = [];
    const known = rooms(
      {
        isShared: (room) => {
          asked.push(room);
          return Promise.resolve(room === 'shared');
        },
        isDirect,
      },
      { now: () => now },
    );
    expect(
      await Promise.all(['own', 'shared', 'direct', 'own', undefined].map((room) => known.externalOf(room))),
    ).toEqual([{}, { external: true }, {}, {}, {}]);
    now = 10 * 60_000 - 1;
    expect(await known.externalOf('own')).toEqual({});
    expect(asked).toEqual(['own', 'shared']);
    now += 1;
    await known.externalOf('own');
    expect(asked).toEqual(['own', 'shared', 'own']);
  });

  it('of which the platform says nothing are unknown, and asked for again', async () => {
    const clock = { now: () => 0 };
    const silent = rooms({ isShared: () => gate<boolean>().promise, isDirect }, clock, 1);
    expect(await silent.externalOf('own')).toEqual({ external: 'unknown' });
    let works = false;
    const isShared = () => (works ? Promise.resolve(false) : Promise.reject(new Error('missing_scope')));
    const refused = rooms({ isShared, isDirect }, clock);
    expect(await refused.externalOf('own')).toEqual({ external: 'unknown' });
    works = true;
    expect(await refused.externalOf('own')).toEqual({});
  });

  it.each([
    ['a busy platform is asked again', [1, 1], { external: true }],
    ['for as long as somebody waits', [1, 9_000], { external: 'unknown' }],
  ] as const)('%s', async (_, pausesMs, expected) => {
    const pauses: number[] = [...pausesMs];
    const busy = rooms(
      {
        isShared: () => {
          const pauseMs = pauses.shift();
          return pauseMs === undefined ? Promise.resolve(true) : Promise.reject(new RateLimited(pauseMs));
        },
        isDirect,
      },
      { now: () => 0 },
    );
    expect(await busy.externalOf('busy')).toEqual(expected);
    expect(pauses).toEqual([]);
  });
});

describe('listening', () => {
  const heard: Heard = {
    delivery: 'd',
    identity: { platform: 'lark', team: 't', user: 'u' },
    profile: { name: 'From the event' },
    what: { kind: 'typed', text: 'my words' },
  };
  const clock = { now: () => 0 };
  const people: Surroundings = {
    profiles: profiles(() => Promise.resolve<Profile>({ language: 'zh' }), clock),
    rooms: rooms({ isShared: () => Promise.resolve(false), isDirect: () => false }, clock),
  };

  it('brings what the event and the platform know of a person', async () => {
    const ear: Ear = {
      hear: (said) =>
        Promise.resolve({
          answer: { kind: 'said', text: [JSON.stringify(said.profile)], tone: 'good' },
          language: 'zh',
        }),
      suggest: () => Promise.resolve([]),
    };
    const telemetry = keptTelemetry();
    const { answer } = await listener('lark', ear, people, telemetry).listen(heard);
    expect(answer).toMatchObject({ text: ['{"name":"From the event","language":"zh"}'] });
    expect(telemetry.counts).toEqual(['lark_heard typed']);
    expect(telemetry.logs).toEqual([{ level: 'debug', event: 'lark_heard', fields: { team: 't', user: 'u' } }]);
  });

  it('never rejects', async () => {
    const broken = () => Promise.reject(new Error('redis://secret'));
    const telemetry = keptTelemetry();
    const deaf = listener('lark', { hear: broken, suggest: broken }, people, telemetry);
    const { answer } = await deaf.listen(heard);
    expect(JSON.stringify(answer)).toContain('chat.broken');
    expect(JSON.stringify(answer)).not.toContain('redis');
    expect(await deaf.suggest(heard)).toEqual([]);
    expect(telemetry.logs.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual([
      'lark_hear_failed',
      'lark_suggest_failed',
    ]);
  });
});
