/** One click, one trace: from what was heard to the card, collected by a collector on the loopback. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { ops, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
});
const Batch = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
});
const spans: z.infer<typeof Span>[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const batch = Batch.parse(JSON.parse(body));
    spans.push(...batch.resourceSpans.flatMap((row) => row.scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
collector.listen(0, '127.0.0.1');
await once(collector, 'listening');
const address = collector.address();
const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
afterAll(() => collector.close());

describe('a trace', () => {
  const town = withTown('http', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, { clock: slowClock(30), pace: unlimited });

  it('leads from the click over its jobs to the card, which names it', async () => {
    const { slack } = town.service;
    const line = await town.order('traced');
    await waitForCard(slack, ops, line.id, /Approve/);
    await slack.type('zoe', ops, `/line approve ${line.id}`);
    // Every step has its parent in the trace, up to the one that was heard.
    const above = (from: z.infer<typeof Span>): string[] => {
      const chain: string[] = [];
      for (let at: z.infer<typeof Span> | undefined = from; at; ) {
        chain.push(at.name);
        const { traceId, parentSpanId }: z.infer<typeof Span> = at;
        at = spans.find((span) => span.traceId === traceId && span.spanId === parentSpanId);
      }
      return chain;
    };
    const whole = ['slack update', 'job deliver', 'enqueue', 'job announce', 'enqueue', 'hear'].join(' < ');
    const update = await until('a trace from the click to the card arrives', () =>
      spans.find((span) => span.name === 'slack update' && above(span).join(' < ') === whole),
    );
    const mine = spans.filter((span) => span.traceId === update.traceId);
    expect(mine.map((span) => span.name)).toContain('append');
    expect(update.traceId).toMatch(/^[0-9a-f]{32}$/);
    await waitForCard(slack, ops, line.id, /Trace [0-9a-f]{32}/);
  });
});
