/** The rental: which terms may be chosen, what they cost, when they end, and choosing again. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { Term } from '../../../src/engine/tenant/model.ts';
import { rentalEnd, rentalFen } from '../../../src/engine/tenant/term.ts';
import { given } from '../core/given.ts';
import { connection, facts, job, lin, refusedPayment, rental, stories, T0 } from './story.ts';

const months = (span: number): Term => ({ unit: 'MONTH', span });
const years = (span: number): Term => ({ unit: 'YEAR', span });
const confirm = (term: Term, autoRenew = false) => ({ do: 'confirm', connection, term, autoRenew }) as const;

describe('a term', () => {
  it.each([
    [months(1), true],
    [months(9), true],
    [years(1), true],
    [years(3), true],
    [months(0), false],
    [months(10), false],
    [months(12), false],
    [months(1.5), false],
    [months(-1), false],
    [months(Number.NaN), false],
    [months(Number.POSITIVE_INFINITY), false],
    [years(0), false],
    [years(4), false],
  ])('of $unit × $span', (term, passes) => {
    const outcome = given(tenant, stories.built).when(confirm(term), facts(lin));
    if (passes) expect(outcome.said).toBe('connection.confirmed order.opened');
    else
      outcome.refuses({
        code: 'bad-field',
        field: 'term',
        value: term.span,
        values: { expect: `term-${term.unit}` },
      });
  });
});

describe('the price', () => {
  it.each([
    ['1000BASE-LX', months(1), 50_000],
    ['1000BASE-LX', months(9), 450_000],
    ['1000BASE-LX', years(1), 600_000],
    ['1000BASE-LX', years(3), 1_800_000],
    ['10GBASE-LR', months(1), 420_000],
    ['10GBASE-LR', months(9), 3_780_000],
    ['10GBASE-LR', years(1), 5_040_000],
    ['10GBASE-LR', years(3), 15_120_000],
  ])('of %s for $unit × $span is %i fen', (port, term, fen) => {
    expect(rentalFen(port, term)).toBe(fen);
  });
});

describe('the end', () => {
  it.each([
    ['2026-01-31T00:00:00.000Z', months(1), '2026-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00.000Z', months(1), '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', years(1), '2029-02-28T00:00:00.000Z'],
    ['2027-02-28T00:00:00.000Z', years(1), '2028-02-28T00:00:00.000Z'],
    ['2026-03-31T10:20:30.405Z', months(1), '2026-04-30T10:20:30.405Z'],
    ['2026-04-30T23:59:59.999Z', months(1), '2026-05-31T23:59:59.999Z'],
    ['2026-12-15T08:00:00.000Z', months(1), '2027-01-15T08:00:00.000Z'],
    ['2026-05-31T08:00:00.000Z', months(9), '2027-02-28T08:00:00.000Z'],
    ['2026-11-30T08:00:00.000Z', years(3), '2029-11-30T08:00:00.000Z'],
  ])('after %s', (from, term, to) => {
    expect(new Date(rentalEnd(Date.parse(from), term)).toISOString()).toBe(to);
  });

  it('counts from the payment, not from the order', () => {
    const at = Date.parse('2026-05-31T08:00:00.000Z');
    given(tenant, stories.agreed)
      .when({ do: 'settle', connection, order: rental, payment: 'pay-2', fen: 50_000 }, facts(job, at))
      .happens(
        { type: 'order.paid', connection, order: rental, payment: 'pay-2', fen: 50_000 },
        { type: 'connection.activated', connection, from: at, to: Date.parse('2026-06-30T08:00:00.000Z') },
      );
  });
});

describe('choosing again', () => {
  const refused = [...stories.agreed, refusedPayment(rental)];

  it('while the money is being taken has to wait', () => {
    given(tenant, stories.agreed)
      .when(confirm(months(2)), facts(lin))
      .refuses({ code: 'payment-under-way', value: connection });
  });

  it('the same term is silence', () => {
    given(tenant, refused)
      .when(confirm(months(1)), facts(lin))
      .silent();
  });

  it('another term voids the old order and opens the next', () => {
    given(tenant, refused)
      .when(confirm(years(1), true), facts(lin, T0))
      .happens(
        { type: 'order.voided', connection, order: rental, fen: 50_000 },
        { type: 'connection.confirmed', connection, by: 'lin', term: years(1), autoRenew: true },
        {
          type: 'order.opened',
          connection,
          order: 'conn-1-rental-2',
          kind: 'rental',
          fen: 600_000,
          term: years(1),
        },
      );
  });

  it('only the renewal is choosing again', () => {
    expect(given(tenant, refused).when(confirm(months(1), true), facts(lin)).said).toBe(
      'order.voided connection.confirmed order.opened',
    );
  });
});
