/** What the Linux kernel needs before FRR or BIRD can speak: VLAN devices, addresses, forwarding. Knows no routing daemon. */
import type { Device, Face } from '../device.ts';

/** Where the ports are bridged, the bridge that carries the VLAN. */
const bridge = 'br-hosted';

/** IFNAMSIZ less its final zero. */
export const interfaceLongest = 15;

export function faceName({ svi, vlan }: Device, { ports }: Face): string {
  return `${svi ? bridge : ports[0]}.${vlan}`;
}

function devices(device: Device): readonly string[] {
  const { faces, ports, svi, vlan } = device;
  const add = (parent: string) => `ip link add link ${parent} name ${parent}.${vlan} type vlan id ${vlan}`;
  const up = ports.map((port) => `ip link set ${port} up`);
  if (!svi) return [...up, ...faces.map(({ ports: [port] }) => add(port ?? ''))];
  return [
    ...up,
    `ip link add ${bridge} type bridge vlan_filtering 1 vlan_default_pvid 0`,
    ...ports.flatMap((port) => [`ip link set ${port} master ${bridge}`, `bridge vlan add dev ${port} vid ${vlan}`]),
    `bridge vlan add dev ${bridge} vid ${vlan} self`,
    `ip link set ${bridge} up`,
    add(bridge),
  ];
}

/** Commands to type once; a distribution's own network files make them last. */
export function kernelCommands(device: Device, { addresses }: { readonly addresses: boolean }): readonly string[] {
  return [
    ...devices(device),
    ...device.faces.flatMap((face) => {
      const name = faceName(device, face);
      const own = face.peers.map(({ customer }) => `ip address add ${customer}/${device.linkLength} dev ${name}`);
      return [`ip link set ${name} mtu ${device.mtu} up`, ...(addresses ? own : [])];
    }),
    'sysctl -w net.ipv4.ip_forward=1',
    // Two equal paths are shared by flow only if the kernel looks at ports.
    'sysctl -w net.ipv4.fib_multipath_hash_policy=1',
  ];
}
