import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import { readFileSync } from 'node:fs';
import { type Grant, type Person, personRoles } from '../kernel/act.js';
import { type Id, isId, municipalityOf } from '../kernel/identity.js';
import { faultIn, type TokenFault } from './token-faults.service.js';

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
}

/** Whose a token is and when it ceases to hold, in milliseconds since 1970; or why it does not hold. */
export type SignIn =
  { readonly person: Person; readonly expiresAt: number } | { readonly person: null; readonly fault: TokenFault };

/** Only signatures by a key pair: what can check a token cannot make one. */
const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
const CLOCK_TOLERANCE_IN_SECONDS = 5;

/** What is needed to know who somebody is. */
export const TOKENS = 'TOKENS';

/**
 * Reads bearer tokens (RFC 7519): `sub` is the person, `municipality` theirs, and `boards` their roles for each board,
 * such as `{"exempel.ks": ["CLERK", "REVIEWER:UNIT_MANAGER", "SECRETARY for sara"]}`; a reviewer's role names the step
 * they hold, and a deputy's the person for whom they hold it.
 */
export class Tokens {
  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly options: TokenOptions,
  ) {}

  /** The person, or null for a token that is missing, expired, forged or meant for somebody else. */
  async personOf(authorization: string | undefined): Promise<Person | null> {
    return (await this.signInBy(authorization)).person;
  }

  /** As {@link personOf}, with how long it holds or why it does not. */
  async signInBy(authorization: string | undefined): Promise<SignIn> {
    if (authorization === undefined || authorization === '') return { person: null, fault: 'none was shown' };
    const token = /^Bearer ([^ ]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return { person: null, fault: 'malformed' };
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        ...this.options,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_IN_SECONDS,
        requiredClaims: ['sub', 'exp', 'municipality', 'boards'],
      });
      const person = personIn(payload);
      if (person === null) return { person, fault: 'claims not understood' };
      return { person, expiresAt: (Number(payload.exp) + CLOCK_TOLERANCE_IN_SECONDS) * 1000 };
    } catch (error) {
      return { person: null, fault: faultIn(error) };
    }
  }
}

function personIn({ sub, municipality, boards }: JWTPayload): Person | null {
  if (typeof sub !== 'string' || !isId('Person', sub)) return null;
  if (typeof municipality !== 'string' || !isId('Municipality', municipality)) return null;
  if (typeof boards !== 'object' || boards === null) return null;
  const grants = Object.entries(boards).flatMap(([boardId, held]) => grantsFor(boardId, held, municipality, sub));
  return { kind: 'person', personId: sub, municipalityId: municipality, grants };
}

/** Roles for another municipality's board, and roles that there are none of, count for nothing. */
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

/** The keys of an issuer, from its address or from a file. @throws Error for a file that is no JSON Web Key Set. */
export function keysFrom(place: string): JWTVerifyGetKey {
  if (/^https?:/.test(place)) return createRemoteJWKSet(new URL(place));
  const keys: unknown = JSON.parse(readFileSync(place, 'utf8'));
  if (!isKeySet(keys)) throw new Error('the file has no list of keys');
  return createLocalJWKSet(keys);
}

/** What each key holds is checked where it is used. */
function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}
