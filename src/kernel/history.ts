import { type AnyEvent, decode, type Fold, kindAndIdOf, type Recorded, type Stored } from './fold.js';
import type { Language } from './language.js';
import { isBlank } from './refusal.js';

/** One text in each language. */
export type Words = Readonly<Record<Language, string>>;

/** Words that are equal in all languages, such as a person's name. */
export function same(text: string): Words {
  return { sv: text, en: text };
}

/** A property of a state in words: *Startdatum* and *1 januari 2026*. */
export interface Property {
  readonly name: Words;
  /** Null when the property has no value. */
  readonly value: Words | null;
}

/** A property's change by one event. */
export interface Change {
  readonly what: Words;
  /** Null when there was no value before. */
  readonly before: Words | null;
  /** Null when there is no value afterwards. */
  readonly after: Words | null;
}

/** An event in words, as the history shows it. */
export interface HistoryLine {
  /**
   * The predicate, in lower case and without a full stop: *rapporterade aktiviteten ”Rusta lekplatsen” som helt
   * genomförd för tertial 1*. The subject is the actor.
   */
  readonly did: Words;
  readonly changes: readonly Change[];
  /** The actor's own words; null when the actor gave no reason. */
  readonly reason: string | null;
}

/** Reads the state of another stream at the event's position, so that a line never changes. */
export type LookAt = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** An event with the states of its stream immediately before and after it. */
export interface Transition<State, Event extends AnyEvent> {
  /** The stream's id. */
  readonly id: string;
  readonly event: Recorded<Event>;
  readonly before: State;
  readonly after: State;
}

/** One sentence for each type of event. */
export type Sentences<Event extends AnyEvent, Context> = {
  readonly [Type in Event['type']]: (event: Recorded<Event & { readonly type: Type }>, context: Context) => Words;
};

/** The properties that an event states but the state does not keep, by event type. */
export type Facts<Event extends AnyEvent> = {
  readonly [Type in Event['type']]?: (event: Recorded<Event & { readonly type: Type }>) => readonly Property[];
};

/** Defines the sentences and properties for the history of one kind of stream. */
export interface StreamHistory<State, Event extends AnyEvent, Context> {
  readonly fold: Fold<State, Event>;
  /** Reads the states that the sentences need, from this stream and others (the model that labels a status). */
  readonly context: (transition: Transition<State, Event>, lookAt: LookAt) => Promise<Context>;
  readonly sentences: Sentences<Event, Context>;
  /** Listed as new values, before the changes of the state. */
  readonly facts?: Facts<Event>;
  /** The properties of the state that the event may have changed. */
  readonly describe: (state: State, event: Recorded<Event>, context: Context) => readonly Property[];
  /** Default: the event's field `reason`. */
  readonly reason?: (event: Recorded<Event>) => string | null;
}

/** Renders the events of one stream. The caller passes every event in order, from the first. */
export interface LineRenderer {
  /** Folds an event without rendering it. */
  skip(stored: Stored): void;
  render(stored: Stored, lookAt: LookAt): Promise<HistoryLine>;
}

/** Renders the history of any kind of stream. */
export interface BoundHistory {
  readonly kind: string;
  /** Starts a renderer for one stream. */
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

/** Returns the reason in an event's data; null when it is missing or blank. */
export function reasonIn({ data }: { readonly data: unknown }): string | null {
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null;
  return typeof data.reason === 'string' && !isBlank(data.reason) ? data.reason : null;
}

/** Drops the properties without a value; their changes come last in the list. */
export function valued(properties: readonly Property[]): Property[] {
  return properties.filter(({ value }) => value !== null);
}

/** Lists the changed properties: first those of the later state in its order, then those it no longer has. */
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
