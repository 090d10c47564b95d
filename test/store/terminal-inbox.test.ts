/** The terminal's inbox against a real Redis, alone and as a cluster: order, pages, waiting, trimming, leaving. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OutcomeUnknown } from '../../src/app/ports.ts';
import { roomEntries, terminalInbox } from '../../src/store/terminal-inbox.ts';
import { until, withRedis } from './redis-fixture.ts';

describe.each(['single', 'cluster'] as const)('on a %s', (topology) => {
  const fixture = withRedis(topology);
  const opened = () => {
    const { redis } = fixture;
    const prefix = `test-${randomUUID()}`;
    const command = redis.connect('command');
    return { command, prefix, inbox: terminalInbox(command, () => redis.connect('blocking'), prefix) };
  };

  it('hands out what was kept, in order, room by room', async () => {
    const { inbox } = opened();
    const ids = [await inbox.append('#noc', 'a'), await inbox.append('#noc', 'b')];
    await inbox.append('@wang', 'c');
    const page = await inbox.read('#noc', '0', 0);
    expect(page).toEqual({ items: ids.map((id, index) => ({ id, item: 'ab'[index] })), after: ids[1] });
    expect(await inbox.read('#noc', page.after, 0)).toEqual({ items: [], after: page.after });
  });

  it('reads long rooms page by page, the newest thousand', async () => {
    const { inbox } = opened();
    const written = Array.from({ length: roomEntries + 20 }, (_, index) => String(index));
    for (const item of written) await inbox.append('#noc', item);
    const read: string[] = [];
    for (let after = '0'; ; ) {
      const page = await inbox.read('#noc', after, 0);
      if (page.items.length === 0) break;
      read.push(...page.items.map(({ item }) => item));
      after = page.after;
    }
    expect(read).toEqual(written.slice(20));
  });

  it('waits for the next entry, others not held up', async () => {
    const { inbox, command } = opened();
    await inbox.append('#noc', 'old');
    const { after } = await inbox.read('#noc', '$', 0);
    const waiting = [inbox.read('#noc', after, 20_000), inbox.read('#noc', after, 20_000)];
    await until('Redis holds both', async () => String(await command.info('clients')).includes('blocked_clients:2'));
    const id = await inbox.append('#noc', 'new');
    const page = { items: [{ id, item: 'new' }], after: id };
    expect(await Promise.all(waiting)).toEqual([page, page]);
  });

  it('gives up after the wait', async () => {
    const { inbox } = opened();
    expect(await inbox.read('#noc', '$', 20)).toEqual({ items: [], after: '0-0' });
  });

  it('stops waiting when told', async () => {
    const { inbox, command } = opened();
    const blocked = async (count: number) => String(await command.info('clients')).includes(`blocked_clients:${count}`);
    const leaving = new AbortController();
    const waiting = inbox.read('#noc', '0', 20_000, leaving.signal);
    await until('Redis holds the reader', () => blocked(1));
    leaving.abort();
    expect(await waiting).toEqual({ items: [], after: '0' });
    await until('Redis has let the reader go', () => blocked(0));
  });

  it('does not say it kept what it may not have kept', async () => {
    const { inbox, command } = opened();
    await command.ping();
    command.disconnect();
    await expect(inbox.append('#noc', 'x')).rejects.toThrow(OutcomeUnknown);
  });

  it('keeps a room under one key of its own', async () => {
    const { inbox, command, prefix } = opened();
    await inbox.append('#noc', 'x');
    expect(await command.exists(`${prefix}:{terminal:#noc}:inbox`)).toBe(1);
  });
});
