/** Test instances: which addresses a subnet gives out, and whom a security group admits (domain §2.7). */
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../src/engine/network/index.ts';
import { usableAddresses } from '../../../../src/engine/tenant/network/ranges.ts';
import { ask, entry, stateAfter, told, vpc } from './cloud.ts';

const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/28']);
const instance = (id: string, address: string, subnet = 'vpc-1-s1') =>
  entry({ type: 'instance.added', id: 'vpc-1', instance: id, name: id, subnet, address, allowFrom: ['10.0.0.0/8'] });

describe('an address', () => {
  // biome-ignore format: rows
  it.each([
    ['network address',        'vpc-1-s1', '10.1.1.0',   'bad-field address instance-address'],
    ['second, the cloud’s',    'vpc-1-s1', '10.1.1.1',   'bad-field address instance-address'],
    ['third, the cloud’s',     'vpc-1-s1', '10.1.1.2',   'bad-field address instance-address'],
    ['first to give',          'vpc-1-s1', '10.1.1.3',   'instance.added'],
    ['last to give',           'vpc-1-s1', '10.1.1.254', 'instance.added'],
    ['broadcast address',      'vpc-1-s1', '10.1.1.255', 'bad-field address instance-address'],
    ['first of a /28',         'vpc-1-s2', '10.1.2.3',   'instance.added'],
    ['last of a /28',          'vpc-1-s2', '10.1.2.14',  'instance.added'],
    ['broadcast of a /28',     'vpc-1-s2', '10.1.2.15',  'bad-field address instance-address'],
    ['of another subnet',      'vpc-1-s1', '10.1.2.3',   'bad-field address instance-address'],
    ['with a mask',            'vpc-1-s1', '10.1.1.9/24', 'bad-field address instance-address'],
    ['no address',             'vpc-1-s1', 'ten',        'bad-field address instance-address'],
    ['taken',                  'vpc-1-s1', '10.1.1.7',   'in-use address'],
  ])('%s: in %s, %s', (_name, subnet, address, said) => {
    expect(told([net, instance('i-1', '10.1.1.7')], ask.instance({ subnet, address }))).toBe(said);
  });

  it('not asked for is the first free one', () => {
    const next = (...past: Parameters<typeof told>[0]) =>
      stateAfter(past, ask.instance()).vpcs['vpc-1']?.instances.at(-1)?.address;
    expect(next(net)).toBe('10.1.1.3');
    expect(next(net, instance('i-1', '10.1.1.3'), instance('i-2', '10.1.1.5'))).toBe('10.1.1.4');
  });

  it('cannot be had from a full subnet', () => {
    const all = Array.from({ length: 12 }, (_, index) => instance(`full-${index}`, `10.1.2.${index + 3}`, 'vpc-1-s2'));
    expect(told([net, ...all.slice(1)], ask.instance({ subnet: 'vpc-1-s2' }))).toBe('instance.added');
    expect(told([net, ...all], ask.instance({ subnet: 'vpc-1-s2' }))).toBe('no-free-address subnet');
  });

  // biome-ignore format: rows
  it.each([
    ['10.1.0.0/16', 65_532],
    ['10.1.0.0/24', 252],
    ['10.1.0.0/28', 12],
  ])('%s has %i to give', (cidr, count) => {
    const usable = usableAddresses(cidr);
    expect((usable?.last ?? 0) - (usable?.first ?? 0) + 1).toBe(count);
    expect(usable?.first).toBe((parseAddress('10.1.0.0') ?? 0) + 3);
  });
});

describe('an instance', () => {
  const there = [net, instance('i-1', '10.1.1.3')];
  const security = (allowFrom: readonly string[], name = 'i-1') =>
    ({ do: 'set-security', id: 'vpc-1', instance: name, allowFrom }) as const;
  const remove = (name: string) => ({ do: 'remove-instance', id: 'vpc-1', instance: name }) as const;

  // biome-ignore format: rows
  it.each([
    ['in a subnet by its name',       [net],  ask.instance({ subnet: 'named-vpc-1-s2' }),       'instance.added'],
    ['in a subnet that is not there', [net],  ask.instance({ subnet: 'vpc-1-s3' }),             'unknown-thing subnet'],
    ['in a VPC that is not there',    [net],  ask.instance({ id: 'vpc-2' }),                    'unknown-thing vpc'],
    ['that is there already',         there,  ask.instance({ instance: 'i-1' }),                'silence'],
    ['admitting nobody',              [net],  ask.instance({ allowFrom: [] }),                  'instance.added'],
    ['admitting no range',            [net],  ask.instance({ allowFrom: ['10.0.0.0/8', 'x'] }), 'bad-field allow range'],
    ['admits someone else',           there,  security(['192.168.0.0/16']),                     'instance.security-set'],
    ['admits nobody any more',        there,  security([]),                                     'instance.security-set'],
    ['admits the same as before',     there,  security(['10.0.0.0/8']),                         'silence'],
    ['cannot admit what is no range', there,  security(['10.0.0.0/33']),                        'bad-field allow range'],
    ['that is not there admits none', there,  security([], 'i-2'),                              'unknown-thing instance'],
    ['goes',                          there,  remove('i-1'),                                    'instance.removed'],
    ['is gone',                       there,  remove('i-2'),                                    'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));
});
