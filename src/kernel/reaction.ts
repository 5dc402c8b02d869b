import { type AnyEvent, decode, type Fold, kindAndIdOf, type Recorded, type Stored } from './fold.js';
import type { ReadState } from './read-state.js';
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

/** A reaction of any kind, with the reading of the state that it looks at. */
export interface BoundReaction {
  readonly name: string;
  readonly kind: string;
  readonly types: readonly string[];
  commandsFor(stored: Stored, read: ReadState): Promise<readonly SystemCommand[]>;
}

export function bound<Event extends AnyEvent, State>(reaction: Reaction<Event, State>): BoundReaction {
  const { name, to, types, looksAt } = reaction;
  return {
    name,
    kind: to.kind,
    types,
    commandsFor: async (stored, read) => {
      const event = decode(to, stored);
      return reaction.react(event, await read(looksAt.fold, looksAt.id(event)));
    },
  };
}

/** Makes a reaction look at the very thing that the event is about. */
export function itself<State, Event extends AnyEvent>(fold: Fold<State, Event>) {
  return { fold, id: ({ stream }: Pick<Recorded, 'stream'>) => kindAndIdOf(stream)[1] };
}
