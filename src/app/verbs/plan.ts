/** Verbs that try a change and turn the trial into the real thing (the twin stands between a wish and the network). */
import { regions } from '../../engine/catalog/regions.ts';
import { refused } from '../../engine/core.ts';
import { applied, type Ground, names, type Proof, prove, shownDigits } from '../../engine/proposal/index.ts';
import type { TenantFacts } from '../../engine/tenant/messages.ts';
import { diagnose, type Twin, twinOf } from '../../engine/twin/index.ts';
import { planCard } from '../cards/plan.ts';
import { packetPath } from '../picture/packet-path.ts';
import { settledState } from '../picture/settled.ts';
import { pictureOf } from '../picture/tenant-picture.ts';
import { topologySvg } from '../picture/topology.ts';
import { type Plan, planOn, type Refused, type Step } from '../plan/plan.ts';
import type { Answer, Drawing } from '../ports.ts';
import { digestOf, groundOf, readToken } from '../proof.ts';
import { type Language, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { whatChanged } from '../voided.ts';
import { choice, proofArg, text, thingArg } from './args.ts';
import { repeated, said, tenantFacts } from './connection-act.ts';
import { check } from './parse.ts';
import { type Arg, type KnownCall, mayUse, type Verb } from './spec.ts';
import { ownTenant } from './thing-act.ts';

const planArgs: readonly Arg[] = [
  thingArg('vif', { positional: true }),
  text('withdraw', 'arg.withdraw', { expect: 'expect.range' }),
  text('announce', 'arg.announce-more', { expect: 'expect.range' }),
  { name: 'prepend', kind: 'whole-number', label: 'arg.prepend', required: false, expect: 'expect.prepend' },
  text('static', 'arg.static', { expect: 'expect.range' }),
  choice('export', 'arg.export', ['all', 'none'], { expect: 'expect.export' }),
  thingArg('attachment'),
  { name: 'second-line', kind: 'flag', label: 'arg.second-line', required: false },
  choice(
    'router-down',
    'arg.router-down',
    regions.flatMap(({ lineRouters }) => lineRouters),
    { expect: 'expect.router' },
  ),
  { ...thingArg('connection'), name: 'line-down', label: 'arg.line-down' },
];

interface Planned {
  readonly tenant: string;
  readonly ground: Ground;
  readonly facts: TenantFacts;
  readonly plan: Plan;
  readonly proof: Proof;
}

async function planned(call: KnownCall): Promise<Planned | Refused> {
  const { world, journal, person, args } = call;
  const owned = await ownTenant(world, journal, person);
  if ('ok' in owned) return owned;
  const { tenant, state } = owned;
  const facts = await tenantFacts(world, journal, tenant, { person: person.id, movers: person.roles }, undefined);
  const ground = await groundOf(journal, state);
  const plan = planOn(ground, args, facts, world);
  if ('ok' in plan) return plan;
  return { tenant, ground, facts, plan, proof: prove(plan.proposal, ground, digestOf(world)) };
}

/** The way of a ping that the plan changes; where it changes none, of any. */
function drawing(twin: Twin, { proposal: { subject }, difference, after }: Proof, language: Language) {
  const ping = difference.probes[0] ?? after.probes[0];
  const diagnosis = ping && diagnose(twin, ping.vif, ping);
  const picture = pictureOf(settledState(twin), subject, diagnosis && packetPath(twin, diagnosis));
  return (
    picture &&
    ({ name: 'plan.png', svg: topologySvg(picture, language), said: t('answer.plan-picture') } satisfies Drawing)
  );
}

async function show(call: KnownCall): Promise<Answer> {
  const made = await planned(call);
  if ('ok' in made) return said('bad', sayRefusal(made.refusal));
  const { ground, plan, proof } = made;
  const after = applied(ground, proof.proposal);
  const picture = drawing(twinOf(after.tenant, after.sites), proof, call.person.language);
  return { kind: 'card', card: planCard(plan, proof, after.tenant), ...(picture && { picture }) };
}

/** A plan that was drawn on another network is void, and what takes something away is not asked for unseen. */
async function voidedPlan(call: KnownCall, { tenant, plan, facts, proof }: Planned): Promise<Answer | undefined> {
  const { world, journal, args, heard } = call;
  const { hash, harms } = proof.now;
  if (!plan.isRequestable) return said('bad', sayRefusal({ code: 'plan-not-yours' }));
  if (args.proof === undefined)
    return harms
      ? said('bad', sayRefusal(refused('plan-unseen', { values: { proof: hash.slice(0, shownDigits) } }).refusal))
      : undefined;
  if (names(readToken(args.proof).hash, hash)) return undefined;
  // A repeat of the delivery that carried the plan out finds another network: its own.
  const before = await world.deliveries.begin(heard.delivery);
  if (typeof before === 'object') return repeated;
  await world.deliveries.forget(heard.delivery);
  const changes = await whatChanged(world, journal, tenant, args.proof, proof, (ground) => {
    const old = planOn(ground, args, facts, world);
    return 'ok' in old ? undefined : old.proposal;
  });
  return said('bad', sayRefusal({ code: 'plan-void' }), changes);
}

/** As if it had been typed: the verb reads, authorizes and decides on its own. */
async function carryOut(call: KnownCall, verbs: readonly Verb[], { verb: name, args }: Step, index: number) {
  const verb = verbs.find((row) => row.name === name);
  if (!verb || !mayUse(verb, call.person))
    return said('bad', sayRefusal(refused('unknown-verb', { value: name, values: { near: 'help' } }).refusal));
  const parsed = check(verb, args);
  if (!parsed.ok) return said('bad', sayRefusal(parsed.refusal));
  const delivery = index === 0 ? call.heard.delivery : `${call.heard.delivery}-plan-${index}`;
  return verb.run({ ...call, args: parsed.args, seenRevision: undefined, heard: { ...call.heard, delivery } });
}

async function request(call: KnownCall, verbs: readonly Verb[]): Promise<Answer> {
  const made = await planned(call);
  if ('ok' in made) return said('bad', sayRefusal(made.refusal));
  const stopped = await voidedPlan(call, made);
  if (stopped) return stopped;
  const answers: Extract<Answer, { kind: 'said' }>[] = [];
  for (const [index, step] of made.plan.steps.entries()) {
    const answer = await carryOut(call, verbs, step, index);
    if (answer === repeated && index === 0) return repeated;
    if (answer.kind === 'said') answers.push(answer);
    if (answer.kind !== 'said' || answer.tone === 'bad') break;
  }
  const tone = answers.at(-1)?.tone ?? 'bad';
  return said(tone, ...answers.flatMap((answer) => answer.text));
}

export const planVerbs = (all: () => readonly Verb[]): readonly Verb[] => [
  {
    name: 'plan',
    summary: 'verb.plan',
    roles: ['customer'],
    changes: false,
    note: t('note.plan'),
    formWhenBare: true,
    args: planArgs,
    run: show,
  },
  {
    name: 'plan request',
    summary: 'verb.plan-request',
    roles: ['customer'],
    changes: true,
    args: [...planArgs, proofArg],
    run: (call) => request(call, all()),
  },
];
