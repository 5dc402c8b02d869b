import { kindAndIdOf, type Stored } from '../../kernel/fold.js';
import type { BoundHistory, HistoryLine, LineRenderer } from '../../kernel/history.js';
import type { EventStore } from '../event-store/event-store.js';
import { isForeign } from '../event-store/foreign-event.js';
import { HistoricalStates } from './historical-states.service.js';

/** Maximum number of kept states. When a state is dropped, the renderer must read the stream from its first event. */
const MOST_STREAMS = 1_000;

export interface RenderedEvent {
  readonly event: Stored;
  readonly line: HistoryLine;
}

interface Standing {
  readonly renderer: LineRenderer;
  /** The revision of the next event to render or skip. */
  next: number;
}

/** Renders events as history lines. It keeps the streams that it reads, so make a new renderer for later events. */
export class HistoryRenderer {
  readonly #standing = new Map<string, Standing>();
  readonly #past: HistoricalStates;

  constructor(
    private readonly histories: ReadonlyMap<string, BoundHistory>,
    private readonly store: EventStore,
  ) {
    this.#past = new HistoricalStates(store);
  }

  /** Renders an event. First folds the earlier events of its stream that the renderer has not folded yet. */
  async render(event: Stored): Promise<RenderedEvent> {
    const { stream, revision } = event;
    const standing = this.standingIn(stream, revision);
    if (standing.next < revision) await this.skipTo(stream, standing, revision);
    return { event, line: await this.line(standing, event) };
  }

  /** Renders the events of a stream that have these revisions. Reads the stream only once. */
  async *renderSome(stream: string, revisions: ReadonlySet<number>): AsyncGenerator<RenderedEvent, void, void> {
    const last = Math.max(...revisions);
    const standing = this.standingIn(stream, Math.min(...revisions));
    for await (const page of this.store.readStream(stream, standing.next)) {
      for (const event of page) {
        if (event.revision > last) return;
        if (isForeign(event)) continue;
        if (revisions.has(event.revision)) yield { event, line: await this.line(standing, event) };
        else skip(standing, event);
      }
    }
  }

  private async skipTo(stream: string, standing: Standing, until: number): Promise<void> {
    for await (const page of this.store.readStream(stream, standing.next)) {
      for (const event of page) {
        if (event.revision >= until) return;
        if (isForeign(event)) continue;
        skip(standing, event);
      }
    }
  }

  private async line(standing: Standing, event: Stored): Promise<HistoryLine> {
    standing.next = event.revision + 1;
    return standing.renderer.render(event, this.#past.asOf(event.position));
  }

  /**
   * Returns the kept state of a stream. Returns the initial state when no state is kept, or when the kept state already
   * includes the event with this revision.
   */
  private standingIn(stream: string, revision: number): Standing {
    const left = this.#standing.get(stream);
    const standing = left !== undefined && left.next <= revision ? left : this.begin(stream);
    // Moves the stream to the end of the map, so that the first entry is the least recently used one.
    this.#standing.delete(stream);
    this.#standing.set(stream, standing);
    const [oldest] = this.#standing.keys();
    if (this.#standing.size > MOST_STREAMS && oldest !== undefined) this.#standing.delete(oldest);
    return standing;
  }

  private begin(stream: string): Standing {
    const [kind] = kindAndIdOf(stream);
    const history = this.histories.get(kind);
    if (history === undefined) throw new Error(`No feature has a history of streams of the kind ${kind}.`);
    return { renderer: history.begin(), next: 0 };
  }
}

function skip(standing: Standing, event: Stored): void {
  standing.renderer.skip(event);
  standing.next = event.revision + 1;
}
