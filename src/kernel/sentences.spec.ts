import { Refusal, type RefusalCode, type RefusalDetails, type RowFault } from './refusal.js';
import { languages, sentenceOf, sentences } from './sentences.js';
import { warningSentences } from './warning.js';

/** For each code what it could tell; for those whose sentence depends on it, more than once. */
const samples: { readonly [Code in RefusalCode]: readonly [RefusalDetails[Code], ...RefusalDetails[Code][]] } = {
  STARTING: [{}],
  STORE_UNAVAILABLE: [{}],
  CROSS_ORIGIN: [{}],
  UNSUPPORTED_MEDIA_TYPE: [{ allowed: ['application/json'] }],
  TOO_MANY_REQUESTS: [{ seconds: 7 }],
  QUERY_TOO_LONG: [{ most: 5_000 }],
  QUERY_TOO_DEEP: [{ depth: 16, most: 15 }],
  TOO_MANY_ALIASES: [{ aliases: 51, most: 50 }],
  QUERY_TOO_COSTLY: [{ cost: 50_001, most: 50_000 }],
  SIGN_IN_UNAVAILABLE: [{}],
  UNAUTHENTICATED: [{}],
  ALREADY_REGISTERED: [{ id: 'exempel.ks' }],
  SIGN_IN_TAKEN: [{ subject: 'hanna' }],
  NAME_ERASED: [{ personId: 'hanna' }],
  HOLDS_ROLES: [{ personId: 'hanna', roles: ['exempel.ks.role-1', 'exempel.ks.role-2'] }],
  STEP_UNFIT: [
    { role: 'BOARD_MEMBER', step: 'MAYOR', allowed: ['CHAIR', 'MEMBER'] },
    { role: 'CLERK', step: 'CHAIR', allowed: [] },
    { role: 'REVIEWER', step: '', allowed: [] },
  ],
  ROLE_OVERLAPS: [{ id: 'exempel.ks.role-1' }],
  CHAIR_TAKEN: [{ personId: 'lars' }],
  ROLE_ENDED: [{ id: 'exempel.ks.role-1', lastDay: '2026-05-11' }],
  LAST_ADMINISTRATOR: [{}],
  ADMINISTRATOR_EXISTS: [{ municipalityId: 'exempel' }],
  DEPUTY_IS_HOLDER: [{}],
  OWN_DEPUTYSHIP: [{}],
  MEMBER_HAS_NO_DEPUTY: [{}],
  INVALID_INPUT: [{ fields: [{ field: 'motivation', problem: 'TOO_LONG' }] }],
  NOT_FOUND: [{ id: 'exempel.ks.2026' }],
  NOT_SIGNED_YET: [{ signed: 812 }],
  FORBIDDEN: [
    { command: 'decidePoint', allowed: ['SECRETARY'] },
    { command: 'removeActivity', allowed: ['SYSTEM'] },
    {
      command: 'readPlans',
      allowed: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR', 'ADMINISTRATOR'],
    },
  ],
  COMMAND_ID_REUSED: [{ commandId: 'c1' }],
  REVISION_CONFLICT: [
    {
      expected: 1,
      actual: 2,
      changes: [{ event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' }],
    },
  ],
  BUSY: [{}],
  OUTCOME_UNKNOWN: [{ commandId: 'c1' }],
  NOT_YET_VISIBLE: [{ commandId: 'c1' }],
  TEXT_MISSING: [{ field: 'title' }, { field: 'considerations' }],
  COMMENT_MISSING: [{}],
  REASON_MISSING: [{}],
  DECISION_REFERENCE_MISSING: [{}],
  IN_FUTURE: [{ date: '2026-05-13', today: '2026-05-12' }],
  DATES_REVERSED: [{ startDate: '2026-06-01', endDate: '2026-05-01' }],
  MOMENT_NOT_YET: [{ latest: '2026-05-27T08:00:00.000Z' }],
  NO_SUCH_MOMENT: [{ matterId: 'exempel.ks.dnr-ks-2026-123', moment: 'AS_ADJUSTED' }],
  OUTSIDE_YEAR: [{ date: '2027-01-01', year: 2026 }],
  STEERING_MODEL_NOT_IN_FORCE: [{ day: '2026-04-30' }],
  STEERING_MODEL_BACKDATED: [{ holdsFrom: '2026-01-01', earliest: '2026-05-12' }],
  STEERING_MODEL_INCOMPLETE: [{ missing: 'goalStatuses' }],
  NOT_ASSESSED_IS_NO_STATUS: [{ code: 'NOT_ASSESSED' }],
  UNKNOWN_STATUS: [{ given: 'DONE', allowed: ['NOT_STARTED', 'ON_HOLD'] }],
  PLAN_EXISTS: [{ planId: 'exempel.ks.2026' }],
  IMPORT_FAULTS: [{ faults: [{ row: 2, column: 'Aktivitet', problem: 'TOO_LONG', value: '' }] }],
  TERTIAL_NOT_BEGUN: [{ firstDay: '2026-09-01' }],
  CUT_OFF_TOO_EARLY: [{ cutOff: '2026-05-01', earliest: '2026-05-12' }],
  FOLLOW_UP_EXISTS: [{ tertial: 'T1' }],
  FOLLOW_UP_NOT_OPEN: [{ tertial: 'T1' }],
  FOLLOW_UP_CLOSED: [{ tertial: 'T1' }],
  FOLLOW_UP_NOT_CLOSED: [{ tertial: 'T1' }],
  AFTER_TERTIAL: [{ validOn: '2026-05-02', lastDay: '2026-04-30' }],
  NOTHING_TO_CORRECT: [{ tertial: 'T1' }],
  NOT_IN_PLAN_THEN: [{ id: 'exempel.ks.2026.g1.a3', tertial: 'T1' }],
  NOT_FULFILLED_BY_ACTIVITIES: [
    { obstacles: [] },
    { obstacles: [{ activityId: 'exempel.ks.2026.g1.a1', heading: 'Införa e-arkiv', status: null }] },
  ],
  NOT_FULFILLED_BY_MEASURES: [
    { obstacles: [{ measureId: 'exempel.ks.2026.g1.m1', name: 'Sjukfrånvaro', target: 'Högst 5 %', value: null }] },
  ],
  OTHER_YEARS_PLAN: [{ year: 2025 }],
  ACTIVITY_REMOVED: [{ activityId: 'exempel.ks.2026.g1.a1' }],
  ACTIVITY_COMPLETED: [{ activityId: 'exempel.ks.2026.g1.a1', status: 'COMPLETED_AS_PLANNED' }],
  REMOVAL_ALREADY_OPEN: [{ proposalId: 'exempel.ks.2026.g1.a1.r1' }],
  REMOVAL_STATUS: [{ status: 'RETURNED', needed: ['IN_REVIEW', 'REVIEWED'] }],
  MOTIVATION_MISSING: [{}],
  NOT_THE_AUTHOR: [{}],
  REMOVAL_BEFORE_BOARD: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  OWN_TEXT: [{}],
  SECOND_STEP_BY_SAME_PERSON: [{ step: 'UNIT_MANAGER' }],
  NOT_YOUR_STEP: [{ step: 'UNIT_MANAGER' }],
  CHANGED_SINCE_READ: [{ read: 1, current: 2 }],
  REVIEW_CHAIN_INCOMPLETE: [{ missing: 'steps' }],
  OTHER_KIND_OF_MATTER: [{ kind: 'OTHER' }],
  MATTER_EXISTS: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  MATTER_STATUS: [{ status: 'BEFORE_BOARD', needed: ['DRAFT', 'RETURNED'] }],
  MATTER_WITHOUT_POINTS: [{}],
  MATTER_POSTPONED: [{ point: 1 }],
  DRAFT_CHANGED: [{ expected: 1, actual: 2, by: 'hedda', at: '2026-05-12T08:00:00.000Z' }],
  UNKNOWN_FIGURE: [
    { given: 'activities.DONE', allowed: ['plan.activities', 'plan.remaining'] },
    { given: 'goals.total', allowed: [] },
  ],
  POINT_EXISTS: [{ point: 1 }],
  PROPOSAL_NOT_REVIEWED: [{ proposalId: 'exempel.ks.2026.g1.a1.r1', status: 'IN_REVIEW' }],
  POINT_NOT_BEFORE_BOARD: [{ point: 1 }],
  POINT_DECIDED: [{ point: 1, outcome: 'REJECTED' }],
  WORDING_NEEDS_APPROVAL: [{}],
  MEETING_EXISTS: [{ meetingId: 'exempel.ks.meeting-2026-05-27' }],
  MEETING_DAY_PASSED: [{ date: '2026-05-27' }],
  MEETING_NOT_YET: [{ date: '2026-05-27' }],
  MATTER_NOT_REVIEWED: [{ matterId: 'exempel.ks.dnr-7', status: 'IN_REVIEW' }],
  ON_AGENDA_ALREADY: [{ matterId: 'exempel.ks.dnr-7' }],
  NOT_ON_AGENDA: [{ matterId: 'exempel.ks.dnr-7' }],
  SUMMONED_ALREADY: [{ matterId: 'exempel.ks.dnr-7' }],
  AGENDA_EMPTY: [{}],
  ATTENDANCE_UNSOUND: [
    { personId: 'anna', problem: 'TWICE' },
    { personId: 'anna', problem: 'NOT_OF_THE_BOARD' },
    { personId: 'anna', problem: 'SEAT_TAKEN' },
  ],
  NOT_SERVING: [{ personId: 'anna' }],
  CHAIR_IN_CONFLICT: [{ personId: 'anna' }],
  CHAIR_MISSING: [{}],
  CHAIR_MUST_VOTE: [{ personId: 'anna' }],
  NO_QUORUM: [{ serving: 2, members: 5 }],
  VOTES_DO_NOT_ADD_UP: [
    { missing: ['anna'], extra: [] },
    { missing: [], extra: ['bo', 'carin'] },
  ],
  VOTE_AGAINST_OUTCOME: [
    { voted: 'APPROVED', outcome: 'REJECTED' },
    { voted: 'APPROVED', outcome: 'APPROVED' },
  ],
  RESERVATION_NOT_ALLOWED: [{ personId: 'anna' }],
  PARAGRAPH_TAKEN: [{ paragraph: '45' }],
  POINTS_UNDECIDED: [{ points: ['KS 2026/7: 2'] }],
  MEETING_STATUS: [{ status: 'SCHEDULED', needed: ['OPEN', 'CLOSED'] }],
  PARAGRAPH_STATUS: [{ paragraph: '45', status: 'DECIDED', needed: ['ADJUSTED'] }],
  PARAGRAPHS_MISSING: [{}],
  ADJUSTERS_MISSING: [{}],
  ADJUSTER_ABSENT: [{ personId: 'lars' }],
  TOO_EARLY: [{ date: '2026-05-10', earliest: '2026-05-12' }],
  APPEAL_PERIOD_RUNS: [{ lastAppealDay: '2026-06-02' }],
  NOTICE_TAKEN_DOWN: [{ notice: 1, date: '2026-06-03' }],
  APPEAL_SETTLED: [{ appeal: 1, ruling: 'DISMISSED' }],
};

/** What a row of a file can be at fault in, in both languages. */
const rowFaults: Readonly<Record<RowFault['problem'], readonly [sv: string, en: string]>> = {
  MISSING: ['saknas', 'is missing'],
  NOT_CSV: ['kan inte läsas som kommaseparerad text', 'cannot be read as comma-separated text'],
  NOT_A_DATE: ['är inget datum', 'is not a date'],
  DATES_REVERSED: ['ligger före startdatumet', 'is before the start date'],
  OUTSIDE_YEAR: ['ligger inte i planens år', 'is not in the year of the plan'],
  DUPLICATE: ['finns redan under samma mål', 'is there already under the same goal'],
  TOO_LONG: ['är för lång', 'is too long'],
};

function isProblem(name: string): name is RowFault['problem'] {
  return Object.hasOwn(rowFaults, name);
}

function isCode(code: string): code is RefusalCode {
  return Object.hasOwn(sentences, code);
}

const refusals: readonly Refusal[] = Object.keys(sentences)
  .filter(isCode)
  .flatMap((code) => samples[code].map((details) => new Refusal(code, details)));

describe('a refusal', () => {
  it.each(refusals)('rule 45: $code is a whole sentence in Swedish and in English', (refusal) => {
    for (const sentence of languages.map((language) => sentenceOf(refusal, language))) {
      expect(sentence).toMatch(/^\S.*\S\.$/s);
      expect(sentence).not.toMatch(/undefined|\bnull\b|\[object|NaN|\.\.| {2}/);
    }
  });

  it.each(refusals)('rule 45: $code differs between the languages', (refusal) => {
    expect(sentenceOf(refusal, 'sv')).not.toBe(sentenceOf(refusal, 'en'));
  });

  it.each(refusals)('rule 45: $code says what is wrong and then what to do', (refusal) => {
    for (const sentence of languages.map((language) => sentenceOf(refusal, language))) {
      expect(sentence).toMatch(/[.;] \S/);
    }
  });

  it('rule 1: names the codes allowed', () => {
    const refusal = new Refusal('UNKNOWN_STATUS', { given: 'DONE', allowed: ['NOT_STARTED', 'ON_HOLD'] });
    expect(sentenceOf(refusal, 'sv')).toContain('NOT_STARTED, ON_HOLD');
    expect(sentenceOf(refusal, 'en')).toContain('NOT_STARTED, ON_HOLD');
  });

  it('rule 3: names each activity that stands in the way', () => {
    const obstacles = ['Införa e-arkiv', 'Se över taxorna'].map((heading) => ({
      activityId: '',
      heading,
      status: null,
    }));
    const refusal = new Refusal('NOT_FULFILLED_BY_ACTIVITIES', { obstacles });
    expect(sentenceOf(refusal, 'sv')).toContain('Införa e-arkiv, Se över taxorna');
    expect(sentenceOf(refusal, 'en')).toContain('Införa e-arkiv, Se över taxorna');
  });

  it('rule 62: names each measure that stands in the way', () => {
    const obstacles = ['Sjukfrånvaro', 'Medarbetarindex'].map((name) => ({
      measureId: '',
      name,
      target: '',
      value: null,
    }));
    const refusal = new Refusal('NOT_FULFILLED_BY_MEASURES', { obstacles });
    expect(sentenceOf(refusal, 'sv')).toContain('Sjukfrånvaro, Medarbetarindex');
    expect(sentenceOf(refusal, 'en')).toContain('Sjukfrånvaro, Medarbetarindex');
  });

  it('rule 11: points at the first proposal', () => {
    const refusal = new Refusal('REMOVAL_ALREADY_OPEN', { proposalId: 'exempel.ks.2026.g1.a1.r1' });
    expect(sentenceOf(refusal, 'sv')).toContain('exempel.ks.2026.g1.a1.r1');
    expect(sentenceOf(refusal, 'en')).toContain('exempel.ks.2026.g1.a1.r1');
  });

  it('rule 42: says what changed, by whom and when', () => {
    const change = { event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' };
    const refusal = new Refusal('REVISION_CONFLICT', { expected: 1, actual: 2, changes: [change] });
    expect(sentenceOf(refusal, 'sv')).toContain('RemovalRevised, hedda (handläggare) 2026-05-12T08:00:00.000Z');
    expect(sentenceOf(refusal, 'en')).toContain('RemovalRevised, hedda (clerk) 2026-05-12T08:00:00.000Z');
  });

  it('rule 42: says who changed a draft, and when', () => {
    const details = { expected: 1, actual: 2, by: 'hedda', at: '2026-05-12T08:00:00.000Z' };
    for (const language of languages) {
      expect(sentenceOf(new Refusal('DRAFT_CHANGED', details), language)).toContain('hedda 2026-05-12T08:00:00.000Z');
    }
  });

  it('rule 74: names the figures that can stand in a text', () => {
    const refusal = new Refusal('UNKNOWN_FIGURE', { given: 'goals.DONE', allowed: ['goals.total', 'removals'] });
    expect(sentenceOf(refusal, 'sv')).toContain('goals.total, removals');
    expect(sentenceOf(refusal, 'en')).toContain('goals.total, removals');
  });

  it.each([
    ['REJECTED', 'APPROVED', 'utfallet avslag, men beslutet är antecknat som bifall', 'rejection'],
    ['REFERRED_BACK', 'POSTPONED', 'utfallet återremiss, men beslutet är antecknat som bordläggning', 'referral back'],
    ['WITHDRAWN', 'REJECTED', 'utfallet utgår, men beslutet är antecknat som avslag', 'withdrawal'],
  ])('rule 31: names what a vote came to in the words of minutes: %s', (voted, outcome, sv, en) => {
    const refusal = new Refusal('VOTE_AGAINST_OUTCOME', { voted, outcome });
    expect(sentenceOf(refusal, 'sv')).toContain(sv);
    expect(sentenceOf(refusal, 'en')).toContain(en);
  });

  it('rule 31: says that a point was settled by an earlier vote when no outcome is at odds', () => {
    const refusal = new Refusal('VOTE_AGAINST_OUTCOME', { voted: 'APPROVED', outcome: 'APPROVED' });
    expect(sentenceOf(refusal, 'sv')).toContain('tidigare votering');
    expect(sentenceOf(refusal, 'en')).toContain('earlier vote');
  });

  it('names an empty field as the document does', () => {
    const refusal = new Refusal('TEXT_MISSING', { field: 'considerations' });
    expect(sentenceOf(refusal, 'sv')).toContain('Förvaltningens övervägande');
    expect(sentenceOf(refusal, 'sv')).not.toContain('considerations');
  });

  it('says of a proposal that cannot be put to the board what has become of it, and that the point can go', () => {
    const refusal = new Refusal('PROPOSAL_NOT_REVIEWED', { proposalId: 'r1', status: 'WITHDRAWN' });
    expect(sentenceOf(refusal, 'sv')).toMatch(/är tillbakadraget.*ta bort punkten/);
    expect(sentenceOf(refusal, 'en')).toMatch(/is withdrawn.*strike the point/);
  });

  it('tells the role that may, in the person’s language, and an unknown one by its code', () => {
    const refusal = new Refusal('FORBIDDEN', { command: 'readPlans', allowed: ['SECRETARY', 'AUDITOR', 'KING'] });
    expect(sentenceOf(refusal, 'sv')).toContain('nämndsekreterare, revisor, KING');
    expect(sentenceOf(refusal, 'en')).toContain('secretary, auditor, KING');
  });

  it.each(Object.keys(rowFaults).filter(isProblem))('tells where a file is at fault and how: %s', (problem) => {
    const faults = [{ row: 3, column: 'Slutdatum', problem, value: '2027-01-01' }];
    const refusal = new Refusal('IMPORT_FAULTS', { faults });
    const [sv, en] = rowFaults[problem];
    expect(sentenceOf(refusal, 'sv')).toContain(`Rad 3: Slutdatum 2027-01-01 ${sv}`);
    expect(sentenceOf(refusal, 'en')).toContain(`Row 3: Slutdatum 2027-01-01 ${en}`);
  });

  it('tells the first five faults of a file and how many there are', () => {
    const faults = [2, 3, 4, 5, 6, 7].map((row) => ({ row, column: 'Mål', problem: 'MISSING' as const, value: '' }));
    const sentence = sentenceOf(new Refusal('IMPORT_FAULTS', { faults }), 'en');
    expect(sentence).toContain('6 faults');
    expect(sentence).toContain('Row 6: Mål is missing.');
    expect(sentence).not.toContain('Row 7');
  });
});

describe('a warning', () => {
  it.each(Object.entries(warningSentences))(
    'rules 5 and 24: %s is a whole sentence in both languages',
    (_, { sv, en }) => {
      for (const sentence of [sv, en]) expect(sentence).toMatch(/^\S.*\S\.$/);
      expect(sv).not.toBe(en);
    },
  );
});
