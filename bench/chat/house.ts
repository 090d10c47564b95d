/** Knows how to open the application on a Redis of its own for a bench: real store, real queues, no platform and no worker. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chineseCalendar } from '../../src/app/calendar.ts';
import { inlineChecker } from '../../src/app/given-config.ts';
import { type App, openApp } from '../../src/app/index.ts';
import { simulatedCashier } from '../../src/app/payment.ts';
import type { World } from '../../src/app/world.ts';
import { openQueues } from '../../src/jobs/queues.ts';
import { type OpenRedis, openRedis } from '../../src/store/redis/open.ts';
import { storeOn, vaultOn } from '../../src/store/store.ts';
import { openCourier } from '../../src/wire/courier.ts';
import { systemEntropy } from '../../src/wire/entropy.ts';
import { simulatedInventory } from '../../src/wire/inventory.ts';
import { simulatedMeter } from '../../src/wire/meter.ts';
import { simulatedPlant } from '../../src/wire/plant.ts';

export const quiet = { count: () => undefined, log: () => undefined };

export interface BenchRedis {
  readonly redis: OpenRedis;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Kept as a service keeps its own: append-only file, synced every second. */
export async function benchRedis(): Promise<BenchRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'hostline-bench-'));
  const redis = await openRedis({ dir: folder, install: 'never', log: () => undefined });
  return {
    redis,
    folder,
    close: async () => {
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface House {
  readonly world: World;
  readonly app: App;
  readonly close: () => Promise<void>;
}

export function openHouse(redis: OpenRedis, prefix: string): House {
  const connection = redis.connect('command');
  const queues = openQueues(redis.connect('command'), prefix, Date.now);
  const world: World = {
    clock: { now: Date.now },
    entropy: systemEntropy,
    calendar: chineseCalendar,
    tempo: 'real',
    ...storeOn(connection, prefix),
    queues,
    cashier: simulatedCashier(
      () => world,
      () => app.journal,
    ),
    plant: simulatedPlant('people'),
    meter: simulatedMeter,
    vault: vaultOn(connection, randomBytes(32), prefix),
    inventory: simulatedInventory,
    checker: inlineChecker((key) => world.vault.print(key)),
    courier: openCourier('public'),
    telemetry: quiet,
    speakers: new Map(),
  };
  const app = openApp(world);
  return {
    world,
    app,
    close: async () => {
      await app.drain();
      await queues.close();
    },
  };
}
