import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Transform } from 'node:stream';
import { Refusal } from '../../kernel/refusal.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { passedThrough } from './passed-through.service.js';

/**
 * Refuses a body for the path that is not UTF-8, before a parser reads it. Node would replace each malformed byte by
 * U+FFFD, and the log would keep that character for ever. Call it before registering the API.
 */
export function requireUtf8(app: NestFastifyApplication, path: string): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preParsing', (request, _reply, payload, done) => {
      done(null, request.routeOptions.url === path ? passedThrough(payload, utf8Only()) : payload);
    });
}

/** Passes bytes on as they are. Its error is the refusal `NOT_UTF8`. */
function utf8Only(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isUtf8 = (bytes: Uint8Array, stream: boolean): boolean => {
    try {
      decoder.decode(bytes, { stream });
      return true;
    } catch {
      return false;
    }
  };
  const fault = () => new Refusal(platformRefusals.NOT_UTF8, { encoding: 'UTF-8' });
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => (isUtf8(bytes, true) ? done(null, bytes) : done(fault())),
    // A body that ends within a character is not UTF-8.
    flush: (done) => (isUtf8(new Uint8Array(), false) ? done() : done(fault())),
  });
}
