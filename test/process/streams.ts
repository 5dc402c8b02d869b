import type { AnyEvent, Fold, Recorded } from '../../src/kernel/fold.js';
import type { Reaction, SystemCommand } from '../../src/kernel/reaction.js';

/** The reactions of Tertial to an event, asked for when their turn comes. */
export type Answer = () => readonly SystemCommand[];

/** All streams of one kind, each folded as its events come. */
export class Streams<State, Event extends AnyEvent> {
  readonly #states: Map<string, State>;
  readonly #lengths: Map<string, number>;
  readonly #reactions: ((event: Recorded<Event>) => Answer | null)[] = [];

  constructor(
    readonly fold: Fold<State, Event>,
    readonly told: (event: Recorded<Event>, before: State, after: State) => void,
    from?: Streams<State, Event>,
  ) {
    this.#states = new Map(from === undefined ? [] : from.#states);
    this.#lengths = new Map(from === undefined ? [] : from.#lengths);
  }

  newest(id: string): State {
    return this.#states.get(id) ?? this.fold.initial;
  }

  get all(): ReadonlyMap<string, State> {
    return this.#states;
  }

  nextRevision(id: string): number {
    return this.#lengths.get(id) ?? 0;
  }

  take(id: string, event: Recorded<Event>): Answer[] {
    const before = this.newest(id);
    const after = this.fold.evolve(before, event);
    this.#states.set(id, after);
    this.#lengths.set(id, event.revision + 1);
    this.told(event, before, after);
    return this.#reactions.flatMap((reaction) => reaction(event) ?? []);
  }

  answeredBy<Looked>(reaction: Reaction<Event, Looked>, looked: { newest(id: string): Looked }): void {
    const { types, looksAt } = reaction;
    this.#reactions.push((event) =>
      types.includes(event.type) ? () => reaction.react(event, looked.newest(looksAt.id(event))) : null,
    );
  }
}
