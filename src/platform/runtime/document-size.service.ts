import { Refusal } from '../../kernel/refusal.js';
import { DEEPEST_NESTING, nestingOf } from './nesting.js';
import { platformRefusals } from './platform-refusals.js';

/** The largest document. Values that need more room are sent as variables. */
export const LARGEST_DOCUMENT_IN_BYTES = 64 * 1024;

/**
 * Limits the bytes of a document and the nesting of its brackets. Call it before parsing, because the parser and the
 * validator need memory for each byte, and stack for each level.
 *
 * @throws Refusal `QUERY_TOO_LARGE` or `QUERY_TOO_DEEP`
 */
export function requireSmallText(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_DOCUMENT_IN_BYTES) {
    throw new Refusal(platformRefusals.QUERY_TOO_LARGE, { bytes, most: LARGEST_DOCUMENT_IN_BYTES });
  }
  const depth = nestingOf(text);
  if (depth > DEEPEST_NESTING) throw new Refusal(platformRefusals.QUERY_TOO_DEEP, { depth, most: DEEPEST_NESTING });
}
