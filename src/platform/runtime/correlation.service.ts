import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const REQUEST_ID = 'x-request-id';
/** What goes into the log as it came must be fit for it. */
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;
/** W3C Trace Context: version, trace, parent, flags. A trace of zeros is none. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const requests = new AsyncLocalStorage<string>();

/** The request that is being answered here; undefined outside of any. */
export function correlationId(): string | undefined {
  return requests.getStore();
}

/**
 * Gives each request an id: that of its header `x-request-id`, or else of the trace in `traceparent`, where they are
 * well formed, or a new one. It is answered in `x-request-id`, and stands in each line of the log about the request.
 */
export function correlateRequests(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const ids = new WeakMap<object, string>();
  server.addHook('onRequest', (request, reply, done) => {
    const id = givenIn(request.headers) ?? randomUUID();
    ids.set(request, id);
    reply.header(REQUEST_ID, id);
    requests.run(id, done);
  });
  // The reading of the body goes on where the connection began.
  server.addHook('preValidation', (request, _reply, done) => {
    requests.run(ids.get(request) ?? randomUUID(), done);
  });
}

function givenIn({ [REQUEST_ID]: id, traceparent }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof id === 'string' && WELL_FORMED.test(id)) return id;
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}
