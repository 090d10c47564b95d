/**
 * Brings one card in one room up to the log: posts it, updates it, then tells the thread what is new, in order and
 * once. Every send is claimed before and recorded after; what a crash left in between is looked up, not repeated.
 */
import type { TenantEvent } from '../../engine/tenant/messages.ts';
import { sideRoles } from '../cards/buttons.ts';
import { lineFor } from '../cards/lines.ts';
import type { Card } from '../cards/model.ts';
import { thingCard } from '../cards/thing.ts';
import type { Journal } from '../journal.ts';
import { type Effect, type Entry, type MessageRef, Undeliverable } from '../ports.ts';
import { digestOf, proofsOf } from '../proof.ts';
import { firstVersion, subjectsOf } from '../things.ts';
import type { World } from '../world.ts';
import { batched, type Told } from './digest.ts';
import { atPlace, keepCard, type Spot, sendOnce } from './keep-card.ts';
import type { Place } from './place.ts';

export interface DeliverTask {
  readonly tenant: string;
  readonly thing: string;
  readonly place: Place;
  /** Draw again even if the book says the card is current. */
  readonly force: boolean;
}

export async function deliver(world: World, journal: Journal, task: DeliverTask): Promise<void> {
  await atPlace(world, task.place, task.thing, async (spot) => {
    const delivery: Delivery = { ...task, ...spot };
    const { force } = task;
    const renew = (id: string, postedAt: number) => renewal(delivery, id, postedAt);
    const ref = await keepCard(world, { ...spot, force, renew }, () => draw(world, journal, delivery));
    await tellLines(world, journal, delivery, ref);
  });
}

type Delivery = DeliverTask & Spot;

async function draw(world: World, journal: Journal, task: Delivery): Promise<Card> {
  const [state, roster] = await Promise.all([journal.load('tenant', task.tenant), journal.load('roster', '')]);
  const { side } = task.place;
  const proofs = await proofsOf(digestOf(world), journal, state, task.thing);
  const view = {
    tenant: task.tenant,
    state,
    roster,
    timing: world,
    movers: sideRoles[side],
    side,
    proofs,
    now: world.clock.now(),
  };
  const card = thingCard(task.thing, view);
  if (!card) throw new Undeliverable(`nothing to show of ${task.thing}`);
  return card;
}

/** Where cards grow too old to be updated or pressed, this one is posted anew in time, if anybody can act with it. */
function renewal({ tenant, thing, place, name, speaker }: Delivery, id: string, postedAt: number): Effect[] {
  if (speaker.updatableMs === undefined) return [];
  return [
    {
      queue: 'notification',
      name: 'deliver',
      key: `renew-${name}-${id}`.replace(/[^\w-]/g, '_'),
      data: { tenant, thing, place: JSON.stringify(place), force: false },
      at: postedAt + speaker.updatableMs + 1,
    },
  ];
}

/** Lines told so far end at `told`; one batch joins all newer ones and is finished before the next begins. */
async function tellLines(world: World, journal: Journal, task: Delivery, ref: MessageRef): Promise<void> {
  for (;;) {
    const entry = await world.book.get(task.name);
    const told = Math.max(entry.told, firstVersion(await journal.load('tenant', task.tenant), task.thing) - 1);
    const fresh = await journal.entries('tenant', task.tenant, told);
    const newest = fresh.at(-1)?.version;
    if (newest === undefined) return;
    const { until, lines } = batched(
      await linesIn(world, journal, task, fresh),
      entry.telling ?? newest,
      entry.telling,
    );
    if (lines.length > 0) {
      await world.book.put(task.name, { telling: until });
      const send = `${task.name}_line-${told}-${until}`;
      await sendOnce(world, task, ref, send, () => task.speaker.reply(ref, lines, task.place.language, send));
    }
    await world.book.put(task.name, { told: until, telling: undefined });
  }
}

/** What the thread is told of each entry. */
async function linesIn(
  world: World,
  journal: Journal,
  task: Delivery,
  entries: readonly Entry[],
): Promise<readonly Told[]> {
  const [state, roster] = await Promise.all([journal.load('tenant', task.tenant), journal.load('roster', '')]);
  return entries.map(({ version, events }) => {
    const mine = (events as readonly TenantEvent[]).filter((event) => subjectsOf(event).includes(task.thing));
    return { version, lines: mine.flatMap((event) => lineFor(event, { roster, state, timing: world }) ?? []) };
  });
}
