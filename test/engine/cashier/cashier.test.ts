/** The simulated cashier: one charge per order, one credit per deposit, never below zero. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CashierCommand, type CashierEvent, cashier } from '../../../src/engine/cashier/index.ts';
import { fold } from '../../../src/engine/core.ts';
import { given, type Past, stateOf } from '../core/given.ts';

const entry = (...events: readonly CashierEvent[]): Past<CashierEvent> => ({ at: 0, by: 'x', events });
const deposited = entry({ type: 'cashier.deposited', deposit: 'd-1', fen: 100 });
const charged = entry({ type: 'cashier.charged', order: 'o-1', payment: 'p-1', fen: 60 });
const deposit = (id: string, fen: number) => ({ do: 'deposit', deposit: id, fen }) as const;
const charge = (order: string, fen: number, payment = 'p-9') => ({ do: 'charge', order, payment, fen }) as const;

describe('the cashier', () => {
  it.each<[string, readonly Past<CashierEvent>[], CashierCommand, string, number]>([
    ['deposit', [], deposit('d-1', 100), 'cashier.deposited', 100],
    ['the same deposit again', [deposited], deposit('d-1', 100), 'silence', 100],
    ['another deposit', [deposited], deposit('d-2', 1), 'cashier.deposited', 101],
    ['charge', [deposited], charge('o-1', 60), 'cashier.charged', 40],
    ['charge all there is', [deposited], charge('o-1', 100), 'cashier.charged', 0],
    ['charge one fen too much', [deposited], charge('o-1', 101), 'refused insufficient-balance', 100],
    ['charge from nothing', [], charge('o-1', 1), 'refused insufficient-balance', 0],
    ['the same order again', [deposited, charged], charge('o-1', 60), 'silence', 40],
    ['the same order under another payment', [deposited, charged], charge('o-1', 60, 'p-2'), 'silence', 40],
    ['the same order, now beyond the balance', [deposited, charged], charge('o-1', 99), 'silence', 40],
    ['the next order', [deposited, charged], charge('o-2', 40), 'cashier.charged', 0],
    ['deposit nothing', [], deposit('d-1', 0), 'refused bad-field', 0],
    ['deposit less than nothing', [], deposit('d-1', -1), 'refused bad-field', 0],
    ['charge less than nothing', [deposited], charge('o-1', -60), 'refused bad-field', 100],
    ['half a fen', [], deposit('d-1', 0.5), 'refused bad-field', 0],
    ['no number', [], deposit('d-1', Number.NaN), 'refused bad-field', 0],
    ['more than can be counted', [], deposit('d-1', 2 ** 53), 'refused bad-field', 0],
  ])('%s', (_name, past, command, said, balanceFen) => {
    const outcome = given(cashier, past).when(command, undefined);
    expect(outcome.said).toBe(said);
    expect(outcome.after.balanceFen).toBe(balanceFen);
  });

  it('says what is there when it is too little', () =>
    given(cashier, [deposited])
      .when(charge('o-1', 101), undefined)
      .refuses({ code: 'insufficient-balance', value: 101, values: { balance: 100 } }));

  it('remembers the first payment of an order', () =>
    expect(stateOf(cashier, [deposited, charged]).charged).toEqual({ 'o-1': { payment: 'p-1', fen: 60 } }));

  it('never goes below zero, takes each order once, and knows where every fen went', () => {
    const id = fc.constantFrom('1', '2', '3');
    const fen = fc.integer({ min: -1, max: 5 });
    const command: fc.Arbitrary<CashierCommand> = fc.oneof(
      fc.record({ do: fc.constant('deposit' as const), deposit: id, fen }),
      fc.record({ do: fc.constant('charge' as const), order: id, payment: id, fen }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let state = cashier.initial;
        const events: CashierEvent[] = [];
        for (const each of commands) {
          const decision = cashier.decide(each, state, undefined);
          if (!decision.ok) continue;
          events.push(...decision.events);
          state = fold(cashier, state, decision.events, { version: events.length, at: 0, by: 'x' });
          expect(state.balanceFen).toBeGreaterThanOrEqual(0);
          expect(cashier.decide(each, state, undefined)).toEqual({ ok: true, events: [] });
        }
        const charges = events.filter((event) => event.type === 'cashier.charged');
        const deposits = events.filter((event) => event.type === 'cashier.deposited');
        const sum = (rows: readonly CashierEvent[]) => rows.reduce((total, row) => total + row.fen, 0);
        expect(state.balanceFen).toBe(sum(deposits) - sum(charges));
        expect(new Set(charges.map(({ order }) => order)).size).toBe(charges.length);
      }),
    );
  });
});
