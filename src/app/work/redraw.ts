/** Asks for a thing's cards to be drawn again although the thing itself did not change. Knows no card. */
import type { Effect } from '../ports.ts';

/** @param mark names why: one redraw per thing and reason. */
export function redraw(tenant: string, thing: string, mark: string): Effect {
  return {
    queue: 'notification',
    name: 'announce',
    key: `redraw-${thing}-${mark}`,
    data: { tenant, thing, force: true, mark },
  };
}
