/** A running service with a secret of Acme's in it, and real deliveries of a customer of Globex to spoil. Sends nothing hostile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Heard } from '../../src/app/ports.ts';
import { readConfig } from '../../src/config.ts';
import { unlimited as larkUnlimited, startLarkSandbox } from '../../src/sandbox/lark/index.ts';
import { startSlackSandbox, unlimited } from '../../src/sandbox/slack/index.ts';
import type { JsonObject } from '../../src/sandbox/slack/json.ts';
import { startService } from '../../src/wire/running.ts';
import { larkCredentials, type SandboxedService, sandboxCredentials } from '../../src/wire/sandbox.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { larkChats, larkPeople, settleTown, townChannels, townPeople } from '../../src/wire/town.ts';
import { buttonOn, cards } from '../journey/look.ts';
import { type Keys, type Template, unsealed } from './wires.ts';

/** Only Acme's people were ever told this; nobody sends it. */
export const secret = 'only-acme-knows-7f3a';

export interface Told {
  readonly heard: Heard;
  readonly answer: Answer;
}

export interface Besieged {
  readonly service: SandboxedService;
  readonly keys: Keys;
  /** What Mei of Globex did, as it went over the wire; empty over Socket Mode. */
  readonly templates: readonly Template[];
  /** Ids and names of Acme's things: somebody looked over a shoulder. */
  readonly acmeWords: readonly string[];
  /** The one line Mei has. */
  readonly own: string;
  /** Called for everything that got as far as the one door for people. */
  onTold(listener: (told: Told) => void): void;
  /** The service's own word on how it is. */
  isWell(): Promise<boolean>;
  close(): Promise<void>;
}

/** Slack's three seconds are no measure while a storm is on. */
const slow = {
  now: Date.now,
  after(milliseconds: number, act: () => void) {
    const timer = setTimeout(act, milliseconds * 20);
    return () => clearTimeout(timer);
  },
};

export async function besiege(via: 'http' | 'socket' = 'http', log = 'silent'): Promise<Besieged> {
  const dir = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const keys: Keys = { signingSecret: 'b3'.repeat(16), encryptKey: 'c4'.repeat(16) };
  const config = readConfig({
    HOSTLINE_DIR: dir,
    HOSTLINE_PORT: '0',
    HOSTLINE_SANDBOX_PORT: '0',
    HOSTLINE_PACE: 'demo',
    HOSTLINE_INSTALL: 'never',
  });
  const credentials = { ...sandboxCredentials(), signingSecret: keys.signingSecret };
  const larkKeys = { ...larkCredentials(), encryptKey: keys.encryptKey };
  const slack = await startSlackSandbox({
    ...credentials,
    people: townPeople,
    channels: townChannels,
    clock: slow,
    pace: unlimited,
  });
  const lark = await startLarkSandbox({
    ...larkKeys,
    people: larkPeople,
    chats: larkChats,
    clock: slow,
    pace: larkUnlimited,
  });
  const { botToken, appToken, signingSecret } = credentials;
  const running = await startService({
    config: {
      ...config,
      slack: { botToken, apiUrl: slack.apiUrl, ...(via === 'http' ? { signingSecret } : { appToken }) },
      lark: { ...larkKeys, mode: via, domain: lark.apiUrl },
    },
    telemetry: openTelemetry(log),
  });
  slack.listenAt(`${running.url}/slack/events`);
  lark.listenAt(`${running.url}/lark/events`);
  await settleTown(running.world, running.app);
  const service = { ...running, slack, lark };
  const { app, world } = service;
  // How many commands one may give is tested elsewhere; here every one is to get as deep as it can.
  world.pace.admit = () => Promise.resolve(0);
  const listeners: ((told: Told) => void)[] = [];
  const hear = app.ear.hear.bind(app.ear);
  app.ear.hear = async (heard) => {
    const told = await hear(heard);
    for (const listener of listeners) listener({ heard, answer: told.answer });
    return told;
  };
  const order = 'order --region cn-north-1 --port 1000BASE-LX --name';
  await slack.type('tom', 'acme-line', `/line ${order} acme-own --description ${secret}`);
  await slack.type('mei', 'globex-line', `/line ${order} globex-own`);
  const theirs = Object.values((await app.journal.load('tenant', 'acme')).connections);
  const [own] = Object.keys((await app.journal.load('tenant', 'globex')).connections);
  if (own === undefined) throw new Error('Mei has no line');
  const templates = via === 'http' ? await recorded(service, keys) : [];
  return {
    service,
    keys,
    templates,
    own,
    acmeWords: theirs.flatMap(({ id, name }) => [id, name]),
    onTold: (listener) => void listeners.push(listener),
    isWell: async () => {
      const answer = await fetch(`${service.url}/readyz`);
      return answer.status === 200;
    },
    async close() {
      await service.close();
      await Promise.all([slack.close(), lark.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not so in time: ${what}`);
    await wait(50);
  }
}

/** Mei does one of each thing; the platforms deliver it to us instead of the service. */
async function recorded({ slack, lark, url }: SandboxedService, keys: Keys): Promise<readonly Template[]> {
  const templates: Template[] = [];
  const room = 'globex-line';
  await slack.type('mei', room, '/line edit globex-own');
  const view = await until('the form is open', () => slack.workspace.modalsOf('mei').at(-1));
  const pressed = await until('the card is there on Slack', () => {
    for (const card of cards(slack, room, 'globex-own')) {
      const button = buttonOn(card, 'nudge');
      if (button) return { ts: card.ts, actionId: button.actionId };
    }
    return undefined;
  });
  const larkCard = await until('the card is there on Lark', () =>
    lark.workspace.messagesIn(room).find((row) => JSON.stringify(row.content).includes('"nudge"')),
  );
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      templates.push(templateOf(Buffer.concat(chunks).toString('utf8'), request.headers['content-type'] ?? '', keys));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const recorder = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack.listenAt(`${recorder}/slack/events`);
  lark.listenAt(`${recorder}/lark/events`);
  await slack.type('mei', room, '/line list');
  await slack.say('mei', '@', 'list');
  await slack.click('mei', room, pressed.ts, pressed.actionId);
  await slack.submit('mei', view.id, { description: 'mine' });
  await slack.openHome('mei');
  await lark.say('mei', room, '@bot /line list');
  await lark.say('mei', '@', 'list');
  await lark.click('mei', larkCard.message_id, { verb: 'nudge' });
  slack.listenAt(`${url}/slack/events`);
  lark.listenAt(`${url}/lark/events`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return templates;
}

function templateOf(body: string, contentType: string, { encryptKey }: Keys): Template {
  if (!contentType.startsWith('application/json')) {
    const fields = { ...parse(body) } as JsonObject;
    return typeof fields.payload === 'string'
      ? { platform: 'slack', written: 'payload', payload: JSON.parse(fields.payload) as JsonObject }
      : { platform: 'slack', written: 'fields', payload: fields };
  }
  const payload = JSON.parse(body) as JsonObject;
  return typeof payload.encrypt === 'string'
    ? { platform: 'lark', written: 'json', payload: JSON.parse(unsealed(encryptKey, payload.encrypt)) as JsonObject }
    : { platform: 'slack', written: 'json', payload };
}
