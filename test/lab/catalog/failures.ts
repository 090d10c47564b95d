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
];
