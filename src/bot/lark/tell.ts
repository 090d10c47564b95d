/**
 * Puts an answer where the person sees it and nobody else: a card for their eyes in the group, or a message in the
 * direct chat. Decides nothing about the answer.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Drawing, type Heard, OutcomeUnknown, RateLimited } from '../../app/ports.ts';
import type { Language, Phrase } from '../../app/text/phrase.ts';
import { formShown } from './awaited.ts';
import { cardJson } from './card.ts';
import type { LarkCard } from './card-json.ts';
import { type Desk, optionsFor } from './desk.ts';
import { formJson } from './form.ts';
import type { Where } from './inbound.ts';
import { pictureCard } from './picture.ts';
import { errorLines, saidCard } from './said.ts';
import type { Pen } from './text.ts';

export interface Asked {
  readonly heard: Pick<Heard, 'delivery' | 'identity'>;
  readonly where: Where;
}

const longestWaitMs = 10_000;

/** One-time codes are for one person: never in a room that others share. */
export function holdsSecret(answer: Answer): boolean {
  return (
    answer.kind === 'said' &&
    answer.text.some((phrase) => typeof phrase === 'object' && phrase.values?.code !== undefined)
  );
}

/** @param labels field labels by name, for errors told outside their form. */
export async function tell(
  desk: Desk,
  asked: Asked,
  answer: Answer,
  language: Language,
  labels: Readonly<Record<string, Phrase>> = {},
): Promise<void> {
  const { heard, where } = asked;
  switch (answer.kind) {
    case 'said':
      return send(desk, asked, language, (pen) => saidCard(answer.text, pen, answer.tone), holdsSecret(answer));
    case 'errors':
      return send(desk, asked, language, (pen) => saidCard(errorLines(answer.errors, labels), pen, 'bad'));
    case 'card': {
      const options = await optionsFor(desk, heard, answer.card);
      await send(desk, asked, language, (pen) => cardJson(answer.card, pen, options));
      return answer.picture && sendPicture(desk, asked, language, answer.picture);
    }
    case 'file':
      await surely(() => desk.messages.sendFile(where.user, answer.name, answer.text, `${heard.delivery} file`));
      return send(desk, asked, language, (pen) => saidCard([answer.said], pen, 'good'), true);
    case 'picture':
      return sendPicture(desk, asked, language, answer);
    case 'form': {
      const options = await optionsFor(desk, heard, answer.form);
      const card = formJson(answer.form, { language, everyone: true }, options);
      const sent = await surely(() => desk.messages.send(where.user, card, `${heard.delivery} form`));
      desk.directRooms.set(sent.room, true);
      formShown(desk, where.user, sent.id, answer.form);
    }
  }
}

async function sendPicture(desk: Desk, asked: Asked, language: Language, { svg, said }: Drawing): Promise<void> {
  const png = await desk.png(svg);
  const imageKey = await patient(() => desk.messages.uploadImage(png));
  // Two messages of one delivery need two keys.
  const heard = { ...asked.heard, delivery: `${asked.heard.delivery} picture` };
  await send(desk, { ...asked, heard }, language, (pen) => pictureCard(said, imageKey, pen), true);
}

/** Throws when no way to the person is left. */
export async function send(
  desk: Desk,
  { heard, where }: Asked,
  language: Language,
  draw: (pen: Pen) => LarkCard,
  alone = false,
): Promise<void> {
  const { messages, telemetry, directRooms } = desk;
  const { user, room } = where;
  const shared = !alone && !where.direct && room !== undefined && directRooms.get(room) === undefined;
  if (shared) {
    try {
      // One viewer, one language: Lark takes no others in such a card.
      return await patient(() => messages.whisper(room, user, draw({ language, everyone: false })));
    } catch (error) {
      telemetry.count('lark_answer_rerouted', { reason: error instanceof Error ? error.name : 'unknown' });
    }
  }
  const sent = await surely(() => messages.send(user, draw({ language, everyone: true }), `${heard.delivery} answer`));
  directRooms.set(sent.room, true);
}

/** For sends with a key: what may have been sent is sent again, and is one message. */
async function surely<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await patient(call);
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
    return patient(call);
  }
}

/** Waits out one short rate limit: a person is waiting for this answer. */
async function patient<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof RateLimited) || error.retryAfterMs > longestWaitMs) throw error;
    await wait(error.retryAfterMs);
    return call();
  }
}
