import { Logger } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  discovery,
  ResponseBodyError,
} from 'openid-client';
import type { Language } from '../../kernel/language.js';
import { Refusal } from '../../kernel/refusal.js';
import { platformRefusals } from '../../platform/runtime/platform-refusals.js';
import { webRefusals } from '../web-refusals.js';
import type { Attempt } from './attempt.service.js';
import type { ProviderPlace } from './provider-place.js';

/** The path to which the provider sends a browser back after a sign-in. */
export const ANSWER_PATH = '/logga-in/svar';
/** The path of the page for whoever has signed out. */
export const SIGNED_OUT_PATH = '/utloggad';

const PATIENCE_IN_SECONDS = 5;
/** How much the clocks may differ. The check of the access token allows the same. */
const CLOCK_TOLERANCE_IN_SECONDS = 60;
/** How long the provider's addresses hold. */
const KNOWN_FOR_MILLISECONDS = 3_600_000;

/** An OpenID Connect provider: the code flow with PKCE, `state` and `nonce` (OpenID Connect Core 1.0, RFC 7636). */
export class Provider {
  readonly #log = new Logger('Sign-in');
  #known: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined;

  constructor(private readonly place: ProviderPlace) {}

  /**
   * Returns the address at which a person signs in.
   *
   * @param isAnew Whether the provider has to ask who it is, also when it knows somebody.
   * @throws Refusal `SIGN_IN_UNAVAILABLE` while the provider is away.
   */
  async signInAddress({ state, nonce, verifier }: Attempt, language: Language, isAnew: boolean): Promise<URL> {
    const { scope } = this.place;
    const configuration = await this.configuration();
    return buildAuthorizationUrl(configuration, {
      ...this.resource,
      scope,
      state,
      nonce,
      redirect_uri: new URL(ANSWER_PATH, this.place.pages).href,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
      ...(isAnew && { prompt: 'login' }),
    });
  }

  /**
   * Returns the access token for the answer of the provider.
   *
   * @param address The address that the provider sent the browser to, from the root.
   * @throws Refusal with a code that begins with `SIGN_IN_`
   */
  async tokenFor(address: string, { state, nonce, verifier }: Attempt): Promise<string> {
    const configuration = await this.configuration();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const answer = new URL(address, this.place.pages);
    const given = await authorizationCodeGrant(configuration, answer, checks, this.resource).catch((error: unknown) => {
      throw this.refusalOf(error);
    });
    return given.access_token;
  }

  /** Returns the address at which a person signs out of the provider; null when it has none or is away. */
  async signOutAddress(): Promise<URL | null> {
    const configuration = await this.configuration().catch(() => null);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    // The ID token could name the session, but an address is kept in histories and logs.
    return buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: new URL(SIGNED_OUT_PATH, this.place.pages).href,
    });
  }

  private get resource(): Readonly<Record<string, string>> {
    return this.place.resource === null ? {} : { resource: this.place.resource };
  }

  /** Asks the provider for its addresses. All who ask meanwhile share the question, and a failure is not kept. */
  private async configuration(): Promise<Configuration> {
    const now = Date.now();
    if (this.#known === undefined || now - this.#known.at > KNOWN_FOR_MILLISECONDS) {
      this.#known = { at: now, configuration: this.discovered() };
    }
    const known = this.#known;
    return known.configuration.catch((error: unknown) => {
      if (this.#known === known) this.#known = undefined;
      throw this.refusalOf(error);
    });
  }

  private discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.place;
    return discovery(
      issuer,
      clientId,
      { [clockTolerance]: CLOCK_TOLERANCE_IN_SECONDS },
      // OpenID Connect Discovery 1.0: a provider that names no way takes the secret in the header.
      (server, ...request) => {
        const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
        const authenticate = ways.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
        authenticate(clientSecret)(server, ...request);
      },
      { timeout: PATIENCE_IN_SECONDS, ...(issuer.protocol === 'http:' && { execute: [allowInsecureRequests] }) },
    );
  }

  private refusalOf(error: unknown): Refusal {
    const kind = kindOf(error);
    // Neither the words of the provider nor the address are logged, because they can have a code or a name.
    this.#log.warn({ message: 'A sign-in to the pages failed.', code: kind.code, because: reasonOf(error) });
    return new Refusal(kind, {}, { cause: error });
  }
}

/** Codes of errors that another attempt in a moment can get over. */
const AWAY = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
const AWAY_BY_ITSELF = ['server_error', 'temporarily_unavailable'];

function kindOf(error: unknown) {
  if (isUnanswered(error)) return platformRefusals.SIGN_IN_UNAVAILABLE;
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return webRefusals.SIGN_IN_DENIED;
    return AWAY_BY_ITSELF.includes(error.error) ? platformRefusals.SIGN_IN_UNAVAILABLE : webRefusals.SIGN_IN_FAILED;
  }
  if (error instanceof ClientError) {
    if (error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return webRefusals.SIGN_IN_CLOCK;
    return AWAY.includes(error.code ?? '') ? platformRefusals.SIGN_IN_UNAVAILABLE : webRefusals.SIGN_IN_FAILED;
  }
  return webRefusals.SIGN_IN_FAILED;
}

/** Whether no answer came. Node's `fetch` tells it by an error of one of these names. */
function isUnanswered(error: unknown): boolean {
  const reason = error instanceof ClientError && error.code === undefined ? error.cause : error;
  const name = typeof reason === 'object' && reason !== null && 'name' in reason ? reason.name : null;
  return name === 'TypeError' || name === 'TimeoutError';
}

function reasonOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return error.error;
  if (error instanceof ClientError) return error.code ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
