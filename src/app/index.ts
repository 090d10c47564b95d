/** The application: what people and jobs can ask of it. Wires use cases to one world; owns no thread and no socket. */
import { z } from 'zod';
import { constructionSteps } from '../engine/tenant/model.ts';
import { openEar } from './hear.ts';
import { type Journal, logName, openJournal } from './journal.ts';
import { settlePayment } from './payment.ts';
import type { Ear, QueueName } from './ports.ts';
import { openReading, type Reading } from './reading.ts';
import { settle, sweep } from './settle.ts';
import { readPorts } from './work/alarms.ts';
import { announce } from './work/announce.ts';
import { deliver } from './work/deliver.ts';
import { drillSteps, drillWork, guardDrills } from './work/drill.ts';
import { farewell } from './work/farewell.ts';
import { refreshHome } from './work/home.ts';
import { sayNotices } from './work/inbox.ts';
import { maintenanceSteps, maintenanceWork } from './work/maintenance.ts';
import { deliverMaintenance } from './work/maintenance-card.ts';
import { clean, reconverge, test } from './work/network.ts';
import { notice, noticeShape } from './work/notice.ts';
import { showPicture } from './work/picture.ts';
import { compare } from './work/proof.ts';
import { buildStep, check, collect, release, ring } from './work/steps.ts';
import { sendReport, webhookShape } from './work/webhook.ts';
import type { World } from './world.ts';

export interface Job {
  readonly queue: QueueName;
  readonly name: string;
  /** The effect's key: names the job and is the cause of what it decides. */
  readonly key: string;
  readonly data: unknown;
  /** No more automatic tries after this one: report the failure to people. */
  readonly lastTry: boolean;
}

export interface App {
  readonly ear: Ear;
  readonly journal: Journal;
  readonly reading: Reading;
  /** Carries out one job. Throws `Later` to be run again, anything else to be retried. */
  work(job: Job): Promise<void>;
  /** Takes up logs whose effects a crash may have swallowed. */
  sweep(graceMs: number): Promise<number>;
  /** A payment the cashier reports; idempotent by payment id. */
  pay: (payment: { order: string; payment: string; fen: number }) => ReturnType<typeof settlePayment>;
  /** Waits for effects of finished appends. */
  drain(): Promise<void>;
}

const target = z.object({ tenant: z.string(), connection: z.string() });
const steps = constructionSteps.map((step) => step.id);
const placeShape = z.object({
  platform: z.enum(['slack', 'lark', 'terminal']),
  room: z.string(),
  direct: z.boolean(),
  side: z.enum(['staff', 'customer']),
  language: z.enum(['en', 'zh']),
});
const placeText = z.string().transform((text) => placeShape.parse(JSON.parse(text)));
const taskShapes = {
  check: target,
  collect: target.extend({ order: z.string(), attempt: z.number() }),
  step: target.extend({ step: z.enum(steps), round: z.number(), attempt: z.number() }),
  release: target,
  ring: target.extend({ alarm: z.string() }),
  announce: z.object({
    tenant: z.string(),
    thing: z.string(),
    force: z.boolean().default(false),
    mark: z.string().default(''),
    tick: z.number().default(0),
  }),
  deliver: z.object({
    tenant: z.string(),
    thing: z.string(),
    force: z.boolean(),
    place: placeText,
  }),
  maintenanceCard: z.object({
    region: z.string(),
    maintenance: z.string(),
    tenant: z.string().optional(),
    place: placeText,
  }),
  reconverge: z.object({ tenant: z.string() }),
  readPorts: z.object({ tenant: z.string() }),
  test: z.object({ tenant: z.string(), vif: z.string(), run: z.number() }),
  picture: z.object({ tenant: z.string(), vif: z.string(), run: z.number() }),
  clean: z.object({ tenant: z.string(), vif: z.string() }),
  compare: z.object({ tenant: z.string(), version: z.number() }),
  drill: z.object({ tenant: z.string(), drill: z.string(), step: z.enum(drillSteps) }),
  maintenance: z.object({ region: z.string(), maintenance: z.string(), step: z.enum(maintenanceSteps) }),
  farewell: z.object({
    tenant: z.string(),
    thing: z.string(),
    platform: z.enum(['slack', 'lark', 'terminal']),
    user: z.string(),
    language: z.enum(['en', 'zh']),
  }),
  home: z.object({ person: z.string() }),
  inbox: z.object({ person: z.string() }),
  notice: noticeShape,
  webhook: webhookShape,
};

export function openApp(world: World): App {
  const settling = new Set<Promise<void>>();
  const journal = openJournal(world.log, (kind, id, entry, step) => {
    const work = settle(world, journal, logName(kind, id), entry, step).catch((error: unknown) =>
      // The mark stays: the sweep will settle it.
      world.telemetry.log('warn', 'settling failed', {
        log: logName(kind, id),
        version: entry.version,
        error: String(error),
      }),
    );
    settling.add(work);
    void work.finally(() => settling.delete(work));
  });

  const kinds: Readonly<Record<string, (job: Job) => Promise<void>>> = {
    check: (job) => check(world, journal, job.key, taskShapes.check.parse(job.data)),
    collect: (job) => collect(world, journal, job.key, taskShapes.collect.parse(job.data)),
    step: (job) => buildStep(world, journal, job.key, { ...taskShapes.step.parse(job.data), lastTry: job.lastTry }),
    release: (job) => release(world, journal, job.key, taskShapes.release.parse(job.data)),
    ring: (job) => ring(world, journal, job.key, taskShapes.ring.parse(job.data)),
    announce: (job) => announce(world, journal, taskShapes.announce.parse(job.data)),
    deliver: (job) => deliver(world, journal, taskShapes.deliver.parse(job.data)),
    async reconverge(job) {
      const task = taskShapes.reconverge.parse(job.data);
      await reconverge(world, journal, job.key, task);
      await guardDrills(world, journal, job.key, task.tenant);
    },
    'read-ports': (job) => readPorts(world, journal, job.key, taskShapes.readPorts.parse(job.data)),
    test: (job) => test(world, journal, job.key, taskShapes.test.parse(job.data)),
    picture: (job) => showPicture(world, journal, taskShapes.picture.parse(job.data)),
    clean: (job) => clean(world, journal, job.key, taskShapes.clean.parse(job.data)),
    compare: (job) => compare(world, journal, job.key, taskShapes.compare.parse(job.data)),
    drill: (job) => drillWork(world, journal, job.key, taskShapes.drill.parse(job.data)),
    notice: (job) => notice(world, taskShapes.notice.parse(job.data)),
    inbox: (job) => sayNotices(world, journal, taskShapes.inbox.parse(job.data)),
    maintenance: (job) => maintenanceWork(world, journal, job.key, taskShapes.maintenance.parse(job.data)),
    'maintenance-card': (job) => deliverMaintenance(world, journal, taskShapes.maintenanceCard.parse(job.data)),
    webhook: (job) => sendReport(world, journal, job, taskShapes.webhook.parse(job.data)),
    farewell: (job) => farewell(world, journal, taskShapes.farewell.parse(job.data)),
    home: (job) => refreshHome(world, journal, taskShapes.home.parse(job.data)),
  };

  return {
    ear: openEar(world, journal),
    journal,
    reading: openReading(world, journal),
    async work(job) {
      const kind = kinds[job.name];
      if (!kind) throw new Error(`no such job: ${job.name}`);
      await kind(job);
    },
    sweep: (graceMs) => sweep(world, journal, graceMs),
    pay: (payment) => settlePayment(world, journal, payment),
    async drain() {
      while (settling.size > 0) await Promise.all(settling);
    },
  };
}
