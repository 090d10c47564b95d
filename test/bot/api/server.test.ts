/** The API over real HTTP: the same verbs by the same people, once per key, within their scope, refused as problems. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerShape, entriesShape, meShape, problemShape, thingsShape } from '../../../src/bot/api/wire.ts';
import { type Bench, openBench } from '../../app/bench.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { openApi, tokenOf } from './running-api.ts';

const redis = withRedis();
const order = { name: 'east', region: 'cn-north-1', port: '1000BASE-LX' };
const day = 86_400_000;
let bench: Bench;
let api: Awaited<ReturnType<typeof openApi>>;
let counted: string[];
let tom: string;

beforeEach(async () => {
  bench = await openBench(redis);
  counted = [];
  api = await openApi(bench, counted);
  tom = await tokenOf(bench, 'tom');
});
afterEach(() => api.close());

const lines = async (tenant = 'acme') => Object.values((await bench.app.journal.load('tenant', tenant)).connections);

describe('a command', () => {
  it('does what the chat does, by the person of the token', async () => {
    const { status, body } = await api.command(tom, 'order', order);
    expect([status, answerShape.parse(body)]).toMatchObject([200, { kind: 'said', tone: 'good', language: 'en' }]);
    const [line] = await lines();
    expect(line).toMatchObject({ name: 'east', requestedBy: 'person-tom' });
  });

  it('acts once per key and gives the first answer again', async () => {
    const first = await api.command(tom, 'order', order, { key: 'k1' });
    const again = await api.command(tom, 'order', { ...order }, { key: 'k1' });
    expect(again.body).toEqual(first.body);
    expect(await lines()).toHaveLength(1);
  });

  it('is refused with another body under the same key', async () => {
    await api.command(tom, 'order', order, { key: 'k1' });
    const other = await api.command(tom, 'order', { ...order, name: 'west' }, { key: 'k1' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await lines()).toHaveLength(1);
  });

  it('that changes something needs a key; one that looks does not', async () => {
    const change = await api.command(tom, 'order', order, { key: null });
    expect([change.status, change.body.code]).toEqual([400, 'idempotency-key-missing']);
    expect((await api.command(tom, 'list', {}, { key: null })).status).toBe(200);
    expect((await api.command(tom, 'list', {}, { key: 'a b' })).status).toBe(400);
  });

  it('shows a card in words', async () => {
    const line = await bench.order('east');
    const { body } = await api.command(tom, 'show', {}, { resource: line.id, language: 'zh-CN, en;q=0.5' });
    const answer = answerShape.parse(body);
    expect(answer).toMatchObject({ kind: 'card', language: 'zh', card: { id: line.id } });
    expect(JSON.stringify(answer)).not.toContain('"key"');
  });

  it.each([
    ['a wrong value', 'order', { ...order, port: '40G' }, 422, { code: 'bad-field', field: 'port', value: '40G' }],
    ['a missing one', 'order', { name: 'east' }, 422, { code: 'missing', field: 'region' }],
    ['an unknown argument', 'order', { ...order, colour: 'red' }, 422, { code: 'unknown-flag', field: 'colour' }],
    ['an unknown verb', 'ordr', {}, 404, { code: 'unknown-verb', value: 'ordr' }],
    ['an unknown line', 'show', { connection: 'conn-x' }, 404, { code: 'unknown-connection', value: 'conn-x' }],
    ['a verb of others', 'approve', { connection: 'conn-x' }, 403, { code: 'not-your-role' }],
  ])('with %s is refused as a problem', async (_name, verb, args, status, problem) => {
    const refused = await api.command(tom, verb, args);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(problemShape.parse(refused.body)).toMatchObject({ status, ...problem });
    expect(refused.body.fix).not.toBe('');
    expect(counted).toEqual([`api_refused ${problem.code}`]);
  });

  it('is refused in the language that is asked for', async () => {
    const wrong = { ...order, port: '40G' };
    expect((await api.command(tom, 'order', wrong)).body.fix).toBe('Choose 1000BASE-LX or 10GBASE-LR.');
    expect((await api.command(tom, 'order', wrong, { language: 'zh' })).body.fix).toBe(
      '请选择 1000BASE-LX 或 10GBASE-LR。',
    );
  });

  it('on a state that has moved on is refused', async () => {
    const line = await bench.order('east');
    await bench.type('tom', `edit ${line.id} --description other`);
    const stale = await api.command(tom, 'withdraw', {}, { resource: line.id, revision: line.revision });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
  });
});

describe('guards of the chat', () => {
  it('a reviewer’s token approves; a program’s is made by an admin alone', async () => {
    const line = await bench.order('east');
    const zoe = await tokenOf(bench, 'zoe');
    const invited = (await bench.type('ana', 'admin invite bot --roles reviewer')).text;
    const program = /person-[0-9a-z]+/.exec(invited)?.[0] ?? '';
    expect((await bench.type('zoe', `token new x --person ${program}`)).text).toContain('needs the role');
    const bot = await tokenOf(bench, 'ana', `--person ${program}`);
    expect((await api.ask('/me', bot)).body).toMatchObject({ person: program, roles: ['reviewer'] });
    expect((await api.command(zoe, 'approve', {}, { resource: line.id })).status).toBe(200);
    expect(await bench.connection(line.id)).toMatchObject({ state: 'Installation_Paying' });
  });

  it('another tenant’s line does not exist', async () => {
    const line = await bench.order('east');
    const mei = await tokenOf(bench, 'mei');
    const shown = await api.command(mei, 'show', {}, { resource: line.id });
    expect([shown.status, shown.body.code]).toEqual([404, 'unknown-connection']);
    expect((await api.ask(`/things/${line.id}`, mei)).status).toBe(404);
    expect((await api.ask('/things', mei)).body).toEqual({ things: [] });
    expect((await api.ask('/entries?tenant=acme', mei)).status).toBe(404);
  });

  it('roles count at the moment of the decision, and a narrowed token has no more than it was left', async () => {
    const line = await bench.order('east');
    const zoe = await tokenOf(bench, 'zoe', '--roles field');
    const narrow = await api.command(zoe, 'approve', {}, { resource: line.id });
    expect([narrow.status, narrow.body.code]).toEqual([403, 'not-your-role']);
    const whole = await tokenOf(bench, 'zoe');
    await bench.type('ana', 'admin roles person-zoe field');
    expect((await api.command(whole, 'approve', {}, { resource: line.id })).status).toBe(403);
  });

  it.each(['token new', 'link', 'step-up'])('%s opens no further door', async (verb) => {
    const zoe = await tokenOf(bench, 'zoe');
    const args = verb === 'token new' ? { label: 'more' } : {};
    const refused = await api.command(zoe, verb, args as Record<string, string>);
    expect([refused.status, refused.body.code]).toEqual([403, 'chat-only']);
  });
});

describe('a token', () => {
  const status = async (token: string | undefined) => (await api.ask('/me', token)).status;

  it('is shown once and kept as a digest', async () => {
    const secret = tom.split('.')[1] ?? '';
    const log = JSON.stringify(await bench.app.journal.entries('roster', '', 0));
    expect(log).toContain(bench.world.entropy.digest(secret));
    expect(log).not.toContain(secret);
  });

  it('says who it speaks for', async () => {
    const { body } = await api.ask('/me', tom);
    expect(meShape.parse(body)).toMatchObject({ person: 'person-tom', roles: ['customer'], tenant: 'acme' });
  });

  it.each([
    ['none', () => undefined],
    ['an unknown one', () => 'tok-x.AAAA'],
    ['a wrong secret', () => `${tom.slice(0, -1)}${tom.endsWith('2') ? '3' : '2'}`],
    ['another’s id', () => tom.replace(/^tok-\w+/, 'tok-constructor')],
  ])('%s is not let in', async (_name, token) => {
    const refused = await api.ask('/things', token());
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(problemShape.parse(refused.body).code).toBe('unauthorized');
  });

  it('ends when it is revoked, when it expires, and with its person', async () => {
    expect(await status(tom)).toBe(200);
    await bench.type('tom', `token revoke ${tom.split('.')[0]}`);
    expect(await status(tom)).toBe(401);
    const short = await tokenOf(bench, 'tom', '--days 1');
    bench.pass(day + 1);
    expect(await status(short)).toBe(401);
    const zoe = await tokenOf(bench, 'zoe');
    await bench.type('ana', 'admin revoke person-zoe');
    expect(await status(zoe)).toBe(401);
  });

  it('may ask thirty times at once, then has to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 31 }, () => api.ask('/me', tom)));
    const refused = answers.filter((row) => row.status === 429);
    expect(refused.map((row) => row.headers.get('retry-after'))).toEqual(['1']);
    bench.pass(1_000);
    expect(await status(tom)).toBe(200);
  });
});

describe('reading', () => {
  it('shows things of the own scope, and one by its id', async () => {
    const line = await bench.order('east');
    const { body } = await api.ask('/things?kind=connection', tom);
    const [thing] = thingsShape.parse(body).things;
    expect(thing).toMatchObject({ id: line.id, name: 'east', tenant: 'acme' });
    expect((await api.ask(`/things/${line.id}`, tom)).body).toEqual(thing);
    expect((await api.ask('/things?kind=vif', tom)).body).toEqual({ things: [] });
  });

  it('goes through what happened, page by page', async () => {
    await bench.order('east');
    const all = entriesShape.parse((await api.ask('/entries', tom)).body);
    expect(all.events.map((event) => event.id)).toEqual(all.events.map((_, index) => `tenant:acme:${index + 1}`));
    const one = entriesShape.parse((await api.ask('/entries?limit=1', tom)).body);
    const rest = entriesShape.parse((await api.ask(`/entries?after=${one.after}`, tom)).body);
    expect([...one.events, ...rest.events]).toEqual(all.events);
  });

  it.each([
    ['/things?kind=shoe', 400, 'malformed'],
    ['/things?limit=1000', 400, 'malformed'],
    ['/entries?after=-1', 400, 'malformed'],
    ['/nothing', 404, 'not-found'],
    ['/commands', 405, 'method'],
  ])('%s: %i %s', async (path, status, code) => {
    const refused = await api.ask(path, tom);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('needs no token for the description of itself', async () => {
    const { status, body } = await api.ask('/openapi.json', undefined);
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
  });
});

it.each([
  ['no JSON', '{', 400, 'malformed'],
  ['a stray field', '{"verb":"list","more":1}', 400, 'malformed'],
  ['too much', JSON.stringify({ verb: 'list', args: { a: 'x'.repeat(70_000) } }), 413, 'oversized'],
])('a body that is %s is refused', async (_name, body, status, code) => {
  const refused = await api.ask('/commands', tom, { method: 'POST', body });
  expect([refused.status, refused.body.code]).toEqual([status, code]);
});
