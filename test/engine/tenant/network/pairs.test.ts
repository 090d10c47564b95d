/** The two address pairs of a virtual interface: their order and mask, and what a link may not touch (domain §5.7, §11.2). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { AddressPair } from '../../../../src/engine/tenant/network/model.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import { ask, attachment, deviceSet, gateway, line, pairs, told, vif, vifDeleted, vifDeleting, vpc } from './cloud.ts';

const base = [line(), gateway()];
const one = [...base, vif('vif-1')];

describe('an address pair', () => {
  const good: AddressPair = { customerIp: '172.16.9.1/30', cloudIp: '172.16.9.2/30' };
  const spare: AddressPair = { customerIp: '172.16.9.9/30', cloudIp: '172.16.9.10/30' };
  // biome-ignore format: rows
  const rows: readonly [string, string, string, string][] = [
    ['client first, cloud second',    '172.16.9.5/30',   '172.16.9.6/30',   'vif.created'],
    ['in 10/8',                       '10.9.9.1/30',     '10.9.9.2/30',     'vif.created'],
    ['in 192.168/16',                 '192.168.9.1/30',  '192.168.9.2/30',  'vif.created'],
    ['last /30 of 172.16/12',         '172.31.255.253/30', '172.31.255.254/30', 'vif.created'],
    ['swapped',                       '172.16.9.6/30',   '172.16.9.5/30',   'bad-field pairs pair-order'],
    ['the same twice',                '172.16.9.5/30',   '172.16.9.5/30',   'bad-field pairs pair-order'],
    ['the network address',           '172.16.9.4/30',   '172.16.9.6/30',   'bad-field pairs pair-order'],
    ['the broadcast address',         '172.16.9.5/30',   '172.16.9.7/30',   'bad-field pairs pair-order'],
    ['in two /30s',                   '172.16.9.6/30',   '172.16.9.9/30',   'bad-field pairs pair'],
    ['a /29',                         '172.16.9.5/29',   '172.16.9.6/29',   'bad-field pairs pair'],
    ['a /31',                         '172.16.9.4/31',   '172.16.9.5/31',   'bad-field pairs pair'],
    ['two masks',                     '172.16.9.5/30',   '172.16.9.6/24',   'bad-field pairs pair'],
    ['no mask',                       '172.16.9.5',      '172.16.9.6',      'bad-field pairs pair'],
    ['public',                        '8.8.8.1/30',      '8.8.8.2/30',      'bad-field pairs pair'],
    ['link-local',                    '169.254.0.1/30',  '169.254.0.2/30',  'bad-field pairs pair'],
    ['shared address space',          '100.64.0.1/30',   '100.64.0.2/30',   'bad-field pairs pair'],
    ['beyond 172.16/12',              '172.32.0.1/30',   '172.32.0.2/30',   'bad-field pairs pair'],
    ['no address',                    'first',           'second',          'bad-field pairs pair'],
  ];
  it.each(rows)('%s, as the primary', (_name, customerIp, cloudIp, said) => {
    expect(told(base, ask.vif({ pairs: [{ customerIp, cloudIp }, spare] }))).toBe(said);
  });
  it.each(rows)('%s, as the secondary', (_name, customerIp, cloudIp, said) => {
    expect(told(base, ask.vif({ pairs: [good, { customerIp, cloudIp }] }))).toBe(said);
  });

  it('is not the other pair', () => {
    given(tenant, base)
      .when(ask.vif({ pairs: [good, good] }), facts(lin))
      .refuses({ code: 'bad-field', field: 'pairs', value: '172.16.9.0/30', values: { expect: 'pairs-apart' } });
  });

  const announcing = [...one, deviceSet('vif-1', { announces: ['172.16.9.0/24'], host: '172.16.9.200' })];
  const inVpc = vpc('vpc-1', '172.16.0.0/16');
  const otherGateway = [...one, gateway('bgw-2')];
  // biome-ignore format: rows
  it.each([
    ['free',                                     one,                                                   ask.vif({ pairs: pairs(9) }), 'vif.created'],
    ['a link of the gateway',                    one,                                                   ask.vif({ pairs: pairs(0) }), 'address-taken pairs'],
    ['its primary as our secondary',             one,                                                   ask.vif({ pairs: [good, pairs(0)[0]] }), 'address-taken pairs'],
    ['a link of a leaving interface',            [...one, vifDeleting('vif-1')],                        ask.vif({ pairs: pairs(0) }), 'address-taken pairs'],
    ['a link an interface left',                 [...one, vifDeleting('vif-1'), vifDeleted('vif-1')],   ask.vif({ pairs: pairs(0) }), 'vif.created'],
    ['a link of another gateway',                otherGateway,  ask.vif({ gateway: 'bgw-2', pairs: pairs(0) }),                       'vif.created'],
    ['inside what is announced',                 announcing,                                            ask.vif({ pairs: pairs(9) }), 'address-taken pairs'],
    ['inside an attached VPC',                   [...one, inVpc, attachment('att-1', 'vpc-1')],         ask.vif({ pairs: pairs(9) }), 'address-taken pairs'],
    ['inside a VPC that exports nothing',        [...one, inVpc, attachment('att-1', 'vpc-1', 'bgw-1', 'none')], ask.vif({ pairs: pairs(9) }), 'address-taken pairs'],
    ['inside a VPC nobody attached',             [...one, inVpc],                                       ask.vif({ pairs: pairs(9) }), 'vif.created'],
    ['inside a VPC on another gateway',          [...otherGateway, inVpc, attachment('att-1', 'vpc-1', 'bgw-2')], ask.vif({ pairs: pairs(9) }), 'vif.created'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('that is taken comes with who has it and what is free', () => {
    given(tenant, one)
      .when(ask.vif({ pairs: pairs(0) }), facts(lin))
      .refuses({
        code: 'address-taken',
        field: 'pairs',
        value: '172.16.0.0/30',
        values: { with: '172.16.0.0/30', by: 'vif-1', free: '172.31.128.1/30' },
      });
  });
});
