import { type Happened, secretary } from '../../test/support/given.js';
import {
  cancelled,
  chair,
  closed,
  decided,
  firstItem,
  meetingId,
  opened,
  scheduled,
  serving,
  summoned,
  untilClosed,
} from '../../test/support/meeting-under-test.js';
import { pointOf, type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type Attendance } from './attendance-facts.js';
import { type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

const untilOpen = [scheduled(), summoned, opened];
const report = pointOf(firstItem, 1);
const two: Attendance = { serving: serving.slice(0, 2), notServing: [], chair: chair.personId };

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

function attended(recorded: Attendance): Happened<MeetingEvent> {
  return bySecretary({ type: 'AttendanceRecorded', data: { meetingId, attendance: recorded } });
}

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'a meeting that was scheduled',
    events: [scheduled()],
    sv: {
      did: 'planerade sammanträdet den 11 maj 2026 klockan 13.00, Stora salen',
      changes: [
        ['Status', null, 'planerat'],
        ['Tid', null, '13:00'],
        ['Plats', null, 'Stora salen'],
        ['Nämndens ordförande', null, 'anna'],
        ['Nämndens vice ordförande', null, 'bo'],
        ['Ledamöter', null, 'anna, bo, carin, david och eva'],
        ['Ersättare', null, 'filip och gun'],
      ],
    },
    en: {
      did: 'scheduled the meeting on 11 May 2026 at 13:00, Stora salen',
      changes: [
        ['Status', null, 'scheduled'],
        ['Time', null, '13:00'],
        ['Place', null, 'Stora salen'],
        ['Chair of the board', null, 'anna'],
        ['Vice chairs of the board', null, 'bo'],
        ['Members', null, 'anna, bo, carin, david and eva'],
        ['Substitutes', null, 'filip and gun'],
      ],
    },
    reason: null,
  },
  {
    given: 'a meeting that was called off',
    events: [scheduled(), summoned, cancelled],
    sv: { did: 'ställde in sammanträdet den 11 maj 2026', changes: [['Status', 'sammankallat', 'inställt']] },
    en: { did: 'called off the meeting on 11 May 2026', changes: [['Status', 'summoned', 'cancelled']] },
    reason: 'Strömavbrott.',
  },
  {
    given: 'the end of the meeting',
    events: untilClosed,
    sv: { did: 'avslutade sammanträdet den 11 maj 2026', changes: [['Status', 'öppnat', 'avslutat']] },
    en: { did: 'closed the meeting on 11 May 2026', changes: [['Status', 'open', 'closed']] },
    reason: null,
  },
  {
    given: 'rule 28: the end of a meeting that too few were left at',
    events: [...untilOpen, decided(firstItem, report, '45'), attended(two), closed],
    sv: {
      did: 'avslutade sammanträdet den 11 maj 2026 utan att nämnden var beslutför om beslutspunkt 2 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) och beslutspunkt 1 i ärendet ”Taxa för 2027” (dnr KS 2026/8)',
      changes: [['Status', 'öppnat', 'avslutat']],
    },
    en: {
      did: 'closed the meeting on 11 May 2026 with too few left to decide decision point 2 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) and decision point 1 of the matter “Taxa för 2027” (reg. no. KS 2026/8)',
      changes: [['Status', 'open', 'closed']],
    },
    reason: null,
  },
];

describe('the history of a meeting', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events))).toEqual(expected);
  });
});
