/** Drills and maintenance over the real wire: one drill refused, one run and given back, one maintenance that touches two tenants differently. */
import { beforeAll, describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { build, groundOf } from '../app/standing.ts';
import { buttonOn, cards, ops, press, privately, textOf, thread, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });
const room = 'acme-line';
const other = 'globex-line';

beforeAll(async () => {
  const ground = groundOf(town.service);
  await build(ground, { tenant: 'acme', announces: [['10.0.0.0/16']] });
  await build(ground, { tenant: 'globex', announces: [['10.8.0.0/16'], ['10.8.0.0/16']] });
  for (const tenant of ['acme', 'globex'])
    await until(`${tenant} is up`, async () =>
      Object.values((await town.tenant(tenant)).vifs).every((vif) => vif.sessions.length === 2) ? true : undefined,
    );
}, 60_000);

const told = (person: string, what: RegExp) =>
  until(
    `${person} is told ${what}`,
    () => (what.test(privately(town.service.slack, person)) ? true : undefined),
    60_000,
  );
/** Lines of a room that belong to no card. */
const lines = (name: string): string =>
  town.service.slack.workspace
    .messagesIn(name)
    .filter((message) => message.thread_ts === undefined && message.ephemeral_to === undefined)
    .map(textOf)
    .join('\n');

describe('drills', { timeout: 120_000 }, () => {
  it('one is refused with what it would isolate', async () => {
    const { slack } = town.service;
    await slack.type('tom', room, '/line drill --line conn-acme-1');
    await told('tom', /would cut the last path of 10\.0\.0\.0\/16/);
    expect((await town.tenant()).drills).toEqual({});
  });

  it('one runs, is seen, and is given back by its timer', async () => {
    const { slack } = town.service;
    await slack.type('tom', room, '/line drill --vif vif-acme-1 --router lr-bj-a --minutes 60');
    await told('tom', /is scheduled for/);
    const card = await waitForCard(slack, room, 'drill-', /Completed/);
    expect(textOf(card)).toMatch(/Predicted \(simulated\)[\s\S]*1 session\(s\) down, 0 lost/);
    await until('the thread knows the end', () =>
      thread(slack, room, 'drill-').some((line) => line.includes('Drill completed. Resilience 50 of 100'))
        ? true
        : undefined,
    );
    expect(thread(slack, room, 'drill-').join('\n')).toMatch(
      /The cut is made[\s\S]*The cut is lifted: the time was up/,
    );
    expect(cards(slack, other, 'drill-')).toEqual([]);
  });
});

describe('a drill that would isolate something', { timeout: 120_000 }, () => {
  const proofIn = (text: string) => /Proof ([0-9a-f]{12})/.exec(text)?.[1];

  it('waits with its proof, is voided by a change underneath, asked again, and cut as approved', async () => {
    const { slack } = town.service;
    await slack.type('tom', room, '/line drill --line conn-acme-1 --minutes 60 --ask yes');
    await told('tom', /waits for a reviewer/);
    const id = Object.values((await town.tenant()).drills).find(({ state }) => state === 'Approving')?.id ?? '';
    const card = await waitForCard(slack, ops, id, /Simulated proof[\s\S]*goes down/);
    const old = buttonOn(card, 'drill approve');
    await slack.type('zoe', ops, '/line router lr-bj-b down');
    await slack.click('zoe', ops, card.ts, { actionId: old?.actionId ?? '', value: JSON.stringify(old?.value) });
    await told('zoe', /no longer holds[\s\S]*BGP of vif-acme-1 with lr-bj-b is gone/);
    expect((await town.tenant()).drills[id]?.state).toBe('Approving');

    const proof = await until('the card carries another proof', () => {
      const now = cards(slack, ops, id).map((row) => proofIn(textOf(row)));
      return now.find((one) => one !== undefined && one !== proofIn(textOf(card)));
    });
    await press(slack, 'zoe', ops, id, 'drill approve');
    await waitForCard(slack, room, id, /Completed/);
    expect((await town.tenant()).drills[id]?.proof?.hash.slice(0, 12)).toBe(proof);
    await slack.type('zoe', ops, '/line router lr-bj-b up');
    await until('acme is whole again', async () =>
      (await town.tenant()).vifs['vif-acme-1']?.sessions.every(({ up }) => up) ? true : undefined,
    );
  });
});

describe('a maintenance', { timeout: 120_000 }, () => {
  it('is shown to operations, then told to each tenant in its language, begun and followed up', async () => {
    const { slack } = town.service;
    await slack.type('zoe', ops, '/line light conn-acme-1 --side a --state dark');
    await until('acme lives on one router', async () =>
      (await town.tenant()).vifs['vif-acme-1']?.sessions.some(({ up }) => !up) ? true : undefined,
    );
    const seen = await slack.type('zoe', ops, '/line maintenance lr-bj-b --from +60 --to +120 --reason optics');
    const draft = await until(
      'zoe sees who is affected',
      () => [...seen.ephemeral].find((message) => textOf(message).includes('nothing is sent yet')),
      60_000,
    );
    expect(textOf(draft)).toMatch(/acme: loses reach[\s\S]*globex: loses redundancy/);
    expect(lines(room)).not.toContain('Maintenance of lr-bj-b');
    expect(lines(other)).not.toContain('lr-bj-b 将于');
    await slack.click('zoe', ops, draft.ts, buttonOn(draft, 'maintenance announce')?.actionId ?? '');
    const reads = (name: string, what: RegExp) =>
      until(`${name} reads ${what}`, () => (what.test(lines(name)) ? true : undefined), 60_000);
    await reads(room, /Maintenance of lr-bj-b, .*optics.*you lose reach of 10\.0\.0\.0\/16/);
    await reads(other, /lr-bj-b 将于.*维护.*1 个网段失去冗余/);
    await reads(room, /The maintenance of lr-bj-b has begun/);
    await reads(other, /lr-bj-b 的维护已开始/);
    await reads(room, /is over\. Predicted: you lose reach.*Happened: you lose reach/);
    await reads(other, /维护已结束。预测：.*失去冗余。实际：.*失去冗余/);
    expect(lines(room)).not.toContain('globex');
    expect(lines(other)).not.toContain('acme');
    await reads(ops, /2 tenant\(s\) as predicted, 0 otherwise/);
  });
});
