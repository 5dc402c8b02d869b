import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const REQUEST_ID = 'x-request-id';
/** The service writes a client's id to its log unchanged, so the id may contain only these characters. */
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;
/** `traceparent` of W3C Trace Context: version, trace id, parent id, flags. Ids of zeros are invalid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const requests = new AsyncLocalStorage<string>();

/** Returns the id of the current request, or undefined outside of requests. */
export function correlationId(): string | undefined {
  return requests.getStore();
}

/**
 * Gives each request a correlation id. The id comes from the header `x-request-id` or else from the trace id in
 * `traceparent`. It is a new UUID when both headers are absent or malformed. The response has it in `x-request-id`, and
 * each log line about the request has it too.
 */
export function correlateRequests(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.setGenReqId(({ headers }) => givenIn(headers) ?? randomUUID());
  server.addHook('onRequest', ({ id }, reply, done) => {
    reply.header(REQUEST_ID, id);
    requests.run(id, done);
  });
  // Fastify reads the body in the connection's asynchronous context, which lacks the id. This hook restores it.
  server.addHook('preValidation', ({ id }, _reply, done) => requests.run(id, done));
}

function givenIn({ [REQUEST_ID]: id, traceparent }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof id === 'string' && WELL_FORMED.test(id)) return id;
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}
