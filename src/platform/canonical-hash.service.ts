import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** SHA-256 of the canonical JSON (RFC 8785) of something, 64 hexadecimal digits in small letters. */
export function canonicalHash(content: object): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}
