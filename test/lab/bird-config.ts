/**
 * The BIRD 2 configuration of one router of a scenario. Knows BIRD's language and its defaults; knows no process and no file.
 *
 * Besides the main table there is a table `seen` with only what BGP learned: it shows BGP's choice even where a static route wins.
 */
import {
  defaultTimers,
  type Neighbor,
  type Node,
  neighborsOf,
  type Policy,
  type Rule,
  type Scenario,
} from './scenario.ts';

/** Kernel table that the `seen` table is written to; no packet looks there. */
const unusedKernelTable = 1000;
const origins = { igp: 'ORIGIN_IGP', egp: 'ORIGIN_EGP', incomplete: 'ORIGIN_INCOMPLETE' } as const;
const roles = {
  provider: 'provider',
  customer: 'customer',
  peer: 'peer',
  'rs-server': 'rs_server',
  'rs-client': 'rs_client',
} as const;

function birdProtocol(session: string): string {
  return `s_${session.replaceAll(/[^a-zA-Z0-9]/g, '_')}`;
}

function pair(community: string): string {
  return `(${community.replace(':', ',')})`;
}

function condition(match: Rule['match']): string {
  const tests: string[] = [];
  if (match?.prefix !== undefined) {
    const length = Number(match.prefix.split('/')[1]);
    const ranged = match.ge !== undefined || match.le !== undefined;
    tests.push(ranged ? `net ~ [ ${match.prefix}{${match.ge ?? length},${match.le ?? 32}} ]` : `net = ${match.prefix}`);
  }
  if (match?.community !== undefined) tests.push(`${pair(match.community)} ~ bgp_community`);
  return tests.length === 0 ? 'true' : tests.join(' && ');
}

function rule({ match, set, action }: Rule, ownAs: number): string {
  if (action === 'reject') return `if ${condition(match)} then reject;`;
  const actions = [
    ...(set?.localPref === undefined ? [] : [`bgp_local_pref = ${set.localPref};`]),
    ...(set?.med === undefined ? [] : [`bgp_med = ${set.med};`]),
    ...(set?.origin === undefined ? [] : [`bgp_origin = ${origins[set.origin]};`]),
    ...(set?.communities ?? []).map((community) => `bgp_community.add(${pair(community)});`),
    ...Array.from({ length: set?.prepend ?? 0 }, () => `bgp_path.prepend(${ownAs});`),
  ];
  return `if ${condition(match)} then { ${actions.join(' ')} accept; }`;
}

/** The text between the braces of a filter. */
function filter(policy: Policy | undefined, ownAs: number, before = ''): string {
  const rules = (policy?.rules ?? []).map((each) => rule(each, ownAs));
  return `filter { ${[before, ...rules, policy?.default === 'reject' ? 'reject;' : 'accept;'].filter(Boolean).join(' ')} }`;
}

/** `network` statements: of its own routes a router announces the listed ones only. */
function ownRoutesGate(networks: readonly string[]): string {
  const listed = networks.length === 0 ? '' : ` && !(net ~ [ ${networks.join(', ')} ])`;
  return `if source != RTS_BGP${listed} then reject;`;
}

function channel(neighbor: Neighbor, node: Node): readonly string[] {
  const { self } = neighbor;
  const ownAs = node.asn ?? 0;
  const options = self.options ?? {};
  // RFC 8212: BIRD refuses an eBGP channel without policy, so the closest configuration that starts says none.
  const denied = node.requirePolicy === true && self.policy === 'none' && self.remoteAs !== ownAs;
  // BIRD has no as-override; in a filter the neighbour's number is replaced by the router's own.
  const override =
    options.asOverride === true
      ? `if bgp_path ~ [= * ${self.remoteAs} * =] then { bgp_path.delete(${self.remoteAs}); bgp_path.prepend(${ownAs}); }`
      : '';
  const gate = `${ownRoutesGate(node.networks ?? [])} ${override}`;
  return [
    // A changed import filter is applied to what was heard: FRR 8.4 does not answer BIRD's route refresh.
    'import table on;',
    `import ${denied ? 'none' : filter(self.import, ownAs)};`,
    `export ${denied ? 'none' : filter(self.export, ownAs, gate)};`,
    ...(options.nextHopSelf === true ? ['next hop self on;'] : []),
    ...(options.maxPrefix === undefined ? [] : [`import limit ${options.maxPrefix} action disable;`]),
  ];
}

/** Whether either end of a session was asked to restart gracefully. */
function speaksRestart(scenario: Scenario, id: string): boolean {
  const session = scenario.sessions.find((candidate) => candidate.id === id);
  const ends = session === undefined ? [] : [session.a, session.b];
  return ends.some(
    ({ node, options }) =>
      options?.gracefulRestart !== undefined || scenario.nodes[node]?.gracefulRestart !== undefined,
  );
}

function bgp(neighbor: Neighbor, node: Node, scenario: Scenario): string {
  const { self, address } = neighbor;
  const timers = { ...defaultTimers, ...scenario.timers };
  const options = self.options ?? {};
  const hold = options.hold ?? timers.hold;
  const restart =
    options.gracefulRestart ?? (typeof node.gracefulRestart === 'number' ? node.gracefulRestart : undefined);
  const restarts = restart !== undefined || node.gracefulRestart === true;
  // FRR offers restart help unasked, and BIRD would then keep its routes over an expired hold timer.
  const helps = restarts || speaksRestart(scenario, neighbor.session);
  const lines = [
    `local as ${node.asn};`,
    `neighbor ${address} as ${self.remoteAs};`,
    `hold time ${hold};`,
    ...(hold === 0
      ? []
      : [
          `keepalive time ${options.keepalive ?? (options.hold === undefined ? timers.keepalive : Math.max(1, Math.floor(hold / 3)))};`,
        ]),
    `connect retry time ${timers.connectRetry};`,
    'connect delay time 1;',
    'error wait time 1, 2;',
    ...(options.multihop === undefined ? [] : [`multihop ${options.multihop};`]),
    ...(self.password === undefined ? [] : [`password "${self.password}";`]),
    ...(options.passive === true ? ['passive on;'] : []),
    ...(options.ttlSecurity === true ? ['ttl security on;'] : []),
    ...(options.role === undefined ? [] : [`local role ${roles[options.role]};`]),
    ...(options.roleStrict === true ? ['require roles on;'] : []),
    ...(options.bfd === true ? ['bfd on;'] : []),
    ...(options.allowOwnAs === undefined ? [] : [`allow local as ${options.allowOwnAs};`]),
    ...(options.rrClient === true ? ['rr client;'] : []),
    ...(options.shutdown === true ? ['disabled;'] : []),
    `graceful restart ${restarts ? 'on' : helps ? 'aware' : 'off'};`,
    ...(restart === undefined ? [] : [`graceful restart time ${restart};`]),
    ...(node.alwaysCompareMed === true ? ['med metric on;'] : []),
    ...(node.deterministicMed === true ? ['deterministic med on;'] : []),
    `ipv4 { ${channel(neighbor, node).join(' ')} };`,
  ];
  return `protocol bgp ${birdProtocol(neighbor.session)} {\n  ${lines.join('\n  ')}\n}`;
}

/** Complete text of `bird.conf`. */
export function birdConfig(scenario: Scenario, name: string): string {
  const node = scenario.nodes[name];
  if (node === undefined) throw new Error(`no node ${name}`);
  const neighbors = neighborsOf(scenario, name);
  const merge = (node.multipath ?? 1) > 1 ? `merge paths yes limit ${node.multipath};` : '';
  const restarts =
    node.gracefulRestart !== undefined || neighbors.some(({ self }) => self.options?.gracefulRestart !== undefined);
  const statics = (node.static ?? []).map(({ dst, via }) =>
    via === 'blackhole' ? `route ${dst} blackhole;` : `route ${dst} ${via.map((hop) => `via ${hop}`).join(' ')};`,
  );
  return `${[
    `router id ${node.routerId};`,
    'ipv4 table master4;',
    'ipv4 table seen;',
    'protocol device { scan time 1; }',
    'protocol direct { ipv4; check link yes; }',
    `protocol static { ipv4; check link yes; ${statics.join(' ')} }`,
    `protocol kernel main { ipv4 { export where source != RTS_DEVICE; }; scan time 2; ${merge}${restarts ? ' graceful restart on;' : ''} }`,
    'protocol pipe watch { table master4; peer table seen; import none; export where source = RTS_BGP; }',
    `protocol kernel watched { kernel table ${unusedKernelTable}; ipv4 { table seen; export all; }; ${merge} }`,
    ...(neighbors.some(({ self }) => self.options?.bfd === true)
      ? ['protocol bfd { interface "*" { min rx interval 300 ms; min tx interval 300 ms; multiplier 3; }; }']
      : []),
    ...neighbors.map((neighbor) => bgp(neighbor, node, scenario)),
  ].join('\n')}\n`;
}
