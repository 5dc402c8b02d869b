import { Refusal } from '../../kernel/refusal.js';
import { meetingRefusals } from '../meeting-refusals.js';
import type { Meeting } from '../meeting.js';

/**
 * @throws Refusal `ADJUSTER_ABSENT` or `REMARK_NOT_ALLOWED` when a correction makes somebody absent whom the board
 * elected to adjust the minutes, or whose remark stands with a decision
 */
export function requireStillPresent(
  { present: before, adjusters, decisions }: Pick<Meeting, 'present' | 'adjusters' | 'decisions'>,
  { present }: Pick<Meeting, 'present'>,
): void {
  const gone = before.filter((one) => !present.includes(one));
  const adjuster = adjusters.find((one) => gone.includes(one));
  // Rule 36: whoever was not at the meeting cannot adjust its minutes, so the board must have elected another.
  if (adjuster !== undefined) throw new Refusal(meetingRefusals.ADJUSTER_ABSENT, { personId: adjuster });
  const remarked = decisions.flatMap(({ remarks }) => remarks).find(({ by }) => gone.includes(by));
  // Rule 131: a note or a statement is by somebody who was present.
  if (remarked !== undefined) throw new Refusal(meetingRefusals.REMARK_NOT_ALLOWED, { personId: remarked.by });
}
