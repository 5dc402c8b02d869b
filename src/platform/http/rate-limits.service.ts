import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Authentication } from '../sign-in/authentication.service.js';

/** The largest counts allowed in one minute. The value 0 means no limit. */
export interface RateLimits {
  /** Requests of one signed-in person, or of one IP address when nobody is signed in. */
  readonly requests: number;
  /** WebSockets that clients open from one IP address. */
  readonly sockets: number;
  /** Messages that a client sends over one WebSocket. */
  readonly messages: number;
  /** Requests from one IP address for health and metrics. */
  readonly operations: number;
  /** Requests from one IP address for the checkpoint and the tiles of the log. */
  readonly tlog: number;
}

export const noLimits: RateLimits = { requests: 0, sockets: 0, messages: 0, operations: 0, tlog: 0 };

export const MINUTE_IN_MILLISECONDS = 60_000;
/** The most people and IP addresses with a counter. The cache drops the least recently used counter first. */
const MOST_COUNTED = 50_000;

interface TooMany {
  readonly status: 429;
  readonly refusal: Refusal<{ seconds: number }>;
  readonly retryAfter: number;
}

/** The kinds of request. Each has a count of its own: the API, upgrades to WebSockets, and two kinds without a sign-in. */
export type Counted = 'request' | 'socket' | 'operation' | 'tlog';

/** Counts the requests to this process. The returned function gives a refusal when a request exceeds the limit. */
export async function rateLimiter(
  app: NestFastifyApplication,
  { requests, sockets, operations, tlog }: RateLimits,
  authentication: Authentication,
): Promise<(request: FastifyRequest, kind: Counted) => Promise<TooMany | undefined>> {
  await app.register(rateLimit, { global: false, cache: MOST_COUNTED });
  const server = app.getHttpAdapter().getInstance();
  const timeWindow = MINUTE_IN_MILLISECONDS;
  const countRequest = server.createRateLimit({
    max: requests,
    timeWindow,
    keyGenerator: async (request) => {
      const { person } = await authentication.of(request);
      // Only a valid token names a person. Otherwise a stranger could use up another person's limit.
      return person === null ? addressOf(request) : `${person.municipalityId}/${person.personId}`;
    },
  });
  const countSocket = server.createRateLimit({ max: sockets, timeWindow, keyGenerator: addressOf });
  const countOperation = server.createRateLimit({ max: operations, timeWindow, keyGenerator: addressOf });
  const countTlog = server.createRateLimit({ max: tlog, timeWindow, keyGenerator: addressOf });
  const counters = {
    request: { max: requests, count: countRequest },
    socket: { max: sockets, count: countSocket },
    operation: { max: operations, count: countOperation },
    tlog: { max: tlog, count: countTlog },
  };
  return async (request, kind) => {
    const { max, count } = counters[kind];
    return refusalBeyond(max, () => count(request));
  };
}

type CountedRequest = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

async function refusalBeyond(max: number, count: () => Promise<CountedRequest>): Promise<TooMany | undefined> {
  if (max === 0) return undefined;
  const counted = await count();
  if (counted.isAllowed || !counted.isExceeded) return undefined;
  const seconds = counted.ttlInSeconds;
  return { status: 429, refusal: new Refusal(platformRefusals.TOO_MANY_REQUESTS, { seconds }), retryAfter: seconds };
}

/**
 * Counts the requests for pages, each for a person or for its IP address. A person may send as many as to the API; they
 * are counted apart from the API's.
 */
export function pageLimiter(
  app: NestFastifyApplication,
  { requests: max }: Pick<RateLimits, 'requests'>,
  personOf: (request: FastifyRequest) => string | null,
): (request: FastifyRequest) => Promise<TooMany | undefined> {
  const keyGenerator = (request: FastifyRequest) => `page ${personOf(request) ?? addressOf(request)}`;
  const server = app.getHttpAdapter().getInstance();
  const count = server.createRateLimit({ max, timeWindow: MINUTE_IN_MILLISECONDS, keyGenerator });
  return (request) => refusalBeyond(max, () => count(request));
}

/** Returns the key of an IP address. All addresses in an IPv6 subnet share a key, because a household has many. */
function addressOf({ ip }: FastifyRequest): string {
  return rateLimit.normalizeIP(ip);
}
