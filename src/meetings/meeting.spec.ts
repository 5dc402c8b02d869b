import type { Happened } from '../../test/support/given.js';
import {
  appealed,
  cancelled,
  inForce,
  matterAdded,
  meetingAfter,
  meetingDay,
  opened,
  scheduled,
  settled,
  summoned,
  takenDown,
  untilClosed,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import type { MeetingEvent } from './meeting-event.js';
import { type Meeting, meetingValidOn } from './meeting.js';
import { paragraphStatus } from './paragraph.js';

function validOn(day: string, events: readonly Happened<MeetingEvent>[]): Meeting {
  const meeting = meetingValidOn(meetingAfter(...events), day);
  if (meeting === null) throw new Error('The meeting is there.');
  return meeting;
}

describe('A meeting as its facts are valid on a day', () => {
  it('shows before its day nothing of what was done at it', () => {
    const [before, then] = ['2026-05-10', meetingDay].map((day) => validOn(day, untilClosed));
    expect(before).toEqual({ ...meetingAfter(scheduled(), summoned), revision: untilClosed.length - 1 });
    expect(then).toEqual(meetingAfter(...untilClosed));
  });

  it('rule 26: has an added matter on its agenda from its day', () => {
    const events = [scheduled(), opened, matterAdded()];
    expect(validOn('2026-05-10', events)).toMatchObject({ status: 'SCHEDULED', agenda: [], attendance: null });
    expect(validOn(meetingDay, events).agenda).toHaveLength(1);
  });

  it('stays cancelled', () => {
    expect(validOn('2026-05-10', [scheduled(), cancelled])).toMatchObject({ status: 'CANCELLED' });
  });

  it.each([
    ['2026-05-12', 'DECIDED'],
    ['2026-05-13', 'ADJUSTED'],
    ['2026-05-14', 'NOTICED'],
    ['2026-06-04', 'APPEALED'],
    ['2026-11-01', 'APPEALED'],
    ['2026-11-02', 'ANNULLED'],
  ])('rules 35 to 40: on %s § 45 is %s', (day, status) => {
    expect(paragraphStatus(validOn(day, wayToParagraph.ANNULLED), '45')).toBe(status);
  });

  it('rule 40: shows legal force from the day on which a § gained it', () => {
    const events = [...untilNoticed, inForce(['45', '46'], '2026-06-05')];
    expect(paragraphStatus(validOn('2026-06-04', events), '45')).toBe('NOTICED');
    expect(paragraphStatus(validOn('2026-06-05', events), '45')).toBe('IN_FORCE');
  });

  it('shows a notice as up until the day on which it was taken down', () => {
    const events = [...untilNoticed, takenDown('2026-06-05')];
    expect(validOn('2026-06-04', events).notices).toMatchObject([{ takenDown: null }]);
    expect(validOn('2026-06-05', events).notices).toMatchObject([{ takenDown: '2026-06-05' }]);
  });

  it('is the whole meeting when all of its facts are valid, and null when there is none', () => {
    const events = [...untilNoticed, appealed('45', '2026-06-04'), settled('DISMISSED', '2026-09-01')];
    expect(validOn('2026-12-31', events)).toEqual(meetingAfter(...events));
    expect(meetingValidOn(null, '2026-12-31')).toBeNull();
  });
});
