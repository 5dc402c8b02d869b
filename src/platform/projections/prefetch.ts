import type { Stored } from '../../kernel/fold.js';

/** A part of the log, as the event store gives it out. */
export type Page = readonly Stored[] | 'caught up';

const EVENTS_IN_A_FULL_PAGE = 1000;

/** There is more behind it. */
export function isFull(page: Page): boolean {
  return page.length === EVENTS_IN_A_FULL_PAGE;
}

/** While a full page is taken in, the next one is read. Behind another there is nothing yet, and it is not waited for. */
export async function* prefetch(pages: AsyncIterable<Page> | Iterable<Page>): AsyncGenerator<Page, void, void> {
  const reader = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]();
  try {
    for (let next = reader.next(); ;) {
      const read: IteratorResult<Page, unknown> = await next;
      if (read.done === true) return;
      const { value } = read;
      if (isFull(value)) {
        next = Promise.resolve(reader.next());
        // Told when it is its turn.
        next.catch(() => null);
        yield value;
      } else {
        yield value;
        next = reader.next();
      }
    }
  } finally {
    await reader.return?.();
  }
}
