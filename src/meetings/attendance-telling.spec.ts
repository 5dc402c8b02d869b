import { type Happened, secretary } from '../../test/support/given.js';
import {
  attendance,
  carin,
  chair,
  conflicted,
  eva,
  meetingId,
  opened,
  scheduled,
  serving,
  substitute,
  summoned,
  viceChair,
} from '../../test/support/meeting-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type Id } from '../kernel/identity.js';
import { type Attendance } from './attendance-facts.js';
import { type MeetingDataOf, type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

const untilOpen = [scheduled(), summoned, opened];

/** A substitute serves for a member who has gone home, and the vice chair presides. */
const evaAway: Attendance = {
  serving: [...serving.slice(0, 4), { personId: substitute.personId, inPlaceOf: eva.personId }],
  notServing: [],
  chair: viceChair.personId,
};

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

function attended(recorded: Attendance): Happened<MeetingEvent> {
  return bySecretary({ type: 'AttendanceRecorded', data: { meetingId, attendance: recorded } });
}

function openedBy(recorded: Attendance, adjusters: readonly Id<'Person'>[]): Happened<MeetingEvent> {
  return bySecretary({ type: 'MeetingOpened', data: { meetingId, attendance: recorded, adjusters } });
}

function conflict(data: Partial<MeetingDataOf<'ConflictOfInterestRecorded'>>): Happened<MeetingEvent> {
  const about = { meetingId, matterId, personId: carin.personId, substitute: null, chair: null };
  return bySecretary({ type: 'ConflictOfInterestRecorded', data: { ...about, ...data } });
}

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'the roll call',
    events: untilOpen,
    sv: {
      did: 'öppnade sammanträdet den 11 maj 2026 med anna som ordförande och med anna, bo, carin, david och eva som tjänstgörande, i närvaro av filip; att justera protokollet utsågs eva',
      changes: [
        ['Status', 'sammankallat', 'öppnat'],
        ['Ordförande vid sammanträdet', null, 'anna'],
        ['Tjänstgörande', null, 'anna, bo, carin, david och eva'],
        ['Närvarande utan att tjänstgöra', null, 'filip'],
        ['Protokolljusterare', null, 'eva'],
      ],
    },
    en: {
      did: 'opened the meeting on 11 May 2026 with anna presiding and with anna, bo, carin, david and eva serving, in the presence of filip; eva was chosen to adjust the minutes',
      changes: [
        ['Status', 'summoned', 'open'],
        ['Presiding', null, 'anna'],
        ['Serving', null, 'anna, bo, carin, david and eva'],
        ['There without serving', null, 'filip'],
        ['Adjusters', null, 'eva'],
      ],
    },
    reason: null,
  },
  {
    given: 'a roll call with a substitute serving, and nobody to adjust yet',
    events: [scheduled(), summoned, openedBy(evaAway, [])],
    sv: {
      did: 'öppnade sammanträdet den 11 maj 2026 med bo som ordförande och med anna, bo, carin, david och filip (i stället för eva) som tjänstgörande',
      changes: [
        ['Status', 'sammankallat', 'öppnat'],
        ['Ordförande vid sammanträdet', null, 'bo'],
        ['Tjänstgörande', null, 'anna, bo, carin, david och filip (i stället för eva)'],
      ],
    },
    en: {
      did: 'opened the meeting on 11 May 2026 with bo presiding and with anna, bo, carin, david and filip (in place of eva) serving',
      changes: [
        ['Status', 'summoned', 'open'],
        ['Presiding', null, 'bo'],
        ['Serving', null, 'anna, bo, carin, david and filip (in place of eva)'],
      ],
    },
    reason: null,
  },
  {
    given: 'a roll call with two adjusters',
    events: [scheduled(), summoned, openedBy(attendance, [viceChair.personId, eva.personId])],
    sv: {
      did: 'öppnade sammanträdet den 11 maj 2026 med anna som ordförande och med anna, bo, carin, david och eva som tjänstgörande, i närvaro av filip; att justera protokollet utsågs bo och eva',
      changes: [
        ['Status', 'sammankallat', 'öppnat'],
        ['Ordförande vid sammanträdet', null, 'anna'],
        ['Tjänstgörande', null, 'anna, bo, carin, david och eva'],
        ['Närvarande utan att tjänstgöra', null, 'filip'],
        ['Protokolljusterare', null, 'bo och eva'],
      ],
    },
    en: {
      did: 'opened the meeting on 11 May 2026 with anna presiding and with anna, bo, carin, david and eva serving, in the presence of filip; bo and eva were chosen to adjust the minutes',
      changes: [
        ['Status', 'summoned', 'open'],
        ['Presiding', null, 'anna'],
        ['Serving', null, 'anna, bo, carin, david and eva'],
        ['There without serving', null, 'filip'],
        ['Adjusters', null, 'bo and eva'],
      ],
    },
    reason: null,
  },
  {
    given: 'who was there from the next § on',
    events: [...untilOpen, attended(evaAway)],
    sv: {
      did: 'antecknade att sammanträdet den 11 maj 2026 från och med nästa paragraf fortsatte med bo som ordförande och med anna, bo, carin, david och filip (i stället för eva) som tjänstgörande',
      changes: [
        ['Ordförande vid sammanträdet', 'anna', 'bo'],
        ['Tjänstgörande', 'anna, bo, carin, david och eva', 'anna, bo, carin, david och filip (i stället för eva)'],
        ['Närvarande utan att tjänstgöra', 'filip', null],
      ],
    },
    en: {
      did: 'recorded that from the next § on the meeting on 11 May 2026 went on with bo presiding and with anna, bo, carin, david and filip (in place of eva) serving',
      changes: [
        ['Presiding', 'anna', 'bo'],
        ['Serving', 'anna, bo, carin, david and eva', 'anna, bo, carin, david and filip (in place of eva)'],
        ['There without serving', 'filip', null],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 29: a conflict of interest',
    events: [...untilOpen, conflicted()],
    sv: {
      did: 'antecknade vid sammanträdet den 11 maj 2026 att carin var jävig i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) och att filip tjänstgjorde i stället',
      changes: [['Jäv i KS 2026/7', null, 'carin (filip tjänstgör i stället)']],
    },
    en: {
      did: 'recorded at the meeting on 11 May 2026 that carin had a conflict of interest in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) and that filip served instead',
      changes: [['Conflicts of interest in KS 2026/7', null, 'carin (filip serves instead)']],
    },
    reason: null,
  },
  {
    given: 'rule 29: a chair in conflict, in whose place nobody served',
    events: [
      ...untilOpen,
      conflict({
        personId: chair.personId,
        chair: viceChair.personId,
      }),
    ],
    sv: {
      did: 'antecknade vid sammanträdet den 11 maj 2026 att anna var jävig i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), att ingen tjänstgjorde i stället och att bo var ordförande',
      changes: [['Jäv i KS 2026/7', null, 'anna (ingen tjänstgör i stället, bo är ordförande)']],
    },
    en: {
      did: 'recorded at the meeting on 11 May 2026 that anna had a conflict of interest in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), that nobody served instead and that bo presided',
      changes: [['Conflicts of interest in KS 2026/7', null, 'anna (nobody serves instead, bo presides)']],
    },
    reason: null,
  },
];

describe('the history of who was there', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events))).toEqual(expected);
  });
});
