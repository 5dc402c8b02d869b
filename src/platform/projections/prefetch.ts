import type { Stored } from '../../kernel/fold.js';

/** A page of the log from the event store. */
export type Page = readonly Stored[] | 'caught up';

const EVENTS_IN_A_FULL_PAGE = 1000;

/** Whether more events follow the page. */
export function isFull(page: Page): boolean {
  return page.length === EVENTS_IN_A_FULL_PAGE;
}

/** Reads the next page while the consumer handles a full one. After a page that is not full it does not read ahead. */
export async function* prefetch(pages: AsyncIterable<Page> | Iterable<Page>): AsyncGenerator<Page, void, void> {
  const reader = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]();
  try {
    for (let next = reader.next(); ;) {
      const read: IteratorResult<Page, unknown> = await next;
      if (read.done === true) return;
      const { value } = read;
      if (isFull(value)) {
        next = Promise.resolve(reader.next());
        // The error is thrown when the page is awaited.
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
