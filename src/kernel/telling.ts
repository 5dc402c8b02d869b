import type { AnyEvent, Fold, Recorded } from './fold.js';
import type { Language } from './sentences.js';

/** The same words in each language. */
export type Words = Readonly<Record<Language, string>>;

/** What became of one thing that an event changed, in words that a reader of the history understands. */
export interface Change {
  /** What was changed, such as *Status* or *Startdatum*. */
  readonly what: Words;
  /** Null: there was nothing before. */
  readonly before: Words | null;
  /** Null: there is nothing any more. */
  readonly after: Words | null;
}

/** An event as it is told to somebody who reads the history. */
export interface Telling {
  /**
   * What goes on after who did it in which role, with a small first letter and no full stop: *rapporterade aktiviteten
   * ”Rusta lekplatsen” som helt genomförd för tertial 1*.
   */
  readonly did: Words;
  readonly changes: readonly Change[];
  /** Why, in the words of whoever did it; null when no reason was given. */
  readonly reason: string | null;
}

/**
 * Gives the state of another thing as it was when the event came, for words that are not in the stream that is told of:
 * what is told of an event is the same for ever (rule 49).
 */
export type LookAt = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** The state of a stream right before and right after an event of it. */
export interface Around<State> {
  readonly before: State;
  readonly after: State;
}

/** How the events of one kind of stream are told. */
export interface Narration<State, Event extends AnyEvent, Context> {
  readonly fold: Fold<State, Event>;
  /** Reads what {@link tell} needs besides the stream itself, such as the model that says what a status is called. */
  readonly context: (id: string, lookAt: LookAt, event: Recorded<Event>) => Promise<Context>;
  readonly tell: (event: Recorded<Event>, around: Around<State>, context: Context) => Telling;
}

/** For what is the same in all languages: a name, a date, a §. */
export function same(text: string): Words {
  return { sv: text, en: text };
}
