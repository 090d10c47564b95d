/**
 * Traces for OpenTelemetry, loaded only when there is somewhere to send them. Without, a step still passes its id on to
 * logs and jobs. Knows steps, not what they do.
 */
import type { Attributes } from '@opentelemetry/api';
import { type Correlation, correlated, correlation } from './correlation.ts';

export interface Tracer {
  /** Runs `act` as a step of `parent`, of what is under way, or as the first of something new. */
  step<T>(
    name: string,
    about: Readonly<Record<string, string>>,
    act: () => Promise<T>,
    parent?: Correlation,
  ): Promise<T>;
}

export interface Tracing extends Tracer {
  /** Whether somebody can look a trace up. */
  readonly kept: boolean;
  /** Sends what is left. */
  close(): Promise<void>;
}

export const untraced: Tracing = {
  kept: false,
  // Nobody sees the steps: only what is first needs an id.
  step: (_name, _about, act, parent) => (parent === undefined && correlation() ? act() : correlated(parent, act)),
  close: async () => undefined,
};

/** `endpoint`: of an OTLP/HTTP collector, such as `http://collector:4318`. */
export async function openTracing(endpoint: string | undefined, sendEveryMs = 1_000): Promise<Tracing> {
  if (endpoint === undefined) return untraced;
  const [{ ROOT_CONTEXT, SpanStatusCode, trace }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'hostline' }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: sendEveryMs })],
  });
  const tracer = provider.getTracer('hostline');
  return {
    kept: true,
    step(name, about, act, parent = correlation()) {
      const above = parent && { traceId: parent.trace, spanId: parent.span, traceFlags: 1, isRemote: true };
      const attributes: Attributes = about;
      const context = above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { attributes }, context);
      const { traceId, spanId } = span.spanContext();
      return correlated(
        { trace: traceId, span: spanId },
        async () => {
          try {
            return await act();
          } catch (error) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
            throw error;
          } finally {
            span.end();
          }
        },
        spanId,
      );
    },
    close: () => provider.shutdown(),
  };
}
