import { describe, expect, it } from 'vitest';
import type { Button, Card } from '../../../src/app/cards/model.ts';
import type { Answer } from '../../../src/app/ports.ts';
import { type Phrase, say } from '../../../src/app/text/phrase.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench } from '../bench.ts';
import { customer, settle, stateOf, typed, workedLine } from '../worked-line.ts';

const redis = withRedis();

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('\n');
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  if ('key' in value) return say(value as Phrase, 'en');
  return Object.values(value).map(words).join('\n');
}

type CardAnswer = Extract<Answer, { kind: 'card' }>;

async function plan(bench: Bench, flags: string): Promise<CardAnswer> {
  const heard = await bench.type(customer, `plan ${flags}`);
  if (heard.answer.kind !== 'card') throw new Error(`${flags}: ${heard.text}`);
  return heard.answer;
}

const buttonOf = (card: Card): Button | undefined =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))[0];

const press = (bench: Bench, button: Button | undefined, delivery?: string) =>
  bench.click(customer, button?.verb ?? '', { args: { ...button?.args } }, delivery);

const announced = async (bench: Bench) => Object.values((await stateOf(bench)).vifs)[0]?.device?.announces;

describe('a plan', () => {
  it('that withdraws a range says what is lost, shows the network after, and changes nothing', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const before = await stateOf(bench);
    const { card, picture } = await plan(bench, 'tunnel --withdraw 10.0.0.0/16');
    const text = words(card.blocks);
    expect(text).toContain('tunnel no longer announces 10.0.0.0/16');
    expect(text).toContain('❌ vm no longer reaches 10.0.0.10');
    expect(text).toContain('➖ gw: 10.0.0.0/16 via tunnel leaves (it is no longer there)');
    expect(text).toMatch(/\/line device set --vif vif-\w+ --announce none --host 10\.0\.0\.10/);
    expect(card.tone).toBe('bad');
    expect(picture?.svg).toMatch(/^<svg /);
    expect(await stateOf(bench)).toBe(before);
  });

  it('is turned into the real thing by its button, once', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const button = buttonOf((await plan(bench, 'tunnel --announce 10.20.0.0/16')).card);
    const first = await press(bench, button, 'press-1');
    expect(first.answer).toMatchObject({ kind: 'said', tone: 'good' });
    expect(await announced(bench)).toEqual(['10.0.0.0/16', '10.20.0.0/16']);
    await settle(bench);
    expect((await press(bench, button, 'press-1')).text).toBe(first.text);
    expect((await press(bench, button, 'press-2')).text).toContain('未执行任何操作');
  });

  it('is void when the network moved on: the click says what changed and does nothing', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const button = buttonOf((await plan(bench, 'tunnel --announce 10.20.0.0/16')).card);
    await bench.type('zoe', 'router lr-bj-b down');
    const { text } = await press(bench, button);
    expect(text).toContain('网络已与试算时不同');
    expect(text).toContain('消失 tunnel 与 lr-bj-b 的 BGP');
    expect(await announced(bench)).toEqual(['10.0.0.0/16']);
  });

  it('is not void for what has nothing to do with it', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const button = buttonOf((await plan(bench, 'tunnel --announce 10.20.0.0/16')).card);
    await bench.type(customer, 'gateway create --name other --region cn-south-1');
    await bench.order('far');
    expect((await press(bench, button)).answer).toMatchObject({ tone: 'good' });
  });

  it('of a failure shows what is lost and has no button', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const { card, picture } = await plan(bench, '--router-down lr-bj-b');
    const text = words(card.blocks);
    expect(text).toContain('❌ BGP of tunnel with lr-bj-b goes down (the line router is down)');
    expect(text).toContain('A failure cannot be requested');
    expect(buttonOf(card)).toBeUndefined();
    // The picture is of the network after: mei reads Chinese.
    expect(picture?.svg).toContain('专线路由器离线');
    const typedAnyway = await bench.type(customer, 'plan request --router-down lr-bj-b');
    expect(typedAnyway.text).toContain('故障只能试算');
    const line = words((await plan(bench, '--line-down north')).card.blocks);
    expect(line).toContain('line north is down');
    expect(line).toContain('❌ vm no longer reaches 10.0.0.10');
  });

  it('with a second line survives what the first does not, and is turned into an order', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const { card } = await plan(bench, '--second-line');
    const text = words(card.blocks);
    expect(text).toMatch(/a second line north-2 with an interface of VLAN 10, 172\.31\.\S+\/30 and 172\.31\.\S+\/30/);
    expect(text).toContain('✅ BGP of tunnel-2 with lr-bj-a comes up');
    expect(text).toContain('✅ BGP of tunnel-2 with lr-bj-b comes up');
    expect(text).toContain('Other tenants: nobody is affected');
    const cut = words((await plan(bench, '--second-line --line-down north')).card.blocks);
    expect(cut).not.toContain('no longer reaches');
    expect((await press(bench, buttonOf(card))).answer).toMatchObject({ tone: 'good' });
    const ordered = Object.values((await stateOf(bench)).connections).find(({ name }) => name === 'north-2');
    expect(ordered).toMatchObject({ state: 'Ordering', region: 'cn-north-1', port: '1000BASE-LX' });
  });

  it('joins several changes, each asked for by its own verb', async () => {
    const bench = await openBench(redis);
    const { gateway } = await workedLine(bench);
    const { card } = await plan(bench, 'tunnel --static 10.9.0.0/16 --prepend 2 --export none');
    const text = words(card.blocks);
    expect(text).toContain('➕ gw: 10.9.0.0/16 via tunnel comes into effect');
    expect(text).toContain('tunnel prepends its ASN 2 time(s)');
    expect(text).toContain('❌ vm no longer reaches 10.0.0.10');
    expect((await press(bench, buttonOf(card))).answer).toMatchObject({ tone: 'good' });
    const state = await stateOf(bench);
    expect(state.gateways[gateway]?.staticRoutes).toMatchObject([
      { destination: '10.9.0.0/16', state: 'pending-verification' },
    ]);
    expect(Object.values(state.vifs)[0]?.device?.prepend).toBe(2);
    expect(Object.values(state.attachments)[0]?.propagate).toBe('none');
  });

  it('that harms is not asked for unseen', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const flags = 'tunnel --withdraw 10.0.0.0/16';
    const unseen = await bench.type(customer, `plan request ${flags}`);
    const proof = /--proof ([0-9a-f]{12})/.exec(unseen.text)?.[1];
    expect(await announced(bench)).toEqual(['10.0.0.0/16']);
    await typed(bench, customer, `plan request ${flags} --proof ${proof}`);
    expect(await announced(bench)).toEqual([]);
  });

  it('opens a form when nothing is said', async () => {
    const bench = await openBench(redis);
    expect((await bench.type(customer, 'plan')).answer).toMatchObject({ kind: 'form', form: { verb: 'plan' } });
  });
});

describe('a plan that cannot be tried', () => {
  it.each([
    ['plan request', /请说明要试算的变更/],
    ['plan tunnel --withdraw 10.7.0.0/16', /未发布 10\.7\.0\.0\/16。当前发布：10\.0\.0\.0\/16/],
    ['plan tunnel --announce 8.8.8.0/24', /8\.8\.8\.0\/24 为公网网段/],
    ['plan nobody --prepend 1', /nobody/],
    ['plan tunnel --prepend 99', /99/],
    ['plan tunnel --static 192.168.3.0/24', /192\.168\.3\.0\/24 与 office 的 192\.168\.0\.0\/16 重叠/],
    ['plan tunnel --prepend 1 --router-down lr-gz-a', /cn-north-1, cn-south-1/],
    ['plan --line-down nothing', /nothing/],
    ['plan tunnel --export partial', /partial/],
  ])('%s', async (line, says) => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const heard = await bench.type(customer, line);
    expect(heard.answer).toMatchObject({ kind: 'said', tone: 'bad' });
    expect(heard.text).toMatch(says);
  });

  it('is refused to people who have no tenant', async () => {
    const bench = await openBench(redis);
    expect((await bench.type('zoe', 'plan --router-down lr-bj-a')).answer).toMatchObject({ tone: 'bad' });
  });
});
