/** Lines to the engineers' rooms that belong to no card: checkpoints, losses. Each is told once per room. */
import { z } from 'zod';
import type { Journal } from '../journal.ts';
import type { Effect } from '../ports.ts';
import type { Said } from '../text/phrase.ts';
import { isKey } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { backOff, sendOnce } from './deliver.ts';

const sentence = z.object({ key: z.string().refine(isKey), values: z.record(z.string(), z.unknown()).optional() });

export const noticeShape = z.object({
  platform: z.enum(['slack', 'lark', 'terminal']),
  room: z.string(),
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
  await world.queues.enqueue(
    rooms
      .filter((room) => room.purpose === 'engineers')
      .map(({ platform, room, language }): Effect => {
        const send = `notice-${platform}_${room}_${key}`.replace(/[^\w-]/g, '_');
        return {
          queue: 'notification',
          name: 'notice',
          key: send,
          data: { platform, room, language, send, text: JSON.stringify(said) },
        };
      }),
  );
}

export async function notice(world: World, task: z.infer<typeof noticeShape>): Promise<void> {
  const { platform, room, language, send, text } = task;
  const speaker = world.speakers.get(platform);
  if (!speaker) return;
  try {
    await sendOnce(world, { place: { platform }, room, speaker }, undefined, send, () =>
      speaker.line(room, [text], language, send),
    );
  } catch (error) {
    throw await backOff(world, platform, room, error);
  }
}
