/** Routes inside one AS: next hops, external before internal, reflection (RFC 4456). */
import type { Scenario } from '../scenario.ts';
import { cable, peering, routerNode } from './baseline.ts';
import { add, type Edit, node, options, phase, scenario, without } from './edit.ts';

/** Line routers joined by an iBGP session over a cable of their own; the client has only pair 1. */
const joined = (nextHopSelf: boolean): readonly Edit[] => [
  add({
    links: [cable('lr1-lr2', ['lr1', '100.64.12.1/30'], ['lr2', '100.64.12.2/30'])],
    sessions: [peering('lr1-lr2', ['lr1', 64512], ['lr2', 64512])],
  }),
  without('lr2-cust', 'bgw-lr1'),
  ...(nextHopSelf ? [options('lr1-lr2', 'a', { nextHopSelf }), options('lr1-lr2', 'b', { nextHopSelf })] : []),
];
/** A reflector between lr1 (client side) and lr2 (cloud side); without `reflects` it is a plain iBGP neighbour of both. */
const reflected = (reflects: boolean): readonly Edit[] => [
  node('rr', routerNode(64512, '10.255.0.20')),
  add({
    links: [
      cable('rr-lr1', ['rr', '100.64.21.2/30'], ['lr1', '100.64.21.1/30']),
      cable('rr-lr2', ['rr', '100.64.22.2/30'], ['lr2', '100.64.22.1/30']),
    ],
    sessions: [peering('rr-lr1', ['rr', 64512], ['lr1', 64512]), peering('rr-lr2', ['rr', 64512], ['lr2', 64512])],
  }),
  without('lr2-cust', 'bgw-lr1'),
  node('lr1', { static: [{ dst: '100.64.22.0/30', via: ['100.64.21.2'] }] }),
  node('lr2', { static: [{ dst: '100.64.21.0/30', via: ['100.64.22.2'] }] }),
  options('rr-lr1', 'b', { nextHopSelf: true }),
  options('rr-lr2', 'b', { nextHopSelf: true }),
  ...(reflects ? [options('rr-lr1', 'a', { rrClient: true }), options('rr-lr2', 'a', { rrClient: true })] : []),
];

export const internal: readonly Scenario[] = [
  scenario(
    'v58-ibgp-no-next-hop-self',
    'lr2 hears the client from lr1 with a next hop it cannot resolve',
    ['ibgp', 'next-hop', 'failure'],
    joined(false),
  ),
  scenario(
    'v59-ibgp-next-hop-self',
    'the same with next-hop-self: traffic goes lr2, lr1, client',
    ['ibgp', 'next-hop'],
    joined(true),
  ),
  scenario(
    'v60-ebgp-over-ibgp',
    'line routers joined by iBGP prefer what they hear from outside',
    ['ibgp', 'decision'],
    [
      add({
        links: [cable('lr1-lr2', ['lr1', '100.64.12.1/30'], ['lr2', '100.64.12.2/30'])],
        sessions: [peering('lr1-lr2', ['lr1', 64512], ['lr2', 64512])],
      }),
      options('lr1-lr2', 'a', { nextHopSelf: true }),
      options('lr1-lr2', 'b', { nextHopSelf: true }),
    ],
    phase('pair-1-down', [{ do: 'link-down', link: 'lr1-cust' }]),
  ),
  scenario(
    'v61-route-reflector',
    'lr1 and lr2 are clients of a reflector',
    ['ibgp', 'route-reflector'],
    reflected(true),
  ),
  scenario(
    'v62-ibgp-no-reflection',
    'the same triangle without reflection: iBGP routes stop at the middle',
    ['ibgp', 'failure'],
    reflected(false),
  ),
];
