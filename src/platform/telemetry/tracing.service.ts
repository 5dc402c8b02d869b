import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const TRACING = 'TRACING';

type Headers = Readonly<Record<string, unknown>>;

/** Attributes of a span. They are names and ids, and never text that a person has written. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** A span that stays open over several calls. */
export interface OpenSpan {
  /** Calls `work` with the span as the active span. It stays active in asynchronous work that the call starts. */
  run(work: () => void): void;
  end(facts: SpanFacts): void;
}

/** Records spans of the service's work for a trace collector. */
export interface Tracing {
  /** Returns the id of the active trace in 32 hexadecimal digits, or undefined when no trace is active. */
  traceId(): string | undefined;
  /** Opens the span of a request, as a child of the caller's span when the headers name one. */
  begin(name: string, headers: Headers): OpenSpan;
  /**
   * Runs the work in a child span of the active span. Without an active span, the new span continues the trace `since`
   * if this process knows that trace.
   */
  within<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>, since?: string): Promise<Result>;
  /** Runs work that events from these traces have caused, with a span in each trace that is known. */
  following<Result>(name: string, traceIds: Iterable<string>, work: () => Promise<Result>): Promise<Result>;
  /** Sends the spans that are not sent yet, and stops tracing. */
  close(): Promise<void>;
}

const nothingBegun: OpenSpan = { run: (work) => work(), end: () => undefined };

/** Tracing without a collector. It runs the work and records nothing. */
export const noTracing: Tracing = {
  traceId: () => undefined,
  begin: () => nothingBegun,
  within: (_name, _facts, work) => work(),
  following: (_name, _traceIds, work) => work(),
  close: () => Promise.resolve(),
};

/** Opens a span for each request, except the operators' requests for metrics and health. */
export function traceRequests(app: NestFastifyApplication, tracing: Tracing): void {
  if (tracing === noTracing) return;
  const server = app.getHttpAdapter().getInstance();
  const spans = new WeakMap<object, OpenSpan>();
  server.addHook('onRequest', (request, _reply, done) => {
    // Leaves out the query string, because it can contain text that a person has written.
    const path = request.url.split('?', 1)[0] ?? '';
    if (path === '/metrics' || path.startsWith('/health/')) {
      done();
      return;
    }
    const span = tracing.begin(`${request.method} ${path}`, request.headers);
    spans.set(request, span);
    span.run(done);
  });
  // Fastify reads the body in the connection's asynchronous context, which lacks the span. This hook restores it.
  server.addHook('preValidation', (request, _reply, done) => {
    (spans.get(request) ?? nothingBegun).run(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end({ 'http.request.method': request.method, 'http.response.status_code': reply.statusCode });
    done();
  });
}
