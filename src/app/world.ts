/** Everything the use cases stand on, as one value. Built by `main.ts` and by tests, never here. */

import type { Calendar, Pace as Tempo } from '../engine/catalog/durations.ts';
import type { Allowances } from './allowance.ts';
import type { ConfigChecker } from './given-config.ts';
import type {
  Cashier,
  Clock,
  Courier,
  Deliveries,
  Directory,
  Entropy,
  EventLog,
  Identity,
  MessageBook,
  Meter,
  Pace,
  Plant,
  Queues,
  Speaker,
  Telemetry,
  Vault,
  VpcInventory,
} from './ports.ts';

export interface World {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly calendar: Calendar;
  /** Real durations, or those of the demo. */
  readonly tempo: Tempo;
  readonly log: EventLog;
  readonly deliveries: Deliveries;
  readonly book: MessageBook;
  readonly directory: Directory;
  readonly pace: Pace;
  readonly queues: Queues;
  readonly cashier: Cashier;
  readonly plant: Plant;
  readonly meter: Meter;
  readonly vault: Vault;
  readonly inventory: VpcInventory;
  readonly courier: Courier;
  readonly checker: ConfigChecker;
  readonly telemetry: Telemetry;
  /** Absent: those of the product. A test that types hundreds of lines as one person brings its own. */
  readonly allowances?: Allowances;
  /** Platforms that are switched on; filled while starting, before anything is heard. */
  readonly speakers: ReadonlyMap<Identity['platform'], Speaker>;
}

/** Thrown by a job that cannot go on right now and must not count as failed: run it again after `afterMs`. */
export class Later extends Error {
  override readonly name = 'Later';
  readonly afterMs: number;
  constructor(afterMs: number) {
    super(`again in ${afterMs} ms`);
    this.afterMs = afterMs;
  }
}
