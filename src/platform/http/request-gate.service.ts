import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import { Authentication } from '../sign-in/authentication.service.js';
import { formatError } from '../errors/errors.service.js';
import { Leader } from '../processes/leader.service.js';
import { languageOf } from '../errors/language.service.js';
import { mediaTypeOf } from '../errors/media-type.service.js';
import { requireUtf8 } from './body-encoding.service.js';
import { limitBodies } from './body-limits.service.js';
import { type Counted, rateLimiter, type RateLimits } from './rate-limits.service.js';
import { ANOTHER_LOG, KnownLog } from '../projections/known-log.service.js';
import { AccessLog } from '../sign-in/access-log.service.js';

export const API_PATH = '/graphql';

/** Marks an answer that shows what was known before the log became another. */
export const ANOTHER_LOG_HEADER = 'tertial-log';

/** The content types that the API reads. A form on another site cannot send them without a CORS preflight. */
const READ = ['application/json', 'application/graphql'];

/** The answer to a request that the service refuses before it reads the body. */
interface Rejection {
  readonly status: number;
  readonly refusal: Refusal;
  /** Seconds until the client should try again. */
  readonly retryAfter?: number;
}

type Check = (request: FastifyRequest) => Rejection | undefined | Promise<Rejection | undefined>;

/** Adds the checks that each request to the API must pass. Call it before registering the API. */
export async function openRequestGate(app: NestFastifyApplication, limits: RateLimits): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const accessLog = app.get(AccessLog);
  const leader = app.get(Leader);
  const authentication = app.get(Authentication);
  const tooMany = await rateLimiter(app, limits, authentication);
  const known = app.get(KnownLog);
  const checks: Check[] = [
    // Until the views have caught up, an answer could be older than data that people have seen already. When the log is
    // another, they cannot catch up, and what is known is shown.
    () => {
      if (leader.hasCaughtUp || known.isAnother) return undefined;
      if (leader.isOvertaken) return { status: 503, refusal: new Refusal(platformRefusals.NEWER_VERSION, {}) };
      return { status: 503, refusal: new Refusal(platformRefusals.STARTING, {}), retryAfter: 1 };
    },
    (request) =>
      isOwnPage(request) ? undefined : { status: 403, refusal: new Refusal(platformRefusals.CROSS_ORIGIN, {}) },
    (request) =>
      isRead(request)
        ? undefined
        : { status: 415, refusal: new Refusal(platformRefusals.UNSUPPORTED_MEDIA_TYPE, { allowed: READ }) },
    (request) => tooMany(request, isUpgrade(request) ? 'socket' : 'request'),
  ];
  server.addHook('onRequest', async (request, reply) => {
    // Compares the matched route, because a client can write the same address in many ways.
    const { url } = request.routeOptions;
    if (url !== API_PATH) {
      const kind = countedAs(url);
      const rejection = kind && (await tooMany(request, kind));
      if (rejection !== undefined) await reject(request, reply, rejection, accessLog);
      return;
    }
    reply.type(`${mediaTypeOf(request)}; charset=utf-8`);
    if (known.isAnother) reply.header(ANOTHER_LOG_HEADER, ANOTHER_LOG);
    for (const check of checks) {
      const rejection = await check(request);
      if (rejection !== undefined) return reject(request, reply, rejection, accessLog);
    }
  });
  limitBodies(app, API_PATH, authentication);
  requireUtf8(app, API_PATH);
  acceptNulls(app);
  letGoOfConnections(app);
}

/** Returns how requests beside the API are counted. Each of them costs a look into a store, or the making of a document. */
function countedAs(url: string | undefined): Counted | undefined {
  if (url === '/documents') return 'request';
  if (url?.startsWith('/tlog/') === true) return 'tlog';
  return url === '/metrics' || url?.startsWith('/health/') === true ? 'operation' : undefined;
}

async function reject(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, refusal, retryAfter }: Rejection,
  accessLog: AccessLog,
): Promise<void> {
  // The server does not close the socket of a refused upgrade by itself, so a shutdown would wait for it.
  if (isUpgrade(request)) {
    reply.header('connection', 'close');
    reply.raw.once('finish', () => request.raw.socket.destroySoon());
  }
  const error = formatError(refusal, languageOf(request));
  accessLog.takeOne(error, { person: null });
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  await reply.code(status).send({ errors: [error] });
}

function isUpgrade({ headers: { connection = '', upgrade } }: FastifyRequest): boolean {
  return upgrade !== undefined && /\bupgrade\b/i.test(connection);
}

/** Accepts requests from programs, which send no `origin`, and from browser pages on the service's own host. */
export function isOwnPage({ headers, host }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site === 'cross-site' || site === 'same-site') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function isRead({ method, headers }: FastifyRequest): boolean {
  if (method !== 'POST') return true;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return READ.includes(type.trim().toLowerCase());
}

/** Removes null fields from the body. GraphQL over HTTP allows null in them, but Mercurius refuses it. */
function acceptNulls(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preValidation', (request, _reply, done) => {
      const { body } = request;
      if (typeof body === 'object' && body !== null) {
        for (const key of ['extensions', 'variables', 'operationName']) {
          if (Reflect.get(body, key) === null) Reflect.deleteProperty(body, key);
        }
      }
      done();
    });
}

/** Closes each connection after its answer during a shutdown. Otherwise the server would wait for another request. */
function letGoOfConnections(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  let isStopping = false;
  server.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) reply.header('connection', 'close');
    done();
  });
}
