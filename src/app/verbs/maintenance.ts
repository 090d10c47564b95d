/** Verbs of operations about planned work: see who is affected, announce, extend, cancel. Nothing is sent that was not shown. */
import { regions } from '../../engine/catalog/regions.ts';
import { refused } from '../../engine/core.ts';
import { type Failure, failureName } from '../../engine/fleet/index.ts';
import { type Maintenance, type MaintenancePart, site } from '../../engine/site/index.ts';
import type { MaintenanceCommand } from '../../engine/site/maintenance.ts';
import { findConnection } from '../access.ts';
import { draftCard, impactCard, maintenanceCard, maintenancesCard } from '../cards/maintenance.ts';
import { impactNow, partOf } from '../fleet.ts';
import { exactly, readInstant } from '../instant.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { text } from './args.ts';
import { repeated, said } from './connection-act.ts';
import type { Arg, KnownCall, Verb } from './spec.ts';

type Refused = ReturnType<typeof refused>;
const say = (refusal: Refused): Answer => said('bad', sayRefusal(refusal.refusal));

/** A line router by name, or a line by id or name; and the region it is in. */
async function downOf(call: KnownCall): Promise<{ readonly region: string; readonly failure: Failure } | Refused> {
  const word = call.args.down ?? '';
  const region = regions.find(({ lineRouters }) => (lineRouters as readonly string[]).includes(word));
  if (region) return { region: region.id, failure: { kind: 'line-router', router: word } };
  const found = await findConnection(call.world, call.journal, call.person, word);
  return 'ok' in found
    ? refused('bad-field', { field: 'down', value: word, values: { expect: 'down' } })
    : { region: found.connection.region, failure: { kind: 'line', connection: found.connection.id } };
}

async function impact(call: KnownCall): Promise<Answer> {
  const down = await downOf(call);
  if ('ok' in down) return say(down);
  return { kind: 'card', card: impactCard(await impactNow(call.journal, down.region, down.failure)) };
}

const printOf = (call: KnownCall, parts: readonly MaintenancePart[]): string =>
  call.world.entropy.digest(JSON.stringify(parts)).slice(0, 16);

/** Shows the list; announces only the list that was shown. */
async function plan(call: KnownCall, announcing: boolean): Promise<Answer> {
  const { world, journal, person, args, heard } = call;
  const down = await downOf(call);
  if ('ok' in down) return say(down);
  const { region, failure } = down;
  const now = world.clock.now();
  const [from, to] = [args.from, args.to].map((word) => readInstant(word ?? '', now, world.tempo));
  if (from === undefined)
    return say(refused('bad-field', { field: 'from', value: args.from ?? '', values: { expect: 'maintenance-from' } }));
  if (to === undefined)
    return say(refused('bad-field', { field: 'to', value: args.to ?? '', values: { expect: 'maintenance-to' } }));
  const found = await impactNow(journal, region, failure);
  const predicted = found.affected.map(partOf);
  const reason = args.reason ?? '';
  const id = world.entropy.id('mnt');
  const command: MaintenanceCommand = { do: 'announce-maintenance', id, target: failure, from, to, reason, predicted };
  const facts = { at: now, by: person.id };
  const wanted = site.decide(command, { ...(await journal.load('site', region)), region }, facts);
  if (!wanted.ok) return say(wanted);
  const list = printOf(call, predicted);
  if (!announcing || args.list !== list) {
    const again = { down: failureName(failure), from: exactly(from), to: exactly(to), reason, list };
    return { kind: 'card', card: draftCard({ failure, from, to, reason, args: again }, found, announcing) };
  }
  const opened = { by: 'system:site', cause: `open-${region}`, at: now };
  await journal.act('site', region, { do: 'open', region }, () => facts, opened);
  const cause = { by: person.id, cause: heard.delivery, at: now };
  const outcome = await journal.act('site', region, command, () => facts, cause);
  if (!outcome.ok) return say({ ok: false, refusal: outcome.refusal });
  return outcome.repeated ? repeated : said('good', t('answer.maintenance-announced', { id, count: predicted.length }));
}

interface Found {
  readonly region: string;
  readonly one: Maintenance;
}

async function all({ journal }: KnownCall): Promise<readonly Found[]> {
  const found = await Promise.all(
    regions.map(async ({ id: region }) =>
      Object.values((await journal.load('site', region)).maintenances).map((one) => ({ region, one })),
    ),
  );
  return found.flat();
}

async function findOne(call: KnownCall): Promise<Found | Refused> {
  const id = call.args.maintenance ?? '';
  const found = (await all(call)).find(({ one }) => one.id === id);
  return found ?? refused('unknown-thing', { field: 'maintenance', value: id });
}

async function change(call: KnownCall, make: (one: Maintenance) => MaintenanceCommand | Refused): Promise<Answer> {
  const { world, journal, person, heard, seenRevision } = call;
  const found = await findOne(call);
  if ('ok' in found) return say(found);
  const command = make(found.one);
  if ('ok' in command) return say(command);
  const at = world.clock.now();
  const facts = { at, by: person.id, ...(seenRevision === undefined ? {} : { seenRevision }) };
  const cause = { by: person.id, cause: heard.delivery, at };
  const outcome = await journal.act('site', found.region, command, () => facts, cause);
  if (!outcome.ok) return say({ ok: false, refusal: outcome.refusal });
  if (outcome.repeated) return repeated;
  const { id } = found.one;
  const state = outcome.state.maintenances[id]?.state ?? found.one.state;
  const words = t('answer.maintenance', { id, state: named('maintenance-state', state) });
  return said(outcome.events.length > 0 ? 'good' : 'neutral', words);
}

async function show(call: KnownCall): Promise<Answer> {
  if (call.args.maintenance === undefined)
    return { kind: 'card', card: maintenancesCard((await all(call)).map(({ one }) => one)) };
  const found = await findOne(call);
  if ('ok' in found) return say(found);
  return { kind: 'card', card: maintenanceCard(found.one, await call.journal.load('roster', '')) };
}

const operations = ['field', 'reviewer'] as const;
const downArg = text('down', 'arg.down', { required: true, positional: true, expect: 'expect.down' });
const endArg = text('to', 'arg.to', { required: true, expect: 'expect.maintenance-to' });
const planArgs: readonly Arg[] = [
  downArg,
  text('from', 'arg.begin', { required: true, expect: 'expect.maintenance-from' }),
  endArg,
  text('reason', 'arg.reason', { required: true, expect: 'expect.reason' }),
];
const idArg = text('maintenance', 'arg.maintenance', { positional: true, expect: 'expect.thing' });

export const maintenanceVerbs: readonly Verb[] = [
  { name: 'impact', summary: 'verb.impact', roles: operations, changes: false, args: [downArg], run: impact },
  {
    name: 'maintenance',
    summary: 'verb.maintenance',
    roles: operations,
    changes: false,
    args: planArgs,
    run: (call) => plan(call, false),
  },
  {
    name: 'maintenance announce',
    summary: 'verb.maintenance-announce',
    roles: operations,
    changes: true,
    args: [...planArgs, text('list', 'arg.list', { typedOnly: true })],
    run: (call) => plan(call, true),
  },
  {
    name: 'maintenance show',
    summary: 'verb.maintenance-show',
    roles: operations,
    changes: false,
    args: [idArg],
    run: show,
  },
  {
    name: 'maintenance extend',
    summary: 'verb.maintenance-extend',
    roles: operations,
    changes: true,
    args: [{ ...idArg, required: true }, endArg],
    run: (call) =>
      change(call, ({ id }) => {
        const to = readInstant(call.args.to ?? '', call.world.clock.now(), call.world.tempo);
        return to === undefined
          ? refused('bad-field', { field: 'to', value: call.args.to ?? '', values: { expect: 'maintenance-to' } })
          : { do: 'extend-maintenance', id, to };
      }),
  },
  {
    name: 'maintenance cancel',
    summary: 'verb.maintenance-cancel',
    roles: operations,
    changes: true,
    args: [{ ...idArg, required: true }],
    run: (call) => change(call, ({ id }) => ({ do: 'cancel-maintenance', id })),
  },
];
