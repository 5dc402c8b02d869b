import { type AnyEvent, decode, type Fold, kindAndIdOf, type Recorded, type Stored } from './fold.js';
import type { Language } from './language.js';
import { isBlank } from './refusal.js';

/** The same words in each language. */
export type Words = Readonly<Record<Language, string>>;

/** For what is the same in all languages: a name, a date, a §. */
export function same(text: string): Words {
  return { sv: text, en: text };
}

/** A property of a state, as it is read: *Startdatum* and *1 januari 2026*. */
export interface Property {
  readonly name: Words;
  /** Null: there is none now. */
  readonly value: Words | null;
}

/** How an event changed a property. */
export interface Change {
  readonly what: Words;
  /** Null: there was no value before. */
  readonly before: Words | null;
  /** Null: there is no value any more. */
  readonly after: Words | null;
}

/** An event as it reads in the history. */
export interface HistoryLine {
  /**
   * The predicate, with a small first letter and no full stop: *rapporterade aktiviteten ”Rusta lekplatsen” som helt
   * genomförd för tertial 1*. The subject is the person who acted.
   */
  readonly did: Words;
  readonly changes: readonly Change[];
  /** In the words of the person who acted; null when no reason was given. */
  readonly reason: string | null;
}

/** Gives the state of another stream as it was when the event came, so that a line reads the same for ever. */
export type LookAt = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** An event with the states of its stream right before and right after it. */
export interface Transition<State, Event extends AnyEvent> {
  /** Of the stream. */
  readonly id: string;
  readonly event: Recorded<Event>;
  readonly before: State;
  readonly after: State;
}

/** One sentence for each type of event. */
export type Sentences<Event extends AnyEvent, Context> = {
  readonly [Type in Event['type']]: (event: Recorded<Event & { readonly type: Type }>, context: Context) => Words;
};

/** What an event of some types states and no state keeps. */
export type Facts<Event extends AnyEvent> = {
  readonly [Type in Event['type']]?: (event: Recorded<Event & { readonly type: Type }>) => readonly Property[];
};

/** How the events of one kind of stream read. */
export interface StreamHistory<State, Event extends AnyEvent, Context> {
  readonly fold: Fold<State, Event>;
  /** Gathers what the words need: of the stream, and of others such as the model that labels a status. */
  readonly context: (transition: Transition<State, Event>, lookAt: LookAt) => Promise<Context>;
  readonly sentences: Sentences<Event, Context>;
  /** They are listed before the changes of the state, as new. */
  readonly facts?: Facts<Event>;
  /** The part of the state that the event can have changed. */
  readonly describe: (state: State, event: Recorded<Event>, context: Context) => readonly Property[];
  /** The field `reason` of the event where this is absent. */
  readonly reason?: (event: Recorded<Event>) => string | null;
}

/** Renders the events of one stream, which it is given in order from the first. */
export interface LineRenderer {
  /** Takes in an event that is not shown. */
  skip(stored: Stored): void;
  render(stored: Stored, lookAt: LookAt): Promise<HistoryLine>;
}

/** The history of any kind of stream. */
export interface BoundHistory {
  readonly kind: string;
  /** Begins with a stream. */
  begin(): LineRenderer;
}

export function bindHistory<State, Event extends AnyEvent, Context>(
  history: StreamHistory<State, Event, Context>,
): BoundHistory {
  const { fold } = history;
  const begin = (): LineRenderer => {
    let state = fold.initial;
    return {
      skip: (stored) => {
        state = fold.evolve(state, decode(fold, stored));
      },
      render: (stored, lookAt) => {
        const [, id] = kindAndIdOf(stored.stream);
        const event = decode(fold, stored);
        const before = state;
        state = fold.evolve(before, event);
        return lineOf(history, { id, event, before, after: state }, lookAt);
      },
    };
  };
  return { kind: fold.kind, begin };
}

async function lineOf<State, Event extends AnyEvent, Context>(
  { context: gather, sentences, facts, describe, reason = reasonIn }: StreamHistory<State, Event, Context>,
  transition: Transition<State, Event>,
  lookAt: LookAt,
): Promise<HistoryLine> {
  const { event, before, after } = transition;
  const context = await gather(transition, lookAt);
  const { type }: { readonly type: Event['type'] } = event;
  const factsOfType = facts?.[type];
  return {
    did: sentences[type]({ ...event, type }, context),
    changes: [
      ...(factsOfType === undefined ? [] : factsOfType({ ...event, type })).map(({ name, value }) => ({
        what: name,
        before: null,
        after: value,
      })),
      ...changesBetween(describe(before, event, context), describe(after, event, context)),
    ],
    reason: reason(event),
  };
}

/** The reason in an event's data; null where there is none or a blank one. */
export function reasonIn({ data }: { readonly data: unknown }): string | null {
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null;
  return typeof data.reason === 'string' && !isBlank(data.reason) ? data.reason : null;
}

/** Without the properties that have no value: their changes are listed last. */
export function valued(properties: readonly Property[]): Property[] {
  return properties.filter(({ value }) => value !== null);
}

/** The properties whose values differ: those of the later state in its order, then those that it no longer has. */
export function changesBetween(before: readonly Property[], after: readonly Property[]): Change[] {
  const [was, is] = [byName(before), byName(after)];
  return [...new Map([...is, ...was]).values()].flatMap(({ name }) => {
    const [from, to] = [was.get(name.sv)?.value ?? null, is.get(name.sv)?.value ?? null];
    return from?.sv === to?.sv && from?.en === to?.en ? [] : [{ what: name, before: from, after: to }];
  });
}

function byName(properties: readonly Property[]): ReadonlyMap<string, Property> {
  return new Map(properties.map((one) => [one.name.sv, one]));
}
