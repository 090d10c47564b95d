/** Every metric is counted somewhere, shown on the dashboard and known; every alert has its rule, its metrics and its runbook entry. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { counters, gauges, histograms, metricNames } from '../../src/wire/metrics.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { sources } from '../architecture/sources.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const all = sources.filter(({ path }) => path !== 'src/wire/metrics.ts').map(({ text }) => text);

/** Names as written, those made from a platform's name included. */
function used(call: string): string[] {
  const pattern = new RegExp(`\\b${call}\\(\\s*['\`]([^'\`]+)['\`]`, 'g');
  const found = all.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  const names = found.flatMap((name) =>
    name.includes('$' + '{platform}') ? ['slack', 'lark'].map((one) => name.replace('$' + '{platform}', one)) : [name],
  );
  return [...new Set(names)].sort();
}

/** Names of Prometheus in a text, without the endings of histograms. */
const named = (text: string) => [
  ...new Set([...text.matchAll(/hostline_[a-z_]+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''))),
];

describe('the table of metrics', () => {
  it('has every counter that is counted, and no other', () =>
    expect(used('telemetry\\.count')).toEqual(Object.keys(counters).sort()));
  it('has every histogram that is observed, and no other', () =>
    expect(used('observe')).toEqual(Object.keys(histograms).sort()));
  it('has every gauge that is read, and no other', () =>
    expect(used('telemetry\\.gauge')).toEqual(Object.keys(gauges).sort()));
});

describe('the dashboard', () => {
  const Panels = z.object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
  });
  const { panels } = Panels.parse(JSON.parse(read('deploy/grafana-dashboard.json')));
  const shown = named(panels.flatMap((panel) => panel.targets.map((row) => row.expr)).join('\n'));
  it('shows every metric, and none that is not there', () => expect(shown.sort()).toEqual([...metricNames].sort()));
});

describe('alerts', () => {
  const Rules = z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string().regex(/^Hostline[A-Z]\w+$/),
            expr: z.string(),
            labels: z.object({ severity: z.enum(['page', 'ticket']) }),
            annotations: z.object({ summary: z.string() }),
          }),
        ),
      }),
    ),
  });
  const rules = Rules.parse(parse(read('deploy/alerts.yaml'))).groups.flatMap((group) => group.rules);

  it.each(rules)('$alert asks for what is measured', ({ expr }) =>
    expect(named(expr).filter((name) => !metricNames.includes(name))).toEqual([]),
  );
  it('have one runbook entry each, in the same order', () => {
    const entries = [...read('docs/runbook.md').matchAll(/^## (\w+)$/gm)].map((match) => match[1]);
    expect(entries).toEqual(rules.map((rule) => rule.alert));
  });
});

describe('files of the deployment', () => {
  const Compose = z.object({
    services: z.record(z.string(), z.object({ image: z.string().optional(), volumes: z.array(z.string()).optional() })),
  });
  const { services } = Compose.parse(parse(read('deploy/compose.yaml'), { merge: true }));

  it.each(Object.entries(services))('%s mounts what is there and pins its image', (_name, { image, volumes = [] }) => {
    const mounted = volumes.map((row) => row.split(':')[0] ?? '').filter((path) => path.startsWith('.'));
    expect(mounted.filter((path) => !existsSync(join(root, 'deploy', path)))).toEqual([]);
    if (image !== undefined) expect(image).toMatch(/:v?\d+\.\d+\.\d+/);
  });
  it.each(['prometheus.yaml', 'alerts.yaml', 'grafana/dashboards.yaml', 'grafana/datasources.yaml'])(
    '%s is YAML and mounted',
    (file) => {
      expect(parse(read(`deploy/${file}`))).toBeTypeOf('object');
      expect(read('deploy/compose.yaml')).toContain(`./${file}:`);
    },
  );
  it('the image copies what is there, from a pinned base', () => {
    const text = read('deploy/Dockerfile');
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect([...text.matchAll(/^FROM (\S+)/gm)].every((match) => /:\d+\.\d+\.\d+-/.test(match[1] ?? ''))).toBe(true);
  });
});

describe('a look at the metrics', () => {
  it('counts losses from zero, so that the first is an increase', async () => {
    const text = await openTelemetry('silent').metrics();
    expect(text).toContain('hostline_log_entries_lost_total{restored="false"} 0');
    expect(text).toContain('hostline_audit_anchor_failures_total 0');
  });
  it('observes into buckets and reads gauges at that moment', async () => {
    const telemetry = openTelemetry('silent');
    telemetry.observe('hear_seconds', 0.2, { platform: 'slack', outcome: 'answered' });
    let value = 1;
    telemetry.gauge('queue_jobs', () => [{ value: value++, labels: { queue: 'clock', state: 'failed' } }]);
    expect(await telemetry.metrics()).toContain(
      'hostline_hear_seconds_bucket{le="0.25",platform="slack",outcome="answered"} 1',
    );
    expect(await telemetry.metrics()).toContain('hostline_queue_jobs{queue="clock",state="failed"} 2');
  });
  it('leaves out what nobody can say now', async () => {
    const telemetry = openTelemetry('silent');
    telemetry.gauge('unsettled_logs', () => Promise.reject(new Error('the store is away')));
    expect(await telemetry.metrics()).not.toMatch(/^hostline_unsettled_logs \d/m);
  });
});
