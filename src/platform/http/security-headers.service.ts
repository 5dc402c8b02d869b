import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A year, in seconds. The service sends this header only over TLS, because browsers ignore it elsewhere (RFC 6797). */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** Lets an answer load nothing, because the API's answers are not pages. A page sets its own policy. */
const NOTHING = ["'none'"];

const UNUSED = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'usb',
];
const PERMISSIONS = UNUSED.map((feature) => `${feature}=()`).join(', ');

/** Adds headers to every answer and refusal. They forbid a browser to run, cache or embed the answer. */
export async function sendSecurityHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: NOTHING, baseUri: NOTHING, formAction: NOTHING, frameAncestors: NOTHING },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: false,
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      reply.header('cache-control', 'no-store').header('permissions-policy', PERMISSIONS);
      if (request.protocol === 'https') reply.header('strict-transport-security', STRICT_TRANSPORT);
      done();
    });
}
