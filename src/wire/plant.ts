/** A simulated plant: light levels and link tests without fibre. Deterministic per line and port; a simulation, no measurement. */
import { createHash } from 'node:crypto';
import type { Plant } from '../app/ports.ts';

export interface PlantFaults {
  /** Tries of each step that fail before one succeeds, counted per attempt ordered by people. */
  darkUntilAttempt: number;
}

/** A level around −6 dBm that is always the same for the same port of the same line. */
function steady(connection: string, port: string): number {
  const byte = createHash('sha256').update(`${connection} ${port}`).digest()[0] ?? 0;
  return Math.round((-4.5 - (byte / 255) * 3) * 10) / 10;
}

export function simulatedPlant(crew: Plant['crew'], faults: PlantFaults = { darkUntilAttempt: 0 }): Plant {
  return {
    crew,
    lightDbm: async ({ connection, port, attempt }) =>
      attempt <= faults.darkUntilAttempt ? -40 : steady(connection, port),
    debugLink: async () => ({ ok: true }),
  };
}
