/** Knows how a speaker picks its routes per prefix out of what its peers sent; does not know sessions' comings and goings. */
import { ChoiceTable, LOCAL_ROUTE, type LocalRoute } from './choice-table.ts';
import { Column } from './column.ts';
import { type Candidate, decide, type Loss } from './decision.ts';
import { DecisionClasses } from './decision-class.ts';
import { resolve } from './local-routes.ts';
import { type AttributeSet, ORIGINATED, type Route } from './path-attributes.ts';
import { type Peering, peerOf, type Speaker, type World } from './state.ts';

/** A route as one speaker heard it. */
export interface Path {
  readonly peering: Peering;
  readonly route: Route;
}
/** The outcome of one decision, written out. */
export interface Choices {
  readonly local: LocalRoute;
  /** What is announced when `local` is originated. */
  readonly origin: AttributeSet;
  /** The best learned path; a local route, if there is one, goes before it. */
  readonly best: Path | undefined;
  /** The paths to install, best first. */
  readonly used: readonly Path[];
  readonly candidates: readonly Path[];
}

/** All that decisions depend on. */
type Decider = Pick<Speaker, 'node' | 'routes' | 'rules' | 'peerings'>;

function pathsOf({ routes, peerings }: Decider, ids: readonly number[]): Path[] {
  return ids.flatMap((id) => {
    const route = routes.at(id);
    const peering = peerings[(route?.from ?? 0) - 1];
    return route && peering ? { peering, route } : [];
  });
}

function candidateOf(speaker: Decider, { peering, route }: Path): Candidate {
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

export function newChoices(speaker: Decider): ChoiceTable {
  const classes = new DecisionClasses(speaker.routes, {
    isExternal: (from) => speaker.peerings[from - 1]?.external === true,
    isResolvable: (nextHop) => resolve(speaker.node, nextHop).length > 0,
  });
  return new ChoiceTable(speaker.routes, {
    classOf: (route) => classes.classOf(route),
    classOfCore: (core) => classes.ofCore(core),
    resolveAgain: () => classes.resolveAgain(),
    decide(candidates) {
      const set = pathsOf(speaker, candidates).map((path) => candidateOf(speaker, path));
      return decide(set, speaker.rules).used.map((one) => set.findIndex(({ peer }) => peer === one.peer));
    },
  });
}

/** The choice before any peer is heard. */
function startAt({ node, own, choices, routes }: Speaker, prefixId: number): number {
  if (!node.daemonUp) return LOCAL_ROUTE.none;
  const fed = node.fed.get(prefixId);
  if (fed !== 0) return choices.with(LOCAL_ROUTE.originated, fed);
  // import-check: a network statement announces only what the node really has.
  if (own.get(prefixId) === 0) return LOCAL_ROUTE.none;
  if (!node.networks.has(prefixId)) return LOCAL_ROUTE.inUse;
  return choices.with(LOCAL_ROUTE.originated, routes.intern({ attributes: ORIGINATED, nextHop: 0 }));
}

/** Runs the decision for the prefixes; leaves in the list, and returns, those whose choice is another one than before. */
export function choose(speaker: Speaker, prefixIds: Int32Array): Int32Array {
  if (prefixIds.length === 0) return prefixIds;
  const { node, choices } = speaker;
  const chosen = speaker.chosen.room(node.prefixes.size);
  const columns = speaker.peerings.map(({ accepted }) => accepted.values);
  const [fed, own] = [node.fed.values, speaker.own.values];
  // Neighbouring prefixes mostly have the same routes.
  const heard = new Int32Array(columns.length);
  let [start, choice, lastFed, from] = [0, 0, -1, 0];
  let count = 0;
  for (let at = 0; at < prefixIds.length; at += 1) {
    const prefixId = prefixIds[at] ?? 0;
    const fedNow = fed[prefixId] ?? 0;
    if ((own[prefixId] ?? 0) !== 0) {
      from = startAt(speaker, prefixId);
      lastFed = -1;
    } else if (fedNow !== lastFed) {
      from = startAt(speaker, prefixId);
      lastFed = fedNow;
    }
    let same = from === start;
    for (let index = 0; index < heard.length; index += 1) {
      const route = columns[index]?.[prefixId] ?? 0;
      if (heard[index] === route) continue;
      heard[index] = route;
      same = false;
    }
    if (!same) {
      start = from;
      choice = from;
      for (const route of heard) if (route !== 0) choice = choices.with(choice, route);
    }
    if (chosen[prefixId] === choice) continue;
    chosen[prefixId] = choice;
    prefixIds[count] = prefixId;
    count += 1;
  }
  return prefixIds.subarray(0, count);
}

export function choiceAt(speaker: Speaker, prefixId: number): Choices | undefined {
  const id = speaker.chosen.get(prefixId);
  return id === 0 ? undefined : choiceOf(speaker, id);
}

export function choiceOf(speaker: Speaker, id: number): Choices {
  const { local, origin, candidates: ids } = speaker.choices.row(id);
  const candidates = pathsOf(speaker, ids);
  const used = speaker.choices.used(id).flatMap((place) => candidates[place] ?? []);
  return { local, origin: speaker.routes.at(origin)?.attributes ?? ORIGINATED, best: used[0], used, candidates };
}

/** Why candidates for the prefix are not used. */
export function lostAt(speaker: Speaker, prefixId: number): readonly Loss[] {
  const choice = choiceAt(speaker, prefixId);
  const set = (choice?.candidates ?? []).map((path) => candidateOf(speaker, path));
  // The node's own route is announced and installed; what is best among the learned ones is still worth telling.
  return choice?.local === LOCAL_ROUTE.originated ? set.map(behindOwn) : decide(set, speaker.rules).lost;
}

/**
 * Takes the routes of sessions that ended out of every choice: a choice becomes another one as a whole, so no prefix is decided
 * by itself. Returns whether there were any.
 */
export function withdrawGone({ chosen, choices, gone }: Speaker): boolean {
  if (gone.size === 0) return false;
  const values = chosen.values;
  let [choice, left] = [0, 0];
  for (let id = 0; id < values.length; id += 1) {
    const before = values[id] ?? 0;
    if (before !== choice) {
      choice = before;
      left = choices.without(before, (from) => gone.has(from - 1));
    }
    if (left !== before) values[id] = left;
  }
  gone.clear();
  return true;
}

/** Where next hops resolve differently now decisions are taken again; prefixes only follow where one changed. */
export function decideAgain(speaker: Speaker): void {
  if (!speaker.moved) return;
  speaker.moved = false;
  speaker.node.ways.clear();
  const isInUse = (from: number): boolean => (speaker.peerings[from - 1]?.acceptedCount ?? 0) > 0;
  const again = speaker.choices.decideAgain(isInUse);
  if (!again) return;
  speaker.chosen.forEach((id, choice) => {
    if (!again(choice)) return;
    speaker.chosen.set(id, 0);
    speaker.waiting.add(id);
  });
}

/** The daemon died or starts anew: nothing was ever chosen. */
export function forgetChoices(world: World, speaker: Speaker): void {
  speaker.waiting.drain();
  speaker.gone.clear();
  speaker.chosen = new Column();
  if (!speaker.node.daemonUp) return;
  for (let id = 0; id < world.prefixes.size; id += 1) speaker.waiting.add(id);
}
