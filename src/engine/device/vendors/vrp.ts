/** Words that Huawei VRP and H3C Comware share: views, prefix lists, static routes. */
import type { Network } from '../address.ts';
import { type Device, discardDistance } from '../device.ts';
import { nest } from '../layout.ts';
import { inList, outList } from '../names.ts';

/** Enters a view and leaves it again. */
export function view(head: string, body: readonly string[]): readonly string[] {
  return nest(head, [...body, 'quit']);
}

/** `keyword` is `ip-prefix` or `prefix-list`. What no line permits is denied. */
export function prefixLists({ accepted, announced, vlan }: Device, keyword: string): readonly string[] {
  const line = (list: string, position: number, words: string) =>
    `ip ${keyword} ${list} index ${10 * (position + 1)} ${words}`;
  return [
    ...announced.map(({ address, length }, position) => line(outList(vlan), position, `permit ${address} ${length}`)),
    ...accepted.map(({ action, network: { address, length } }, position) => {
      const inside = length < 32 ? ` greater-equal ${length} less-equal 32` : '';
      return line(inList(vlan), position, `${action} ${address} ${length}${inside}`);
    }),
  ];
}

export function discardRoute({ address, mask }: Network): string {
  return `ip route-static ${address} ${mask} NULL0 preference ${discardDistance}`;
}

export function staticRoute({ address, mask }: Network, gateway: string): string {
  return `ip route-static ${address} ${mask} ${gateway}`;
}
