/** A tenant with Hostline's Lark platform connected to it, and an ear that answers as the test tells it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LarkConfig, type LarkPlatform, type LarkStart, startLark } from '../../../src/bot/lark/start.ts';
import {
  type LarkSandbox,
  type LarkSandboxOptions,
  type Message,
  startLarkSandbox,
  unlimited,
} from '../../../src/sandbox/lark/index.ts';
import { type ScriptedEar, scriptedEar } from '../slack/bench.ts';
import { type Kept, keptTelemetry } from '../slack/telemetry.ts';

export const modes = ['http', 'socket'] as const;
export type Mode = (typeof modes)[number];

export const secrets = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'app-secret',
  encryptKey: 'encrypt-key',
  verificationToken: 'verification-token',
};

/** The first bytes of a picture are all the sandbox looks at. */
export const drawnPng = Buffer.from('89504e470d0a1a0a', 'hex');

type Book = LarkStart['book'];

/** Remembers where cards stand, as long as the value lives. */
export function openBook(): Book {
  const entries = new Map<string, Awaited<ReturnType<Book['get']>>>();
  const get = (place: string) => entries.get(place) ?? { shown: 0, told: 0 };
  return {
    get: async (place) => get(place),
    put: async (place, change) => void entries.set(place, { ...get(place), ...change }),
  };
}

export interface Bench {
  readonly sandbox: LarkSandbox;
  readonly lark: LarkPlatform;
  readonly ear: ScriptedEar;
  readonly telemetry: Kept;
  close(): Promise<void>;
}

async function served(lark: LarkPlatform): Promise<Server | undefined> {
  if (lark.requestListener === undefined) return undefined;
  const server = createServer(lark.requestListener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export async function openBench(
  mode: Mode,
  config: Partial<LarkConfig> = {},
  options: Partial<LarkSandboxOptions> = {},
  book = openBook(),
  clock = { now: () => Date.now() },
): Promise<Bench> {
  const sandbox = await startLarkSandbox({ ...secrets, pace: unlimited, ...options });
  sandbox.deliverOver(mode);
  const ear = scriptedEar();
  const telemetry = keptTelemetry();
  const lark = await startLark({
    ear,
    telemetry,
    clock,
    book,
    png: () => Promise.resolve(drawnPng),
    config: { ...secrets, mode, domain: sandbox.apiUrl, ...config },
  });
  const server = await served(lark);
  if (server !== undefined) {
    sandbox.listenAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lark/events`);
  }
  if (mode === 'socket') await sandbox.until(() => sandbox.socket.connections() > 0);
  return {
    sandbox,
    lark,
    ear,
    telemetry,
    async close() {
      await lark.stop();
      server?.closeAllConnections();
      if (server !== undefined) await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
}

/** Everything a card says to readers of one language, markdown entities decoded, as one text. */
export function textOf(content: unknown, language: 'zh_cn' | 'en_us' = 'en_us'): string {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { content: said, i18n_content: each, summary: _, ...rest } = value as Record<string, unknown>;
    const spoken = (each as Record<string, string> | undefined)?.[language] ?? said;
    if (typeof spoken === 'string') found.push(spoken);
    Object.values(rest).forEach(visit);
  };
  visit(content);
  return found.join('\n').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** What a person reads in a chat, newest last. */
export function textsIn(bench: Bench, chat: string, person: string): string[] {
  return bench.sandbox.workspace.messagesIn(chat, person).map((message) => textOf(message.content));
}

/** The first element of a kind in a card. */
export function partOf(message: Message | undefined, tag: string): Record<string, unknown> | undefined {
  let part: Record<string, unknown> | undefined;
  JSON.stringify(message?.content, (_, value: unknown) => {
    if (part === undefined && typeof value === 'object' && value !== null && 'tag' in value && value.tag === tag) {
      part = value as Record<string, unknown>;
    }
    return value;
  });
  return part;
}

/** The name of a form's submit button. */
export function submitOf(message: Message | undefined): string {
  const form = partOf(message, 'form');
  const elements = (form?.elements ?? []) as { tag: string; name?: string }[];
  return elements.find(({ tag }) => tag === 'button')?.name ?? '';
}
