// A scenario with mistakes is refused with the path of each; everything the format knows is taken.
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../../src/engine/network/index.ts';
import { linesNetwork } from '../lines.ts';

type Json = Record<string, unknown>;
const scenario = (change: Json = {}): Json => ({
  schema: 'network-scenario/1',
  id: 'x',
  ...linesNetwork(),
  probes: [{ id: 'p', from: 'vm1', src: '192.168.0.10', to: 'idc', dst: '10.0.0.10' }],
  phases: [{ id: 'initial', events: [] }],
  ...change,
});
const { nodes, links, sessions } = linesNetwork();
const [session] = sessions;
const withSide = (side: Json): Json => scenario({ sessions: [{ ...session, a: { ...session?.a, ...side } }] });
const withOptions = (options: Json): Json => withSide({ options });
const withEvents = (...events: Json[]): Json => scenario({ phases: [{ id: 'one', events }] });

// biome-ignore format: rows
const REFUSED: [string, Json, string[]][] = [
  ['another schema',              scenario({ schema: 'network-scenario/2' }),                      ['schema']],
  ['an unknown field at the top', scenario({ colour: 'red' }),                                     ['colour']],
  ['an unknown option',           withOptions({ addPath: true, bfd: true }),                       ['sessions.0.a.options.addPath']],
  ['two unknown options',         withOptions({ one: 1, two: 2 }),                                 ['sessions.0.a.options.one', 'sessions.0.a.options.two']],
  ['an unknown role',             withOptions({ role: 'boss' }),                                   ['sessions.0.a.options.role']],
  ['an unknown event',            withEvents({ do: 'explode', node: 'lr1' }),                      ['phases.0.events.0.do']],
  ['a field too many in an event', withEvents({ do: 'link-down', link: 'bgw-lr1', side: 'a' }),    ['phases.0.events.0.side']],
  ['an address that is none',     scenario({ nodes: { ...nodes, lr1: { role: 'router', asn: 1, routerId: '1.2.3' } } }), ['nodes.lr1.routerId']],
  ['a prefix that is none',       scenario({ nodes: { ...nodes, lr1: { role: 'router', asn: 1, networks: ['10/8'] } } }), ['nodes.lr1.networks.0']],
  ['a router that propagates',    scenario({ nodes: { ...nodes, lr1: { role: 'router', asn: 1, propagate: [] } } }), ['nodes.lr1.propagate']],
  ['no phases',                   scenario({ phases: [] }),                                        ['phases']],
  ['session on an unknown link',  scenario({ sessions: [{ ...session, link: 'nowhere' }] }),       ['sessions.0.link']],
  ['session of an unknown node',  withSide({ node: 'nobody' }),                                    ['sessions.0.a.node']],
  ['session of a host',           withSide({ node: 'vm1' }),                                       ['sessions.0.a.node']],
  ['session off its link',        withSide({ node: 'cust' }),                                      ['sessions.0.a.node']],
  ['link to an unknown node',     scenario({ links: [{ id: 'l', a: { node: 'x', addr: '1.1.1.1/30' }, b: { node: 'lr1', addr: '1.1.1.2/30' } }], sessions: [] }), ['links.0.a.node']],
  ['two links of one name',       scenario({ links: [...links, links[0]] }),                       ['links.7.id']],
  ['a link that is elsewhere',    scenario({ nodes: { ...nodes, vpc1: { ...nodes.vpc1, isolated: ['x'] } } }), ['nodes.vpc1.isolated']],
  ['propagation from nowhere',    scenario({ nodes: { ...nodes, vpc1: { ...nodes.vpc1, propagateFrom: 'x' } } }), ['nodes.vpc1.propagateFrom']],
  ['event on an unknown link',    withEvents({ do: 'link-down', link: 'x' }),                      ['phases.0.events.0.link']],
  ['event on an unknown session', withEvents({ do: 'session-up', session: 'x' }),                  ['phases.0.events.0.session']],
  ['probe from an unknown node',  scenario({ probes: [{ id: 'p', from: 'x', src: '1.1.1.1', to: 'y', dst: '1.1.1.2' }] }), ['probes.0.from', 'probes.0.to']],
];

describe('a scenario', () => {
  it.each(REFUSED)('is refused for %s', (_, document, paths) => {
    const parsed = parseScenario(document);
    expect('problems' in parsed ? parsed.problems.map(({ path }) => path.join('.')) : 'accepted').toEqual(paths);
  });

  it.each([null, 'text', 7, []])('is not %j', (document) => {
    expect(parseScenario(document)).toHaveProperty('problems');
  });

  const options: Json = {
    allowOwnAs: 1,
    asOverride: true,
    maxPrefix: 3,
    nextHopSelf: true,
    passive: true,
    multihop: 2,
    ttlSecurity: true,
    role: 'provider',
    roleStrict: true,
    bfd: true,
    gracefulRestart: 20,
    shutdown: false,
    hold: 0,
    keepalive: 3,
    rrClient: true,
  };
  const policy = {
    rules: [
      {
        match: { prefix: '10.0.0.0/8', ge: 8, le: 24 },
        set: { prepend: 2, communities: '65010:666' },
        action: 'accept',
      },
    ],
    default: 'reject',
  };
  const events: Json[] = [
    ...['link-down', 'link-up', 'link-silent', 'link-unsilent'].map((verb) => ({ do: verb, link: 'bgw-lr1' })),
    ...['node-down', 'node-up', 'daemon-kill', 'daemon-start'].map((verb) => ({ do: verb, node: 'lr1' })),
    ...['announce', 'withdraw'].map((verb) => ({ do: verb, node: 'cust', prefix: '10.0.0.0/16' })),
    ...['static-add', 'static-del'].map((verb) => ({
      do: verb,
      node: 'bgw',
      route: { dst: '10.0.0.0/16', via: ['100.64.1.2'] },
    })),
    ...['session-shutdown', 'session-up'].map((verb) => ({ do: verb, session: 'bgw-lr1', side: 'a' })),
    { do: 'set-vlan', link: 'bgw-lr1', side: 'b', vid: 10 },
    { do: 'set-password', session: 'bgw-lr1', side: 'a', password: 'k' },
    { do: 'set-policy', session: 'bgw-lr1', side: 'a', import: policy },
  ];

  // biome-ignore format: rows
  it.each([
    ['every option',  withOptions(options)],
    ['every policy',  withSide({ import: policy, export: policy, policy: 'none', password: 'k' })],
    ['every event',   withEvents(...events)],
    ['waits, timers', scenario({ phases: [{ id: 'p', events: [], minWaitS: 1, maxWaitS: 3 }], timers: { keepalive: 3, hold: 9, connectRetry: 2 } })],
    ['node knobs',    scenario({ nodes: { ...nodes, lr1: { ...nodes.lr1, compareRouterId: true, deterministicMed: true, alwaysCompareMed: true, requirePolicy: true, gracefulRestart: 20 } } })],
  ])('may use %s', (_, document) => {
    expect(parseScenario(document)).toHaveProperty('scenario');
  });
});
