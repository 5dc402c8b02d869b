import { context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span, SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { OpenSpan, SpanFacts, Tracing } from './tracing.service.js';

/** Number of traces that this process remembers, so that later work such as a projection can continue them. */
const MOST_TRACES = 1_000;

/**
 * Sends traces by OTLP over HTTP to the collector in the environment variable `OTEL_EXPORTER_OTLP_ENDPOINT`. Other
 * variables of OpenTelemetry apply too. The program loads this file only when that variable is set.
 */
export function openTelemetry(serviceName: string): Tracing {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return new OpenTelemetry(provider);
}

class OpenTelemetry implements Tracing {
  readonly #tracer;
  readonly #seen = new Map<string, SpanContext>();

  constructor(private readonly provider: NodeTracerProvider) {
    this.#tracer = provider.getTracer('tertial');
  }

  traceId(): string | undefined {
    return trace.getActiveSpan()?.spanContext().traceId;
  }

  begin(name: string, headers: Readonly<Record<string, unknown>>): OpenSpan {
    const caller = propagation.extract(ROOT_CONTEXT, headers);
    const span = this.#tracer.startSpan(name, {}, caller);
    return {
      run: (work) => context.with(trace.setSpan(caller, span), work),
      end: (facts) => {
        span.setAttributes(facts);
        span.end();
      },
    };
  }

  async within<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>, since?: string): Promise<Result> {
    const cause = this.#seen.get(since ?? '');
    const isBegun = trace.getActiveSpan() !== undefined || cause === undefined;
    const span = this.#tracer.startSpan(name, { attributes: facts }, isBegun ? context.active() : this.after(cause));
    this.remember(span.spanContext());
    return this.ended([span], () => context.with(trace.setSpan(context.active(), span), work));
  }

  async following<Result>(name: string, traceIds: Iterable<string>, work: () => Promise<Result>): Promise<Result> {
    const spans = [...new Set(traceIds)].flatMap((traceId) => {
      const cause = this.#seen.get(traceId);
      return cause === undefined ? [] : [this.#tracer.startSpan(name, {}, this.after(cause))];
    });
    return this.ended(spans, work);
  }

  private after(cause: SpanContext): Context {
    return trace.setSpanContext(ROOT_CONTEXT, cause);
  }

  private remember(span: SpanContext): void {
    this.#seen.delete(span.traceId);
    this.#seen.set(span.traceId, span);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST_TRACES && oldest !== undefined) this.#seen.delete(oldest);
  }

  /** Ends the spans after the work, without error messages, because readers of traces may not see the data in them. */
  private async ended<Result>(spans: readonly Span[], work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  }

  async close(): Promise<void> {
    // An unreachable collector must not prevent the shutdown.
    await this.provider.shutdown().catch(() => null);
  }
}
