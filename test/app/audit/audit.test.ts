/** The chain the application writes: what is exported is as signed, what was altered stops everything, what was seen can be seen again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { exportLines } from '../../../src/app/audit/export.ts';
import { headsOf } from '../../../src/app/audit/heads.ts';
import { journalAt, ownerOf, seenAt } from '../../../src/app/audit/replay.ts';
import { openJournal } from '../../../src/app/journal.ts';
import type { Entry, EventLog } from '../../../src/app/ports.ts';
import { defaultView, renderCard } from '../../../src/bot/terminal/render.ts';
import { verifyExport } from '../../../src/engine/audit/verify.ts';
import { signer, tools } from '../../engine/audit/signed-export.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench } from '../bench.ts';

const redis = withRedis();
let bench: Bench;
beforeEach(async () => {
  bench = await openBench(redis);
});

const minute = 60_000;
const altered = (change: (entry: Entry) => Entry): EventLog => ({
  ...bench.world.log,
  read: async (name, after) => (await bench.world.log.read(name, after)).map(change),
});
const open = (log: EventLog) => openJournal(log, () => undefined);
async function exported(only?: readonly string[]): Promise<string> {
  const { world, app } = bench;
  let text = '';
  const options = { at: world.clock.now(), signer, ...(only ? { only } : {}) };
  for await (const line of exportLines(world.log, app.journal, options)) text += `${line}\n`;
  return text;
}

describe('every decision is linked to the one before', () => {
  it('and the export of all logs is as signed', async () => {
    await bench.order('dc1');
    await bench.type('zoe', 'approve dc1');
    await bench.run();
    const heads = await headsOf(bench.world.log, bench.app.journal);
    expect(heads.map((head) => head.log)).toEqual([
      'cashier:acme',
      'cashier:globex',
      'roster',
      'site:cn-north-1',
      'tenant:acme',
    ]);
    const verdict = verifyExport(await exported(), tools);
    expect(verdict.findings).toEqual([]);
    expect(verdict.entries).toBe(heads.reduce((sum, head) => sum + head.version, 0));
    const some = await exported(['tenant:acme']);
    expect(verifyExport(some, tools)).toMatchObject({ findings: [], checkpoint: { partial: true } });
    expect(some.split('\n')[1]).toContain('"log":"tenant:acme"');
  });

  it.each<[string, (entry: Entry) => Entry]>([
    ['another person', (entry) => ({ ...entry, by: 'eve' })],
    ['other events', (entry) => ({ ...entry, events: [] })],
    ['another schema', (entry) => ({ ...entry, schema: undefined })],
    ['no hash any more', (entry) => (entry.version === 2 ? { ...entry, hash: undefined } : entry)],
  ])('so a log with %s is not acted on', async (_, change) => {
    await bench.order('dc1');
    const journal = open(altered(change));
    await expect(journal.load('tenant', 'acme')).rejects.toThrow(
      /log tenant:acme: version \d is not the entry that was written/,
    );
    await expect(headsOf(altered(change), journal)).rejects.toThrow('not the entry that was written');
  });

  it('and the showing of a key is one of them', async () => {
    await bench.world.vault.put('vif-1', 'a-key-nobody-else-has');
    await bench.type('tom', 'key vif-1');
    expect(await exported()).not.toContain('a-key-nobody-else-has');
  });
});

describe('the past', () => {
  it('shows the card the approver saw, at any instant', async () => {
    const { id } = await bench.order('dc1');
    const before = bench.world.clock.now();
    bench.pass(minute);
    await bench.type('zoe', 'approve dc1');
    await bench.run();
    const { log } = bench.world;
    expect(await ownerOf(log, bench.app.journal, id)).toBe('acme');
    expect(await ownerOf(log, bench.app.journal, 'conn-nobody')).toBeUndefined();
    const seen = (at: number) => seenAt(log, bench.world, 'acme', id, at);
    const then = await seen(before);
    const posted = bench.chat.cards('ops').find((message) => message.card?.id === id);
    expect(then?.state).toBe('Ordering');
    expect(then && renderCard(then.card, { ...defaultView, language: 'en' }).text).toContain('Approve');
    const now = await seen(bench.world.clock.now());
    expect(now?.card).toEqual(posted?.card);
    expect(await seen(before - minute)).toBeUndefined();
    const past = journalAt(log, before);
    expect((await past.load('tenant', 'acme')).version).toBeLessThan(
      (await bench.app.journal.load('tenant', 'acme')).version,
    );
  });
});

describe('/line audit', () => {
  it('shows staff the history with versions, and the card at one of them', async () => {
    const { id } = await bench.order('dc1');
    bench.pass(minute);
    await bench.type('zoe', 'approve dc1');
    await bench.run();
    const history = await bench.type('min', 'audit dc1');
    const blocks = history.answer.kind === 'card' ? history.answer.card.blocks : [];
    const [items] = blocks;
    expect(items?.kind === 'items' && items.rows.map((row) => row.button?.args)).toEqual([
      { thing: id, version: '3' },
      { thing: id, version: '2' },
      { thing: id, version: '1' },
    ]);
    const then = await bench.click('zoe', 'audit', { args: { thing: id, version: '2' } });
    expect(
      then.answer.kind === 'card' && renderCard(then.answer.card, { ...defaultView, language: 'en' }).text,
    ).toMatch(/To be audited[\s\S]*As the engineers saw it at version 2/);
    expect((await bench.type('lei', `audit ${id} --version 99`)).text).toContain('“99”');
    expect((await bench.type('zoe', 'audit nothing')).text).toContain('nothing');
  });

  it('is not for customers', async () => {
    await bench.order('dc1');
    expect((await bench.type('tom', 'audit dc1')).text).toContain('needs the role');
  });
});
