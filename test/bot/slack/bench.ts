/** A workspace with Hostline's Slack platform connected to it, and an ear that answers as the test tells it. */
import { readFileSync } from 'node:fs';
import type { Answer, Ear, Heard, SentFiles } from '../../../src/app/ports.ts';
import type { Language } from '../../../src/app/text/phrase.ts';
import { type SlackConfig, type SlackPlatform, startSlack } from '../../../src/bot/slack/start.ts';
import {
  type SandboxOptions,
  type SlackSandbox,
  startSlackSandbox,
  unlimited,
} from '../../../src/sandbox/slack/index.ts';
import { png } from '../../../src/wire/png.ts';
import { type Kept, keptTelemetry } from './telemetry.ts';

export const modes = ['http', 'socket'] as const;
export type Mode = (typeof modes)[number];

type Scripted = Answer | ((heard: Heard, files: SentFiles | undefined) => Answer | Promise<Answer>);

export interface ScriptedEar extends Ear {
  readonly heard: Heard[];
  answer: Scripted;
  language: Language;
  options: { value: string; label: string }[];
}

export function scriptedEar(): ScriptedEar {
  const ear: ScriptedEar = {
    heard: [],
    answer: said('ok'),
    language: 'en',
    options: [],
    async hear(heard, files) {
      ear.heard.push(heard);
      const { answer, language } = ear;
      return { answer: typeof answer === 'function' ? await answer(heard, files) : answer, language };
    },
    async suggest(heard) {
      ear.heard.push(heard);
      return ear.options;
    },
  };
  return ear;
}

export function said(text: string, tone: 'good' | 'bad' | 'neutral' = 'neutral'): Answer {
  return { kind: 'said', text: [text], tone };
}

export interface Bench {
  readonly sandbox: SlackSandbox;
  readonly slack: SlackPlatform;
  readonly ear: ScriptedEar;
  readonly telemetry: Kept;
  close(): Promise<void>;
}

/** The bot scopes of the manifest people install: what it does not list, the sandbox refuses. */
function manifestScopes(): string[] {
  const manifest = readFileSync(new URL('../../../slack-manifest.yaml', import.meta.url), 'utf8');
  const [, scopes = ''] = /\n {4}bot:\n((?: {6}.*\n)+)/.exec(manifest) ?? [];
  return [...scopes.matchAll(/^ {6}- (\S+)$/gm)].map(([, scope]) => scope ?? '');
}

export const tokens = { signingSecret: 'signing-secret', botToken: 'xoxb-test', appToken: 'xapp-test' };

export async function openBench(
  mode: Mode,
  config: Partial<SlackConfig> = {},
  options: Partial<SandboxOptions> = {},
): Promise<Bench> {
  const sandbox = await startSlackSandbox({ ...tokens, pace: unlimited, scopes: manifestScopes(), ...options });
  const ear = scriptedEar();
  const telemetry = keptTelemetry();
  const slack = await startSlack({
    ear,
    telemetry,
    clock: { now: () => Date.now() },
    png,
    config: {
      botToken: tokens.botToken,
      apiUrl: sandbox.apiUrl,
      ...(mode === 'socket'
        ? { appToken: tokens.appToken }
        : { signingSecret: tokens.signingSecret, listen: { port: 0 } }),
      ...config,
    },
  });
  if (slack.port !== undefined) sandbox.listenAt(`http://127.0.0.1:${slack.port}/slack/events`);
  return {
    sandbox,
    slack,
    ear,
    telemetry,
    async close() {
      await slack.stop();
      await sandbox.close();
    },
  };
}

/** A promise with its handles outside: the test decides when the ear answers. */
export function gate<T>(): { promise: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
