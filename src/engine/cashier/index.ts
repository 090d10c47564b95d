/** The simulated cashier's own log: one tenant's balance and what was taken from it. A simulation, never real money. */
import { type Decider, type Decision, happened, refused, type Stamp, silence } from '../core.ts';

export interface CashierState {
  readonly version: number;
  readonly balanceFen: number;
  /** Order → payment id; an order is charged once. */
  readonly charged: Readonly<Record<string, { readonly payment: string; readonly fen: number }>>;
  readonly deposits: readonly string[];
}

export type CashierCommand =
  | { readonly do: 'deposit'; readonly deposit: string; readonly fen: number }
  | { readonly do: 'charge'; readonly order: string; readonly payment: string; readonly fen: number };

export type CashierEvent =
  | { readonly type: 'cashier.deposited'; readonly deposit: string; readonly fen: number }
  | { readonly type: 'cashier.charged'; readonly order: string; readonly payment: string; readonly fen: number };

function decide(command: CashierCommand, state: CashierState): Decision<CashierEvent> {
  if (!Number.isSafeInteger(command.fen) || command.fen <= 0)
    return refused('bad-field', { field: 'amount', value: command.fen, values: { expect: 'amount' } });
  if (command.do === 'deposit') {
    return state.deposits.includes(command.deposit)
      ? silence
      : happened<CashierEvent>({ type: 'cashier.deposited', deposit: command.deposit, fen: command.fen });
  }
  if (state.charged[command.order]) return silence;
  if (command.fen > state.balanceFen)
    return refused('insufficient-balance', { value: command.fen, values: { balance: state.balanceFen } });
  return happened<CashierEvent>({
    type: 'cashier.charged',
    order: command.order,
    payment: command.payment,
    fen: command.fen,
  });
}

function evolve(state: CashierState, event: CashierEvent, stamp: Stamp): CashierState {
  const { version } = stamp;
  if (event.type === 'cashier.deposited') {
    return {
      ...state,
      version,
      balanceFen: state.balanceFen + event.fen,
      deposits: [...state.deposits, event.deposit],
    };
  }
  const charged = { ...state.charged, [event.order]: { payment: event.payment, fen: event.fen } };
  return { ...state, version, balanceFen: state.balanceFen - event.fen, charged };
}

export const cashier: Decider<CashierState, CashierCommand, CashierEvent, unknown> = {
  initial: { version: 0, balanceFen: 0, charged: {}, deposits: [] },
  decide,
  evolve,
};
