/** Route tables of a VPC: their subnets, rules and propagations, and when each may be had or removed (domain §2.5, §5.6). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import { attachment, entry, gateway, stateAfter, told, vpc } from './cloud.ts';

const custom = entry({ type: 'route-table.added', id: 'vpc-1', table: 'rtb-1', name: 'edge' });
const net = [vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']), custom];
const attached = [...net, gateway(), gateway('bgw-2'), attachment('att-1', 'vpc-1', 'bgw-1', 'none')];
const bound = entry({ type: 'subnet.bound', id: 'vpc-1', subnet: 'vpc-1-s1', table: 'rtb-1' });

describe('a table', () => {
  const remove = (table: string) => ({ do: 'remove-route-table', id: 'vpc-1', table }) as const;
  const bind = (subnet: string, table: string) => ({ do: 'bind-subnet', id: 'vpc-1', subnet, table }) as const;
  const unbound = [
    ...net,
    bound,
    entry({ type: 'subnet.bound', id: 'vpc-1', subnet: 'vpc-1-s1', table: 'vpc-1-default' }),
  ];

  // biome-ignore format: rows
  it.each([
    ['made with the VPC stays',        net,              remove('vpc-1-default'),           'default-table table'],
    ['nothing uses goes',              net,              remove('rtb-1'),                   'route-table.removed'],
    ['a subnet uses stays',            [...net, bound],  remove('rtb-1'),                   'in-use table'],
    ['a subnet has left goes',         unbound,          remove('rtb-1'),                   'route-table.removed'],
    ['that is gone',                   net,              remove('rtb-2'),                   'silence'],
    ['of no VPC',                      [],               remove('rtb-1'),                   'unknown-thing vpc'],
    ['takes a subnet',                 net,              bind('vpc-1-s1', 'rtb-1'),         'subnet.bound'],
    ['takes a subnet, by names',       net,              bind('named-vpc-1-s1', 'edge'),    'subnet.bound'],
    ['has the subnet already',         [...net, bound],  bind('vpc-1-s1', 'rtb-1'),         'silence'],
    ['gives the subnet back',          [...net, bound],  bind('vpc-1-s1', 'default'),       'subnet.bound'],
    ['takes no subnet that is not',    net,              bind('vpc-1-s9', 'rtb-1'),         'unknown-thing subnet'],
    ['that is not takes no subnet',    net,              bind('vpc-1-s1', 'rtb-9'),         'unknown-thing table'],
    ['that is there already',          net,              { do: 'add-route-table', id: 'vpc-1', table: 'rtb-1', name: 'edge' } as const, 'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('is one at a time for a subnet', () => {
    const tables = stateAfter(net, bind('vpc-1-s1', 'rtb-1')).vpcs['vpc-1']?.subnets.map((row) => row.routeTable);
    expect(tables).toEqual(['rtb-1', 'vpc-1-default']);
  });
});

describe('a rule', () => {
  const add = (destination: string, to = 'bgw-1', table = 'default') =>
    ({ do: 'add-vpc-route', id: 'vpc-1', table, destination, gateway: to }) as const;
  const remove = (destination: string, to = 'bgw-1') =>
    ({ do: 'remove-vpc-route', id: 'vpc-1', table: 'default', destination, gateway: to }) as const;
  const rule = (destination: string, to = 'bgw-1') =>
    entry({ type: 'vpc-route.added', id: 'vpc-1', table: 'vpc-1-default', destination, gateway: to });
  const ruled = [...attached, attachment('att-2', 'vpc-1', 'bgw-2', 'none'), rule('192.168.0.0/24')];

  // biome-ignore format: rows
  it.each([
    ['to an attached gateway',             attached, add('192.168.0.0/24'),                    'vpc-route.added'],
    ['in a custom table',                  attached, add('192.168.0.0/24', 'bgw-1', 'rtb-1'),  'vpc-route.added'],
    ['in a table that is not there',       attached, add('192.168.0.0/24', 'bgw-1', 'rtb-9'),  'unknown-thing table'],
    ['for everything',                     attached, add('0.0.0.0/0'),                         'vpc-route.added'],
    ['to a gateway not attached',          attached, add('192.168.0.0/24', 'bgw-2'),           'not-attached gateway'],
    ['to a gateway that is not there',     attached, add('192.168.0.0/24', 'bgw-9'),           'not-attached gateway'],
    ['for the VPC itself: Local wins',     attached, add('10.1.0.0/16'),                       'local-wins destination'],
    ['for a part of the VPC: Local wins',  attached, add('10.1.200.0/24'),                     'local-wins destination'],
    ['for more than the VPC',              attached, add('10.0.0.0/8'),                        'vpc-route.added'],
    ['with host bits',                     attached, add('192.168.0.1/24'),                    'bad-field destination range'],
    ['without a mask',                     attached, add('192.168.0.0'),                       'bad-field destination range'],
    ['that is there already',              ruled,    add('192.168.0.0/24'),                    'silence'],
    ['to the same, in another table',      ruled,    add('192.168.0.0/24', 'bgw-1', 'rtb-1'),  'vpc-route.added'],
    ['to the same, by another gateway',    ruled,    add('192.168.0.0/24', 'bgw-2'),           'vpc-route.added'],
    ['removed',                            ruled,    remove('192.168.0.0/24'),                 'vpc-route.removed'],
    ['removed twice',                      attached, remove('192.168.0.0/24'),                 'silence'],
    ['of another gateway is not removed',  ruled,    remove('192.168.0.0/24', 'bgw-2'),        'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('is told why Local wins', () => {
    given(tenant, attached)
      .when(add('10.1.200.0/24'), facts(lin))
      .refuses({ code: 'local-wins', field: 'destination', value: '10.1.200.0/24', values: { vpc: '10.1.0.0/16' } });
  });

  it('leaves its neighbours when it goes', () => {
    const two = [...ruled, rule('192.168.0.0/24', 'bgw-2'), rule('192.168.1.0/24')];
    expect(stateAfter(two, remove('192.168.0.0/24')).vpcs['vpc-1']?.routeTables[0]?.rules).toEqual([
      { destination: '192.168.0.0/24', gateway: 'bgw-2' },
      { destination: '192.168.1.0/24', gateway: 'bgw-1' },
    ]);
  });
});

describe('propagation', () => {
  const set = (scope: readonly string[], to = 'bgw-1', table = 'default') =>
    ({ do: 'set-propagation', id: 'vpc-1', table, gateway: to, scope }) as const;
  const propagating = [
    ...attached,
    entry({ type: 'propagation.set', id: 'vpc-1', table: 'vpc-1-default', gateway: 'bgw-1', scope: ['10.0.0.0/8'] }),
  ];

  // biome-ignore format: rows
  it.each([
    ['of everything',                   attached,    set(['0.0.0.0/0']),                    'propagation.set'],
    ['of two ranges',                   attached,    set(['10.0.0.0/8', '192.168.0.0/16']), 'propagation.set'],
    ['into a custom table',             attached,    set(['0.0.0.0/0'], 'bgw-1', 'rtb-1'),  'propagation.set'],
    ['into a table that is not there',  attached,    set(['0.0.0.0/0'], 'bgw-1', 'rtb-9'),  'unknown-thing table'],
    ['from a gateway not attached',     attached,    set(['0.0.0.0/0'], 'bgw-2'),           'not-attached gateway'],
    ['of a range with host bits',       attached,    set(['10.0.0.0/8', '10.0.0.1/8']),     'bad-field scope range'],
    ['of what is no range',             attached,    set(['all']),                          'bad-field scope range'],
    ['as it is',                        propagating, set(['10.0.0.0/8']),                   'silence'],
    ['of less than before',             propagating, set(['10.1.0.0/16']),                  'propagation.set'],
    ['of nothing any more',             propagating, set([]),                               'propagation.set'],
    ['of nothing still',                attached,    set([]),                               'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['replaces',       set(['172.16.0.0/12']), [{ gateway: 'bgw-1', scope: ['172.16.0.0/12'] }]],
    ['of nothing goes', set([]),               []],
  ])('%s what was set before', (_name, command, left) => {
    expect(stateAfter(propagating, command).vpcs['vpc-1']?.routeTables[0]?.propagations).toEqual(left);
  });
});
