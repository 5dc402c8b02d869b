import type { Act } from '../kernel/act.js';
import { existing } from '../kernel/existing.js';
import { boardOf } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { meetingRefusals } from './meeting-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import { requireText } from '../kernel/text.js';
import type { Matter } from '../matters/matter.js';
import { type AgendaData, requireOfBoard, requireReady, summoned } from './agenda.js';
import { requireQuorum } from './attendance.js';
import type { Meeting } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { requireMeetingVerdict } from './required-status.js';

export interface AddMatterAtMeetingData extends AgendaData {
  /** § of the decision to take it up. */
  readonly paragraph: string;
}

/** The board decides at the meeting to take up what was not on the summons, recorded as such (rule 26). */
export function addMatterAtMeeting(
  { meetingId, matterId, paragraph }: AddMatterAtMeetingData,
  meeting: Meeting | null,
  matter: Matter | null,
  act: Act,
): MeetingEvent[] {
  permit(act.actor, 'addMatterAtMeeting', boardOf(meetingId), meetingId);
  const open = existing(meeting, meetingId);
  requireMeetingVerdict(open, 'add matter');
  const added = requireOfBoard(matter, matterId, meetingId);
  const listed = open.agenda.find((one) => one.matterId === matterId);
  if (listed !== undefined && 'item' in listed) throw new Refusal(meetingRefusals.ON_AGENDA_ALREADY, { matterId });
  // Rule 26: without a review, but never without a version that is a record.
  requireReady(added, 'add at the meeting');
  requireText('paragraph', paragraph);
  const { serving, chair } = existing(open.attendance, meetingId);
  requireQuorum(open, serving);
  const isTaken = open.agenda.some((one) => one.state === 'ADDED' && one.paragraph === paragraph.trim());
  if (isTaken || open.decisions.some((one) => one.paragraph === paragraph.trim())) {
    throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph });
  }
  const item = summoned(added);
  return [{ type: 'MatterAddedAtMeeting', data: { meetingId, paragraph: paragraph.trim(), item, serving, chair } }];
}
