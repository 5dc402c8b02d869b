import { type AnyEvent, decode, type Fold, kindAndIdOf, type Recorded, type Stored } from './fold.js';
import { type Language, languages } from './language.js';
import { isBlank } from './refusal.js';

/** A text in Swedish and in English. */
export type Words = Readonly<Record<Language, string>>;

/** A person or a unit in a text. The log has only the id, so the text gets the name when it is shown (rule 46). */
export interface Mention {
  readonly id: string;
}

/** A text in one language. It is a string when it names nobody. */
export type Text = string | readonly (string | Mention)[];

/** A text in Swedish and in English that can name persons and units. {@link Words} is a phrase that names nobody. */
export type Phrase = Readonly<Record<Language, Text>>;

/** Returns the name of a person or a unit; the id when the register has no name. */
export type Called = (id: string) => string;

/** Returns the same text for each language, such as a person's name. */
export function same(text: string): Words {
  return { sv: text, en: text };
}

/** Names a person or a unit. */
export function naming(id: string): Phrase {
  return { sv: [{ id }], en: [{ id }] };
}

/** Makes a text of a template, as a template string does. The values can name persons and units. */
export function text(strings: TemplateStringsArray, ...values: readonly (Text | number)[]): Text {
  return whole(strings.flatMap((string, index) => [string, ...partsOf(values[index] ?? '')]));
}

export function joined(texts: readonly Text[], separator: string): Text {
  return whole(texts.flatMap((one, index) => [...(index === 0 ? [] : [separator]), ...partsOf(one)]));
}

function partsOf(value: Text | number): readonly (string | Mention)[] {
  return typeof value === 'object' ? value : [String(value)];
}

function whole(parts: readonly (string | Mention)[]): Text {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : parts;
}

/** Puts names into a phrase. */
export function inWords(phrase: Phrase, called: Called): Words {
  const inLanguage = (text: Text) =>
    partsOf(text)
      .map((part) => (typeof part === 'string' ? part : called(part.id)))
      .join('');
  return { sv: inLanguage(phrase.sv), en: inLanguage(phrase.en) };
}

/** A property of a state as the history shows it, such as *Startdatum* with the value *1 januari 2026*. */
export interface Property {
  readonly name: Words;
  /** Null when the property has no value. */
  readonly value: Phrase | null;
}

/** The change of one property by one event. */
export interface Change<Said extends Phrase = Phrase> {
  readonly what: Words;
  /** The value before the event; null when the property had none. */
  readonly before: Said | null;
  /** The value after the event; null when the property has none. */
  readonly after: Said | null;
}

/** The text that the history shows for one event. {@link lineInWords} puts the names into it. */
export interface HistoryLine<Said extends Phrase = Phrase> {
  /**
   * The predicate of a sentence that has the actor as its subject, in lower case and without a full stop. Example:
   * *rapporterade aktiviteten ”Rusta lekplatsen” som helt genomförd för tertial 1*.
   */
  readonly did: Said;
  readonly changes: readonly Change<Said>[];
  /** The reason, comment or motivation that the actor wrote; null when the actor wrote none. */
  readonly reason: string | null;
  /** The word before what the actor wrote. Absent: it is a reason. */
  readonly because?: Words;
}

/** Lists the ids of the persons and units that a line names. */
export function mentionedIn({ did, changes }: HistoryLine): string[] {
  const phrases = [did, ...changes.flatMap(({ before, after }) => [before, after])].filter((one) => one !== null);
  const parts = phrases.flatMap((phrase) => languages.flatMap((language) => partsOf(phrase[language])));
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.id])))];
}

export function lineInWords({ did, changes, ...line }: HistoryLine, called: Called): HistoryLine<Words> {
  const valueIn = (value: Phrase | null) => value && inWords(value, called);
  return {
    ...line,
    did: inWords(did, called),
    changes: changes.map(({ what, before, after }) => ({ what, before: valueIn(before), after: valueIn(after) })),
  };
}

/** Reads the state of any stream as of the rendered event's position, so that later events change no history line. */
export type LookAt = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** An event with the states of its stream immediately before and after it. */
export interface Transition<State, Event extends AnyEvent> {
  readonly id: string;
  readonly event: Recorded<Event>;
  readonly before: State;
  readonly after: State;
}

/** For each event type, a function that returns the predicate of the event's sentence. */
export type Sentences<Event extends AnyEvent, Context> = {
  readonly [Type in Event['type']]: (event: Recorded<Event & { readonly type: Type }>, context: Context) => Phrase;
};

/** For some event types, a function that makes properties from the event's own data. The history lists them. */
export type Facts<Event extends AnyEvent> = {
  readonly [Type in Event['type']]?: (event: Recorded<Event & { readonly type: Type }>) => readonly Property[];
};

/** Defines the sentences and properties that the history shows for one kind of stream. */
export interface StreamHistory<State, Event extends AnyEvent, Context> {
  readonly fold: Fold<State, Event>;
  /** Reads the data that the sentences need, such as the steering model that has the names of the statuses. */
  readonly context: (transition: Transition<State, Event>, lookAt: LookAt) => Promise<Context>;
  readonly sentences: Sentences<Event, Context>;
  /** The properties from the event itself. The history lists them before the changes of the state. */
  readonly facts?: Facts<Event>;
  /** Returns the state's properties in words. The history compares them before and after the event. */
  readonly describe: (state: State, event: Recorded<Event>, context: Context) => readonly Property[];
  /** Returns the reason that the history shows. The default returns the event's field `reason`. */
  readonly reason?: (event: Recorded<Event>) => string | null;
  /** Returns the word before what {@link reason} returns. The default is *Skäl*. */
  readonly because?: (event: Recorded<Event>) => Words | undefined;
}

/** Renders the events of one stream. The caller passes every event in order, from the first. */
export interface LineRenderer {
  /** Applies an event to the state without rendering it. */
  skip(stored: Stored): void;
  render(stored: Stored, lookAt: LookAt): Promise<HistoryLine>;
}

/** The history of one kind of stream, without the type parameters of its state and events. */
export interface BoundHistory {
  readonly kind: string;
  /** Returns a new renderer for the events of one stream. */
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
  { context: gather, sentences, facts, describe, reason = reasonIn, because }: StreamHistory<State, Event, Context>,
  transition: Transition<State, Event>,
  lookAt: LookAt,
): Promise<HistoryLine> {
  const { event, before, after } = transition;
  const context = await gather(transition, lookAt);
  const { type }: { readonly type: Event['type'] } = event;
  const factsOfType = facts?.[type];
  const word = because?.(event);
  return {
    ...(word !== undefined && { because: word }),
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

/** Leaves out properties without a value, so that {@link changesBetween} treats them as removed. */
export function valued(properties: readonly Property[]): Property[] {
  return properties.filter(({ value }) => value !== null);
}

/** Lists the changed properties: first the properties in `after`, in that order, then those that only `before` has. */
export function changesBetween(before: readonly Property[], after: readonly Property[]): Change[] {
  const [was, is] = [byName(before), byName(after)];
  return [...new Map([...is, ...was]).values()].flatMap(({ name }) => {
    const [from, to] = [was.get(name.sv)?.value ?? null, is.get(name.sv)?.value ?? null];
    return isSame(from?.sv, to?.sv) && isSame(from?.en, to?.en) ? [] : [{ what: name, before: from, after: to }];
  });
}

function isSame(one: Text | undefined, other: Text | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return JSON.stringify(one) === JSON.stringify(other);
}

function byName(properties: readonly Property[]): ReadonlyMap<string, Property> {
  return new Map(properties.map((one) => [one.name.sv, one]));
}
