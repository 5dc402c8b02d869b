import { errors } from 'jose';

/** The reason why a token is invalid. It contains no part of the token. */
export type TokenError =
  | 'none was shown'
  | 'malformed'
  | 'expired'
  | 'not yet valid'
  | 'bad signature'
  | 'unknown key'
  | 'algorithm not taken'
  | 'wrong issuer'
  | 'wrong audience'
  | 'claims not understood'
  | 'no access token'
  | 'not in the register'
  | 'register out of reach'
  | 'keys out of reach';

const byClaim: Readonly<Record<string, TokenError>> = {
  iss: 'wrong issuer',
  aud: 'wrong audience',
  nbf: 'not yet valid',
};

/** Returns the reason for an error that the check of a token has thrown. */
export function tokenErrorIn(error: unknown): TokenError {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad signature';
  // A token that does not name its key can match several keys. Its key counts as unknown too.
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown key';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'algorithm not taken';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return byClaim[error.claim] ?? 'claims not understood';
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed';
  // The issuer did not answer, or its answer was not a set of keys.
  return 'keys out of reach';
}
