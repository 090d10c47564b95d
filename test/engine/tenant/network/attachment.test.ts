/** VPC attachments: one per VPC and gateway, in one region, exporting nothing that lies on the customer's side (domain §2.3). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import {
  ask,
  attachment,
  deviceSet,
  elsewhere,
  entry,
  gateway,
  line,
  stateAfter,
  staticRoute,
  told,
  vif,
  vifDeleted,
  vifDeleting,
  vifUp,
  vpc,
} from './cloud.ts';

const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']);
const base = [line(), gateway(), net];
const attached = [...base, attachment('att-1', 'vpc-1')];

describe('attaching', () => {
  // biome-ignore format: rows
  it.each([
    ['all subnets',                    base,     ask.attachment(),                                                  'attachment.created'],
    ['chosen subnets',                 base,     ask.attachment({ propagate: 'partial', subnets: ['vpc-1-s2'] }),   'attachment.created'],
    ['no subnets',                     base,     ask.attachment({ propagate: 'none' }),                             'attachment.created'],
    ['chosen subnets, none chosen',    base,     ask.attachment({ propagate: 'partial' }),                          'bad-field subnets subnets'],
    ['a subnet it has not',            base,     ask.attachment({ propagate: 'partial', subnets: ['vpc-1-s9'] }),   'unknown-thing subnets'],
    ['to no gateway',                  [net],    ask.attachment(),                                                  'unknown-thing gateway'],
    ['no VPC',                         [gateway()], ask.attachment(),                                               'unknown-thing vpc'],
    ['the pair twice',                 attached, ask.attachment(),                                                  'attached-already vpc'],
    ['the same again',                 attached, ask.attachment({ id: 'att-1' }),                                   'silence'],
    ['another VPC to the gateway',     [...attached, vpc('vpc-2', '10.2.0.0/16')],  ask.attachment({ vpc: 'vpc-2' }), 'attachment.created'],
    ['the VPC to another gateway',     [...attached, gateway('bgw-2')],      ask.attachment({ gateway: 'bgw-2' }),  'attachment.created'],
    ['a VPC overlapping another there', [...attached, vpc('vpc-2', '10.1.0.0/16', ['10.1.1.0/24'])], ask.attachment({ vpc: 'vpc-2' }), 'attachment.created'],
    ['to a gateway of another region', [net, gateway('bgw-1', elsewhere)],   ask.attachment(),                      'other-region vpc'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['all',     ask.attachment({ subnets: ['vpc-1-s2'] }),                       []],
    ['none',    ask.attachment({ propagate: 'none', subnets: ['vpc-1-s2'] }),    []],
    ['partial', ask.attachment({ propagate: 'partial', subnets: ['vpc-1-s2'] }), ['vpc-1-s2']],
  ])('%s keeps a choice of subnets only where it counts', (_propagate, command, subnets) => {
    expect(stateAfter(base, command).attachments['att-9']?.subnets).toEqual(subnets);
  });

  it('says which attachment there is', () => {
    given(tenant, attached)
      .when(ask.attachment(), facts(lin))
      .refuses({ code: 'attached-already', field: 'vpc', value: 'vpc-1', values: { by: 'att-1' } });
  });
});

describe('an export of 10.1.1.0/24 and 10.1.2.0/24', () => {
  const tunnel = [...base, vif('vif-1'), vifUp('vif-1')];
  const announcing = (...announces: readonly string[]) => [...tunnel, deviceSet('vif-1', { announces })];
  const routed = (state: 'pending-verification' | 'effective' | 'rejected') => [
    ...tunnel,
    staticRoute('route-1', '10.1.2.0/25', 'vif-1', state),
  ];
  const linked = [
    ...base,
    vif('vif-1', {
      pairs: [
        { customerIp: '10.1.2.1/30', cloudIp: '10.1.2.2/30' },
        { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' },
      ],
    }),
  ];
  const second = ask.attachment({ propagate: 'partial', subnets: ['vpc-1-s2'] });
  const first = ask.attachment({ propagate: 'partial', subnets: ['vpc-1-s1'] });
  const none = ask.attachment({ propagate: 'none' });

  // biome-ignore format: rows
  it.each([
    ['beside all that is announced',       announcing('192.168.0.0/24'),    ask.attachment(), 'attachment.created'],
    ['with a part announced',              announcing('10.1.2.128/25'),     ask.attachment(), 'overlap vpc'],
    ['inside what is announced',           announcing('10.1.0.0/16'),       ask.attachment(), 'overlap vpc'],
    ['in the VPC, but no subnet of it',    announcing('10.1.3.0/24'),       ask.attachment(), 'attachment.created'],
    ['with the announced part chosen',     announcing('10.1.2.0/24'),       second,           'overlap vpc'],
    ['without the announced part',         announcing('10.1.2.0/24'),       first,            'attachment.created'],
    ['not made, whatever is chosen',       announcing('10.1.2.0/24'),       ask.attachment({ propagate: 'none', subnets: ['vpc-1-s2'] }), 'attachment.created'],
    ['not made at all',                    announcing('10.1.2.0/24'),       none,             'attachment.created'],
    ['over a link of an interface',        linked,                          ask.attachment(), 'overlap vpc'],
    ['beside a link of an interface',      linked,                          first,            'attachment.created'],
    ['over a static route asked for',      routed('pending-verification'),  ask.attachment(), 'overlap vpc'],
    ['over a static route in effect',      routed('effective'),             ask.attachment(), 'overlap vpc'],
    ['over a static route refused',        routed('rejected'),              ask.attachment(), 'attachment.created'],
    ['while the interface is leaving',     [...announcing('10.1.2.0/24'), vifDeleting('vif-1')],                       ask.attachment(), 'overlap vpc'],
    ['after the interface left',           [...announcing('10.1.2.0/24'), vifDeleting('vif-1'), vifDeleted('vif-1')], ask.attachment(), 'attachment.created'],
    ['announced at another gateway',       [...announcing('10.1.2.0/24'), gateway('bgw-2')], ask.attachment({ gateway: 'bgw-2' }), 'attachment.created'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('names both ranges', () => {
    given(tenant, announcing('10.1.0.0/16'))
      .when(ask.attachment(), facts(lin))
      .refuses({
        code: 'overlap',
        field: 'vpc',
        value: '10.1.1.0/24',
        values: { with: '10.1.0.0/16', by: 'vif-1' },
      });
  });
});

describe('editing', () => {
  const edit = (more: object) => ({ do: 'edit-attachment', id: 'att-1', ...more }) as const;
  const chosen = [...base, attachment('att-1', 'vpc-1', 'bgw-1', 'partial', ['vpc-1-s1'])];
  const busy = [...chosen, vif('vif-1'), deviceSet('vif-1', { announces: ['10.1.2.0/24'] })];

  // biome-ignore format: rows
  it.each([
    ['the name',                     chosen,   edit({ name: 'b' }),                                    'attachment.edited'],
    ['nothing',                      chosen,   edit({}),                                               'silence'],
    ['nothing, in so many words',    chosen,   edit({ name: 'att-1', propagate: 'partial', subnets: ['vpc-1-s1'] }), 'silence'],
    ['all to chosen, none chosen',   attached, edit({ propagate: 'partial' }),                         'bad-field subnets subnets'],
    ['all to chosen',                attached, edit({ propagate: 'partial', subnets: ['vpc-1-s2'] }),  'attachment.edited'],
    ['the choice',                   chosen,   edit({ subnets: ['vpc-1-s1', 'vpc-1-s2'] }),            'attachment.edited'],
    ['to a subnet it has not',       chosen,   edit({ subnets: ['vpc-1-s9'] }),                        'unknown-thing subnets'],
    ['to no choice',                 chosen,   edit({ subnets: [] }),                                  'bad-field subnets subnets'],
    ['a choice that does not count', attached, edit({ subnets: ['vpc-1-s1'] }),                        'silence'],
    ['to none',                      chosen,   edit({ propagate: 'none' }),                            'attachment.edited'],
    ['onto what is announced',       busy,     edit({ propagate: 'all' }),                             'overlap vpc'],
    ['away from what is announced',  busy,     edit({ propagate: 'none' }),                            'attachment.edited'],
    ['what is not there',            base,     edit({ name: 'b' }),                                    'unknown-thing attachment'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));
});

describe('detaching', () => {
  const detach = { do: 'delete-attachment', id: 'att-1' } as const;
  const table = { id: 'vpc-1', table: 'vpc-1-default' } as const;
  const twice = [
    ...attached,
    gateway('bgw-2'),
    attachment('att-2', 'vpc-1', 'bgw-2'),
    vif('vif-1'),
    vifUp('vif-1'),
    staticRoute('route-1', '10.1.7.0/24', 'att-1', 'effective'),
    staticRoute('route-2', '192.168.0.0/24', 'vif-1', 'effective'),
    entry(
      { type: 'vpc-route.added', ...table, destination: '192.168.0.0/24', gateway: 'bgw-1' },
      { type: 'vpc-route.added', ...table, destination: '192.168.0.0/24', gateway: 'bgw-2' },
      { type: 'propagation.set', ...table, gateway: 'bgw-1', scope: ['0.0.0.0/0'] },
      { type: 'propagation.set', ...table, gateway: 'bgw-2', scope: ['10.0.0.0/8'] },
    ),
  ];

  it('takes the routes over it on both sides, and no others', () => {
    const outcome = given(tenant, twice).when(detach, facts(lin));
    outcome.happens(
      { type: 'static-route.removed', id: 'bgw-1', route: 'route-1' },
      { type: 'vpc-route.removed', ...table, destination: '192.168.0.0/24', gateway: 'bgw-1' },
      { type: 'propagation.set', ...table, gateway: 'bgw-1', scope: [] },
      { type: 'attachment.deleted', id: 'att-1' },
    );
    const { attachments, gateways, vpcs } = outcome.after;
    expect(Object.keys(attachments)).toEqual(['att-2']);
    expect(gateways['bgw-1']?.staticRoutes.map((row) => row.id)).toEqual(['route-2']);
    expect(vpcs['vpc-1']?.routeTables[0]).toMatchObject({
      rules: [{ destination: '192.168.0.0/24', gateway: 'bgw-2' }],
      propagations: [{ gateway: 'bgw-2', scope: ['10.0.0.0/8'] }],
    });
  });

  it('touches the gateway and the VPC it takes routes from', () => {
    const { version, gateways, vpcs } = stateAfter(twice, detach);
    expect([gateways['bgw-1']?.revision, vpcs['vpc-1']?.revision]).toEqual([version, version]);
  });

  it('twice is silence, and so is detaching what nobody attached', () => {
    expect(told(base, detach)).toBe('silence');
    expect(told(base, { do: 'delete-attachment', id: 'constructor' })).toBe('silence');
  });

  it('lets the pair be attached again', () => {
    const again = [...attached, entry({ type: 'attachment.deleted', id: 'att-1' })];
    expect(told(again, ask.attachment())).toBe('attachment.created');
  });
});
