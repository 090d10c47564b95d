/** Knows how a speaker picks its routes per prefix out of what its peers sent; does not know sessions' comings and goings. */
import { type Choices, ChoiceTable, LOCAL_ROUTE, type LocalRoute } from './choice-table.ts';
import { Column } from './column.ts';
import { type Candidate, decide, type Loss } from './decision.ts';
import { resolve } from './local-routes.ts';
import type { Path } from './path-table.ts';
import { peerOf, type Speaker, type World } from './state.ts';

function candidateOf(speaker: Speaker, { peering, route }: Path): Candidate {
  return {
    peer: peering.ordinal,
    attributes: route.attributes,
    nextHop: route.nextHop,
    resolvable: resolve(speaker.node, route.nextHop).length > 0,
    external: peering.external,
    peerRouterId: peerOf(peering).speaker.routerId,
    peerAddress: peering.remoteAddress,
  };
}

/** A route of its own beats every learned one, whatever LOCAL_PREF says (BIRD: preference; FRR: weight). */
const behindOwn = ({ peer, nextHop }: Candidate): Loss => ({
  peer,
  nextHop,
  reason: 'local-route',
  clause: 'RFC 4271 §9.1.2.1',
});

export function newChoices(speaker: Speaker): ChoiceTable {
  return new ChoiceTable<Choices>((local, pathIds) => {
    const paths = pathIds.flatMap((id) => speaker.paths.at(id) ?? []);
    const candidates = paths.map((path) => candidateOf(speaker, path));
    const choice = decide(candidates, speaker.rules);
    const used = choice.used.flatMap((one) => paths.find(({ peering }) => peering.ordinal === one.peer) ?? []);
    // The node's own route is announced and installed; what is best among the learned ones is still worth telling.
    const lost = local === LOCAL_ROUTE.originated ? candidates.map(behindOwn) : choice.lost;
    return { local, best: used[0], used, candidates: paths, lost };
  });
}

function localRouteAt({ node, own }: Speaker, prefixId: number): LocalRoute {
  // import-check: a network statement announces only what the node really has.
  if (!node.daemonUp || own.get(prefixId) === 0) return LOCAL_ROUTE.none;
  return node.networks.has(prefixId) ? LOCAL_ROUTE.originated : LOCAL_ROUTE.inUse;
}

/** Runs the decision for one prefix; true when the choice is another one than before. */
export function choose(speaker: Speaker, prefixId: number): boolean {
  let id: number = localRouteAt(speaker, prefixId);
  for (const peering of speaker.peerings) {
    const path = peering.accepted.get(prefixId);
    if (path !== 0) id = speaker.choices.with(id, path);
  }
  if (speaker.chosen.get(prefixId) === id) return false;
  speaker.chosen.set(prefixId, id);
  return true;
}

export function choiceAt(speaker: Speaker, prefixId: number): Choices | undefined {
  return speaker.choices.at(speaker.chosen.get(prefixId));
}

/** Next hops may resolve differently now: every distinct decision is taken again, prefixes only follow where it changed. */
export function decideAgain(speaker: Speaker): void {
  const changed = speaker.choices.decideAgain((before, after) => {
    const [old, now] = [before.used, after.used];
    return old.length === now.length && old.every((path, at) => path === now[at]);
  });
  for (const peering of speaker.peerings) peering.advertiseMemo = new Map();
  speaker.node.ways.clear();
  speaker.chosen.forEach((id, choice) => {
    if (!changed.has(choice)) return;
    speaker.chosen.set(id, 0);
    speaker.waiting.add(id);
  });
}

/** The daemon died or starts anew: nothing was ever chosen. */
export function forgetChoices(world: World, speaker: Speaker): void {
  speaker.waiting.drain();
  speaker.chosen = new Column();
  if (!speaker.node.daemonUp) return;
  for (let id = 0; id < world.prefixes.size; id += 1) speaker.waiting.add(id);
}
