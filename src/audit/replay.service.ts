import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IsoInstant } from '../kernel/tertial.js';
import type { HistoryRenderer } from '../platform/as-of/history-renderer.service.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { isForeign } from '../platform/event-store/foreign-event.js';
import { unlessDamaged } from '../platform/runtime/platform-refusals.js';
import type { HistoryEntry } from './describe-event.js';
import { everything, HistoryIndex, pauseBefore } from './history-index.service.js';
import type { Pace, Point, Positions, Scope } from './history-index.service.js';
import { History, type PlacedEvent } from './history.service.js';

const EVENTS_RENDERED_AHEAD = 100;
/** The longest delay of a timer in Node. A replay shortens a longer pause to this delay. */
const LONGEST_PAUSE_IN_MILLISECONDS = 2 ** 31 - 1;

export interface ReplayRange {
  /** The point at which the replay begins; null: the first event of the log. */
  readonly from: Point | null;
  /** The point at which the replay ends, included; null: the newest event when the replay begins. */
  readonly to: Point | null;
  /** The speed; null: as fast as the reader asks for events. */
  readonly pace: Pace | null;
}

/** A replayed event, with the position of the log's newest event for a progress display. */
export interface ReplayedEvent {
  readonly entry: HistoryEntry;
  /** The position of the newest event when the replay began. */
  readonly head: number;
}

/** Replays events in log order. The reader pulls each event (backpressure), so a slow reader costs no more memory. */
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
      // The signal ends a sleep of the generator, because `steps.return` alone would wait until the sleep is over.
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

  /** Finds the events of the scope by the log index, without reading the rest of the log. */
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

  /** Reads every event between the positions once, in one pass over the log. */
  private async *all(positions: Positions, renderer: HistoryRenderer): AsyncGenerator<PlacedEvent[], void, void> {
    const [first] = await this.index.places(everything, positions, -1, 1);
    if (first === undefined) return;
    let { index } = first;
    let rendered: PlacedEvent[] = [];
    for await (const page of this.store.readAll(await this.index.positionBefore(first))) {
      for (const event of page) {
        if (event.position > positions.toPosition) return yield rendered;
        if (isForeign(event)) continue;
        const one = await unlessDamaged(() => renderer.render(event));
        if (one !== null) rendered.push({ ...one, index });
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
