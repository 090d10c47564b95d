/** BIRD 2 as a whole `bird.conf`; addresses belong to the kernel and stand as commands in comments. Knows nothing of FRR. */
import type { Network } from '../address.ts';
import { type Device, paths } from '../device.ts';
import { nest, type Section, when } from '../layout.ts';
import { why } from '../sections.ts';
import type { Vendor } from '../vendor.ts';
import { faceName, interfaceLongest, kernelCommands } from './linux.ts';

const block = (head: string, body: readonly string[], close = '}') => nest(`${head} {`, body, { close, step: '  ' });

const filterName = (vlan: number, direction: 'in' | 'out') => `hosted${vlan}_${direction}`;
const protocolName = (vlan: number, peer: number) => `hosted${vlan}_${peer}`;

function kernel({ staticRouting }: Device): readonly string[] {
  const source = staticRouting ? 'RTS_STATIC' : 'RTS_BGP';
  return [
    ...block('protocol device', []),
    ...block('protocol kernel', [
      ...block('ipv4', [`import none;`, `export where source = ${source};`], '};'),
      `merge paths on limit ${paths};`,
    ]),
  ];
}

/** One test per line, so that hundreds of ranges stay readable. */
function verdicts(ranges: readonly Network[], verdict: 'accept' | 'reject', longest: (range: Network) => number) {
  return ranges.map((range) => `if net ~ [ ${range.text}{${range.length},${longest(range)}} ] then ${verdict};`);
}

function filters({ accepted, announced, vlan }: Device): readonly string[] {
  return [
    ...block(`filter ${filterName(vlan, 'out')}`, [
      ...verdicts(announced, 'accept', ({ length }) => length),
      'reject;',
    ]),
    ...block(`filter ${filterName(vlan, 'in')}`, [
      ...accepted.flatMap(({ action, network }) =>
        verdicts([network], action === 'permit' ? 'accept' : 'reject', () => 32),
      ),
      'reject;',
    ]),
  ];
}

function bfdProtocol(device: Device): readonly string[] {
  const { bfd, faces } = device;
  if (!bfd) return [];
  const names = faces.map((face) => `"${faceName(device, face)}"`).join(', ');
  const words = [
    `min tx interval ${bfd.minTxMs} ms;`,
    `min rx interval ${bfd.minRxMs} ms;`,
    `multiplier ${bfd.multiplier};`,
  ];
  return block('protocol bfd', block(`interface ${names}`, words, '};'));
}

function bgp(device: Device): readonly string[] {
  const { bfd, cloudAsn, customerAsn, holdSeconds, keepaliveSeconds, password, peers, vlan } = device;
  const channel = block(
    'ipv4',
    [`import filter ${filterName(vlan, 'in')};`, `export filter ${filterName(vlan, 'out')};`],
    '};',
  );
  return [
    ...bfdProtocol(device),
    ...peers.flatMap(({ cloud, customer, description, number }) =>
      block(`protocol bgp ${protocolName(vlan, number)}`, [
        `description "${description}";`,
        `local ${customer} as ${customerAsn};`,
        `neighbor ${cloud} as ${cloudAsn};`,
        'direct;',
        // A port without light ends the session at once instead of after the hold time.
        'check link on;',
        `hold time ${holdSeconds};`,
        `keepalive time ${keepaliveSeconds};`,
        ...(password === undefined ? [] : [`password "${password}";`]),
        ...when(bfd !== undefined, 'bfd on;'),
        ...channel,
      ]),
    ),
  ];
}

function routing(device: Device): readonly Section[] {
  const { announced, cloudRanges, peers, staticRouting } = device;
  if (staticRouting) {
    const via = peers.map(({ cloud }) => `via ${cloud}`).join(' ');
    const routes = cloudRanges.map(({ text }) => `route ${text} ${via};`);
    return [{ why: why.staticRoutes, lines: block('protocol static hosted_cloud', ['ipv4;', ...routes]) }];
  }
  return [
    {
      why: why.discard,
      remarks: ['They stay inside BIRD: the kernel keeps the routes it has.'],
      lines: block('protocol static hosted_own', [
        'ipv4 { preference 1; };',
        ...announced.map(({ text }) => `route ${text} blackhole;`),
      ]),
    },
    { why: why.filters, lines: filters(device) },
    { why: why.bgp, lines: bgp(device) },
  ];
}

export const bird: Vendor = {
  title: 'BIRD 2',
  mark: '#',
  assumedPorts: ['eth1', 'eth2'],
  interfaceLongest,
  reservedOnTrunk: [],
  // A string of BIRD ends at the first quotation mark; there is no escape.
  keyImpossible: /"/,
  load: 'Save as /etc/bird/bird.conf, check with "bird -p -c <file>", load with "birdc configure".',
  write: (device) => [
    { why: 'Kernel, once, as root', remarks: kernelCommands(device, { addresses: true }) },
    {
      why: 'Router, kernel and equal paths',
      lines: ['log syslog all;', `router id ${device.routerId};`, ...kernel(device)],
    },
    ...routing(device),
    { why: 'Save: the file is the configuration', remarks: ['birdc configure'] },
  ],
  checks: ({ peers, staticRouting, vlan }) => [
    ...peers.map(({ cloud }) => `ping -c 5 ${cloud}`),
    ...(staticRouting
      ? ['birdc show route protocol hosted_cloud']
      : [
          'birdc show protocols',
          ...peers.flatMap(({ number }) => [
            `birdc show protocols all ${protocolName(vlan, number)}`,
            `birdc show route export ${protocolName(vlan, number)}`,
            `birdc show route protocol ${protocolName(vlan, number)}`,
          ]),
        ]),
    'ip route show',
  ],
};
