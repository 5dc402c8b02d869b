import type { DecisionReference } from './decision-reference.js';
import type { Finality } from './finality.js';
import { type Language, languages } from './sentences.js';
import { type Change, same, type Words } from './telling.js';
import type { StatedCheckpoint } from './stated-checkpoint.js';
import type { IsoDate, Tertial } from './tertial.js';
import type { Warning } from './warning.js';

// What the histories of all features say alike.

/** Names that are held by code, such as those of the outcomes, as far as they are known. */
type Names = Readonly<Record<string, Words>>;

/** What a code is called; the code itself when it has no name. */
export function named(names: Names, code: string): Words {
  return names[code] ?? same(code);
}

const tertialNames: Readonly<Record<Tertial, Words>> = {
  T1: same('tertial 1'),
  T2: same('tertial 2'),
  T3: same('tertial 3'),
};

/** What somebody in a review chain made of a text. */
export const verdictNames = {
  APPROVE: { sv: 'godkänt', en: 'approved' },
  RETURN: { sv: 'återlämnat', en: 'returned' },
  DECLINE: { sv: 'avstyrkt', en: 'declined' },
} as const;

/** How final a decision is. */
export const finalityNames: Readonly<Record<Finality, Words>> = {
  NOT_IN_FORCE: { sv: 'inte lagakraftvunnet', en: 'not in legal force' },
  APPEALED: { sv: 'överklagat', en: 'appealed' },
  IN_FORCE: { sv: 'lagakraftvunnet', en: 'in legal force' },
  ANNULLED: { sv: 'upphävt av domstol', en: 'annulled by a court' },
};

/** Of what an event was recorded in spite of. */
const warningNames: Readonly<Record<Warning, Words>> = {
  COMPLETED_BEFORE_START: {
    sv: 'aktiviteten är avslutad före sitt startdatum',
    en: 'the activity is completed before its start date',
  },
  NOT_STARTED_AFTER_END: {
    sv: 'aktiviteten inte är påbörjad fast slutdatumet har passerat',
    en: 'the activity has not started although its end date has passed',
  },
  REJECTED_THIS_TERTIAL: {
    sv: 'nämnden har avslagit ett förslag om samma aktivitet under tertialet',
    en: 'the board has rejected a proposal about the same activity in this tertial',
  },
};

const months: readonly Words[] = [
  { sv: 'januari', en: 'January' },
  { sv: 'februari', en: 'February' },
  { sv: 'mars', en: 'March' },
  { sv: 'april', en: 'April' },
  { sv: 'maj', en: 'May' },
  { sv: 'juni', en: 'June' },
  { sv: 'juli', en: 'July' },
  { sv: 'augusti', en: 'August' },
  { sv: 'september', en: 'September' },
  { sv: 'oktober', en: 'October' },
  { sv: 'november', en: 'November' },
  { sv: 'december', en: 'December' },
];

/** *27 maj 2026*, *27 May 2026*. */
export function dayWords(day: IsoDate): Words {
  const month = months[Number(day.slice(5, 7)) - 1] ?? same(day.slice(5, 7));
  return inEach((language) => `${Number(day.slice(8, 10))} ${month[language]} ${day.slice(0, 4)}`);
}

/** A paragraph is written with its sign, whether or not whoever wrote it down did so. */
export function paragraphWords(paragraph: string): string {
  return `§ ${paragraph.replace(/^§ */, '')}`;
}

/** *tertial 1 2026*. */
export function tertialWords(tertial: Tertial, year: number): Words {
  const name = tertialNames[tertial];
  return inEach((language) => `${name[language]} ${year}`);
}

/** Where a decision is found, to go on after *beslut* and *decision*. */
export function decisionWords({ date, paragraph, dnr }: DecisionReference): Words {
  const day = dayWords(date);
  return {
    sv: `den ${day.sv}, ${paragraphWords(paragraph)} (dnr ${dnr})`,
    en: `of ${day.en}, ${paragraphWords(paragraph)} (reg. no. ${dnr})`,
  };
}

/** Between the quotation marks of each language. */
export function quoted(text: string | Words): Words {
  const { sv, en } = typeof text === 'string' ? same(text) : text;
  return { sv: `”${sv}”`, en: `“${en}”` };
}

/** *a, b och c*, *a, b and c*. */
export function listed(all: readonly Words[]): Words {
  const and = { sv: 'och', en: 'and' };
  return inEach((language) => {
    const texts = all.map((one) => one[language]);
    const last = texts.at(-1) ?? '';
    return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${and[language]} ${last}`;
  });
}

/** *1 mål*, *2 goals*. */
export function counted(count: number, one: Words, many: Words): Words {
  return inEach((language) => `${count} ${(count === 1 ? one : many)[language]}`);
}

/** What a sentence ends with when it was accepted with warnings; empty without them. */
export function warned(warnings: readonly Warning[]): Words {
  if (warnings.length === 0) return same('');
  const told = listed(warnings.map((warning) => warningNames[warning]));
  return { sv: `, med varningen att ${told.sv}`, en: `, with the warning that ${told.en}` };
}

/** What a paper's sentence ends with when it states a checkpoint of the log; empty when it states none. */
export function witnessed(checkpoint: StatedCheckpoint | null): Words {
  if (checkpoint === null) return same('');
  const { size, root } = checkpoint;
  return {
    sv: `, med loggens kontrollpunkt för ${size} händelser (${root})`,
    en: `, stating the log's checkpoint of ${size} events (${root})`,
  };
}

/** Nothing for a text with nothing but white space. */
export function textWords(text: string): Words | null {
  return text.trim() === '' ? null : same(text);
}

export function yesOrNo(is: boolean): Words {
  return is ? { sv: 'ja', en: 'yes' } : { sv: 'nej', en: 'no' };
}

/** What was changed, and nothing when it was not. */
export function changed(what: Words, before: Words | null, after: Words | null): Change[] {
  const isSame = before?.sv === after?.sv && before?.en === after?.en;
  return isSame ? [] : [{ what, before, after }];
}

/** Tells what was changed between two states of a thing, either of which may not be there. */
export function compared<Thing>(before: Thing | null | undefined, after: Thing | null | undefined) {
  return (what: Words, say: (thing: Thing) => Words | null): Change[] =>
    changed(
      what,
      before === null || before === undefined ? null : say(before),
      after === null || after === undefined ? null : say(after),
    );
}

/** Says the same in each language. */
export function inEach(say: (language: Language) => string): Words {
  const [sv, en] = languages;
  return { sv: say(sv), en: say(en) };
}
