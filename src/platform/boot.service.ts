import helmet from '@fastify/helmet';
import { type LogLevel, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import { readFileSync } from 'node:fs';
import { AppModule } from '../app.module.js';
import { Refusal } from '../kernel/refusal.js';
import type { Clock } from './clock.service.js';
import { type DemoSignIn, demoPeople } from './demo-sign-in.service.js';
import type { Tokens } from './tokens.service.js';

export interface BootOptions {
  /** The folder of the embedded database, or `memory`. */
  readonly folder: string;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly isSimulated: boolean;
  /** Serves a page to explore the API with, lets anybody read the schema, and signs anybody in. */
  readonly demo: DemoSignIn | null;
  /** False: neither the views nor the reactions follow the log, so that the views can be made anew. */
  readonly followsLog: boolean;
  readonly logLevels: LogLevel[];
}

const LARGEST_REQUEST_IN_BYTES = 8 * 1024 * 1024;

/** Puts the service together and brings its views up with the log. It listens when the caller says so. */
export async function boot(options: BootOptions): Promise<NestFastifyApplication> {
  const { demo, logLevels, ...platform } = options;
  const module = AppModule.with({ ...platform, introspection: demo !== null, build: buildName() });
  const adapter = new FastifyAdapter({ bodyLimit: LARGEST_REQUEST_IN_BYTES });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: logLevels,
    abortOnError: false,
    bufferLogs: false,
  });
  app.useGlobalPipes(validation());
  app.enableShutdownHooks();
  await app.register(helmet, { contentSecurityPolicy: demo === null ? undefined : false });
  acceptNulls(app);
  if (demo !== null) await serveDemo(app, demo);
  await app.init();
  return app;
}

/** Shape is checked here, meaning by the rules. Every fault names its field. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    exceptionFactory: (errors) => new Refusal('INVALID_INPUT', { fields: fieldsIn(errors) }),
  });
}

function fieldsIn(errors: readonly ValidationError[], parent = ''): { field: string; problem: string }[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = `${parent}${property}`;
    const own = Object.keys(constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...fieldsIn(children ?? [], `${field}.`)];
  });
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

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** The page to explore with is nine megabytes of program, so it is only loaded where it is served. */
async function serveDemo(app: NestFastifyApplication, demo: DemoSignIn): Promise<void> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({ endpoint: '/graphql', title: 'Tertial', headers: '{"Authorization": "Bearer …"}' });
  const server = app.getHttpAdapter().getInstance();
  server.get('/graphiql', (_request, reply) => reply.type('text/html').send(page));
  server.post('/demo/sign-in/:person', async (request, reply) => {
    const person = demoPeople.find(({ id }) => request.url.endsWith(`/${id}`));
    if (person === undefined || !LOOPBACK.includes(request.ip)) return reply.code(404).send();
    return { token: await demo.tokenFor(person) };
  });
}

/** Another version may fold the log otherwise, and then makes the views anew. */
function buildName(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion ? String(manifest.version) : 'unknown';
}
