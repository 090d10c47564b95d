/** Whether a tenant owes money so long that new things have to wait. The one home of this question. */
import type { Calendar, Pace } from '../catalog/durations.ts';
import type { TenantState } from './model.ts';
import { trafficArrearsSince, working } from './money-clock.ts';

/**
 * Whether the tenant owes what it should have paid by now: a rental that is over, or traffic in arrears. With
 * `connection`: for that line alone. The one answer for whoever must not touch a line in arrears.
 */
export function inArrears(
  state: TenantState,
  { at, pace, calendar }: { readonly at: number; readonly pace: Pace; readonly calendar: Calendar },
  connection?: string,
): boolean {
  return Object.values(state.connections)
    .filter((line) => connection === undefined || line.id === connection)
    .some((line) => {
      const over = [...working, 'Suspended'].includes(line.state) && line.rental !== undefined && line.rental.to <= at;
      const since = trafficArrearsSince(state, line.id, pace, calendar);
      return over || (since !== undefined && since <= at);
    });
}
