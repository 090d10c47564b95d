/** What happens when cables, nodes and daemons fail and return: carrier, hold timer, BFD, graceful restart (RFC 4724, 5880). */

import type { Scenario } from '../scenario.ts';
import { type Edit, options, phase, scenario } from './edit.ts';

const restartable: readonly Edit[] = ['bgw-lr1', 'lr1-cust', 'bgw-lr2', 'lr2-cust'].flatMap((id) => [
  options(id, 'a', { gracefulRestart: 20 }),
  options(id, 'b', { gracefulRestart: 20 }),
]);
const watched: readonly Edit[] = ['lr1-cust', 'lr2-cust'].flatMap((id) => [
  options(id, 'a', { bfd: true }),
  options(id, 'b', { bfd: true }),
]);

export const failures: readonly Scenario[] = [
  scenario(
    'v85-link-down-up',
    'pair 1 loses carrier and gets it back',
    ['failover', 'ecmp'],
    [],
    phase('down', [{ do: 'link-down', link: 'lr1-cust' }]),
    phase('up', [{ do: 'link-up', link: 'lr1-cust' }]),
  ),
  scenario(
    'v86-uplink-down',
    'bgw and lr1 lose their link: lr1 withdraws the VPC from the client',
    ['failover', 'withdraw'],
    [],
    phase('down', [{ do: 'link-down', link: 'bgw-lr1' }]),
    phase('up', [{ do: 'link-up', link: 'bgw-lr1' }]),
  ),
  scenario(
    'v87-both-pairs-down',
    'both pairs lose carrier',
    ['failure'],
    [],
    phase('down', [
      { do: 'link-down', link: 'lr1-cust' },
      { do: 'link-down', link: 'lr2-cust' },
    ]),
  ),
  scenario(
    'v88-silent-bfd',
    'pair 1 falls silent with BFD on: noticed within a second',
    ['bfd', 'failover'],
    watched,
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 4, maxWaitS: 5 }),
    phase('sound', [{ do: 'link-unsilent', link: 'lr1-cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v89-silent-recovers',
    'pair 1 is silent until the hold timer expires, then recovers',
    ['hold-timer', 'failover'],
    [],
    phase('silent', [{ do: 'link-silent', link: 'lr1-cust' }], { minWaitS: 14 }),
    phase('sound', [{ do: 'link-unsilent', link: 'lr1-cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v90-daemon-kill',
    'the BGP daemon of lr1 dies without graceful restart: neighbours leave it at once',
    ['daemon', 'failover'],
    [],
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }]),
    phase('back', [{ do: 'daemon-start', node: 'lr1' }], { minWaitS: 10 }),
  ),
  scenario(
    'v91-daemon-kill-graceful',
    'the BGP daemon of lr1 dies, neighbours keep its routes and it returns in time',
    ['daemon', 'graceful-restart'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('back', [{ do: 'daemon-start', node: 'lr1' }], { minWaitS: 12 }),
  ),
  scenario(
    'v92-daemon-kill-expired',
    'the BGP daemon of lr1 dies and does not return within the restart time',
    ['daemon', 'graceful-restart', 'failure'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('expired', [], { minWaitS: 24 }),
  ),
  scenario(
    'v93-client-dies',
    "the client's router dies completely, then returns",
    ['failure'],
    [],
    phase('dead', [{ do: 'node-down', node: 'cust' }]),
    phase('back', [{ do: 'node-up', node: 'cust' }], { minWaitS: 10 }),
  ),
  scenario(
    'v94-border-daemon-kill',
    'the BGP daemon of bgw dies: its forwarding stays, the client loses the VPC',
    ['daemon', 'failure'],
    [],
    phase('dead', [{ do: 'daemon-kill', node: 'bgw' }]),
  ),
  scenario(
    'v95-client-daemon-kill-graceful',
    "the client's BGP daemon restarts gracefully",
    ['daemon', 'graceful-restart'],
    restartable,
    phase('dead', [{ do: 'daemon-kill', node: 'cust' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('back', [{ do: 'daemon-start', node: 'cust' }], { minWaitS: 12 }),
  ),
  scenario(
    'v96-client-lan-down',
    "the client's LAN loses carrier: its prefix is no longer there to announce",
    ['withdraw', 'network'],
    [],
    phase('down', [{ do: 'link-down', link: 'cust-idc' }]),
  ),
  scenario(
    'v97-silent-uplink',
    'bgw and lr1 stop hearing each other: both hold timers, then one line',
    ['hold-timer', 'failover'],
    [],
    phase('at-once', [{ do: 'link-silent', link: 'bgw-lr1' }], { minWaitS: 1, maxWaitS: 3 }),
    phase('after-hold', [], { minWaitS: 14 }),
  ),

  scenario(
    'w40-bfd-one-side',
    'only lr1 and lr2 ask for BFD',
    ['bfd'],
    ['lr1-cust', 'lr2-cust'].map((id) => options(id, 'a', { bfd: true })),
  ),
  scenario(
    'w41-client-daemon-kill',
    "the client's BGP daemon dies without graceful restart",
    ['daemon', 'failure'],
    [],
    phase('dead', [{ do: 'daemon-kill', node: 'cust' }]),
    phase('back', [{ do: 'daemon-start', node: 'cust' }], { minWaitS: 10 }),
  ),
  scenario(
    'w42-both-line-routers-die',
    'both line routers die, one returns',
    ['failure', 'failover'],
    [],
    phase('dead', [
      { do: 'node-down', node: 'lr1' },
      { do: 'node-down', node: 'lr2' },
    ]),
    phase('one-back', [{ do: 'node-up', node: 'lr2' }], { minWaitS: 10 }),
  ),
  scenario(
    'w43-border-dies',
    'bgw dies completely and returns',
    ['failure'],
    [],
    phase('dead', [{ do: 'node-down', node: 'bgw' }]),
    phase('back', [{ do: 'node-up', node: 'bgw' }], { minWaitS: 10 }),
  ),
  scenario(
    'w44-graceful-one-side',
    'only lr1 restarts gracefully; its neighbours merely help',
    ['daemon', 'graceful-restart'],
    [options('bgw-lr1', 'b', { gracefulRestart: 20 }), options('lr1-cust', 'a', { gracefulRestart: 20 })],
    phase('dead', [{ do: 'daemon-kill', node: 'lr1' }], { minWaitS: 4, maxWaitS: 6 }),
    phase('back', [{ do: 'daemon-start', node: 'lr1' }], { minWaitS: 12 }),
  ),
  scenario(
    'w45-flap',
    'pair 1 goes down and up in one phase',
    ['failover'],
    [],
    phase(
      'flapped',
      [
        { do: 'link-down', link: 'lr1-cust' },
        { do: 'link-up', link: 'lr1-cust' },
      ],
      { minWaitS: 12 },
    ),
  ),
  scenario(
    'w46-link-down-at-once',
    'one second after carrier loss everything has moved to line 2',
    ['failover'],
    [],
    phase('at-once', [{ do: 'link-down', link: 'lr1-cust' }], { minWaitS: 2, maxWaitS: 4 }),
  ),
  scenario(
    'w47-silent-both',
    'both pairs fall silent',
    ['hold-timer', 'failure'],
    [],
    phase(
      'at-once',
      [
        { do: 'link-silent', link: 'lr1-cust' },
        { do: 'link-silent', link: 'lr2-cust' },
      ],
      { minWaitS: 1, maxWaitS: 3 },
    ),
    phase('after-hold', [], { minWaitS: 14 }),
  ),
  scenario(
    'w48-bfd-silent-uplink',
    'BFD on the cloud side, bgw and lr1 stop hearing each other',
    ['bfd', 'failover'],
    [options('bgw-lr1', 'a', { bfd: true }), options('bgw-lr1', 'b', { bfd: true })],
    phase('silent', [{ do: 'link-silent', link: 'bgw-lr1' }], { minWaitS: 4, maxWaitS: 5 }),
  ),
];
