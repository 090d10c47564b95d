/** The FRR configuration of one router of a scenario, and the lines that change a running one. Knows FRR's language; knows no process and no file. */
import { createHash } from 'node:crypto';
import {
  defaultTimers,
  type LabEvent,
  type Neighbor,
  type Node,
  neighborsOf,
  type Policy,
  type Route,
  type Rule,
  type Scenario,
} from './scenario.ts';

type Direction = 'in' | 'out';

/** Named after its content: a changed policy is a new map, and none is deleted while in use, which means deny-all in between. */
function mapName(session: string, direction: Direction, policy: Policy | undefined): string {
  const print = createHash('sha256')
    .update(JSON.stringify(policy ?? {}))
    .digest('hex')
    .slice(0, 8);
  return `${session}-${direction}-${print}`;
}

function matches(
  match: Rule['match'],
  list: string,
): { readonly defined: readonly string[]; readonly used: readonly string[] } {
  const defined: string[] = [];
  const used: string[] = [];
  if (match?.prefix !== undefined) {
    const length = Number(match.prefix.split('/')[1]);
    const ge = match.ge !== undefined && match.ge > length ? ` ge ${match.ge}` : '';
    const le = match.le !== undefined ? match.le : match.ge !== undefined ? 32 : undefined;
    defined.push(`ip prefix-list ${list} seq 5 permit ${match.prefix}${ge}${le === undefined ? '' : ` le ${le}`}`);
    used.push(`match ip address prefix-list ${list}`);
  }
  if (match?.community !== undefined) {
    defined.push(`bgp community-list standard ${list} permit ${match.community}`);
    used.push(`match community ${list}`);
  }
  return { defined, used };
}

function sets(set: Rule['set'], ownAs: number): readonly string[] {
  return [
    ...(set?.localPref === undefined ? [] : [`set local-preference ${set.localPref}`]),
    ...(set?.med === undefined ? [] : [`set metric ${set.med}`]),
    ...(set?.origin === undefined ? [] : [`set origin ${set.origin}`]),
    ...(set?.communities === undefined ? [] : [`set community ${set.communities.join(' ')} additive`]),
    ...(set?.prepend === undefined
      ? []
      : [`set as-path prepend ${Array.from({ length: set.prepend }, () => ownAs).join(' ')}`]),
  ];
}

/** A route map with the scenario's first-match semantics. */
function routeMap(session: string, direction: Direction, policy: Policy | undefined, ownAs: number): readonly string[] {
  const name = mapName(session, direction, policy);
  const entries = (policy?.rules ?? []).map((rule, position) => {
    const { defined, used } = matches(rule.match, `${name}-${position}`);
    const action = rule.action === 'reject' ? 'deny' : 'permit';
    const body = [...used, ...(rule.action === 'reject' ? [] : sets(rule.set, ownAs))];
    return { defined, map: [`route-map ${name} ${action} ${10 * (position + 1)}`, ...body, 'exit'] };
  });
  const last = `route-map ${name} ${policy?.default === 'reject' ? 'deny' : 'permit'} 65000`;
  return [...entries.flatMap(({ defined }) => defined), ...entries.flatMap(({ map }) => map), last, 'exit'];
}

function applied(neighbor: Neighbor, direction: Direction): string {
  const policy = direction === 'in' ? neighbor.self.import : neighbor.self.export;
  return `route-map ${mapName(neighbor.session, direction, policy)} ${direction}`;
}

function staticRoutes({ dst, via }: Route, no = ''): readonly string[] {
  return via === 'blackhole' ? [`${no}ip route ${dst} blackhole`] : via.map((hop) => `${no}ip route ${dst} ${hop}`);
}

function hasPolicy(neighbor: Neighbor): boolean {
  return neighbor.self.policy !== 'none';
}

function neighborLines(neighbor: Neighbor, timers: Required<NonNullable<Scenario['timers']>>): readonly string[] {
  const { address, self } = neighbor;
  const options = self.options ?? {};
  const hold = options.hold ?? timers.hold;
  const keepalive = options.keepalive ?? (options.hold === undefined ? timers.keepalive : Math.floor(hold / 3));
  const on = (flag: boolean | undefined, words: string) => (flag === true ? [words] : []);
  const settings = [
    `timers ${keepalive} ${hold}`,
    `timers connect ${timers.connectRetry}`,
    'advertisement-interval 0',
    ...(self.password === undefined ? [] : [`password ${self.password}`]),
    ...(options.multihop === undefined ? [] : [`ebgp-multihop ${options.multihop}`]),
    ...on(options.passive, 'passive'),
    ...on(options.ttlSecurity, 'ttl-security hops 1'),
    ...(options.role === undefined
      ? []
      : [`local-role ${options.role}${options.roleStrict === true ? ' strict-mode' : ''}`]),
    ...on(options.bfd, 'bfd'),
    ...on(options.shutdown, 'shutdown'),
    ...(options.gracefulRestart === undefined ? [] : ['graceful-restart']),
  ];
  const family = [
    ...(hasPolicy(neighbor) ? [applied(neighbor, 'in'), applied(neighbor, 'out')] : []),
    ...on(options.nextHopSelf, 'next-hop-self'),
    ...on(options.rrClient, 'route-reflector-client'),
    ...on(options.asOverride, 'as-override'),
    ...(options.allowOwnAs === undefined ? [] : [`allowas-in ${options.allowOwnAs}`]),
    ...(options.maxPrefix === undefined ? [] : [`maximum-prefix ${options.maxPrefix}`]),
  ];
  return [
    `neighbor ${address} remote-as ${self.remoteAs}`,
    ...settings.map((words) => `neighbor ${address} ${words}`),
    'address-family ipv4 unicast',
    ...family.map((words) => `neighbor ${address} ${words}`),
    'exit-address-family',
  ];
}

function processLines(node: Node, neighbors: readonly Neighbor[]): readonly string[] {
  const restart = neighbors.map(({ self }) => self.options?.gracefulRestart).find((seconds) => seconds !== undefined);
  const restartSeconds = restart ?? (typeof node.gracefulRestart === 'number' ? node.gracefulRestart : undefined);
  return [
    `router bgp ${node.asn}`,
    `bgp router-id ${node.routerId}`,
    `${node.requirePolicy === true ? '' : 'no '}bgp ebgp-requires-policy`,
    'bgp network import-check',
    ...(node.multipathRelax === true ? ['bgp bestpath as-path multipath-relax'] : []),
    ...(node.compareRouterId === true ? ['bgp bestpath compare-routerid'] : []),
    ...(node.alwaysCompareMed === true ? ['bgp always-compare-med'] : []),
    `${node.deterministicMed === true ? '' : 'no '}bgp deterministic-med`,
    ...(restartSeconds === undefined && node.gracefulRestart !== true
      ? []
      : ['bgp graceful-restart', 'bgp graceful-restart preserve-fw-state']),
    ...(restartSeconds === undefined ? [] : [`bgp graceful-restart restart-time ${restartSeconds}`]),
  ];
}

function nodeOf(scenario: Scenario, name: string): Node {
  const node = scenario.nodes[name];
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

/** Complete integrated configuration (`frr.conf`). */
export function frrConfig(scenario: Scenario, name: string): string {
  const node = nodeOf(scenario, name);
  const neighbors = neighborsOf(scenario, name);
  const timers = { ...defaultTimers, ...scenario.timers };
  const maps = neighbors
    .filter(hasPolicy)
    .flatMap(({ session, self }) => [
      ...routeMap(session, 'in', self.import, node.asn ?? 0),
      ...routeMap(session, 'out', self.export, node.asn ?? 0),
    ]);
  return `${[
    'frr defaults traditional',
    ...(node.static ?? []).flatMap((route) => staticRoutes(route)),
    ...maps,
    ...processLines(node, neighbors),
    ...neighbors.flatMap((neighbor) => neighborLines(neighbor, timers)),
    'address-family ipv4 unicast',
    ...(node.networks ?? []).map((prefix) => `network ${prefix}`),
    `maximum-paths ${node.multipath ?? 1}`,
    `maximum-paths ibgp ${node.multipath ?? 1}`,
    'exit-address-family',
    'exit',
  ].join('\n')}\n`;
}

/**
 * What to type at a running FRR so that it agrees with the scenario after `event` (which `scenario` already contains).
 * `configure` lines go to configuration mode, `operate` lines to the plain prompt.
 */
export function frrChange(
  scenario: Scenario,
  name: string,
  event: LabEvent,
): { readonly configure: readonly string[]; readonly operate: readonly string[] } {
  const node = nodeOf(scenario, name);
  const inBgp = (...lines: readonly string[]) => ({ configure: [`router bgp ${node.asn}`, ...lines], operate: [] });
  const neighbor =
    'session' in event
      ? neighborsOf(scenario, name).find(({ session, side }) => session === event.session && side === event.side)
      : undefined;
  switch (event.do) {
    case 'announce':
    case 'withdraw':
      return inBgp('address-family ipv4 unicast', `${event.do === 'withdraw' ? 'no ' : ''}network ${event.prefix}`);
    case 'static-add':
    case 'static-del':
      return { configure: staticRoutes(event.route, event.do === 'static-del' ? 'no ' : ''), operate: [] };
    case 'session-shutdown':
    case 'session-up':
      return inBgp(`${event.do === 'session-up' ? 'no ' : ''}neighbor ${neighbor?.address} shutdown`);
    case 'set-password':
      return inBgp(`neighbor ${neighbor?.address} password ${event.password}`);
    case 'set-policy': {
      if (neighbor === undefined) return { configure: [], operate: [] };
      const { address, self } = neighbor;
      const both = ['in', 'out'] as const;
      const maps = both.flatMap((direction) =>
        routeMap(event.session, direction, direction === 'in' ? self.import : self.export, node.asn ?? 0),
      );
      const attached = both.map((direction) => `neighbor ${address} ${applied(neighbor, direction)}`);
      return {
        configure: [...maps, `router bgp ${node.asn}`, 'address-family ipv4 unicast', ...attached],
        operate: both.map((direction) => `clear bgp ipv4 unicast ${address} soft ${direction}`),
      };
    }
    default:
      return { configure: [], operate: [] };
  }
}
