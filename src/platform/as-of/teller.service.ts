import { kindAndIdOf, type Stored } from '../../kernel/fold.js';
import type { Telling } from '../../kernel/telling.js';
import type { BoundNarration, Narrator } from '../../kernel/narrator.js';
import type { EventStore } from '../event-store/event-store.js';
import { HistoricalStates } from './historical-states.service.js';

/** So many streams stand where they were left at the most; one that was forgotten is read again from its beginning. */
const MOST_STREAMS = 1_000;

export interface ToldEvent {
  readonly event: Stored;
  readonly telling: Telling;
}

interface Standing {
  readonly narrator: Narrator;
  /** The revision that it takes next. */
  next: number;
}

/** Tells events that are in the log when this is made, each stream's in its order. */
export class Teller {
  readonly #standing = new Map<string, Standing>();
  readonly #past: HistoricalStates;

  constructor(
    private readonly narrations: ReadonlyMap<string, BoundNarration>,
    private readonly store: EventStore,
  ) {
    this.#past = new HistoricalStates(store);
  }

  /** Tells an event. What came before it in its stream, and has not been told, is read. */
  async tell(event: Stored): Promise<ToldEvent> {
    const { stream, revision } = event;
    const standing = this.standingIn(stream, revision);
    if (standing.next < revision) await this.passOver(stream, standing, revision);
    return { event, telling: await this.telling(standing, event) };
  }

  /** Tells the events of a stream that have these revisions, in one reading of it. */
  async *tellOf(stream: string, revisions: ReadonlySet<number>): AsyncGenerator<ToldEvent, void, void> {
    const last = Math.max(...revisions);
    const standing = this.standingIn(stream, Math.min(...revisions));
    for await (const page of this.store.readStream(stream, standing.next)) {
      for (const event of page) {
        if (event.revision > last) return;
        if (revisions.has(event.revision)) yield { event, telling: await this.telling(standing, event) };
        else pass(standing, event);
      }
    }
  }

  private async passOver(stream: string, standing: Standing, until: number): Promise<void> {
    for await (const page of this.store.readStream(stream, standing.next)) {
      for (const event of page) {
        if (event.revision >= until) return;
        pass(standing, event);
      }
    }
  }

  private async telling(standing: Standing, event: Stored): Promise<Telling> {
    standing.next = event.revision + 1;
    return standing.narrator.tell(event, this.#past.asOf(event.position));
  }

  /** Where a stream was left, or its beginning where it has been told further than this. */
  private standingIn(stream: string, revision: number): Standing {
    const left = this.#standing.get(stream);
    const standing = left !== undefined && left.next <= revision ? left : this.begin(stream);
    // The one that was asked for last goes last.
    this.#standing.delete(stream);
    this.#standing.set(stream, standing);
    const [oldest] = this.#standing.keys();
    if (this.#standing.size > MOST_STREAMS && oldest !== undefined) this.#standing.delete(oldest);
    return standing;
  }

  private begin(stream: string): Standing {
    const [kind] = kindAndIdOf(stream);
    const narration = this.narrations.get(kind);
    if (narration === undefined) throw new Error(`No feature tells of streams of the kind ${kind}.`);
    return { narrator: narration.begin(), next: 0 };
  }
}

function pass(standing: Standing, event: Stored): void {
  standing.narrator.pass(event);
  standing.next = event.revision + 1;
}
