import { errors } from 'jose';

/** Why a token does not hold, in words that tell nothing of what is in it. */
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

/** What the checking of a token stumbled on. */
export function tokenErrorIn(error: unknown): TokenError {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad signature';
  // A token that does not say which of several keys it is signed with is signed with none that is known.
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown key';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'algorithm not taken';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return byClaim[error.claim] ?? 'claims not understood';
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed';
  // No answer from the issuer, or one that is no set of keys.
  return 'keys out of reach';
}
