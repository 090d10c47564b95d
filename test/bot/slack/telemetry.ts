/** A telemetry that keeps what it is told, for tests to look at and to wait for. */
import type { Telemetry } from '../../../src/app/ports.ts';

export interface Kept extends Telemetry {
  readonly counts: string[];
  readonly logs: { level: string; event: string; fields: Record<string, unknown> | undefined }[];
}

export function keptTelemetry(): Kept {
  const counts: string[] = [];
  const logs: Kept['logs'] = [];
  return {
    counts,
    logs,
    count: (name, labels = {}) => void counts.push([name, ...Object.values(labels)].join(' ')),
    log: (level, event, fields) => void logs.push({ level, event, fields }),
  };
}
