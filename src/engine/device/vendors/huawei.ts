/** Huawei VRP: views left with `quit`, changes taken over with `commit` on VRP 8. Knows nothing of Comware, its cousin. */
import { type Device, type Face, paths } from '../device.ts';
import { type Section, when } from '../layout.ts';
import { groupName, inList, outList } from '../names.ts';
import { addressSection, routingSections, why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { discardRoute, prefixLists, staticRoute, view } from './vrp.ts';

const faceName = ({ svi, vlan }: Device, { ports }: Face) => (svi ? `Vlanif${vlan}` : `${ports[0]}.${vlan}`);

function trunkPort(port: string, vlan: number): readonly string[] {
  return view(`interface ${port}`, [
    'portswitch',
    'port link-type trunk',
    'undo port trunk allow-pass vlan 1',
    `port trunk allow-pass vlan ${vlan}`,
    'undo shutdown',
  ]);
}

function face(device: Device, each: Face): readonly string[] {
  const { linkMask, mtu, svi, vlan } = device;
  return view(`interface ${faceName(device, each)}`, [
    `description ${each.description}`,
    ...when(!svi, `dot1q termination vid ${vlan}`),
    ...each.peers.map(({ customer }, index) => `ip address ${customer} ${linkMask}${index === 0 ? '' : ' sub'}`),
    `mtu ${mtu}`,
  ]);
}

function interfaces(device: Device): readonly Section[] {
  const { faces, ports, svi, vlan } = device;
  return [
    {
      why: svi ? why.trunks : why.ports,
      remarks: svi ? [] : ['Set the transceiver type where the optic is not recognised.'],
      lines: svi
        ? [
            ...view(`vlan ${vlan}`, [`description ${groupName(vlan)}`]),
            ...ports.flatMap((port) => trunkPort(port, vlan)),
          ]
        : ports.flatMap((port) => view(`interface ${port}`, ['undo portswitch', 'undo shutdown'])),
    },
    addressSection(
      device,
      faces.flatMap((each) => face(device, each)),
      svi ? [] : ['On VRP 5 switches and routers also give each sub-interface "arp broadcast enable".'],
    ),
  ];
}

function peerLines(device: Device): readonly string[] {
  const { bfd, cloudAsn, faces, holdSeconds, keepaliveSeconds, password } = device;
  return faces.flatMap((each) =>
    each.peers.flatMap(({ cloud, customer, description }) =>
      [
        `as-number ${cloudAsn}`,
        `description ${description}`,
        // Where two addresses share the interface, the session must start from the right one.
        ...when(each.peers.length > 1, `connect-interface ${faceName(device, each)} ${customer}`),
        ...(password === undefined ? [] : [`password cipher ${password}`]),
        `timer keepalive ${keepaliveSeconds} hold ${holdSeconds}`,
        ...(bfd
          ? [
              `bfd min-tx-interval ${bfd.minTxMs} min-rx-interval ${bfd.minRxMs} detect-multiplier ${bfd.multiplier}`,
              'bfd enable',
            ]
          : []),
      ].map((words) => `peer ${cloud} ${words}`),
    ),
  );
}

function bgp(device: Device): readonly string[] {
  const { announced, customerAsn, peers, routerId, vlan } = device;
  const family = [
    ...announced.map(({ address, mask }) => `network ${address} ${mask}`),
    `maximum load-balancing ebgp ${paths}`,
    ...peers.flatMap(({ cloud }) =>
      ['enable', `ip-prefix ${inList(vlan)} import`, `ip-prefix ${outList(vlan)} export`].map(
        (words) => `peer ${cloud} ${words}`,
      ),
    ),
  ];
  return view(`bgp ${customerAsn}`, [
    `router-id ${routerId}`,
    ...peerLines(device),
    ...view('ipv4-family unicast', family),
  ]);
}

export const huawei: Vendor = {
  title: 'Huawei VRP',
  mark: '#',
  assumedPorts: ['10GE1/0/1', '10GE1/0/2'],
  interfaceLongest: 48,
  // A trunk sends VLAN 1 untagged unless its default VLAN is changed.
  reservedOnTrunk: [[1, 1]],
  keyNotes: [{ when: /\?/, note: 'The key holds a question mark, which a console takes for help: load a file.' }],
  load: 'Load in user view. VRP 5 has no "commit": ignore its error there.',
  write: (device) => [
    { why: 'System view', lines: ['system-view'] },
    ...interfaces(device),
    ...routingSections(device, {
      staticRoute,
      discardRoute,
      filters: (each) => prefixLists(each, 'ip-prefix'),
      bgp: (each) => [...(each.bfd ? view('bfd', []) : []), ...bgp(each)],
    }),
    { why: 'Take over and save (answer y)', lines: ['commit', 'return', 'save'] },
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping ${cloud}`),
    ...(staticRouting
      ? ['display ip routing-table protocol static']
      : [
          'display bgp peer',
          ...peers.flatMap(({ cloud }) => [
            `display bgp routing-table peer ${cloud} advertised-routes`,
            `display bgp routing-table peer ${cloud} received-routes`,
          ]),
          'display ip routing-table protocol bgp',
        ]),
  ],
};
