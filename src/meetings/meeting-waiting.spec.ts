import { auditor, board, clerk, type Happened, person, secretary, stranger } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  cancelled,
  carin,
  chair,
  decisions,
  eva,
  inForce,
  lateItem,
  meetingAfter,
  meetingDay,
  meetingId,
  noticed,
  opened,
  scheduled,
  settled,
  summoned,
  takenDown,
  untilAdjusted,
  untilClosed,
  untilDecided,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import type { Person } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingView } from './meeting-view.js';
import { stuckMinutes, waitingAfterMeeting, waitingAtMeeting } from './meeting-waiting.js';

const today = '2026-05-20';
const listed = { actor: secretary, event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId } } } as const;

function kinds(...events: readonly Happened<MeetingEvent>[]): string[] {
  return waitingAtMeeting(secretary, meetingView(meetingAfter(...events)), today).map(({ kind }) => kind);
}

describe('minutes that wait for their adjusters', () => {
  it('rule 113: stand still when nobody of the elected is of the board any more', () => {
    const meeting = meetingView(meetingAfter(...untilClosed));
    const members = meeting.adjusters.map((id) => person(id, 'BOARD_MEMBER'));
    expect(members.length).toBeGreaterThan(0);
    expect(stuckMinutes(meeting, [secretary, ...members.slice(-1)])).toBeNull();
    const gone = { id: meetingId, cause: 'ADJUSTERS_GONE', step: null, persons: meeting.adjusters };
    expect(stuckMinutes(meeting, [secretary])).toMatchObject(gone);
    expect(stuckMinutes(meeting, [])?.waysOut).toHaveLength(1);
    expect(stuckMinutes({ ...meeting, adjusters: [] }, [])).toBeNull();
    expect(stuckMinutes(meetingView(meetingAfter(...untilAdjusted)), [])).toBeNull();
  });
});

describe('the task that waits at a meeting', () => {
  it('is the summons, when a matter is listed', () => {
    expect(kinds(scheduled())).toEqual([]);
    expect(kinds(scheduled(), listed)).toEqual(['SEND_SUMMONS']);
  });

  it('is to open the meeting by its day, and to supplement the summons', () => {
    expect(kinds(scheduled(), summoned)).toEqual(['OPEN_MEETING']);
    const late = { ...listed, event: { ...listed.event, data: { meetingId, matterId: lateItem.matterId } } };
    expect(kinds(scheduled(), summoned, late)).toEqual(['SEND_SUMMONS', 'OPEN_MEETING']);
    const [opening] = waitingAtMeeting(secretary, meetingView(meetingAfter(scheduled(), summoned)), today);
    expect(opening).toMatchObject({ id: meetingId, deadline: meetingDay });
  });

  it('is to decide each undecided point, and then to close the meeting', () => {
    expect(kinds(scheduled(), summoned, opened)).toEqual(['DECIDE_POINT', 'DECIDE_POINT', 'DECIDE_POINT']);
    expect(kinds(scheduled(), summoned, opened, ...decisions.slice(0, 2))).toEqual(['DECIDE_POINT']);
    expect(kinds(...untilDecided)).toEqual(['CLOSE_MEETING']);
    expect(kinds(...untilClosed)).toEqual([]);
    expect(kinds(scheduled(), cancelled)).toEqual([]);
  });

  it('rule 53: is for a member to read the summons, from the day it was sent to the day of the meeting', () => {
    const meeting = meetingView(meetingAfter(scheduled(), summoned));
    const reading = {
      ...{ kind: 'READ_SUMMONS', boardId: board, id: meetingId, title: meetingDay, tertial: null },
      ...{ since: '2026-05-04', deadline: meetingDay, next: null },
    };
    expect(waitingAtMeeting(eva, meeting, meetingDay)).toEqual([reading]);
    expect(waitingAtMeeting(eva, meeting, '2026-05-12')).toEqual([]);
    expect(waitingAtMeeting(eva, meetingView(meetingAfter(scheduled())), '2026-05-04')).toEqual([]);
  });

  it.each([clerk, auditor, chair, stranger])('waits for nobody but the secretary of the board', (person) => {
    expect(waitingAtMeeting(person, meetingView(meetingAfter(scheduled(), summoned, opened)), today)).toEqual([]);
  });
});

function waiting(events: readonly Happened<MeetingEvent>[], who: Person = secretary, day = today): string[] {
  return waitingAfterMeeting(who, meetingView(meetingAfter(...events)), day).map(
    ({ kind, title, deadline }) => `${kind} ${title} ${deadline ?? '-'}`,
  );
}

describe('The tasks that wait after a meeting', () => {
  it('rule 36: the minutes wait for the secretary to be adjusted, until the fourteenth day', () => {
    const meeting = meetingView(meetingAfter(...untilClosed));
    expect(waitingAfterMeeting(secretary, meeting, today)).toEqual([
      {
        kind: 'ADJUST_MINUTES',
        boardId: board,
        id: meetingId,
        title: '2026-05-11 § 45, 46',
        tertial: null,
        since: meetingDay,
        deadline: '2026-05-25',
        next: { command: 'adjustMinutes', idField: 'meetingId' },
      },
    ]);
  });

  it('rule 36: the minutes wait for the member who was chosen to adjust them, and no other', () => {
    expect(waiting(untilClosed, eva)).toEqual(['ADJUST_MINUTES 2026-05-11 § 45, 46 2026-05-25']);
    expect(waiting(untilClosed, carin)).toEqual([]);
    // The secretary records the adjustment.
    expect(waitingAfterMeeting(eva, meetingView(meetingAfter(...untilClosed)), today)[0]?.next).toBeNull();
  });

  it('rule 39: the minutes wait with the §§ left, once the meeting is closed', () => {
    const one = [...untilClosed, adjusted(['45'], meetingDay)];
    expect(waiting(one, eva)).toEqual(['ADJUST_MINUTES 2026-05-11 § 46 2026-05-25']);
    expect(waiting(untilDecided)).toEqual([]);
    expect(waiting(untilDecided, eva)).toEqual([]);
  });

  it('rule 36: the minutes wait once for a secretary who is also an adjuster', () => {
    const both: Person = { ...eva, grants: [...eva.grants, ...secretary.grants] };
    expect(waiting(untilClosed, both)).toHaveLength(1);
  });

  it('rule 83: the notice waits for the secretary, until the second day after the adjustment', () => {
    expect(waiting(untilAdjusted)).toEqual(['POST_NOTICE 2026-05-11 § 45, 46 2026-05-15']);
    expect(waiting(untilAdjusted, eva)).toEqual([]);
  });

  it('rule 39: each adjustment has a notice of its own, also while the meeting is open', () => {
    const apart = [...untilClosed, adjusted(['45'], meetingDay), adjusted(['46'], '2026-05-18', 2)];
    expect(waiting(apart)).toEqual([
      'POST_NOTICE 2026-05-11 § 45 2026-05-13',
      'POST_NOTICE 2026-05-11 § 46 2026-05-20',
    ]);
    expect(waiting([...untilDecided, adjusted(['45'], meetingDay)])).toEqual([
      'POST_NOTICE 2026-05-11 § 45 2026-05-13',
    ]);
  });

  it('rule 83: a notice waits to be taken down from the day after the last day to appeal', () => {
    expect(waiting(untilNoticed, secretary, '2026-06-04')).toEqual([]);
    expect(waiting(untilNoticed, secretary, '2026-06-05')).toEqual(['TAKE_DOWN_NOTICE 2026-05-11 § 45, 46 -']);
    expect(waiting([...untilNoticed, takenDown('2026-06-05')], secretary, '2026-06-05')).toEqual([]);
  });

  it('rule 40: an appeal waits to be settled, late or not', () => {
    const late = appealed('46', '2026-06-10', 2, true);
    expect(waiting([...wayToParagraph.APPEALED, late])).toEqual([
      'SETTLE_APPEAL 2026-05-11 § 45 -',
      'SETTLE_APPEAL 2026-05-11 § 46 -',
    ]);
    expect(waiting([...wayToParagraph.APPEALED, settled('WITHDRAWN', '2026-06-08')])).toEqual([]);
  });

  it('rule 86: nothing is left when all §§ have legal force and no notice is up', () => {
    const done = [
      ...untilClosed,
      adjusted(['45', '46'], '2026-05-13'),
      noticed(['45', '46'], '2026-05-14', '2026-06-04'),
    ];
    const over = [...done, inForce(['45', '46'], '2026-06-05'), takenDown('2026-06-05')];
    expect(waiting(over, secretary, '2026-12-01')).toEqual([]);
  });

  it('rule 83: nothing waits before the meeting, or after a cancelled one', () => {
    expect(waiting([scheduled()])).toEqual([]);
    expect(waiting([scheduled(), cancelled])).toEqual([]);
  });

  it.each([clerk, auditor, person('bert', 'BOARD_MEMBER')])('rule 51: nothing waits for $personId', (who) => {
    for (const events of Object.values(wayToParagraph)) expect(waiting(events, who, '2026-12-01')).toEqual([]);
  });

  it('rule 43: nothing waits for the secretary of another board', () => {
    const grants = [{ boardId: idOf('Board', 'exempel.bun'), role: 'SECRETARY' as const }];
    expect(waiting(untilClosed, { ...secretary, grants })).toEqual([]);
    expect(
      waiting(untilClosed, { ...eva, grants: [{ boardId: idOf('Board', 'exempel.bun'), role: 'BOARD_MEMBER' }] }),
    ).toEqual([]);
  });
});
