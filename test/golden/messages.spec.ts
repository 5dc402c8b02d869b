import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal, refusals } from '../../src/kernel/refusal.js';
import { removalRefusals } from '../../src/removals/removal-refusals.js';
import { steeringModelRefusals } from '../../src/steering-models/steering-model-refusals.js';
import { planRefusals } from '../../src/plans/plan-refusals.js';
import { spreadsheetRefusals } from '../../src/platform/spreadsheets/spreadsheet-refusals.js';
import { matterRefusals } from '../../src/matters/matter-refusals.js';
import { meetingRefusals } from '../../src/meetings/meeting-refusals.js';
import { languages } from '../../src/kernel/language.js';
import { warningSentences } from '../../src/kernel/warning.js';
import type { RowFault } from '../../src/kernel/row-faults.js';
import { sampledRefusals, tablesOfRefusals } from '../support/all-refusals.js';
import { wrongRows } from '../support/wrong-rows.js';

const file = new URL('./messages.json', import.meta.url);

const byRoom = Object.entries(tablesOfRefusals).map(([room, table]) => ({ room, samples: sampledRefusals(table) }));
const sampled = byRoom.flatMap((one) => one.samples);

/** Every sentence that a refusal or a warning says to people, where all can be read in one place. */
function messages(): string {
  const told = byRoom.map(({ room, samples }) => [
    room,
    samples.map((one) => ({ code: one.code, sv: one.sentence('sv'), en: one.sentence('en') })),
  ]);
  const warnings = Object.entries(warningSentences).map(([code, { sv, en }]) => ({ code, sv, en }));
  return `${JSON.stringify({ ...Object.fromEntries(told), warnings }, null, 2)}\n`;
}

it('messages.json has every sentence of a refusal or a warning', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, messages());
  expect(existsSync(file)).toBe(true);
  expect(messages()).toBe(readFileSync(file, 'utf8'));
});

describe('rule 97: a sentence', () => {
  // The persons of the samples, also where a sentence would not name them.
  const persons = new Set([...sampled.flatMap((one) => one.persons()), 'anna', 'bo', 'carin', 'eva', 'hanna', 'ulla']);
  const names = new Map([...persons].map((id) => [id, `${id.charAt(0).toUpperCase()}${id.slice(1)}`]));
  const words = sampled.flatMap((one) =>
    languages.flatMap((language) => {
      const sentence = one.naming(names).sentence(language);
      return sentence.split(/[^\p{L}\p{N}_]+/u).map((word) => ({ word, in: `${one.code}: ${sentence}` }));
    }),
  );

  it('calls every person by name', () => {
    expect(words.filter(({ word }) => persons.has(word))).toEqual([]);
  });

  it('has no code in it, save a code that it forbids', () => {
    const codes = words.filter(({ word }) => /^[A-Z]+_[A-Z_]+$/.test(word));
    expect(codes.filter(({ word }) => word !== 'NOT_ASSESSED')).toEqual([]);
  });
});

/** The faults that a row of a file can have, in both languages. */
const rowFaults: Readonly<Record<RowFault['problem'], readonly [sv: string, en: string]>> = {
  MISSING: ['saknas', 'is missing'],
  NOT_CSV: ['har ett citattecken för mycket eller för litet', 'has a quotation mark too many or too few'],
  NOT_A_DATE: ['är inget datum', 'is not a date'],
  AMBIGUOUS_DATE: ['kan läsas som två olika datum', 'can be read as two dates'],
  DATES_REVERSED: ['ligger före startdatumet', 'is before the start date'],
  OUTSIDE_YEAR: ['ligger inte i planens år', 'is not in the year of the plan'],
  DUPLICATE: ['finns redan under samma mål', 'is there already under the same goal'],
  TOO_LONG: ['är för lång', 'is too long'],
  DUPLICATE_HEADING: ['är samma rubrik en gång till', 'is the same heading once more'],
  CELL_BEYOND_HEADINGS: ['står utanför rubrikerna', 'stands beyond the headings'],
  CELL_ABSENT: ['fattas, för raden har för få celler', 'is absent, because the row has too few cells'],
  FORBIDDEN_CHARACTER: ['är ett tecken som inte får förekomma', 'is a character that must not occur'],
  DAMAGED_CHARACTER: ['har förlorat tecken', 'has lost characters'],
  SPREADSHEET_ERROR: ['är ett fel i kalkylprogrammet', 'is an error of the spreadsheet program'],
  OTHER_TARGET: ['skiljer sig från målvärdet', 'differs from the target'],
  UNKNOWN_ID: ['finns inte i planen', 'is not in the plan'],
  OTHER_THAN_ID: ['stämmer inte med beteckningen på raden', 'does not agree with the id in the row'],
  UNKNOWN_NAME: ['finns inte i planen under det målet', 'is not in the plan under that goal'],
  AMBIGUOUS_NAME: ['finns flera gånger i planen', 'is in the plan several times'],
  SEVERAL_REPORTS: ['är en uppgift för mycket på raden', 'is one report too many in the row'],
  REPORTED_TWICE: ['har redan rapporterats på en rad ovanför', 'has been reported in a row above'],
  UNKNOWN_STATUS: ['finns inte i styrmodellen', 'is not in the steering model'],
  AMBIGUOUS_STATUS: ['kan vara flera statusar', 'can be several statuses'],
  NOT_YES_OR_NO: ['är varken ja eller nej', 'is neither yes nor no'],
  COMMENT_MISSING: ['saknas', 'is missing'],
  AFTER_TERTIAL: ['ligger efter tertialets slut', 'is after the end of the tertial'],
  IN_FUTURE: ['har inte inträffat än', 'has not come yet'],
  COMPLETED_ALREADY: ['går inte, för aktiviteten är rapporterad', 'is not possible, because the activity is reported'],
  NOT_FULFILLED_BY_ACTIVITIES: ['går inte, för alla aktiviteter', 'is not possible, because not all activities'],
  NOT_FULFILLED_BY_MEASURES: ['går inte, för alla mått', 'is not possible, because not all measures'],
  ACTIVITY_REMOVED: ['är tagen ur planen', 'is taken out of the plan'],
  NOT_IN_PLAN_THEN: ['ingick inte i planen', 'was not in the plan'],
  NOT_IN_REGISTER: ['finns inte i registret', 'is not in the register'],
  AMBIGUOUS_IN_REGISTER: ['finns flera gånger i registret', 'is in the register several times'],
  NOT_AN_ADDRESS: ['är ingen e-postadress', 'is not an e-mail address'],
  SIGN_IN_TAKEN: ['används redan av någon', 'is in use already'],
  SIGN_IN_OF_ANOTHER: ['tillhör redan en annan person', "is somebody else's already"],
  NAME_KNOWN: ['finns redan, skriv beteckningen', 'is there already, give the id'],
  NAME_ERASED: ['är en person vars namn är raderat', 'is a person whose name is erased'],
  OTHER_THAN_ABOVE: ['skiljer sig från vad som står om samma person', 'differs from what a row above says'],
  UNKNOWN_ROLE: ['är ingen roll', 'is not a role'],
  UNKNOWN_SEAT: ['är ingen plats i nämnden', 'is not a seat of the board'],
  STEP_UNFIT: ['stämmer inte med rollen', 'does not fit the role'],
  UNKNOWN_STEP: ['är inget steg i nämndens granskningskedjor', "is not a step of the board's review chains"],
  AMBIGUOUS_STEP: ['är namnet på flera granskningssteg', 'is the name of several review steps'],
  ROLE_HELD: ['har personen redan under en del av tiden', 'is held already for a part of the time'],
  ROLE_NEEDS_BOARD: ['gäller en nämnd', 'is for a board'],
  CHAIR_TAKEN: ['har en annan person under en del av tiden', 'is held by another person for a part of the time'],
  IN_UNIT_ALREADY: ['har personen redan', 'has the person already'],
  TOO_MANY_ROWS: ['är en rad för mycket', 'is one row too many'],
  REFUSED: ['kan inte läsas in', 'cannot be imported'],
};

function isProblem(name: string): name is RowFault['problem'] {
  return Object.hasOwn(rowFaults, name);
}

describe('a refusal', () => {
  /** The sentences, each after its code, that do not hold what is asked of them. */
  const wrong = (isRight: (sentence: string) => boolean) =>
    sampled.flatMap((one) =>
      languages
        .map((language) => one.sentence(language))
        .filter((sentence) => !isRight(sentence))
        .map((sentence) => `${one.code}: ${sentence}`),
    );

  it('is one of many', () => {
    expect(sampled.length).toBeGreaterThan(100);
  });

  it('rule 45: is a whole sentence in Swedish and in English', () => {
    const isWhole = (sentence: string) =>
      /^\S.*\S\.$/s.test(sentence) && !/undefined|\bnull\b|\[object|NaN|\.\.| {2}/.test(sentence);
    expect(wrong(isWhole)).toEqual([]);
  });

  it('rule 45: has no code and no day in figures in Swedish, except in a quotation', () => {
    const unquoted = (text: string) => text.replaceAll(/”[^”]*”/g, '');
    const technical = sampled
      .map((one) => ({ code: one.code, sv: unquoted(one.sentence('sv')) }))
      .filter(({ sv }) => /\d{4}-\d{2}-\d{2}|\b[A-Z]+_[A-Z_]+\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/.test(sv));
    expect(technical).toEqual([]);
  });

  it('rule 45: calls nothing by its id, apart from an id that nothing has or that an operator looks for', () => {
    const byId = ['NOT_FOUND', 'ALREADY_REGISTERED', 'STREAM_DAMAGED'];
    const told = wrong((sentence) => !/\bexempel\.\w/.test(sentence));
    expect(told.filter((one) => !byId.includes(one.slice(0, one.indexOf(':'))))).toEqual([]);
    const ofParts = sampledRefusals({ NOT_FOUND: refusals.NOT_FOUND }).slice(1);
    expect(ofParts.map((one) => one.sentence('sv'))).toEqual([
      'Ärendet har ingen beslutspunkt 9. Kontrollera numret.',
      'Protokollet har ingen § 45, 9. Kontrollera numret.',
      'Sammanträdet har inget anslag 2. Kontrollera numret.',
      'Sammanträdet har inget överklagande 2. Kontrollera numret.',
      'Sammanträdet har ingen justering 2. Kontrollera numret.',
      'Sammanträdet har ingen expediering 2. Kontrollera numret.',
    ]);
  });

  it('rule 45: differs between the languages', () => {
    expect(sampled.filter((one) => one.sentence('sv') === one.sentence('en')).map(({ code }) => code)).toEqual([]);
  });

  it('rule 45: says what is wrong and then what to do', () => {
    expect(wrong((sentence) => /[.;] \S/.test(sentence))).toEqual([]);
  });

  it('rule 1: names the statuses allowed', () => {
    const refusal = new Refusal(steeringModelRefusals.UNKNOWN_STATUS, {
      given: 'DONE',
      allowed: ['NOT_STARTED', 'ON_HOLD'],
      labels: [
        { sv: 'Ej påbörjad', en: 'Not started' },
        { sv: 'Vänteläge', en: 'On hold' },
      ],
    });
    expect(refusal.details.allowed).toEqual(['NOT_STARTED', 'ON_HOLD']);
    expect(refusal.sentence('sv')).toContain('Ej påbörjad, Vänteläge');
    expect(refusal.sentence('en')).toContain('Not started, On hold');
  });

  it('rule 3: names each activity that stands in the way', () => {
    const obstacles = ['Införa e-arkiv', 'Se över taxorna'].map((heading) => ({
      activityId: '',
      heading,
      status: null,
    }));
    const refusal = new Refusal(planRefusals.NOT_FULFILLED_BY_ACTIVITIES, { obstacles });
    expect(refusal.sentence('sv')).toContain('Införa e-arkiv, Se över taxorna');
    expect(refusal.sentence('en')).toContain('Införa e-arkiv, Se över taxorna');
  });

  it('rule 62: names each measure that stands in the way', () => {
    const obstacles = ['Sjukfrånvaro', 'Medarbetarindex'].map((name) => ({
      measureId: '',
      name,
      target: '',
      value: null,
    }));
    const refusal = new Refusal(planRefusals.NOT_FULFILLED_BY_MEASURES, { obstacles });
    expect(refusal.sentence('sv')).toContain('Sjukfrånvaro, Medarbetarindex');
    expect(refusal.sentence('en')).toContain('Sjukfrånvaro, Medarbetarindex');
  });

  it('rule 11: points at the first proposal', () => {
    const refusal = new Refusal(removalRefusals.REMOVAL_ALREADY_OPEN, { proposalId: 'exempel.ks.2026.g1.a1.r1' });
    expect(refusal.details).toEqual({ proposalId: 'exempel.ks.2026.g1.a1.r1' });
    expect(refusal.sentence('sv')).toContain('Det finns redan ett förslag om att ta aktiviteten ur planen.');
  });

  it('rule 42: says that it changed, by whom and when, and has what changed in its details', () => {
    const change = { event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' };
    const refusal = new Refusal(refusals.REVISION_CONFLICT, { expected: 1, actual: 2, changes: [change] });
    expect(refusal.sentence('sv')).toContain('har ändrats av hedda (handläggare) den 12 maj 2026 kl. 10.00');
    expect(refusal.sentence('en')).toContain('been changed by hedda (clerk) on 12 May 2026 at 10:00');
  });

  it('rule 42: says who changed a draft, and when', () => {
    const details = { expected: 1, actual: 2, by: 'hedda', at: '2026-05-12T08:00:00.000Z' };
    const refusal = new Refusal(matterRefusals.DRAFT_CHANGED, details);
    expect(refusal.sentence('sv')).toContain('hedda ändrade utkastet den 12 maj 2026 kl. 10.00');
    expect(refusal.sentence('en')).toContain('hedda changed the draft on 12 May 2026 at 10:00');
  });

  it('rule 74: names the figures that can stand in a text', () => {
    const refusal = new Refusal(matterRefusals.UNKNOWN_FIGURE, {
      given: 'goals.DONE',
      allowed: ['goals.total', 'removals'],
    });
    expect(refusal.sentence('sv')).toContain('goals.total, removals');
    expect(refusal.sentence('en')).toContain('goals.total, removals');
  });

  it.each([
    ['REJECTED', 'APPROVED', 'utfallet avslag, men beslutet är antecknat som bifall', 'rejection'],
    ['REFERRED_BACK', 'POSTPONED', 'utfallet återremiss, men beslutet är antecknat som bordläggning', 'referral back'],
    ['WITHDRAWN', 'REJECTED', 'utfallet utgår, men beslutet är antecknat som avslag', 'withdrawal'],
  ])('rule 31: names what a vote came to in the words of minutes: %s', (voted, outcome, sv, en) => {
    const refusal = new Refusal(meetingRefusals.VOTE_AGAINST_OUTCOME, { voted, outcome });
    expect(refusal.sentence('sv')).toContain(sv);
    expect(refusal.sentence('en')).toContain(en);
  });

  it('rule 31: says that a point was settled by an earlier vote when no outcome is at odds', () => {
    const refusal = new Refusal(meetingRefusals.VOTE_AGAINST_OUTCOME, { voted: 'APPROVED', outcome: 'APPROVED' });
    expect(refusal.sentence('sv')).toContain('tidigare votering');
    expect(refusal.sentence('en')).toContain('earlier vote');
  });

  it('names an empty field as the document does', () => {
    const refusal = new Refusal(refusals.TEXT_MISSING, { field: 'considerations' });
    expect(refusal.sentence('sv')).toContain('Förvaltningens övervägande');
    expect(refusal.sentence('sv')).not.toContain('considerations');
  });

  it('says of a proposal that cannot be put to the board what has become of it, and that the point can go', () => {
    const refusal = new Refusal(matterRefusals.PROPOSAL_NOT_REVIEWED, { proposalId: 'r1', status: 'WITHDRAWN' });
    expect(refusal.sentence('sv')).toMatch(/är tillbakadraget.*ta bort punkten/s);
    expect(refusal.sentence('en')).toMatch(/is withdrawn.*strike the point/);
  });

  it('tells the role that may, in the person’s language, and an unknown one by its code', () => {
    const refusal = new Refusal(refusals.FORBIDDEN, {
      command: 'readPlans',
      allowed: ['SECRETARY', 'AUDITOR', 'KING'],
    });
    expect(refusal.sentence('sv')).toContain('nämndsekreterare, revisor eller KING');
    expect(refusal.sentence('en')).toContain('secretary, auditor or KING');
  });

  it('tells where a file is at fault and how', () => {
    const wrong = wrongRows(Object.keys(rowFaults).filter(isProblem), (problem) => {
      const faults = [{ row: 3, column: 'Slutdatum', problem, value: '2027-01-01' }];
      const refusal = new Refusal(spreadsheetRefusals.IMPORT_FAULTS, { faults });
      const [sv, en] = rowFaults[problem];
      expect(refusal.sentence('sv')).toContain(`Rad 3: Slutdatum 2027-01-01 ${sv}`);
      expect(refusal.sentence('en')).toContain(`Row 3: Slutdatum 2027-01-01 ${en}`);
    });
    expect(wrong).toEqual([]);
  });

  it('tells the first five faults of a file and how many there are', () => {
    const faults = [2, 3, 4, 5, 6, 7].map((row) => ({ row, column: 'Mål', problem: 'MISSING' as const, value: '' }));
    const sentence = new Refusal(spreadsheetRefusals.IMPORT_FAULTS, { faults }).sentence('en');
    expect(sentence).toContain('6 faults');
    expect(sentence).toContain('Row 6: Mål is missing.');
    expect(sentence).not.toContain('Row 7');
  });
});

describe('a warning', () => {
  it('rules 5 and 24: is a whole sentence in both languages', () => {
    const wrong = wrongRows(Object.entries(warningSentences), ([, { sv, en }]) => {
      for (const sentence of [sv, en]) expect(sentence).toMatch(/^\S.*\S\.$/);
      expect(sv).not.toBe(en);
    });
    expect(wrong).toEqual([]);
  });
});
