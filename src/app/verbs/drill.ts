/** Verbs of failover drills: ask, look, decide, stop. */
import { regions } from '../../engine/catalog/regions.ts';
import { refused } from '../../engine/core.ts';
import { isOpenDrill } from '../../engine/tenant/drill/lifecycle.ts';
import type { DrillCommand } from '../../engine/tenant/drill/messages.ts';
import { cutsLastPath, type Drill, type DrillTarget } from '../../engine/tenant/drill/model.ts';
import { drillMinutes } from '../../engine/tenant/drill/rules.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { visible } from '../access.ts';
import { drillCard, few } from '../cards/drill.ts';
import { thingsCard } from '../cards/network-overview.ts';
import { drillFacts, drillNow } from '../drill.ts';
import { readInstant } from '../instant.ts';
import type { Answer } from '../ports.ts';
import { digestOf, proofsOf, seenProof } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { choice, proofArg, text, thingArg } from './args.ts';
import { repeated, said } from './connection-act.ts';
import { isLapsed, lapsed } from './lapsed.ts';
import type { Args, KnownCall, Verb } from './spec.ts';
import { idOf, ownTenant } from './thing-act.ts';

type Refused = ReturnType<typeof refused>;
const say = (refusal: Refused): Answer => said('bad', sayRefusal(refusal.refusal));

/** What is to be cut, from whichever of the arguments were given. */
function targetOf(state: TenantState, { vif, line, router }: Args): DrillTarget | Refused {
  if (line !== undefined && vif === undefined && router === undefined) {
    const connection = idOf(state, 'connection', 'line', line);
    return typeof connection === 'string' ? { kind: 'line', connection } : connection;
  }
  if (router === undefined || line !== undefined) return refused('drill-target');
  if (vif === undefined) return { kind: 'line-router', router };
  const id = idOf(state, 'vif', 'vif', vif);
  return typeof id === 'string' ? { kind: 'session', vif: id, router } : id;
}

/** Left out, it means the one that is not over. */
function drillId(state: TenantState, word: string | undefined): string | Refused {
  if (word !== undefined) return idOf(state, 'drill', 'drill', word);
  const open = Object.values(state.drills).filter((drill) => isOpenDrill(drill.state));
  return open.length === 1 && open[0] ? open[0].id : refused('drill-none');
}

async function act(
  call: KnownCall,
  make: (state: TenantState) => DrillCommand | Refused,
  words: (drill: Drill) => Phrase,
): Promise<Answer> {
  const { world, journal, person, heard } = call;
  const owned = await ownTenant(world, journal, person, call.args.drill);
  if ('ok' in owned) return say(owned);
  const command = make(owned.state);
  if ('ok' in command) return say(command);
  const actor = { person: person.id, movers: person.roles };
  const facts = drillFacts(world, journal, owned.tenant, actor, command, call.seenRevision);
  const cause = { by: person.id, cause: heard.delivery, at: world.clock.now() };
  const outcome = await journal.act('tenant', owned.tenant, command, facts, cause);
  if (!outcome.ok && isLapsed(outcome.refusal)) return lapsed(call, owned.tenant, command, outcome.refusal);
  if (!outcome.ok) return say({ ok: false, refusal: outcome.refusal });
  if (outcome.repeated) return repeated;
  const drill = drillNow(command.id)(outcome.state);
  if (!drill) return said('neutral', t('answer.unchanged', { name: command.id }));
  return said(outcome.events.length > 0 ? 'good' : 'neutral', words(drill));
}

const stateWords = ({ id, state }: Drill): Phrase =>
  t('answer.drill-state', { id, state: named('drill-state', state) });

function request(call: KnownCall): Promise<Answer> {
  const { args, world } = call;
  const now = world.clock.now();
  const startAt = args.at === undefined ? now : readInstant(args.at, now, world.tempo);
  if (startAt === undefined || startAt < now)
    return Promise.resolve(
      say(refused('bad-field', { field: 'at', value: args.at ?? '', values: { expect: 'drill-at' } })),
    );
  const id = world.entropy.id('drill');
  return act(
    call,
    (state) => {
      const target = targetOf(state, args);
      if ('ok' in target) return target;
      const minutes = Number(args.minutes ?? drillMinutes.usual);
      return { do: 'request-drill', id, ask: args.ask === 'yes', target, minutes, startAt };
    },
    (drill) => {
      const { losses } = drill.forecast;
      return cutsLastPath(drill.forecast)
        ? t('answer.drill-asked', { id, lost: few([...losses.prefixes, ...losses.pings]) })
        : t('answer.drill-scheduled', { id, at: { at: drill.startAt } });
    },
  );
}

function decide(call: KnownCall, command: (id: string) => DrillCommand): Promise<Answer> {
  return act(
    call,
    (state) => {
      const id = drillId(state, call.args.drill);
      return typeof id === 'string' ? command(id) : id;
    },
    stateWords,
  );
}

async function show(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  if (args.drill === undefined)
    return { kind: 'card', card: thingsCard('drill', await visible(world, person, 100, 'drill')) };
  const owned = await ownTenant(world, journal, person, args.drill);
  if ('ok' in owned) return say(owned);
  const id = drillId(owned.state, args.drill);
  if (typeof id !== 'string') return say(id);
  const drill = drillNow(id)(owned.state);
  const proofs = await proofsOf(digestOf(world), journal, owned.state, id);
  const view = { state: owned.state, movers: person.roles, now: world.clock.now(), proofs };
  return drill
    ? { kind: 'card', card: drillCard(drill, view) }
    : say(refused('unknown-thing', { field: 'drill', value: id }));
}

const drillArg = thingArg('drill', { positional: true });
const routers = regions.flatMap((region) => region.lineRouters);

export const drillVerbs: readonly Verb[] = [
  {
    name: 'drill',
    summary: 'verb.drill',
    roles: ['customer'],
    changes: true,
    note: t('note.drill'),
    formWhenBare: true,
    args: [
      thingArg('vif'),
      { ...thingArg('connection'), name: 'line', label: 'arg.line' },
      choice('router', 'arg.router', routers, { expect: 'expect.router' }),
      {
        name: 'minutes',
        kind: 'whole-number',
        label: 'arg.minutes',
        required: false,
        initial: String(drillMinutes.usual),
        expect: 'expect.drill-minutes',
      },
      text('at', 'arg.at', { expect: 'expect.drill-at' }),
      { name: 'ask', kind: 'flag', label: 'arg.ask', required: false },
    ],
    run: request,
  },
  { name: 'drill show', summary: 'verb.drill-show', roles: 'linked', changes: false, args: [drillArg], run: show },
  {
    name: 'drill approve',
    summary: 'verb.drill-approve',
    roles: ['reviewer'],
    changes: true,
    args: [drillArg, proofArg],
    run: (call) => decide(call, (id) => ({ do: 'approve-drill', id, ...seenProof(call.args.proof) })),
  },
  {
    name: 'drill refuse',
    summary: 'verb.drill-refuse',
    roles: ['reviewer'],
    changes: true,
    args: [
      drillArg,
      text('reason', 'arg.reason', { required: true, positional: true, rest: true, expect: 'expect.reason' }),
    ],
    run: (call) => decide(call, (id) => ({ do: 'refuse-drill', id, reason: call.args.reason ?? '' })),
  },
  {
    name: 'drill cancel',
    summary: 'verb.drill-cancel',
    roles: ['customer', 'reviewer'],
    changes: true,
    args: [drillArg],
    run: (call) => decide(call, (id) => ({ do: 'cancel-drill', id })),
  },
  {
    name: 'drill stop',
    summary: 'verb.drill-stop',
    roles: ['customer', 'reviewer', 'field'],
    changes: true,
    args: [drillArg],
    run: (call) => decide(call, (id) => ({ do: 'stop-drill', id, for: 'stopped' })),
  },
];
