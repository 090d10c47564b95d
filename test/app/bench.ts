/** The application on a real Redis, with a clock that stands still, queues that only keep, and a chat that remembers. */
import { randomBytes } from 'node:crypto';
import { chineseCalendar } from '../../src/app/calendar.ts';
import { inlineChecker } from '../../src/app/given-config.ts';
import { type App, openApp } from '../../src/app/index.ts';
import { simulatedCashier } from '../../src/app/payment.ts';
import type { Answer, Effect, Plant, PlatformName, Speaker } from '../../src/app/ports.ts';
import { type Language, type Phrase, say } from '../../src/app/text/phrase.ts';
import { Later, type World } from '../../src/app/world.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { storeOn, vaultOn } from '../../src/store/store.ts';
import { openCourier } from '../../src/wire/courier.ts';
import { systemEntropy } from '../../src/wire/entropy.ts';
import { simulatedInventory } from '../../src/wire/inventory.ts';
import { simulatedMeter } from '../../src/wire/meter.ts';
import { simulatedPlant } from '../../src/wire/plant.ts';
import { settleTown } from '../../src/wire/town.ts';
import type { RedisFixture } from '../store/redis-fixture.ts';
import { type Chat, openChat } from './chat.ts';

/** Wednesday 4 March 2026, 10:00 in Beijing. */
export const start = Date.UTC(2026, 2, 4, 2);

export interface Bench {
  readonly world: World;
  readonly app: App;
  readonly chat: Chat;
  /** Effects enqueued and not yet carried out; a key is kept once. */
  readonly queued: Effect[];
  readonly logged: { event: string; fields: unknown }[];
  pass(milliseconds: number): void;
  /** Carries out everything that is due, and what follows from it. */
  run(): Promise<void>;
  /** What a person of the town is answered; `as` defaults to their terminal. */
  type(person: string, text: string, delivery?: string): Promise<Heard>;
  click(
    person: string,
    verb: string,
    about: { resource?: string; revision?: number; args?: Record<string, string> },
    delivery?: string,
  ): Promise<Heard>;
  submit(
    person: string,
    verb: string,
    values: Record<string, string>,
    about?: { resource?: string; revision?: number },
    delivery?: string,
  ): Promise<Heard>;
  /** A fresh, checked order. */
  order(name: string, person?: string): Promise<Connection>;
  connection(id: string, tenant?: string): Promise<Connection>;
}

export interface Heard {
  readonly answer: Answer;
  readonly language: Language;
  /** The answer as the person reads it; errors of a form as `field: sentence`. */
  readonly text: string;
}

export interface BenchOptions {
  readonly chat?: Chat;
  /** Chat platforms besides. */
  readonly speakers?: readonly Speaker[];
  readonly plant?: Plant;
  readonly meter?: World['meter'];
  readonly courier?: World['courier'];
  readonly cashier?: World['cashier'];
  readonly tempo?: World['tempo'];
  /** Redis paces by its own clock, which stands in no relation to the bench's. */
  readonly pace?: World['pace'];
  /** While true, nothing can be put into the queues. */
  readonly queuesAway?: () => boolean;
}

let benches = 0;

export async function openBench(fixture: RedisFixture, options: BenchOptions = {}): Promise<Bench> {
  const prefix = `bench-${++benches}`;
  let now = start;
  let deliveries = 0;
  const chat = options.chat ?? openChat();
  const queued: Effect[] = [];
  const keys = new Set<string>();
  const logged: Bench['logged'] = [];
  const connection = fixture.redis.connect('command');
  const world: World = {
    clock: { now: () => now },
    entropy: systemEntropy,
    calendar: chineseCalendar,
    tempo: options.tempo ?? 'real',
    ...storeOn(connection, prefix),
    ...(options.pace ? { pace: options.pace } : {}),
    vault: vaultOn(connection, randomBytes(32), prefix),
    inventory: simulatedInventory,
    checker: inlineChecker((key) => world.vault.print(key)),
    queues: {
      enqueue: async (effects) => {
        if (options.queuesAway?.()) throw new Error('the queues are away');
        for (const effect of effects) {
          const key = `${effect.queue} ${effect.key}`;
          if (!keys.has(key)) queued.push(effect);
          keys.add(key);
        }
      },
    },
    cashier:
      options.cashier ??
      simulatedCashier(
        () => world,
        () => app.journal,
      ),
    plant: options.plant ?? simulatedPlant('people'),
    meter: options.meter ?? simulatedMeter,
    courier: options.courier ?? openCourier('public'),
    telemetry: { count: () => undefined, log: (_level, event, fields) => void logged.push({ event, fields }) },
    speakers: new Map<PlatformName, Speaker>(
      [chat.speaker, ...(options.speakers ?? [])].map((speaker) => [speaker.name, speaker]),
    ),
  };
  const app = openApp(world);
  await settleTown(world, app);
  await app.drain();

  async function run(): Promise<void> {
    for (;;) {
      await app.drain();
      const index = queued.findIndex((effect) => (effect.at ?? 0) <= now);
      const [effect] = index < 0 ? [] : queued.splice(index, 1);
      if (!effect) return;
      try {
        await app.work({ ...effect, lastTry: true });
      } catch (error) {
        if (!(error instanceof Later)) throw error;
        queued.push({ ...effect, at: now + Math.max(1, error.afterMs) });
      }
    }
  }

  const identity = (person: string) => ({ platform: 'terminal', team: 'local', user: person }) as const;
  async function hear(person: string, delivery: string | undefined, what: Parameters<App['ear']['hear']>[0]['what']) {
    const id = delivery ?? `delivery-${++deliveries}`;
    const { answer, language } = await app.ear.hear({ delivery: id, identity: identity(person), room: 'ops', what });
    return { answer, language, text: textOf(answer, language) };
  }

  const bench: Bench = {
    world,
    app,
    chat,
    queued,
    logged,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    run,
    type: (person, text, delivery) => hear(person, delivery, { kind: 'typed', text }),
    click: (person, verb, { args = {}, ...about }, delivery) =>
      hear(person, delivery, { kind: 'clicked', verb, args, ...about }),
    submit: (person, verb, values, about = {}, delivery) =>
      hear(person, delivery, { kind: 'submitted', verb, values, ...about }),
    async order(name, person = 'tom') {
      const { text } = await bench.type(person, `order --name ${name} --region cn-north-1 --port 1000BASE-LX`);
      const id = /conn-[0-9a-z]+/.exec(text)?.[0];
      if (id === undefined) throw new Error(`not ordered: ${text}`);
      await run();
      return bench.connection(id, person === 'mei' ? 'globex' : 'acme');
    },
    async connection(id, tenant = 'acme') {
      const found = (await app.journal.load('tenant', tenant)).connections[id];
      if (!found) throw new Error(`${tenant} has no ${id}`);
      return found;
    },
  };
  return bench;
}

/** An answer as its reader sees it; whatever is no sentence comes as JSON. */
export function textOf(answer: Answer, language: Language): string {
  const words = (phrase: Phrase) => say(phrase, language);
  if (answer.kind === 'said') return answer.text.map(words).join('\n');
  if (answer.kind === 'errors')
    return Object.entries(answer.errors)
      .map(([field, phrase]) => `${field}: ${words(phrase)}`)
      .join('\n');
  if (answer.kind === 'form') return `form ${answer.form.verb}: ${answer.form.fields.map((row) => row.name).join(' ')}`;
  return JSON.stringify(answer);
}
