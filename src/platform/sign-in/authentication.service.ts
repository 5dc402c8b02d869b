import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from './access-log.service.js';
import { type SignIn, type Tokens, TOKENS } from './tokens.service.js';

interface Request {
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Finds the person who sent a request, and logs why credentials are invalid. */
@Injectable()
export class Authentication {
  readonly #recognised = new WeakMap<Request, Promise<SignIn>>();
  /** Returns the access token of the session in the cookies of a browser; null without one. Absent: there are no pages. */
  #tokenOf: ((cookies: string) => Promise<string | null>) | undefined;

  constructor(
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly accessLog: AccessLog,
  ) {}

  /** Returns the sign-in of a request. It checks the token only once, even when callers repeat the call. */
  of(request: Request): Promise<SignIn> {
    const known = this.#recognised.get(request);
    if (known !== undefined) return known;
    const { authorization } = request.headers;
    const signIn = this.by(typeof authorization === 'string' ? authorization : undefined);
    this.#recognised.set(request, signIn);
    return signIn;
  }

  /** Lets the session of a browser stand for its token where a browser follows a link, see {@link ofLink}. */
  takeSessions(tokenOf: (cookies: string) => Promise<string | null>): void {
    this.#tokenOf = tokenOf;
  }

  /** Returns the sign-in of a request that only reads: by its token, or else by the session of the browser. */
  async ofLink(request: Request): Promise<SignIn> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined || typeof cookie !== 'string') return this.of(request);
    const token = (await this.#tokenOf?.(cookie)) ?? null;
    return token === null ? this.of(request) : this.by(`Bearer ${token}`);
  }

  async by(authorization: string | undefined): Promise<SignIn> {
    const signIn = await this.tokens.signInBy(authorization);
    if (signIn.person === null) this.accessLog.takeCredentials(signIn.fault, signIn.claim);
    else if (signIn.ignored !== undefined) this.accessLog.takeIgnored(signIn.person, signIn.ignored);
    return signIn;
  }
}
