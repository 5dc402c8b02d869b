import type { JWTPayload } from 'jose';
import { type Id, isId, municipalityOf } from '../../kernel/identity.js';
import { type Grant, municipalityRoles, type Person, personRoles } from '../../kernel/permissions.js';

/** A part of a claim that counts for nothing, for the log. */
export interface Ignored {
  /** The key in the claim `boards`, shortened. */
  readonly board: string;
  /** The role that is not understood, shortened. Absent when the board itself is not. */
  readonly role?: string;
}

/** The result of reading a token's claims: a person, or the claim that the service does not understand. */
export type Claimed =
  | { readonly person: Person; readonly ignored: readonly Ignored[] }
  | { readonly person: null; readonly claim: 'sub' | 'municipality' | 'boards' };

/** The most parts of a token's claims that the log names, and the most characters of each. */
const MOST_IGNORED = 10;
const LONGEST_IGNORED_IN_CHARACTERS = 100;

/**
 * Reads the person and the roles from the claims `sub`, `municipality` and `boards`. A key of `boards` is the id of a
 * board, or the municipality's own id for the roles of the whole municipality (rule 94).
 */
export function personIn({ sub, municipality, boards }: JWTPayload): Claimed {
  if (typeof sub !== 'string' || !isId('Person', sub)) return { person: null, claim: 'sub' };
  if (typeof municipality !== 'string' || !isId('Municipality', municipality)) {
    return { person: null, claim: 'municipality' };
  }
  if (typeof boards !== 'object' || boards === null) return { person: null, claim: 'boards' };
  const ignored: Ignored[] = [];
  const ignore = (board: string, role?: unknown): void => {
    const one = role === undefined ? {} : { role: shortened(role) };
    if (ignored.length < MOST_IGNORED) ignored.push({ board: shortened(board), ...one });
  };
  const grants = Object.entries(boards).flatMap(([place, held]) => {
    const boardId = place === municipality ? null : place;
    if (boardId !== null && !(isId('Board', boardId) && municipalityOf(boardId) === municipality)) {
      ignore(place);
      return [];
    }
    // Providers send a list of one as the one.
    const roles: unknown[] = Array.isArray(held) ? held : [held];
    return roles.flatMap((role) => {
      const grant = grantFor(boardId, role, sub);
      if (grant === null) ignore(place, role);
      return grant ?? [];
    });
  });
  return { person: { kind: 'person', personId: sub, municipalityId: municipality, grants }, ignored };
}

/** Reads one role for a board, or for the municipality. Returns null for a role that is not understood. */
function grantFor(boardId: Id<'Board'> | null, held: unknown, personId: Id<'Person'>): Grant | null {
  if (typeof held !== 'string') return null;
  const [, name, step, holder] = /^([^: ]+)(?::([^: ]+))?(?: for ([^ ]+))?$/.exec(held) ?? [];
  const role = personRoles.find((candidate) => candidate === name);
  if (role === undefined || (boardId === null && !municipalityRoles.includes(role))) return null;
  const grant: Grant = step === undefined ? { boardId, role } : { boardId, role, step };
  if (holder === undefined) return grant;
  return isId('Person', holder) && holder !== personId ? { ...grant, actingFor: holder } : null;
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, LONGEST_IGNORED_IN_CHARACTERS);
}

/**
 * Whether a token is an ID token of OpenID Connect, which tells a client who has signed in and opens nothing. The
 * header `at+jwt` and the claim `typ` of some providers tell the two apart. Otherwise the claims do that only ID tokens
 * have.
 */
export function isIdToken(typ: string, payload: JWTPayload): boolean {
  if (/at\+jwt$/i.test(typ)) return false;
  if (payload.typ === 'ID') return true;
  if (payload.typ === 'Bearer') return false;
  return ['nonce', 'at_hash', 'c_hash', 's_hash'].some((claim) => payload[claim] !== undefined);
}
