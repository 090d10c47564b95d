/** Logs as JSON lines and metrics for Prometheus. Anything that looks like a secret is left out. Knows no meter behind a gauge. */
import pino from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../app/ports.ts';
import { correlation } from './correlation.ts';
import { counters, type GaugeName, gauges, type HistogramName, histograms } from './metrics.ts';

export interface Reading {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ServiceTelemetry extends Telemetry {
  metrics(): Promise<string>;
  observe(name: HistogramName, seconds: number, labels: Readonly<Record<string, string>>): void;
  /** Asked at every look; what fails or takes too long is left out of it. */
  gauge(name: GaugeName, read: () => Promise<readonly Reading[]> | readonly Reading[]): void;
}

const secretNames = ['token', 'botToken', 'appToken', 'signingSecret', 'secret', 'password', 'code', 'authorization'];
/** A look must end before Prometheus gives up on it. */
const readWithinMs = 2_000;

/** `defaults`: also what Node knows of itself. Lines go to stderr unless told otherwise. */
export function openTelemetry(
  level: string,
  defaults = false,
  lines: pino.DestinationStream = pino.destination(2),
): ServiceTelemetry {
  const logger = pino(
    {
      level,
      base: null,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
      // The span is a detail; people look for the trace.
      mixin: () => {
        const now = correlation();
        return now ? { trace: now.trace } : {};
      },
    },
    lines,
  );
  const registry = new Registry();
  const registers = [registry];
  if (defaults) collectDefaultMetrics({ register: registry });
  const counted = new Map(
    Object.entries(counters).map(([name, row]: [string, { help: string; labels?: readonly string[] }]) => [
      name,
      new Counter({ name: `hostline_${name}_total`, help: row.help, labelNames: row.labels ?? [], registers }),
    ]),
  );
  for (const labels of counters.log_entries_lost.starts) counted.get('log_entries_lost')?.inc(labels, 0);
  const observed = new Map(
    Object.entries(histograms).map(([name, { help, labels, buckets }]) => [
      name,
      new Histogram({ name: `hostline_${name}`, help, labelNames: labels, buckets: [...buckets], registers }),
    ]),
  );
  return {
    log: (severity, event, fields) => logger[severity](fields ?? {}, event),
    count(name, labels = {}) {
      // Counting must not stop what is counted: a name or label the table lacks is a line in the log.
      try {
        const counter = counted.get(name);
        if (!counter) throw new Error('no such counter');
        counter.inc(labels);
      } catch (error) {
        logger.error({ name, labels, error: String(error) }, 'not counted');
      }
    },
    observe: (name, seconds, labels) => observed.get(name)?.observe(labels, seconds),
    gauge(name, read) {
      registry.removeSingleMetric(`hostline_${name}`);
      const { help, labels = [] }: { help: string; labels?: readonly string[] } = gauges[name];
      new Gauge({
        name: `hostline_${name}`,
        help,
        labelNames: labels,
        registers,
        async collect() {
          this.reset();
          // A gauge without labels reads 0 after a reset, which would be a lie while nobody knows.
          if (labels.length === 0) this.remove();
          for (const { value, labels: of = {} } of await within(read)) this.set(of, value);
        },
      });
    },
    metrics: () => registry.metrics(),
  };
}

async function within(read: () => Promise<readonly Reading[]> | readonly Reading[]): Promise<readonly Reading[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Reading[]>((done) => {
    timer = setTimeout(() => done([]), readWithinMs);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
