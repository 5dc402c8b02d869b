import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Tokens } from '../../src/platform/sign-in/tokens.service.js';

/** The claims of a token about somebody. */
export interface Claims {
  readonly person: string;
  readonly municipality: string;
  /** Roles for each board. */
  readonly boards: Readonly<Record<string, readonly string[]>>;
}

export interface Signing {
  /** In seconds since 1970; an hour from now when it is left out. */
  readonly expires?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

/** Somebody who signs tokens, and what checks them. */
export interface Issuer {
  readonly tokens: Tokens;
  sign(claims: Claims, signing?: Signing): Promise<string>;
}

export async function newIssuer(rolesFrom: 'claims' | 'register' = 'claims'): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'key' }] };
  return {
    tokens: new Tokens(createLocalJWKSet(keys), { issuer: 'issuer', audience: 'tertial', rolesFrom }),
    sign: ({ person, municipality, boards }, { expires, issuer = 'issuer', audience = 'tertial' } = {}) =>
      new SignJWT({ municipality, boards })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'key' })
        .setSubject(person)
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime(expires ?? '1h')
        .sign(privateKey),
  };
}
