/** Logs as JSON lines and counters for Prometheus. Anything that looks like a secret is left out. */
import pino from 'pino';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { Telemetry } from '../app/ports.ts';

export interface ServiceTelemetry extends Telemetry {
  metrics(): Promise<string>;
}

const secretNames = ['token', 'botToken', 'appToken', 'signingSecret', 'secret', 'password', 'code', 'authorization'];

/** `defaults`: also what Node knows of itself. Lines go to stderr unless told otherwise. */
export function openTelemetry(
  level: string,
  defaults = false,
  lines: pino.DestinationStream = pino.destination(2),
): ServiceTelemetry {
  const logger = pino(
    { level, base: null, redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } },
    lines,
  );
  const registry = new Registry();
  if (defaults) collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  return {
    log: (severity, event, fields) => logger[severity](fields ?? {}, event),
    count(name, labels = {}) {
      const full = `hostline_${name}_total`;
      const counter =
        counters.get(full) ??
        new Counter({
          name: full,
          help: name.replaceAll('_', ' '),
          labelNames: Object.keys(labels),
          registers: [registry],
        });
      counters.set(full, counter);
      counter.inc(labels);
    },
    metrics: () => registry.metrics(),
  };
}
