import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languages } from '../kernel/language.js';
import { Refusal } from '../kernel/refusal.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { pageLimiter, type RateLimits } from '../platform/http/rate-limits.service.js';
import { isOwnPage } from '../platform/http/request-gate.service.js';
import { Leader } from '../platform/processes/leader.service.js';
import { CurrentStates } from '../platform/projections/current-states.service.js';
import { KnownLog } from '../platform/projections/known-log.service.js';
import type { Clock } from '../platform/runtime/clock.service.js';
import { platformRefusals } from '../platform/runtime/platform-refusals.js';
import { Authentication } from '../platform/sign-in/authentication.service.js';
import { momentNamed } from './addresses.js';
import { Api } from './api.service.js';
import { readForms, sendOn, textsIn } from './forms.service.js';
import { LivePages } from './live.service.js';
import { type Download, FORM_TOKEN, type Page } from './page.page.js';
import type { PublicPage } from './public-page.page.js';
import { servePublicPages } from './public-pages.service.js';
import { type LogOfPages, MOST_BYTES_OF_FORM_WITH_FILE, MOST_FORM_BYTES, PageViews } from './page-views.service.js';
import { isFormToken, Sessions } from './sessions.service.js';
import { icon, script, type StaticFile, styleSheet } from './styles.service.js';
import { Visitors } from './visitors.service.js';
import { webRefusals } from './web-refusals.js';

/** A page loads the service's own style sheet and script, and sends forms to the service. It loads nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The address at which programs that read no HTML look for the icon. */
const FAVICON = '/favicon.ico';

export interface Web {
  readonly visitors: Visitors;
  readonly views: PageViews;
}

/** Adds the addresses of a way to sign in and out. */
export type SignInDoors = (scope: FastifyInstance, web: Web) => void;

export interface PagesOptions {
  readonly pages: readonly Page[];
  /** The pages that need no sign-in. */
  readonly publicPages: readonly PublicPage[];
  readonly clock: Clock;
  readonly limits: RateLimits;
  /** Whether browsers reach the pages by https. */
  readonly isSecure: boolean;
  readonly signInDoors: SignInDoors;
}

/** Serves the pages. Call it before the application is initialised. */
export async function servePages(app: NestFastifyApplication, options: PagesOptions): Promise<void> {
  const { pages, publicPages, clock, limits, isSecure, signInDoors } = options;
  const sessions = await Sessions.open(app.get<Database<ViewTables>>(DATABASE).db);
  const authentication = app.get(Authentication);
  const visitors = new Visitors(sessions, authentication, isSecure);
  const files = { styles: styleSheet(), icon: icon(), script: script() };
  const live = new LivePages(app.get(CurrentStates));
  const views = new PageViews(new Api(app), visitors, files, () => clock.today(), pages, logOf(app));
  const tooMany = pageLimiter(app, limits, (request) => visitors.lastKnown(request));
  const fileAddresses = [...Object.values(files).map(({ address }) => address), FAVICON];
  const [leader, known] = [app.get(Leader), app.get(KnownLog)];
  const requireStarted = () => {
    if (leader.hasCaughtUp || known.isAnother) return;
    const { NEWER_VERSION, STARTING } = platformRefusals;
    throw new Refusal(leader.isOvertaken ? NEWER_VERSION : STARTING, {});
  };
  await servePublic(app, { publicPages, limits, files, requireStarted });
  await app.register(async (scope: FastifyInstance) => {
    await scope.register(cookie);
    authentication.takeSessions((header) => visitors.tokenBy(scope.parseCookie(header)));
    readForms(scope);
    withPolicy(scope);
    serveFiles(scope, Object.values(files));
    scope.get(FAVICON, (_request, reply) =>
      reply.type(files.icon.type).header('cache-control', 'public, max-age=86400').send(files.icon.content),
    );
    scope.setErrorHandler((error: Error, request, reply) => views.sendError(request, reply, error));
    scope.addHook('onRequest', async (request, reply) => {
      if (fileAddresses.includes(request.url)) return;
      if (request.method === 'POST' && !isOwnPage(request)) throw new Refusal(platformRefusals.CROSS_ORIGIN, {});
      requireStarted();
      // A question about a session costs the database a reading, so that it is counted first.
      const refusal = await tooMany(request);
      if (refusal === undefined) return visitors.recognise(request);
      reply.header('retry-after', String(refusal.retryAfter));
      throw refusal.refusal;
    });
    scope.addHook('preHandler', (request, _reply, done) => {
      done(request.method === 'POST' ? forgeryIn(request, visitors) : undefined);
    });
    signInDoors(scope, { visitors, views });
    serveShell(scope, { visitors, views }, clock);
    live.serve(scope, (request) => visitors.of(request).sessionId);
    for (const page of pages) serve(scope, page, { visitors, views, live });
  });
}

function logOf(app: NestFastifyApplication): LogOfPages {
  const [store, lookup] = [app.get<EventStore>(EVENT_STORE), app.get(AsOfLookup)];
  const head = () => store.head();
  return {
    head,
    timeOf: async (position) => {
      if (position > (await head())) return null;
      return (await lookup.knownAtOf([position])).get(position) ?? null;
    },
  };
}

interface PublicOptions extends Pick<PagesOptions, 'publicPages' | 'limits'> {
  readonly files: { readonly styles: StaticFile; readonly icon: StaticFile };
  readonly requireStarted: () => void;
}

/** Serves the pages that need no sign-in, apart from the others: no cookie is read for them, and no session looked up. */
async function servePublic(app: NestFastifyApplication, options: PublicOptions): Promise<void> {
  const { publicPages, limits, files, requireStarted } = options;
  const tooMany = pageLimiter(app, limits, () => null);
  await app.register((scope: FastifyInstance, _options, done) => {
    withPolicy(scope);
    scope.addHook('onRequest', async (request, reply) => {
      requireStarted();
      const refusal = await tooMany(request);
      if (refusal === undefined) return;
      reply.header('retry-after', String(refusal.retryAfter));
      throw refusal.refusal;
    });
    servePublicPages(scope, publicPages, files);
    done();
  });
}

/** Gives each answer of the scope the policies of pages, in place of those that each answer of the service has. */
function withPolicy(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('content-security-policy', POLICY);
    // Without a referrer at all, a browser calls the origin of the service's own forms `null`.
    reply.header('referrer-policy', 'same-origin');
    done();
  });
}

function serveFiles(scope: FastifyInstance, files: readonly StaticFile[]): void {
  for (const { address, type, content, compressed } of files) {
    scope.get(address, async (request, reply) => {
      const isCompressed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      if (isCompressed) reply.header('content-encoding', 'gzip');
      reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
      return reply.type(type).send(isCompressed ? compressed : content);
    });
  }
}

/** Refuses a form that another site or another session has made. */
function forgeryIn(request: FastifyRequest, visitors: Visitors): Refusal | undefined {
  const secret = visitors.formSecret(request);
  const isOwn = secret !== null && isFormToken(textsIn(request.body)[FORM_TOKEN], secret);
  return isOwn ? undefined : new Refusal(webRefusals.FORM_NOT_YOURS, {});
}

function serveShell(scope: FastifyInstance, { visitors, views }: Web, clock: Clock): void {
  scope.get('/sprak/:language', async (request, reply) => {
    const language = languages.find((one) => one === textsIn(request.params).language);
    if (language !== undefined) visitors.chooseLanguage(reply, language);
    return sendOn(reply, textsIn(request.query).till);
  });
  scope.get('/da', async (request, reply) => {
    const { vid = '', dag = '', tid = '', av, handelse = '', till } = textsIn(request.query);
    const number = /^[1-9]\d{0,8}$/.test(handelse) ? Number(handelse) : null;
    const ofEvent = av === undefined ? null : await views.eventOf(request, av, number);
    const moment = ofEvent ?? momentNamed(vid) ?? momentNamed(dag, tid);
    // A time that is not past is now. An event is past as soon as it is in the log, whatever the clock says.
    const isPast = moment !== null && ('position' in moment || moment.knownAt < clock.now());
    visitors.chooseMoment(reply, isPast ? moment : null);
    return sendOn(reply, till);
  });
  scope.get('/*', (request, reply) => {
    // Only browsers ask for pages. A program is answered as by an API.
    if (request.headers.accept?.includes('text/html') === true) {
      throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    }
    reply.callNotFound();
  });
}

function serve(
  scope: FastifyInstance,
  { path, live: wholeIn, hasPast, timelineOf, show, take, takesFile }: Page,
  { visitors, views, live }: Web & { readonly live: LivePages },
): void {
  const isSignedIn = (request: FastifyRequest): boolean => visitors.of(request).sessionId !== null;
  scope.get(path, async (request, reply) => {
    const { sessionId } = visitors.of(request);
    if (sessionId === null) return reply.redirect(signInAddress(request.url), 303);
    const visit = await views.visit(request, reply, hasPast);
    // A past state does not change.
    const whole = visit.asOf === null ? (wholeIn?.(textsIn(request.params)) ?? null) : null;
    const listenAt = whole === null ? null : await live.addressFor(whole, sessionId);
    const answer = await show(visit);
    if (!('download' in answer)) {
      const about = { listenAt, hasPast, timelineOf: timelineOf?.(textsIn(request.params)) };
      return views.send(request, reply, answer, about);
    }
    return sendFile(scope, answer, reply, await visitors.tokenOf(request));
  });
  if (take === undefined) return;
  // A stranger's file is refused before it is read.
  const onRequest = (request: FastifyRequest, _reply: FastifyReply, done: (refusal?: Refusal) => void) => {
    done(isSignedIn(request) ? undefined : new Refusal(platformRefusals.UNAUTHENTICATED, {}));
  };
  const bodyLimit = takesFile === true ? MOST_BYTES_OF_FORM_WITH_FILE : MOST_FORM_BYTES;
  scope.post(path, { bodyLimit, onRequest }, async (request, reply) => {
    const answer = await take(await views.visit(request, reply), textsIn(request.body));
    return 'to' in answer ? sendOn(reply, answer.to) : views.send(request, reply, answer);
  });
}

/** Fetches a file of the API as the person and passes it on. @throws Refusal when the API does not give it */
async function sendFile(
  scope: FastifyInstance,
  { download, name = '' }: Download,
  reply: FastifyReply,
  token: string | null,
) {
  const [, type, bytes] = /^data:([^,]*?);base64,(.*)$/s.exec(download) ?? [];
  if (type !== undefined && bytes !== undefined) {
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return reply.type(type).send(Buffer.from(bytes, 'base64'));
  }
  const file = await scope.inject({ url: download, headers: { authorization: `Bearer ${token ?? ''}` } });
  if (file.statusCode !== 200) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  const passedOn = ['content-type', 'content-disposition', 'cache-control'];
  for (const header of passedOn) reply.header(header, file.headers[header]);
  return reply.send(file.rawPayload);
}

function signInAddress(wanted: string): string {
  return wanted === '/' ? '/logga-in' : `/logga-in?${new URLSearchParams({ till: wanted }).toString()}`;
}
