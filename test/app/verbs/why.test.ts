import { describe, expect, it } from 'vitest';
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

async function why(bench: Bench, ends: string): Promise<string> {
  const heard = await bench.type(customer, `why ${ends}`);
  if (heard.answer.kind !== 'card') throw new Error(heard.text);
  return `${say(heard.answer.card.title, 'en')}\n${words(heard.answer.card.blocks)}`;
}

const proposed = (text: string): readonly string[] =>
  [...text.matchAll(/`(\/line [^`]+)`/g)].map(([, line = '']) => line);

describe('why', () => {
  it.each([
    ['10.0.0.10', 'Why: vm to 10.0.0.10 behind tunnel'],
    ['vm 10.0.0.10', 'Why: vm to 10.0.0.10 behind tunnel'],
    ['tunnel vm', 'Why: 10.0.0.10 behind tunnel to vm'],
    ['vm 10.0.7.7', 'Why: vm to 10.0.7.7 behind tunnel'],
    ['--destination 10.0.0.10 --from vm', 'Why: vm to 10.0.0.10 behind tunnel'],
  ])('%s', async (ends, title) => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const text = await why(bench, ends);
    expect(text.split('\n')[0]).toBe(title);
    expect(text).toContain('A packet gets there and back.');
    expect(text).toContain('Border gateway gw');
  });

  it('knows an instance by its address, too', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const address = Object.values((await stateOf(bench)).vpcs)[0]?.instances[0]?.address;
    expect(await why(bench, `10.0.0.10 ${address}`)).toContain('Why: 10.0.0.10 behind tunnel to vm');
  });

  it('proposes the smallest change first; typing it mends', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await typed(bench, customer, 'vpc security --instance vm --allow 172.16.0.0/12');
    const text = await why(bench, 'tunnel vm');
    expect(text).toContain('the security group does not admit the source');
    const [first = ''] = proposed(text);
    expect(first).toMatch(/^\/line vpc security vpc-\w+ --instance i-\w+ --allow 172\.16\.0\.0\/12,10\.0\.0\.10\/32$/);
    await typed(bench, customer, first);
    expect(await why(bench, 'tunnel vm')).toContain('A packet gets there and back.');
  });

  it('every change it proposes for a broken device mends, each on its own', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await typed(bench, customer, 'device set --vlan 77');
    const lines = proposed(await why(bench, 'vm 10.0.0.10'));
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines) {
      await typed(bench, customer, line);
      expect(await why(bench, 'vm 10.0.0.10')).toContain('A packet gets there and back.');
      await typed(bench, customer, 'device set --vlan 77');
    }
  });

  it('says who has to act, and shows the way back when that is what breaks', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await typed(bench, customer, 'device set --refuses-cloud yes');
    const text = await why(bench, 'vm tunnel');
    expect(text).toContain('The way back');
    expect(text).toMatch(/device set vif-\w+ --refuses-cloud no` \(you can do this\)/);
    await typed(bench, customer, 'device set --refuses-cloud no');
    await bench.type('zoe', 'router lr-bj-a down');
    await bench.type('zoe', 'router lr-bj-b down');
    await settle(bench);
    expect(await why(bench, 'vm tunnel')).toMatch(/`\/line router lr-bj-a up` \(for the engineers\)/);
  });

  it.each([
    ['why vm nonsense', /nonsense/],
    ['why 10.0.0.10 10.0.0.11', /10\.0\.0\.10 与 10\.0\.0\.11 都在客户侧设备之后/],
    ['why tunnel 10.0.0.11', /都在客户侧设备之后/],
    ['why somebody 10.0.0.10', /somebody/],
  ])('%s is refused', async (line, says) => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const heard = await bench.type(customer, line);
    expect(heard.answer).toMatchObject({ kind: 'said', tone: 'bad' });
    expect(heard.text).toMatch(says);
  });

  it('opens a form when nothing is asked', async () => {
    const bench = await openBench(redis);
    expect((await bench.type(customer, 'why')).answer).toMatchObject({ kind: 'form', form: { verb: 'why' } });
  });
});
