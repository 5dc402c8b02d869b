import { Logger } from '@nestjs/common';
import { hash } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyResult, type ResolvedKey } from 'jose';
import type { Person } from '../../kernel/permissions.js';
import type { IssuerKeys } from './issuer-keys.service.js';
import { type Ignored, isIdToken, personIn } from './claims.service.js';
import { tokenErrorIn, type TokenError } from './token-errors.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The source of a person's roles. `claims` means the token and is the default. */
  readonly rolesFrom?: 'claims' | 'register';
}

/**
 * The result of checking a token. It has the person and the expiry in milliseconds since 1970, or the reason why the
 * token is refused. `cause` is the error when the service could not complete the check.
 */
export type SignIn =
  | KnownSignIn
  | {
      readonly person: null;
      readonly fault: TokenError;
      /** The claim that the service did not understand. */
      readonly claim?: string;
      readonly cause?: Error;
    };

export interface KnownSignIn {
  readonly person: Person;
  readonly expiresAt: number;
  /** The parts of the claims that count for nothing. Present only the first time that a token is seen. */
  readonly ignored?: readonly Ignored[];
  /** Reads the person's current roles from the register. Absent when the token contains the roles. */
  readonly asNow?: () => Promise<Person | null>;
}

/** Finds the person of an issuer's subject, with today's roles. Returns null when the register has no such person. */
export type AskRegister = (issuer: string, subject: string) => Promise<Person | null>;

/** The accepted algorithms. All are asymmetric, because a key that verifies such a token cannot sign one. */
const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
/** How long a token counts after its end. */
const CLOCK_TOLERANCE_IN_SECONDS = 5;
/** How far the clock of the issuer may be ahead. A token that is new to both clocks harms nobody. */
const CLOCK_TOLERANCE_OF_A_START_IN_SECONDS = 60;

/** The longest token. A longer one is refused before it is decoded. */
const LONGEST_TOKEN_IN_CHARACTERS = 16 * 1024;

/** The most verified tokens that are kept. The signature of a kept token is not checked again. */
const MOST_VERIFIED = 5_000;

/** A token's claims, and the key that verified it. */
type Verified = JWTVerifyResult & ResolvedKey;

/** Accepted values of the header `typ`: `at+jwt`, which is an access token (RFC 9068), and the general `JWT`. */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/** Injection token for {@link Tokens}. */
export const TOKENS = 'TOKENS';

/**
 * Reads bearer tokens (RFC 7519). The claim `sub` identifies the person. The roles are in a register or in two claims
 * of the token. `municipality` is the person's municipality. `boards` lists the roles for each board, such as
 * `{"exempel.ks": ["CLERK", "REVIEWER:UNIT_MANAGER", "SECRETARY for sara"]}`. A reviewer's role names the review step.
 * A deputy's role names the person that the deputy acts for.
 */
export class Tokens {
  readonly #log = new Logger('Sign-in');
  /**
   * Verified tokens by their SHA-256. A token is kept only with a valid signature, so that a stranger cannot fill the
   * memory.
   */
  readonly #verified = new Map<string, Verified>();

  constructor(
    private readonly keys: IssuerKeys,
    private readonly options: TokenOptions,
    private readonly askRegister?: AskRegister,
  ) {}

  get issuer(): string {
    return this.options.issuer;
  }

  /** Whether the register says who has which role, and not the tokens. */
  get rolesAreInRegister(): boolean {
    return this.options.rolesFrom === 'register';
  }

  /** Returns a copy that reads roles with the given function when the options say `register`. */
  asking(askRegister: AskRegister): Tokens {
    return new Tokens(this.keys, this.options, askRegister);
  }

  /**
   * Returns the person, or null when the token is missing or invalid, or when the register does not have the person.
   *
   * @throws Refusal `SIGN_IN_UNAVAILABLE` when the issuer's keys are unreachable, or the register's own error.
   */
  async personOf(authorization: string | undefined): Promise<Person | null> {
    const signIn = await this.signInBy(authorization);
    if (signIn.person === null && signIn.cause !== undefined) throw signIn.cause;
    return signIn.person;
  }

  /** Checks a token. Returns the person and the expiry, or the reason why the token is refused. It never throws. */
  async signInBy(authorization: string | undefined): Promise<SignIn> {
    if (authorization === undefined || authorization === '') return { person: null, fault: 'none was shown' };
    const token = /^Bearer ([^ ]+)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > LONGEST_TOKEN_IN_CHARACTERS) return { person: null, fault: 'malformed' };
    try {
      const verified = await this.verified(token);
      if (verified === null) return { person: null, fault: 'no access token' };
      return await this.known(verified);
    } catch (error) {
      const fault = tokenErrorIn(error);
      if (fault === 'claims not understood' && error instanceof errors.JWTClaimValidationFailed) {
        return { person: null, fault, claim: error.claim };
      }
      if (fault !== 'keys out of reach') return { person: null, fault };
      this.#log.warn(error instanceof Error ? error.message : String(error));
      return { person: null, fault, cause: new Refusal(platformRefusals.SIGN_IN_UNAVAILABLE, {}, { cause: error }) };
    }
  }

  /** The claims of a token with a valid signature, issuer, audience and lifetime; null when it is no access token. */
  private async verified(token: string): Promise<{ payload: JWTPayload; isNew: boolean } | null> {
    const id = hash('sha256', token);
    const known = this.#verified.get(id);
    if (known !== undefined && Date.now() < expiryOf(known.payload)) {
      const [, payload = '', signature = ''] = token.split('.');
      // The issuer may have withdrawn the key, so this looks up the key again. A lookup costs little compared with a
      // check of the signature.
      if ((await this.keys(known.protectedHeader, { payload, signature })) === known.key) {
        return { payload: known.payload, isNew: false };
      }
    }
    this.#verified.delete(id);
    const verified = await this.verifiedAnew(token);
    const { typ = 'JWT' } = verified.protectedHeader;
    if (!ACCESS_TOKEN.test(typ) || isIdToken(typ, verified.payload)) return null;
    this.#verified.set(id, verified);
    const [oldest] = this.#verified.keys();
    if (this.#verified.size > MOST_VERIFIED && oldest !== undefined) this.#verified.delete(oldest);
    return { payload: verified.payload, isNew: true };
  }

  /** Verifies a token. The issuer may have replaced a key under its name, so a bad signature is checked once more. */
  private async verifiedAnew(token: string): Promise<Verified> {
    try {
      return await this.verifiedBy(token);
    } catch (error) {
      const isBad = error instanceof errors.JWSSignatureVerificationFailed;
      if (!isBad || (await this.keys.askAgain?.()) !== true) throw error;
      return this.verifiedBy(token);
    }
  }

  private async verifiedBy(token: string): Promise<Verified> {
    const { issuer, audience, rolesFrom } = this.options;
    const verified = await jwtVerify(token, this.keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_OF_A_START_IN_SECONDS,
      requiredClaims: ['sub', 'exp', ...(rolesFrom === 'register' ? [] : ['municipality', 'boards'])],
    });
    const { payload } = verified;
    if (Date.now() >= expiryOf(payload)) throw new errors.JWTExpired('The token has expired.', payload, 'exp');
    return verified;
  }

  private async known({ payload, isNew }: { payload: JWTPayload; isNew: boolean }): Promise<SignIn> {
    const expiresAt = expiryOf(payload);
    if (this.options.rolesFrom !== 'register') {
      const read = personIn(payload);
      if (read.person === null) return { person: null, fault: 'claims not understood', claim: read.claim };
      const { person, ignored } = read;
      return { person, expiresAt, ...(isNew && ignored.length > 0 && { ignored }) };
    }
    try {
      const person = await this.registered(payload);
      if (person === null) return { person, fault: 'not in the register' };
      return { person, expiresAt, asNow: () => this.registered(payload) };
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      return { person: null, fault: 'register out of reach', cause };
    }
  }

  private async registered({ sub }: JWTPayload): Promise<Person | null> {
    if (this.askRegister === undefined) throw new Error('There is no register to ask for roles.');
    // PostgreSQL cannot store this character in a text.
    if (typeof sub !== 'string' || sub.includes('\u0000')) return null;
    return this.askRegister(this.issuer, sub);
  }
}

/** Returns the time until which a token is valid, in milliseconds since 1970. */
function expiryOf({ exp }: JWTPayload): number {
  return (Number(exp) + CLOCK_TOLERANCE_IN_SECONDS) * 1000;
}
