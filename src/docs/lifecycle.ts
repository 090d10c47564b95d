/** Draws the life of a connection from its one table: a state diagram and the moves as rows. Knows no rule of its own. */

import { durations } from '../engine/catalog/durations.ts';
import { alarms } from '../engine/tenant/clock.ts';
import { connectionMoves, connectionStates } from '../engine/tenant/lifecycle.ts';
import { table } from './markdown.ts';
import { moveHead, moveRow, stateDiagram } from './state-diagram.ts';

function alarmRow({ state, id, effect, after }: (typeof alarms)[number]): readonly string[] {
  const { amount, unit } = durations[after];
  return [state, `\`${id}\``, effect, `${amount} ${unit.replace('-', ' ')}${amount === 1 ? '' : 's'}`];
}

/** The page `docs/lifecycle.md`. */
export function lifecyclePage(): string {
  return `# The life of a hosted connection

Drawn from \`src/engine/tenant/lifecycle.ts\` by \`node --import tsx src/docs/draw.ts\`; edit the table, not this page.
The same table guards every command, offers the buttons on every card, and is tested in
\`test/engine/tenant/lifecycle-matrix.test.ts\`.

${stateDiagram(connectionStates, connectionMoves, 'order')}

## Moves

A command that is not in the table for a state is refused. One that would change nothing is answered with silence.
A command in the table can still be refused by a rule: nobody decides about their own request, checks must pass, a
payment under way must end first.

${table(moveHead, connectionMoves.map(moveRow))}

## Alarms

Counted from the moment the state began. During construction each step rings when its promised date has passed.

${table(['State', 'Alarm', 'Effect', 'After'], alarms.map(alarmRow))}
`;
}
