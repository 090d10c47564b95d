/** The looking glass: what each line router received, advertised and chose, why the rest lost, and since when. */
import { describe, expect, it } from 'vitest';
import { type Phrase, say } from '../../../src/app/text/phrase.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench } from '../bench.ts';
import { customer, typed, workedLine } from '../worked-line.ts';

const redis = withRedis();

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join('\n');
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  if ('key' in value) return say(value as Phrase, 'en');
  return Object.values(value).map(words).join('\n');
}

async function glass(bench: Bench): Promise<string> {
  const { answer } = await bench.type(customer, 'bgp tunnel');
  if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
  return words(answer.card.blocks);
}

describe('the looking glass', () => {
  it('shows per peer what came, what went, what was chosen and since when the session is up', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const text = await glass(bench);
    for (const router of ['lr-bj-a', 'lr-bj-b']) {
      expect(text).toMatch(new RegExp(`Received from ${router}\n10\\.0\\.0\\.0/16 \\[\\d+`));
      expect(text).toMatch(new RegExp(`Advertised to ${router}\n192\\.168\\.0\\.0/\\d+ \\[`));
      expect(text).toMatch(new RegExp(`${router}: best per prefix\n`));
    }
    expect(text).toMatch(/10\.0\.0\.0\/16 from Your device, AS path \d+/i);
    expect(text).toMatch(/established, since /);
    expect(text).not.toContain('last lost');
  });

  it('says when a session was lost last and why, once it is up again', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    await typed(bench, 'zoe', 'router lr-bj-b down');
    expect(await glass(bench)).toMatch(/Idle|Active|Connect/);
    await typed(bench, 'zoe', 'router lr-bj-b up');
    expect(await glass(bench)).toMatch(/established, since .*; last lost .*: .*router/i);
  });

  it('says why what was received is not chosen, with the clause', async () => {
    const bench = await openBench(redis);
    await workedLine(bench);
    const text = await glass(bench);
    expect(text).toContain('192.168.0.0/24 (our own ASN is in its path)');
    expect(text).toContain('not from Your device: our own ASN is in its path (RFC 4271 §9.1.2)');
  });
});
