import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Authentication } from '../sign-in/authentication.service.js';

/** The most in a minute; 0: no limit. */
export interface RateLimits {
  /** Requests of a signed-in person, else of an address. */
  readonly requests: number;
  /** WebSockets opened from an address. */
  readonly sockets: number;
  /** Messages over a WebSocket. */
  readonly messages: number;
}

export const noLimits: RateLimits = { requests: 0, sockets: 0, messages: 0 };

export const MINUTE_IN_MILLISECONDS = 60_000;
/** The most people and addresses that are counted. The least recent is dropped first. */
const MOST_COUNTED = 50_000;

interface TooMany {
  readonly status: 429;
  readonly refusal: Refusal<{ seconds: number }>;
  readonly retryAfter: number;
}

/** Counts the requests to this process. The returned function gives the refusal of a request over the limit. */
export async function rateLimiter(
  app: NestFastifyApplication,
  { requests, sockets }: RateLimits,
  authentication: Authentication,
): Promise<(request: FastifyRequest, isUpgrade: boolean) => Promise<TooMany | undefined>> {
  await app.register(rateLimit, { global: false, cache: MOST_COUNTED });
  const server = app.getHttpAdapter().getInstance();
  const timeWindow = MINUTE_IN_MILLISECONDS;
  const countRequest = server.createRateLimit({
    max: requests,
    timeWindow,
    keyGenerator: async (request) => {
      const { person } = await authentication.of(request);
      // Only a valid token names a person: otherwise a stranger could use up another's share.
      return person === null ? addressOf(request) : `${person.municipalityId}/${person.personId}`;
    },
  });
  const countSocket = server.createRateLimit({ max: sockets, timeWindow, keyGenerator: addressOf });
  return async (request, isUpgrade) => {
    if ((isUpgrade ? sockets : requests) === 0) return undefined;
    const counted = await (isUpgrade ? countSocket : countRequest)(request);
    if (counted.isAllowed || !counted.isExceeded) return undefined;
    const seconds = counted.ttlInSeconds;
    return { status: 429, refusal: new Refusal(platformRefusals.TOO_MANY_REQUESTS, { seconds }), retryAfter: seconds };
  };
}

/** A household has many IPv6 addresses: they count as one. */
function addressOf({ ip }: FastifyRequest): string {
  return rateLimit.normalizeIP(ip);
}
