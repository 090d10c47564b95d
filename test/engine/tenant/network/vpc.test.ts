/** VPCs and subnets: which ranges they accept, and what must be gone before they go (domain §2.7, §3.7). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import { ask, attachment, deviceSet, entry, gateway, line, stateAfter, told, vif, vpc } from './cloud.ts';

const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']);
const instance = entry({
  type: 'instance.added',
  id: 'vpc-1',
  instance: 'i-1',
  name: 'web',
  subnet: 'vpc-1-s1',
  address: '10.1.1.3',
  allowFrom: [],
});

describe('the range of a VPC', () => {
  it.each([
    '10.0.0.0/16',
    '10.255.0.0/16',
    '10.0.0.0/28',
    '10.0.0.240/28',
    '172.16.0.0/16',
    '172.31.255.240/28',
    '192.168.0.0/16',
    '192.168.255.0/24',
  ])('%s will do', (cidr) => expect(told([], ask.vpc({ cidr }))).toBe('vpc.created'));

  // biome-ignore format: rows
  it.each([
    ['mask one too short',        '10.0.0.0/15'],
    ['mask one too long',         '10.0.0.0/29'],
    ['host bits',                 '10.0.0.1/16'],
    ['host bits in the last /28', '10.0.0.8/28'],
    ['below 172.16/12',           '172.15.0.0/16'],
    ['above 172.16/12',           '172.32.0.0/16'],
    ['above 192.168/16',          '192.169.0.0/16'],
    ['below 10/8',                '9.255.0.0/16'],
    ['above 10/8',                '11.0.0.0/16'],
    ['shared address space',      '100.64.0.0/16'],
    ['link-local',                '169.254.0.0/16'],
    ['public',                    '8.8.8.0/24'],
    ['the default route',         '0.0.0.0/0'],
    ['no mask',                   '10.0.0.0'],
    ['three parts',               '10.0.0/16'],
    ['leading zero',              '10.00.0.0/16'],
    ['padded mask',               '10.0.0.0/016'],
    ['IPv6',                      'fd00::/16'],
    ['a blank',                   ' 10.0.0.0/16'],
    ['nothing',                   ''],
  ])('%s will not: %s', (_name, cidr) => expect(told([], ask.vpc({ cidr }))).toBe('bad-field cidr vpc-range'));

  it('may overlap another VPC: they meet only where both are attached', () => {
    expect(told([net], ask.vpc({ cidr: '10.1.0.0/16' }))).toBe('vpc.created');
  });
});

describe('the range of a subnet of 10.1.0.0/16', () => {
  // biome-ignore format: rows
  it.each([
    ['free',                    '10.1.3.0/24',   'subnet.added'],
    ['beside its neighbour',    '10.1.0.0/24',   'subnet.added'],
    ['longest mask',            '10.1.3.16/28',  'subnet.added'],
    ['mask one too long',       '10.1.3.0/29',   'bad-field cidr subnet-range'],
    ['mask one too short',      '10.0.0.0/15',   'bad-field cidr subnet-range'],
    ['host bits',               '10.1.3.1/24',   'bad-field cidr subnet-range'],
    ['no range',                'ten',           'bad-field cidr subnet-range'],
    ['outside the VPC',         '10.2.0.0/24',   'outside-vpc cidr'],
    ['public',                  '8.8.8.0/24',    'outside-vpc cidr'],
    ['the same as another',     '10.1.1.0/24',   'overlap cidr'],
    ['inside another',          '10.1.1.128/25', 'overlap cidr'],
    ['around two others',       '10.1.0.0/22',   'overlap cidr'],
    ['the whole VPC, in part taken', '10.1.0.0/16', 'overlap cidr'],
  ])('%s: %s', (_name, cidr, said) => expect(told([net], ask.subnet({ cidr }))).toBe(said));

  it('may be all of an empty VPC', () => {
    expect(told([vpc('vpc-1', '10.1.0.0/16')], ask.subnet({ cidr: '10.1.0.0/16' }))).toBe('subnet.added');
  });

  it('says which subnet is in the way', () => {
    given(tenant, [net])
      .when(ask.subnet({ cidr: '10.1.0.0/22' }), facts(lin))
      .refuses({
        code: 'overlap',
        field: 'cidr',
        value: '10.1.0.0/22',
        values: { with: '10.1.1.0/24', by: 'named-vpc-1-s1' },
      });
  });

  it('starts with the default route table', () => {
    expect(stateAfter([net], ask.subnet()).vpcs['vpc-1']?.subnets.at(-1)).toEqual({
      id: 'sub-9',
      name: 'sub-9',
      cidr: '10.1.9.0/24',
      routeTable: 'vpc-1-default',
    });
  });
});

describe('a new subnet that would be exported', () => {
  const onGateway = [
    line(),
    gateway(),
    vif('vif-1'),
    deviceSet('vif-1', { announces: ['10.1.9.0/25'], host: '10.1.9.10' }),
  ];
  // biome-ignore format: rows
  it.each([
    ['by an attachment of all subnets', [...onGateway, net, attachment('att-1', 'vpc-1')],                                'overlap cidr'],
    ['by one of chosen subnets',        [...onGateway, net, attachment('att-1', 'vpc-1', 'bgw-1', 'partial', ['vpc-1-s1'])], 'subnet.added'],
    ['by one that exports nothing',     [...onGateway, net, attachment('att-1', 'vpc-1', 'bgw-1', 'none')],               'subnet.added'],
    ['to no gateway',                   [...onGateway, net],                                                              'subnet.added'],
    ['to another gateway',              [...onGateway, net, gateway('bgw-2'), attachment('att-1', 'vpc-1', 'bgw-2')],     'subnet.added'],
  ])('%s, onto a range announced there', (_name, past, said) => expect(told(past, ask.subnet())).toBe(said));
});

describe('removing', () => {
  const remove = { do: 'remove-subnet', id: 'vpc-1', subnet: 'vpc-1-s1' } as const;
  const leave = { do: 'delete-vpc', id: 'vpc-1' } as const;
  const partial = (...subnets: readonly string[]) => attachment('att-1', 'vpc-1', 'bgw-1', 'partial', subnets);

  // biome-ignore format: rows
  it.each([
    ['a subnet nothing uses',                     [net],                                              remove, 'subnet.removed'],
    ['a subnet an attachment chose',              [net, gateway(), partial('vpc-1-s1')],              remove, 'in-use subnet'],
    ['a subnet another attachment did not choose', [net, gateway(), partial('vpc-1-s2')],             remove, 'subnet.removed'],
    ['a subnet exported with all others',         [net, gateway(), attachment('att-1', 'vpc-1')],     remove, 'subnet.removed'],
    ['a subnet with an instance',                 [net, instance],                                    remove, 'in-use subnet'],
    ['a subnet that is gone',                     [vpc('vpc-1', '10.1.0.0/16')],                      remove, 'silence'],
    ['a subnet of no VPC',                        [],                                                 remove, 'unknown-thing vpc'],
    ['a VPC with subnets and tables only',        [net],                                              leave,  'vpc.deleted'],
    ['a VPC with an attachment',                  [net, gateway(), attachment('att-1', 'vpc-1', 'bgw-1', 'none')], leave, 'in-use vpc'],
    ['a VPC with an instance',                    [net, instance],                                    leave,  'in-use vpc'],
    ['a VPC that is gone',                        [],                                                 leave,  'silence'],
    ['a VPC nobody has',                          [net],  { do: 'delete-vpc', id: 'constructor' } as const, 'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('says what is in the way', () => {
    const guarded = (command: typeof remove | typeof leave) =>
      given(tenant, [net, gateway(), partial('vpc-1-s1'), instance]).when(command, facts(lin));
    guarded(remove).refuses({ code: 'in-use', field: 'subnet', value: 'named-vpc-1-s1', values: { by: 'att-1' } });
    guarded(leave).refuses({ code: 'in-use', field: 'vpc', value: 'vpc-1', values: { by: 'att-1' } });
  });
});
