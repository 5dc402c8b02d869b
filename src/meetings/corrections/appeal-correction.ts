import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { appealIn, isLate } from '../appeal.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingRefusals } from '../meeting-refusals.js';
import type { Meeting } from '../meeting.js';
import { requireDay } from '../minutes.js';
import { requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectAppealData {
  readonly meetingId: Id<'Meeting'>;
  /** The number of the appeal in the meeting. */
  readonly appeal: number;
  readonly appellant: Id<'Person'> | null;
  /** The registry number at the court. It may be empty. */
  readonly courtDnr: string;
  readonly receivedOn: IsoDate;
  readonly reason: string;
}

/** Corrects the appellant, the registry number at the court and the day of an appeal before its ruling (rule 158). */
export function correctAppeal(command: CorrectAppealData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, appeal: number, appellant, courtDnr, receivedOn, reason } = command;
  const { meeting, appeal } = requireMayCorrectAppeal(command, state, act);
  requireReason(reason);
  requireDay(receivedOn, meeting.date, act.today);
  const isSame = appellant === appeal.appellant && courtDnr === appeal.courtDnr && receivedOn === appeal.receivedOn;
  if (isSame) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  const judgedAnew = appeal.parts.find((part) => part.late !== isLate(meeting, part.paragraph, receivedOn));
  // Rule 158: whether an appeal is late has decided whether the decision gained legal force.
  if (judgedAnew !== undefined)
    throw new Refusal(meetingCorrectionRefusals.APPEAL_TIMELINESS, { appeal: number, paragraph: judgedAnew.paragraph });
  return [{ type: 'AppealCorrected', data: { meetingId, appeal: number, appellant, courtDnr, receivedOn, reason } }];
}

/** Returns the meeting and the appeal. @throws Refusal when the actor may not correct the appeal now */
export function requireMayCorrectAppeal(
  { meetingId, appeal: number }: Pick<CorrectAppealData, 'meetingId' | 'appeal'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctAppeal', meetingId, state, act);
  const appeal = appealIn(meeting, number);
  const { settled } = appeal;
  if (settled !== null) throw new Refusal(meetingRefusals.APPEAL_SETTLED, { appeal: number, ruling: settled.ruling });
  return { meeting, appeal };
}
