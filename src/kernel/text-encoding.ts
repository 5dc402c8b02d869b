/** The encodings that a file is read in, by their names in the IANA registry of character sets. */
export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'windows-1252';

/** The character that decoding puts in place of a malformed byte. */
export const REPLACEMENT = '\uFFFD';

/**
 * Tells the encoding of a file by its bytes. A byte order mark decides. Without one, a file with a zero in most of the
 * places where UTF-16 has the upper half of a Latin letter is UTF-16. Any other file is UTF-8, unless more of its bytes
 * beyond ASCII are malformed as UTF-8 than are part of a character: each Swedish letter of Windows-1252 is malformed.
 */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  const isMostlyZero = (parity: number) => {
    const half = bytes.subarray(0, BYTES_TO_TELL).filter((_, at) => at % 2 === parity);
    return half.length > 0 && half.filter((byte) => byte === 0).length > half.length / 2;
  };
  if (isMostlyZero(1)) return 'UTF-16LE';
  if (isMostlyZero(0)) return 'UTF-16BE';
  const text = textOf(bytes, 'UTF-8');
  const malformed = text.split(REPLACEMENT).length - 1;
  if (malformed === 0) return 'UTF-8';
  const sound = text.match(/[^\u0000-\u007f\uFFFD]/gu)?.length ?? 0;
  return sound >= malformed ? 'UTF-8' : 'windows-1252';
}

const BYTES_TO_TELL = 512;

/** Decodes the bytes without their byte order mark. A malformed byte becomes U+FFFD, so that its cell can be named. */
export function textOf(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}
