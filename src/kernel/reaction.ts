import type { AnyEvent, Fold, Recorded } from './fold.js';
import type { SystemCommand } from './system-command.js';

/**
 * What Tertial does by itself when something has happened: a pure function of the event and the newest state of one
 * other thing. Its commands' ids derive from the event's, so that each takes effect exactly once.
 */
export interface Reaction<Event extends AnyEvent = AnyEvent, State = unknown> {
  /** Stable: part of the ids of its commands. */
  readonly name: string;
  /** The kind of stream whose events it reacts to. */
  readonly to: Pick<Fold<never, Event>, 'kind' | 'events'>;
  readonly types: readonly Event['type'][];
  /** The thing whose newest state it looks at. */
  readonly looksAt: { readonly fold: Fold<State, AnyEvent>; id(event: Recorded<Event>): string };
  react(event: Recorded<Event>, state: State): readonly SystemCommand[];
}
