/** Lines to rooms that belong to no card: checkpoints and losses to engineers, maintenance to tenants. Each is told once per room. */
import { z } from 'zod';
import { chatsOf, peopleOf, roomsFor } from '../../engine/roster/model.ts';
import type { Journal } from '../journal.ts';
import type { Effect, PlatformName } from '../ports.ts';
import type { Language, Said } from '../text/phrase.ts';
import { isKey } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { backOff, sendOnce } from './keep-card.ts';

/** A sentence that went through JSON. */
export const sentence = z.object({
  key: z.string().refine(isKey),
  values: z.record(z.string(), z.unknown()).optional(),
});

export const noticeShape = z.object({
  platform: z.enum(['slack', 'lark', 'terminal']),
  room: z.string(),
  /** `room` is a person's id; their direct chat is still to be opened. */
  direct: z.boolean().default(false),
  language: z.enum(['en', 'zh']),
  send: z.string(),
  text: z.string().transform((text) => sentence.parse(JSON.parse(text)) as Said),
});

/** `key`: letters, digits, `_` and `-`; the same key is told once. */
export async function tellEngineers(
  world: Pick<World, 'queues'>,
  journal: Journal,
  key: string,
  said: Said,
): Promise<void> {
  const { rooms } = await journal.load('roster', '');
  const engineers = rooms.filter((room) => room.purpose === 'engineers');
  await world.queues.enqueue(engineers.map((room) => lineTo(room, key, said)));
}

/** A tenant's rooms, each in its own language; without a room, its people alone. */
export async function tellTenant(
  world: Pick<World, 'queues'>,
  journal: Journal,
  tenant: string,
  key: string,
  said: Said,
): Promise<void> {
  const roster = await journal.load('roster', '');
  const { customer } = roomsFor(roster, tenant);
  const alone = peopleOf(roster, tenant).flatMap((person) =>
    chatsOf(person).map(({ platform, user }) => ({ platform, room: user, language: person.language, direct: true })),
  );
  await world.queues.enqueue((customer.length > 0 ? customer : alone).map((place) => lineTo(place, key, said)));
}

interface Listener {
  readonly platform: PlatformName;
  readonly room: string;
  readonly language: Language;
  readonly direct?: boolean;
}

function lineTo({ platform, room, language, direct = false }: Listener, key: string, said: Said): Effect {
  const send = `notice-${platform}_${room}_${key}`.replace(/[^\w-]/g, '_');
  const data = { platform, room, language, direct, send, text: JSON.stringify(said) };
  return { queue: 'notification', name: 'notice', key: send, data };
}

export async function notice(world: World, task: z.infer<typeof noticeShape>): Promise<void> {
  const { platform, language, send, text } = task;
  let { room } = task;
  const speaker = world.speakers.get(platform);
  if (!speaker) return;
  try {
    if (task.direct) room = await speaker.direct(room);
    await sendOnce(world, { place: { platform }, room, speaker }, undefined, send, () =>
      speaker.line(room, [text], language, send),
    );
  } catch (error) {
    throw await backOff(world, platform, room, error);
  }
}
