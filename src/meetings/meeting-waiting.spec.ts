import { auditor, clerk, type Happened, secretary, stranger } from '../../test/support/given.js';
import {
  cancelled,
  chair,
  decisions,
  lateItem,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  summoned,
  untilClosed,
  untilDecided,
} from '../../test/support/meeting-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingView } from './meeting-view.js';
import { waitingAtMeeting } from './meeting-waiting.js';

const listed = { actor: secretary, event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId } } } as const;

function kinds(...events: readonly Happened<MeetingEvent>[]): string[] {
  return waitingAtMeeting(secretary, meetingView(meetingAfter(...events))).map(({ kind }) => kind);
}

describe('what waits at a meeting', () => {
  it('is the summons, when something is listed', () => {
    expect(kinds(scheduled())).toEqual([]);
    expect(kinds(scheduled(), listed)).toEqual(['SEND_SUMMONS']);
  });

  it('is the meeting itself, by its day, and a supplement to the summons', () => {
    expect(kinds(scheduled(), summoned)).toEqual(['OPEN_MEETING']);
    const late = { ...listed, event: { ...listed.event, data: { meetingId, matterId: lateItem.matterId } } };
    expect(kinds(scheduled(), summoned, late)).toEqual(['SEND_SUMMONS', 'OPEN_MEETING']);
    const [opening] = waitingAtMeeting(secretary, meetingView(meetingAfter(scheduled(), summoned)));
    expect(opening).toMatchObject({ id: meetingId, deadline: meetingDay });
  });

  it('is each point that the board has not decided, and then the end', () => {
    expect(kinds(scheduled(), summoned, opened)).toEqual(['DECIDE_POINT', 'DECIDE_POINT', 'DECIDE_POINT']);
    expect(kinds(scheduled(), summoned, opened, ...decisions.slice(0, 2))).toEqual(['DECIDE_POINT']);
    expect(kinds(...untilDecided)).toEqual(['CLOSE_MEETING']);
    expect(kinds(...untilClosed)).toEqual([]);
    expect(kinds(scheduled(), cancelled)).toEqual([]);
  });

  it.each([clerk, auditor, chair, stranger])('waits for nobody but the secretary of the board', (person) => {
    expect(waitingAtMeeting(person, meetingView(meetingAfter(scheduled(), summoned, opened)))).toEqual([]);
  });
});
