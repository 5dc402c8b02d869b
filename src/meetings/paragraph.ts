import { Refusal, refusals } from '../kernel/refusal.js';
import type { Adjustment, Appeal, PublicNotice } from './after-meeting.js';
import {
  meetingProcess,
  meetingStatuses,
  type MeetingVerdict,
  paragraphProcess,
  type ParagraphStatus,
  paragraphStatuses,
  type ParagraphVerdict,
} from './meeting-process.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting, RecordedDecision } from './meeting.js';

type Finalised = Pick<Meeting, 'adjustments' | 'notices' | 'appeals' | 'legalForce'>;

/** The §§ of a meeting's minutes, in their order: of its decisions, and of the matters that it took up (rule 26). */
export function paragraphsOf({ agenda, decisions }: Pick<Meeting, 'agenda' | 'decisions'>): string[] {
  const added = agenda.flatMap((item) => (item.state === 'ADDED' ? [item.paragraph] : []));
  const all = [...added, ...decisions.map(({ paragraph }) => paragraph)];
  return inOrder([...new Set(all)]);
}

const { compare } = new Intl.Collator('sv', { numeric: true });

/** §§ by their numbers: 9 before 10, and 10 before 10 a. */
export function inOrder(paragraphs: readonly string[]): string[] {
  return paragraphs.toSorted(compare);
}

export function decisionsOf(
  { decisions }: Pick<Meeting, 'decisions'>,
  paragraphs: readonly string[],
): RecordedDecision[] {
  return decisions.filter(({ paragraph }) => paragraphs.includes(paragraph));
}

export function adjustmentOf({ adjustments }: Finalised, paragraph: string): Adjustment | undefined {
  return adjustments.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

export function noticeOf({ notices }: Finalised, paragraph: string): PublicNotice | undefined {
  return notices.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

export function appealsOf({ appeals }: Finalised, paragraph: string): Appeal[] {
  return appeals.filter((appeal) => appeal.paragraph === paragraph);
}

/** How far a § has come, told by what has been recorded of it and not by the day. */
export function paragraphStatus(meeting: Finalised, paragraph: string): ParagraphStatus {
  const appeals = appealsOf(meeting, paragraph);
  if (appeals.some(({ settled }) => settled?.ruling === 'ANNULLED')) return 'ANNULLED';
  if (noticeOf(meeting, paragraph) === undefined) {
    return adjustmentOf(meeting, paragraph) === undefined ? 'DECIDED' : 'ADJUSTED';
  }
  // Rule 40: one that came in time withholds legal force until it is settled.
  if (hasOpenAppeal(meeting, paragraph)) return 'APPEALED';
  return meeting.legalForce.some(({ paragraphs }) => paragraphs.includes(paragraph)) ? 'IN_FORCE' : 'NOTICED';
}

/** Whether an appeal that came in time is not yet settled. */
export function hasOpenAppeal(meeting: Finalised, paragraph: string): boolean {
  return appealsOf(meeting, paragraph).some(({ late, settled }) => !late && settled === null);
}

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
