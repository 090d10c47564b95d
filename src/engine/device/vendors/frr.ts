/** FRR 8 as an integrated `frr.conf`. Knows nothing of BIRD. */
import { type Device, discardDistance, type Face, paths } from '../device.ts';
import { nest, when } from '../layout.ts';
import { groupName, inList, outList } from '../names.ts';
import { addressSection, routingSections } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { prefixLists } from './cisco.ts';
import { faceName, interfaceLongest, kernelCommands } from './linux.ts';

const block = (head: string, body: readonly string[]) => nest(head, body, { close: 'exit' });

function face(device: Device, each: Face): readonly string[] {
  return block(`interface ${faceName(device, each)}`, [
    `description ${each.description}`,
    ...each.peers.map(({ customer }) => `ip address ${customer}/${device.linkLength}`),
  ]);
}

function bfdProfile({ bfd, vlan }: Device): readonly string[] {
  if (!bfd) return [];
  const words = [
    `detect-multiplier ${bfd.multiplier}`,
    `receive-interval ${bfd.minRxMs}`,
    `transmit-interval ${bfd.minTxMs}`,
  ];
  return block('bfd', block(`profile ${groupName(vlan)}`, words));
}

function bgp(device: Device): readonly string[] {
  const { announced, bfd, cloudAsn, customerAsn, holdSeconds, keepaliveSeconds, password, peers, routerId, vlan } =
    device;
  const neighbors = peers.flatMap(({ cloud, customer, description }) =>
    [
      `remote-as ${cloudAsn}`,
      `description ${description}`,
      ...(password === undefined ? [] : [`password ${password}`]),
      `timers ${keepaliveSeconds} ${holdSeconds}`,
      `update-source ${customer}`,
      ...when(bfd !== undefined, `bfd profile ${groupName(vlan)}`),
    ].map((words) => `neighbor ${cloud} ${words}`),
  );
  const family = [
    ...announced.map(({ text }) => `network ${text}`),
    ...peers.flatMap(({ cloud }) =>
      ['activate', `prefix-list ${inList(vlan)} in`, `prefix-list ${outList(vlan)} out`].map(
        (words) => `neighbor ${cloud} ${words}`,
      ),
    ),
    `maximum-paths ${paths}`,
  ];
  return [
    ...bfdProfile(device),
    ...block(`router bgp ${customerAsn}`, [
      `bgp router-id ${routerId}`,
      'bgp log-neighbor-changes',
      ...neighbors,
      ...nest('address-family ipv4 unicast', family, { close: 'exit-address-family' }),
    ]),
  ];
}

export const frr: Vendor = {
  title: 'FRR 8',
  mark: '!',
  assumedPorts: ['eth1', 'eth2'],
  interfaceLongest,
  reservedOnTrunk: [],
  load: 'Save as /etc/frr/frr.conf (or "vtysh -f <file>" to add it), with bgpd=yes, and bfdd=yes for BFD, in /etc/frr/daemons.',
  write: (device) => [
    { why: 'Kernel, once, as root', remarks: kernelCommands(device, { addresses: false }) },
    { why: 'Defaults', lines: ['frr defaults traditional', 'log syslog informational'] },
    addressSection(
      device,
      device.faces.flatMap((each) => face(device, each)),
    ),
    ...routingSections(device, {
      staticRoute: ({ text }, gateway) => `ip route ${text} ${gateway}`,
      discardRoute: ({ text }) => `ip route ${text} blackhole ${discardDistance}`,
      filters: prefixLists,
      bgp,
    }),
    { why: 'Save', remarks: ["vtysh -c 'write memory'"] },
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping -c 5 ${cloud}`),
    ...(staticRouting
      ? ["vtysh -c 'show ip route static'"]
      : [
          "vtysh -c 'show bgp ipv4 unicast summary'",
          ...peers.flatMap(({ cloud }) => [
            `vtysh -c 'show bgp ipv4 unicast neighbors ${cloud} advertised-routes'`,
            `vtysh -c 'show bgp ipv4 unicast neighbors ${cloud} routes'`,
          ]),
          "vtysh -c 'show ip route bgp'",
        ]),
  ],
};
