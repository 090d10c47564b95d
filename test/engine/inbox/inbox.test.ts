/** When people may be spoken to, and that every notice is said once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/engine/core.ts';
import { defaultNotify, isZone, localMinute, type Notify, sendAt } from '../../../src/engine/inbox/hours.ts';
import { type InboxCommand, type InboxState, inbox, nextSay } from '../../../src/engine/inbox/index.ts';

const china = (hour: number, minute = 0, day = 4) => Date.UTC(2026, 2, day, hour - 8, minute);
const night: Notify = { ...defaultNotify, quiet: { from: 22 * 60, to: 8 * 60 } };
const daily: Notify = { ...defaultNotify, digest: true };
const noon: Notify = { ...defaultNotify, quiet: { from: 12 * 60, to: 14 * 60 } };

describe('a notice is said', () => {
  // biome-ignore format: rows
  it.each<[string, Notify, number, boolean, number]>([
    ['at once by default',                    defaultNotify,                china(3),      false, china(3)],
    ['at the end of a night',                 night,                        china(23),     false, china(8, 0, 5)],
    ['at the end of a night, after midnight', night,                        china(3),      false, china(8)],
    ['at once in the day',                    night,                        china(21, 59), false, china(21, 59)],
    ['not at the first minute of the night',  night,                        china(22),     false, china(8, 0, 5)],
    ['at the first minute after it',          night,                        china(8),      false, china(8)],
    ['after a quiet noon',                    noon,                         china(13),     false, china(14)],
    ['once a day with the digest',            daily,                        china(9, 1),   false, china(9, 0, 5)],
    ['at the end of a night after the digest',{ ...daily, quiet: { from: 22 * 60, to: 10 * 60 } }, china(23), false, china(10, 0, 5)],
    ['later even when urgent',                night,                        china(23),     true,  china(8, 0, 5)],
    ['at once when urgent may break quiet',   { ...night, urgent: true },   china(23),     true,  china(23)],
    ['later when only urgent may',            { ...night, urgent: true },   china(23),     false, china(8, 0, 5)],
  ])('%s', (_name, notify, at, urgent, expected) => expect(sendAt(notify, { at, urgent })).toBe(expected));

  it('at eight in the morning where the clocks changed in the night', () => {
    const berlin: Notify = { ...night, zone: 'Europe/Berlin' };
    // 28 March 2026, 23:00; at 02:00 it is 03:00.
    const said = sendAt(berlin, { at: Date.UTC(2026, 2, 28, 22), urgent: false });
    expect(said).toBe(Date.UTC(2026, 2, 29, 6));
    expect(localMinute(said, 'Europe/Berlin')).toBe(8 * 60);
  });

  it('never in the quiet, never before it came up, within two days', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC');
    const prefs = fc.record({
      from: minute,
      to: minute,
      zone,
      digest: fc.boolean(),
      at: fc.integer({ min: 1e12, max: 2e12 }),
    });
    fc.assert(
      fc.property(prefs, ({ from, to, zone: place, digest, at }) => {
        fc.pre(from !== to);
        const said = sendAt({ quiet: { from, to }, zone: place, digest, urgent: false }, { at, urgent: false });
        const local = localMinute(said, place);
        expect(said).toBeGreaterThanOrEqual(at);
        expect(said - at).toBeLessThan(2 * 86_400_000 + 3_600_000);
        // An hour that the clocks skip may be the one that was meant.
        if (local === to) return;
        expect(from < to ? local >= from && local < to : local >= from || local < to).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Asia/Shanghai', true],
    ['Mars/Olympus', false],
    ['../etc/passwd', false],
    ['', false],
  ])('in %s: %s', (zone, is) => expect(isZone(zone)).toBe(is));
});

describe('an inbox', () => {
  const put = (id: string, urgent = false): InboxCommand => ({ do: 'put', id, text: `"${id}"`, urgent });

  function play(steps: readonly (readonly [command: InboxCommand, at: number])[], notify: Notify) {
    const said: string[][] = [];
    let state: InboxState = inbox.initial;
    for (const [command, at] of steps) {
      const decision = inbox.decide(command, state, { at, notify });
      if (!decision.ok) continue;
      for (const event of decision.events) if (event.type === 'batch.opened') said.push([...event.ids]);
      state = fold(inbox, state, decision.events, { version: state.version + 1, at, by: 'system' });
    }
    return { state, said };
  }

  it('says what waited through the night in one message', () => {
    const { said, state } = play(
      [
        [put('a'), china(23)],
        [put('b'), china(2, 0, 5)],
        [{ do: 'open' }, china(7, 59, 5)],
        [{ do: 'open' }, china(8, 0, 5)],
        [{ do: 'close', batch: 1 }, china(8, 0, 5)],
        [{ do: 'open' }, china(8, 1, 5)],
      ],
      night,
    );
    expect(said).toEqual([['a', 'b']]);
    expect(nextSay(state, night)).toBeUndefined();
  });

  it('takes one thing once', () =>
    expect(
      play(
        [
          [put('a'), 0],
          [put('a'), 1],
        ],
        night,
      ).state.waiting,
    ).toHaveLength(1));

  it('loses nothing and says nothing twice', () => {
    const command = fc.oneof(
      fc.record({
        do: fc.constant('put' as const),
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        text: fc.constant('""'),
        urgent: fc.boolean(),
      }),
      fc.record({ do: fc.constant('open' as const) }),
      fc.record({ do: fc.constant('close' as const), batch: fc.integer({ min: 1, max: 5 }) }),
    );
    const steps = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 7_200_000 })), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (moves) => {
        let at = china(20);
        const timed = moves.map(([what, wait]) => {
          at += wait;
          return [what, at] as const;
        });
        const { state, said } = play(timed, night);
        const asked = new Set(moves.flatMap(([what]) => (what.do === 'put' ? [what.id] : [])));
        const there = [...said.flat(), ...state.waiting.map((row) => row.id)].sort();
        expect(there).toEqual([...asked].sort());
      }),
    );
  });
});
