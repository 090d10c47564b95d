/** The verb that names single points of failure (the score of a drill, without the drill). */
import { resilienceOf } from '../../engine/drill/index.ts';
import { reachOf } from '../../engine/fleet/index.ts';
import { resilienceCard } from '../cards/resilience.ts';
import type { Answer } from '../ports.ts';
import { sayRefusal } from '../text/refusal.ts';
import { twinNow } from '../work/network.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { ownTenant } from './thing-act.ts';

async function show({ world, journal, person }: KnownCall): Promise<Answer> {
  const owned = await ownTenant(world, journal, person);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const twin = await twinNow(journal, owned.tenant);
  return { kind: 'card', card: resilienceCard(resilienceOf(reachOf(twin)), twin.tenant) };
}

export const resilienceVerb: Verb = {
  name: 'resilience',
  summary: 'verb.resilience',
  roles: ['customer'],
  changes: false,
  args: [],
  run: show,
};
