/** H3C Comware 7: views left with `quit`, VLAN termination named outright. Knows nothing of VRP, its cousin. */
import { type Device, type Face, paths } from '../device.ts';
import { type Section, when } from '../layout.ts';
import { groupName, inList, outList } from '../names.ts';
import { addressSection, routingSections, why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { discardRoute, prefixLists, staticRoute, view } from './vrp.ts';

function trunkPort(port: string, vlan: number): readonly string[] {
  return view(`interface ${port}`, [
    'port link-mode bridge',
    'port link-type trunk',
    'undo port trunk permit vlan 1',
    `port trunk permit vlan ${vlan}`,
    'undo shutdown',
  ]);
}

function face(device: Device, { description, peers, ports }: Face): readonly string[] {
  const { bfd, linkMask, mtu, svi, vlan } = device;
  return view(svi ? `interface Vlan-interface${vlan}` : `interface ${ports[0]}.${vlan}`, [
    `description ${description}`,
    ...when(!svi, `vlan-type dot1q vid ${vlan}`),
    ...peers.map(({ customer }, index) => `ip address ${customer} ${linkMask}${index === 0 ? '' : ' sub'}`),
    `mtu ${mtu}`,
    ...(bfd
      ? [
          `bfd min-transmit-interval ${bfd.minTxMs}`,
          `bfd min-receive-interval ${bfd.minRxMs}`,
          `bfd detect-multiplier ${bfd.multiplier}`,
        ]
      : []),
    'undo shutdown',
  ]);
}

function interfaces(device: Device): readonly Section[] {
  const { faces, ports, svi, vlan } = device;
  return [
    {
      why: svi ? why.trunks : why.ports,
      lines: svi
        ? [
            ...view(`vlan ${vlan}`, [`description ${groupName(vlan)}`]),
            ...ports.flatMap((port) => trunkPort(port, vlan)),
          ]
        : ports.flatMap((port) => view(`interface ${port}`, ['port link-mode route', 'undo shutdown'])),
    },
    addressSection(
      device,
      faces.flatMap((each) => face(device, each)),
    ),
  ];
}

function peerLines({ bfd, cloudAsn, faces, holdSeconds, keepaliveSeconds, password }: Device): readonly string[] {
  return faces.flatMap((each) =>
    each.peers.flatMap(({ cloud, customer, description }) =>
      [
        `as-number ${cloudAsn}`,
        `description ${description}`,
        // Where two addresses share the interface, the session must start from the right one.
        ...when(each.peers.length > 1, `source-address ${customer}`),
        ...(password === undefined ? [] : [`password simple ${password}`]),
        `timer keepalive ${keepaliveSeconds} hold ${holdSeconds}`,
        ...when(bfd !== undefined, 'bfd single-hop'),
      ].map((words) => `peer ${cloud} ${words}`),
    ),
  );
}

function bgp(device: Device): readonly string[] {
  const { announced, customerAsn, peers, routerId, vlan } = device;
  const family = [
    ...announced.map(({ address, mask }) => `network ${address} ${mask}`),
    `balance ${paths}`,
    ...peers.flatMap(({ cloud }) =>
      ['enable', `prefix-list ${inList(vlan)} import`, `prefix-list ${outList(vlan)} export`].map(
        (words) => `peer ${cloud} ${words}`,
      ),
    ),
  ];
  return view(`bgp ${customerAsn}`, [
    `router-id ${routerId}`,
    ...peerLines(device),
    ...view('address-family ipv4 unicast', family),
  ]);
}

export const h3c: Vendor = {
  title: 'H3C Comware 7',
  mark: '#',
  assumedPorts: ['Ten-GigabitEthernet1/0/1', 'Ten-GigabitEthernet1/0/2'],
  interfaceLongest: 48,
  // A trunk sends VLAN 1 untagged unless its default VLAN is changed.
  reservedOnTrunk: [[1, 1]],
  keyNotes: [{ when: /\?/, note: 'The key holds a question mark, which a console takes for help: load a file.' }],
  load: 'Load in user view.',
  write: (device) => [
    { why: 'System view', lines: ['system-view'] },
    ...interfaces(device),
    ...routingSections(device, {
      staticRoute,
      discardRoute,
      filters: (each) => prefixLists(each, 'prefix-list'),
      bgp,
    }),
    { why: 'Save', lines: ['return', 'save force'] },
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping ${cloud}`),
    ...(staticRouting
      ? ['display ip routing-table protocol static']
      : [
          'display bgp peer ipv4',
          ...peers.flatMap(({ cloud }) => [
            `display bgp routing-table ipv4 peer ${cloud} advertised-routes`,
            `display bgp routing-table ipv4 peer ${cloud} received-routes`,
          ]),
          'display ip routing-table protocol bgp',
        ]),
  ],
};
