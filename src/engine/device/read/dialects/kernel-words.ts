/** Commands for the Linux kernel that stand beside FRR and BIRD: VLAN devices and addresses. */
import type { Row } from '../match.ts';
import { face, faceAddress, faceVlan, shut } from '../take.ts';

export const kernelRows: readonly Row[] = [
  ['ip link add link $port name $face type vlan id $vlan', faceVlan],
  ['ip link add *'],
  ['ip link set $face down', shut(true)],
  ['ip link set $face up', (draft, captures, line) => face(draft, captures, line)],
  ['ip link set $face mtu $mtu up', face],
  ['ip link set *'],
  ['ip address|addr add $address dev $face', faceAddress],
  ['ip address|addr|-s|-br *'],
  ['ip route show *'],
];

/** `eth1` of `eth1.10`. */
export function kernelPort(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** By habit the VLAN is the name's ending; a command that says otherwise counts more. */
export function kernelVlan(name: string): number | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return name.includes('.') && /^\d{1,4}$/.test(ending) ? Number(ending) : undefined;
}
