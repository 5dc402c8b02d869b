import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { readFileSync } from 'node:fs';

/** The error when the issuer's keys are unreachable, so that the service cannot check tokens. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Gives the key of a token. */
export interface IssuerKeys extends JWTVerifyGetKey {
  /**
   * Fetches the keys anew, because a token's signature does not fit the key that it names. Returns false when the keys
   * were fetched a moment ago, or are in a file.
   */
  readonly askAgain?: () => Promise<boolean>;
}

/** Shortest time between two fetches of keys because of an unknown key, so that invalid tokens cause little load. */
const COOLDOWN_IN_MILLISECONDS = 5_000;
/** Pause before the service sends another request to an issuer that did not answer. */
const PAUSE_IN_MILLISECONDS = 1_000;
const LONGEST_ANSWER_IN_MILLISECONDS = 5_000;

export interface Patience {
  readonly cooldownInMilliseconds?: number;
  readonly pauseInMilliseconds?: number;
}

/** Reads an issuer's keys from an address or a file. @throws Error for a file without a JSON Web Key Set. */
export function keysFrom(place: string, patience: Patience = {}): IssuerKeys {
  if (/^https?:/.test(place)) {
    const address = new URL(place);
    return new RemoteKeys(() => Promise.resolve(address), patience).keys;
  }
  const keys: unknown = JSON.parse(readFileSync(place, 'utf8'));
  if (!isKeySet(keys)) throw new Error('the file has no list of keys');
  return createLocalJWKSet(keys);
}

/** Finds an issuer's keys by OpenID Connect Discovery 1.0. It asks the issuer when the first token arrives. */
export function keysOf(issuer: string, patience: Patience = {}): IssuerKeys {
  return new RemoteKeys(() => discovered(issuer), patience).keys;
}

/** Whether an address uses https or is on this machine, so that nobody can change the answer on the way. */
export function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

type RemoteKeySet = ReturnType<typeof createRemoteJWKSet>;

class RemoteKeys {
  #place: Promise<URL> | undefined;
  #keys: RemoteKeySet | undefined;
  #askedAgainAt = 0;

  constructor(
    private readonly place: () => Promise<URL>,
    private readonly patience: Patience,
  ) {}

  /** Finds the key for a token. @throws KeysUnavailable when the issuer gives no keys. */
  private readonly key: JWTVerifyGetKey = async (header, token) => {
    try {
      const keys = this.#keys ?? (await this.found());
      return await keys(header, token);
    } catch (error) {
      // The issuer gave its keys, but either no key or more than one key fits the token.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new KeysUnavailable(`The keys of the sign-in cannot be had: ${reason}`, { cause: error });
    }
  };

  /** Fetches the keys anew. Tokens with bad signatures cause little load, because the pause counts failures too. */
  private readonly askAgain = async (): Promise<boolean> => {
    const { cooldownInMilliseconds = COOLDOWN_IN_MILLISECONDS } = this.patience;
    const keys = this.#keys;
    if (keys === undefined || keys.coolingDown || Date.now() < this.#askedAgainAt + cooldownInMilliseconds)
      return false;
    this.#askedAgainAt = Date.now();
    return keys.reload().then(
      () => true,
      () => false,
    );
  };

  readonly keys: IssuerKeys = Object.assign(this.key, { askAgain: this.askAgain });

  /**
   * Asks the issuer for the address of its keys. Asks again after a failure. The returned key set fetches unknown
   * keys.
   */
  private async found(): Promise<RemoteKeySet> {
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

/** Asks an issuer for the address of its keys. @throws Error when the answer is missing, malformed or unsafe. */
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

/** Checks only that there is a list of keys. The library `jose` checks each key when it uses the key. */
function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}
