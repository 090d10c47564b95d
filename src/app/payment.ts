/** Money reported from outside: finds the order's tenant and settles it once, however often the report comes. */
import type { Refusal } from '../engine/core.ts';
import type { Journal } from './journal.ts';
import { tenantFacts } from './verbs/connection-act.ts';
import type { World } from './world.ts';

export interface Payment {
  readonly order: string;
  /** The cashier's own id: the same payment is taken once. */
  readonly payment: string;
  readonly fen: number;
}

export async function settlePayment(
  world: World,
  journal: Journal,
  payment: Payment,
): Promise<{ ok: true; again: boolean } | { ok: false; refusal: Refusal }> {
  // Order ids begin with their connection's id: `conn-…-installation`, `conn-…-rental-1`.
  const connection = /^(conn-[0-9a-z]+)-/.exec(payment.order)?.[1];
  const entry = connection === undefined ? undefined : await world.directory.find(connection);
  if (!entry || connection === undefined)
    return { ok: false, refusal: { code: 'unknown-order', field: 'order', value: payment.order } };
  const actor = { person: 'system:cashier', movers: ['system'] as const };
  const outcome = await journal.act(
    'tenant',
    entry.tenant,
    { do: 'settle', connection, ...payment },
    () => tenantFacts(world, journal, entry.tenant, actor, entry.region),
    { by: actor.person, cause: `payment-${payment.payment}-${payment.order}`, at: world.clock.now() },
  );
  if (!outcome.ok) return { ok: false, refusal: outcome.refusal };
  return { ok: true, again: outcome.events.length === 0 };
}

/** The simulated cashier: takes from the tenant's simulated balance. No real money moves. */
export function simulatedCashier(world: () => Pick<World, 'clock'>, journal: () => Journal): World['cashier'] {
  return {
    async collect({ tenant, order, fen }) {
      const payment = `sim-${order}`;
      const cause = { by: 'system:cashier', cause: `charge-${order}-${world().clock.now()}`, at: world().clock.now() };
      const outcome = await journal().act(
        'cashier',
        tenant,
        { do: 'charge', order, payment, fen },
        () => undefined,
        cause,
      );
      if (!outcome.ok)
        return { state: 'refused', reason: 'insufficient-balance', balanceFen: outcome.state.balanceFen };
      return { state: 'paid', payment: outcome.state.charged[order]?.payment ?? payment };
    },
  };
}

/** A cashier outside: the customer pays there, and its signed webhook reports the money. */
export function webhookCashier(payUrl: string | undefined): World['cashier'] {
  return {
    async collect({ order }) {
      if (payUrl === undefined) return { state: 'awaiting' };
      const url = new URL(payUrl);
      url.searchParams.set('order', order);
      return { state: 'awaiting', url: url.toString() };
    },
  };
}
