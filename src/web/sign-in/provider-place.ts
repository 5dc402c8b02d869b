/** The place at which people sign in, and the address at which they come back. */
export interface ProviderPlace {
  /** The OpenID Connect provider. It signs the access tokens too. */
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of the pages in a browser, without a path. */
  readonly pages: URL;
  /** The scopes that a sign-in asks for, with spaces between. */
  readonly scope: string;
  /** The resource that the access token is asked for (RFC 8707). Null: the provider knows it by the client. */
  readonly resource: string | null;
}
