import { type AnyEvent, decode, type Fold, kindAndIdOf, type ReadState, type Recorded, type Stored } from './fold.js';
import type { Act, CommandName } from './permissions.js';

/** A rule that knows its command and waits for the state. It may read the states of other things. */
type AwaitingState<State, Event extends AnyEvent> = (
  state: State,
  act: Act,
  read: ReadState,
) => readonly Event[] | Promise<readonly Event[]>;

/** Applies a rule to the state of one thing. */
export type Decide<Result> = <State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  rule: AwaitingState<State, Event>,
) => Result;

/** A command that Tertial gives itself. Only a constructor that {@link systemCommand} returns makes one. */
export interface SystemCommand {
  readonly command: CommandName;
  readonly data: object;
  /** Gives the command's own rule, with the thing that the rule is about, to the caller. */
  decide<Result>(decide: Decide<Result>): Result;
}

/** One kind of system command: its name, the thing that it is about, and the rule that makes its events. */
export interface SystemCommandKind<Data extends object, State, Event extends AnyEvent> {
  readonly name: CommandName;
  readonly fold: Fold<State, Event>;
  id(data: Data): string;
  rule(data: Data, state: State, act: Act, read: ReadState): readonly Event[] | Promise<readonly Event[]>;
}

/** The kind is private: two commands are equal when their names and data are. */
class CommandOfKind<Data extends object, State, Event extends AnyEvent> implements SystemCommand {
  readonly #kind: SystemCommandKind<Data, State, Event>;
  readonly command: CommandName;

  constructor(
    kind: SystemCommandKind<Data, State, Event>,
    readonly data: Data,
  ) {
    this.#kind = kind;
    this.command = kind.name;
  }

  decide<Result>(decide: Decide<Result>): Result {
    const { data } = this;
    const kind = this.#kind;
    return decide(kind.fold, kind.id(data), (state, act, read) => kind.rule(data, state, act, read));
  }
}

/** Returns the constructor of one kind of system command. */
export function systemCommand<Data extends object, State, Event extends AnyEvent>(
  kind: SystemCommandKind<Data, State, Event>,
): (data: Data) => SystemCommand {
  return (data) => new CommandOfKind(kind, data);
}

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
