import type { RecordedEvent } from '@eventstore/db-client';
import { type FoundEvent, isForeign } from '../foreign-event.js';
import type { Items, Mark } from './items.service.js';
import { isResolved, positionIn, type StreamNames, stored } from './records.service.js';
import type { RestoredLog } from './restored-log.js';

const EVENTS_IN_A_PAGE = 1000;
const CHARACTERS_IN_A_PAGE = 4_000_000;
/** How long a page that is not full waits for more events while the reading has not caught up. */
const GATHERING_IN_MILLISECONDS = 20;

export interface Pace {
  /** Longest silence of the server, in milliseconds, while the reading has not caught up. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** The part of the log that was restored. */
  readonly restored: RestoredLog;
}

interface PaceOfPages extends Pace {
  /**
   * Whether the reader has all events of the log. Is asked when everything that has arrived is handed out. Absent: what
   * the server calls caught up is enough.
   */
  readonly isAll?: () => Promise<boolean>;
}

/** Reads up to an event's position. Returns its record, or the one of the first event after it; null without one. */
export async function firstFrom(
  items: Items,
  position: number,
  { deadline, restored }: Pace,
): Promise<RecordedEvent | null> {
  try {
    for (;;) {
      const item = items.take();
      if (isResolved(item)) {
        if (item.event && positionIn(item.event, restored) >= position) return item.event;
      } else if (isMark(item)) {
        if (item.mark === 'caught up') return null;
      } else {
        if (items.isOver) return null;
        await items.wait(deadline);
      }
    }
  } finally {
    items.stop();
  }
}

/**
 * Groups the events of a reading into pages. After the reading has caught up, a page contains the events that have
 * arrived so far. The marker `caught up` follows when the reader has all of them. No event waits for that question, which is
 * asked only when nothing arrives for a moment.
 *
 * @throws NoAnswer when the server is silent too long, UnusableRecord, or the client's error.
 */
export async function* pagesOf(
  names: StreamNames,
  items: Items,
  { deadline, signal, restored, isAll = () => Promise.resolve(true) }: PaceOfPages,
): AsyncGenerator<readonly FoundEvent[] | Mark, void, void> {
  const page = new Page();
  let isLive = false;
  /** `not asked` since the last event; a promise while the question is under way; `answered` until the next event. */
  let all: 'not asked' | 'answered' | Promise<boolean> = 'not asked';
  try {
    while (!signal?.aborted) {
      const item = items.take();
      if (isResolved(item)) {
        if (item.event) page.add(stored(names, item.event, restored));
        if (page.isFull) yield page.empty();
        all = 'not asked';
      } else if (isMark(item)) {
        if (item.mark !== 'looked') {
          isLive = item.mark === 'caught up';
          all = 'not asked';
        } else if (page.isEmpty) yield item;
      } else if (!page.isEmpty) {
        const isMore = isLive ? items.hasMore() : items.arrives(GATHERING_IN_MILLISECONDS, signal);
        if (!(await isMore)) yield page.empty();
      } else if (isLive && all === 'not asked') {
        if (await items.arrives(GATHERING_IN_MILLISECONDS, signal)) continue;
        all = isAll();
        all.catch(() => null);
      } else if (typeof all === 'object') {
        const answer = await Promise.race([all, items.arrival(signal)]);
        if (answer === 'arrived') {
          if (items.isOver) return;
          continue;
        }
        all = 'answered';
        if (answer) yield { mark: 'caught up' };
      } else {
        if (items.isOver) return;
        await (isLive ? items.arrival(signal) : items.wait(deadline, signal));
      }
    }
  } finally {
    items.stop();
  }
}

class Page {
  #events: FoundEvent[] = [];
  #characters = 0;

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  get isFull(): boolean {
    return this.#events.length >= EVENTS_IN_A_PAGE || this.#characters >= CHARACTERS_IN_A_PAGE;
  }

  add(event: FoundEvent): void {
    this.#events.push(event);
    this.#characters += isForeign(event) ? 0 : JSON.stringify(event.data).length;
  }

  empty(): readonly FoundEvent[] {
    const events = this.#events;
    this.#events = [];
    this.#characters = 0;
    return events;
  }
}

function isMark(item: unknown): item is Mark {
  return typeof item === 'object' && item !== null && 'mark' in item;
}
