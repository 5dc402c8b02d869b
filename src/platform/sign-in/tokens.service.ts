import { Logger } from '@nestjs/common';
import { type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { type Grant, type Person, personRoles } from '../../kernel/permissions.js';
import { type Id, isId, municipalityOf } from '../../kernel/identity.js';
import { tokenErrorIn, type TokenError } from './token-errors.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The source of a person's roles: the token (default) or a register. */
  readonly rolesFrom?: 'claims' | 'register';
}

/**
 * The person of a token and its expiry, in milliseconds since 1970; or the reason why it is invalid, with the cause when
 * the person is not at fault.
 */
export type SignIn = KnownSignIn | { readonly person: null; readonly fault: TokenError; readonly cause?: Error };

export interface KnownSignIn {
  readonly person: Person;
  readonly expiresAt: number;
  /** Reads the person's present roles in the register; absent where the token holds the roles. */
  readonly asNow?: () => Promise<Person | null>;
}

/** Finds the person of an issuer's subject, with today's roles; null: no such person. */
export type AskRegister = (issuer: string, subject: string) => Promise<Person | null>;

/** Asymmetric signatures alone: a key that verifies a token cannot make one. */
const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
const CLOCK_TOLERANCE_IN_SECONDS = 5;

/** The accepted `typ`: an access token (RFC 9068) or an unspecific one. Tokens of other kinds are refused. */
const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/** The token by which {@link Tokens} is injected. */
export const TOKENS = 'TOKENS';

/**
 * Reads bearer tokens (RFC 7519). `sub` is the person. Their roles are in the register, or in the token: `municipality`
 * is theirs, and `boards` their roles for each board, such as
 * `{"exempel.ks": ["CLERK", "REVIEWER:UNIT_MANAGER", "SECRETARY for sara"]}`; a reviewer's role names the step they
 * hold, and a deputy's the person for whom they hold it.
 */
export class Tokens {
  readonly #log = new Logger('Sign-in');

  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly options: TokenOptions,
    private readonly askRegister?: AskRegister,
  ) {}

  get issuer(): string {
    return this.options.issuer;
  }

  /** The same tokens, with a register for the roles. */
  asking(askRegister: AskRegister): Tokens {
    return new Tokens(this.keys, this.options, askRegister);
  }

  /**
   * The person, or null for a token that is missing, expired, forged or for another audience.
   *
   * @throws Refusal `SIGN_IN_UNAVAILABLE` when the issuer's keys are out of reach; or the register's own error.
   */
  async personOf(authorization: string | undefined): Promise<Person | null> {
    const signIn = await this.signInBy(authorization);
    if (signIn.person === null && signIn.cause !== undefined) throw signIn.cause;
    return signIn.person;
  }

  /** As {@link personOf}, with the expiry or the reason of the refusal. */
  async signInBy(authorization: string | undefined): Promise<SignIn> {
    if (authorization === undefined || authorization === '') return { person: null, fault: 'none was shown' };
    const token = /^Bearer ([^ ]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return { person: null, fault: 'malformed' };
    try {
      const payload = await this.verified(token);
      if (payload === null) return { person: null, fault: 'no access token' };
      return await this.known(payload);
    } catch (error) {
      const fault = tokenErrorIn(error);
      if (fault !== 'keys out of reach') return { person: null, fault };
      this.#log.warn(error instanceof Error ? error.message : String(error));
      return { person: null, fault, cause: new Refusal(platformRefusals.SIGN_IN_UNAVAILABLE, {}, { cause: error }) };
    }
  }

  private async verified(token: string): Promise<JWTPayload | null> {
    const { issuer, audience, rolesFrom } = this.options;
    const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_IN_SECONDS,
      requiredClaims: ['sub', 'exp', ...(rolesFrom === 'register' ? [] : ['municipality', 'boards'])],
    });
    return ACCESS_TOKEN.test(protectedHeader.typ ?? 'JWT') ? payload : null;
  }

  private async known(payload: JWTPayload): Promise<SignIn> {
    const expiresAt = (Number(payload.exp) + CLOCK_TOLERANCE_IN_SECONDS) * 1000;
    if (this.options.rolesFrom !== 'register') {
      const person = personIn(payload);
      return person === null ? { person, fault: 'claims not understood' } : { person, expiresAt };
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
    // A database's text cannot hold this character.
    if (typeof sub !== 'string' || sub.includes('\u0000')) return null;
    return this.askRegister(this.issuer, sub);
  }
}

function personIn({ sub, municipality, boards }: JWTPayload): Person | null {
  if (typeof sub !== 'string' || !isId('Person', sub)) return null;
  if (typeof municipality !== 'string' || !isId('Municipality', municipality)) return null;
  if (typeof boards !== 'object' || boards === null) return null;
  const grants = Object.entries(boards).flatMap(([boardId, held]) => grantsFor(boardId, held, municipality, sub));
  return { kind: 'person', personId: sub, municipalityId: municipality, grants };
}

/** Ignores roles for another municipality's board, and unknown roles. */
function grantsFor(
  boardId: string,
  held: unknown,
  municipalityId: Id<'Municipality'>,
  personId: Id<'Person'>,
): Grant[] {
  if (!isId('Board', boardId) || municipalityOf(boardId) !== municipalityId || !Array.isArray(held)) return [];
  return held.flatMap((one: unknown) => {
    const [, name, step, holder] = /^([^: ]+)(?::([^: ]+))?(?: for ([^ ]+))?$/.exec(String(one)) ?? [];
    const role = personRoles.find((candidate) => candidate === name);
    if (role === undefined) return [];
    const grant: Grant = step === undefined ? { boardId, role } : { boardId, role, step };
    if (holder === undefined) return [grant];
    return isId('Person', holder) && holder !== personId ? [{ ...grant, actingFor: holder }] : [];
  });
}
