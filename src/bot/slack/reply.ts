/**
 * For each kind of thing heard: how it is acknowledged, in time, and how its answer is given. Reads no payload and
 * draws nothing itself.
 */
import { t } from '../../app/text/phrase.ts';
import type { Listened, Listener } from '../listen.ts';
import { within } from '../within.ts';
import type { Ack } from './ack.ts';
import { formView } from './form.ts';
import type { Inbound, Outdated, Spoken, Submitted } from './inbound.ts';
import { saidMessage } from './said.ts';
import { drawOptions } from './search.ts';
import { errorsReply, labelsOf, refusalReply } from './submission.ts';
import { type Desk, messageOf, publish, send, tell } from './tell.ts';

export interface ReplyParts extends Desk, Listener {
  /** Slack shows a failure after three seconds; what takes longer is answered later. */
  readonly ackWithinMs: number;
}

type Handler<In> = (parts: ReplyParts, inbound: In, ack: Ack) => Promise<void>;

function working(parts: ReplyParts, user: string) {
  parts.telemetry.count('slack_late');
  return saidMessage([t('chat.working')], parts.languageOf(user));
}

const slash: Handler<Spoken> = async (parts, { heard, where }, ack) => {
  const pending = parts.listen(heard);
  const reply = await within(pending, parts.ackWithinMs);
  if (reply === undefined) {
    await ack({ response_type: 'ephemeral', ...working(parts, where.user) });
    const { answer, language } = await pending;
    return tell(parts, where, answer, language);
  }
  const { answer, language } = reply;
  if (answer.kind === 'form') {
    await ack();
    return tell(parts, where, answer, language);
  }
  const message = messageOf(answer, language);
  if (!(await ack({ response_type: 'ephemeral', ...message }))) await send(parts, where, message);
};

const click: Handler<Spoken> = async (parts, { heard, where }, ack) => {
  const pending = parts.listen(heard);
  const reply = await within(pending, parts.ackWithinMs);
  await ack();
  if (reply === undefined && where.surface === 'message') await send(parts, where, working(parts, where.user));
  const { answer, language } = await pending;
  await tell(parts, where, answer, language);
  if (where.surface !== 'home') return;
  const home = await parts.listen({ ...heard, delivery: `${heard.delivery}-home`, what: { kind: 'home' } });
  await publish(parts, where.user, home.answer, home.language);
};

/** The answer to a submission as the acknowledgement says it; `undefined` closes the form. */
function submissionReply({ answer, language }: Listened, { form, where }: Submitted) {
  switch (answer.kind) {
    case 'errors':
      return errorsReply(answer.errors, form, language);
    case 'form':
      return { response_action: 'update', view: formView(answer.form, language, where.room) };
    case 'said':
      return answer.tone === 'bad' ? refusalReply(answer.text, form, language) : undefined;
    case 'card':
    case 'file':
    case 'picture':
      return undefined;
  }
}

const submission: Handler<Submitted> = async (parts, inbound, ack) => {
  const { heard, where, form } = inbound;
  const pending = parts.listen(heard);
  const reply = await within(pending, parts.ackWithinMs);
  const body = reply && submissionReply(reply, inbound);
  const acknowledged = await ack(body);
  if (acknowledged && body !== undefined) return;
  if (reply === undefined) await send(parts, where, working(parts, where.user));
  const { answer, language } = await pending;
  await tell(parts, where, answer, language, labelsOf(form));
};

const message: Handler<Spoken> = async (parts, { heard, where }) => {
  const { answer, language } = await parts.listen(heard);
  await tell(parts, where, answer, language);
};

const home: Handler<Spoken> = async (parts, { heard, where }) => {
  const { answer, language } = await parts.listen(heard);
  await publish(parts, where.user, answer, language);
};

const search: Handler<Spoken> = async (parts, { heard }, ack) => {
  const found = await within(parts.suggest(heard), parts.ackWithinMs);
  await ack(drawOptions(found ?? []));
};

const outdated: Handler<Outdated> = async (parts, { where }, ack) => {
  await ack();
  await send(parts, where, saidMessage([t('chat.outdated')], parts.languageOf(where.user), 'bad'));
};

/** Rejects when no way to the person was left. */
export function reply(parts: ReplyParts, inbound: Inbound, ack: Ack): Promise<void> {
  switch (inbound.kind) {
    case 'slash':
      return slash(parts, inbound, ack);
    case 'click':
      return click(parts, inbound, ack);
    case 'submission':
      return submission(parts, inbound, ack);
    case 'message':
      return message(parts, inbound, ack);
    case 'home':
      return home(parts, inbound, ack);
    case 'search':
      return search(parts, inbound, ack);
    case 'outdated':
      return outdated(parts, inbound, ack);
  }
}
