import {
  carin,
  chair,
  david,
  decided,
  eva,
  firstItem,
  meetingId,
  opened,
  scheduled,
  secondItem,
  summoned,
  viceChair,
} from '../../test/support/meeting-under-test.js';
import { pointOf, type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type Motion, type Vote } from './deliberation.js';
import { type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

const untilOpen = [scheduled(), summoned, opened];
const [report, removal, other] = [pointOf(firstItem, 1), pointOf(firstItem, 2), pointOf(secondItem, 1)];

const firstVote: Vote = {
  yesMeans: 'Återremiss',
  noMeans: 'Avgörande i dag',
  yesOutcome: 'REFERRED_BACK',
  noOutcome: null,
  yes: [carin.personId],
  no: [chair.personId, viceChair.personId, david.personId, eva.personId],
  abstained: [],
  result: 'NO',
  decidedBy: 'MAJORITY',
};
const vote: Vote = {
  yesMeans: 'Bifall',
  noMeans: 'Avslag',
  yesOutcome: 'APPROVED',
  noOutcome: 'REJECTED',
  yes: [chair.personId, viceChair.personId],
  no: [carin.personId, david.personId],
  abstained: [eva.personId],
  result: 'YES',
  decidedBy: 'CHAIR',
};
const motions: readonly Motion[] = [
  { by: carin.personId, outcome: 'REFERRED_BACK', wording: 'Utred kostnaden', withdrawn: false },
  { by: david.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: true },
];
const reservations = [
  { by: carin.personId, text: 'Kostnaden är inte utredd.' },
  { by: david.personId, text: '' },
];

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'rule 22: a point that was approved',
    events: [...untilOpen, decided(firstItem, report, '45')],
    sv: {
      did: 'antecknade i § 45 vid sammanträdet den 11 maj 2026 nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), version 1: bifall till beslutspunkt 1, med lydelsen ”Godkänna redovisningen av tertial 1 2026”',
      changes: [
        ['KS 2026/7, beslutspunkt 1, beslut', 'inte fattat', 'bifall'],
        ['KS 2026/7, beslutspunkt 1, ordförande', null, 'anna'],
        ['KS 2026/7, beslutspunkt 1, deltog', null, 'anna, bo, carin, david och eva'],
        ['§ 45', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 45 at the meeting on 11 May 2026 the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), version 1: approval of decision point 1, with the wording “Godkänna redovisningen av tertial 1 2026”",
      changes: [
        ['KS 2026/7, decision point 1, decision', 'not taken', 'approval'],
        ['KS 2026/7, decision point 1, presiding', null, 'anna'],
        ['KS 2026/7, decision point 1, took part', null, 'anna, bo, carin, david and eva'],
        ['§ 45', null, 'decided'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 27: a point that was approved in other words',
    events: [
      ...untilOpen,
      decided(firstItem, removal, '45', {
        wording: 'Aktiviteten Införa e-arkiv skjuts till 2027',
      }),
    ],
    sv: {
      did: 'antecknade i § 45 vid sammanträdet den 11 maj 2026 nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), version 1: bifall till beslutspunkt 2, med den ändrade lydelsen ”Aktiviteten Införa e-arkiv skjuts till 2027” i stället för den föreslagna ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['KS 2026/7, beslutspunkt 2, beslut', 'inte fattat', 'bifall'],
        [
          'KS 2026/7, beslutspunkt 2, lydelse',
          'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
          'Aktiviteten Införa e-arkiv skjuts till 2027',
        ],
        ['KS 2026/7, beslutspunkt 2, ordförande', null, 'anna'],
        ['KS 2026/7, beslutspunkt 2, deltog', null, 'anna, bo, carin, david och eva'],
        ['§ 45', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 45 at the meeting on 11 May 2026 the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), version 1: approval of decision point 2, with the amended wording “Aktiviteten Införa e-arkiv skjuts till 2027” instead of the proposed “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['KS 2026/7, decision point 2, decision', 'not taken', 'approval'],
        [
          'KS 2026/7, decision point 2, wording',
          'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
          'Aktiviteten Införa e-arkiv skjuts till 2027',
        ],
        ['KS 2026/7, decision point 2, presiding', null, 'anna'],
        ['KS 2026/7, decision point 2, took part', null, 'anna, bo, carin, david and eva'],
        ['§ 45', null, 'decided'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 31: a point that was voted on, to which two reserved themselves',
    events: [
      ...untilOpen,
      decided(firstItem, removal, '45', {
        motions,
        proposalsPut: ['Återremiss', 'Bifall'],
        votes: [firstVote, vote],
        reservations,
      }),
    ],
    sv: {
      did: 'antecknade i § 45 vid sammanträdet den 11 maj 2026 nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), version 1: bifall till beslutspunkt 2, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”; efter votering med 1 ja (”Återremiss”), 4 nej (”Avgörande i dag”) och 0 som avstod: nej vann; efter votering med 2 ja (”Bifall”), 2 nej (”Avslag”) och 1 som avstod: lika röstetal, ja vann med ordförandens röst; mot beslutet reserverade sig carin och david',
      changes: [
        ['KS 2026/7, beslutspunkt 2, beslut', 'inte fattat', 'bifall'],
        [
          'KS 2026/7, beslutspunkt 2, yrkanden',
          null,
          'carin: återremiss, ”Utred kostnaden”; david: avslag, ”Avslag”, återtaget',
        ],
        ['KS 2026/7, beslutspunkt 2, propositionsordning', null, 'Återremiss; Bifall'],
        [
          'KS 2026/7, beslutspunkt 2, votering',
          null,
          'ja (”Återremiss”): carin; nej (”Avgörande i dag”): anna, bo, david och eva; avstod: ingen; nej vann; ja (”Bifall”): anna och bo; nej (”Avslag”): carin och david; avstod: eva; lika röstetal, ja vann med ordförandens röst',
        ],
        ['KS 2026/7, beslutspunkt 2, reservationer', null, 'carin: Kostnaden är inte utredd.; david'],
        ['KS 2026/7, beslutspunkt 2, ordförande', null, 'anna'],
        ['KS 2026/7, beslutspunkt 2, deltog', null, 'anna, bo, carin, david och eva'],
        ['§ 45', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 45 at the meeting on 11 May 2026 the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), version 1: approval of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”; after a vote with 1 yes (“Återremiss”), 4 no (“Avgörande i dag”) and 0 who abstained: no won; after a vote with 2 yes (“Bifall”), 2 no (“Avslag”) and 1 who abstained: a tie, yes won by the vote of whoever presided; reserving against it: carin and david",
      changes: [
        ['KS 2026/7, decision point 2, decision', 'not taken', 'approval'],
        [
          'KS 2026/7, decision point 2, motions',
          null,
          'carin: referral back, “Utred kostnaden”; david: rejection, “Avslag”, taken back',
        ],
        ['KS 2026/7, decision point 2, proposals put', null, 'Återremiss; Bifall'],
        [
          'KS 2026/7, decision point 2, votes',
          null,
          'yes (“Återremiss”): carin; no (“Avgörande i dag”): anna, bo, david and eva; abstained: nobody; no won; yes (“Bifall”): anna and bo; no (“Avslag”): carin and david; abstained: eva; a tie, yes won by the vote of whoever presided',
        ],
        ['KS 2026/7, decision point 2, reservations', null, 'carin: Kostnaden är inte utredd.; david'],
        ['KS 2026/7, decision point 2, presiding', null, 'anna'],
        ['KS 2026/7, decision point 2, took part', null, 'anna, bo, carin, david and eva'],
        ['§ 45', null, 'decided'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 23: a point that was referred back',
    events: [
      ...untilOpen,
      decided(firstItem, removal, '45', {
        outcome: 'REFERRED_BACK',
        reason: 'Utred kostnaden.',
      }),
    ],
    sv: {
      did: 'antecknade i § 45 vid sammanträdet den 11 maj 2026 nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), version 1: återremiss av beslutspunkt 2, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['KS 2026/7, beslutspunkt 2, beslut', 'inte fattat', 'återremiss'],
        ['KS 2026/7, beslutspunkt 2, ordförande', null, 'anna'],
        ['KS 2026/7, beslutspunkt 2, deltog', null, 'anna, bo, carin, david och eva'],
        ['§ 45', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 45 at the meeting on 11 May 2026 the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), version 1: referral back of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['KS 2026/7, decision point 2, decision', 'not taken', 'referral back'],
        ['KS 2026/7, decision point 2, presiding', null, 'anna'],
        ['KS 2026/7, decision point 2, took part', null, 'anna, bo, carin, david and eva'],
        ['§ 45', null, 'decided'],
      ],
    },
    reason: 'Utred kostnaden.',
  },
  {
    given: 'rule 25: a point that was postponed',
    events: [
      ...untilOpen,
      decided(secondItem, other, '46', {
        outcome: 'POSTPONED',
      }),
    ],
    sv: {
      did: 'antecknade i § 46 vid sammanträdet den 11 maj 2026 nämndens beslut i ärendet ”Taxa för 2027” (dnr KS 2026/8), version 2: bordläggning av beslutspunkt 1, med lydelsen ”Anta taxan för 2027”',
      changes: [
        ['KS 2026/8, beslutspunkt 1, beslut', 'inte fattat', 'bordläggning'],
        ['KS 2026/8, beslutspunkt 1, ordförande', null, 'anna'],
        ['KS 2026/8, beslutspunkt 1, deltog', null, 'anna, bo, carin, david och eva'],
        ['§ 46', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 46 at the meeting on 11 May 2026 the board's decision in the matter “Taxa för 2027” (reg. no. KS 2026/8), version 2: postponement of decision point 1, with the wording “Anta taxan för 2027”",
      changes: [
        ['KS 2026/8, decision point 1, decision', 'not taken', 'postponement'],
        ['KS 2026/8, decision point 1, presiding', null, 'anna'],
        ['KS 2026/8, decision point 1, took part', null, 'anna, bo, carin, david and eva'],
        ['§ 46', null, 'decided'],
      ],
    },
    reason: null,
  },
];

describe('the history of a decision', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events))).toEqual(expected);
  });
});
