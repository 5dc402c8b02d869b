import { type AnyEvent, decode, type Fold, kindAndIdOf, type ReadState, type Recorded, type Stored } from './fold.js';
import type { Act, CommandName } from './permissions.js';

/** A rule that already has its command's data. It makes events from one entity's state and can read other entities. */
type AwaitingState<State, Event extends AnyEvent> = (
  state: State,
  act: Act,
  read: ReadState,
) => readonly Event[] | Promise<readonly Event[]>;

/** Applies a rule to the state of the entity that has the given id. */
export type Decide<Result> = <State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  rule: AwaitingState<State, Event>,
) => Result;

/** A command that Tertial itself gives. Only a function that {@link systemCommand} returns can make one. */
export interface SystemCommand {
  readonly command: CommandName;
  readonly data: object;
  /** Calls `decide` with the fold and the id of the command's entity and with the command's rule. */
  decide<Result>(decide: Decide<Result>): Result;
}

/** Defines one kind of system command: its name, its entity and the rule that makes its events. */
export interface SystemCommandKind<Data extends object, State, Event extends AnyEvent> {
  readonly name: CommandName;
  readonly fold: Fold<State, Event>;
  id(data: Data): string;
  rule(data: Data, state: State, act: Act, read: ReadState): readonly Event[] | Promise<readonly Event[]>;
}

/** The kind is a private field, so that deep equality compares only the command's name and data. */
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

/** Returns the function that makes the commands of one kind. */
export function systemCommand<Data extends object, State, Event extends AnyEvent>(
  kind: SystemCommandKind<Data, State, Event>,
): (data: Data) => SystemCommand {
  return (data) => new CommandOfKind(kind, data);
}

/**
 * Tertial's automatic response to an event: a pure function of the event and the newest state of one entity. The ids of
 * its commands derive from the event's id, so that each command takes effect exactly once, even after a retry.
 */
export interface Reaction<Event extends AnyEvent = AnyEvent, State = unknown> {
  /** The name must never change, because the ids of the reaction's commands derive from it. */
  readonly name: string;
  /** The kind of stream whose events start the reaction. */
  readonly to: Pick<Fold<never, Event>, 'kind' | 'events'>;
  readonly types: readonly Event['type'][];
  /** The entity whose newest state the reaction needs: its fold, and its id as a function of the event. */
  readonly looksAt: { readonly fold: Fold<State, AnyEvent>; id(event: Recorded<Event>): string };
  /**
   * Whether the events of the commands name the author of the event as their own, in the author's role. True where the
   * author has decided by the event what the commands only carry to other streams. Absent means that Tertial acts.
   */
  readonly inNameOfAuthor?: true;
  react(event: Recorded<Event>, state: State): readonly SystemCommand[];
}

/** A reaction without the type parameters of its event and state. */
export interface BoundReaction {
  readonly name: string;
  readonly kind: string;
  readonly types: readonly string[];
  readonly inNameOfAuthor: boolean;
  commandsFor(stored: Stored, read: ReadState): Promise<readonly SystemCommand[]>;
}

export function bound<Event extends AnyEvent, State>(reaction: Reaction<Event, State>): BoundReaction {
  const { name, to, types, looksAt, inNameOfAuthor = false } = reaction;
  return {
    name,
    kind: to.kind,
    types,
    inNameOfAuthor,
    commandsFor: async (stored, read) => {
      const event = decode(to, stored);
      return reaction.react(event, await read(looksAt.fold, looksAt.id(event)));
    },
  };
}

/** Returns the `looksAt` of a reaction that needs the newest state of the event's own entity. */
export function itself<State, Event extends AnyEvent>(fold: Fold<State, Event>) {
  return { fold, id: ({ stream }: Pick<Recorded, 'stream'>) => kindAndIdOf(stream)[1] };
}
