import type { DecisionReference, Finality } from './outcome.js';
import { type Language, languages } from './language.js';
import { joined, naming, type Phrase, same, type Text, text, type Words } from './history.js';
import { isBlank } from './refusal.js';
import { dayWords } from './local-time.js';
import type { StatedCheckpoint } from './stated-checkpoint.js';
import type { IsoDate, Tertial } from './tertial.js';
import type { Warning } from './warning.js';

/** Maps each code, such as the code of an outcome, to its name in each language. */
type Names = Readonly<Record<string, Words>>;

/** Returns the name of a code; the code itself when the table does not contain it. */
export function named(names: Names, code: string): Words {
  return names[code] ?? same(code);
}

const tertialNames: Readonly<Record<Tertial, Words>> = {
  T1: same('tertial 1'),
  T2: same('tertial 2'),
  T3: same('tertial 3'),
};

/** The names of a reviewer's verdicts in each language. */
export const verdictNames = {
  APPROVE: { sv: 'godkänt', en: 'approved' },
  RETURN: { sv: 'återlämnat', en: 'returned' },
  DECLINE: { sv: 'avstyrkt', en: 'declined' },
} as const;

/** The name of each finality that a decision can have. */
export const finalityNames: Readonly<Record<Finality, Words>> = {
  NOT_IN_FORCE: { sv: 'inte lagakraftvunnet', en: 'not in legal force' },
  APPEALED: { sv: 'överklagat', en: 'appealed' },
  IN_FORCE: { sv: 'lagakraftvunnet', en: 'in legal force' },
  ANNULLED: { sv: 'upphävt av domstol', en: 'annulled by a court' },
};

/**
 * Writes a change of finality as a predicate. The caller puts the subject *beslutet* (*the decision*) before it.
 *
 * @param before the finality until then
 */
export function finalityRecordedWords(finality: Finality, on: IsoDate, before: Finality): Words {
  const hasLostForce = before === 'IN_FORCE' && finality === 'NOT_IN_FORCE';
  const [became, day] = [hasLostForce ? lostForceWords : becameWords[finality], dayWords(on)];
  return { sv: `${became.sv} den ${day.sv}`, en: `${became.en} on ${day.en}` };
}

const lostForceWords = { sv: 'förlorade laga kraft', en: 'lost legal force' };

const becameWords: Readonly<Record<Finality, Words>> = {
  NOT_IN_FORCE: { sv: 'upphörde att vara överklagat', en: 'ceased to be under appeal' },
  APPEALED: { sv: 'överklagades', en: 'was appealed' },
  IN_FORCE: { sv: 'vann laga kraft', en: 'gained legal force' },
  ANNULLED: { sv: 'upphävdes av domstol', en: 'was annulled by a court' },
};

const warningNames: Readonly<Record<Warning, Words>> = {
  COMPLETED_BEFORE_START: {
    sv: 'aktiviteten är avslutad före sitt startdatum',
    en: 'the activity is completed before its start date',
  },
  NOT_STARTED_AFTER_END: {
    sv: 'aktiviteten inte är påbörjad fast slutdatumet har passerat',
    en: 'the activity has not started although its end date has passed',
  },
  NO_LONGER_COMPLETED: {
    sv: 'aktiviteten var rapporterad som avslutad för samma tertial',
    en: 'the activity was reported as completed for the same tertial',
  },
  REJECTED_THIS_TERTIAL: {
    sv: 'nämnden har avslagit ett förslag om samma aktivitet under tertialet',
    en: 'the board has rejected a proposal about the same activity in this tertial',
  },
};

/** Writes a paragraph's number with one § sign. Some users type the number with the sign, others without. */
export function paragraphWords(paragraph: string): string {
  return `§ ${paragraph.replace(/^§ */, '')}`;
}

/** Writes a tertial with its year: *tertial 1 2026*. */
export function tertialWords(tertial: Tertial, year: number): Words {
  const name = tertialNames[tertial];
  return inEach((language) => `${name[language]} ${year}`);
}

/** Writes a reference to a decision. The caller puts the noun *beslut* (*decision*) before it. */
export function decisionWords({ date, paragraph, dnr }: DecisionReference): Words {
  const day = dayWords(date);
  return {
    sv: `den ${day.sv}, ${paragraphWords(paragraph)} (dnr ${dnr})`,
    en: `of ${day.en}, ${paragraphWords(paragraph)} (reg. no. ${dnr})`,
  };
}

/** Puts a text between the quotation marks of each language. */
export function quoted(text: string | Words): Words {
  const { sv, en } = typeof text === 'string' ? same(text) : text;
  return { sv: `”${sv}”`, en: `“${en}”` };
}

/** Joins texts with commas, and with *och* or *and* before the last: *a, b och c*, *a, b and c*. */
export function listed(all: readonly Words[]): Words;
export function listed(all: readonly Phrase[]): Phrase;
export function listed(all: readonly Phrase[]): Phrase {
  const and = { sv: 'och', en: 'and' };
  return inEach((language) => {
    const texts = all.map((one) => one[language]);
    const last = texts.at(-1) ?? '';
    return texts.length < 2 ? last : text`${joined(texts.slice(0, -1), ', ')} ${and[language]} ${last}`;
  });
}

/** Lists persons by name: *Hanna Håkansson och Bo Ek*. */
export function personsWords(personIds: readonly string[]): Phrase {
  return listed(personIds.map(naming));
}

/** Says whose deputy gave a verdict; empty when no deputy did. */
export function deputyOf(holder: string | undefined): Phrase {
  if (holder === undefined) return same('');
  const { sv, en } = naming(holder);
  return { sv: text` som ersättare för ${sv}`, en: text` as deputy of ${en}` };
}

/** Writes a count with its noun in the singular or the plural: *1 mål*, *2 goals*. */
export function counted(count: number, one: Words, many: Words): Words {
  return inEach((language) => `${count} ${(count === 1 ? one : many)[language]}`);
}

/** Returns the end of a sentence about an accepted command that gave warnings; empty without warnings. */
export function warned(warnings: readonly Warning[]): Words {
  if (warnings.length === 0) return same('');
  const all = listed(warnings.map((warning) => warningNames[warning]));
  return { sv: `, med varningen att ${all.sv}`, en: `, with the warning that ${all.en}` };
}

/** Returns the end of a sentence about a document that states a checkpoint of the log; empty without a checkpoint. */
export function witnessed(checkpoint: StatedCheckpoint | null): Words {
  if (checkpoint === null) return same('');
  const { size, root } = checkpoint;
  return {
    sv: `, med loggens kontrollpunkt för ${size} händelser (${root})`,
    en: `, stating the log's checkpoint of ${size} events (${root})`,
  };
}

/** Returns the same text for each language; null for a blank text. */
export function textWords(text: string): Words | null {
  return isBlank(text) ? null : same(text);
}

export function yesOrNo(is: boolean): Words {
  return is ? { sv: 'ja', en: 'yes' } : { sv: 'nej', en: 'no' };
}

/** Calls a function once for each language and returns the texts. */
export function inEach(say: (language: Language) => string): Words;
export function inEach(say: (language: Language) => Text): Phrase;
export function inEach(say: (language: Language) => Text): Phrase {
  const [sv, en] = languages;
  return { sv: say(sv), en: say(en) };
}
