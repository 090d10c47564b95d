/** Draws the states of a hosted connection with their names and who has to act. The names are handed in. */

import { durations } from '../engine/catalog/durations.ts';
import { waits } from '../engine/tenant/clock.ts';
import { type ConnectionState, connectionStates } from '../engine/tenant/lifecycle.ts';
import type { Words } from './cell.ts';
import { table } from './markdown.ts';

function deadlineOf(state: ConnectionState): string {
  const until = waits[state]?.until;
  if (until === undefined) return '–';
  const { amount, unit } = durations[until];
  return `${amount} ${unit.replace('-', ' ')}s`;
}

/** The page `docs/reference/states.md`; `words` throws when there are no such words. */
export function statesPage(words: (key: string) => Words): string {
  const rows = connectionStates.map((state) => {
    const { en, zh } = words(`state.${state}`);
    const owner = waits[state]?.owner;
    return [state, en, zh, owner === undefined ? '–' : words(`role.${owner}`).en, deadlineOf(state)];
  });
  return `# States of a hosted connection

Drawn from \`src/engine/tenant\` and \`src/app/text/states.ts\` by \`npx vitest run test/docs -u\`; edit the tables, not this
page. How a line moves from one to the next is on [another page](../lifecycle.md).

${table(['State', 'Shown as', '显示为', 'Who acts', 'Within'], rows)}

Under construction the step at work says who acts and by when: the field engineer for the cabling and for every step that
failed, Hostline itself for the others. A line whose deletion was asked for during construction or confirmation waits for
a reviewer.
`;
}
