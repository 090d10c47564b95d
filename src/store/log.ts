/** How the store tells what happened to it. Knows no logger. */
import type { Telemetry } from '../app/ports.ts';

export type Log = Telemetry['log'];
