import { matterOf, untilReviewed, untilSubmitted } from '../../test/support/agenda-under-test.js';
import { by, clerk, type Happened, refused, secretary } from '../../test/support/given.js';
import {
  attendance,
  decisions,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  serving,
  summoned,
} from '../../test/support/meeting-under-test.js';
import { idOf } from '../kernel/identity.js';
import type { MeetingEvent } from './meeting-event.js';
import { addMatterAtMeeting } from './proceedings.js';

const act = by(secretary, meetingDay);
const command = { meetingId, matterId: lateItem.matterId, paragraph: '44' };
const late = matterOf(...untilSubmitted(lateItem));
const open = (...events: readonly Happened<MeetingEvent>[]) => meetingAfter(scheduled(), summoned, opened, ...events);

describe('rule 26: taking up a matter that was not summoned', () => {
  it('is recorded with its § and the exact version, reviewed or not', () => {
    const event = {
      type: 'MatterAddedAtMeeting',
      data: { meetingId, paragraph: '44', item: lateItem, serving, chair: attendance.chair },
    };
    expect(addMatterAtMeeting(command, open(), late, act)).toEqual([event]);
    expect(addMatterAtMeeting(command, open(), matterOf(...untilReviewed(lateItem)), act)).toEqual([event]);
  });

  it('needs a submitted version', () => {
    const draft = matterOf(...untilSubmitted(lateItem).slice(0, 1));
    refused(() => addMatterAtMeeting(command, open(), draft, act), 'MATTER_NOT_REVIEWED', { status: 'DRAFT' });
  });

  it('is refused for a matter that is on the agenda already, or of another board', () => {
    const listed = { ...command, matterId: firstItem.matterId };
    refused(() => addMatterAtMeeting(listed, open(), matterOf(...untilReviewed(firstItem)), act), 'ON_AGENDA_ALREADY');
    const elsewhere = { ...command, matterId: idOf('Matter', 'exempel.bun.dnr-bun-2026-1') };
    refused(() => addMatterAtMeeting(elsewhere, open(), late, act), 'NOT_FOUND');
  });

  it('has a § of its own', () => {
    refused(() => addMatterAtMeeting({ ...command, paragraph: '' }, open(), late, act), 'TEXT_MISSING');
    const taken = { ...command, paragraph: '45' };
    refused(() => addMatterAtMeeting(taken, open(...decisions.slice(0, 1)), late, act), 'PARAGRAPH_TAKEN');
    const other = { ...lateItem, matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-10') };
    refused(() => addMatterAtMeeting(command, open(matterAdded('44', other)), late, act), 'PARAGRAPH_TAKEN');
  });

  it('rule 28: needs more than half of the members', () => {
    const few = { ...attendance, serving: serving.slice(0, 2) };
    const meeting = open({
      actor: secretary,
      event: { type: 'AttendanceRecorded', data: { meetingId, attendance: few } },
    });
    refused(() => addMatterAtMeeting(command, meeting, late, act), 'NO_QUORUM');
  });

  it('is recorded by the secretary at the meeting', () => {
    refused(() => addMatterAtMeeting(command, open(), late, by(clerk, meetingDay)), 'FORBIDDEN');
    refused(() => addMatterAtMeeting(command, meetingAfter(scheduled(), summoned), late, act), 'MEETING_STATUS');
  });
});
