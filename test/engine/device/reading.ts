// Reads configurations back into facts, by patterns of its own: what a device would understand, not how it was written.
import type { VendorName } from '../../../src/engine/device/index.ts';

export const facts = [
  'tag',
  'ownAs',
  'own',
  'neighbor',
  'remoteAs',
  'announced',
  'discarded',
  'leaving',
  'entering',
  'timers',
  'key',
  'static',
] as const;
export type Fact = (typeof facts)[number];
type Facts = Readonly<Record<Fact, readonly string[]>>;
type Patterns = Readonly<Record<Fact, RegExp>>;

const cisco = {
  leaving: /^ip prefix-list HOSTED-\d+-OUT seq \d+ permit (.+)$/gm,
  entering: /^ip prefix-list HOSTED-\d+-IN seq \d+ (?<verb>permit|deny) (?<range>.+)$/gm,
};
const ios = {
  ...cisco,
  ownAs: /^router bgp (\d+)$/gm,
  neighbor: /^ neighbor (\S+) remote-as \d+$/gm,
  remoteAs: /^ neighbor \S+ remote-as (\d+)$/gm,
  timers: /^ neighbor \S+ timers (?<keep>\d+) (?<hold>\d+)$/gm,
  key: /^ neighbor \S+ password (\S+)$/gm,
};
const vrp = {
  ownAs: /^bgp (\d+)$/gm,
  own: /^ ip address (\S+) 255\.255\.255\.252(?: sub)?$/gm,
  neighbor: /^ peer (\S+) as-number \d+$/gm,
  remoteAs: /^ peer \S+ as-number (\d+)$/gm,
  announced: /^ {2}network (\S+) (255\.\S+)$/gm,
  discarded: /^ip route-static (\S+) (\S+) NULL0 preference 254$/gm,
  timers: /^ peer \S+ timer keepalive (?<keep>\d+) hold (?<hold>\d+)$/gm,
  static: /^ip route-static (\S+) (255\.\S+) (\d+\.\S+)$/gm,
};

const patterns: Readonly<Record<VendorName, Patterns>> = {
  'cisco-ios': {
    ...ios,
    tag: /^(?: encapsulation dot1Q |interface Vlan)(\d+)$/gm,
    own: /^ ip address (\S+) 255\.255\.255\.252(?: secondary)?$/gm,
    announced: /^ {2}network (\S+) mask (\S+)$/gm,
    discarded: /^ip route (\S+) (\S+) Null0 254$/gm,
    static: /^ip route (\S+) (255\.\S+) (\d+\.\S+)$/gm,
  },
  'cisco-nxos': {
    ...cisco,
    tag: /^(?: {2}encapsulation dot1q |interface Vlan)(\d+)$/gm,
    ownAs: /^router bgp (\d+)$/gm,
    own: /^ {2}ip address (\S+)\/30(?: secondary)?$/gm,
    neighbor: /^ {2}neighbor (\S+)$/gm,
    remoteAs: /^ {4}remote-as (\d+)$/gm,
    announced: /^ {4}network (\S+)$/gm,
    discarded: /^ip route (\S+) Null0 254$/gm,
    timers: /^ {4}timers (?<keep>\d+) (?<hold>\d+)$/gm,
    key: /^ {4}password 0 (\S+)$/gm,
    static: /^ip route (\S+) (\d+\.\S+)$/gm,
  },
  huawei: {
    ...vrp,
    tag: /^(?: dot1q termination vid |interface Vlanif)(\d+)$/gm,
    leaving: /^ip ip-prefix HOSTED-\d+-OUT index \d+ permit (.+)$/gm,
    entering: /^ip ip-prefix HOSTED-\d+-IN index \d+ (?<verb>permit|deny) (?<range>.+)$/gm,
    key: /^ peer \S+ password cipher (\S+)$/gm,
  },
  h3c: {
    ...vrp,
    tag: /^(?: vlan-type dot1q vid |interface Vlan-interface)(\d+)$/gm,
    leaving: /^ip prefix-list HOSTED-\d+-OUT index \d+ permit (.+)$/gm,
    entering: /^ip prefix-list HOSTED-\d+-IN index \d+ (?<verb>permit|deny) (?<range>.+)$/gm,
    key: /^ peer \S+ password simple (\S+)$/gm,
  },
  juniper: {
    tag: /^set (?:interfaces \S+ unit \d+|vlans \S+) vlan-id (\d+)$/gm,
    ownAs: /^set routing-options autonomous-system (\d+)$/gm,
    own: /^set interfaces \S+ unit \d+ family inet address (\S+)\/30$/gm,
    neighbor: /^set protocols bgp group hosted-\d+ neighbor (\S+) local-address \S+$/gm,
    remoteAs: /^set protocols bgp group hosted-\d+ peer-as (\d+)$/gm,
    announced: /^set policy-options policy-statement hosted-\d+-out term announced from route-filter (.+)$/gm,
    discarded: /^set routing-options static route (\S+) discard preference 254$/gm,
    leaving: /^set policy-options policy-statement hosted-\d+-out term announced from route-filter (.+)$/gm,
    entering:
      /^set policy-options policy-statement hosted-\d+-in term (?<verb>cloud|own) from route-filter (?<range>.+)$/gm,
    timers: /^set protocols bgp group hosted-\d+ hold-time (?<hold>\d+)$/gm,
    key: /^set protocols bgp group hosted-\d+ authentication-key "(\S+)"$/gm,
    static: /^set routing-options static route (\S+) next-hop (\S+)$/gm,
  },
  frr: {
    ...ios,
    tag: /^interface \S+\.(\d+)$/gm,
    own: /^ ip address (\S+)\/30$/gm,
    announced: /^ {2}network (\S+)$/gm,
    discarded: /^ip route (\S+) blackhole 254$/gm,
    static: /^ip route (\S+) (\d+\.\S+)$/gm,
  },
  bird: {
    tag: /^# {3}ip link add link \S+ name \S+ type vlan id (\d+)$/gm,
    ownAs: /^ {2}local \S+ as (\d+);$/gm,
    own: /^# {3}ip address add (\S+)\/30 dev \S+$/gm,
    neighbor: /^ {2}neighbor (\S+) as \d+;$/gm,
    remoteAs: /^ {2}neighbor \S+ as (\d+);$/gm,
    announced: /^ {2}route (\S+) blackhole;$/gm,
    discarded: /^ {2}route (\S+) blackhole;$/gm,
    leaving: /(?<=^filter hosted\d+_out \{\n(?: {2}.*\n)*) {2}if net ~ \[ (\S+) \] then accept;$/gm,
    entering:
      /(?<=^filter hosted\d+_in \{\n(?: {2}.*\n)*) {2}if net ~ \[ (?<range>\S+) \] then (?<verb>accept|reject);$/gm,
    timers: /^ {2}hold time (?<hold>\d+);\n {2}keepalive time (?<keep>\d+);$/gm,
    key: /^ {2}password "(\S+)";$/gm,
    static: /^ {2}route (\S+) via (\S+) via (\S+);$/gm,
  },
};

const ones = (octet: string) => Number(octet).toString(2).replaceAll('0', '').length;
const bits = (mask: string) =>
  mask.includes('.') ? mask.split('.').reduce((sum, octet) => sum + ones(octet), 0) : mask;

/** Every way to write a range becomes `10.0.0.0/16`, and `10.0.0.0/16+` where more specific ones are meant too. */
function plain(words: string): string {
  return words
    .replace(
      /(\d+(?:\.\d+){3}) (255[\d.]*|\d{1,2})(?= |$)/,
      (_, address: string, mask: string) => `${address}/${bits(mask)}`,
    )
    .replace(/\/(\d+) greater-equal \1 less-equal 32$/, '/$1+')
    .replace(/\/(\d+)\{\1,32\}$/, '/$1+')
    .replace(/\/(\d+)\{\1,\1\}$/, '/$1')
    .replace(/ (?:le 32|orlonger)$/, '+')
    .replace(/ exact$/, '');
}

const verbs: Readonly<Record<string, string>> = { accept: 'permit', cloud: 'permit', reject: 'deny', own: 'deny' };

function say({ groups, 1: first = '', 2: second = '', 3: third = '' }: RegExpMatchArray): string {
  if (groups?.verb !== undefined) return `${verbs[groups.verb] ?? groups.verb} ${plain(groups.range ?? '')}`;
  if (groups?.hold !== undefined) return groups.keep === undefined ? groups.hold : `${groups.keep} ${groups.hold}`;
  return plain([first, second, third].filter((word) => word !== '').join(' '));
}

/** Each fact as often as it differs, in order. */
export function read(vendor: VendorName, text: string): Facts {
  const found = facts.map((fact) => [fact, [...new Set([...text.matchAll(patterns[vendor][fact])].map(say))]]);
  return Object.fromEntries(found);
}
