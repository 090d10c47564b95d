/** The path every command on a connection takes: find, decide, answer, and heal the card that was clicked. */
import { personById, type RosterState } from '../../engine/roster/model.ts';
import { brokenFor, humans, standing } from '../../engine/roster/standing.ts';
import { stepUpOf } from '../../engine/roster/trust-model.ts';
import { freePairs } from '../../engine/site/index.ts';
import type { ConnectionCommand, TenantFacts } from '../../engine/tenant/messages.ts';
import type { Connection, TenantState } from '../../engine/tenant/model.ts';
import { type Found, findConnection } from '../access.ts';
import type { Journal } from '../journal.ts';
import { who } from '../people.ts';
import type { Answer } from '../ports.ts';
import { proofFact } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { isLapsed, lapsed } from './lapsed.ts';
import type { KnownCall } from './spec.ts';

export function said(tone: 'good' | 'bad' | 'neutral', ...text: Phrase[]): Answer {
  return { kind: 'said', tone, text };
}

/** This delivery had acted before; whoever keeps answers may know the first one. */
export const repeated: Answer = said('neutral', t('answer.repeat'));

/** Facts a tenant's decision needs, gathered for one actor. */
export async function tenantFacts(
  world: World,
  journal: Journal,
  tenant: string,
  actor: TenantFacts['actor'],
  region: string | undefined,
  seenRevision?: number,
  about: { readonly delivery?: string; readonly subject?: string } = {},
): Promise<TenantFacts> {
  const [roster, site] = await Promise.all([
    journal.load('roster', ''),
    region === undefined ? undefined : journal.load('site', region),
  ]);
  const at = world.clock.now();
  return {
    at,
    // Jobs act as themselves; people only as what they are in this moment, whatever they were when they were heard.
    actor: actor.movers.includes('system') ? actor : nowStanding(roster, actor, tenant, at),
    policy: roster.policy,
    humans: humans(roster),
    codeProved: about.delivery !== undefined && stepUpOf(roster, actor.person).proof === about.delivery,
    glassBroken: about.subject !== undefined && brokenFor(roster, actor.person, about.subject, at),
    pace: world.tempo,
    calendar: world.calendar,
    realName: roster.tenants[tenant]?.realName === true,
    ...(site ? { freePorts: freePairs(site) } : {}),
    ...(seenRevision === undefined ? {} : { seenRevision }),
  };
}

/** Checked once more where it counts: a customer moves nothing of another tenant, however the thing was found. */
function nowStanding(
  roster: RosterState,
  actor: TenantFacts['actor'],
  tenant: string,
  at: number,
): TenantFacts['actor'] {
  const { person } = actor;
  const home = personById(roster, person)?.tenant;
  if (home !== undefined && home !== tenant) return { person, movers: [] };
  const { roles, lent } = standing(roster, person, at);
  // What a token was narrowed to stays narrow.
  return { person, movers: roles.filter((role) => actor.movers.includes(role)), lent };
}

type Make = (found: Found) => ConnectionCommand;
type Say = (connection: Connection, state: TenantState) => Phrase | undefined;

/** Runs one lifecycle command for a person. `say` words the success; by default the new state is named. */
export async function act(call: KnownCall, make: Make, say?: Say): Promise<Answer> {
  const { world, journal, person } = call;
  const found = await findConnection(world, journal, person, call.args.connection ?? '');
  if ('ok' in found) return said('bad', sayRefusal(found.refusal));
  const { tenant, connection } = found;
  const command = make(found);
  const actor = { person: person.id, movers: person.roles };
  const about = { delivery: call.heard.delivery, subject: connection.id };
  const facts = async (state: TenantState) => ({
    ...(await tenantFacts(world, journal, tenant, actor, connection.region, call.seenRevision, about)),
    ...(await proofFact(world, journal, state, command)),
  });
  const outcome = await journal.act('tenant', tenant, command, facts, {
    by: person.id,
    cause: call.heard.delivery,
    at: world.clock.now(),
  });
  if (!outcome.ok) {
    const now = outcome.state.connections[connection.id] ?? connection;
    if (isLapsed(outcome.refusal)) return lapsed(call, tenant, command, outcome.refusal);
    if (outcome.refusal.code === 'stale') await heal(world, tenant, now);
    return said(
      'bad',
      sayRefusal({
        value: connection.id,
        ...outcome.refusal,
        ...(outcome.refusal.code === 'stale' ? { value: connection.name } : {}),
      }),
    );
  }
  const now = outcome.state.connections[connection.id] ?? connection;
  if (outcome.repeated) return repeated;
  if (outcome.events.length > 0) {
    return said(
      'good',
      say?.(now, outcome.state) ?? t('answer.done', { name: now.name, state: named('state', now.state) }),
    );
  }
  await heal(world, tenant, now);
  return said('neutral', await already(journal, now));
}

async function already(journal: Journal, connection: Connection): Promise<Phrase> {
  const roster = await journal.load('roster', '');
  const by = connection.decidedBy ? t('answer.decided-by', { who: who(roster, connection.decidedBy) }) : '';
  return t('answer.already', { name: connection.name, state: named('state', connection.state), by });
}

/** Draws the cards of a connection again, once per revision: a click on an old picture shows that one is out there. */
async function heal(world: World, tenant: string, connection: Connection): Promise<void> {
  await world.queues.enqueue([
    {
      queue: 'notification',
      name: 'announce',
      key: `heal-${connection.id}-${connection.revision}`,
      data: { tenant, thing: connection.id, force: true },
    },
  ]);
}
