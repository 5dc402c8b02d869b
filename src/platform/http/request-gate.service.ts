import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import { Authentication } from '../sign-in/authentication.service.js';
import { formatError } from '../errors/errors.service.js';
import { Leader } from '../processes/leader.service.js';
import { languageOf } from '../errors/language.service.js';
import { mediaTypeOf } from '../errors/media-type.service.js';
import { rateLimiter, type RateLimits } from './rate-limits.service.js';
import { AccessLog } from '../sign-in/access-log.service.js';

export const API_PATH = '/graphql';

/** What the API reads. None of it can be sent by a form, which asks nobody before it sends to another site. */
const READ = ['application/json', 'application/graphql'];

/** No to a request before anything of it is read. */
interface Rejection {
  readonly status: number;
  readonly refusal: Refusal;
  /** In seconds. */
  readonly retryAfter?: number;
}

type Check = (request: FastifyRequest) => Rejection | undefined | Promise<Rejection | undefined>;

/** What a request to the API passes before it is answered. To be called before the API is put up. */
export async function openRequestGate(app: NestFastifyApplication, limits: RateLimits): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const accessLog = app.get(AccessLog);
  const leader = app.get(Leader);
  const tooMany = await rateLimiter(app, limits, app.get(Authentication));
  const checks: Check[] = [
    // A view that is behind where it was before the service stopped would be taken for the truth.
    () =>
      leader.hasCaughtUp
        ? undefined
        : { status: 503, refusal: new Refusal(platformRefusals.STARTING, {}), retryAfter: 1 },
    (request) =>
      isOwnPage(request) ? undefined : { status: 403, refusal: new Refusal(platformRefusals.CROSS_ORIGIN, {}) },
    (request) =>
      isRead(request)
        ? undefined
        : { status: 415, refusal: new Refusal(platformRefusals.UNSUPPORTED_MEDIA_TYPE, { allowed: READ }) },
    (request) => tooMany(request, isUpgrade(request)),
  ];
  server.addHook('onRequest', async (request, reply) => {
    // By its route: the same address can be written in many ways.
    if (request.routeOptions.url !== API_PATH) return;
    reply.type(`${mediaTypeOf(request)}; charset=utf-8`);
    for (const check of checks) {
      const rejection = await check(request);
      if (rejection !== undefined) return reject(request, reply, rejection, accessLog);
    }
  });
  acceptNulls(app);
  letGoOfConnections(app);
}

async function reject(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, refusal, retryAfter }: Rejection,
  accessLog: AccessLog,
): Promise<void> {
  // What was to be a WebSocket is no longer the server's to close, and would hold up the stop.
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

/** Programs send no origin; a browser's page must be one of ours. */
function isOwnPage({ headers, host }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site === 'cross-site' || site === 'same-site') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function isRead({ method, headers }: FastifyRequest): boolean {
  if (method !== 'POST') return true;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return READ.includes(type.trim().toLowerCase());
}

/** A client may say of what it leaves out that it is null (GraphQL over HTTP); Mercurius takes only its absence. */
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

/** A client keeps its connection for the next question, and the service would wait for that one before it stops. */
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
