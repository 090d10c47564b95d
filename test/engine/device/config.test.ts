// What a device family cannot carry out of a sound plan, and that an unsound plan gets no configuration.
import { describe, expect, it } from 'vitest';
import { deviceConfig, type VendorName, vendorNames } from '../../../src/engine/device/index.ts';
import { configText, plan } from './plans.ts';

type Change = Readonly<Record<string, unknown>>;
const svi = (vlan: number) => ({ svi: true, vlan });
const key = (authKey: string) => ({ authKey });
const port = (name: string) => ({
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30', interface: name },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' },
  ],
});

// biome-ignore format: rows
const limits: readonly [VendorName, string, Change, string | undefined][] = [
  ['cisco-ios',  'the native VLAN on a trunk',    svi(1),                 'vlan-reserved'],
  ['cisco-ios',  'VLAN 1 on a sub-interface',     { vlan: 1 },            undefined],
  ['cisco-ios',  'a Token Ring VLAN',             svi(1003),              'vlan-reserved'],
  ['cisco-ios',  'a VLAN that NX-OS keeps',       svi(3970),              undefined],
  ['cisco-nxos', 'a VLAN that NX-OS keeps',       svi(3968),              'vlan-reserved'],
  ['cisco-nxos', 'the last one it does not keep', svi(3967),              undefined],
  ['huawei',     'VLAN 1 on a trunk',             svi(1),                 'vlan-reserved'],
  ['h3c',        'VLAN 1 on a trunk',             svi(1),                 'vlan-reserved'],
  ['juniper',    'VLAN 1 on a trunk',             svi(1),                 undefined],
  ['frr',        'VLAN 1 on a bridge',            svi(1),                 undefined],
  ['frr',        'a name of 15 with its VLAN',    port('enp10s0f0np0'),   undefined],
  ['frr',        'a name of 16 with its VLAN',    port('enp10s0f0np10'),  'interface-too-long'],
  ['bird',       'a name of 16 with its VLAN',    port('enp10s0f0np10'),  'interface-too-long'],
  ['juniper',    'a long name',                   port('enp10s0f0np10'),  undefined],
  ['bird',       'a key with a quotation mark',   key('se"cret'),         'key-impossible'],
  ['frr',        'a key with a quotation mark',   key('se"cret'),         undefined],
];

/** [vendor, key, words of the note] */
// biome-ignore format: rows
const notes: readonly [VendorName, string, string][] = [
  ['cisco-ios',  'what?now',      'Ctrl-V'],
  ['cisco-ios',  '1st-key',       'starts with a digit'],
  ['cisco-ios',  'k'.repeat(26),  'more than 25 characters'],
  ['cisco-nxos', 'what?now',      'Ctrl-V'],
  ['huawei',     'what?now',      'load a file'],
  ['h3c',        'what?now',      'load a file'],
];

describe('a device family', () => {
  it.each(limits)('%s: %s', (vendor, _, change, code) => {
    const config = deviceConfig(plan(change), vendor, { revealKey: true });
    expect(config.ok ? undefined : config.refusals.map((refusal) => refusal.code)).toEqual(code && [code]);
    expect(JSON.stringify(config.ok ? [] : config.refusals)).not.toContain('cret');
  });

  it.each(notes)('%s: a note on the key %j', (vendor, authKey, words) => {
    expect(configText(vendor, key(authKey))).toContain(words);
    expect(configText(vendor, key(authKey), false)).not.toContain(words);
    expect(configText(vendor, key('good-key'))).not.toContain(words);
  });

  it.each(vendorNames)('%s: no configuration for an unsound plan', (vendor) => {
    const unsound = { ...plan(), vlan: 4001, routerId: '0.0.0.0' };
    const config = deviceConfig(unsound, vendor, { revealKey: true });
    expect(config.ok ? [] : config.refusals.map(({ code }) => code)).toEqual(['out-of-range', 'bad-router-id']);
  });
});
