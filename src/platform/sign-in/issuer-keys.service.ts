import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { readFileSync } from 'node:fs';

/** The keys of an issuer cannot be had: nobody can say whether a token is one of its own. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** How soon a key that is not among those fetched is looked for again: whoever sends nonsense makes no load. */
const COOLDOWN_IN_MILLISECONDS = 5_000;
/** How soon an issuer that did not answer is asked again. */
const PAUSE_IN_MILLISECONDS = 1_000;
const LONGEST_ANSWER_IN_MILLISECONDS = 5_000;

export interface Patience {
  readonly cooldownInMilliseconds?: number;
  readonly pauseInMilliseconds?: number;
}

/** The keys of an issuer, from their address or from a file. @throws Error for a file that is no JSON Web Key Set. */
export function keysFrom(place: string, patience: Patience = {}): JWTVerifyGetKey {
  if (/^https?:/.test(place)) {
    const address = new URL(place);
    return new RemoteKeys(() => Promise.resolve(address), patience).key;
  }
  const keys: unknown = JSON.parse(readFileSync(place, 'utf8'));
  if (!isKeySet(keys)) throw new Error('the file has no list of keys');
  return createLocalJWKSet(keys);
}

/** The keys of an issuer that says itself where they are (OpenID Connect Discovery 1.0), asked when they are needed. */
export function keysOf(issuer: string, patience: Patience = {}): JWTVerifyGetKey {
  return new RemoteKeys(() => discovered(issuer), patience).key;
}

/** Whether what is read from an address is what its owner wrote. */
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
      // The issuer has answered, and the token is signed with no key of its.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new KeysUnavailable(`The keys of the sign-in cannot be had: ${reason}`, { cause: error });
    }
  };

  /** Where the keys are is asked until it is known; from then on they are fetched when one is missing. */
  private async found(): Promise<JWTVerifyGetKey> {
    const { cooldownInMilliseconds: cooldownDuration = COOLDOWN_IN_MILLISECONDS } = this.patience;
    const finding = (this.#place ??= this.place());
    try {
      const place = await finding;
      this.#keys ??= createRemoteJWKSet(place, { cooldownDuration, timeoutDuration: LONGEST_ANSWER_IN_MILLISECONDS });
      return this.#keys;
    } catch (error) {
      // Those who come in the meantime hear the same.
      const { pauseInMilliseconds = PAUSE_IN_MILLISECONDS } = this.patience;
      setTimeout(() => {
        if (this.#place === finding) this.#place = undefined;
      }, pauseInMilliseconds).unref();
      throw error;
    }
  }
}

/** @throws Error when the issuer does not answer, or answers for somebody else. */
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
