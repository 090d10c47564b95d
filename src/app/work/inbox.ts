/** Says a person's notices to them alone, all that waited in one message, when they may be spoken to. Decides no hour. */
import { type Notice, nextSay } from '../../engine/inbox/index.ts';
import { chatsOf, notifyOf, personById } from '../../engine/roster/model.ts';
import type { Journal } from '../journal.ts';
import { Undeliverable } from '../ports.ts';
import { type Phrase, type Said, t } from '../text/phrase.ts';
import { Later, type World } from '../world.ts';
import { backOff, sendOnce } from './keep-card.ts';
import { sentence } from './notice.ts';

/** Longer than a message takes to send. */
const holdMs = 20_000;

export async function sayNotices(world: World, journal: Journal, task: { person: string }): Promise<void> {
  const hold = await world.book.hold(`inbox_${task.person}`, holdMs);
  if (!hold) throw new Later(250);
  try {
    for (;;) {
      const wait = await sayNext(world, journal, task.person);
      if (wait === undefined) return;
      if (wait > 0) throw new Later(wait);
    }
  } finally {
    await hold.release();
  }
}

/** Milliseconds until the next may be said, 0 when one was; `undefined` when there is nothing to say. */
async function sayNext(world: World, journal: Journal, id: string): Promise<number | undefined> {
  const roster = await journal.load('roster', '');
  const notify = notifyOf(roster, id);
  const at = world.clock.now();
  const act = async (command: { do: 'open' } | { do: 'close'; batch: number }, cause: string) =>
    journal.act('inbox', id, command, () => ({ at, notify }), { by: 'system:inbox', cause, at });
  const before = await journal.load('inbox', id);
  const { state } = before.open ? { state: before } : await act({ do: 'open' }, `open-${before.version}`);
  if (!state.open) {
    const next = nextSay(state, notify);
    return next === undefined ? undefined : Math.max(1, next - at);
  }
  const { batch, notices } = state.open;
  const said = await say(world, roster, id, batch, notices);
  if (!said) world.telemetry.log('warn', 'nobody to say notices to', { person: id, batch });
  await act({ do: 'close', batch }, `close-${batch}`);
  return 0;
}

/** To the first of their accounts that takes it. */
async function say(
  world: World,
  roster: Parameters<typeof notifyOf>[0],
  id: string,
  batch: number,
  notices: readonly Notice[],
): Promise<boolean> {
  const person = personById(roster, id);
  for (const { platform, user } of person ? chatsOf(person) : []) {
    const speaker = world.speakers.get(platform);
    if (!speaker || !person) continue;
    const send = `inbox_${platform}_${id}_${batch}`.replace(/[^\w-]/g, '_');
    let room = user;
    try {
      room = await speaker.direct(user);
      const text = worded(notices);
      await sendOnce(world, { place: { platform }, room, speaker }, undefined, send, () =>
        speaker.line(room, text, person.language, send),
      );
      return true;
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw await backOff(world, platform, room, error);
    }
  }
  return false;
}

function worded(notices: readonly Notice[]): readonly Phrase[] {
  const lines = notices.map((row): Phrase => sentence.parse(JSON.parse(row.text)) as Said);
  return lines.length === 1 ? lines : [t('notice.digest', { count: lines.length }), ...lines];
}
