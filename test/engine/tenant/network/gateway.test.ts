/** Border gateways: made with the provider's ASN, edited, and deleted once nothing hangs on them (domain §2.2, §3.7). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import { ask, attachment, gateway, line, told, vif, vifDeleted, vifDeleting, vifDown, vifUp, vpc } from './cloud.ts';

const remove = { do: 'delete-gateway', id: 'bgw-1' } as const;
const edit = (more: object) => ({ do: 'edit-gateway', id: 'bgw-1', ...more }) as const;
const one = [line(), gateway()];
const withVif = [...one, vif('vif-1')];
const withVpc = [...one, vpc('vpc-1', '10.1.0.0/16')];

describe('a border gateway', () => {
  it('has AS 65000', () => {
    given(tenant, [])
      .when(ask.gateway(), facts(lin))
      .happens({ type: 'gateway.created', id: 'bgw-9', name: 'edge-9', region: 'cn-north-1', asn: 65_000, by: 'lin' });
  });

  // biome-ignore format: rows
  it.each([
    ['made twice',                        one,                                                      ask.gateway({ id: 'bgw-1' }), 'silence'],
    ['renamed',                           one,                                                      edit({ name: 'b' }),          'gateway.edited'],
    ['renamed to its name',               one,                                                      edit({ name: 'bgw-1' }),      'silence'],
    ['described',                         one,                                                      edit({ description: 'b' }),   'gateway.edited'],
    ['edited in nothing',                 one,                                                      edit({}),                     'silence'],
    ['edited and not there',              [],                                                       edit({ name: 'b' }),          'unknown-thing gateway'],
    ['deleted with nothing on it',        one,                                                      remove,                       'gateway.deleted'],
    ['deleted with a pending interface',  withVif,                                                  remove,                       'in-use gateway'],
    ['deleted with a live interface',     [...withVif, vifUp('vif-1')],                             remove,                       'in-use gateway'],
    ['deleted with a dead interface',     [...withVif, vifUp('vif-1'), vifDown('vif-1')],           remove,                       'in-use gateway'],
    ['deleted with a leaving interface',  [...withVif, vifDeleting('vif-1')],                       remove,                       'in-use gateway'],
    ['deleted after its interface',       [...withVif, vifDeleting('vif-1'), vifDeleted('vif-1')],  remove,                       'gateway.deleted'],
    ['deleted with an attachment',        [...withVpc, attachment('att-1', 'vpc-1')],               remove,                       'in-use gateway'],
    ['deleted with an idle attachment',   [...withVpc, attachment('att-1', 'vpc-1', 'bgw-1', 'none')], remove,                    'in-use gateway'],
    ['deleted beside a busy one',         [...withVif, gateway('bgw-2')],  { do: 'delete-gateway', id: 'bgw-2' } as const,        'gateway.deleted'],
    ['deleted twice',                     [line()],                                                 remove,                       'silence'],
    ['deleted and nobody’s',              one,  { do: 'delete-gateway', id: 'constructor' } as const,                             'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['vif-1', withVif],
    ['att-1', [...withVpc, attachment('att-1', 'vpc-1')]],
  ])('says that %s is in the way', (by, past) => {
    given(tenant, past)
      .when(remove, facts(lin))
      .refuses({ code: 'in-use', field: 'gateway', value: 'bgw-1', values: { by } });
  });
});

describe('a hosted connection', () => {
  const leave = { do: 'delete', connection: 'conn-1' } as const;
  // biome-ignore format: rows
  it.each([
    ['without an interface',         one,                                                     'deletion.started'],
    ['with a pending interface',     withVif,                                                 'in-use connection'],
    ['with a leaving interface',     [...withVif, vifDeleting('vif-1')],                      'in-use connection'],
    ['whose interface left',         [...withVif, vifDeleting('vif-1'), vifDeleted('vif-1')], 'deletion.started'],
    ['beside a busy one',            [line('conn-2'), ...one, vif('vif-1', { connection: 'conn-2' })], 'deletion.started'],
  ])('%s', (_name, past, said) => expect(told(past, leave)).toBe(said));
});
