/** Verbs that only look: list, show, queue, help. */

import type { Person } from '../../engine/roster/model.ts';
import { findConnection, visible } from '../access.ts';
import { connectionCard } from '../cards/connection.ts';
import { helpCard, listCard, queueCard } from '../cards/overview.ts';
import { isStaff } from '../people.ts';
import type { DirectoryEntry } from '../ports.ts';
import { digestOf, proofsOf } from '../proof.ts';
import { sayRefusal } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { said } from './connection-act.ts';
import type { Verb } from './spec.ts';

const shown = 100;

/** What waits for this person's roles, inside their scope; nobody is asked to decide their own request. */
export async function waitingForMe(world: World, person: Person): Promise<DirectoryEntry[]> {
  const entries = await world.directory.waiting(person.roles, shown);
  return entries.filter((entry) => isStaff(person) || entry.tenant === person.tenant);
}

export function lookVerbs(all: () => readonly Verb[]): readonly Verb[] {
  return [
    {
      name: 'list',
      summary: 'verb.list',
      roles: 'linked',
      changes: false,
      args: [],
      run: async ({ world, person }) => ({ kind: 'card', card: listCard(await visible(world, person, shown)) }),
    },
    {
      name: 'show',
      summary: 'verb.show',
      roles: 'linked',
      changes: false,
      args: [
        {
          name: 'connection',
          kind: 'connection',
          label: 'arg.connection',
          required: true,
          positional: true,
          expect: 'expect.connection',
        },
      ],
      run: async ({ world, journal, person, args }) => {
        const found = await findConnection(world, journal, person, args.connection ?? '');
        if ('ok' in found) return said('bad', sayRefusal(found.refusal));
        const roster = await journal.load('roster', '');
        const proofs = await proofsOf(digestOf(world), journal, found.state, found.connection.id);
        const side = isStaff(person) ? 'staff' : 'customer';
        return {
          kind: 'card',
          card: connectionCard(found.connection, {
            ...found,
            roster,
            timing: world,
            movers: person.roles,
            side,
            proofs,
          }),
        };
      },
    },
    {
      name: 'queue',
      summary: 'verb.queue',
      roles: 'linked',
      changes: false,
      args: [],
      run: async ({ world, person }) => ({ kind: 'card', card: queueCard(await waitingForMe(world, person)) }),
    },
    {
      name: 'help',
      summary: 'verb.help',
      roles: 'linked',
      changes: false,
      args: [],
      run: async ({ person }) => ({ kind: 'card', card: helpCard(all(), person) }),
      guest: async () => ({ kind: 'card', card: helpCard(all(), undefined) }),
    },
  ];
}
