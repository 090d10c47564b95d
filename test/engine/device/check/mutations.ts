// One mistake at a time in a generated configuration: which line is changed, and what is to be found. Rows by vendor.
import type { FindingCode } from '../../../../src/engine/device/check/findings.ts';
import type { VendorName, VifPlan } from '../../../../src/engine/device/index.ts';

export interface Mutation {
  readonly kind: string;
  readonly code: FindingCode;
  /** The line that is spoiled: its first occurrence. */
  readonly line: RegExp;
  /** What stands there instead; empty: the line is gone. */
  readonly to: string | ((line: string, plan: VifPlan) => string);
  /** Stands beside the line, which stays: it is to be found itself, and to be taken back. */
  readonly added?: true;
}

const asn = (line: string) => line.replace(/\d+(;?)$/, '64999$1');
const gone = '';
const second = (line: string, { peers }: VifPlan) => {
  const [own = '', cloud = ''] = [peers[0].customerIp, peers[0].cloudIp].map((text) => text.split('/')[0] ?? '');
  return line.replace(own, cloud);
};
const longerMask = (line: string) => line.replace('255.255.255.252', '255.255.255.248').replace('/30', '/29');
const otherVlan = (line: string) => line.replace(/\d+(;?)$/, '3999$1');
const otherKey = (line: string) =>
  line.replace(/\S+$/, 'not-the-key').replace(/^(.*) "?not-the-key$/, '$1 not-the-key');
const otherRange = (line: string) => line.replace(/10\.9\.\d+\.0/, '10.77.0.0');
const otherPeer = (line: string, { peers }: VifPlan) =>
  line.replace(peers[0].cloudIp.split('/')[0] ?? '', '172.31.255.2');
const otherAddress = (line: string, { peers }: VifPlan) =>
  line.replace(peers[0].customerIp.split('/')[0] ?? '', '172.31.255.1');
const otherPort = (line: string) => line.replace(/ge7/g, 'ge9');
const deny = (line: string) =>
  line.replace('permit', 'deny').replace(/then accept;?$/, (text) => text.replace('accept', 'reject'));
const below = (more: string) => (line: string) => `${line}\n${more}`;

const row = (kind: string, code: FindingCode, line: RegExp, to: Mutation['to'], added?: true): Mutation => ({
  kind,
  code,
  line,
  to,
  ...(added && { added }),
});

/** The first line router's address, in whichever words. */
const cisco = {
  prefixList: row('prefix-list', 'filter-out', /^ip prefix-list HOSTED-\d+-OUT seq 5 permit 10\.9.*$/m, otherRange),
  deny: row('prefix-list action', 'filter-out', /^ip prefix-list HOSTED-\d+-OUT seq 5 permit 10\.9.*$/m, deny),
};
const iosLike: readonly Mutation[] = [
  row('remote AS', 'remote-as', /^ neighbor \S+ remote-as \d+$/m, asn),
  row(
    'local AS',
    'local-as',
    /^ neighbor (\S+) remote-as \d+$/m,
    (line) => `${line}\n${line.replace(/remote-as.*/, 'local-as 65000')}`,
    true,
  ),
  row('wrong process', 'local-as', /^router bgp \d+$/m, asn),
  row('key', 'key', /^ neighbor \S+ password .*$/m, otherKey),
  row('missing key', 'key-missing', /^ neighbor \S+ password .*$/m, gone),
  row('missing network', 'network-missing', /^ {2}network .*$/m, gone),
  row('wrong network', 'network', /^ {2}network .*$/m, otherRange),
  row('neighbour', 'peer-address', /^ neighbor \S+ remote-as \d+$/m, otherPeer),
  row(
    'session shutdown',
    'session-shut',
    /^ neighbor \S+ remote-as \d+$/m,
    (line) => `${line}\n${line.replace(/remote-as.*/, 'shutdown')}`,
    true,
  ),
  row(
    'TTL security',
    'ttl-security',
    /^ neighbor \S+ remote-as \d+$/m,
    (line) => `${line}\n${line.replace(/remote-as.*/, 'ttl-security hops 1')}`,
    true,
  ),
  row('wrong list', 'filter-out', /^ {2}neighbor \S+ prefix-list HOSTED-\d+-OUT out$/m, (line) =>
    line.replace('OUT', 'IN'),
  ),
  row('timers', 'timers', /^ neighbor \S+ timers .*$/m, (line) => line.replace(/\d+$/, '9999')),
  cisco.prefixList,
  cisco.deny,
];
const vrp = (list: string): readonly Mutation[] => [
  row('mask', 'mask', /^ ip address \S+ 255\.255\.255\.252$/m, longerMask),
  row('second host', 'second-host', /^ ip address \S+ 255\.255\.255\.252$/m, second),
  row('address', 'address', /^ ip address \S+ 255\.255\.255\.252$/m, otherAddress),
  row('remote AS', 'remote-as', /^ peer \S+ as-number \d+$/m, asn),
  row('wrong process', 'local-as', /^bgp \d+$/m, asn),
  row('missing activate', 'not-activated', /^ {2}peer \S+ enable$/m, gone),
  row('disabled family', 'not-activated', /^ {2}peer \S+ enable$/m, (line) => line.replace('peer', 'undo peer')),
  row('missing network', 'network-missing', /^ {2}network .*$/m, gone),
  row('wrong network', 'network', /^ {2}network .*$/m, otherRange),
  row('key', 'key', /^ peer \S+ password .*$/m, otherKey),
  row('missing key', 'key-missing', /^ peer \S+ password .*$/m, gone),
  row(
    'session shutdown',
    'session-shut',
    /^ peer \S+ as-number \d+$/m,
    (line) => `${line}\n${line.replace(/as-number.*/, 'ignore')}`,
    true,
  ),
  row('port shutdown', 'interface-shut', /^ undo shutdown$/m, ' shutdown'),
  row('neighbour', 'peer-address', /^ peer \S+ as-number \d+$/m, otherPeer),
  row('wrong interface', 'wrong-interface', /^interface ge7\.\d+$/m, otherPort),
  row(
    'prefix list',
    'filter-out',
    new RegExp(`^ip ${list} HOSTED-\\d+-OUT index 10 permit 10\\.9.*$`, 'm'),
    otherRange,
  ),
  row(
    'prefix list action',
    'filter-out',
    new RegExp(`^ip ${list} HOSTED-\\d+-OUT index 10 permit 10\\.9.*$`, 'm'),
    deny,
  ),
  row('wrong list', 'filter-out', new RegExp(`^ {2}peer \\S+ ${list} HOSTED-\\d+-OUT export$`, 'm'), (line) =>
    line.replace('OUT', 'IN'),
  ),
];

export const mutations: Readonly<Record<VendorName, readonly Mutation[]>> = {
  'cisco-ios': [
    row('VLAN', 'vlan', /^ encapsulation dot1Q \d+$/m, otherVlan),
    row('missing VLAN', 'vlan-missing', /^ encapsulation dot1Q \d+$/m, gone),
    row('mask', 'mask', /^ ip address \S+ 255\.255\.255\.252$/m, longerMask),
    row('second host', 'second-host', /^ ip address \S+ 255\.255\.255\.252$/m, second),
    row('address', 'address', /^ ip address \S+ 255\.255\.255\.252$/m, otherAddress),
    row('port shutdown', 'interface-shut', /^ no shutdown$/m, ' shutdown'),
    row('missing activate', 'not-activated', /^ {2}neighbor \S+ activate$/m, gone),
    row('wrong interface', 'wrong-interface', /^interface ge7\.\d+$/m, otherPort),
    ...iosLike,
  ],
  frr: [
    row('VLAN', 'vlan', /^! {3}ip link add .* type vlan id \d+$/m, otherVlan),
    row('mask', 'mask', /^ ip address \S+\/30$/m, longerMask),
    row('second host', 'second-host', /^ ip address \S+\/30$/m, second),
    row('address', 'address', /^ ip address \S+\/30$/m, otherAddress),
    row('interface shutdown', 'interface-shut', /^ ip address \S+\/30$/m, below(' shutdown'), true),
    row('deactivated', 'not-activated', /^ {2}neighbor \S+ activate$/m, (line) =>
      line.replace('neighbor', 'no neighbor'),
    ),
    row('source', 'source', /^ neighbor \S+ update-source \S+$/m, otherAddress),
    row('wrong interface', 'wrong-interface', /^interface ge7\.\d+$/m, otherPort),
    ...iosLike,
  ],
  'cisco-nxos': [
    row('VLAN', 'vlan', /^ {2}encapsulation dot1q \d+$/m, otherVlan),
    row('missing VLAN', 'vlan-missing', /^ {2}encapsulation dot1q \d+$/m, gone),
    row('mask', 'mask', /^ {2}ip address \S+\/30$/m, longerMask),
    row('second host', 'second-host', /^ {2}ip address \S+\/30$/m, second),
    row('address', 'address', /^ {2}ip address \S+\/30$/m, otherAddress),
    row('remote AS', 'remote-as', /^ {4}remote-as \d+$/m, asn),
    row('local AS', 'local-as', /^ {4}remote-as \d+$/m, below('    local-as 65000'), true),
    row('wrong process', 'local-as', /^router bgp \d+$/m, asn),
    row('key', 'key', /^ {4}password 0 .*$/m, otherKey),
    row('missing key', 'key-missing', /^ {4}password 0 .*$/m, gone),
    row(
      'missing activate',
      'not-activated',
      /^ {4}address-family ipv4 unicast\n {6}prefix-list.*\n {6}prefix-list.*$/m,
      gone,
    ),
    row('missing network', 'network-missing', /^ {4}network .*$/m, gone),
    row('wrong network', 'network', /^ {4}network .*$/m, otherRange),
    row('neighbour', 'peer-address', /^ {2}neighbor \S+$/m, otherPeer),
    row('session shutdown', 'session-shut', /^ {4}remote-as \d+$/m, below('    shutdown'), true),
    row('port shutdown', 'interface-shut', /^ {2}no shutdown$/m, '  shutdown'),
    row('TTL security', 'ttl-security', /^ {4}remote-as \d+$/m, below('    ttl-security hops 1'), true),
    row('wrong interface', 'wrong-interface', /^interface ge7\.\d+$/m, otherPort),
    row('wrong list', 'filter-out', /^ {6}prefix-list HOSTED-\d+-OUT out$/m, (line) => line.replace('OUT', 'IN')),
    cisco.prefixList,
    cisco.deny,
  ],
  huawei: [
    row('VLAN', 'vlan', /^ dot1q termination vid \d+$/m, otherVlan),
    row('missing VLAN', 'vlan-missing', /^ dot1q termination vid \d+$/m, gone),
    row(
      'local AS',
      'local-as',
      /^ peer \S+ as-number \d+$/m,
      (line) => `${line}\n${line.replace(/as-number.*/, 'fake-as 65000')}`,
      true,
    ),
    row('interface shutdown', 'interface-shut', /^ ip address \S+ 255\.255\.255\.252$/m, below(' shutdown'), true),
    ...vrp('ip-prefix'),
  ],
  h3c: [
    row('VLAN', 'vlan', /^ vlan-type dot1q vid \d+$/m, otherVlan),
    row('missing VLAN', 'vlan-missing', /^ vlan-type dot1q vid \d+$/m, gone),
    row(
      'local AS',
      'local-as',
      /^ peer \S+ as-number \d+$/m,
      (line) => `${line}\n${line.replace(/as-number.*/, 'fake-as 65000')}`,
      true,
    ),
    ...vrp('prefix-list'),
  ],
  juniper: [
    row('VLAN', 'vlan', /^set interfaces \S+ unit \d+ vlan-id \d+$/m, otherVlan),
    row('missing VLAN', 'vlan-missing', /^set interfaces \S+ unit \d+ vlan-id \d+$/m, gone),
    row('mask', 'mask', /^set interfaces \S+ unit \d+ family inet address \S+$/m, longerMask),
    row('second host', 'second-host', /^set interfaces \S+ unit \d+ family inet address \S+$/m, second),
    row('address', 'address', /^set interfaces \S+ unit \d+ family inet address \S+$/m, otherAddress),
    row(
      'interface shutdown',
      'interface-shut',
      /^set interfaces \S+ unit \d+ vlan-id \d+$/m,
      (line) => `${line}\n${line.replace(/vlan-id.*/, 'disable')}`,
      true,
    ),
    row('remote AS', 'remote-as', /^set protocols bgp group \S+ peer-as \d+$/m, asn),
    row('wrong process', 'local-as', /^set routing-options autonomous-system \d+$/m, asn),
    row(
      'local AS',
      'local-as',
      /^set protocols bgp group \S+ peer-as \d+$/m,
      (line) => `${line}\n${line.replace(/peer-as.*/, 'local-as 65000')}`,
      true,
    ),
    row('key', 'key', /^set protocols bgp group \S+ authentication-key .*$/m, otherKey),
    row('missing key', 'key-missing', /^set protocols bgp group \S+ authentication-key .*$/m, gone),
    row('other family', 'not-activated', /^set protocols bgp group \S+ family inet unicast$/m, (line) =>
      line.replace('inet', 'inet6'),
    ),
    row('missing range', 'network-missing', /^set routing-options static route 10\.9.*$/m, gone),
    row('wrong range', 'network', /^set routing-options static route 10\.9.*$/m, otherRange),
    row(
      'policy range',
      'filter-out',
      /^set policy-options .*-out term announced from route-filter 10\.9.*$/m,
      otherRange,
    ),
    row('policy action', 'filter-out', /^set policy-options .*-out term announced then accept$/m, deny),
    row('wrong policy', 'filter-out', /^set protocols bgp group \S+ export .*$/m, (line) =>
      line.replace(/-out$/, '-in'),
    ),
    row(
      'session shutdown',
      'session-shut',
      /^set protocols bgp group \S+ peer-as \d+$/m,
      (line) => `${line}\n${line.replace(/peer-as.*/, 'shutdown')}`,
      true,
    ),
    row('source', 'source', /^set protocols bgp group \S+ neighbor \S+ local-address \S+$/m, otherAddress),
    row('wrong interface', 'wrong-interface', /^set interfaces ge7 unit \d+ family inet address \S+$/m, otherPort),
  ],
  bird: [
    row('VLAN', 'vlan', /^# {3}ip link add .* type vlan id \d+$/m, otherVlan),
    row('mask', 'mask', /^# {3}ip address add \S+\/30 dev \S+$/m, longerMask),
    row('second host', 'second-host', /^# {3}ip address add \S+\/30 dev \S+$/m, second),
    row('wrong interface', 'wrong-interface', /^# {3}ip address add \S+\/30 dev ge7\.\d+$/m, otherPort),
    row('remote AS', 'remote-as', /^ {2}neighbor \S+ as \d+;$/m, asn),
    row('local AS', 'local-as', /^ {2}local \S+ as \d+;$/m, asn),
    row('source', 'source', /^ {2}local \S+ as \d+;$/m, otherAddress),
    row('neighbour', 'peer-address', /^ {2}neighbor \S+ as \d+;$/m, otherPeer),
    row('key', 'key', /^ {2}password .*$/m, '  password "not-the-key";'),
    row('missing key', 'key-missing', /^ {2}password .*$/m, gone),
    row(
      'missing channel',
      'not-activated',
      /^ {2}ipv4 \{\n {4}import filter .*\n {4}export filter .*\n {2}\};$/m,
      gone,
    ),
    row('missing range', 'network-missing', /^ {2}route 10\.9.*$/m, gone),
    row('wrong range', 'network', /^ {2}route 10\.9.*$/m, otherRange),
    row('disabled', 'session-shut', /^ {2}neighbor \S+ as \d+;$/m, below('  disabled;'), true),
    row('TTL security', 'ttl-security', /^ {2}neighbor \S+ as \d+;$/m, below('  ttl security on;'), true),
    row('filter', 'filter-out', /(?<=_out \{\n) {2}if net ~ \[ 10\.9.*$/m, otherRange),
    row('filter action', 'filter-out', /(?<=_out \{\n) {2}if net ~ \[ 10\.9.*$/m, deny),
    row('wrong filter', 'filter-out', /^ {4}export filter .*$/m, (line) => line.replace('_out', '_in')),
    row('no policy', 'policy-required', /^ {4}export filter .*$/m, gone),
  ],
};
