/** What would pass, for every reason to refuse a device plan, in English for a terminal. Knows no rule. */
import type { Datum, Refusal } from '../engine/core.ts';

/** `{name}` is filled in from the refusal's values. */
const passes: Readonly<Record<string, string>> = {
  'wrong-shape': '{expect}',
  'out-of-range': 'use a whole number from {min} to {max}',
  'bad-length': 'use {min} to {max} characters',
  'bad-key': 'use 6 to 80 printable ASCII characters without spaces',
  'key-and-no-key': 'leave it out, or give no authKey: the two contradict each other',
  'same-asn': 'use an AS other than customerAsn: the same one would be an internal session',
  'keepalive-too-long': 'use at most {longest}, a third of holdSeconds',
  'not-a-slash-30': 'use an address with its length, as in 172.16.0.1/30',
  'not-private': 'use a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
  'pair-split': 'use {expect}: both addresses of a pair lie in one /30',
  'pair-swapped': 'use {expect}: the customer has the first host, the cloud the second',
  'not-first-host': 'use {expect}: the customer has the first host of the /30',
  'not-second-host': 'use {expect}: the cloud has the second host of the /30',
  'pairs-overlap': 'use another /30: each line router needs its own',
  'bad-range': 'use an IPv4 range, as in 10.0.0.0/16',
  'host-bits': 'use {expect}: a range has no host bits',
  'default-route': 'name the ranges: a default route is not accepted',
  repeated: 'name every range once',
  'ranges-overlap': 'use a range that does not overlap {with}',
  'too-many': 'name at most {max} ranges',
  'nothing-to-announce': 'name at least one range, or set staticRouting',
  'no-cloud-ranges': 'name at least one range of the cloud',
  'bfd-without-bgp': 'leave it out with staticRouting: BFD guards BGP sessions here',
  'bad-router-id': 'use an IPv4 address from 0.0.0.1 to 223.255.255.255',
  'router-id-taken': 'use an address that no line router has',
  'bad-interface': 'use a port name of at most 31 letters, digits and / . _ : -',
  'one-port': 'use another port, or set singlePort',
  'two-ports': 'use the port of the first pair, or leave singlePort out',
  'vlan-reserved': 'with svi, {vendor} keeps VLAN {ranges}: use another one or sub-interfaces',
  'interface-too-long': 'use at most {longest} characters with {vendor}',
  'key-impossible': '{vendor} cannot hold a key with a quotation mark: choose another key',
};

function words(value: Datum | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Control characters of a document must not act on the terminal; JSON escapes C0 but neither DEL nor C1. */
function quoted(value: string | number): string {
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f]/g, '?');
}

/** `path: value: what would pass`, on one line; a key, a list and what is absent have no value to show. */
export function refusalLine(refusal: Refusal): string {
  const { code, field, value, values = {} } = refusal;
  const sentence = (passes[code] ?? code).replaceAll(/\{(\w+)\}/g, (_, name: string) => words(values[name]));
  const shown = value === undefined ? '' : `${quoted(value)}: `;
  return `${field || '(document)'}: ${shown}${sentence}`;
}
