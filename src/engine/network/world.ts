/** Knows how to turn a Network value into the state a simulation starts from; assumes its references were checked. */
import { Agenda } from './agenda.ts';
import { TIMER_DEFAULTS } from './defaults.ts';
import { lookAgain } from './local-routes.ts';
import type { Network } from './network.ts';
import { peeringOf, speakerOf } from './peering.ts';
import { PrefixTable } from './prefix-table.ts';
import { RouteTable } from './route-table.ts';
import type { Session, World } from './state.ts';
import { linkState, type NewNode, nodeState } from './topology.ts';

const byName = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Everything in the order of names, so that the order of the input cannot matter. */
export function worldOf(network: Network): World {
  const prefixes = new PrefixTable();
  const routes = new RouteTable();
  const names = Object.keys(network.nodes).sort(byName);
  const nodes = new Map<string, NewNode>();
  for (const name of names) {
    const config = network.nodes[name];
    if (config) nodes.set(name, nodeState(name, config, prefixes));
  }
  const links = [...network.links]
    .sort((left, right) => byName(left.id, right.id))
    .flatMap((one) => linkState(one, nodes, prefixes));
  for (const node of nodes.values()) node.speaker = speakerOf(node, routes);
  const holdSeconds = network.timers?.hold ?? TIMER_DEFAULTS.hold;
  const sessions = [...network.sessions]
    .sort((left, right) => byName(left.id, right.id))
    .flatMap((config): Session[] => {
      const link = links.find(({ id }) => id === config.link);
      const [speakerA, speakerB] = [nodes.get(config.a.node)?.speaker, nodes.get(config.b.node)?.speaker];
      if (!link || !speakerA || !speakerB) return [];
      const session = { id: config.id, link, flowing: false, tried: false } as {
        -readonly [K in keyof Session]: Session[K];
      };
      session.sides = {
        a: peeringOf(session, config, 'a', speakerA, holdSeconds),
        b: peeringOf(session, config, 'b', speakerB, holdSeconds),
      };
      return [session];
    });
  const speakers = [...nodes.values()].flatMap(({ speaker }) => speaker ?? []);
  for (const node of nodes.values()) lookAgain(node);
  for (const speaker of speakers) for (const id of speaker.node.networks) speaker.waiting.add(id);
  return {
    nodes: [...nodes.values()],
    links,
    sessions,
    speakers,
    prefixes,
    routes,
    agenda: new Agenda(),
    connectRetrySeconds: network.timers?.connectRetry ?? TIMER_DEFAULTS.connectRetry,
    oscillating: new Set(),
    restless: new Set(),
    now: 0,
  };
}
