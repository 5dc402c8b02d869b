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
  /** How many events there are before it in the log. */
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
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** A person in the history, with their name while the register has one. */
export interface Named {
  readonly personId: Id<'Person'>;
  /** Null: the register has no name, or the name was erased. */
  readonly name: string | null;
}

/** The actor of an event, with their role. */
export interface Doer {
  /** Null: Tertial itself, carrying out what the board has decided. */
  readonly person: Named | null;
  readonly role: Role;
  /** The role's holder, when a deputy acted. */
  readonly actingFor: Named | null;
}

/** The actor of an event, and the person for whom a deputy acted. */
export function personsOf({ metadata, data }: Pick<Stored, 'metadata' | 'data'>) {
  const { actor, actingFor } = metadata;
  // A reviewer holds a step of a chain: the verdict names its holder.
  const holder = fieldsOf(data).actingFor;
  const stoodIn = typeof holder === 'string' && isId('Person', holder) ? holder : null;
  return { actor: actor === 'system' ? null : actor, actingFor: actingFor ?? stoodIn };
}

/** The day from which an event's facts hold; null: the event states no day. */
export function validOnIn({ data }: Pick<Stored, 'data'>): IsoDate | null {
  const { validOn } = fieldsOf(data);
  return typeof validOn === 'string' && isDate(validOn) ? validOn : null;
}

export function roleWords(role: Role): Words {
  return named(roleNames, role);
}

/** The whole sentence: the actor, the role, the act and the reason. */
export function sentenceOfEvent(doer: Doer, { did, reason }: HistoryLine): Words {
  const who = doerWords(doer);
  const why = reason === null || isBlank(reason) ? null : reason.trim();
  const because = { sv: 'Skäl', en: 'Reason' };
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

/** Adds a full stop, unless the text ends a sentence by itself. */
function ended(sentence: string): string {
  return /[.!?…]["”“’]?$/u.test(sentence) ? sentence : `${sentence}.`;
}

/** An event for a terminal: time and position, sentence, changes. */
export function printedEvent({ position, recordedAt, sentences, changes }: HistoryEntry, language: Language): string {
  return [
    `${position}  ${recordedAt}`,
    indented(sentences[language], 2),
    ...changes.map((change) => indented(printedChange(change, language), 4)),
  ].join('\n');
}

function printedChange({ what, before, after }: Change, language: Language): string {
  return `${what[language]}: ${before?.[language] ?? NOTHING} → ${after?.[language] ?? NOTHING}`;
}

const NOTHING = '–';

/** Removes control characters: people's texts must not control the terminal. */
function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line.replaceAll(/\p{Cc}/gu, '\u{fffd}')}`)
    .join('\n');
}
