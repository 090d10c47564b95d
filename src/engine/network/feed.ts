/**
 * Knows how UPDATE messages from outside the model become routes a node announces, as if an unseen neighbour had told it.
 * Does not know what becomes of them. Packets for such routes are not followed: their networks lie beyond the model.
 */
import { Column } from './column.ts';
import type { NodeState, World } from './state.ts';
import { readUpdates } from './update-message.ts';

/** Later messages replace what earlier ones said. A message that cannot be read ends the unseen session: its routes go. */
export function feed(world: World, node: NodeState, updates: Uint8Array): void {
  const { prefixes, routes } = world;
  const { speaker } = node;
  if (!speaker) return;
  let route = 0;
  const put = (address: number, length: number, value: number): void => {
    const id = prefixes.internBits(address, length);
    node.fed.set(id, value);
    speaker.waiting.add(id);
  };
  const read = readUpdates(updates, {
    withdraw: (address, length) => put(address, length, 0),
    attributes({ asPath, rest, communities, med }) {
      const body = routes.bodyOf(routes.paths.intern(asPath), routes.communityList(communities), med);
      route = routes.join(body, routes.coreOf(rest, [], 0, 0));
    },
    announce: (address, length) => put(address, length, route),
  });
  if (read === updates.byteLength) return;
  node.fed.forEach((id) => {
    speaker.waiting.add(id);
  });
  node.fed = new Column();
}
