/** The customer's device as they tell it: what it may announce, and which of its mistakes are for a test to find (domain §11.2). */
import { describe, expect, it } from 'vitest';
import { attachment, device, deviceSet, gateway, line, pairs, stateAfter, told, vif, vpc } from './cloud.ts';

const pending = [line(), gateway(), vif('vif-1')];

describe('the customer’s device', () => {
  const set = (...more: Parameters<typeof device>) =>
    ({ do: 'set-device', id: 'vif-1', device: device(...more) }) as const;
  const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']);
  const attached = [...pending, net, attachment('att-1', 'vpc-1')];
  const idle = [...pending, net, attachment('att-1', 'vpc-1', 'bgw-1', 'none')];
  const announce = (range: string, host: string) => set({ announces: [range], host });
  const said = 'vif.device-set';

  // biome-ignore format: rows
  it.each([
    ['announces a private range',          pending,  announce('192.168.0.0/24', '192.168.0.9'),     said],
    ['announces nothing',                  pending,  set({ announces: [], host: '192.168.0.9' }),   said],
    ['announces everything',               pending,  announce('0.0.0.0/0', '192.168.0.9'),          'default-route announce'],
    ['announces a public range',           pending,  announce('8.8.8.0/24', '8.8.8.9'),             'public-range announce'],
    ['announces with host bits',           pending,  announce('192.168.0.1/24', '192.168.0.9'),     'bad-field announce range'],
    ['announces one good, one public',     pending,  set({ announces: ['192.168.0.0/24', '8.8.8.0/24'] }), 'public-range announce'],
    ['announces the attached VPC',         attached, announce('10.1.0.0/16', '10.1.0.9'),           'overlap announce'],
    ['announces inside the VPC',           attached, announce('10.1.9.0/24', '10.1.9.9'),           'overlap announce'],
    ['announces around the VPC',           attached, announce('10.0.0.0/8', '10.9.0.9'),            'overlap announce'],
    ['announces beside the VPC',           attached, announce('10.2.0.0/16', '10.2.0.9'),           said],
    ['announces a VPC that exports nothing', idle,   announce('10.1.0.0/16', '10.1.0.9'),           said],
    ['announces a VPC nobody attached',    [...pending, net], announce('10.1.0.0/16', '10.1.0.9'),  said],
    ['announces a VPC of another gateway', [...pending, net, gateway('bgw-2'), attachment('att-1', 'vpc-1', 'bgw-2')], announce('10.1.0.0/16', '10.1.0.9'), said],
    ['announces its own link',             pending,  announce('172.16.0.0/30', '172.16.0.1'),       'overlap announce'],
    ['announces around its links',         pending,  announce('172.16.0.0/16', '172.16.0.9'),       'overlap announce'],
    ['announces another one’s link',       [...pending, vif('vif-2', { vlan: 20, pairs: pairs(2) })], announce('172.16.2.0/24', '172.16.2.9'), 'overlap announce'],
    ['announces a link of another gateway', [...pending, gateway('bgw-2'), vif('vif-2', { vlan: 20, pairs: pairs(2), gateway: 'bgw-2' })], announce('172.16.2.0/24', '172.16.2.9'), said],
    ['announces what another one does',    [...pending, vif('vif-2', { vlan: 20, pairs: pairs(2) }), deviceSet('vif-2')], set(), said],
    ['has a host outside its ranges',      pending,  announce('192.168.0.0/24', '192.168.1.9'),     'bad-field host host-inside'],
    ['has no host',                        pending,  announce('192.168.0.0/24', 'web'),             'bad-field host address'],
    ['has a host with a mask',             pending,  announce('192.168.0.0/24', '192.168.0.9/24'),  'bad-field host address'],
    ['withdraws and keeps its host',       [...pending, deviceSet('vif-1')], set({ announces: [] }), said],
    ['withdraws and moves its host away',  [...pending, deviceSet('vif-1')], set({ announces: [], host: '10.9.9.9' }), 'bad-field host host-inside'],
    ['is as it was',                       [...pending, deviceSet('vif-1')], set(),                 'silence'],
    ['has the wrong VLAN',                 pending,  set({ vlan: 11 }),                             said],
    ['has the wrong ASN',                  pending,  set({ asn: 64_999 }),                          said],
    ['has another key',                  [...pending, deviceSet('vif-1')], set({ keyPrint: 'print-2' }), said],
    ['has an address that is none',        pending,  set({ addresses: ['172.16.0.1/30', 'second'] }), 'bad-field addresses address'],
    ['has an address without a mask',      pending,  set({ addresses: ['172.16.0.1', '172.16.0.5/30'] }), 'bad-field addresses address'],
    ['has the other addresses',            pending,  set({ addresses: ['172.16.0.5/30', '172.16.0.1/30'] }), said],
    ['repeats its ASN not at all',         pending,  set({ prepend: 0 }),                           said],
    ['repeats its ASN ten times',          pending,  set({ prepend: 10 }),                          said],
    ['repeats its ASN eleven times',       pending,  set({ prepend: 11 }),                          'bad-field prepend prepend'],
    ['repeats its ASN less than nothing',  pending,  set({ prepend: -1 }),                          'bad-field prepend prepend'],
    ['of no interface',                    [line()], set(),                                         'unknown-thing vif'],
  ])('%s', (_name, past, command, expected) => expect(told(past, command)).toBe(expected));

  it('takes its place in line when it announces', () => {
    const { vifs, version } = stateAfter(pending, set());
    expect(vifs['vif-1']?.device).toEqual({ ...device(), since: version });
  });
});
