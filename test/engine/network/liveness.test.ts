// When sessions fall and come back on the virtual clock: one row per cause, with the seconds before and after.
import { describe, expect, it } from 'vitest';
import type { NetworkEvent, Step } from '../../../src/engine/network/index.ts';
import { bothLines, type Changes, change, linesInUse, linesNetwork, outcomeOf, stateOf } from './lines.ts';

const LINK = { link: 'lr1-cust' } as const;
const LR1 = { node: 'lr1' } as const;
const silent: NetworkEvent = { do: 'link-silent', ...LINK };
const options = (change: NonNullable<NonNullable<Changes['sides']>[string]['options']>): Changes => ({
  sides: { 'lr1-cust.a': { options: change }, 'lr1-cust.b': { options: change } },
});
/** The client's view and the state of the line after some virtual seconds. */
function seen(changes: Changes, events: NetworkEvent[], maxSeconds: number | undefined): string {
  const step: Step = { events, ...(maxSeconds !== undefined && { maxSeconds }) };
  const outcome = outcomeOf(linesNetwork(changes), [step]);
  return `${stateOf(outcome, 'lr1-cust')}, lines ${linesInUse(outcome)}`;
}
const UP = 'up, lines lr1 lr2';

// biome-ignore format: rows
const ROWS: [string, Changes, NetworkEvent[], number | undefined, string][] = [
  ['carrier loss is seen at once',              {},                      [{ do: 'link-down', ...LINK }],    0.1, 'link-down, lines lr2'],
  ['silence is not seen at first',              {},                      [silent],                          8.9, UP],
  ['hold time 9 ends it',                       {},                      [silent],                          9.1, 'link-silent, lines lr2'],
  ['hold time 6 of one side ends it',           { sides: { 'lr1-cust.b': { options: { hold: 6 } } } }, [silent], 6.1, 'link-silent, lines lr2'],
  ['hold time 0 never ends it',                 options({ hold: 0 }),    [silent],                    undefined, UP],
  ['BFD 3 × 300 ms ends it (RFC 5880)',         options({ bfd: true }),  [silent],                          1.0, 'link-silent, lines lr2'],
  ['BFD at one end does nothing',               { sides: { 'lr1-cust.b': { options: { bfd: true } } } }, [silent], 8.9, UP],
  ['BFD 3 × 50 ms',                             options({ bfd: { intervalMs: 50, multiplier: 3 } }), [silent], 0.2, 'link-silent, lines lr2'],
  ['a silence shorter than the hold time',      {},                      [silent, { do: 'link-unsilent', ...LINK }], undefined, UP],
  ['a dead daemon closes its connections',      {},                      [{ do: 'daemon-kill', ...LR1 }],   0.1, 'daemon-stopped, lines lr2'],
  ['a dead node loses carrier',                 {},                      [{ do: 'node-down', ...LR1 }],     0.1, 'node-down, lines lr2'],
  ['shutdown says so (6/2)',                    {},                      [{ do: 'session-shutdown', session: 'lr1-cust', side: 'a' }], 0.1, 'shutdown, lines lr2'],
  ['a new key at one end ends it',              {},                      [{ do: 'set-password', session: 'lr1-cust', side: 'a', password: 'new' }], 0.1, 'password-mismatch, lines lr2'],
  ['another tag ends it after the hold time',   {},                      [{ do: 'set-vlan', ...LINK, side: 'b', vid: 7 }], undefined, 'vlan-mismatch, lines lr2'],
];

describe('a running session', () => {
  it.each(ROWS)('%s', (_, changes, events, seconds, expected) => {
    expect(seen(changes, events, seconds)).toBe(expected);
  });
});

// biome-ignore format: rows
const PAIRS: [NetworkEvent, NetworkEvent][] = [
  [{ do: 'link-down', ...LINK },                            { do: 'link-up', ...LINK }],
  [silent,                                                  { do: 'link-unsilent', ...LINK }],
  [{ do: 'daemon-kill', ...LR1 },                           { do: 'daemon-start', ...LR1 }],
  [{ do: 'node-down', ...LR1 },                             { do: 'node-up', ...LR1 }],
  [{ do: 'session-shutdown', session: 'lr1-cust' },         { do: 'session-up', session: 'lr1-cust' }],
  [{ do: 'set-vlan', ...LINK, side: 'b', vid: 7 },          { do: 'set-vlan', ...LINK, side: 'a', vid: 7 }],
  [{ do: 'set-password', session: 'lr1-cust', side: 'a', password: 'k' }, { do: 'set-password', session: 'lr1-cust', side: 'b', password: 'k' }],
  [{ do: 'set-password', session: 'lr1-cust', side: 'a', password: 'k' }, { do: 'set-password', session: 'lr1-cust', side: 'a', password: null }],
];

describe('undoing it', () => {
  it.each(PAIRS)('%o is healed by %o', (harm, cure) => {
    const harmed = outcomeOf(linesNetwork(), [change(harm)]);
    const healed = outcomeOf(linesNetwork(), [change(harm), change(cure)]);
    expect(linesInUse(harmed)).toBe('lr2');
    expect(linesInUse(healed)).toBe('lr1 lr2');
    expect(stateOf(healed, 'lr1-cust')).toBe('up');
  });

  it('takes one connect-retry time', () => {
    const healed = (maxSeconds: number) =>
      outcomeOf(linesNetwork(), [
        change({ do: 'link-down', ...LINK }),
        { events: [{ do: 'link-up', ...LINK }], maxSeconds },
      ]);
    expect(stateOf(healed(1.9), 'lr1-cust')).toBe('carrier-lost');
    expect(stateOf(healed(2.1), 'lr1-cust')).toBe('up');
  });
});

describe('graceful restart (RFC 4724)', () => {
  const restarting: Changes = { lr1: { asn: 64512, routerId: '10.255.0.11', gracefulRestart: 20 } };
  const kill = (maxSeconds: number): Step[] => [{ events: [{ do: 'daemon-kill', ...LR1 }], maxSeconds }];

  it('keeps stale routes and forwarding while the daemon is away', () => {
    const outcome = outcomeOf(linesNetwork(restarting), kill(19));
    expect(stateOf(outcome, 'lr1-cust')).toBe('daemon-stopped');
    expect(linesInUse(outcome)).toBe('lr1 lr2');
    expect(outcome.paths('vm1', '10.0.0.10').map(({ result }) => result)).toEqual(['delivered', 'delivered']);
  });

  it('lets them go when the restart time is over', () => {
    expect(linesInUse(outcomeOf(linesNetwork(restarting), kill(21)))).toBe('lr2');
  });

  it('is a promise of the dying side: without it the routes go at once', () => {
    expect(linesInUse(outcomeOf(linesNetwork(), kill(1)))).toBe('lr2');
  });

  it('also works as an option of the sessions', () => {
    const changes: Changes = {
      sides: { 'lr1-cust.a': { options: { gracefulRestart: 20 } }, 'bgw-lr1.b': { options: { gracefulRestart: 20 } } },
    };
    expect(linesInUse(outcomeOf(linesNetwork(changes), kill(19)))).toBe('lr1 lr2');
  });

  it('forwards on the old table until the peers are back', () => {
    const steps = (maxSeconds: number): Step[] => [
      ...kill(3),
      { events: [{ do: 'daemon-start', ...LR1 }], maxSeconds },
    ];
    const early = outcomeOf(linesNetwork(restarting), steps(1));
    expect(stateOf(early, 'lr1-cust')).toBe('daemon-stopped');
    expect(early.fib('lr1')['10.0.0.0/16']).toEqual(['172.16.0.1']);
    expect(stateOf(outcomeOf(linesNetwork(restarting), steps(3)), 'lr1-cust')).toBe('up');
  });

  it('keeps nothing over a power cut', () => {
    const steps: Step[] = [
      change({ do: 'daemon-kill', ...LR1 }),
      change({ do: 'node-down', ...LR1 }),
      { events: [{ do: 'node-up', ...LR1 }], maxSeconds: 1 },
    ];
    expect(outcomeOf(linesNetwork(restarting), steps).fib('lr1')).toEqual({
      '100.64.1.0/30': ['connected'],
      '172.16.0.0/30': ['connected'],
    });
  });

  it("leaves the dead daemon's routes in its own kernel either way", () => {
    const outcome = outcomeOf(linesNetwork(), kill(1));
    expect(outcome.fib('lr1')['10.0.0.0/16']).toEqual(['172.16.0.1']);
  });
});

describe('maximum prefixes (RFC 4486, Cease 6/1)', () => {
  const many = ['10.0.0.0/16', '10.9.1.0/24', '10.9.2.0/24', '10.9.3.0/24'];
  const black = many.slice(1).map((dst) => ({ dst, via: 'blackhole' as const }));
  const limit = (maxPrefix: number): Changes => ({
    cust: { asn: 65010, routerId: '10.255.1.1', multipath: 4, networks: many, static: black },
    sides: { 'lr1-cust.a': { options: { maxPrefix } } },
  });

  it('closes the session instead of filtering', () => {
    const outcome = outcomeOf(linesNetwork(limit(3)));
    expect(stateOf(outcome, 'lr1-cust')).toBe('max-prefix-exceeded');
    expect(linesInUse(outcome)).toBe('lr2');
    expect(outcome.received('lr1-cust', 'a')).toEqual({});
  });

  it('allows as many as it says', () => {
    expect(stateOf(outcomeOf(linesNetwork(limit(4))), 'lr1-cust')).toBe('up');
  });

  it('stays closed when the routes are gone, until somebody resets the session', () => {
    const fewer: Step[] = many.slice(1).map((prefix) => change({ do: 'withdraw', node: 'cust', prefix }));
    const reset = change(
      { do: 'session-shutdown', session: 'lr1-cust', side: 'a' },
      { do: 'session-up', session: 'lr1-cust', side: 'a' },
    );
    expect(stateOf(outcomeOf(linesNetwork(limit(3)), fewer), 'lr1-cust')).toBe('max-prefix-exceeded');
    expect(stateOf(outcomeOf(linesNetwork(limit(3)), [...fewer, reset]), 'lr1-cust')).toBe('up');
  });

  it('closes a session that outgrows it later', () => {
    const network = linesNetwork({ ...limit(4) });
    const grown = outcomeOf(network, [
      change(
        { do: 'static-add', node: 'cust', route: { dst: '10.9.4.0/24', via: 'blackhole' } },
        { do: 'announce', node: 'cust', prefix: '10.9.4.0/24' },
      ),
    ]);
    expect(stateOf(grown, 'lr1-cust')).toBe('max-prefix-exceeded');
  });
});

describe('internal and multihop sessions', () => {
  it('do not watch the interface: the hold timer ends them', () => {
    const internal: Changes = {
      cust: { asn: 64512, routerId: '10.255.1.1', networks: ['10.0.0.0/16'] },
      sides: bothLines('a', { remoteAs: 64512 }),
    };
    const down = (maxSeconds: number) =>
      outcomeOf(linesNetwork(internal), [{ events: [{ do: 'link-down', ...LINK }], maxSeconds }]);
    expect(down(1).sessions['lr1-cust']?.a).toBe('Established');
    expect(down(10).sessions['lr1-cust']?.a).not.toBe('Established');
    // The next hop went with the interface, so the routes are out at once.
    expect(linesInUse(down(1))).toBe('lr2');
  });
});
