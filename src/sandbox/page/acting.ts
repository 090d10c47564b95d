/** Carries an act of the page out through the sandboxes' people, the way tests do it. Reads no request, draws nothing. */
import type { LarkSandbox, Seen as LarkSeen } from '../lark/index.ts';
import type { SlackSandbox, Seen as SlackSeen } from '../slack/index.ts';
import { isObject, type Json, shown } from '../slack/json.ts';
import type { Troubles } from './troubles.ts';
import type { Act, Outcome, PageFile } from './wire.ts';

export interface Stage {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
  readonly troubles: Troubles;
  /** Reports line routers; the command goes the way of everybody's. */
  readonly fieldEngineer: { readonly name: string; readonly room: string };
}

/** @throws Error when that person could not do this: there is no such button, or not for them. */
export async function carryOut(stage: Stage, person: string, act: Act): Promise<Outcome> {
  const { slack, lark, troubles, fieldEngineer } = stage;
  switch (act.do) {
    case 'slack-type':
      return onSlack(await slack.type(person, act.room, act.line));
    case 'slack-say':
      return onSlack(await slack.say(person, act.room, act.text, act.thread));
    case 'slack-share':
      return onSlack(await slack.share(person, act.room, [uploaded(act.file)], act.text));
    case 'slack-click':
      return onSlack(await slack.click(person, act.room, act.ts, act.on));
    case 'slack-click-view':
      return onSlack(await slack.clickInView(person, act.view, act.on));
    case 'slack-choose':
      return onSlack(await slack.select(person, act.room, act.ts, act.on, act.chosen as Json));
    case 'slack-choose-view':
      return onSlack(await slack.selectInView(person, act.view, act.on, act.chosen as Json));
    case 'slack-suggest':
      return onSlack(await slack.suggest(person, act.spot, act.actionId, act.query));
    case 'slack-submit':
      return onSlack(await slack.submit(person, act.view, filled(slack, person, act.values as Values)));
    case 'slack-close':
      return onSlack(await slack.closeView(person, act.view));
    case 'slack-home':
      return onSlack(await slack.openHome(person));
    case 'lark-say':
      return onLark(await lark.say(person, act.room, act.text, act.replyTo));
    case 'lark-file':
      return onLark(await lark.sendFile(person, act.room, uploaded(act.file)));
    case 'lark-menu':
      return onLark(await lark.menu(person, act.key));
    case 'lark-click':
      return onLark(await lark.click(person, act.message, act.on));
    case 'lark-choose':
      return onLark(await lark.select(person, act.message, act.on, act.chosen as Json));
    case 'lark-submit':
      return onLark(await lark.submitForm(person, act.message, act.on, act.values));
    case 'fault':
      troubles.choose(act.choice);
      return { status: 'answered' };
    case 'router': {
      const line = `/line router ${act.router} ${act.up ? 'up' : 'down'}`;
      return onSlack(await slack.type(fieldEngineer.name, fieldEngineer.room, line));
    }
  }
}

const uploaded = ({ name, content }: PageFile) => ({ name, bytes: Buffer.from(content, 'base64') });

type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Slack's client uploads what a file field holds before it submits. */
function filled(slack: SlackSandbox, person: string, values: Values): Record<string, Json> {
  const entry = (value: Json): Json =>
    isObject(value)
      ? [slack.upload(person, uploaded({ name: shown(value.name), content: shown(value.content) }))]
      : value;
  return Object.fromEntries(
    Object.entries(values).map(([block, fields]) => [
      block,
      Object.fromEntries(Object.entries(fields).map(([action, value]) => [action, entry(value)])),
    ]),
  );
}

function onSlack({ status, error, errors, options }: SlackSeen): Outcome {
  return {
    status,
    ...(error === undefined ? {} : { error }),
    ...(errors === undefined ? {} : { errors }),
    ...(options === undefined ? {} : { options }),
  };
}

function onLark({ status, error, missing, toast }: LarkSeen): Outcome {
  return {
    status,
    ...(error === undefined ? {} : { error: String(error) }),
    ...(missing === undefined ? {} : { missing }),
    ...(toast === undefined ? {} : { toast: { type: toast.type, content: toast.content } }),
  };
}
