import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IsoInstant } from '../kernel/tertial.js';
import type { HistoryRenderer } from '../platform/as-of/history-renderer.service.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import type { HistoryEntry } from './describe-event.js';
import { everything, HistoryIndex, pauseBefore } from './history-index.service.js';
import type { Pace, Point, Positions, Scope } from './history-index.service.js';
import { History, type PlacedEvent } from './history.service.js';

const EVENTS_RENDERED_AHEAD = 100;
/** The longest timer of Node, in milliseconds. */
const LONGEST_PAUSE_IN_MILLISECONDS = 2 ** 31 - 1;

export interface ReplayRange {
  /** Null: from the first event. */
  readonly from: Point | null;
  /** Null: to the newest event at the replay's beginning. */
  readonly to: Point | null;
  /** Null: as fast as the reader reads. */
  readonly pace: Pace | null;
}

/** A replayed event, with the position where the replay ends. */
export interface ReplayedEvent {
  readonly entry: HistoryEntry;
  /** The position of the newest event when the replay began. */
  readonly head: number;
}

/** Replays events in the log's order. The reader pulls, so a slow reader costs no memory. */
@Injectable()
export class Replay {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  follow(scope: Scope, range: ReplayRange): AsyncIterableIterator<ReplayedEvent> {
    const leaving = new AbortController();
    const steps = this.steps(scope, range, leaving.signal);
    return {
      next: () => steps.next(),
      // A sleeping generator learns of its end only when it wakes.
      return: () => {
        leaving.abort();
        return steps.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  private async *steps(
    scope: Scope,
    { from, to, pace }: ReplayRange,
    signal: AbortSignal,
  ): AsyncGenerator<ReplayedEvent, undefined, void> {
    const head = await this.index.caughtUp();
    const positions = await this.index.between(from, to, head);
    const renderer = this.history.renderer();
    const rendered = scope === everything ? this.all(positions, renderer) : this.about(scope, positions, renderer);
    let previous: IsoInstant | undefined;
    for await (const some of rendered) {
      for (const entry of await this.history.rows(some)) {
        const { recordedAt } = entry;
        await pause(previous === undefined ? 0 : pauseBefore(pace, previous, recordedAt), signal);
        if (signal.aborted) return undefined;
        yield { entry, head };
        previous = recordedAt;
      }
    }
    return undefined;
  }

  /** Found by the index: the rest of the log is not read. */
  private async *about(
    scope: Scope,
    positions: Positions,
    renderer: HistoryRenderer,
  ): AsyncGenerator<PlacedEvent[], void, void> {
    for (let after = -1; ;) {
      const places = await this.index.places(scope, positions, after, EVENTS_RENDERED_AHEAD);
      const last = places.at(-1);
      if (last === undefined) return;
      yield await this.history.rendered(places, renderer);
      after = last.index;
    }
  }

  /** Read from the log in one go: each event once. */
  private async *all(positions: Positions, renderer: HistoryRenderer): AsyncGenerator<PlacedEvent[], void, void> {
    const [first] = await this.index.places(everything, positions, -1, 1);
    if (first === undefined) return;
    let { index } = first;
    let rendered: PlacedEvent[] = [];
    for await (const page of this.store.readAll(first.position - 1)) {
      for (const event of page) {
        if (event.position > positions.toPosition) return yield rendered;
        rendered.push({ ...(await renderer.render(event)), index });
        index += 1;
        if (rendered.length < EVENTS_RENDERED_AHEAD) continue;
        yield rendered;
        rendered = [];
      }
    }
    yield rendered;
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return;
  const most = Math.min(milliseconds, LONGEST_PAUSE_IN_MILLISECONDS);
  await sleep(most, undefined, { signal }).catch(() => null);
}
