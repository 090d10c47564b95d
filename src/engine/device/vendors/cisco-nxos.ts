/** Cisco NX-OS: features, prefix lengths instead of masks, neighbours as blocks. Knows nothing of IOS. */
import { type Device, discardDistance, type Face, paths } from '../device.ts';
import { nest, type Section, when } from '../layout.ts';
import { groupName, inList, outList } from '../names.ts';
import { addressSection, routingSections, why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { bfdRemarks, bfdWords, prefixLists, trunkWords } from './cisco.ts';

const block = (head: string, body: readonly string[]) => nest(head, body, { step: '  ' });

function features({ bfd, staticRouting, svi }: Device): readonly string[] {
  return [
    ...when(!staticRouting, 'feature bgp'),
    ...when(bfd !== undefined, 'feature bfd'),
    ...when(svi, 'feature interface-vlan'),
  ];
}

function face(device: Device, { description, peers, ports }: Face): readonly string[] {
  const { bfd, linkLength, mtu, svi, vlan } = device;
  return block(svi ? `interface Vlan${vlan}` : `interface ${ports[0]}.${vlan}`, [
    ...when(!svi, `encapsulation dot1q ${vlan}`),
    `description ${description}`,
    `mtu ${mtu}`,
    ...peers.map(({ customer }, index) => `ip address ${customer}/${linkLength}${index === 0 ? '' : ' secondary'}`),
    // BFD on NX-OS asks for an interface that sends no redirects.
    ...when(bfd !== undefined, 'no ip redirects'),
    ...bfdWords(device),
    'no shutdown',
  ]);
}

function interfaces(device: Device): readonly Section[] {
  const { faces, ports, svi, vlan } = device;
  return [
    {
      why: svi ? why.trunks : why.ports,
      remarks: svi ? [] : ['On 1000BASE-LX add "speed 1000" and "no negotiate auto".'],
      lines: svi
        ? [
            ...block(`vlan ${vlan}`, [`name ${groupName(vlan)}`]),
            ...ports.flatMap((port) => block(`interface ${port}`, trunkWords(vlan))),
          ]
        : ports.flatMap((port) => block(`interface ${port}`, ['no switchport', 'no shutdown'])),
    },
    addressSection(
      device,
      faces.flatMap((each) => face(device, each)),
      bfdRemarks(device),
    ),
  ];
}

function bgp(device: Device): readonly string[] {
  const { announced, bfd, cloudAsn, customerAsn, holdSeconds, keepaliveSeconds, password, peers, routerId, vlan } =
    device;
  const neighbors = peers.flatMap(({ cloud, description }) =>
    block(`neighbor ${cloud}`, [
      `remote-as ${cloudAsn}`,
      `description ${description}`,
      ...(password === undefined ? [] : [`password 0 ${password}`]),
      `timers ${keepaliveSeconds} ${holdSeconds}`,
      ...when(bfd !== undefined, 'bfd'),
      ...block('address-family ipv4 unicast', [`prefix-list ${inList(vlan)} in`, `prefix-list ${outList(vlan)} out`]),
    ]),
  );
  return block(`router bgp ${customerAsn}`, [
    `router-id ${routerId}`,
    'log-neighbor-changes',
    ...block('address-family ipv4 unicast', [
      ...announced.map(({ text }) => `network ${text}`),
      `maximum-paths ${paths}`,
    ]),
    ...neighbors,
  ]);
}

export const ciscoNxos: Vendor = {
  title: 'Cisco NX-OS',
  mark: '!',
  assumedPorts: ['Ethernet1/1', 'Ethernet1/2'],
  interfaceLongest: 48,
  // The native VLAN, Token Ring and FDDI, and the block NX-OS keeps for itself.
  reservedOnTrunk: [
    [1, 1],
    [1002, 1005],
    [3968, 4094],
  ],
  keyNotes: [
    { when: /\?/, note: 'The key holds a question mark: load a file, or press Ctrl-V before it when typing.' },
  ],
  load: 'Load: paste it, or "copy <file> running-config".',
  write: (device) => [
    { why: 'Configuration mode and features', lines: ['configure terminal', ...features(device)] },
    ...interfaces(device),
    ...routingSections(device, {
      staticRoute: ({ text }, gateway) => `ip route ${text} ${gateway}`,
      discardRoute: ({ text }) => `ip route ${text} Null0 ${discardDistance}`,
      filters: prefixLists,
      bgp,
    }),
    { why: 'Save', lines: ['end', 'copy running-config startup-config'] },
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping ${cloud}`),
    ...(staticRouting
      ? ['show ip route static']
      : [
          'show bgp ipv4 unicast summary',
          ...peers.flatMap(({ cloud }) => [
            `show bgp ipv4 unicast neighbors ${cloud} advertised-routes`,
            `show bgp ipv4 unicast neighbors ${cloud} routes`,
          ]),
          'show ip route bgp',
        ]),
  ],
};
