/** Builds the running service from its configuration and takes it down again without losing anything. Contains no rule. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { type WatchedLog, watched } from '../app/audit/witness.ts';
import { chineseCalendar } from '../app/calendar.ts';
import { type App, openApp } from '../app/index.ts';
import { simulatedCashier, webhookCashier } from '../app/payment.ts';
import type { Clock, PlatformName, Speaker } from '../app/ports.ts';
import type { World } from '../app/world.ts';
import { apiServer } from '../bot/api/server.ts';
import { ensureTerminalKey } from '../bot/terminal/key.ts';
import { terminalServer } from '../bot/terminal/server.ts';
import { terminalSpeaker } from '../bot/terminal/speaker.ts';
import type { Config } from '../config.ts';
import { queuesDashboard } from '../jobs/dashboard.ts';
import { openQueues } from '../jobs/queues.ts';
import { startSweeper } from '../jobs/sweeper.ts';
import { startWorkers } from '../jobs/workers.ts';
import { type OpenRedis, openRedis } from '../store/redis/open.ts';
import { rotatingVaultOn, storeOn } from '../store/store.ts';
import { terminalInbox } from '../store/terminal-inbox.ts';
import { startAnchors } from './anchors.ts';
import { auditKey } from './audit-key.ts';
import { type ChatPlatform, openChats } from './chats.ts';
import { configChecker } from './config-checker.ts';
import { openCourier } from './courier.ts';
import { systemEntropy } from './entropy.ts';
import { openGauges } from './gauges.ts';
import { type Door, readOnly, reply, startHttp } from './http.ts';
import { fileInventory, simulatedInventory } from './inventory.ts';
import { tellOfLoss, watchTheStore } from './losses.ts';
import { simulatedMeter } from './meter.ts';
import { forOperators } from './operators.ts';
import { hearPayment } from './payments.ts';
import { simulatedPlant } from './plant.ts';
import { roles } from './roles.ts';
import { appointAdmin, terminalRooms } from './roster.ts';
import type { ServiceTelemetry } from './telemetry.ts';
import { openTracing } from './tracing.ts';
import { vaultKeys } from './vault-key.ts';
import { watchedEar, watchedLog, watchedQueues, watchedSpeaker, watchedWork } from './watched-work.ts';
import { openWitness } from './witness-file.ts';

export interface Service {
  readonly url: string;
  readonly app: App;
  readonly world: World;
  /** Drains: hears nothing new, finishes what was acknowledged, closes the store last. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly telemetry: ServiceTelemetry;
  readonly clock?: Clock;
  readonly allowances?: World['allowances'];
  /** More doors on the one HTTP server, by path prefix. */
  readonly doors?: ReadonlyMap<string, Door>;
}

export async function startService({
  config,
  telemetry,
  clock = { now: Date.now },
  allowances,
  doors,
}: ServiceOptions): Promise<Service> {
  const dir = resolve(config.dir);
  await mkdir(dir, { recursive: true });
  const log = telemetry.log.bind(telemetry);
  const redis = await openRedis({
    ...(config.redisUrl === undefined ? {} : { url: config.redisUrl }),
    dir: join(dir, 'redis'),
    install: config.install,
    log,
  });
  const speakers = new Map<PlatformName, Speaker>();
  const connection = redis.connect('command');
  const kept = storeOn(connection, config.prefix);
  const witness = await openWitness(join(dir, 'witness'), clock);
  const tracing = await openTracing(config.traceEndpoint);
  const watch = watched(kept.log, witness, (loss) => tellOfLoss(loss, { world, app }));
  const store = { ...kept, log: watchedLog(watch, tracing) };
  const queues = openQueues(redis.connect('command'), config.prefix, () => clock.now());
  const world: World = {
    clock,
    entropy: systemEntropy,
    calendar: chineseCalendar,
    tempo: config.tempo,
    ...store,
    queues: watchedQueues(queues, tracing),
    cashier:
      config.cashier.kind === 'webhook'
        ? webhookCashier(config.cashier.payUrl)
        : simulatedCashier(
            () => world,
            () => app.journal,
          ),
    plant: simulatedPlant(config.crew),
    meter: simulatedMeter,
    vault: await rotatingVaultOn(redis.connect('command'), await vaultKeys(dir, config), config.prefix),
    checker: configChecker((key) => world.vault.print(key), log),
    inventory: config.vpcInventory === undefined ? simulatedInventory : fileInventory(config.vpcInventory),
    courier: openCourier(config.webhooks),
    telemetry,
    ...(allowances === undefined ? {} : { allowances }),
    speakers,
  };
  const inner = openApp(world);
  const ear = watchedEar(inner.ear, telemetry, tracing);
  const app: App = { ...inner, ear, ...watchedWork(inner, telemetry, tracing) };
  // Before anybody is heard, and whenever the store comes back: has it forgotten what was acknowledged?
  await watch.look();
  const lookAgain = watchTheStore(connection, watch, telemetry);
  await appointAdmin(world, app, config.admin);

  const terminal = await openTerminal(redis, config, { app, world, dir });
  speakers.set('terminal', watchedSpeaker(terminal.speaker, tracing));
  const speaks = (name: PlatformName, speaker: Speaker) => void speakers.set(name, watchedSpeaker(speaker, tracing));
  const chats = await openChats(config, app, world, speaks);

  const signer = await auditKey(dir, config.auditKey);
  const jobs = roles[config.role].works
    ? [
        startSweeper(app, telemetry),
        startWorkers({
          connect: () => redis.connect('blocking'),
          prefix: config.prefix,
          app,
          telemetry,
          now: () => clock.now(),
        }),
        startAnchors({ app, world, signer, dir: config.anchorDir ?? join(dir, 'anchors') }),
      ]
    : [];
  const gauges = openGauges(telemetry, world, queues);
  let ready = true;
  const { secret } = config.cashier;
  const operators = config.operatorPassword;
  const http = await startHttp(
    config.host,
    config.port,
    new Map<string, Door>([
      ['/healthz', readOnly((_request, response) => reply(response, 200, { ok: true }))],
      [
        '/readyz',
        readOnly(async (_request, response) => reply(response, ...(await readiness(() => ready, chats, watch)))),
      ],
      ['/metrics', readOnly(async (_request, response) => reply(response, 200, await telemetry.metrics()))],
      ['/terminal', terminal.listener],
      ['/api', apiServer({ ...world, ...app, digest: systemEntropy.digest })],
      ...chats.map(({ name, requestListener }): [string, Door] => [`/${name}`, requestListener]),
      ...(secret === undefined
        ? []
        : [
            ['/payments', (request, response) => hearPayment({ app, secret, clock, telemetry }, request, response)] as [
              string,
              Door,
            ],
          ]),
      ...(operators === undefined
        ? []
        : [['/queues', forOperators(operators, telemetry, queuesDashboard(queues, '/queues'))] as [string, Door]]),
      ...(doors ?? []),
    ]),
    telemetry,
  );
  const addressFile = join(dir, 'service.json');
  await writeFile(addressFile, JSON.stringify({ url: http.url, pid: process.pid }));
  telemetry.log('info', 'service ready', {
    url: http.url,
    redis: redis.describe(),
    chats: chats.map((chat) => chat.name),
  });

  return {
    url: http.url,
    app,
    world,
    async close() {
      ready = false;
      terminal.close();
      await Promise.all(chats.map((chat) => chat.stop()));
      await http.close();
      await app.drain();
      for (const job of jobs) await job.close();
      await app.drain();
      lookAgain.stop();
      gauges.close();
      await tracing.close();
      await queues.close();
      await redis.close();
      await witness.close();
      await rm(addressFile, { force: true });
    },
  };
}

async function openTerminal(
  redis: OpenRedis,
  config: Config,
  { app, world, dir }: { app: App; world: World; dir: string },
) {
  const inbox = terminalInbox(redis.connect('command'), () => redis.connect('blocking'), config.prefix);
  const server = terminalServer({
    ear: app.ear,
    inbox,
    rooms: (person) => terminalRooms(app, person),
    key: await ensureTerminalKey(dir),
    clock: world.clock,
    telemetry: world.telemetry,
  });
  return {
    speaker: terminalSpeaker(inbox),
    listener: (request: IncomingMessage, response: ServerResponse) => server.listener(request, response),
    close: () => server.close(),
  };
}

/** Ready: the store answers and people can be heard. */
async function readiness(
  isUp: () => boolean,
  chats: readonly ChatPlatform[],
  log: WatchedLog,
): Promise<[number, object]> {
  const storeOk = await log.unsettledBefore(0, 1).then(
    () => true,
    () => false,
  );
  const heard = Object.fromEntries(chats.map((chat) => [chat.name, chat.connected()]));
  const lost = log.lost().map((loss) => loss.log);
  const ok = isUp() && storeOk && lost.length === 0 && Object.values(heard).every(Boolean);
  return [ok ? 200 : 503, { ready: ok, store: storeOk, ...(lost.length > 0 ? { lost } : {}), ...heard }];
}
