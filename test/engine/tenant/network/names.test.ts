/** Names, descriptions and regions obey one rule wherever a thing of the cloud network has them (domain §2). */
import { describe, expect, it } from 'vitest';
import type { NetworkCommand } from '../../../../src/engine/tenant/network/messages.ts';
import { ask, attachment, gateway, line, told, vif, vpc } from './cloud.ts';

const past = [
  line(),
  vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']),
  vpc('vpc-2', '10.2.0.0/16'),
  gateway(),
  vif('vif-1'),
  attachment('att-2', 'vpc-2'),
];
const long = (length: number, letter = 'a') => letter.repeat(length);

const named: readonly [NetworkCommand['do'], (name: string) => NetworkCommand, string][] = [
  ['create-vpc', (name) => ask.vpc({ name }), 'vpc.created'],
  ['add-subnet', (name) => ask.subnet({ name }), 'subnet.added'],
  ['add-instance', (name) => ask.instance({ name }), 'instance.added'],
  ['add-route-table', (name) => ({ do: 'add-route-table', id: 'vpc-1', table: 'rtb-9', name }), 'route-table.added'],
  ['create-gateway', (name) => ask.gateway({ name }), 'gateway.created'],
  ['edit-gateway', (name) => ({ do: 'edit-gateway', id: 'bgw-1', name }), 'gateway.edited'],
  ['create-attachment', (name) => ask.attachment({ name }), 'attachment.created'],
  ['edit-attachment', (name) => ({ do: 'edit-attachment', id: 'att-2', name }), 'attachment.edited'],
  ['create-vif', (name) => ask.vif({ name }), 'vif.created'],
  ['edit-vif', (name) => ({ do: 'edit-vif', id: 'vif-1', name }), 'vif.edited'],
];
const described: readonly [NetworkCommand['do'], (description: string) => NetworkCommand, string][] = [
  ['create-vpc', (description) => ask.vpc({ description }), 'vpc.created'],
  ['create-gateway', (description) => ask.gateway({ description }), 'gateway.created'],
  ['edit-gateway', (description) => ({ do: 'edit-gateway', id: 'bgw-1', description }), 'gateway.edited'],
  ['create-attachment', (description) => ask.attachment({ description }), 'attachment.created'],
  ['create-vif', (description) => ask.vif({ description }), 'vif.created'],
  ['edit-vif', (description) => ({ do: 'edit-vif', id: 'vif-1', description }), 'vif.edited'],
];
const placed: readonly [NetworkCommand['do'], (region: string) => NetworkCommand, string][] = [
  ['create-vpc', (region) => ask.vpc({ region }), 'vpc.created'],
  ['create-gateway', (region) => ask.gateway({ region }), 'gateway.created'],
];

describe.each(named)('the name in %s', (_do, command, said) => {
  it.each(['a', '7', '_', '-', '生产-网络_2', long(32), long(32, '线')])('may be %j', (name) => {
    expect(told(past, command(name))).toBe(said);
  });
  it.each(['', ' ', long(33), long(33, '线'), 'a b', 'a.b', '网😀', 'a\n', '<b>'])('may not be %j', (name) => {
    expect(told(past, command(name))).toBe('bad-field name name');
  });
});

describe.each(described)('the description in %s', (_do, command, said) => {
  it('has at most 256 characters', () => {
    expect(told(past, command(long(256)))).toBe(said);
    expect(told(past, command(long(257)))).toBe('bad-field description description');
  });
});

describe.each(placed)('the region in %s', (_do, command, said) => {
  it.each(['cn-north-1', 'cn-south-1', 'cn-east-1', 'cn-east-2'])('may be %s', (region) => {
    expect(told(past, command(region))).toBe(said);
  });
  it.each(['', 'cn-north-2', 'CN-NORTH-1', 'constructor'])('may not be %j', (region) => {
    expect(told(past, command(region))).toBe('bad-field region region');
  });
});
