/** Knows how route changes spread until nothing changes or the state repeats; does not know time. */
import { tell, tellTable } from './adj-rib.ts';
import { BOUNDS } from './defaults.ts';
import { choose, decideAgain, withdrawGone } from './loc-rib.ts';
import type { Speaker, World } from './state.ts';

/** One speaker works off everything that waits. */
function activate(world: World, speaker: Speaker): void {
  const manyChanged = withdrawGone(speaker);
  // After that: a next hop that went with its session is no reason to decide anything again.
  decideAgain(speaker);
  const changed = choose(speaker, speaker.waiting.drain());
  for (const peering of speaker.peerings) {
    if (manyChanged) tellTable(world, peering);
    else tell(world, peering, changed);
  }
}

const isBusy = ({ waiting, gone, moved }: Speaker): boolean => !waiting.isEmpty || gone.size > 0 || moved;

/** Two independent 32-bit hashes of all choices and everything still waiting. */
function fingerprint(world: World): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  const mix = (value: number): void => {
    first = Math.imul(first ^ value, 0x01000193);
    second = Math.imul(second ^ (value + 0x7f4a7c15), 0x85ebca6b);
  };
  for (const speaker of world.speakers) {
    mix(-1);
    speaker.chosen.forEach((id, choice) => {
      mix(id);
      mix(choice);
    });
    mix(-2);
    for (const id of speaker.waiting.ids) mix(id);
  }
  return `${first}:${second}`;
}

/**
 * Speakers take turns in the order of their names, so the outcome does not depend on the order of the input.
 * Routing that never settles (RFC 4451, RFC 3345) ends when a state is seen twice; its prefixes are kept in `oscillating`.
 * Returns whether anything waited.
 */
export function settleRoutes(world: World): boolean {
  const seen = new Set<string>();
  const busy = (): Speaker[] => world.speakers.filter(isBusy);
  if (busy().length === 0) return false;
  for (let sweep = 0; sweep < BOUNDS.sweeps; sweep += 1) {
    for (const speaker of busy()) activate(world, speaker);
    if (busy().length === 0) return true;
    // A loop-free update crosses the network in fewer sweeps than there are speakers.
    if (sweep <= world.speakers.length * 2) continue;
    const state = fingerprint(world);
    if (seen.has(state)) break;
    seen.add(state);
  }
  for (const { waiting } of world.speakers) {
    for (const id of waiting.drain()) {
      world.oscillating.add(id);
      world.restless.add(id);
    }
  }
  return true;
}
