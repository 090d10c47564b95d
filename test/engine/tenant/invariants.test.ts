/** What holds of every life, however people and jobs act: money, moves, four eyes, repeats, replay. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import { balances } from '../../../src/engine/tenant/ledger.ts';
import { type ConnectionState, connectionStates } from '../../../src/engine/tenant/lifecycle.ts';
import type { TenantEvent } from '../../../src/engine/tenant/messages.ts';
import { type Past, stateOf } from '../core/given.ts';
import { anyLife, live, type Turn } from './random-life.ts';
import { day } from './story.ts';

const runs = { numRuns: 200 };

/** Where a line may go in one decision, written out by hand. */
const roads: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  Ordering: ['Installation_Paying', 'Rejected', 'Deleted'],
  Rejected: ['Deleted'],
  Installation_Paying: ['Pending', 'Deleted'],
  Pending: ['Confirming', 'Deleting'],
  Confirming: ['Active', 'Pending', 'Deleting'],
  Active: ['InActive', 'Suspended', 'Deleting'],
  InActive: ['Active', 'Suspended', 'Deleting'],
  Suspended: ['Active', 'InActive', 'Deleting'],
  Deleting: ['Deleted'],
  Deleted: [],
};

/** In which states an order may wait for money. */
const asking: Readonly<Record<string, readonly ConnectionState[]>> = {
  installation: ['Installation_Paying'],
  rental: ['Confirming'],
  renewal: ['Active', 'InActive', 'Suspended'],
};

function everyTurn(check: (turn: Turn) => void) {
  fc.assert(
    fc.property(anyLife, (draws) => {
      for (const turn of live(draws).turns) check(turn);
    }),
    runs,
  );
}

function everyLog(check: (log: readonly Past<TenantEvent>[]) => void) {
  fc.assert(
    fc.property(anyLife, (draws) => {
      check(live(draws).log);
    }),
    runs,
  );
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

const eventsOf = (log: readonly Past<TenantEvent>[]) => log.flatMap(({ events }) => events);
const sum = (amounts: readonly number[]) => amounts.reduce((total, fen) => total + fen, 0);

describe('the lives these tests draw', () => {
  it('reach every state', () => {
    const reached = fc
      .sample(anyLife, { numRuns: 400, seed: 1 })
      .flatMap((draws) => live(draws).turns)
      .flatMap(({ after }) => Object.values(after.connections).map(({ state }) => state));
    expect(new Set(reached)).toEqual(new Set(connectionStates));
  });
});

describe('money', () => {
  it('is booked twice: the accounts sum to zero', () =>
    everyLog((log) => {
      expect(sum(Object.values(balances(eventsOf(log))))).toBe(0);
    }));

  it('taken is what was paid for orders and what is owed back; open orders are receivable', () =>
    everyLog((log) => {
      const { orders, refundsDue } = stateOf(tenant, log);
      const of = (status: string) =>
        sum(Object.values(orders).map((order) => (order.status === status ? order.fen : 0)));
      const owed = sum(refundsDue.map(({ fen }) => fen));
      expect(balances(eventsOf(log))).toEqual({
        cash: of('paid') + owed,
        receivable: of('open'),
        income: 0 - of('paid') - of('open'),
        'refunds-due': 0 - owed,
      });
    }));

  it('is taken once per order and once per payment of an order', () =>
    everyLog((log) => {
      const taken = eventsOf(log).filter((event) => event.type === 'order.paid' || event.type === 'order.overpaid');
      const paid = taken.filter(({ type }) => type === 'order.paid').map(({ order }) => order);
      const payments = taken.map(({ order, payment }) => `${order} ${payment}`);
      expect(new Set(paid).size).toBe(paid.length);
      expect(new Set(payments).size).toBe(payments.length);
    }));

  it('is asked for by one open order per line at most besides traffic, and by none once the line left', () =>
    everyTurn(({ after }) => {
      const open = Object.values(after.orders).filter(({ status, kind }) => status === 'open' && kind !== 'traffic');
      expect(new Set(open.map((order) => order.connection)).size).toBe(open.length);
      for (const order of open) expect(asking[order.kind]).toContain(after.connections[order.connection]?.state);
    }));

  it('bills traffic without a gap and never twice', () =>
    everyLog((log) => {
      const ends = new Map<string, number>();
      for (const event of eventsOf(log)) {
        if (event.type !== 'traffic.metered') continue;
        const before = ends.get(event.connection);
        if (before !== undefined) expect(event.from).toBe(before);
        expect(event.until).toBeGreaterThan(event.from);
        ends.set(event.connection, event.until);
      }
    }));

  it('renews from where the paid time ended, and keeps a line that is paid', () =>
    everyTurn(({ before, after, command, facts }) => {
      for (const line of Object.values(after.connections)) {
        const was = Object.hasOwn(before.connections, line.id) ? before.connections[line.id] : undefined;
        if (line.rental && was?.rental) expect(line.rental.to).toBeGreaterThanOrEqual(was.rental.to);
        if (line.state === 'Suspended' && was?.state !== 'Suspended')
          expect(facts.at - (line.rental?.to ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(30 * day);
        if (line.releasedAt !== undefined && was?.releasedAt === undefined)
          expect([command.do, facts.at - (line.rental?.to ?? 0) >= 45 * day]).toEqual(['release', true]);
      }
    }));
});

describe('a line', () => {
  it('moves only along the roads of its life', () =>
    everyTurn(({ before, after }) => {
      for (const { id, state } of Object.values(after.connections)) {
        const from = Object.hasOwn(before.connections, id) ? before.connections[id]?.state : undefined;
        if (from === undefined) expect(state).toBe('Ordering');
        else if (from !== state) expect(roads[from]).toContain(state);
      }
    }));

  it('is never decided by the person who asked for it', () =>
    everyTurn(({ after }) => {
      for (const { requestedBy, decidedBy } of Object.values(after.connections))
        expect(decidedBy).not.toBe(requestedBy);
    }));

  it('never changes because of a command about another', () =>
    everyTurn(({ before, after, command }) => {
      for (const [id, other] of Object.entries(before.connections))
        if (id !== command.connection) expect(after.connections[id]).toBe(other);
    }));
});

describe('a decision', () => {
  it('is pure: frozen arguments, the same answer twice', () =>
    everyTurn(({ command, before, facts, decision }) => {
      const arguments_ = [frozen(command), frozen(structuredClone(before)), frozen({ ...facts })] as const;
      expect(tenant.decide(...arguments_)).toEqual(decision);
      expect(tenant.decide(...arguments_)).toEqual(decision);
    }));

  it('repeated at once is silence or a refusal, never a second effect; a refusal repeats itself', () =>
    everyTurn(({ command, after, facts, decision }) => {
      const again = tenant.decide(command, after, facts);
      if (!decision.ok) expect(again).toEqual(decision);
      // A nudge is held back for a while; a refused deletion leaves nothing to refuse.
      else if (command.do === 'nudge' || command.do === 'reject')
        expect(again.ok && again.events.length > 0).toBe(false);
      else expect(again).toEqual({ ok: true, events: [] });
    }));

  it('that says nothing changes nothing', () =>
    everyTurn(({ before, after, decision }) => {
      if (!decision.ok || decision.events.length === 0) expect(after).toBe(before);
    }));
});

describe('history', () => {
  it('replayed from JSON is the live state', () =>
    fc.assert(
      fc.property(anyLife, (draws) => {
        const { turns, log } = live(draws);
        const kept = JSON.parse(JSON.stringify(log)) as readonly Past<TenantEvent>[];
        expect(stateOf(tenant, kept)).toEqual(turns.at(-1)?.after);
      }),
      runs,
    ));

  it('shuffled, doubled or cut still folds to a state with its version', () => {
    const torn = anyLife.chain((draws) => {
      const { log } = live(draws);
      return fc.tuple(fc.shuffledSubarray([...log]), fc.shuffledSubarray([...log])).map(([a, b]) => [...a, ...b]);
    });
    fc.assert(
      fc.property(torn, (log) => {
        const state = stateOf(tenant, log);
        expect(state.version).toBe(log.length);
        for (const line of Object.values(state.connections)) expect(connectionStates).toContain(line.state);
      }),
      runs,
    );
  });
});
