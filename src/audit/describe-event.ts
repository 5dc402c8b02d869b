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

/** A person in the history, who is called by name for as long as the register knows one. */
export interface Named {
  readonly personId: Id<'Person'>;
  /** Null: the register has none, or it has been erased. */
  readonly name: string | null;
}

/** Who did something, and in which role. */
export interface Doer {
  /** Null: Tertial itself, carrying out what the board has decided. */
  readonly person: Named | null;
  readonly role: Role;
  /** Whose role it was, when somebody acted as a deputy. */
  readonly actingFor: Named | null;
}

/** The persons by whom and for whom an event was brought about. */
export function personsOf({ metadata, data }: Pick<Stored, 'metadata' | 'data'>) {
  const { actor, actingFor } = metadata;
  // A reviewer holds a step of a chain: whose it was stands in the verdict.
  const holder = fieldsOf(data).actingFor;
  const stoodIn = typeof holder === 'string' && isId('Person', holder) ? holder : null;
  return { actor: actor === 'system' ? null : actor, actingFor: actingFor ?? stoodIn };
}

/** The day from which the facts of an event hold; null: it states none. */
export function validOnIn({ data }: Pick<Stored, 'data'>): IsoDate | null {
  const { validOn } = fieldsOf(data);
  return typeof validOn === 'string' && isDate(validOn) ? validOn : null;
}

export function roleWords(role: Role): Words {
  return named(roleNames, role);
}

/** The whole sentence: who did what in which role, and why. */
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

/** With one full stop, and none after what ends a sentence by itself. */
function ended(sentence: string): string {
  return /[.!?…]["”“’]?$/u.test(sentence) ? sentence : `${sentence}.`;
}

/** An event as it is read in a terminal: when it was recorded and where, what happened, and what it changed. */
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

/** People's texts are theirs: what could steer the terminal is not passed on to it. */
function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line.replaceAll(/\p{Cc}/gu, '\u{fffd}')}`)
    .join('\n');
}
