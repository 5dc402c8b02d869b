import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const TRACING = 'TRACING';

type Headers = Readonly<Record<string, unknown>>;

/** Attributes of a span: names and ids, never text that a person has written. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** A span that stays open over several calls. */
export interface OpenSpan {
  /** Makes the span the active one for the call and for the work that it starts. */
  run(work: () => void): void;
  end(facts: SpanFacts): void;
}

/** Records spans of the service's work for a trace collector. */
export interface Tracing {
  /** Id of the active trace, 32 hexadecimal digits; undefined when there is none. */
  traceId(): string | undefined;
  /** Opens the span of a request, as a child of the caller's span when the headers name one. */
  begin(name: string, headers: Headers): OpenSpan;
  /** Runs the work in a child span of the active span; without one, in the trace `since` if it is still known. */
  within<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>, since?: string): Promise<Result>;
  /** Runs work that is caused by appends of these traces, with a span in each of the traces. */
  following<Result>(name: string, traceIds: Iterable<string>, work: () => Promise<Result>): Promise<Result>;
  /** Sends the spans that are not sent yet, and closes. */
  close(): Promise<void>;
}

const nothingBegun: OpenSpan = { run: (work) => work(), end: () => undefined };

/** Tracing without a collector: runs the work and records nothing. */
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
    // The query string can hold text that a person has written.
    const path = request.url.split('?', 1)[0] ?? '';
    if (path === '/metrics' || path.startsWith('/health/')) {
      done();
      return;
    }
    const span = tracing.begin(`${request.method} ${path}`, request.headers);
    spans.set(request, span);
    span.run(done);
  });
  // Fastify reads the body in the asynchronous context of the connection, which lacks the span.
  server.addHook('preValidation', (request, _reply, done) => {
    (spans.get(request) ?? nothingBegun).run(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end({ 'http.request.method': request.method, 'http.response.status_code': reply.statusCode });
    done();
  });
}
