/** The error for a text or bytes that deviate from their specified format. The message names the deviation. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Returns the text as UTF-8 bytes. */
export function utf8Of(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Returns two lower-case hexadecimal digits for each byte. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the bytes of a text that {@link hexOf} writes; null for any other text. */
export function bytesOfHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** Returns the bytes in padded Base 64 (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Decodes Base 64. Returns null for any text that {@link base64Of} does not write, so each value has one spelling. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return base64Of(bytes) === text ? bytes : null;
}

/** Parses a whole number in decimal digits without leading zeroes; null for other text and unsafe integers. */
export function decimalOf(text: string): number | null {
  const number = /^(?:0|[1-9][0-9]*)$/.test(text) ? Number(text) : -1;
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}
