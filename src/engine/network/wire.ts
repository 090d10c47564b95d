/** Knows when a link has carrier and passes frames, and which interface reaches an address directly; does not know routes. */
import { covers, networkOf } from './prefix.ts';
import { type Interface, type LinkState, type NodeState, otherEnd } from './state.ts';

export function hasCarrier({ up, ends }: LinkState): boolean {
  return up && ends.a.node.up && ends.b.node.up;
}

/** Different 802.1Q tags at the two ends keep carrier but pass nothing. */
export function passesFrames(link: LinkState): boolean {
  return hasCarrier(link) && !link.silent && link.vlan.a === link.vlan.b;
}

export function farEnd({ link, end }: Interface): Interface {
  return link.ends[otherEnd(end)];
}

export function isOnLink({ address, length }: Interface, target: number): boolean {
  return covers(networkOf(address, length), target);
}

/** The interface with carrier whose subnet holds the target: longest subnet first, then the order of link ids. */
export function directInterface(node: NodeState, target: number): Interface | undefined {
  return node.interfaces
    .filter((one) => hasCarrier(one.link) && isOnLink(one, target))
    .reduce<Interface | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined);
}

export function owns(node: NodeState, target: number): boolean {
  return node.up && node.interfaces.some(({ address }) => address === target);
}
