/** Words that IOS and NX-OS share: BFD timers, trunk ports, and prefix lists, which FRR writes the same way. */
import type { Device } from '../device.ts';
import { inList, outList } from '../names.ts';

/** Announced ranges leave exactly as written; accepted ones with everything inside them. What no line permits is denied. */
export function prefixLists({ accepted, announced, vlan }: Device): readonly string[] {
  const line = (list: string, index: number, words: string) => `ip prefix-list ${list} seq ${5 * (index + 1)} ${words}`;
  return [
    ...announced.map(({ text }, index) => line(outList(vlan), index, `permit ${text}`)),
    ...accepted.map(({ action, network: { length, text } }, index) =>
      line(inList(vlan), index, `${action} ${text}${length < 32 ? ' le 32' : ''}`),
    ),
  ];
}

/** What stands under a switch port that carries the VLAN tagged. */
export function trunkWords(vlan: number): readonly string[] {
  return ['switchport', 'switchport mode trunk', `switchport trunk allowed vlan ${vlan}`, 'no shutdown'];
}

/** IOS and NX-OS take no longer interval; with a slower line router the slower side still decides (RFC 5880 §6.8.2). */
const bfdLongestMs = 999;

/** The interface's BFD timers; control packets only, since the line routers do not loop echoes back. */
export function bfdWords({ bfd }: Device): readonly string[] {
  if (!bfd) return [];
  const [tx, rx] = [bfd.minTxMs, bfd.minRxMs].map((ms) => Math.min(ms, bfdLongestMs));
  return ['no bfd echo', `bfd interval ${tx} min_rx ${rx} multiplier ${bfd.multiplier}`];
}

export function bfdRemarks({ bfd }: Device): readonly string[] {
  const clipped = bfd && Math.max(bfd.minTxMs, bfd.minRxMs) > bfdLongestMs;
  return clipped
    ? [`BFD intervals end at ${bfdLongestMs} ms here; the slower side decides, so that is close enough.`]
    : [];
}
