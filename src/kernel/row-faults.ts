import type { Language } from './language.js';
import { alternatives, nameIn } from './refusal.js';

/** A fault in an imported file. `row` is the row number in the spreadsheet, where the headings are row 1. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly problem:
    | 'MISSING'
    | 'NOT_CSV'
    | 'NOT_A_DATE'
    | 'AMBIGUOUS_DATE'
    | 'DATES_REVERSED'
    | 'OUTSIDE_YEAR'
    | 'DUPLICATE'
    | 'TOO_LONG'
    | 'DUPLICATE_HEADING'
    | 'CELL_BEYOND_HEADINGS'
    | 'CELL_ABSENT'
    | 'FORBIDDEN_CHARACTER'
    | 'DAMAGED_CHARACTER'
    | 'SPREADSHEET_ERROR'
    | 'OTHER_TARGET'
    | 'UNKNOWN_ID'
    | 'OTHER_THAN_ID'
    | 'UNKNOWN_NAME'
    | 'AMBIGUOUS_NAME'
    | 'SEVERAL_REPORTS'
    | 'REPORTED_TWICE'
    | 'UNKNOWN_STATUS'
    | 'AMBIGUOUS_STATUS'
    | 'NOT_YES_OR_NO'
    | 'COMMENT_MISSING'
    | 'AFTER_TERTIAL'
    | 'IN_FUTURE'
    | 'COMPLETED_ALREADY'
    | 'NOT_FULFILLED_BY_ACTIVITIES'
    | 'NOT_FULFILLED_BY_MEASURES'
    | 'ACTIVITY_REMOVED'
    | 'NOT_IN_PLAN_THEN'
    | 'NOT_IN_REGISTER'
    | 'AMBIGUOUS_IN_REGISTER'
    | 'NOT_AN_ADDRESS'
    | 'SIGN_IN_TAKEN'
    | 'SIGN_IN_OF_ANOTHER'
    | 'NAME_KNOWN'
    | 'NAME_ERASED'
    | 'OTHER_THAN_ABOVE'
    | 'UNKNOWN_ROLE'
    | 'UNKNOWN_SEAT'
    | 'STEP_UNFIT'
    | 'UNKNOWN_STEP'
    | 'AMBIGUOUS_STEP'
    | 'ROLE_HELD'
    | 'ROLE_NEEDS_BOARD'
    | 'CHAIR_TAKEN'
    | 'IN_UNIT_ALREADY'
    | 'TOO_MANY_ROWS'
    | 'REFUSED';
  readonly value: string;
  /** The texts that the cell could have, when they are few. */
  readonly choices?: readonly Choice[];
}

type Choice = Readonly<Record<Language, string>>;

const FAULTS_IN_A_SENTENCE = 5;

const problems: Record<RowFault['problem'], Record<Language, string>> = {
  MISSING: { sv: 'saknas', en: 'is missing' },
  NOT_CSV: { sv: 'har ett citattecken för mycket eller för litet', en: 'has a quotation mark too many or too few' },
  NOT_A_DATE: { sv: 'är inget datum, skriv som 2026-04-30', en: 'is not a date, write it as 2026-04-30' },
  AMBIGUOUS_DATE: {
    sv: 'kan läsas som två olika datum, skriv som 2026-04-30',
    en: 'can be read as two dates, write it as 2026-04-30',
  },
  DATES_REVERSED: { sv: 'ligger före startdatumet', en: 'is before the start date' },
  OUTSIDE_YEAR: { sv: 'ligger inte i planens år', en: 'is not in the year of the plan' },
  DUPLICATE: { sv: 'finns redan under samma mål', en: 'is there already under the same goal' },
  TOO_LONG: { sv: 'är för lång', en: 'is too long' },
  DUPLICATE_HEADING: { sv: 'är samma rubrik en gång till', en: 'is the same heading once more' },
  CELL_BEYOND_HEADINGS: { sv: 'står utanför rubrikerna', en: 'stands beyond the headings' },
  CELL_ABSENT: { sv: 'fattas, för raden har för få celler', en: 'is absent, because the row has too few cells' },
  FORBIDDEN_CHARACTER: { sv: 'är ett tecken som inte får förekomma', en: 'is a character that must not occur' },
  DAMAGED_CHARACTER: {
    sv: 'har förlorat tecken, spara filen på nytt som UTF-8',
    en: 'has lost characters, save the file again as UTF-8',
  },
  SPREADSHEET_ERROR: {
    sv: 'är ett fel i kalkylprogrammet, rätta formeln eller skriv in värdet',
    en: 'is an error of the spreadsheet program, correct the formula or enter the value',
  },
  OTHER_TARGET: {
    sv: 'skiljer sig från målvärdet som samma mått har på en rad ovanför',
    en: 'differs from the target that the same measure has in a row above',
  },
  UNKNOWN_ID: { sv: 'finns inte i planen', en: 'is not in the plan' },
  OTHER_THAN_ID: {
    sv: 'stämmer inte med beteckningen på raden, rätta den eller lämna den tom',
    en: 'does not agree with the id in the row, correct it or leave it empty',
  },
  UNKNOWN_NAME: { sv: 'finns inte i planen under det målet', en: 'is not in the plan under that goal' },
  AMBIGUOUS_NAME: {
    sv: 'finns flera gånger i planen, ange beteckningen',
    en: 'is in the plan several times, give the id',
  },
  SEVERAL_REPORTS: {
    sv: 'är en uppgift för mycket på raden, som bara kan ha en status, ett utfall eller en bedömning',
    en: 'is one report too many in the row, which can have one status, outcome or assessment',
  },
  REPORTED_TWICE: { sv: 'har redan rapporterats på en rad ovanför', en: 'has been reported in a row above' },
  UNKNOWN_STATUS: { sv: 'finns inte i styrmodellen', en: 'is not in the steering model' },
  AMBIGUOUS_STATUS: {
    sv: 'kan vara flera statusar i styrmodellen, ange statusens kod',
    en: 'can be several statuses of the steering model, give the code of the status',
  },
  NOT_YES_OR_NO: { sv: 'är varken ja eller nej', en: 'is neither yes nor no' },
  COMMENT_MISSING: { sv: 'saknas', en: 'is missing' },
  AFTER_TERTIAL: { sv: 'ligger efter tertialets slut', en: 'is after the end of the tertial' },
  IN_FUTURE: { sv: 'har inte inträffat än', en: 'has not come yet' },
  COMPLETED_ALREADY: {
    sv: 'går inte, för aktiviteten är rapporterad som avslutad, rätta den rapporten och ange skälet',
    en: 'is not possible, because the activity is reported as completed, correct that report with the reason',
  },
  NOT_FULFILLED_BY_ACTIVITIES: {
    sv: 'går inte, för alla aktiviteter under målet är inte avslutade enligt plan',
    en: 'is not possible, because not all activities of the goal are completed as planned',
  },
  NOT_FULFILLED_BY_MEASURES: {
    sv: 'går inte, för alla mått under målet har inte rapporterats som uppnådda',
    en: 'is not possible, because not all measures of the goal are reported as reached',
  },
  ACTIVITY_REMOVED: {
    sv: 'är tagen ur planen, ta bort uppgiften',
    en: 'is taken out of the plan, take the report away',
  },
  NOT_IN_PLAN_THEN: { sv: 'ingick inte i planen under tertialet', en: 'was not in the plan in the tertial' },
  NOT_IN_REGISTER: { sv: 'finns inte i registret', en: 'is not in the register' },
  AMBIGUOUS_IN_REGISTER: {
    sv: 'finns flera gånger i registret, ange beteckningen',
    en: 'is in the register several times, give the id',
  },
  NOT_AN_ADDRESS: { sv: 'är ingen e-postadress', en: 'is not an e-mail address' },
  SIGN_IN_TAKEN: {
    sv: 'används redan av någon, skriv personens beteckning om det är samma person',
    en: 'is in use already, give the id of the person if it is the same one',
  },
  SIGN_IN_OF_ANOTHER: {
    sv: 'tillhör redan en annan person, kontakta den som ansvarar för inloggningen',
    en: "is somebody else's already, check it with those who run the sign-in",
  },
  NAME_KNOWN: {
    sv: 'finns redan, skriv beteckningen om det är samma person och annars en inloggning',
    en: 'is there already, give the id if it is the same person and otherwise a sign-in',
  },
  NAME_ERASED: {
    sv: 'är en person vars namn är raderat, lägg upp personen på nytt',
    en: 'is a person whose name is erased, add the person anew',
  },
  OTHER_THAN_ABOVE: {
    sv: 'skiljer sig från vad som står om samma person på en rad ovanför',
    en: 'differs from what a row above says of the same person',
  },
  UNKNOWN_ROLE: {
    sv: 'är ingen roll, skriv till exempel handläggare eller ledamot',
    en: 'is not a role, write for example clerk or board member',
  },
  UNKNOWN_SEAT: {
    sv: 'är ingen plats i nämnden, skriv till exempel ordförande eller ersättare',
    en: 'is not a seat of the board, write for example chair or substitute',
  },
  STEP_UNFIT: {
    sv: 'stämmer inte med rollen, en granskare har ett granskningssteg, en ledamot sin plats och övriga ingetdera',
    en: 'does not fit the role, a reviewer has a review step, a board member a seat and others neither',
  },
  UNKNOWN_STEP: {
    sv: 'är inget steg i nämndens granskningskedjor',
    en: "is not a step of the board's review chains",
  },
  AMBIGUOUS_STEP: { sv: 'är namnet på flera granskningssteg', en: 'is the name of several review steps' },
  ROLE_HELD: { sv: 'har personen redan under en del av tiden', en: 'is held already for a part of the time' },
  ROLE_NEEDS_BOARD: {
    sv: 'gäller en nämnd och kan inte ges för hela kommunen',
    en: 'is for a board and cannot be given for the whole municipality',
  },
  CHAIR_TAKEN: {
    sv: 'har en annan person under en del av tiden',
    en: 'is held by another person for a part of the time',
  },
  IN_UNIT_ALREADY: {
    sv: 'har personen redan under en del av tiden',
    en: 'has the person already for a part of the time',
  },
  TOO_MANY_ROWS: {
    sv: 'är en rad för mycket, dela upp filen i delar om högst 1000 rader',
    en: 'is one row too many, divide the file into parts of at most 1000 rows',
  },
  REFUSED: { sv: 'kan inte läsas in', en: 'cannot be imported' },
};

/** Says what is wrong with a cell, and what it could be; an unknown problem by its code. */
export function problemWords(language: Language, problem: string, choices?: readonly Choice[] | null): string {
  const told = nameIn(language, problems, problem);
  const texts = (choices ?? []).map((choice) => choice[language]);
  const write = { sv: 'skriv', en: 'write' }[language];
  return texts.length === 0 ? told : `${told}, ${write} ${alternatives(language, texts)}`;
}

/** Writes the first faults of a file, each with its row and column. */
export function faultsIn(language: Language, faults: readonly RowFault[]): string {
  const row = language === 'sv' ? 'Rad' : 'Row';
  return faults
    .slice(0, FAULTS_IN_A_SENTENCE)
    .map(
      ({ row: number, column, problem, value, choices }) =>
        `${row} ${number}: ${column} ${value} ${problemWords(language, problem, choices)}.`,
    )
    .join(' ')
    .replaceAll(/ {2,}/g, ' ');
}
