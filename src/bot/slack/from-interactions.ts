/** Reads what people press, choose and submit on cards and forms. Calls nothing. */
import { createHash } from 'node:crypto';
import { type Click, readButton, readPick, readSearchSource } from './click.ts';
import { formCallback } from './form.ts';
import { delivery, identityOf, type Reader, type Where } from './inbound.ts';
import { blockActions, blockSuggestion, type ViewPayload, viewSubmission } from './payload.ts';
import { type OpenView, readMetadata, readRoom, readValues } from './submission.ts';

function clickOf(action: {
  action_id: string;
  value?: string | undefined;
  chosen: string | undefined;
}): Click | undefined {
  const pick = readPick(action.action_id);
  if (pick === undefined) return readButton(action.value);
  return action.chosen === undefined ? undefined : { verb: pick.verb, args: { [pick.name]: action.chosen } };
}

export const readClick: Reader = (body) => {
  const { data } = blockActions.safeParse(body);
  const action = data?.actions[0];
  if (data === undefined || action === undefined) return undefined;
  const { user, container } = data;
  const click = clickOf({ ...action, chosen: action.selected_option?.value });
  const room = data.channel?.id ?? readRoom(data.view?.private_metadata);
  const where: Where = {
    user: user.id,
    surface: data.view?.type === 'home' ? 'home' : data.view ? 'modal' : 'message',
    ...(room !== undefined && { room }),
    ...(data.message?.thread_ts !== undefined && { thread: data.message.thread_ts }),
    ...(data.trigger_id !== undefined && { trigger: data.trigger_id }),
    ...(data.response_url !== undefined && { responseUrl: data.response_url }),
    ...(container.is_ephemeral && click?.resource !== undefined && { replaces: click.resource }),
  };
  if (click === undefined) return { kind: 'outdated', where };
  return {
    kind: 'click',
    heard: {
      delivery: delivery('click', container.message_ts ?? data.view?.id, action.action_id, action.action_ts, user.id),
      identity: identityOf(user, data.team?.id),
      ...(room !== undefined && { room }),
      ...(container.message_ts !== undefined && { message: container.message_ts }),
      what: { kind: 'clicked', ...click },
    },
    where,
  };
};

function openView(view: ViewPayload): OpenView {
  return {
    blocks: view.blocks,
    title: view.title ?? { type: 'plain_text', text: '—' },
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
    privateMetadata: view.private_metadata,
  };
}

export const readSubmission: Reader = (body) => {
  const { data } = viewSubmission.safeParse(body);
  if (data === undefined) return undefined;
  const { view, user } = data;
  const metadata = readMetadata(view.private_metadata);
  const room = metadata?.room;
  const where: Where = { user: user.id, surface: 'message', ...(room !== undefined && { room }) };
  if (metadata === undefined || view.callback_id !== formCallback) return { kind: 'outdated', where };
  const values = { ...metadata.fixed, ...readValues(view.state?.values) };
  // The hash stays when a submission is refused at its fields: what was entered tells the next try from a repeat.
  const entered = createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
  return {
    kind: 'submission',
    heard: {
      delivery: delivery('submit', view.id, view.hash, entered),
      identity: identityOf(user, data.team?.id),
      ...(room !== undefined && { room }),
      what: {
        kind: 'submitted',
        verb: metadata.verb,
        values,
        ...(metadata.resource !== undefined && { resource: metadata.resource }),
        ...(metadata.revision !== undefined && { revision: metadata.revision }),
      },
    },
    where,
    form: openView(view),
  };
};

export const readSearch: Reader = (body) => {
  const { data } = blockSuggestion.safeParse(body);
  if (data === undefined) return undefined;
  const source = readSearchSource(data.action_id) ?? '';
  return {
    kind: 'search',
    heard: {
      delivery: delivery('search', data.action_id, data.user.id, data.value),
      identity: identityOf(data.user, data.team?.id),
      what: { kind: 'search', source, query: data.value },
    },
    where: { user: data.user.id, surface: 'message' },
  };
};
