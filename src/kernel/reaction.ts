import { type AnyEvent, decode, type Fold, kindAndIdOf, type ReadState, type Recorded, type Stored } from './fold.js';
import type { Act, CommandName } from './permissions.js';

/** A rule that is bound to its command and still needs the state. It may read the states of other entities. */
type AwaitingState<State, Event extends AnyEvent> = (
  state: State,
  act: Act,
  read: ReadState,
) => readonly Event[] | Promise<readonly Event[]>;

/** Applies a rule to the state of one entity. */
export type Decide<Result> = <State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  rule: AwaitingState<State, Event>,
) => Result;

/** A command that Tertial gives itself. Only a constructor that {@link systemCommand} returns makes one. */
export interface SystemCommand {
  readonly command: CommandName;
  readonly data: object;
  /** Calls `decide` with the command's rule and the entity that the rule is about. */
  decide<Result>(decide: Decide<Result>): Result;
}

/** One kind of system command: its name, its entity, and the rule that makes its events. */
export interface SystemCommandKind<Data extends object, State, Event extends AnyEvent> {
  readonly name: CommandName;
  readonly fold: Fold<State, Event>;
  id(data: Data): string;
  rule(data: Data, state: State, act: Act, read: ReadState): readonly Event[] | Promise<readonly Event[]>;
}

/** The kind is private, so that two commands are equal when their names and data are equal. */
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
 * Tertial's automatic response to an event: a pure function of the event and the newest state of one other entity. The
 * ids of its commands derive from the event's id, so that each command takes effect exactly once.
 */
export interface Reaction<Event extends AnyEvent = AnyEvent, State = unknown> {
  /** Must never change: it is part of the ids of the reaction's commands. */
  readonly name: string;
  /** The kind of stream whose events it reacts to. */
  readonly to: Pick<Fold<never, Event>, 'kind' | 'events'>;
  readonly types: readonly Event['type'][];
  /** Returns the id of the entity whose newest state the reaction needs. */
  readonly looksAt: { readonly fold: Fold<State, AnyEvent>; id(event: Recorded<Event>): string };
  react(event: Recorded<Event>, state: State): readonly SystemCommand[];
}

/** A reaction of any kind, bound to the fold that reads its state. */
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

/** Returns the id of the event's own entity, for a reaction that needs that state. */
export function itself<State, Event extends AnyEvent>(fold: Fold<State, Event>) {
  return { fold, id: ({ stream }: Pick<Recorded, 'stream'>) => kindAndIdOf(stream)[1] };
}
