import { createHmac } from 'node:crypto';
import { localAddress } from '../forms.service.js';
import { encrypted, decrypted } from '../sessions.service.js';

/** The secrets of one attempt to sign in. Only the browser that began it has the secret from which they are computed. */
export interface Attempt {
  /** The address that the person wanted to see, encrypted. The provider sends it back. */
  readonly state: string;
  readonly nonce: string;
  /** The code verifier (RFC 7636, 4.1). */
  readonly verifier: string;
}

/** The longest address that a sign-in leads back to. A longer one would make the provider's address too long. */
const LONGEST_ADDRESS_IN_CHARACTERS = 1_000;

/**
 * Begins an attempt to sign in. The service keeps nothing of it: a browser can have several at once, and any process
 * can take the answer.
 */
export function attemptTo(wanted: string | undefined, secret: string): Attempt {
  const address = localAddress(wanted);
  return attemptOf(encrypted(address.length > LONGEST_ADDRESS_IN_CHARACTERS ? '/' : address, secret), secret);
}

/** Returns the attempt that the state belongs to, and the address to go on to; null for a state of another browser. */
export function attemptIn(state: string, secret: string): { attempt: Attempt; wanted: string } | null {
  try {
    return { wanted: decrypted(state, secret), attempt: attemptOf(state, secret) };
  } catch {
    return null;
  }
}

function attemptOf(state: string, secret: string): Attempt {
  const of = (what: string) => createHmac('sha256', secret).update(`${what} ${state}`).digest('base64url');
  return { state, nonce: of('nonce'), verifier: of('verifier') };
}
