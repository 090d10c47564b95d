/** Knows what each event does to the state (cables, daemons, configuration); consequences are worked out in simulation.ts. */
import { takeInAgain, tellAll } from './adj-rib.ts';
import { GRACEFUL_RESTART_SECONDS } from './defaults.ts';
import type { NetworkEvent } from './event-schema.ts';
import { feed } from './feed.ts';
import { snapshotOf } from './fib.ts';
import { close, drop, subjectOf } from './liveness.ts';
import { forgetChoices } from './loc-rib.ts';
import { lookAgain, lookAtLinks } from './local-routes.ts';
import { compilePolicy } from './policy.ts';
import type { LinkState, NodeState, Peering, Session, World } from './state.ts';
import { peerOf } from './state.ts';
import { addRoute, gatewaysOf, prefixId } from './topology.ts';

function touchAround(node: NodeState): void {
  lookAgain(node);
  for (const { link } of node.interfaces) touchLink(link);
}

function touchLink({ ends }: LinkState): void {
  lookAtLinks(ends.a.node);
  lookAtLinks(ends.b.node);
}

function restartSeconds({ config, speaker }: Peering): number {
  const asked = config.options?.gracefulRestart ?? speaker.node.config.gracefulRestart ?? false;
  return typeof asked === 'number' ? asked : asked ? GRACEFUL_RESTART_SECONDS : 0;
}

/** The kernel closes the dead daemon's connections; a peer told of graceful restart keeps the routes (RFC 4724 §4.2). */
function stopDaemon(world: World, node: NodeState, reason: 'daemon-stopped' | 'node-down'): void {
  node.daemonUp = false;
  for (const side of node.speaker?.peerings ?? []) {
    side.overLimit = false;
    const wasUp = side.state === 'Established';
    drop(world, side, 'tcp-fails', reason);
    side.state = 'Idle';
    const peer = peerOf(side);
    // Without a working path the peer waits for its hold timer, or for its interface.
    if (!wasUp || reason === 'node-down' || peer.state !== 'Established' || !side.session.flowing) continue;
    const seconds = restartSeconds(side);
    drop(world, peer, 'tcp-fails', 'connection-closed', seconds > 0);
    if (seconds > 0) world.agenda.set('stale', subjectOf(peer), world.now + seconds);
  }
  if (node.speaker) forgetChoices(world, node.speaker);
  touchAround(node);
}

function startDaemon(world: World, node: NodeState): void {
  node.daemonUp = true;
  // A restarting speaker forwards on the old table until its peers have told it everything (RFC 4724 §4.1).
  if (!node.speaker?.peerings.some((side) => restartSeconds(side) > 0)) node.kept = undefined;
  if (node.speaker) forgetChoices(world, node.speaker);
  touchAround(node);
}

function setNetwork(world: World, node: NodeState, prefix: string, announced: boolean): void {
  const id = prefixId(world.prefixes, prefix);
  if (id === undefined) return;
  if (announced) node.networks.add(id);
  else node.networks.delete(id);
  node.speaker?.waiting.add(id);
}

function setStatic(world: World, node: NodeState, route: Parameters<typeof gatewaysOf>[0], present: boolean): void {
  const id = prefixId(world.prefixes, route.dst);
  if (id === undefined) return;
  const gateways = gatewaysOf(route);
  const known = node.statics.get(id);
  if (present) addRoute(node.statics, id, gateways);
  else if (known !== undefined && known !== 'blackhole' && gateways !== 'blackhole') {
    const left = [...known].filter((one) => !gateways.has(one));
    if (left.length > 0) node.statics.set(id, new Set(left));
    else node.statics.delete(id);
  } else if (known === gateways) node.statics.delete(id);
  node.unsure.add(id);
}

function setShutdown(world: World, side: Peering, shutdown: boolean): void {
  if (shutdown) close(world, side, 'stop', 'shutdown');
  side.shutdown = shutdown;
  side.overLimit = false;
}

/** BIRD and FRR both reset the session when its key changes. */
function setPassword(world: World, side: Peering, password: string | undefined): void {
  if ((side.password ?? '') === (password ?? '')) return;
  close(world, side, 'stop', 'config-change');
  side.password = password;
}

function setPolicy(world: World, side: Peering, event: Extract<NetworkEvent, { do: 'set-policy' }>): void {
  if (event.import) side.importPolicy = compilePolicy(event.import);
  if (event.export) side.exportPolicy = compilePolicy(event.export);
  takeInAgain(world, side);
  tellAll(world, side);
}

const sidesOf = ({ sides }: Session, side: 'a' | 'b' | undefined): Peering[] =>
  side ? [sides[side]] : [sides.a, sides.b];

function onOneLink(link: LinkState, event: Extract<NetworkEvent, { link: string }>): void {
  if (event.do === 'link-silent' || event.do === 'link-unsilent') link.silent = event.do === 'link-silent';
  else if (event.do === 'set-vlan') link.vlan[event.side] = event.vid;
  else link.up = event.do === 'link-up';
  touchLink(link);
}

function onOneNode(world: World, node: NodeState, event: Extract<NetworkEvent, { node: string }>): void {
  switch (event.do) {
    case 'node-down':
      node.up = false;
      node.kept = undefined;
      stopDaemon(world, node, 'node-down');
      break;
    case 'daemon-kill':
      if (!node.daemonUp) break;
      node.kept = snapshotOf(world, node);
      stopDaemon(world, node, 'daemon-stopped');
      break;
    case 'node-up':
    case 'daemon-start':
      node.up = node.up || event.do === 'node-up';
      startDaemon(world, node);
      break;
    case 'announce':
    case 'withdraw':
      setNetwork(world, node, event.prefix, event.do === 'announce');
      break;
    case 'feed':
      feed(world, node, event.updates);
      break;
    default:
      setStatic(world, node, event.route, event.do === 'static-add');
  }
}

/** Unknown names change nothing: they are refused when a scenario is read. */
export function applyEvent(world: World, event: NetworkEvent): void {
  if ('link' in event) {
    const link = world.links.find(({ id }) => id === event.link);
    if (link) onOneLink(link, event);
  } else if ('node' in event) {
    const node = world.nodes.find(({ name }) => name === event.node);
    if (node) onOneNode(world, node, event);
  } else {
    const session = world.sessions.find(({ id }) => id === event.session);
    for (const side of session ? sidesOf(session, event.side) : []) {
      if (event.do === 'set-policy') setPolicy(world, side, event);
      else if (event.do === 'set-password') setPassword(world, side, event.password ?? undefined);
      else setShutdown(world, side, event.do === 'session-shutdown');
    }
  }
}
