interface Page {
  /** Position of its first event. */
  readonly from: number;
  /** When it arrived, on the clock of `performance.now()`. */
  readonly at: number;
}

const MOST_PAGES = 2_000;
const MILLISECONDS_IN_A_SECOND = 1_000;

/**
 * Remembers when the events of the log arrived in this process. The age of an event that is reckoned from it does not
 * depend on the clock that recorded the event.
 */
export class Arrivals {
  readonly #startedAt = performance.now();
  #pages: Page[] = [];
  #newest = 0;
  /** Since when the log is known to have an event that has not arrived. */
  #awaitedSince: number | null = null;

  take(events: readonly { readonly position: number }[]): void {
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return;
    this.#pages.push({ from: first.position, at: performance.now() });
    this.#newest = last.position;
    // An event of a page that is dropped counts as one of the page before it.
    if (this.#pages.length > MOST_PAGES) this.#pages = this.#pages.filter((_, n) => n % 2 === 0);
  }

  /** Takes note of how far the log is, and of how far this process has read it. */
  look(head: number, read: number): void {
    const isAwaited = head > Math.max(read, this.#newest);
    this.#awaitedSince = isAwaited ? (this.#awaitedSince ?? performance.now()) : null;
  }

  /** Returns for how many seconds this process has known of the event. The seconds before its start do not count. */
  secondsKnown(position: number, read: number): number {
    const page = this.#pages.findLast(({ from }) => from <= position);
    const hasArrived = position <= Math.max(read, this.#newest);
    const since = hasArrived ? (page?.at ?? this.#startedAt) : (this.#awaitedSince ?? performance.now());
    return (performance.now() - since) / MILLISECONDS_IN_A_SECOND;
  }
}
