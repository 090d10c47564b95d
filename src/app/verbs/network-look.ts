/** Verbs that look at the cloud network, and the checklist of the tutorial. */

import type { TenantState } from '../../engine/tenant/model.ts';
import { visible } from '../access.ts';
import { gatewayCard } from '../cards/gateway.ts';
import type { Card } from '../cards/model.ts';
import { thingsCard, vpcCard } from '../cards/network-overview.ts';
import { setupCard } from '../cards/setup.ts';
import { vifCard } from '../cards/vif.ts';
import type { Answer } from '../ports.ts';
import { digestOf, proofsOf } from '../proof.ts';
import { sayRefusal } from '../text/refusal.ts';
import type { ThingKind } from '../things.ts';
import { thingArg } from './args.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { idOf, ownTenant } from './thing-act.ts';

type Draw = (state: TenantState, id: string, call: KnownCall) => Promise<Card | undefined>;

/** Without a word: the list; with one: that thing. */
async function look(call: KnownCall, kind: ThingKind, draw: Draw): Promise<Answer> {
  const { world, journal, person, args } = call;
  const word = args[kind];
  if (word === undefined) return { kind: 'card', card: thingsCard(kind, await visible(world, person, 100, kind)) };
  const owned = await ownTenant(world, journal, person, word);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const id = idOf(owned.state, kind, kind, word);
  if (typeof id !== 'string') return said('bad', sayRefusal(id.refusal));
  const card = await draw(owned.state, id, call);
  return card ? { kind: 'card', card } : said('bad', sayRefusal({ code: 'unknown-thing', field: kind, value: word }));
}

const shows: readonly { readonly kind: ThingKind & ('vpc' | 'gateway' | 'vif'); readonly draw: Draw }[] = [
  { kind: 'vpc', draw: async (state, id) => state.vpcs[id] && vpcCard(state.vpcs[id]) },
  {
    kind: 'gateway',
    draw: async (state, id, { person, world, journal }) =>
      state.gateways[id] &&
      gatewayCard(state.gateways[id], state, person.roles, await proofsOf(digestOf(world), journal, state, id)),
  },
  {
    kind: 'vif',
    draw: async (state, id, { person, journal }) =>
      state.vifs[id] &&
      vifCard(state.vifs[id], { state, roster: await journal.load('roster', ''), movers: person.roles }),
  },
];

async function setup(call: KnownCall): Promise<Answer> {
  const owned = await ownTenant(call.world, call.journal, call.person);
  return 'ok' in owned ? said('bad', sayRefusal(owned.refusal)) : { kind: 'card', card: setupCard(owned.state) };
}

export const networkLookVerbs: readonly Verb[] = [
  ...shows.map(
    ({ kind, draw }): Verb => ({
      name: kind,
      summary: `verb.${kind}`,
      roles: 'linked',
      changes: false,
      args: [thingArg(kind, { positional: true })],
      run: (call) => look(call, kind, draw),
    }),
  ),
  { name: 'setup', summary: 'verb.setup', roles: ['customer'], changes: false, args: [], run: setup },
];
