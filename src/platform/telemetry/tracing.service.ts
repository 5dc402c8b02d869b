import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const TRACING = 'TRACING';

type Headers = Readonly<Record<string, unknown>>;

/** What a span tells: names and ids, never anything that somebody has written. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** A piece of work that has begun and goes on over several calls. */
export interface OpenSpan {
  /** Calls with the span around whatever follows from the call. */
  run(work: () => void): void;
  end(facts: SpanFacts): void;
}

/** Follows work through the service, for a collector of traces. */
export interface Tracing {
  /** The trace of what is being done here, 32 hexadecimal digits; undefined when there is none. */
  traceId(): string | undefined;
  /** The work of a request, in its caller's trace when the headers name one. */
  begin(name: string, headers: Headers): OpenSpan;
  /** Work within what is being done here; where that is nothing, in the trace `since`, when that is still known. */
  within<Result>(name: string, facts: SpanFacts, work: () => Promise<Result>, since?: string): Promise<Result>;
  /** Work that follows, later, from what was appended in these traces: a span in each of them. */
  following<Result>(name: string, traceIds: Iterable<string>, work: () => Promise<Result>): Promise<Result>;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

const nothingBegun: OpenSpan = { run: (work) => work(), end: () => undefined };

/** Nobody collects traces: what would be traced is done, and nothing more. */
export const noTracing: Tracing = {
  traceId: () => undefined,
  begin: () => nothingBegun,
  within: (_name, _facts, work) => work(),
  following: (_name, _traceIds, work) => work(),
  close: () => Promise.resolve(),
};

/** Puts a span around each request but those of operators. */
export function traceRequests(app: NestFastifyApplication, tracing: Tracing): void {
  if (tracing === noTracing) return;
  const server = app.getHttpAdapter().getInstance();
  const spans = new WeakMap<object, OpenSpan>();
  server.addHook('onRequest', (request, _reply, done) => {
    // Without the question: a query has what somebody has written.
    const path = request.url.split('?', 1)[0] ?? '';
    if (path === '/metrics' || path.startsWith('/health/')) {
      done();
      return;
    }
    const span = tracing.begin(`${request.method} ${path}`, request.headers);
    spans.set(request, span);
    span.run(done);
  });
  // The reading of the body goes on where the connection began.
  server.addHook('preValidation', (request, _reply, done) => {
    (spans.get(request) ?? nothingBegun).run(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end({ 'http.request.method': request.method, 'http.response.status_code': reply.statusCode });
    done();
  });
}
