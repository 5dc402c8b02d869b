import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { readFileSync } from 'node:fs';

/** The issuer's keys are out of reach, so no token can be checked. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** The shortest time between two fetches for an unknown key. Senders of invalid tokens cause no load. */
const COOLDOWN_IN_MILLISECONDS = 5_000;
/** The pause before an issuer that did not answer is asked again. */
const PAUSE_IN_MILLISECONDS = 1_000;
const LONGEST_ANSWER_IN_MILLISECONDS = 5_000;

export interface Patience {
  readonly cooldownInMilliseconds?: number;
  readonly pauseInMilliseconds?: number;
}

/** Reads an issuer's keys from an address or a file. @throws Error for a file that is no JSON Web Key Set. */
export function keysFrom(place: string, patience: Patience = {}): JWTVerifyGetKey {
  if (/^https?:/.test(place)) {
    const address = new URL(place);
    return new RemoteKeys(() => Promise.resolve(address), patience).key;
  }
  const keys: unknown = JSON.parse(readFileSync(place, 'utf8'));
  if (!isKeySet(keys)) throw new Error('the file has no list of keys');
  return createLocalJWKSet(keys);
}

/** Finds an issuer's keys by OpenID Connect Discovery 1.0, when the first token comes. */
export function keysOf(issuer: string, patience: Patience = {}): JWTVerifyGetKey {
  return new RemoteKeys(() => discovered(issuer), patience).key;
}

/** Whether nobody between here and the address can change what is read: https, or this machine. */
export function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

class RemoteKeys {
  #place: Promise<URL> | undefined;
  #keys: JWTVerifyGetKey | undefined;

  constructor(
    private readonly place: () => Promise<URL>,
    private readonly patience: Patience,
  ) {}

  /** @throws KeysUnavailable */
  readonly key: JWTVerifyGetKey = async (header, token) => {
    try {
      const keys = this.#keys ?? (await this.found());
      return await keys(header, token);
    } catch (error) {
      // The issuer answered, and none of its keys signed the token.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new KeysUnavailable(`The keys of the sign-in cannot be had: ${reason}`, { cause: error });
    }
  };

  /** Asks for the keys' address until the issuer gives it. From then on, a missing key causes a fetch. */
  private async found(): Promise<JWTVerifyGetKey> {
    const { cooldownInMilliseconds: cooldownDuration = COOLDOWN_IN_MILLISECONDS } = this.patience;
    const finding = (this.#place ??= this.place());
    try {
      const place = await finding;
      this.#keys ??= createRemoteJWKSet(place, { cooldownDuration, timeoutDuration: LONGEST_ANSWER_IN_MILLISECONDS });
      return this.#keys;
    } catch (error) {
      // Requests that come before the pause ends get the same error.
      const { pauseInMilliseconds = PAUSE_IN_MILLISECONDS } = this.patience;
      setTimeout(() => {
        if (this.#place === finding) this.#place = undefined;
      }, pauseInMilliseconds).unref();
      throw error;
    }
  }
}

/** @throws Error when the issuer does not answer, or names another issuer. */
async function discovered(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(LONGEST_ANSWER_IN_MILLISECONDS),
  }).catch((error: unknown) => {
    throw new Error(`${address} does not answer.`, { cause: error });
  });
  if (!answer.ok) throw new Error(`${address} answers with ${answer.status}.`);
  const said: unknown = await answer.json();
  if (!isConfiguration(said)) throw new Error(`${address} does not say where its keys are.`);
  if (said.issuer !== issuer)
    throw new Error(`${address} is of the issuer ${said.issuer}. Give that in TOKENS_ISSUER.`);
  if (!isSafe(said.jwks_uri)) throw new Error(`${said.jwks_uri}, where the keys are, is not https.`);
  return new URL(said.jwks_uri);
}

function isConfiguration(value: unknown): value is { readonly issuer: string; readonly jwks_uri: string } {
  if (typeof value !== 'object' || value === null || !('issuer' in value) || !('jwks_uri' in value)) return false;
  return typeof value.issuer === 'string' && typeof value.jwks_uri === 'string';
}

/** What each key holds is checked where it is used. */
function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}
