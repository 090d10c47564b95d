/** Groups of Junos: a configuration with groups reads like the one without, and what cannot be expanded is said. */
import { expect, it } from 'vitest';
import type { ReadDevice } from '../../../../src/engine/device/read/facts.ts';
import { readConfig } from '../../../../src/engine/device/read/read.ts';

function read(text: string): ReadDevice {
  const found = readConfig(text, 'juniper');
  if (!found.ok) throw new Error(found.problem);
  return found.device;
}
/** What it says, wherever it says it. */
const said = (text: string): unknown => {
  const { faces, processes, peers, statics } = read(text);
  // In braces a port is named beside its units.
  const units = faces.filter(({ name }) => name.includes('.'));
  return JSON.parse(
    JSON.stringify({ units, processes, peers, statics }, (key, value: unknown) =>
      key === 'line' || key === 'last' ? undefined : value,
    ),
  );
};

const plain = `
interfaces {
  ge-0/0/1 { unit 10 { vlan-id 10; family inet { address 172.16.0.1/30; } } }
}
protocols { bgp { group HOSTED {
  neighbor 172.16.0.2 { peer-as 64512; hold-time 90; }
  neighbor 172.16.0.6 { peer-as 64513; hold-time 90; }
} } }`;

const rows: readonly (readonly [string, string])[] = [
  [
    'at the top, with patterns for what is there',
    `
groups {
  ALL {
    interfaces { <ge-*> { unit <*> { vlan-id 10; } } }
    protocols { bgp { group <HOST?D> { neighbor <*> { hold-time 90; peer-as 64512; } } } }
  }
}
apply-groups [ ALL ];
interfaces { ge-0/0/1 { unit 10 { family inet { address 172.16.0.1/30; } } } }
protocols { bgp { group HOSTED {
  neighbor 172.16.0.2;
  neighbor 172.16.0.6 { peer-as 64513; }
} } }`,
  ],
  [
    'further in, where an earlier group is before a later one',
    `
groups {
  NEAR { protocols { bgp { group HOSTED { neighbor <*> { hold-time 90; } } } } interfaces { ge-9/9/9 { unit 0 { disable; } } } }
  FAR { protocols { bgp { group HOSTED { neighbor <*> { hold-time 30; peer-as 64512; } } } } }
}
interfaces { ge-0/0/1 { unit 10 { vlan-id 10; family inet { address 172.16.0.1/30; } } } }
protocols { bgp { apply-groups [ NEAR FAR ]; group HOSTED {
  neighbor 172.16.0.2;
  neighbor 172.16.0.6 { peer-as 64513; }
} } }`,
  ],
  [
    'as set lines, with one that is left out and one that is not in effect',
    `
set groups ALL protocols bgp group HOSTED neighbor <*> hold-time 90
set groups ALL interfaces ge-9/9/9 unit 0 disable
set groups OFF interfaces ge-8/8/8 unit 0 disable
set groups NEVER interfaces ge-7/7/7 unit 0 disable
set apply-groups ALL
set apply-groups OFF
deactivate apply-groups OFF
set interfaces apply-groups-except ALL
set interfaces ge-0/0/1 unit 10 vlan-id 10
set interfaces ge-0/0/1 unit 10 family inet address 172.16.0.1/30
set protocols bgp group HOSTED neighbor 172.16.0.2 peer-as 64512
set protocols bgp group HOSTED neighbor 172.16.0.6 peer-as 64513`,
  ],
];
it.each(rows)('%s', (_name, text) => expect(said(text)).toEqual(said(plain)));

it('a fact of a group has the line it has there', () => {
  const text = rows[0]?.[1] ?? '';
  const unit = read(text).faces.find(({ name }) => name === 'ge-0/0/1.10');
  expect(text.split('\n')[(unit?.vlan?.line ?? 0) - 1]).toContain('vlan-id 10');
});

it.each([
  ['a group that is not there', 'apply-groups NONE;'],
  ['a set of characters', 'groups { G { interfaces {\n<ge-[01]*> { disable; }\n} } }\napply-groups G;'],
  ['a word nobody knows', 'groups { G { policy-options {\nwhatever 7;\n} } }\napply-groups G;'],
])('%s is not understood, and says so', (_name, more) => {
  const before = read(plain).unread.length;
  const text = `${plain}\n${more}`;
  const lines = read(text).unread.map(({ line }) => text.split('\n')[line - 1]);
  expect(lines.slice(before)).toEqual([more.split('\n').find((line) => /NONE|ge-|whatever/.test(line))]);
});

it('what multiplies without end is not expanded to its end, and says so', () => {
  const faces = Array.from({ length: 400 }, (_, index) => `set interfaces ge-0/0/${index} unit ${index} vlan-id 5`);
  const groups = Array.from(
    { length: 600 },
    (_, index) => `set groups G${index} interfaces <*> unit <*> <*> x${index}`,
  );
  const applied = groups.map((_, index) => `set apply-groups G${index}`);
  const { unread, faces: found } = read([...faces, ...groups, ...applied].join('\n'));
  expect(found).toHaveLength(400);
  expect(unread.length).toBeGreaterThan(0);
});
