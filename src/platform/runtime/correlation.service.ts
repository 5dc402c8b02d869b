import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const REQUEST_ID = 'x-request-id';
/** The id goes into the log as received, so it may hold only these characters. */
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;
/** `traceparent` of W3C Trace Context: version, trace id, parent id, flags. A trace id of zeros is invalid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const requests = new AsyncLocalStorage<string>();

/** The id of the current request; undefined outside of requests. */
export function correlationId(): string | undefined {
  return requests.getStore();
}

/**
 * Gives each request a correlation id: the header `x-request-id`, else the trace id in `traceparent`, else a new UUID.
 * Malformed headers are ignored. The response carries the id in `x-request-id`, and each log line about the request has
 * it.
 */
export function correlateRequests(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.setGenReqId(({ headers }) => givenIn(headers) ?? randomUUID());
  server.addHook('onRequest', ({ id }, reply, done) => {
    reply.header(REQUEST_ID, id);
    requests.run(id, done);
  });
  // Fastify reads the body in the asynchronous context of the connection, which lacks the id.
  server.addHook('preValidation', ({ id }, _reply, done) => requests.run(id, done));
}

function givenIn({ [REQUEST_ID]: id, traceparent }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof id === 'string' && WELL_FORMED.test(id)) return id;
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}
