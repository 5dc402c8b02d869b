import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A year. A browser takes notice of it only where it came by TLS, and it is only sent there (RFC 6797). */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** Nothing that is answered is a page of its own; one that is says for itself what it needs. */
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

/** Tells browsers with every answer, also a refusal, to run nothing, to keep nothing and to trust nobody else with it. */
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
