import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { type Language, languages } from '../kernel/language.js';
import { languageOf } from '../platform/errors/language.service.js';
import type { Authentication } from '../platform/sign-in/authentication.service.js';
import type { RequestContext } from '../platform/sign-in/caller.resolver.js';
import type { KnownSignIn } from '../platform/sign-in/tokens.service.js';
import { formTokenOf, type Sessions } from './sessions.service.js';

/** Whoever asks for a page. */
export interface Visitor {
  readonly language: Language;
  /** The id of the session. Null: nobody is signed in. */
  readonly sessionId: string | null;
  readonly context: RequestContext;
}

const LANGUAGE_COOKIE = 'tertial-sprak';
const YEAR_IN_SECONDS = 31_536_000;

/** The cookies of a browser, and who is signed in by them. */
export class Visitors {
  readonly #known = new WeakMap<FastifyRequest, Visitor>();
  readonly #newSecrets = new WeakMap<FastifyRequest, string>();
  readonly #prefix: string;

  /** @param isDemo True: the pages are served over http on the same machine, where not every browser has secure cookies. */
  constructor(
    private readonly sessions: Sessions,
    private readonly authentication: Authentication,
    private readonly isDemo: boolean,
  ) {
    this.#prefix = isDemo ? 'demo-' : '__Host-';
  }

  /** Finds out who asks. @throws the error that prevented the check of a sign-in */
  async recognise(request: FastifyRequest): Promise<Visitor> {
    const language = languageChosen(request);
    const stranger = { sessionId: null, language };
    const context = { person: null, expiresAt: 0, language, mediaType: 'application/json' } as const;
    // Kept at once, so that a failure is told in the right language.
    this.#known.set(request, { ...stranger, context });
    const sessionId = this.cookie(request, 'session');
    const signIn = sessionId === undefined ? null : await this.signedIn(sessionId);
    if (sessionId === undefined || signIn === null) return this.of(request);
    const visitor = { language, sessionId, context: { ...context, ...signIn } };
    this.#known.set(request, visitor);
    return visitor;
  }

  of(request: FastifyRequest): Visitor {
    const known = this.#known.get(request);
    if (known !== undefined) return known;
    const language = languageChosen(request);
    const context = { person: null, expiresAt: 0, language, mediaType: 'application/json' } as const;
    return { language, sessionId: null, context };
  }

  /** Begins a session with an access token. A session of before ends, and its id with it. */
  async signIn(request: FastifyRequest, reply: FastifyReply, token: string): Promise<boolean> {
    const signIn = await this.authentication.by(`Bearer ${token}`);
    if (signIn.person === null) {
      if (signIn.cause !== undefined) throw signIn.cause;
      return false;
    }
    await this.forget(request);
    const { municipalityId, personId } = signIn.person;
    const id = await this.sessions.begin(`${municipalityId}/${personId}`, token, signIn.expiresAt);
    this.setCookie(reply, 'session', id);
    this.clearCookie(reply, 'form');
    return true;
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.forget(request);
    this.clearCookie(reply, 'session');
    // The browser drops what its history holds of the pages.
    reply.header('clear-site-data', '"cache"');
  }

  /** The secret of the forms of a visitor: the session, or what the browser got before it has one. */
  formSecret(request: FastifyRequest): string | null {
    return this.of(request).sessionId ?? this.cookie(request, 'form') ?? null;
  }

  /** Returns the token for the forms of a page, and gives the browser of a stranger its secret. */
  formToken(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.formSecret(request) ?? this.#newSecrets.get(request);
    if (known !== undefined) return formTokenOf(known);
    const secret = randomBytes(32).toString('base64url');
    this.#newSecrets.set(request, secret);
    this.setCookie(reply, 'form', secret);
    return formTokenOf(secret);
  }

  chooseLanguage(reply: FastifyReply, language: string): void {
    reply.setCookie(LANGUAGE_COOKIE, language, {
      path: '/',
      sameSite: 'lax',
      secure: !this.isDemo,
      maxAge: YEAR_IN_SECONDS,
    });
  }

  private async signedIn(sessionId: string): Promise<KnownSignIn | null> {
    const token = await this.sessions.tokenOf(sessionId);
    if (token === null) return null;
    const signIn = await this.authentication.by(`Bearer ${token}`);
    if (signIn.person !== null) return signIn;
    if (signIn.cause !== undefined) throw signIn.cause;
    await this.sessions.end(sessionId);
    return null;
  }

  private async forget(request: FastifyRequest): Promise<void> {
    const sessionId = this.cookie(request, 'session');
    if (sessionId !== undefined) await this.sessions.end(sessionId);
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
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: !this.isDemo } as const;
  }
}

function languageChosen(request: FastifyRequest): Language {
  return languages.find((language) => language === request.cookies[LANGUAGE_COOKIE]) ?? languageOf(request);
}
