import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { type Language, languages } from '../kernel/language.js';
import type { Person } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import { languageOf } from '../platform/errors/language.service.js';
import type { Authentication } from '../platform/sign-in/authentication.service.js';
import type { RequestContext } from '../platform/sign-in/caller.resolver.js';
import type { KnownSignIn } from '../platform/sign-in/tokens.service.js';
import { momentNamed, momentText, type PastMoment } from './addresses.js';
import { formTokenOf, keyOf, type Sessions } from './sessions.service.js';
import { webRefusals } from './web-refusals.js';

/** Whoever asks for a page. */
export interface Visitor {
  readonly language: Language;
  /** The id of the session. Null: nobody is signed in. */
  readonly sessionId: string | null;
  readonly context: RequestContext;
}

const LANGUAGE_COOKIE = 'tertial-sprak';
/** The moment as of which the pages are shown. */
const MOMENT_COOKIE = 'tertial-da';
const YEAR_IN_SECONDS = 31_536_000;
/** The most sessions whose persons are kept in memory. */
const MOST_PERSONS = 10_000;

/** The cookies of a browser, and who is signed in by them. */
export class Visitors {
  readonly #known = new WeakMap<FastifyRequest, Visitor>();
  readonly #newSecrets = new WeakMap<FastifyRequest, string>();
  /** The persons of sessions by the key of the session. */
  readonly #persons = new Map<string, string>();
  readonly #prefix: string;

  /** @param isSecure False: the pages are served over http on the same machine, where not every browser has secure cookies. */
  constructor(
    private readonly sessions: Sessions,
    private readonly authentication: Authentication,
    private readonly isSecure: boolean,
  ) {
    this.#prefix = isSecure ? '__Host-' : 'demo-';
  }

  /** Returns the person whose session this was when it was checked last, for the limit of requests; null for a stranger. */
  lastKnown(request: FastifyRequest): string | null {
    const sessionId = this.cookie(request, 'session');
    return sessionId === undefined ? null : (this.#persons.get(keyOf(sessionId)) ?? null);
  }

  /** Finds out who asks. @throws the error that prevented the check of a sign-in */
  async recognise(request: FastifyRequest): Promise<void> {
    const sessionId = this.cookie(request, 'session');
    const signIn = sessionId === undefined ? null : await this.signedIn(sessionId);
    if (sessionId === undefined || signIn === null) return;
    const { language, context } = strangerOf(request);
    this.#known.set(request, { language, sessionId, context: { ...context, ...signIn } });
    this.keep(sessionId, personKey(signIn.person));
  }

  /** Returns who asks, as far as it is known. */
  of(request: FastifyRequest): Visitor {
    return this.#known.get(request) ?? strangerOf(request);
  }

  /**
   * Begins a session with an access token. A session of before ends, and its id with it.
   *
   * @throws Refusal for a token that the API would not take, or the error that prevented its check.
   */
  async signIn(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
    const signIn = await this.authentication.by(`Bearer ${token}`);
    if (signIn.person === null) {
      if (signIn.cause !== undefined) throw signIn.cause;
      const isClock = signIn.fault === 'expired' || signIn.fault === 'not yet valid';
      throw new Refusal(isClock ? webRefusals.SIGN_IN_CLOCK : webRefusals.SIGN_IN_NOT_ADMITTED, {});
    }
    await this.forget(request);
    const id = await this.sessions.begin(personKey(signIn.person), token, signIn.expiresAt);
    this.setCookie(reply, 'session', id);
    this.clearCookie(reply, 'form');
  }

  /** Returns the access token of a session, with which the API knows the person. */
  async tokenOf(request: FastifyRequest): Promise<string | null> {
    const { sessionId } = this.of(request);
    return sessionId === null ? null : this.sessions.tokenOf(sessionId);
  }

  /** Returns the access token of the session in the cookies of a request outside the pages. */
  async tokenBy(cookies: FastifyRequest['cookies']): Promise<string | null> {
    const sessionId = cookies[`${this.#prefix}session`];
    return sessionId === undefined ? null : this.sessions.tokenOf(sessionId);
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.forget(request);
    this.clearCookie(reply, 'session');
    this.chooseMoment(reply, null);
    // The browser drops what its history holds of the pages, and what was typed in them.
    reply.header('clear-site-data', '"cache", "storage"');
  }

  /** The secret of the forms of a visitor: the session, or what the browser got before it has one. */
  formSecret(request: FastifyRequest): string | null {
    return this.of(request).sessionId ?? this.knownSecretOfStranger(request);
  }

  /** Returns the token for the forms of a page, and gives the browser of a stranger its secret. */
  formToken(request: FastifyRequest, reply: FastifyReply): string {
    return formTokenOf(this.of(request).sessionId ?? this.secretOfStranger(request, reply));
  }

  /** Returns the secret that a browser got before a sign-in. The sign-in ends it. */
  knownSecretOfStranger(request: FastifyRequest): string | null {
    return this.cookie(request, 'form') ?? null;
  }

  /** Returns the secret of a browser before a sign-in, and gives one to a browser without it. */
  secretOfStranger(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.knownSecretOfStranger(request) ?? this.#newSecrets.get(request);
    if (known !== undefined) return known;
    const secret = randomBytes(32).toString('base64url');
    this.#newSecrets.set(request, secret);
    this.setCookie(reply, 'form', secret);
    return secret;
  }

  chooseLanguage(reply: FastifyReply, language: string): void {
    reply.setCookie(LANGUAGE_COOKIE, language, {
      path: '/',
      sameSite: 'lax',
      secure: this.isSecure,
      maxAge: YEAR_IN_SECONDS,
    });
  }

  /** Returns the moment that the visitor has chosen to see; null for now. */
  momentOf(request: FastifyRequest): PastMoment | null {
    return momentNamed(request.cookies[MOMENT_COOKIE] ?? '');
  }

  /** @param moment null: the pages are shown as they are now */
  chooseMoment(reply: FastifyReply, moment: PastMoment | null): void {
    if (moment === null) reply.clearCookie(MOMENT_COOKIE, this.options);
    else reply.setCookie(MOMENT_COOKIE, momentText(moment), this.options);
  }

  private async signedIn(sessionId: string): Promise<KnownSignIn | null> {
    const token = await this.sessions.tokenOf(sessionId);
    if (token === null) return null;
    const signIn = await this.authentication.by(`Bearer ${token}`);
    if (signIn.person !== null) return signIn;
    if (signIn.cause !== undefined) throw signIn.cause;
    await this.end(sessionId);
    return null;
  }

  private async forget(request: FastifyRequest): Promise<void> {
    const sessionId = this.cookie(request, 'session');
    if (sessionId !== undefined) await this.end(sessionId);
  }

  private async end(sessionId: string): Promise<void> {
    this.#persons.delete(keyOf(sessionId));
    await this.sessions.end(sessionId);
  }

  private keep(sessionId: string, person: string): void {
    const [key, [oldest]] = [keyOf(sessionId), this.#persons.keys()];
    if (!this.#persons.has(key) && this.#persons.size >= MOST_PERSONS && oldest !== undefined)
      this.#persons.delete(oldest);
    this.#persons.set(key, person);
  }

  private cookie(request: FastifyRequest, name: string): string | undefined {
    return request.cookies[`${this.#prefix}${name}`];
  }

  private setCookie(reply: FastifyReply, name: string, value: string): void {
    reply.setCookie(`${this.#prefix}${name}`, value, this.options);
  }

  private clearCookie(reply: FastifyReply, name: string): void {
    reply.clearCookie(`${this.#prefix}${name}`, this.options);
  }

  private get options() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure } as const;
  }
}

/** Whoever asks, before anything is known of a session. */
function strangerOf(request: FastifyRequest): Visitor {
  const language = languageChosen(request);
  return {
    language,
    sessionId: null,
    context: { person: null, expiresAt: 0, language, mediaType: 'application/json' },
  };
}

function personKey({ municipalityId, personId }: Person): string {
  return `${municipalityId}/${personId}`;
}

function languageChosen(request: FastifyRequest): Language {
  return languages.find((language) => language === request.cookies[LANGUAGE_COOKIE]) ?? languageOf(request);
}
