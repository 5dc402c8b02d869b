import type { LoggerService, LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import { pages, publicPages } from './pages.page.js';
import { PUBLIC_RECORD, type PublicRecord } from './documents/publishing/public-record.js';
import { AppModule } from './app.module.js';
import { Refusal, refusals } from './kernel/refusal.js';
import { InputPipe } from './platform/commands/input-texts.service.js';
import type { Clock } from './platform/runtime/clock.service.js';
import { correlateRequests } from './platform/runtime/correlation.service.js';
import { serveDemo } from './platform/sign-in/demo-doors.service.js';
import type { DemoSignIn } from './platform/sign-in/demo-sign-in.service.js';
import type { Given } from './platform/feature.service.js';
import { Leader } from './platform/processes/leader.service.js';
import { openRequestGate } from './platform/http/request-gate.service.js';
import { serveOperations } from './platform/operations/operations.service.js';
import { noLimits, type RateLimits } from './platform/http/rate-limits.service.js';
import { sendSecurityHeaders } from './platform/http/security-headers.service.js';
import { openSocketGate } from './platform/http/socket-gate.service.js';
import { openStores, type Places, type Stores } from './platform/open-stores.service.js';
import type { Tokens } from './platform/sign-in/tokens.service.js';
import { LARGEST_BODY_OF_A_STRANGER_IN_BYTES } from './platform/runtime/body-sizes.js';
import { demoSignInDoors } from './web/demo-doors.service.js';
import { servePages, type SignInDoors } from './web/pages.service.js';
import type { ProviderPlace } from './web/sign-in/provider-place.js';
import { noTracing, traceRequests, type Tracing } from './platform/telemetry/tracing.service.js';

export interface ApplicationOptions {
  readonly places: Places;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** True: `clock` sets the times of events, as in a demonstration. False: the event store's clock sets them. */
  readonly isSimulated: boolean;
  /** Signs visitors in as the demonstration's people. Null: no such sign-in, no pages, no GraphiQL and no introspection. */
  readonly demo: DemoSignIn | null;
  /** The place at which people sign in to the pages. When null or absent, only a demonstration has pages. */
  readonly signIn?: ProviderPlace | null;
  /** False: the process updates no views and runs no reactions. An offline command such as `rebuild` requires this. */
  readonly followsLog: boolean;
  /** The logger, or the levels of messages that Nest writes to the console. */
  readonly logger: LoggerService | LogLevel[];
  /** Records traces of the service's work. When absent, the service records no traces. */
  readonly tracing?: Tracing;
  /** The limits per minute for requests, WebSockets and messages. When absent, the service limits nothing. */
  readonly rateLimits?: RateLimits;
  /** The addresses of the proxies whose `X-Forwarded-…` headers the service trusts. When absent, it trusts none. */
  readonly trustedProxies?: readonly string[];
  /** Values, such as signing keys, that the caller provides and that features inject. When absent, there are none. */
  readonly given?: readonly Given[];
}

/** The longest time for a client to send a request. A slow client would otherwise hold a connection for ever. */
const LONGEST_REQUEST_IN_MILLISECONDS = 60_000;

/** Makes the service and waits until its views have caught up with the log. The service does not listen yet. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const app = await startApplication(options);
  await app.get(Leader).caughtUp();
  return app;
}

/**
 * Makes the service and does not wait for its views. The API refuses requests with `STARTING` until the views have
 * caught up with the log.
 */
export async function startApplication({
  places,
  isSimulated,
  ...options
}: ApplicationOptions): Promise<NestFastifyApplication> {
  // The stores open before Nest starts, because Nest would print a stack trace when the folder is in use.
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
    signIn = null,
    logger,
    rateLimits = noLimits,
    trustedProxies = [],
    ...platform
  }: Omit<ApplicationOptions, 'places' | 'isSimulated'>,
  stores: Stores,
): Promise<NestFastifyApplication> {
  const module = AppModule.with({ ...platform, stores, introspection: demo !== null });
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY_OF_A_STRANGER_IN_BYTES,
    requestTimeout: LONGEST_REQUEST_IN_MILLISECONDS,
    trustProxy: [...trustedProxies],
    // Fastify must not convert the types of a request's values, because it would turn 1 into a text and null into 0.
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
  const doors = await signInDoorsOf(demo, signIn, platform.clock);
  if (doors !== null) {
    const open = publicPages(app.get<PublicRecord>(PUBLIC_RECORD, { strict: false }));
    await servePages(app, { ...doors, pages, publicPages: open, clock: platform.clock, limits: rateLimits });
  }
  await app.init();
  return app;
}

/** Returns how people sign in to the pages; null when nobody can. */
async function signInDoorsOf(
  demo: DemoSignIn | null,
  signIn: ProviderPlace | null,
  clock: Clock,
): Promise<{ signInDoors: SignInDoors; isSecure: boolean } | null> {
  if (demo !== null) return { signInDoors: demoSignInDoors(demo, clock), isSecure: false };
  if (signIn === null) return null;
  // The process loads the library only when people sign in by it.
  const { providerDoors } = await import('./web/sign-in/provider-doors.service.js');
  return { signInDoors: providerDoors(signIn), isSecure: signIn.pages.protocol === 'https:' };
}

/**
 * Makes the service listen, and returns its address.
 *
 * @throws Error when the port cannot be used, with a sentence that says what to do.
 */
export async function listen(app: NestFastifyApplication, port: number, host: string): Promise<string> {
  try {
    // Fastify listens directly, because Nest would print a stack trace when the port is taken.
    return await app.getHttpAdapter().getInstance().listen({ port, host });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Port ${port} on ${host} cannot be listened on: ${reason}. Give another in PORT.`, {
      cause: error,
    });
  }
}

/**
 * Makes the pipe that checks the texts and the shape of inputs. Its refusal `INVALID_INPUT` names the field of each
 * fault.
 */
function validation(): InputPipe {
  return new InputPipe({
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
