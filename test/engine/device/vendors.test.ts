// What each language must say for which plan, line by line under its head; `read` in belongs.test.ts holds the values.
import { describe, expect, it } from 'vitest';
import { type VendorName, vendorNamed, vendorNames } from '../../../src/engine/device/index.ts';
import { under } from './outline.ts';
import { configText } from './plans.ts';

type Change = Readonly<Record<string, unknown>>;
/** [what, change of the plan, head, lines that stand under it in this order] */
type Row = readonly [string, Change, string, readonly string[]];

const plain = {};
const bfd = { bfd: { minTxMs: 300, minRxMs: 400, multiplier: 5 } };
const slowBfd = { bfd: { minTxMs: 1000, minRxMs: 1000, multiplier: 3 } };
const single = { singlePort: true };
const svi = { svi: true };
const loopback = { routerId: '10.255.0.1' };
const fixed = { staticRouting: true };
const noKey = { authKey: undefined };
const named = {
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30', interface: 'eth7' },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' },
  ],
};

const rows: Readonly<Record<VendorName, readonly Row[]>> = {
  // biome-ignore format: rows
  'cisco-ios': [
    ['routed port',          plain,    'interface GigabitEthernet0/0/0',    ['no switchport', 'no shutdown']],
    ['sub-interface',        plain,    'interface GigabitEthernet0/0/0.10', ['encapsulation dot1Q 10', 'ip address 172.16.0.1 255.255.255.252', 'ip mtu 1500', 'no shutdown']],
    ['second sub-interface', plain,    'interface GigabitEthernet0/0/1.10', ['encapsulation dot1Q 10', 'ip address 172.16.0.5 255.255.255.252']],
    ['named port',           named,    'interface eth7.10',                 ['ip address 172.16.0.1 255.255.255.252']],
    ['one port',             single,   'interface GigabitEthernet0/0/0.10', ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 secondary']],
    ['trunk',                svi,      'interface GigabitEthernet0/0/1',    ['switchport mode trunk', 'switchport trunk allowed vlan 10']],
    ['VLAN interface',       svi,      'interface Vlan10',                  ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 secondary', 'no shutdown']],
    ['process',              loopback, 'router bgp 65001',                  ['bgp router-id 10.255.0.1', 'bgp log-neighbor-changes']],
    ['neighbour',            plain,    'router bgp 65001',                  ['neighbor 172.16.0.2 remote-as 64512', 'neighbor 172.16.0.2 password S3cret-key', 'neighbor 172.16.0.2 timers 30 90', 'neighbor 172.16.0.2 ebgp-multihop 2', 'neighbor 172.16.0.2 fall-over', 'neighbor 172.16.0.6 remote-as 64512']],
    ['family',               plain,    'address-family ipv4 unicast',       ['network 10.0.0.0 mask 255.255.0.0', 'network 10.2.3.0 mask 255.255.255.0', 'neighbor 172.16.0.2 activate', 'neighbor 172.16.0.2 prefix-list HOSTED-10-IN in', 'neighbor 172.16.0.2 prefix-list HOSTED-10-OUT out', 'maximum-paths 2']],
    ['ranges in the table',  plain,    '',                                  ['ip route 10.0.0.0 255.255.0.0 Null0 254', 'ip prefix-list HOSTED-10-OUT seq 5 permit 10.0.0.0/16', 'ip prefix-list HOSTED-10-IN seq 5 permit 192.168.0.0/24 le 32', 'ip prefix-list HOSTED-10-IN seq 10 permit 192.168.7.9/32']],
    ['BFD timers',           bfd,      'interface GigabitEthernet0/0/0.10', ['no bfd echo', 'bfd interval 300 min_rx 400 multiplier 5']],
    ['slow BFD',             slowBfd,  'interface GigabitEthernet0/0/0.10', ['bfd interval 999 min_rx 999 multiplier 3']],
    ['BFD for BGP',          bfd,      'router bgp 65001',                  ['neighbor 172.16.0.2 fall-over bfd single-hop']],
    ['static routes',        fixed,    '',                                  ['ip route 192.168.0.0 255.255.255.0 172.16.0.2', 'ip route 192.168.0.0 255.255.255.0 172.16.0.6']],
    ['save',                 plain,    '',                                  ['configure terminal', 'end', 'write memory']],
  ],
  // biome-ignore format: rows
  'cisco-nxos': [
    ['features',            bfd,      '',                            ['configure terminal', 'feature bgp', 'feature bfd']],
    ['VLAN feature',        svi,      '',                            ['feature bgp', 'feature interface-vlan']],
    ['routed port',         plain,    'interface Ethernet1/1',       ['no switchport', 'no shutdown']],
    ['sub-interface',       plain,    'interface Ethernet1/1.10',    ['encapsulation dot1q 10', 'mtu 1500', 'ip address 172.16.0.1/30', 'no shutdown']],
    ['one port',            single,   'interface Ethernet1/1.10',    ['ip address 172.16.0.1/30', 'ip address 172.16.0.5/30 secondary']],
    ['trunk',               svi,      'interface Ethernet1/2',       ['switchport mode trunk', 'switchport trunk allowed vlan 10']],
    ['VLAN interface',      svi,      'interface Vlan10',            ['ip address 172.16.0.1/30', 'ip address 172.16.0.5/30 secondary', 'no shutdown']],
    ['process',             loopback, 'router bgp 65001',            ['router-id 10.255.0.1', 'log-neighbor-changes', 'address-family ipv4 unicast', 'neighbor 172.16.0.2', 'neighbor 172.16.0.6']],
    ['neighbour',           bfd,      'neighbor 172.16.0.2',         ['remote-as 64512', 'password 0 S3cret-key', 'timers 30 90', 'bfd', 'address-family ipv4 unicast']],
    ['families',            plain,    'address-family ipv4 unicast', ['network 10.0.0.0/16', 'network 10.2.3.0/24', 'maximum-paths 2', 'prefix-list HOSTED-10-IN in', 'prefix-list HOSTED-10-OUT out']],
    ['ranges in the table', plain,    '',                            ['ip route 10.0.0.0/16 Null0 254', 'ip prefix-list HOSTED-10-OUT seq 10 permit 10.2.3.0/24', 'ip prefix-list HOSTED-10-IN seq 5 permit 192.168.0.0/24 le 32']],
    ['BFD timers',          bfd,      'interface Ethernet1/2.10',    ['no ip redirects', 'no bfd echo', 'bfd interval 300 min_rx 400 multiplier 5']],
    ['static routes',       fixed,    '',                            ['ip route 192.168.0.0/24 172.16.0.2', 'ip route 192.168.0.0/24 172.16.0.6']],
    ['save',                plain,    '',                            ['end', 'copy running-config startup-config']],
  ],
  // biome-ignore format: rows
  huawei: [
    ['routed port',         plain,    'interface 10GE1/0/1',    ['undo portswitch', 'undo shutdown', 'quit']],
    ['sub-interface',       plain,    'interface 10GE1/0/1.10', ['dot1q termination vid 10', 'ip address 172.16.0.1 255.255.255.252', 'mtu 1500', 'quit']],
    ['one port',            single,   'interface 10GE1/0/1.10', ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 sub']],
    ['source address',      single,   'bgp 65001',              ['peer 172.16.0.6 connect-interface 10GE1/0/1.10 172.16.0.5']],
    ['trunk',               svi,      'interface 10GE1/0/2',    ['port link-type trunk', 'undo port trunk allow-pass vlan 1', 'port trunk allow-pass vlan 10', 'quit']],
    ['VLAN interface',      svi,      'interface Vlanif10',     ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 sub']],
    ['process',             loopback, 'bgp 65001',              ['router-id 10.255.0.1', 'peer 172.16.0.2 as-number 64512', 'peer 172.16.0.2 password cipher S3cret-key', 'peer 172.16.0.2 timer keepalive 30 hold 90', 'peer 172.16.0.6 as-number 64512', 'ipv4-family unicast', 'quit']],
    ['family',              plain,    'ipv4-family unicast',    ['network 10.0.0.0 255.255.0.0', 'network 10.2.3.0 255.255.255.0', 'maximum load-balancing ebgp 2', 'peer 172.16.0.2 enable', 'peer 172.16.0.2 ip-prefix HOSTED-10-IN import', 'peer 172.16.0.2 ip-prefix HOSTED-10-OUT export', 'peer 172.16.0.6 enable', 'quit']],
    ['ranges in the table', plain,    '',                       ['ip route-static 10.0.0.0 255.255.0.0 NULL0 preference 254', 'ip ip-prefix HOSTED-10-OUT index 10 permit 10.0.0.0 16', 'ip ip-prefix HOSTED-10-IN index 10 permit 192.168.0.0 24 greater-equal 24 less-equal 32', 'ip ip-prefix HOSTED-10-IN index 20 permit 192.168.7.9 32']],
    ['BFD',                 bfd,      'bgp 65001',              ['peer 172.16.0.2 bfd min-tx-interval 300 min-rx-interval 400 detect-multiplier 5', 'peer 172.16.0.2 bfd enable']],
    ['BFD switched on',     bfd,      '',                       ['bfd', 'bgp 65001']],
    ['static routes',       fixed,    '',                       ['ip route-static 192.168.0.0 255.255.255.0 172.16.0.2', 'ip route-static 192.168.0.0 255.255.255.0 172.16.0.6']],
    ['save',                plain,    '',                       ['system-view', 'commit', 'return', 'save']],
  ],
  // biome-ignore format: rows
  h3c: [
    ['routed port',         plain,    'interface Ten-GigabitEthernet1/0/1',    ['port link-mode route', 'undo shutdown', 'quit']],
    ['sub-interface',       plain,    'interface Ten-GigabitEthernet1/0/1.10', ['vlan-type dot1q vid 10', 'ip address 172.16.0.1 255.255.255.252', 'mtu 1500', 'quit']],
    ['one port',            single,   'interface Ten-GigabitEthernet1/0/1.10', ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 sub']],
    ['source address',      single,   'bgp 65001',                             ['peer 172.16.0.6 source-address 172.16.0.5']],
    ['trunk',               svi,      'interface Ten-GigabitEthernet1/0/2',    ['port link-mode bridge', 'port link-type trunk', 'undo port trunk permit vlan 1', 'port trunk permit vlan 10', 'quit']],
    ['VLAN interface',      svi,      'interface Vlan-interface10',            ['ip address 172.16.0.1 255.255.255.252', 'ip address 172.16.0.5 255.255.255.252 sub']],
    ['process',             loopback, 'bgp 65001',                             ['router-id 10.255.0.1', 'peer 172.16.0.2 as-number 64512', 'peer 172.16.0.2 password simple S3cret-key', 'peer 172.16.0.2 timer keepalive 30 hold 90', 'address-family ipv4 unicast', 'quit']],
    ['family',              plain,    'address-family ipv4 unicast',           ['network 10.0.0.0 255.255.0.0', 'balance 2', 'peer 172.16.0.2 enable', 'peer 172.16.0.2 prefix-list HOSTED-10-IN import', 'peer 172.16.0.2 prefix-list HOSTED-10-OUT export', 'quit']],
    ['ranges in the table', plain,    '',                                      ['ip route-static 10.0.0.0 255.255.0.0 NULL0 preference 254', 'ip prefix-list HOSTED-10-OUT index 10 permit 10.0.0.0 16', 'ip prefix-list HOSTED-10-IN index 10 permit 192.168.0.0 24 greater-equal 24 less-equal 32']],
    ['BFD timers',          bfd,      'interface Ten-GigabitEthernet1/0/1.10', ['bfd min-transmit-interval 300', 'bfd min-receive-interval 400', 'bfd detect-multiplier 5']],
    ['BFD for BGP',         bfd,      'bgp 65001',                             ['peer 172.16.0.2 bfd single-hop']],
    ['static routes',       fixed,    '',                                      ['ip route-static 192.168.0.0 255.255.255.0 172.16.0.2', 'ip route-static 192.168.0.0 255.255.255.0 172.16.0.6']],
    ['save',                plain,    '',                                      ['system-view', 'return', 'save force']],
  ],
  // biome-ignore format: rows
  juniper: [
    ['tagged port',       plain,                                   '', ['set interfaces xe-0/0/0 vlan-tagging', 'set interfaces xe-0/0/1 vlan-tagging']],
    ['unit',              plain,                                   '', ['set interfaces xe-0/0/0 unit 10 vlan-id 10', 'set interfaces xe-0/0/0 unit 10 family inet mtu 1500', 'set interfaces xe-0/0/0 unit 10 family inet address 172.16.0.1/30', 'set interfaces xe-0/0/1 unit 10 family inet address 172.16.0.5/30']],
    ['one port',          single,                                  '', ['set interfaces xe-0/0/0 unit 10 family inet address 172.16.0.1/30', 'set interfaces xe-0/0/0 unit 10 family inet address 172.16.0.5/30']],
    ['VLAN interface',    svi,                                     '', ['set vlans hosted-10 vlan-id 10', 'set vlans hosted-10 l3-interface irb.10', 'set interfaces xe-0/0/0 unit 0 family ethernet-switching interface-mode trunk', 'set interfaces xe-0/0/0 unit 0 family ethernet-switching vlan members hosted-10', 'set interfaces irb unit 10 family inet address 172.16.0.5/30']],
    ['process',           loopback,                                '', ['set routing-options router-id 10.255.0.1', 'set routing-options autonomous-system 65001']],
    ['group',             plain,                                   '', ['set protocols bgp group hosted-10 type external', 'set protocols bgp group hosted-10 peer-as 64512', 'set protocols bgp group hosted-10 family inet unicast', 'set protocols bgp group hosted-10 hold-time 90', 'set protocols bgp group hosted-10 multipath', 'set protocols bgp group hosted-10 authentication-key "S3cret-key"', 'set protocols bgp group hosted-10 import hosted-10-in', 'set protocols bgp group hosted-10 export hosted-10-out', 'set protocols bgp group hosted-10 neighbor 172.16.0.2 local-address 172.16.0.1']],
    ['equal paths',       plain,                                   '', ['set policy-options policy-statement hosted-balance then load-balance per-packet', 'set routing-options forwarding-table export hosted-balance']],
    ['announced only',    plain,                                   '', ['set routing-options static route 10.0.0.0/16 discard preference 254', 'set policy-options policy-statement hosted-10-out term announced from route-filter 10.0.0.0/16 exact', 'set policy-options policy-statement hosted-10-out term announced then accept', 'set policy-options policy-statement hosted-10-out term rest then reject']],
    ['accepted only',     plain,                                   '', ['set policy-options policy-statement hosted-10-in term cloud from route-filter 192.168.0.0/24 orlonger', 'set policy-options policy-statement hosted-10-in term cloud then accept', 'set policy-options policy-statement hosted-10-in term rest then reject']],
    ['a short hold time', { holdSeconds: 9, keepaliveSeconds: 3 }, '', ['set protocols bgp precision-timers', 'set protocols bgp group hosted-10 hold-time 9']],
    ['BFD',               bfd,                                     '', ['set protocols bgp group hosted-10 bfd-liveness-detection transmit-interval minimum-interval 300', 'set protocols bgp group hosted-10 bfd-liveness-detection minimum-receive-interval 400', 'set protocols bgp group hosted-10 bfd-liveness-detection multiplier 5']],
    ['a key with quotes', { authKey: 'a"b\\c"d' },                 '', ['set protocols bgp group hosted-10 authentication-key "a\\"b\\\\c\\"d"']],
    ['static routes',     fixed,                                   '', ['set routing-options static route 192.168.0.0/24 next-hop 172.16.0.2', 'set routing-options static route 192.168.0.0/24 next-hop 172.16.0.6']],
  ],
  // biome-ignore format: rows
  frr: [
    ['sub-interface',       plain,    'interface eth1.10',           ['ip address 172.16.0.1/30']],
    ['named port',          named,    'interface eth7.10',           ['ip address 172.16.0.1/30']],
    ['the other port',      named,    'interface eth1.10',           ['ip address 172.16.0.5/30']],
    ['one port',            single,   'interface eth1.10',           ['ip address 172.16.0.1/30', 'ip address 172.16.0.5/30']],
    ['VLAN interface',      svi,      'interface br-hosted.10',      ['ip address 172.16.0.1/30', 'ip address 172.16.0.5/30']],
    ['process',             loopback, 'router bgp 65001',            ['bgp router-id 10.255.0.1', 'neighbor 172.16.0.2 remote-as 64512', 'neighbor 172.16.0.2 password S3cret-key', 'neighbor 172.16.0.2 timers 30 90', 'neighbor 172.16.0.2 update-source 172.16.0.1', 'neighbor 172.16.0.6 remote-as 64512']],
    ['family',              plain,    'address-family ipv4 unicast', ['network 10.0.0.0/16', 'network 10.2.3.0/24', 'neighbor 172.16.0.2 activate', 'neighbor 172.16.0.2 prefix-list HOSTED-10-IN in', 'neighbor 172.16.0.2 prefix-list HOSTED-10-OUT out', 'maximum-paths 2']],
    ['ranges in the table', plain,    '',                            ['ip route 10.0.0.0/16 blackhole 254', 'ip prefix-list HOSTED-10-OUT seq 5 permit 10.0.0.0/16', 'ip prefix-list HOSTED-10-IN seq 5 permit 192.168.0.0/24 le 32']],
    ['BFD profile',         bfd,      'profile hosted-10',           ['detect-multiplier 5', 'receive-interval 400', 'transmit-interval 300']],
    ['BFD for BGP',         bfd,      'router bgp 65001',            ['neighbor 172.16.0.2 bfd profile hosted-10']],
    ['static routes',       fixed,    '',                            ['ip route 192.168.0.0/24 172.16.0.2', 'ip route 192.168.0.0/24 172.16.0.6']],
  ],
  // biome-ignore format: rows
  bird: [
    ['router id',           loopback, '',                                 ['router id 10.255.0.1;']],
    ['equal paths',         plain,    'protocol kernel {',                ['ipv4 {', '};', 'merge paths on limit 2;']],
    ['session',             plain,    'protocol bgp hosted10_1 {',        ['local 172.16.0.1 as 65001;', 'neighbor 172.16.0.2 as 64512;', 'direct;', 'check link on;', 'hold time 90;', 'keepalive time 30;', 'password "S3cret-key";', 'ipv4 {', '};']],
    ['second session',      plain,    'protocol bgp hosted10_2 {',        ['local 172.16.0.5 as 65001;', 'neighbor 172.16.0.6 as 64512;']],
    ['family',              plain,    'ipv4 {',                           ['import filter hosted10_in;', 'export filter hosted10_out;']],
    ['ranges in the table', plain,    'protocol static hosted_own {',     ['ipv4 { preference 1; };', 'route 10.0.0.0/16 blackhole;', 'route 10.2.3.0/24 blackhole;']],
    ['announced only',      plain,    'filter hosted10_out {',            ['if net ~ [ 10.0.0.0/16{16,16} ] then accept;', 'if net ~ [ 10.2.3.0/24{24,24} ] then accept;', 'reject;']],
    ['accepted only',       plain,    'filter hosted10_in {',             ['if net ~ [ 192.168.0.0/24{24,32} ] then accept;', 'if net ~ [ 192.168.7.9/32{32,32} ] then accept;', 'reject;']],
    ['BFD timers',          bfd,      'interface "eth1.10", "eth2.10" {', ['min tx interval 300 ms;', 'min rx interval 400 ms;', 'multiplier 5;']],
    ['BFD for BGP',         bfd,      'protocol bgp hosted10_1 {',        ['bfd on;']],
    ['static routes',       fixed,    'protocol static hosted_cloud {',   ['ipv4;', 'route 192.168.0.0/24 via 172.16.0.2 via 172.16.0.6;']],
  ],
};

/** [vendor, words that must not appear, change] */
const absent: readonly [VendorName, RegExp, Change][] = vendorNames.flatMap((vendor) => [
  [vendor, /password|authentication-key|BGP key/, noKey],
  [vendor, /bfd(?!d)/, plain],
  [vendor, /router bgp|^bgp |protocols bgp|protocol bgp|HOSTED-|password|authentication-key/m, fixed],
  [vendor, /dot1q (?:\d|vid|termination)|vlan-tagging|eth1\.10/i, svi],
]);

const mark = (vendor: VendorName) => (/^cisco|^frr/.test(vendor) ? '!' : '#');

describe.each(vendorNames)('%s', (vendor) => {
  it.each(rows[vendor])('%s', (_, change, head, lines) => {
    const there = under(configText(vendor, change), mark(vendor), head);
    expect(there).toEqual(expect.arrayContaining([...lines]));
    const positions = lines.map((line) => there.indexOf(line));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
  });

  it('shows how to check it, for every neighbour', () => {
    const checks = configText(vendor).split(`\n${mark(vendor)} Check\n`)[1] ?? '';
    for (const cloud of ['172.16.0.2', '172.16.0.6'])
      expect(checks).toContain(`ping ${vendor === 'frr' || vendor === 'bird' ? '-c 5 ' : ''}${cloud}`);
    expect(checks).toMatch(/bgp|birdc/);
    expect(
      checks
        .trim()
        .split('\n')
        .every((line) => line.startsWith(mark(vendor))),
    ).toBe(true);
  });

  it('says which ports and which router id it assumed', () => {
    const assumed = configText(vendor);
    expect(assumed).toMatch(/Assumed: \S+ and \S+\. Replace/);
    expect(assumed).toContain('Router id 172.16.0.1 is the first client address');
    expect(configText(vendor, loopback)).not.toContain('first client address');
  });
});

describe('every language', () => {
  it.each(absent)('%s: no %s', (vendor, words, change) => {
    expect(configText(vendor, change)).not.toMatch(words);
  });

  // biome-ignore format: rows
  it.each([
    ['cisco',     'cisco-ios'],
    ['cisco-ios', 'cisco-ios'],
    ['bird',      'bird'],
    ['Cisco',     undefined],
    ['toString',  undefined],
    ['',          undefined],
  ])('is found by name: %j', (name, vendor) => {
    expect(vendorNamed(name)).toBe(vendor);
  });
});
