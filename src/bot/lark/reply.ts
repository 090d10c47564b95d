/**
 * For each kind of thing heard: what its callback is answered, in time, and how the answer is given. Reads no payload
 * and draws nothing itself.
 */
import type { Answer } from '../../app/ports.ts';
import { type Language, t } from '../../app/text/phrase.ts';
import { within } from '../within.ts';
import { answeringForm } from './awaited.ts';
import type { Desk } from './desk.ts';
import type { Inbound, Outdated, Spoken, Submitted } from './inbound.ts';
import type { Inbox } from './inbox.ts';
import { fitsToast, toast } from './said.ts';
import { holdsSecret, tell } from './tell.ts';
import { labelsFor, verdict } from './verdict.ts';
import { own } from './words.ts';

export interface ReplyParts extends Desk {
  readonly inbox: Inbox;
  /** Lark shows a failure after three seconds; what takes longer is answered later. */
  readonly ackWithinMs: number;
}

/** Answers the callback, once; nothing to say is an answer too. */
export type Give = (body?: object) => void;

type Handler<In> = (parts: ReplyParts, inbound: In, give: Give) => Promise<void>;

function working(parts: ReplyParts) {
  parts.telemetry.count('lark_late');
  return toast(t('chat.working'), 'neutral');
}

const aloneKinds: ReadonlySet<Answer['kind']> = new Set(['form', 'file', 'picture']);

/** Told by a toast, or where a toast sends the person to look. */
function clickToast(answer: Answer) {
  if (answer.kind === 'said' && fitsToast(answer.text) && !holdsSecret(answer)) {
    return { all: true, body: toast(answer.text[0] ?? '', answer.tone) };
  }
  const alone = aloneKinds.has(answer.kind) || holdsSecret(answer);
  const tone = answer.kind === 'said' ? answer.tone : 'neutral';
  return { all: false, body: toast(alone ? own.sentAlone : own.sentToYou, tone) };
}

const click: Handler<Spoken> = async (parts, inbound, give) => {
  const pending = parts.listen(inbound.heard);
  const inTime = await within(pending, parts.ackWithinMs);
  if (inTime === undefined) give(working(parts));
  const { answer, language } = inTime ?? (await pending);
  if (inTime !== undefined) {
    const short = clickToast(answer);
    give(short.body);
    if (short.all) return;
  }
  await tell(parts, inbound, answer, language);
};

const submission: Handler<Submitted> = async (parts, inbound, give) => {
  const pending = parts.listen(inbound.heard);
  const judged = pending.then(async ({ answer, language }) => {
    const labels = labelsFor(parts, inbound);
    return { answer, language, labels, said: await verdict(parts, inbound, answer, language) };
  });
  const inTime = await within(judged, parts.ackWithinMs);
  if (inTime === undefined) give(working(parts));
  const { answer, language, labels, said } = inTime ?? (await judged);
  const { card } = said;
  if (inTime !== undefined) give({ ...said.toast, ...(card && { card: { type: 'raw', data: card } }) });
  const message = inbound.where.card;
  if (inTime === undefined && card !== undefined && message !== undefined) {
    await parts.messages.update(message, card);
    if (!said.untold) return tellPicture(parts, inbound, answer, language);
  }
  if (inTime === undefined || said.untold) return tell(parts, inbound, answer, language, labels);
  await tellPicture(parts, inbound, answer, language);
};

/** What a form turned into a card leaves untold. */
async function tellPicture(parts: ReplyParts, asked: Submitted, answer: Answer, language: Language): Promise<void> {
  if (answer.kind === 'card' && answer.picture)
    await tell(parts, asked, { kind: 'picture', ...answer.picture }, language);
}

const message: Handler<Spoken> = async (parts, inbound) => {
  const { answer, language } = await parts.listen(answeringForm(parts, inbound));
  await tell(parts, inbound, answer, language);
};

const inbox: Handler<Spoken> = async (parts, inbound) => {
  const { answer, language } = await parts.listen(inbound.heard);
  if (answer.kind === 'card') return parts.inbox.open(inbound.heard, answer.card, language);
  await tell(parts, inbound, answer, language);
};

const outdated: Handler<Outdated> = async (_parts, _inbound, give) => {
  give(toast(t('chat.outdated'), 'bad'));
};

/** Rejects when no way to the person was left. */
export function reply(parts: ReplyParts, inbound: Inbound, give: Give): Promise<void> {
  switch (inbound.kind) {
    case 'message':
      return message(parts, inbound, give);
    case 'inbox':
      return inbox(parts, inbound, give);
    case 'click':
      return click(parts, inbound, give);
    case 'submission':
      return submission(parts, inbound, give);
    case 'outdated':
      return outdated(parts, inbound, give);
  }
}
