import helmet from '@fastify/helmet';
import { type LoggerService, type LogLevel, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { AppModule } from '../app.module.js';
import { Refusal } from '../kernel/refusal.js';
import type { Clock } from './clock.service.js';
import { correlateRequests } from './correlation.service.js';
import { type DemoSignIn, demoPeople } from './demo-sign-in.service.js';
import { formatError } from './errors.service.js';
import { Following } from './following.service.js';
import { languageOf } from './language.service.js';
import { serveOperations } from './operations.service.js';
import { Refusals } from './refusals.service.js';
import { openStores, type Places, type Stores } from './stores.service.js';
import type { Tokens } from './tokens.service.js';
import { noTracing, traceRequests, type Tracing } from './tracing.service.js';

export interface BootOptions {
  readonly places: Places;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** True: the log's times are the clock's, for a demonstration; else the database's own. */
  readonly isSimulated: boolean;
  /** Serves a page to explore the API with, lets anybody read the schema, and signs anybody in. */
  readonly demo: DemoSignIn | null;
  /** False: neither the views nor the reactions follow the log, so that the views can be made anew. */
  readonly followsLog: boolean;
  /** Takes all that is logged; levels: the console, at these. */
  readonly logger: LoggerService | LogLevel[];
  /** Where traces are collected; none when absent. */
  readonly tracing?: Tracing;
}

const LARGEST_REQUEST_IN_BYTES = 8 * 1024 * 1024;

/** Puts the service together and brings its views up with the log. It listens when the caller says so. */
export async function boot(options: BootOptions): Promise<NestFastifyApplication> {
  const app = await begin(options);
  await app.get(Following).caughtUp();
  return app;
}

/** As {@link boot}, but does not wait for the views: until they have caught up, questions are answered with `STARTING`. */
export async function begin({ places, isSimulated, ...options }: BootOptions): Promise<NestFastifyApplication> {
  // Before Nest begins, which prints the stack of whatever fails: that a folder is in use is said in a sentence.
  const now = isSimulated ? () => options.clock.now() : undefined;
  const stores = await openStores(places, now, { waitsForever: !options.followsLog });
  try {
    return await putTogether(options, stores);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function putTogether(
  { demo, logger, ...platform }: Omit<BootOptions, 'places' | 'isSimulated'>,
  stores: Stores,
): Promise<NestFastifyApplication> {
  const module = AppModule.with({ ...platform, stores, introspection: demo !== null, build: buildName() });
  const adapter = new FastifyAdapter({ bodyLimit: LARGEST_REQUEST_IN_BYTES });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    abortOnError: false,
    bufferLogs: false,
  });
  app.useGlobalPipes(validation());
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.register(helmet, { contentSecurityPolicy: demo === null ? undefined : false });
  correlateRequests(app);
  traceRequests(app, platform.tracing ?? noTracing);
  acceptNulls(app);
  letGoOfConnections(app);
  refuseUntilReady(app);
  serveOperations(app);
  if (demo !== null) await serveDemo(app, demo);
  await app.init();
  return app;
}

/**
 * Listens, and answers with the address.
 *
 * @throws Error with a sentence that says what to do, such as when the port is taken.
 */
export async function listen(app: NestFastifyApplication, port: number, host: string): Promise<string> {
  try {
    // Past Nest, which prints the stack of whatever fails.
    return await app.getHttpAdapter().getInstance().listen({ port, host });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Port ${port} on ${host} cannot be listened on: ${reason}. Give another in PORT.`, {
      cause: error,
    });
  }
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

/** A view that is behind where it was before the service stopped would be taken for the truth. */
function refuseUntilReady(app: NestFastifyApplication): void {
  const following = app.get(Following);
  const refusals = app.get(Refusals);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (following.hasCaughtUp || !request.url.startsWith('/graphql')) return;
      // What was to be a WebSocket is no longer the server's to close, and would hold up the stop.
      if (request.headers.upgrade !== undefined) reply.raw.once('finish', () => request.raw.socket.destroySoon());
      const language = languageOf(request);
      const refusal = formatError(new Refusal('STARTING', {}), language);
      refusals.takeOne(refusal, { person: null, language });
      await reply
        .code(503)
        .header('retry-after', '1')
        .send({ data: null, errors: [refusal] });
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

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

const firstQuery = `# Sign in as somebody else by their token, in Headers below.
{
  tertialView(planId: "exempel.ks.2026", tertial: T1) {
    goals {
      title
      assessment {
        label {
          sv
        }
      }
      activities {
        heading
        status {
          label {
            sv
          }
        }
        removed {
          date
          paragraph
        }
      }
    }
  }
}
`;

/** The page to explore with is nine megabytes of program, so it is only loaded where it is served. */
async function serveDemo(app: NestFastifyApplication, demo: DemoSignIn): Promise<void> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const server = app.getHttpAdapter().getInstance();
  const clerk = demoPeople.find(({ role }) => role === 'CLERK');
  server.get('/graphiql', async (_request, reply) => {
    const token = clerk === undefined ? '' : await demo.tokenFor(clerk);
    const headers = JSON.stringify({ Authorization: `Bearer ${token}` });
    const page = renderGraphiQL({ endpoint: '/graphql', title: 'Tertial', headers, defaultQuery: firstQuery });
    return reply.type('text/html').send(page);
  });
  server.post('/demo/sign-in/:person', async (request, reply) => {
    const person = demoPeople.find(({ id }) => request.url.endsWith(`/${id}`));
    if (person === undefined || !LOOPBACK.includes(request.ip)) return reply.code(404).send();
    return { token: await demo.tokenFor(person) };
  });
}

/** Another program may fold the log otherwise, and then makes the views anew: the build's name is of all it is made of. */
function buildName(): string {
  const root = new URL('../', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(readFileSync(new URL(file, root)));
  return hash.digest('hex');
}
