import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** SHA-256 of the content's canonical JSON (RFC 8785), 64 hexadecimal digits in small letters. */
export function hashOfContent(content: object): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}
