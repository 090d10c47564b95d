/** The path every command on the cloud network takes: find in the person's tenant, decide, answer. */

import { refused } from '../../engine/core.ts';
import type { Person } from '../../engine/roster/model.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { NetworkCommand } from '../../engine/tenant/network/messages.ts';
import type { ReviewCommand } from '../../engine/tenant/review/messages.ts';
import { scopeOf } from '../access.ts';
import type { Journal } from '../journal.ts';
import type { Answer } from '../ports.ts';
import { proofFact } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { kindOf, type ThingKind, thingIn } from '../things.ts';
import type { World } from '../world.ts';
import { repeated, said, tenantFacts } from './connection-act.ts';
import { isLapsed, lapsed } from './lapsed.ts';
import type { KnownCall } from './spec.ts';

export interface Owned {
  readonly tenant: string;
  readonly state: TenantState;
}

const collections = {
  connection: 'connections',
  vpc: 'vpcs',
  gateway: 'gateways',
  attachment: 'attachments',
  vif: 'vifs',
  quota: 'quotaRequests',
  drill: 'drills',
} as const;

/** Things of one kind in a tenant's state. */
export function thingsOf(
  state: TenantState,
  kind: ThingKind,
): readonly { readonly id: string; readonly name: string }[] {
  return Object.values(state[collections[kind]]);
}

/** The tenant a person works in; staff say which by naming a thing. */
export async function ownTenant(
  world: World,
  journal: Journal,
  person: Person,
  thing?: string,
): Promise<Owned | ReturnType<typeof refused>> {
  const scope = scopeOf(person);
  const entry =
    scope?.tenant === undefined && scope && thing !== undefined ? await world.directory.find(thing) : undefined;
  const tenant = scope?.tenant ?? entry?.tenant;
  if (tenant === undefined)
    return thing === undefined
      ? refused('no-tenant')
      : refused('unknown-thing', { field: kindOf(thing) ?? 'connection', value: thing });
  return { tenant, state: await journal.load('tenant', tenant) };
}

/** Resolves a word to an id: an id of that kind, or a name that only one has. */
export function resolve(state: TenantState, kind: ThingKind, word: string): string | undefined {
  const things = thingsOf(state, kind).filter((thing) => thing.id === word || thing.name === word);
  const live = things.filter((thing) => thingIn(state, thing.id)?.state !== 'Deleted');
  return (live.length > 0 ? live : things).length === 1 ? (live[0] ?? things[0])?.id : undefined;
}

/** The id an argument names, or the refusal that says which argument is wrong. */
export function idOf(
  state: TenantState,
  kind: ThingKind,
  field: string,
  word: string | undefined,
): string | ReturnType<typeof refused> {
  const id = word === undefined ? onlyOne(state, kind) : resolve(state, kind, word);
  return id ?? refused('unknown-thing', { field, value: word ?? '' });
}

/** Left out, an argument means the only thing of its kind. */
function onlyOne(state: TenantState, kind: ThingKind): string | undefined {
  const live = thingsOf(state, kind).filter(
    (thing) => !['Deleted', 'Rejected'].includes(thingIn(state, thing.id)?.state ?? ''),
  );
  return live.length === 1 ? live[0]?.id : undefined;
}

type Command = NetworkCommand | ReviewCommand;
type Made = Command | readonly Command[] | ReturnType<typeof refused>;

/**
 * Runs commands made from the tenant's state, one decision each, in order; the first refusal ends them. `say` words
 * the success with the state after.
 */
export async function actOnNetwork(
  call: KnownCall,
  thing: string | undefined,
  make: (state: TenantState, owned: Owned) => Made | Promise<Made>,
  say: (state: TenantState) => Phrase,
): Promise<Answer> {
  const { world, journal, person } = call;
  const owned = await ownTenant(world, journal, person, thing);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const made = await make(owned.state, owned);
  if ('ok' in made) return said('bad', sayRefusal(made.refusal));
  const commands: readonly Command[] = 'do' in made ? [made] : made;
  const actor = { person: person.id, movers: person.roles };
  const about = { delivery: call.heard.delivery };
  let acted = false;
  let state = owned.state;
  for (const [index, command] of commands.entries()) {
    const facts = async (now: TenantState) => ({
      ...(await tenantFacts(world, journal, owned.tenant, actor, undefined, undefined, about)),
      ...(await proofFact(world, journal, now, command)),
    });
    const cause = index === 0 ? call.heard.delivery : `${call.heard.delivery}-${index}`;
    const outcome = await journal.act('tenant', owned.tenant, command, facts, {
      by: person.id,
      cause,
      at: world.clock.now(),
    });
    if (!outcome.ok && isLapsed(outcome.refusal)) return lapsed(call, owned.tenant, command, outcome.refusal);
    if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
    if (outcome.repeated) return repeated;
    acted ||= outcome.events.length > 0;
    state = outcome.state;
  }
  return acted ? said('good', say(state)) : said('neutral', t('answer.unchanged', { name: nameOf(state, commands) }));
}

function nameOf(state: TenantState, commands: readonly Command[]): string {
  const id = commands[0]?.id ?? '';
  return thingIn(state, id)?.name ?? id;
}

/** A list typed with commas or blanks. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(/[,，、\s]+/).filter((word) => word !== '');
}
