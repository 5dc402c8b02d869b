import { createHash } from 'node:crypto';
import { canonical } from './hashing.service.js';

/** SHA-256 of the canonical JSON (RFC 8785) of something, 64 hexadecimal digits in small letters. */
export function canonicalHash(content: object): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}
