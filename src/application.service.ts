import { type LoggerService, type LogLevel, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { AppModule } from './app.module.js';
import { Refusal, refusals } from './kernel/refusal.js';
import type { Clock } from './platform/runtime/clock.service.js';
import { correlateRequests } from './platform/runtime/correlation.service.js';
import { type DemoSignIn, demoPeople } from './platform/sign-in/demo-sign-in.service.js';
import type { Given } from './platform/feature.service.js';
import { Leader } from './platform/processes/leader.service.js';
import { openRequestGate } from './platform/http/request-gate.service.js';
import { serveOperations } from './platform/operations/operations.service.js';
import { noLimits, type RateLimits } from './platform/http/rate-limits.service.js';
import { sendSecurityHeaders } from './platform/http/security-headers.service.js';
import { openSocketGate } from './platform/http/socket-gate.service.js';
import { openStores, type Places, type Stores } from './platform/open-stores.service.js';
import type { Tokens } from './platform/sign-in/tokens.service.js';
import { noTracing, traceRequests, type Tracing } from './platform/telemetry/tracing.service.js';

export interface ApplicationOptions {
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
  /** How much may be asked in a minute; as much as anybody likes when absent. */
  readonly rateLimits?: RateLimits;
  /** The addresses of the proxies that are believed when they say whom they ask for; none when absent. */
  readonly trustedProxies?: readonly string[];
  /** What features are given from the surroundings of the process; nothing when absent. */
  readonly given?: readonly Given[];
}

const LARGEST_REQUEST_IN_BYTES = 8 * 1024 * 1024;

/** Puts the service together and brings its views up with the log. It listens when the caller says so. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const app = await startApplication(options);
  await app.get(Leader).caughtUp();
  return app;
}

/** As {@link createApplication}, but does not wait for the views: until they have caught up, questions are answered with `STARTING`. */
export async function startApplication({
  places,
  isSimulated,
  ...options
}: ApplicationOptions): Promise<NestFastifyApplication> {
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
  {
    demo,
    logger,
    rateLimits = noLimits,
    trustedProxies = [],
    ...platform
  }: Omit<ApplicationOptions, 'places' | 'isSimulated'>,
  stores: Stores,
): Promise<NestFastifyApplication> {
  const module = AppModule.with({ ...platform, stores, introspection: demo !== null, build: buildName() });
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_REQUEST_IN_BYTES,
    trustProxy: [...trustedProxies],
    // A number is no text, and nothing is not zero.
    ajv: { customOptions: { coerceTypes: false } },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    abortOnError: false,
    bufferLogs: false,
  });
  app.useGlobalPipes(validation());
  app.enableShutdownHooks([], { useProcessExit: true });
  await sendSecurityHeaders(app);
  correlateRequests(app);
  traceRequests(app, platform.tracing ?? noTracing);
  await openRequestGate(app, rateLimits);
  openSocketGate(app, rateLimits);
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
    exceptionFactory: (errors) => new Refusal(refusals.INVALID_INPUT, { fields: fieldsIn(errors) }),
  });
}

function fieldsIn(errors: readonly ValidationError[], parent = ''): { field: string; problem: string }[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = `${parent}${property}`;
    const own = Object.keys(constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...fieldsIn(children ?? [], `${field}.`)];
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
  // A page of somebody else's, with its program in itself.
  server.get('/graphiql', { helmet: { contentSecurityPolicy: false } }, async (_request, reply) => {
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
  const root = new URL('./', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(readFileSync(new URL(file, root)));
  return hash.digest('hex');
}
