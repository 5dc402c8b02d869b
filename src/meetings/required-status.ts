import { meetingRefusals } from './meeting-refusals.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Meeting } from './meeting.js';
import {
  meetingProcess,
  meetingStatuses,
  type MeetingVerdict,
  paragraphProcess,
  paragraphStatuses,
  type ParagraphVerdict,
} from './meeting-process.js';
import { paragraphsOf, paragraphStatus } from './paragraph.js';

/** @throws Refusal `MEETING_STATUS` when this cannot be done at the meeting as far as it has come. */
export function requireMeetingVerdict({ status }: Pick<Meeting, 'status'>, verdict: MeetingVerdict): void {
  if (meetingProcess[status][verdict] === undefined) {
    const needed = meetingStatuses.filter((candidate) => meetingProcess[candidate][verdict] !== undefined);
    throw new Refusal(meetingRefusals.MEETING_STATUS, { status, needed });
  }
}

/**
 * @throws Refusal `NOT_FOUND` for a § that the meeting does not have, `PARAGRAPH_STATUS` when this cannot be done to it
 * as far as it has come.
 */
export function requireParagraphVerdict(meeting: Meeting, paragraph: string, verdict: ParagraphVerdict): void {
  if (!paragraphsOf(meeting).includes(paragraph))
    throw new Refusal(refusals.NOT_FOUND, { id: `${meeting.id} § ${paragraph}` });
  const status = paragraphStatus(meeting, paragraph);
  if (paragraphProcess[status][verdict] === undefined) {
    const needed = paragraphStatuses.filter((candidate) => paragraphProcess[candidate][verdict] !== undefined);
    throw new Refusal(meetingRefusals.PARAGRAPH_STATUS, { paragraph, status, needed });
  }
}
