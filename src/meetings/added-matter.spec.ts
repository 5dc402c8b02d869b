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
import type { Matter } from '../matters/matter.js';
import type { MeetingEvent } from './meeting-event.js';
import type { Meeting } from './meeting.js';
import { addMatterAtMeeting, type AddMatterAtMeetingData } from './proceedings.js';

const act = by(secretary, meetingDay);
const command = { meetingId, matterId: lateItem.matterId, paragraph: '44' };
const late = matterOf(...untilSubmitted(lateItem));
const open = (...events: readonly Happened<MeetingEvent>[]) => meetingAfter(scheduled(), summoned, opened, ...events);

function adding(given: AddMatterAtMeetingData, meeting: Meeting, matter: Matter, by = act, others: Meeting[] = []) {
  return addMatterAtMeeting(given, meeting, { matter, others }, by);
}

describe('rule 26: taking up a matter that was not summoned', () => {
  it('is recorded with its § and the exact version, reviewed or not', () => {
    const event = {
      type: 'MatterAddedAtMeeting',
      data: { meetingId, paragraph: '44', item: lateItem, serving, chair: attendance.chair },
    };
    expect(adding(command, open(), late)).toEqual([event]);
    expect(adding(command, open(), matterOf(...untilReviewed(lateItem)))).toEqual([event]);
  });

  it('needs a submitted version', () => {
    const draft = matterOf(...untilSubmitted(lateItem).slice(0, 1));
    refused(() => adding(command, open(), draft), 'MATTER_NOT_REVIEWED', { status: 'DRAFT' });
  });

  it('is refused for a matter that is on the agenda already, or of another board', () => {
    const listed = { ...command, matterId: firstItem.matterId };
    refused(() => adding(listed, open(), matterOf(...untilReviewed(firstItem))), 'ON_AGENDA_ALREADY');
    const elsewhere = { ...command, matterId: idOf('Matter', 'exempel.bun.dnr-bun-2026-1') };
    refused(() => adding(elsewhere, open(), late), 'NOT_FOUND');
  });

  it('has a § of its own', () => {
    refused(() => adding({ ...command, paragraph: '' }, open(), late), 'TEXT_MISSING');
    const taken = { ...command, paragraph: '45' };
    refused(() => adding(taken, open(...decisions.slice(0, 1)), late), 'PARAGRAPH_TAKEN');
    refused(() => adding({ ...command, paragraph: 'fyra' }, open(), late), 'PARAGRAPH_NOT_A_NUMBER');
    const [before] = [open(matterAdded('44', lateItem))];
    refused(() => adding(command, open(), late, act, [before]), 'PARAGRAPH_TAKEN', { date: meetingDay });
    const other = { ...lateItem, matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-10') };
    refused(() => adding(command, open(matterAdded('44', other)), late), 'PARAGRAPH_TAKEN');
  });

  it('rule 28: needs more than half of the members', () => {
    const few = { ...attendance, serving: serving.slice(0, 2) };
    const meeting = open({
      actor: secretary,
      event: { type: 'AttendanceRecorded', data: { meetingId, attendance: few } },
    });
    refused(() => adding(command, meeting, late), 'NO_QUORUM');
  });

  it('is recorded by the secretary at the meeting', () => {
    refused(() => adding(command, open(), late, by(clerk, meetingDay)), 'FORBIDDEN');
    refused(() => adding(command, meetingAfter(scheduled(), summoned), late), 'MEETING_STATUS');
  });
});
