/** Draws the life of a failover drill from its one table. Knows no rule of its own. */
import { drillMoves, drillStates } from '../engine/tenant/drill/lifecycle.ts';
import { table } from './markdown.ts';
import { moveHead, moveRow, stateDiagram } from './state-diagram.ts';

/** The page `docs/drill-lifecycle.md`. */
export function drillLifecyclePage(): string {
  return `# The life of a failover drill

Drawn from \`src/engine/tenant/drill/lifecycle.ts\` by \`node --import tsx src/docs/draw.ts\`; edit the table, not this page.
The same table guards every command and is tested in \`test/engine/tenant/drill/lifecycle-matrix.test.ts\`. How to run one
is on [another page](how-to/drill.md).

${stateDiagram(drillStates, drillMoves, 'request-drill')}

The cut is in effect while the drill is Running, and in no other state: whoever folds the log knows what is cut.

## Moves

${table(moveHead, drillMoves.map(moveRow))}
`;
}
