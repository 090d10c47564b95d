/** Draws the events of a hosted connection with what leads to each, from the lifecycle table. Knows no fields of events. */

import { connectionMoves, type Move } from '../engine/tenant/lifecycle.ts';
import { table } from './markdown.ts';

function row(event: string): string[] {
  const moves: readonly Move[] = connectionMoves.filter((move) => move.event === event);
  const unique = (words: readonly string[]) => [...new Set(words)];
  return [
    `\`${event}\``,
    unique(moves.map(({ on }) => `\`${on}\``)).join(', '),
    unique(moves.flatMap(({ by }) => by)).join(', '),
    unique(moves.map(({ from, to }) => (from === to ? from : `${from} → ${to}`))).join(', '),
  ];
}

/** The page `docs/reference/events.md`. */
export function eventsPage(): string {
  const events = [...new Set(connectionMoves.map(({ event }) => event))];
  return `# Events of a hosted connection

Drawn from \`src/engine/tenant/lifecycle.ts\` by \`node --import tsx src/docs/draw.ts\`; edit the table, not this page.
The fields of each event are in \`src/engine/tenant/messages.ts\`. An arrow means that the event moves the line to another
state. Events without a move of their own (\`connection.ordered\`, \`order.opened\`, \`order.voided\`, \`order.paid\`,
\`order.overpaid\`) come with another decision or begin a line.

${table(['Event', 'Command', 'By', 'States'], events.map(row))}
`;
}
