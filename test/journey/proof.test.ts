/** Approvals bound to their proof over the real wire: approved as seen, voided by an edit and asked again, a quota decided. */
import { describe, expect, it } from 'vitest';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { buttonOn, cards, ops, press, textOf, told, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });
const room = 'acme-line';

const approvalOf = async (id: string) => {
  const entries = await town.service.app.journal.entries('tenant', 'acme', 0);
  const events = entries.flatMap(
    (entry) => entry.events as { type: string; connection?: string; proof?: { hash: string } }[],
  );
  return events.find(({ type, connection }) => type === 'connection.approved' && connection === id);
};

const proofIn = (text: string) => /Proof ([0-9a-f]{12})/.exec(text)?.[1] ?? '';

describe('a proposal', { timeout: 180_000 }, () => {
  it('is approved with the proof on its card', async () => {
    const { slack } = town.service;
    const { id } = await town.order('proven');
    const card = await waitForCard(slack, ops, id, /Simulated proof[\s\S]*Proof [0-9a-f]{12}/);
    expect(textOf(card)).toMatch(/Free port pairs of this kind: \d+ → \d+/);
    const shown = proofIn(textOf(card));
    await press(slack, 'zoe', ops, id, 'approve');
    await town.settled(id, ({ state }) => state === 'Installation_Paying');
    expect((await approvalOf(id))?.proof?.hash.slice(0, 12)).toBe(shown);
  });

  it('is voided by an edit, says what changed, and is asked again', async () => {
    const { slack } = town.service;
    const { id } = await town.order('edited');
    const card = await waitForCard(slack, ops, id, /Proof [0-9a-f]{12}/);
    const old = buttonOn(card, 'approve');
    const shown = proofIn(textOf(card));
    await slack.type('tom', room, `/line edit ${id} --name renamed`);
    await town.settled(id, ({ name }) => name === 'renamed');
    // A click on the drawing of before the edit.
    const target = { actionId: old?.actionId ?? '', value: JSON.stringify(old?.value) };
    await slack.click('zoe', ops, card.ts, target);
    await told(slack, 'zoe', /no longer holds\. Nothing was done[\s\S]*Name: edited → renamed/);
    expect((await town.tenant()).connections[id]?.state).toBe('Ordering');

    await until('the card carries another proof', () =>
      cards(slack, ops, id).some((row) => ![shown, ''].includes(proofIn(textOf(row)))) ? true : undefined,
    );
    await press(slack, 'zoe', ops, id, 'approve');
    await town.settled(id, ({ state }) => state === 'Installation_Paying');
    expect((await approvalOf(id))?.proof?.hash.slice(0, 12)).not.toBe(shown);
  });

  it('to raise a quota is proven and decided by another pair of eyes', async () => {
    const { slack } = town.service;
    await slack.type(
      'tom',
      room,
      '/line quota raise --quota connectionsPerRegion --of cn-north-1 --to 12 --reason "two more sites"',
    );
    const card = await waitForCard(slack, ops, 'quota-', /Connections in the region: 10 → 12[\s\S]*Proof [0-9a-f]{12}/);
    expect(textOf(card)).toContain('two more sites');
    await press(slack, 'zoe', ops, 'quota-', 'quota approve');
    await until('the quota is raised', async () =>
      Object.values((await town.tenant()).quotaRequests).some(({ state }) => state === 'Raised') ? true : undefined,
    );
    await slack.type('tom', room, '/line quota');
    await told(slack, 'tom', /Connections in the region: .*\n.*of 12|\/12/);
  });
});
