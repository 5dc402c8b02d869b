import { type DocumentNode, TokenKind } from 'graphql';

/** The most memory for all documents that Mercurius keeps parsed, by the estimate of {@link weightOf}. */
export const LARGEST_CACHE_IN_BYTES = 64 * 1024 * 1024;

/** The memory of a parsed token with its node and its compiled code, and of a comment. Both were measured. */
const TOKEN_IN_BYTES = 1_300;
const COMMENT_IN_BYTES = 100;
/** The memory of a document with its compiled function, however small it is. */
const DOCUMENT_IN_BYTES = 20_000;

/**
 * Bounds the memory of the parsed and compiled documents. Mercurius keeps every valid document and bounds only their
 * number, so that a stranger could fill the memory with large ones.
 */
export class DocumentCacheBudget {
  #bytes = 0;

  /**
   * Counts a document that Mercurius is about to keep.
   *
   * @param forgetAll Makes Mercurius forget all documents that it keeps. It is called when there is no room for one
   * more.
   */
  add(document: DocumentNode, forgetAll: () => void): void {
    const bytes = weightOf(document);
    if (this.#bytes + bytes > LARGEST_CACHE_IN_BYTES) {
      forgetAll();
      this.#bytes = 0;
    }
    this.#bytes += bytes;
  }
}

/** Estimates the memory of a document in bytes. Each token keeps a part of the memory, also a comment. */
export function weightOf({ loc }: DocumentNode): number {
  if (loc === undefined) return DOCUMENT_IN_BYTES;
  let bytes = DOCUMENT_IN_BYTES + 2 * loc.source.body.length;
  for (let token = loc.startToken.next; token !== null; token = token.next) {
    bytes += token.kind === TokenKind.COMMENT ? COMMENT_IN_BYTES : TOKEN_IN_BYTES;
  }
  return bytes;
}
