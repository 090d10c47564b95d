/** Static routes of a gateway: what they may say, who lets them in, and what goes with them (domain §2.5, §5.10, §11.2). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import { given } from '../../core/given.ts';
import { facts, fei, lin, rui, wei } from '../story.ts';
import {
  ask,
  attachment,
  elsewhere,
  gateway,
  line,
  pairs,
  stateAfter,
  staticRoute,
  told,
  vif,
  vifDeleted,
  vifDeleting,
  vifDown,
  vifUp,
  vpc,
} from './cloud.ts';

const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']);
const pending = [line(), gateway(), vif('vif-1')];
const up = [...pending, vifUp('vif-1')];
const two = [...up, vif('vif-2', { vlan: 20, pairs: pairs(2) }), vifUp('vif-2')];
const attached = [...up, net, attachment('att-1', 'vpc-1')];
const asked = (destination: string, nextHop: string, state: 'pending-verification' | 'effective' | 'rejected') =>
  staticRoute('route-1', destination, nextHop, state);

describe('the destination', () => {
  // biome-ignore format: rows
  it.each([
    ['10.0.0.0/8',      'static-route.requested'],
    ['172.16.0.0/12',   'static-route.requested'],
    ['192.168.9.0/24',  'static-route.requested'],
    ['192.168.9.9/32',  'static-route.requested'],
    ['0.0.0.0/0',       'default-route destination'],
    ['8.8.8.0/24',      'public-range destination'],
    ['172.32.0.0/16',   'public-range destination'],
    ['172.0.0.0/8',     'public-range destination'],
    ['100.64.0.0/10',   'public-range destination'],
    ['192.168.9.1/24',  'bad-field destination range'],
    ['192.168.9.0',     'bad-field destination range'],
    ['192.168.9.0/33',  'bad-field destination range'],
    ['',                'bad-field destination range'],
  ])('%j: %s', (destination, said) => expect(told(up, ask.route({ destination }))).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['beside the attached VPC',     '10.2.0.0/16', 'static-route.requested'],
    ['inside the attached VPC',     '10.1.9.0/24', 'overlap destination'],
    ['around the attached VPC',     '10.0.0.0/8',  'overlap destination'],
  ])('%s: %s', (_name, destination, said) => expect(told(attached, ask.route({ destination }))).toBe(said));

  it('may be a VPC attached to another gateway', () => {
    const other = [...up, gateway('bgw-2'), net, attachment('att-1', 'vpc-1', 'bgw-2')];
    expect(told(other, ask.route({ destination: '10.1.0.0/16' }))).toBe('static-route.requested');
  });

  it('over an attachment may be inside its VPC', () => {
    expect(told(attached, ask.route({ destination: '10.1.9.0/24', nextHop: 'att-1' }))).toBe('static-route.requested');
  });
});

describe('the next hop', () => {
  const otherGateway = gateway('bgw-2');
  // biome-ignore format: rows
  it.each([
    ['a pending interface',             pending,                                                  'vif-1',       'vif-not-ready via'],
    ['a live interface',                up,                                                       'vif-1',       'static-route.requested'],
    ['a dead interface',                [...up, vifDown('vif-1')],                                'vif-1',       'static-route.requested'],
    ['a leaving interface',             [...up, vifDeleting('vif-1')],                            'vif-1',       'vif-not-ready via'],
    ['an interface that left',          [...up, vifDeleting('vif-1'), vifDeleted('vif-1')],       'vif-1',       'vif-not-ready via'],
    ['an attachment',                   attached,                                                 'att-1',       'static-route.requested'],
    ['another gateway’s interface',     [...up, otherGateway, vif('vif-2', { gateway: 'bgw-2', vlan: 20 }), vifUp('vif-2')], 'vif-2', 'unknown-thing via'],
    ['another gateway’s attachment',    [...up, otherGateway, net, attachment('att-1', 'vpc-1', 'bgw-2')], 'att-1', 'unknown-thing via'],
    ['a VPC',                           attached,                                                 'vpc-1',       'unknown-thing via'],
    ['nothing',                         up,                                                       'vif-8',       'unknown-thing via'],
    ['nobody’s',                        up,                                                       'constructor', 'unknown-thing via'],
  ])('is %s', (_name, past, nextHop, said) => expect(told(past, ask.route({ nextHop }))).toBe(said));

  it('is of a gateway there is', () => {
    expect(told([line(), gateway('bgw-1', elsewhere)], ask.route({ id: 'bgw-9' }))).toBe('unknown-thing gateway');
  });
});

describe('a route like one there is', () => {
  const here = '192.168.9.0/24';
  // biome-ignore format: rows
  it.each([
    ['the same, asked for',              [...two, asked(here, 'vif-1', 'pending-verification')], ask.route(),                        'silence'],
    ['the same, in effect',              [...two, asked(here, 'vif-1', 'effective')],            ask.route(),                        'silence'],
    ['the same, refused: asks again',    [...two, asked(here, 'vif-1', 'rejected')],             ask.route(),                        'static-route.requested'],
    ['equal cost, asked for',            [...two, asked(here, 'vif-2', 'pending-verification')], ask.route(),                        'static-ecmp destination'],
    ['equal cost, in effect',            [...two, asked(here, 'vif-2', 'effective')],            ask.route(),                        'static-ecmp destination'],
    ['equal cost, refused',              [...two, asked(here, 'vif-2', 'rejected')],             ask.route(),                        'static-route.requested'],
    ['another mask on the other line',   [...two, asked('192.168.8.0/23', 'vif-2', 'effective')], ask.route(),                       'static-route.requested'],
    ['another route under its id',       [...two, asked(here, 'vif-1', 'effective')],            ask.route({ route: 'route-1', destination: '192.168.7.0/24' }), 'silence'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('says which interface it would share with', () => {
    given(tenant, [...two, asked(here, 'vif-2', 'effective')])
      .when(ask.route(), facts(lin))
      .refuses({ code: 'static-ecmp', field: 'destination', value: here, values: { by: 'vif-2' } });
  });
});

describe('verification', () => {
  const about = { id: 'bgw-1', route: 'route-1' } as const;
  const verify = { do: 'verify-route', ...about } as const;
  const refuse = (reason = 'no such range') => ({ do: 'refuse-route', ...about, reason }) as const;
  const waiting = [...up, asked('192.168.9.0/24', 'vif-1', 'pending-verification')];
  const inEffect = [...up, asked('192.168.9.0/24', 'vif-1', 'effective')];
  const rejected = [...up, asked('192.168.9.0/24', 'vif-1', 'rejected')];
  /** lin asked; lin with an engineer's roles is still lin. */
  const linToo = { person: 'lin', movers: ['customer', 'reviewer', 'field'] } as const;

  // biome-ignore format: rows
  it.each([
    ['by a field engineer',          waiting,  verify,            fei,    'static-route.verified'],
    ['by a reviewer',                waiting,  verify,            rui,    'static-route.verified'],
    ['by another customer',          waiting,  verify,            wei,    'not-your-role'],
    ['by who asked for it',          waiting,  verify,            linToo, 'own-request'],
    ['refused by who asked for it',  waiting,  refuse(),          linToo, 'own-request'],
    ['refused by an engineer',       waiting,  refuse(),          fei,    'static-route.refused'],
    ['refused for no reason',        waiting,  refuse('  '),      fei,    'bad-field reason reason'],
    ['refused at length',            waiting,  refuse('x'.repeat(257)), fei, 'bad-field reason reason'],
    ['twice',                        inEffect, verify,            fei,    'silence'],
    ['after a refusal',              rejected, verify,            fei,    'silence'],
    ['of a route that is not there', up,       verify,            fei,    'unknown-thing route'],
    ['of no gateway’s route',        [line()], verify,            fei,    'unknown-thing gateway'],
  ])('%s', (_name, past, command, actor, said) => expect(told(past, command, actor)).toBe(said));

  // biome-ignore format: rows
  it.each([
    ['pending-verification', up,       ask.route(),       lin, { requestedBy: 'lin' }],
    ['effective',            waiting,  verify,            fei, { requestedBy: 'lin', decidedBy: 'fei' }],
    ['rejected',             waiting,  refuse(' no '),    fei, { requestedBy: 'lin', decidedBy: 'fei', reason: 'no' }],
    ['effective',            attached, ask.route({ destination: '10.1.9.0/24', nextHop: 'att-1' }), lin, { requestedBy: 'lin' }],
  ] as const)('leaves a route %s', (state, past, command, actor, more) => {
    const routes = stateAfter([...past], command, actor).gateways['bgw-1']?.staticRoutes;
    expect(routes).toHaveLength(1);
    expect(routes?.[0]).toMatchObject({ state, ...more });
  });
});

describe('a static route goes', () => {
  const remove = { do: 'remove-static-route', id: 'bgw-1', route: 'route-1' } as const;
  // biome-ignore format: rows
  it.each([
    ['when told to',                   [...up, asked('192.168.9.0/24', 'vif-1', 'effective')],            'static-route.removed'],
    ['before it was verified',         [...up, asked('192.168.9.0/24', 'vif-1', 'pending-verification')], 'static-route.removed'],
    ['after it was refused',           [...up, asked('192.168.9.0/24', 'vif-1', 'rejected')],             'static-route.removed'],
    ['once',                           up,                                                                'silence'],
    ['never, where no gateway is',     [line()],                                                          'silence'],
  ])('%s', (_name, past, said) => expect(told(past, remove)).toBe(said));

  it('with its interface, whatever came of it; others stay', () => {
    const past = [
      ...two,
      staticRoute('route-1', '192.168.1.0/24', 'vif-1', 'effective'),
      staticRoute('route-2', '192.168.2.0/24', 'vif-2', 'effective'),
      staticRoute('route-3', '192.168.3.0/24', 'vif-1', 'pending-verification'),
      staticRoute('route-4', '192.168.4.0/24', 'vif-1', 'rejected'),
    ];
    const outcome = given(tenant, past).when({ do: 'delete-vif', id: 'vif-1' }, facts(lin));
    outcome.happens(
      { type: 'static-route.removed', id: 'bgw-1', route: 'route-1' },
      { type: 'static-route.removed', id: 'bgw-1', route: 'route-3' },
      { type: 'static-route.removed', id: 'bgw-1', route: 'route-4' },
      { type: 'vif.deleting', id: 'vif-1', by: 'lin' },
    );
    expect(outcome.after.gateways['bgw-1']?.staticRoutes.map((row) => row.id)).toEqual(['route-2']);
  });
});
