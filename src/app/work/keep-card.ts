/**
 * One card in one room: held by one worker at a time, posted once, updated, posted anew when it grew too old. Every send is
 * claimed before and recorded after. Knows neither what the card is of nor what its thread is told.
 */
import type { Card } from '../cards/model.ts';
import { canAct, movedCard } from '../cards/moved.ts';
import {
  type BookEntry,
  type Effect,
  type MessageRef,
  OutcomeUnknown,
  type PlatformName,
  RateLimited,
  type Speaker,
  Undeliverable,
} from '../ports.ts';
import { Later, type World } from '../world.ts';
import { type Place, placeName } from './place.ts';

/** Longer than any platform call's timeout, so that two workers never send side by side. */
const holdMs = 20_000;
const retryMs = 250;

interface Sending {
  readonly place: Pick<Place, 'platform'>;
  readonly room: string;
  readonly speaker: Speaker;
}

export interface Spot extends Sending {
  readonly place: Place;
  /** The card's, in the message book. */
  readonly name: string;
}

interface Kept extends Spot {
  /** Draw again even if the book says the card is current. */
  readonly force: boolean;
  /** What is put in flight once a message was posted. */
  readonly renew?: (id: string, postedAt: number) => readonly Effect[];
}

/** Alone in its place; what a platform refuses for now is tried again later. */
export async function atPlace(
  world: World,
  place: Place,
  resource: string,
  act: (spot: Spot) => Promise<void>,
): Promise<void> {
  const speaker = world.speakers.get(place.platform);
  if (!speaker) return;
  const name = placeName(place, resource);
  const hold = await world.book.hold(name, holdMs);
  if (!hold) throw new Later(retryMs);
  let { room } = place;
  try {
    if (place.direct) room = await speaker.direct(room);
    await act({ place, name, room, speaker });
  } catch (error) {
    throw await backOff(world, place.platform, room, error);
  } finally {
    await hold.release();
  }
}

/** The platform's own pace decides when to go on; other failures are the queue's to retry. */
export async function backOff(world: World, platform: PlatformName, room: string, error: unknown): Promise<unknown> {
  if (error instanceof RateLimited) {
    world.telemetry.count('rate_limited', { platform });
    await world.pace.pause(platform, room, error.retryAfterMs);
    return new Later(error.retryAfterMs);
  }
  return error instanceof OutcomeUnknown ? new Later(1_000) : error;
}

/** Brings the card up to what is drawn now; its message afterwards. */
export async function keepCard(world: World, task: Kept, draw: () => Promise<Card>): Promise<MessageRef> {
  const entry = await world.book.get(task.name);
  const card = await draw();
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
  await world.queues.enqueue(task.renew?.(id, postedAt) ?? []);
  await world.book.put(task.name, { ref: posted, ...(anew ? { shown: card.revision } : {}), postedAt });
  // What an earlier try posted shows what was so then.
  return anew ? posted : keepCard(world, { ...task, force: true }, draw);
}

/** Buttons that no longer work would mislead: while it still takes updates, the old card says so. */
async function pointOn(task: Spot, ref: MessageRef, card: Card): Promise<void> {
  try {
    await task.speaker.update(ref, movedCard(card), task.place.language);
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
  }
}

function expired(world: World, speaker: Speaker, entry: BookEntry): boolean {
  return speaker.updatableMs !== undefined && world.clock.now() - (entry.postedAt ?? 0) > speaker.updatableMs;
}

export async function sendOnce(
  world: World,
  spot: Sending,
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
  task: Sending,
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
