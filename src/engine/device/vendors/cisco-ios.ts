/** Cisco IOS and IOS XE: what the cloud's own template shows, made complete. Knows nothing of NX-OS. */
import { type Device, discardDistance, type Face, paths } from '../device.ts';
import { nest, type Section, when } from '../layout.ts';
import { groupName, inList, outList } from '../names.ts';
import { addressSection, routingSections, why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { bfdRemarks, bfdWords, prefixLists, trunkWords } from './cisco.ts';

const block = (head: string, body: readonly string[]) => nest(head, body, { close: 'exit' });

function face(device: Device, { description, peers, ports }: Face): readonly string[] {
  const { linkMask, mtu, svi, vlan } = device;
  return block(svi ? `interface Vlan${vlan}` : `interface ${ports[0]}.${vlan}`, [
    ...when(!svi, `encapsulation dot1Q ${vlan}`),
    `description ${description}`,
    ...peers.map(({ customer }, index) => `ip address ${customer} ${linkMask}${index === 0 ? '' : ' secondary'}`),
    `ip mtu ${mtu}`,
    ...bfdWords(device),
    'no shutdown',
  ]);
}

function interfaces(device: Device): readonly Section[] {
  const { faces, ports, svi, vlan } = device;
  return [
    {
      why: svi ? why.trunks : why.ports,
      remarks: svi
        ? ['Where the platform knows it, add "switchport trunk encapsulation dot1q" before the trunk mode.']
        : [
            'A router port is routed already and answers "no switchport" with an error: ignore it.',
            'On 1000BASE-LX add "speed 1000" and "no negotiation auto".',
          ],
      lines: svi
        ? [
            'ip routing',
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
    [
      `remote-as ${cloudAsn}`,
      `description ${description}`,
      ...(password === undefined ? [] : [`password ${password}`]),
      `timers ${keepaliveSeconds} ${holdSeconds}`,
      // The template's two hops; a session of more than one hop no longer follows its interface, so `fall-over` does.
      'ebgp-multihop 2',
      bfd ? 'fall-over bfd single-hop' : 'fall-over',
    ].map((words) => `neighbor ${cloud} ${words}`),
  );
  const family = [
    ...announced.map(({ address, mask }) => `network ${address} mask ${mask}`),
    ...peers.flatMap(({ cloud }) =>
      ['activate', `prefix-list ${inList(vlan)} in`, `prefix-list ${outList(vlan)} out`].map(
        (words) => `neighbor ${cloud} ${words}`,
      ),
    ),
    `maximum-paths ${paths}`,
  ];
  return block(`router bgp ${customerAsn}`, [
    `bgp router-id ${routerId}`,
    'bgp log-neighbor-changes',
    ...neighbors,
    ...nest('address-family ipv4 unicast', family, { close: 'exit-address-family' }),
  ]);
}

export const ciscoIos: Vendor = {
  title: 'Cisco IOS, IOS XE',
  mark: '!',
  assumedPorts: ['GigabitEthernet0/0/0', 'GigabitEthernet0/0/1'],
  interfaceLongest: 48,
  // VLAN 1 is a trunk's native VLAN, 1002 to 1005 belong to Token Ring and FDDI.
  reservedOnTrunk: [
    [1, 1],
    [1002, 1005],
  ],
  keyNotes: [
    { when: /\?/, note: 'The key holds a question mark: load a file, or press Ctrl-V before it when typing.' },
    { when: /^\d/, note: 'The key starts with a digit, which older releases refuse.' },
    {
      when: /^.{26,}$/,
      note: 'With "service password-encryption" releases may refuse keys of more than 25 characters.',
    },
  ],
  load: 'Load in privileged mode: paste it, or "copy <file> running-config".',
  write: (device) => [
    { why: 'Configuration mode', lines: ['configure terminal'] },
    ...interfaces(device),
    ...routingSections(device, {
      staticRoute: ({ address, mask }, gateway) => `ip route ${address} ${mask} ${gateway}`,
      discardRoute: ({ address, mask }) => `ip route ${address} ${mask} Null0 ${discardDistance}`,
      filters: prefixLists,
      bgp,
    }),
    { why: 'Save', lines: ['end', 'write memory'] },
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping ${cloud}`),
    ...(staticRouting
      ? ['show ip route static']
      : [
          'show ip bgp summary',
          ...peers.flatMap(({ cloud }) => [
            `show ip bgp neighbors ${cloud} advertised-routes`,
            `show ip bgp neighbors ${cloud} routes`,
          ]),
          'show ip route bgp',
        ]),
  ],
};
