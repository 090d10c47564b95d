/** Juniper Junos as `set` lines: their order is free and each stands alone. Knows nothing of other languages. */
import { type Device, discardDistance, type Face } from '../device.ts';
import { type Section, when } from '../layout.ts';
import { groupName } from '../names.ts';
import { addressSection, routingSections, why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
const under = (path: string, words: readonly string[]) => words.map((word) => `set ${path} ${word}`);

/** Junos sends three keepalives per hold time and cannot be told otherwise. */
const keepalivesPerHold = 3;
/** Shorter hold times need their own timer thread. */
const preciseBelowSeconds = 20;

function ports({ ports: names, svi, vlan }: Device): readonly string[] {
  if (!svi) return names.map((port) => `set interfaces ${port} vlan-tagging`);
  const vlanName = groupName(vlan);
  return [
    ...under(`vlans ${vlanName}`, [`vlan-id ${vlan}`, `l3-interface irb.${vlan}`]),
    ...names.flatMap((port) =>
      under(`interfaces ${port} unit 0 family ethernet-switching`, [
        'interface-mode trunk',
        `vlan members ${vlanName}`,
      ]),
    ),
  ];
}

function face({ linkLength, mtu, svi, vlan }: Device, { description, peers, ports: [port] }: Face): readonly string[] {
  return under(`interfaces ${svi ? 'irb' : port} unit ${vlan}`, [
    `description ${quoted(description)}`,
    ...when(!svi, `vlan-id ${vlan}`),
    `family inet mtu ${mtu}`,
    ...peers.map(({ customer }) => `family inet address ${customer}/${linkLength}`),
  ]);
}

function filters({ accepted, announced, vlan }: Device): readonly string[] {
  const policy = (direction: 'in' | 'out') => `policy-options policy-statement ${groupName(vlan)}-${direction}`;
  const ranges = (action: 'permit' | 'deny') =>
    accepted
      .filter((rule) => rule.action === action)
      .map(({ network }) => `from route-filter ${network.text} orlonger`);
  const term = (path: string, conditions: readonly string[], verdict: 'accept' | 'reject') =>
    conditions.length === 0 ? [] : under(path, [...conditions, `then ${verdict}`]);
  const announcedFilters = announced.map(({ text }) => `from route-filter ${text} exact`);
  return [
    ...term(`${policy('out')} term announced`, announcedFilters, 'accept'),
    `set ${policy('out')} term rest then reject`,
    ...term(`${policy('in')} term own`, ranges('deny'), 'reject'),
    ...term(`${policy('in')} term cloud`, ranges('permit'), 'accept'),
    `set ${policy('in')} term rest then reject`,
    'set policy-options policy-statement hosted-balance then load-balance per-packet',
  ];
}

function bgp(device: Device): readonly string[] {
  const { bfd, cloudAsn, customerAsn, holdSeconds, password, peers, routerId, vlan } = device;
  const group = groupName(vlan);
  return [
    `set routing-options router-id ${routerId}`,
    `set routing-options autonomous-system ${customerAsn}`,
    // "per-packet" is the name; since long it balances flows.
    'set routing-options forwarding-table export hosted-balance',
    ...when(holdSeconds < preciseBelowSeconds, 'set protocols bgp precision-timers'),
    ...under(`protocols bgp group ${group}`, [
      'type external',
      `peer-as ${cloudAsn}`,
      'family inet unicast',
      `hold-time ${holdSeconds}`,
      'log-updown',
      'multipath',
      ...(password === undefined ? [] : [`authentication-key ${quoted(password)}`]),
      `import ${group}-in`,
      `export ${group}-out`,
      ...(bfd
        ? [
            `bfd-liveness-detection transmit-interval minimum-interval ${bfd.minTxMs}`,
            `bfd-liveness-detection minimum-receive-interval ${bfd.minRxMs}`,
            `bfd-liveness-detection multiplier ${bfd.multiplier}`,
          ]
        : []),
    ]),
    ...peers.flatMap(({ cloud, customer, description }) =>
      under(`protocols bgp group ${group} neighbor ${cloud}`, [
        `description ${quoted(description)}`,
        `local-address ${customer}`,
      ]),
    ),
  ];
}

function timerRemarks({ holdSeconds, keepaliveSeconds, staticRouting }: Device): readonly Section[] {
  const actual = Math.floor(holdSeconds / keepalivesPerHold);
  if (staticRouting || actual === keepaliveSeconds) return [];
  return [
    { why: `Junos sends keepalives every ${actual} s (a third of the hold time), not every ${keepaliveSeconds} s` },
  ];
}

export const juniper: Vendor = {
  title: 'Juniper Junos',
  mark: '#',
  assumedPorts: ['xe-0/0/0', 'xe-0/0/1'],
  interfaceLongest: 48,
  reservedOnTrunk: [],
  load: 'Load: "configure", "load set <file>", "commit check", "commit" (which also saves).',
  write: (device) => [
    {
      why: device.svi ? why.trunks : why.ports,
      remarks: device.svi
        ? []
        : device.ports.map((port) => `A former switch port first needs: delete interfaces ${port} unit 0`),
      lines: ports(device),
    },
    addressSection(
      device,
      device.faces.flatMap((each) => face(device, each)),
    ),
    ...routingSections(device, {
      staticRoute: ({ text }, gateway) => `set routing-options static route ${text} next-hop ${gateway}`,
      discardRoute: ({ text }) => `set routing-options static route ${text} discard preference ${discardDistance}`,
      filters,
      bgp,
    }),
    ...timerRemarks(device),
  ],
  checks: ({ peers, staticRouting }) => [
    ...peers.map(({ cloud }) => `ping ${cloud} count 5`),
    ...(staticRouting
      ? ['show route protocol static']
      : [
          'show bgp summary',
          ...peers.flatMap(({ cloud }) => [
            `show route advertising-protocol bgp ${cloud}`,
            `show route receive-protocol bgp ${cloud}`,
          ]),
          'show route protocol bgp',
        ]),
  ],
};
