/** The shape of decisions and the fold: order, stamps and silence. */
import { describe, expect, it } from 'vitest';
import { type Decider, fold, happened, refused, silence } from '../../../src/engine/core.ts';

const tape: Pick<Decider<readonly string[], never, string, never>, 'evolve'> = {
  evolve: (state, event, stamp) => [...state, `${stamp.version}/${stamp.at}/${stamp.by}/${event}`],
};

describe('a decision', () => {
  it('keeps events in order', () => expect(happened('a', 'b')).toEqual({ ok: true, events: ['a', 'b'] }));
  it('of silence is a success without events', () => expect(silence).toEqual({ ok: true, events: [] }));
  it('to refuse is data', () =>
    expect(refused('bad-field', { field: 'name', value: 'x', values: { expect: 'name' } })).toEqual({
      ok: false,
      refusal: { code: 'bad-field', field: 'name', value: 'x', values: { expect: 'name' } },
    }));
});

describe('fold', () => {
  it('gives every event of an entry the same stamp, in order', () =>
    expect(fold(tape, ['start'], ['a', 'b'], { version: 7, at: 9, by: 'lin' })).toEqual([
      'start',
      '7/9/lin/a',
      '7/9/lin/b',
    ]));
  it('of nothing is the same state', () => {
    const state = ['start'];
    expect(fold(tape, state, [], { version: 7, at: 9, by: 'lin' })).toBe(state);
  });
});
