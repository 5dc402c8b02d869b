import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Transform } from 'node:stream';
import { may, type Person } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import {
  LARGEST_BODY_IN_BYTES,
  LARGEST_BODY_OF_A_PERSON_IN_BYTES,
  LARGEST_BODY_OF_A_STRANGER_IN_BYTES,
} from '../runtime/body-sizes.js';
import { DEEPEST_NESTING, nestingOf } from '../runtime/nesting.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import type { Authentication } from '../sign-in/authentication.service.js';
import { passedThrough } from './passed-through.service.js';

/**
 * Limits the bodies for the path by their sender, and reads a body only after the check of its sender's credentials. No
 * other path reads a body as JSON. Call it before registering the API.
 */
export function limitBodies(app: NestFastifyApplication, path: string, authentication: Authentication): void {
  const server = app.getHttpAdapter().getInstance();
  const isForApi = (request: FastifyRequest): boolean => request.routeOptions.url === path;
  server.addHook('preParsing', async (request, reply, body) => {
    if (!isForApi(request)) return body;
    const most = largestOf((await authentication.of(request)).person);
    const { 'content-length': length } = request.headers;
    // Node ends a body at its stated length.
    if (length !== undefined && Number(length) <= most) return body;
    // Frees the server from reading the rest of a body that it refuses.
    reply.header('connection', 'close');
    if (length !== undefined) throw tooLarge(most);
    return passedThrough(body, bytesUpTo(most));
  });
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request: FastifyRequest, body: Buffer, done) => {
    if (!isForApi(request)) {
      done(null, undefined);
      return;
    }
    const text = body.toString();
    const depth = nestingOf(text);
    // JSON of many levels takes seconds to parse, and everybody else would wait.
    if (depth > DEEPEST_NESTING) done(new Refusal(platformRefusals.BODY_TOO_DEEP, { depth, most: DEEPEST_NESTING }));
    else void parse(request, text, done);
  });
}

function largestOf(person: Person | null): number {
  if (person === null) return LARGEST_BODY_OF_A_STRANGER_IN_BYTES;
  const loading = ['importPlan', 'adoptPlan', 'importReports', 'manageMunicipality'] as const;
  const loadsFiles = person.grants.some(({ role }) => loading.some((command) => may(role, command)));
  return loadsFiles ? LARGEST_BODY_IN_BYTES : LARGEST_BODY_OF_A_PERSON_IN_BYTES;
}

function tooLarge(most: number): Refusal {
  return new Refusal(platformRefusals.BODY_TOO_LARGE, { most });
}

/** Passes bytes on as they are. Its error is the refusal `BODY_TOO_LARGE`. */
function bytesUpTo(most: number): Transform {
  let count = 0;
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      count += bytes.length;
      if (count > most) done(tooLarge(most));
      else done(null, bytes);
    },
  });
}
