/**
 * Brings one card in one room up to the log: posts it, updates it, then tells the thread what is new, in order and
 * once. Every send is claimed before and recorded after; what a crash left in between is looked up, not repeated.
 */
import type { TenantEvent } from '../../engine/tenant/messages.ts';
import { sideRoles } from '../cards/buttons.ts';
import { lineFor } from '../cards/lines.ts';
import type { Card } from '../cards/model.ts';
import { canAct, movedCard } from '../cards/moved.ts';
import { thingCard } from '../cards/thing.ts';
import type { Journal } from '../journal.ts';
import {
  type BookEntry,
  type Effect,
  type Entry,
  type MessageRef,
  OutcomeUnknown,
  type PlatformName,
  RateLimited,
  type Speaker,
  Undeliverable,
} from '../ports.ts';
import { digestOf, proofsOf } from '../proof.ts';
import { firstVersion, subjectsOf } from '../things.ts';
import { Later, type World } from '../world.ts';
import { batched, type Told } from './digest.ts';
import { type Place, placeName } from './place.ts';

/** Longer than any platform call's timeout, so that two workers never send side by side. */
const holdMs = 20_000;
const retryMs = 250;

export interface DeliverTask {
  readonly tenant: string;
  readonly thing: string;
  readonly place: Place;
  /** Draw again even if the book says the card is current. */
  readonly force: boolean;
}

export async function deliver(world: World, journal: Journal, task: DeliverTask): Promise<void> {
  const speaker = world.speakers.get(task.place.platform);
  if (!speaker) return;
  const name = placeName(task.place, task.thing);
  const hold = await world.book.hold(name, holdMs);
  if (!hold) throw new Later(retryMs);
  let room = task.place.room;
  try {
    if (task.place.direct) room = await speaker.direct(room);
    const ref = await reconcileCard(world, journal, { ...task, name, room, speaker });
    await tellLines(world, journal, { ...task, name, room, speaker }, ref);
  } catch (error) {
    throw await backOff(world, task.place.platform, room, error);
  } finally {
    await hold.release();
  }
}

type Delivery = DeliverTask & { readonly name: string; readonly room: string; readonly speaker: Speaker };

/** The platform's own pace decides when to go on; other failures are the queue's to retry. */
export async function backOff(world: World, platform: PlatformName, room: string, error: unknown): Promise<unknown> {
  if (error instanceof RateLimited) {
    world.telemetry.count('rate_limited', { platform });
    await world.pace.pause(platform, room, error.retryAfterMs);
    return new Later(error.retryAfterMs);
  }
  return error instanceof OutcomeUnknown ? new Later(1_000) : error;
}

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

async function reconcileCard(world: World, journal: Journal, task: Delivery): Promise<MessageRef> {
  const entry = await world.book.get(task.name);
  const card = await draw(world, journal, task);
  const { ref } = entry;
  const old = expired(world, task.speaker, entry);
  if (ref && entry.shown >= card.revision && !task.force && (!old || !canAct(card))) return ref;
  if (ref && !old) {
    const wait = await world.pace.take(task.place.platform, task.room, 'update');
    if (wait > 0) throw new Later(wait);
    try {
      await task.speaker.update(ref, card, task.place.language);
      await world.book.put(task.name, { shown: card.revision });
      return ref;
    } catch (error) {
      // The message is gone (deleted, too old): a new one takes its place.
      if (!(error instanceof Undeliverable)) throw error;
    }
  }
  const generation = ref ? `${ref.id}-next` : 'first';
  const send = `${task.name}_${generation.replace(/[^\w-]/g, '_')}`;
  const { id, anew } = await sendKnowing(
    world,
    task,
    undefined,
    send,
    async () => (await task.speaker.post(task.room, card, task.place.language, send)).id,
  );
  const posted: MessageRef = { platform: task.place.platform, room: task.room, id };
  if (ref && old) await pointOn(task, ref, card);
  const postedAt = world.clock.now();
  await world.queues.enqueue(renewal(task, id, postedAt));
  await world.book.put(task.name, { ref: posted, ...(anew ? { shown: card.revision } : {}), postedAt });
  // What an earlier try posted shows what was so then.
  return anew ? posted : reconcileCard(world, journal, { ...task, force: true });
}

/** Buttons that no longer work would mislead: while it still takes updates, the old card says so. */
async function pointOn(task: Delivery, ref: MessageRef, card: Card): Promise<void> {
  try {
    await task.speaker.update(ref, movedCard(card), task.place.language);
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
  }
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

function expired(world: World, speaker: Speaker, entry: BookEntry): boolean {
  return speaker.updatableMs !== undefined && world.clock.now() - (entry.postedAt ?? 0) > speaker.updatableMs;
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

interface Spot {
  readonly place: Pick<Place, 'platform'>;
  readonly room: string;
  readonly speaker: Speaker;
}

export async function sendOnce(
  world: World,
  spot: Spot,
  thread: MessageRef | undefined,
  send: string,
  go: () => Promise<string>,
): Promise<string> {
  return (await sendKnowing(world, spot, thread, send, go)).id;
}

/**
 * Takes the room's pace, claims the send, and looks an uncertain earlier try up before repeating it. `anew`: nothing
 * was tried before; otherwise the message may be that of the earlier try.
 */
async function sendKnowing(
  world: World,
  task: Spot,
  thread: MessageRef | undefined,
  send: string,
  go: () => Promise<string>,
): Promise<{ readonly id: string; readonly anew: boolean }> {
  const wait = await world.pace.take(task.place.platform, task.room);
  if (wait > 0) throw new Later(wait);
  const claim = await world.book.claim(send);
  if (claim.state === 'sent') return { id: claim.id, anew: false };
  const earlier = claim.state === 'unknown' ? await task.speaker.find(task.room, thread, send) : undefined;
  const id = earlier ?? (await attempt(world, send, claim.state === 'first', go));
  await world.book.sent(send, id);
  return { id, anew: claim.state === 'first' };
}

async function attempt(world: World, send: string, first: boolean, go: () => Promise<string>): Promise<string> {
  try {
    return await go();
  } catch (error) {
    // Anything but an unknown outcome is a refusal. Of the first try: nothing was sent, the next claim starts afresh. Of
    // a later one: what became of the first is still not known.
    if (first && !(error instanceof OutcomeUnknown)) await world.book.unclaim(send);
    throw error;
  }
}
