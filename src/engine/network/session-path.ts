/** Knows how many hops a session's segments cross from one side to the other; does not know TTL rules. */
import { BOUNDS } from './defaults.ts';
import { lookUp } from './forward.ts';
import { type NodeState, type Peering, peerOf, type World } from './state.ts';
import { directInterface, farEnd, isOnLink, owns, passesFrames } from './wire.ts';

/** 1 for a shared link, more over routes; undefined when segments do not arrive at the peer's node. */
export function hopCount(world: World, from: Peering): number | undefined {
  const { node } = from.speaker;
  const direct = directInterface(node, from.remoteAddress);
  if (direct) {
    const reached = passesFrames(direct.link) && farEnd(direct).address === from.remoteAddress;
    return reached ? 1 : undefined;
  }
  let at: NodeState = node;
  for (let hops = 1; hops <= BOUNDS.hops; hops += 1) {
    // Equal-cost ways: the first stands for all, in the order of the table.
    const [branch] = lookUp(world, at, from.remoteAddress).branches;
    if (!branch || 'broken' in branch) return undefined;
    at = branch.next;
    if (owns(at, from.remoteAddress)) return at === peerOf(from).speaker.node ? hops : undefined;
  }
  return undefined;
}

/** Whether this side watches an interface: an external session to a neighbour on its own subnet. */
export function watchesCarrier({ external, config, speaker, localAddress, remoteAddress }: Peering): boolean {
  const direct = speaker.node.interfaces.some((one) => one.address === localAddress && isOnLink(one, remoteAddress));
  return external && direct && !config.options?.multihop;
}
