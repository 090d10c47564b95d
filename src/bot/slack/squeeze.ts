/** Makes blocks fit a surface: the header and the buttons stay, the rest is kept in order while there is room. */
import type { KnownBlock } from '@slack/types';
import type { Budget } from './limits.ts';

/** Lower is kept first. */
const rank: Readonly<Record<string, number>> = { header: 0, actions: 1 };
const otherRank = 2;

/** `cutNote` is appended when something had to go. */
export function squeeze(blocks: readonly KnownBlock[], budget: Budget, cutNote: KnownBlock): KnownBlock[] {
  if (fits(blocks, budget)) return [...blocks];
  const noteSize = JSON.stringify(cutNote).length + 1;
  // Two brackets around the list, a comma after each block.
  let characters = budget.characters - noteSize - 2;
  let room = budget.blocks - 1;
  const kept = new Set<KnownBlock>();
  let open = true;
  for (const block of byRank(blocks)) {
    const size = JSON.stringify(block).length + 1;
    const fitsHere = room > 0 && size <= characters;
    if (rankOf(block) === otherRank) {
      // Text after a gap would read as if nothing were missing.
      open = open && fitsHere;
      if (!open) continue;
    } else if (!fitsHere) continue;
    kept.add(block);
    characters -= size;
    room -= 1;
  }
  return [...blocks.filter((block) => kept.has(block)), cutNote];
}

export function fits(blocks: readonly KnownBlock[], budget: Budget): boolean {
  return blocks.length <= budget.blocks && JSON.stringify(blocks).length <= budget.characters;
}

function rankOf(block: KnownBlock): number {
  return rank[block.type] ?? otherRank;
}

function byRank(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.toSorted((one, other) => rankOf(one) - rankOf(other));
}
