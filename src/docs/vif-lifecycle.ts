/** Draws the life of a virtual interface from its one table. Knows no rule of its own. */
import { vifMoves, vifStates } from '../engine/tenant/network/vif-lifecycle.ts';
import { table } from './markdown.ts';
import { moveHead, moveRow, stateDiagram } from './state-diagram.ts';

/** The page `docs/vif-lifecycle.md`. */
export function vifLifecyclePage(): string {
  return `# The life of a virtual interface

Drawn from \`src/engine/tenant/network/vif-lifecycle.ts\` by \`node --import tsx src/docs/draw.ts\`; edit the table, not
this page. The same table guards every command and is tested in
\`test/engine/tenant/network/vif-lifecycle-matrix.test.ts\`. The line it runs on has [a life of its own](lifecycle.md).

${stateDiagram(vifStates, vifMoves, 'create-vif')}

An interface is available while at least one of its two BGP sessions is up; with one it works without redundancy. It
goes down when both are lost and comes back with either. A line cannot be deleted, nor a gateway, before its last
interface is cleaned up.

## Moves

\`observe-vif\` is what the simulation reports: it moves the interface only when the first session comes up or the last
one is lost. A command that is not in the table for a state is refused; one that would change nothing is answered with
silence.

${table(moveHead, vifMoves.map(moveRow))}
`;
}
