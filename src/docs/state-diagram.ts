/** Draws any table of moves: a state diagram, and the moves as rows. Knows no state by name. */

/** A row of a lifecycle table, whatever lives that life. */
export interface MoveRow {
  readonly from: string;
  readonly on: string;
  readonly event: string;
  readonly to: string;
  readonly by: readonly string[];
}

/** One arrow per pair of states, labelled with every command that leads along it; `begins`: the command that makes the thing. */
export function stateDiagram(states: readonly string[], moves: readonly MoveRow[], begins: string): string {
  const arrows = new Map<string, string[]>();
  for (const { from, on, to } of moves) {
    if (from === to) continue;
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), on]);
  }
  const ends = states.filter((state) => !moves.some((move) => move.from === state));
  return [
    '```mermaid',
    'stateDiagram-v2',
    `    [*] --> ${states[0]}: ${begins}`,
    ...[...arrows].map(([arrow, commands]) => `    ${arrow}: ${commands.join(', ')}`),
    ...ends.map((state) => `    ${state} --> [*]`),
    '```',
  ].join('\n');
}

export const moveHead = ['State', 'Command', 'By', 'Event', 'Leads to'];

export function moveRow({ from, on, by, event, to }: MoveRow): readonly string[] {
  return [from, `\`${on}\``, by.join(', '), `\`${event}\``, from === to ? '(stays)' : to];
}
