import type { Readable, Transform } from 'node:stream';

/**
 * Pipes a body through a transform, and its error too. The method `pipe` passes no error on: the reader would wait for
 * ever, and an error without a listener ends the process.
 */
export function passedThrough(body: Readable, transform: Transform): Transform {
  body.on('error', (error) => transform.destroy(error));
  return body.pipe(transform);
}
