import type { FoundEvent } from '../event-store/foreign-event.js';

/** A page of events from the event store, or `caught up` at the end of the log. */
export type Page = readonly FoundEvent[] | 'caught up';

const EVENTS_IN_A_FULL_PAGE = 1000;

/** Whether a page is full. More events probably follow a full page. */
export function isFull(page: Page): boolean {
  return page.length === EVENTS_IN_A_FULL_PAGE;
}

/**
 * Reads the next page while the consumer handles a page, if more events are likely to follow. By default, more events
 * are likely after a full page. After any other page it does not read ahead.
 */
export async function* prefetch<Read extends Page>(
  pages: AsyncIterable<Read> | Iterable<Read>,
  areMoreLikely: (page: Read) => boolean = isFull,
): AsyncGenerator<Read, void, void> {
  const reader = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]();
  try {
    for (let next = reader.next(); ;) {
      const read: IteratorResult<Read, unknown> = await next;
      if (read.done === true) return;
      const { value } = read;
      if (areMoreLikely(value)) {
        next = Promise.resolve(reader.next());
        // Prevents an unhandled rejection. The loop throws the error when it awaits the page.
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
