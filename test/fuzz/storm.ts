/** A storm of hostile deliveries on a running service, and what came of it. Draws from a seed; prints nothing. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Pool } from 'undici';
import { verbs } from '../../src/app/verbs/index.ts';
import type { Json, JsonObject } from '../../src/sandbox/slack/json.ts';
import { type Draw, drawFrom, hostileWords, spoiled } from './hostile.ts';
import { type Besieged, secret, type Told } from './town.ts';
import { forged, nonsense, type Request, rawBytes, signed, type Template } from './wires.ts';

export interface Outcome {
  readonly deliveries: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Got as far as the door for people. */
  readonly heard: number;
  readonly acceptedForgeries: number;
  readonly crossTenant: readonly string[];
  readonly crashes: readonly string[];
  /** Replays that acted, and those among them that acted more than once. */
  readonly acted: number;
  readonly actedTwice: number;
  /** Messages of the service that hold somebody's markup as markup. */
  readonly injected: readonly string[];
  /** Heap after a collection, at a quarter and at the end. */
  readonly heapMegabytes: readonly [number, number];
}

const atOnce = 48;
const mark = 'forged-by-nobody';

const kinds = ['forged', 'spoiled', 'aimed', 'painted', 'nonsense', 'replayed', 'raw'] as const;
type Kind = (typeof kinds)[number];

function kindOf(draw: Draw, label: string): Kind {
  const chance = draw.chance(`${label}/kind`);
  if (chance < 0.45) return 'forged';
  if (chance < 0.75) return 'spoiled';
  if (chance < 0.88) return 'aimed';
  if (chance < 0.9) return 'painted';
  if (chance < 0.96) return 'nonsense';
  return chance < 0.98 ? 'replayed' : 'raw';
}

/** @param minutes ends earlier, with what was sent by then. */
export async function storm(besieged: Besieged, most: number, seed: string, minutes = 1_440): Promise<Outcome> {
  const { service, keys, templates, acmeWords, own } = besieged;
  const draw = drawFrom(seed);
  const pool = new Pool(service.url, { connections: atOnce, pipelining: 1 });
  const byKind: Record<string, number> = {};
  const byStatus: Record<string, number> = {};
  const crossTenant: string[] = [];
  const crashes: string[] = [];
  const replayed = new Set<string>();
  let heard = 0;
  let acceptedForgeries = 0;
  const stray = (error: unknown) =>
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('unhandledRejection', stray);
  process.on('uncaughtException', stray);

  besieged.onTold((told) => {
    heard += 1;
    const text = JSON.stringify(told.heard);
    if (text.includes(mark)) acceptedForgeries += 1;
    if (isOfGlobex(told) && JSON.stringify(told.answer).includes(secret))
      crossTenant.push(`told to ${told.heard.identity.user}: ${text.slice(0, 300)}`);
  });

  async function send({ path, method, headers, body }: Request): Promise<number> {
    const answer = await pool.request({ path, method: method as 'POST', headers, body, headersTimeout: 60_000 });
    await answer.body.dump();
    byStatus[answer.statusCode] = (byStatus[answer.statusCode] ?? 0) + 1;
    return answer.statusCode;
  }

  async function one(index: number): Promise<void> {
    const label = String(index);
    const kind = kindOf(draw, label);
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    const template = draw.pick(`${label}/template`, templates);
    switch (kind) {
      case 'forged': {
        const status = await send(forged(template, said(template, mark, label), keys, draw, label));
        if (status < 400) acceptedForgeries += 1;
        return;
      }
      case 'spoiled':
        await send(signed(template, spoiled(fresh(template.payload, label), draw, label), keys));
        return;
      case 'aimed':
        await send(signed(template, said(template, aim(draw, label, acmeWords), label), keys));
        return;
      case 'painted':
        await send(signed(template, said(template, paint(draw, label, own), label), keys));
        return;
      case 'nonsense':
        await send(nonsense(template.platform, keys, draw, label));
        return;
      case 'replayed': {
        const word = `replay-${seed}-${index}`.replaceAll(/[^\w-]/g, '-');
        replayed.add(word);
        const again = signed(
          typed(templates),
          said(typed(templates), `edit ${own} --description ${word}`, label),
          keys,
        );
        for (let turn = 0; turn < 3; turn += 1) await send(again);
        return;
      }
      case 'raw':
        return rawBytes(service.url, draw, label);
    }
  }

  let next = 0;
  let early = 0;
  const end = Date.now() + minutes * 60_000;
  const worker = async () => {
    while (next < most && Date.now() < end) {
      const index = next++;
      if (index === Math.floor(most / 4)) early = heapMegabytes();
      await one(index).catch((error: unknown) => {
        byStatus.cut = (byStatus.cut ?? 0) + 1;
        if (!/socket|closed|reset/i.test(String(error))) crashes.push(String(error));
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await pool.close();
  await service.app.drain();
  crossTenant.push(...(await writtenByStrangers(besieged)));
  if (!(await besieged.isWell())) crashes.push('the service says it is not ready');
  const prototype = Reflect.get({}, 'polluted') ?? Reflect.get([], 'polluted');
  if (prototype !== undefined) crashes.push('Object.prototype was polluted');
  process.off('unhandledRejection', stray);
  process.off('uncaughtException', stray);
  const heapMegabytesNow = [early, heapMegabytes()] as const;
  const injected = injections(besieged);
  const counts = await acts(besieged, replayed);
  const acted = counts.length;
  const actedTwice = counts.filter((count) => count > 1).length;
  return {
    deliveries: next,
    byKind,
    byStatus,
    heard,
    acceptedForgeries,
    crossTenant,
    crashes,
    acted,
    actedTwice,
    injected,
    heapMegabytes: heapMegabytesNow,
  };
}

const isOfGlobex = ({ heard }: Told) => /^(U0MEI|ou_mei|mei)$/.test(heard.identity.user);

/** Ids that make a repeat a repeat are new; people and rooms stay. */
function fresh(payload: JsonObject, label: string): JsonObject {
  const text = JSON.stringify(payload)
    .replaceAll(
      /"(event_id|trigger_id|client_msg_id|action_ts)":"[^"]*"/g,
      (_all, name: string) => `"${name}":"${name}-${label}"`,
    )
    .replaceAll(/"message_id":"om_[^"]*"/g, `"message_id":"om_${label}"`);
  return JSON.parse(text) as JsonObject;
}

/** The same delivery, but these are the words, wherever words of a person are. */
function said(template: Template, words: string, label: string): JsonObject {
  const payload = fresh(template.payload, label);
  const event = payload.event as JsonObject | undefined;
  if (template.written === 'fields') return { ...payload, text: words, trigger_id: `t-${label}` };
  const message = event?.message as JsonObject | undefined;
  if (message)
    return { ...payload, event: { ...event, message: { ...message, content: JSON.stringify({ text: words }) } } };
  if (event?.text !== undefined) return { ...payload, event: { ...event, text: words, ts: `${label}.000100` } };
  const quoted = JSON.stringify(words).slice(1, -1);
  return JSON.parse(
    JSON.stringify(payload).replaceAll(/conn-[0-9a-z]+/g, quoted.replaceAll('$', '$$$$')),
  ) as JsonObject;
}

/** A command of any verb with Acme's ids, or with words that do harm, in any argument. */
function aim(draw: Draw, label: string, acmeWords: readonly string[]): string {
  const verb = draw.pick(`${label}/verb`, verbs);
  const words = [...acmeWords, ...acmeWords, 'acme'];
  const one = (name: string) =>
    draw.chance(`${label}/${name}/hostile`) < 0.3
      ? draw.pick(`${label}/${name}/word`, hostileWords)
      : draw.pick(`${label}/${name}/id`, words);
  const args = verb.args
    .filter((arg) => arg.required || draw.chance(`${label}/${arg.name}/given`) < 0.3)
    .map((arg) => `--${arg.name} "${one(arg.name).replaceAll('"', "'")}"`);
  return `${verb.name.replace(' ', '-')} ${one('first')} ${args.join(' ')}`;
}

/** Mei's own line, called and described by what would be markup. */
function paint(draw: Draw, label: string, own: string): string {
  const word = (field: string) => draw.pick(`${label}/${field}`, hostileWords).replaceAll('"', "'");
  const field = draw.pick(`${label}/field`, ['name', 'description', 'contact', 'phone']);
  return `edit ${own} --${field} "${word(field)}"`;
}

/** Mentions, links and tags as the platforms would follow them. */
const markup = {
  slack: /<!(channel|here)>|<https:\/\/evil|<@U0ANA> /,
  lark: /<at (id|user_id)="?all|\]\(https:\/\/evil|<a href|<font color=red/,
} as const;

function injections({ service: { slack, lark } }: Besieged): readonly string[] {
  const { botUserId } = slack.workspace.snapshot().identity;
  const { appId } = lark.workspace.snapshot().identity;
  const onSlack = slack.workspace.messages
    .filter((row) => row.user === botUserId)
    .flatMap((row) => [row.text, ...mrkdwnIn(row.blocks as unknown as Json)])
    .filter((text) => markup.slack.test(text));
  const onLark = lark.workspace.messages
    .filter((row) => row.sender === appId)
    .flatMap((row) => markdownIn(row.content))
    .filter((text) => markup.lark.test(text));
  return [...onSlack, ...onLark].map((text) => text.slice(0, 400));
}

/** What Slack reads as markup; plain text is shown as it is. */
function mrkdwnIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' ? [JSON.stringify(value)] : [];
  return [...own, ...Object.values(value).flatMap((member) => mrkdwnIn(member as Json))];
}

/** What Lark reads as markup; titles and summaries are plain. */
function markdownIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'tag' in value && value.tag === 'markdown' ? [JSON.stringify(value)] : [];
  return [...own, ...Object.values(value).flatMap((member) => markdownIn(member as Json))];
}

function typed(templates: readonly Template[]): Template {
  const found = templates.find(({ written }) => written === 'fields');
  if (!found) throw new Error('no slash command was recorded');
  return found;
}

/** Entries of Acme's logs that somebody else's people caused. */
async function writtenByStrangers({ service }: Besieged): Promise<readonly string[]> {
  const { log } = service.world;
  const names = (await log.names()).filter((name) => /:acme$/.test(name));
  const entries = await Promise.all(names.map((name) => log.read(name, 0)));
  return entries
    .flat()
    .flatMap(({ by, cause }) => (by === 'person-mei' ? [`${by} wrote to Acme’s log by ${cause}`] : []));
}

async function acts({ service }: Besieged, words: ReadonlySet<string>): Promise<readonly number[]> {
  const entries = await service.app.journal.entries('tenant', 'globex', 0);
  const counts = new Map<string, number>();
  for (const { events } of entries) {
    const word = /replay-[\w-]+/.exec(JSON.stringify(events))?.[0];
    if (word !== undefined && words.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts.values()];
}

function heapMegabytes(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 1_048_576);
}
