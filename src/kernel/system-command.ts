import type { Act } from './act.js';
import type { AnyEvent, Fold } from './fold.js';
import type { CommandName } from './permissions.js';
import type { ReadState } from './read-state.js';

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
