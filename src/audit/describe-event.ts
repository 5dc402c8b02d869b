import type { Role } from '../kernel/permissions.js';
import { fieldsOf, type Stored } from '../kernel/fold.js';
import { inEach, named } from '../kernel/history-labels.js';
import type { Change, HistoryLine, Words } from '../kernel/history.js';
import { type Id, isId } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { isBlank, roleNames } from '../kernel/refusal.js';
import { isDate, type IsoDate, type IsoInstant } from '../kernel/tertial.js';

/** An event as the history shows it. */
export interface HistoryEntry {
  /** The number of events before this one in the log. */
  readonly index: number;
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: IsoInstant;
  readonly validOn: IsoDate | null;
  readonly actor: Doer & { readonly roleLabel: Words };
  readonly sentences: Words;
  readonly changes: readonly Change<Words>[];
  readonly reason: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** A person in the history. The name comes from the register of people and not from the log. */
export interface Named {
  readonly personId: Id<'Person'>;
  /**
   * Null when the register has no name for the person, for example after an erasure. Also null in a history as of an
   * earlier moment.
   */
  readonly name: string | null;
}

/** The actor of an event, and the role in which the actor acted. */
export interface Doer {
  /** Null when Tertial itself acted, in a reaction or by a timer. */
  readonly person: Named | null;
  readonly role: Role;
  /** The person whom the actor represented as a deputy; null when the actor was no deputy. */
  readonly actingFor: Named | null;
}

/**
 * Returns the id of the actor, which is null for Tertial itself. Also returns the id of the person whom the actor
 * represented as a deputy; null when the actor was no deputy.
 */
export function personsOf({ metadata, data }: Pick<Stored, 'metadata' | 'data'>) {
  const { actor, actingFor } = metadata;
  // When a deputy reviews, the event's data names the represented person. The event's metadata does not.
  const holder = fieldsOf(data).actingFor;
  const stoodIn = typeof holder === 'string' && isId('Person', holder) ? holder : null;
  return { actor: actor === 'system' ? null : actor, actingFor: actingFor ?? stoodIn };
}

/** Returns the field `validOn` of an event, the day on which the reported fact holds; null for an event without it. */
export function validOnIn({ data }: Pick<Stored, 'data'>): IsoDate | null {
  const { validOn } = fieldsOf(data);
  return typeof validOn === 'string' && isDate(validOn) ? validOn : null;
}

export function roleWords(role: Role): Words {
  return named(roleNames, role);
}

const A_REASON: Words = { sv: 'Skäl', en: 'Reason' };

/** Returns an event as a sentence in each language: the actor, the role, the act and the reason. */
export function sentenceOfEvent(doer: Doer, { did, reason, because = A_REASON }: HistoryLine<Words>): Words {
  const who = doerWords(doer);
  const why = reason === null || isBlank(reason) ? null : reason.trim();
  return inEach((language) => {
    const sentence = ended(`${who[language]} ${did[language]}`);
    return why === null ? sentence : `${sentence} ${ended(`${because[language]}: ${why}`)}`;
  });
}

function doerWords({ person, role, actingFor }: Doer): Words {
  if (person === null) return { sv: 'Tertial', en: 'Tertial' };
  const words = roleWords(role);
  const stoodIn = { sv: 'för', en: 'for' };
  return inEach((language) => {
    const holder = actingFor === null ? '' : `, ${stoodIn[language]} ${calledBy(actingFor)}`;
    return `${calledBy(person)} (${words[language]}${holder})`;
  });
}

function calledBy({ name, personId }: Named): string {
  return name ?? personId;
}

/** Adds a full stop unless the text already ends with a mark that ends a sentence. */
function ended(sentence: string): string {
  return /[.!?…]["”“’]?$/u.test(sentence) ? sentence : `${sentence}.`;
}

/** Returns an event as lines for a terminal: position and time, then the sentence, then each change. */
export function printedEvent({ position, recordedAt, sentences, changes }: HistoryEntry, language: Language): string {
  return [
    `${position}  ${recordedAt}`,
    indented(sentences[language], 2),
    ...changes.map((change) => indented(printedChange(change, language), 4)),
  ].join('\n');
}

function printedChange({ what, before, after }: Change<Words>, language: Language): string {
  return `${what[language]}: ${before?.[language] ?? NOTHING} → ${after?.[language] ?? NOTHING}`;
}

const NOTHING = '–';

/** Indents each line and replaces control characters, because a person's text must not control the terminal. */
function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line.replaceAll(/\p{Cc}/gu, '\u{fffd}')}`)
    .join('\n');
}
