import type { MeetingDataOf } from '../../src/meetings/meeting-event.js';
import { claim } from './claim.js';
import { hasPresided, isPresent, partsOf, type Told, type ToldMeeting, type ToldNotice } from './told.js';

/** Rule 149: a conflict is corrected at an open meeting, before a decision in the matter, and is sound afterwards. */
export function claimConflictCorrection(
  meeting: ToldMeeting,
  { matterId, personId, conflict }: MeetingDataOf<'ConflictCorrected'>,
): void {
  const { conflicts, decisions } = meeting;
  const at = conflicts.findIndex((one) => one.matterId === matterId && one.personId === personId);
  claim(at !== -1, 'rule 149: a conflict that was not recorded is corrected');
  claim(meeting.isOpen && !meeting.isClosed, 'rule 149: a conflict is corrected at a meeting that is not open');
  claim(!decisions.some((one) => one.matterId === matterId), 'rule 149: a conflict is corrected after a decision');
  conflicts.splice(at, 1, ...(conflict === null ? [] : [conflict]));
  claimSoundFrom(at, meeting, matterId);
}

/** Rule 29: an attendance that changed may have left an earlier conflict behind. */
function claimSoundFrom(at: number, { attendances, conflicts }: ToldMeeting, matterId: string): void {
  const own = conflicts.filter((one) => one.matterId === matterId);
  const later = conflicts.slice(at).filter((one) => one.matterId === matterId);
  const serving = (attendances.at(-1)?.serving ?? []).map(({ personId }) => personId);
  const called = own.flatMap(({ substitute }) => substitute ?? []);
  claim(
    later.every(({ personId }) => serving.includes(personId) || called.includes(personId)),
    'rule 29: somebody is in conflict who takes no part',
  );
  claim(new Set(own.map(({ personId }) => personId)).size === own.length, 'rule 29: a person is in conflict twice');
  claim(
    later.every(({ substitute }) => substitute === null || !serving.includes(substitute)),
    'rule 29: somebody replaces who takes part already',
  );
}

/** Rule 149: a notice is corrected while it is up, before an appeal or legal force; its last day follows from its day. */
export function claimNoticeCorrection(
  meeting: ToldMeeting,
  { notice: number, lastAppealDay }: MeetingDataOf<'NoticeCorrected'>,
): readonly string[] {
  const notice = meeting.notices[number - 1];
  claim(notice?.isDown === false, 'rule 149: a notice that is not up is corrected');
  if (notice === undefined) return [];
  const parts = notice.paragraphs.flatMap((paragraph) => partsOf(meeting, { paragraph, point: null }));
  claim(!parts.some((part) => meeting.inForce.has(part)), 'rule 149: a notice is corrected after legal force');
  const appealed = meeting.appeals.flatMap((appeal) => appeal.parts);
  claim(!parts.some((part) => appealed.includes(part)), 'rule 149: a notice is corrected after an appeal');
  notice.last = lastAppealDay;
  return notice.paragraphs;
}

/** Rule 151: the newest roll call is corrected before an adjustment, and those with a vote stay after a decision. */
export function claimAttendanceCorrection(
  meeting: ToldMeeting,
  { attendance }: MeetingDataOf<'AttendanceCorrected'>,
): void {
  const [wrong] = meeting.attendances.splice(-1, 1, attendance);
  claim(meeting.adjusted.size === 0, 'rule 151: an attendance is corrected after an adjustment');
  claim(wrong !== undefined, 'rule 151: an attendance that was not recorded is corrected');
  if (wrong === undefined) return;
  const seats = [wrong, attendance].map(({ serving }) =>
    serving.map(({ personId, inPlaceOf }) => `${personId}/${inPlaceOf}`).toSorted(),
  );
  const isSame = wrong.chair === attendance.chair && String(seats[0]) === String(seats[1]);
  claim(!meeting.hasActed || isSame, 'rule 151: those with a vote are corrected after a decision');
  claim(
    meeting.adjusters.every((one) => isPresent(meeting, one)),
    'rule 151: whoever adjusts the minutes is corrected away',
  );
}

/** Rule 159: an adjustment is corrected before its §§ are announced, and judged as a new one. */
export function claimAdjustmentCorrection(
  meeting: ToldMeeting,
  { paragraphs, adjusters, date }: { paragraphs: readonly string[]; adjusters: readonly string[]; date: string },
  today: string,
): void {
  claim(!paragraphs.some((one) => meeting.noticed.has(one)), 'rule 159: an adjustment is corrected after its notice');
  claim(date >= meeting.date && date <= today, 'rule 159: adjusted on a day that cannot be');
  claim(
    adjusters.every((one) => meeting.adjusters.includes(one) || hasPresided(meeting, one)),
    'rule 159: adjusted by who was not elected',
  );
  for (const one of paragraphs) meeting.adjusted.set(one, date);
}

/** Rule 167: the § of a matter that was taken up is corrected before its adjustment, to one that is free. */
export function claimAddedCorrection(
  meeting: ToldMeeting,
  { matterId, paragraph }: MeetingDataOf<'AddedMatterCorrected'>,
): void {
  const { added, adjusted, decisions, isOpen } = meeting;
  const wrong = added.get(matterId);
  claim(isOpen && wrong !== undefined, 'rule 167: a matter that was not taken up gets a §');
  claim(wrong === undefined || !adjusted.has(wrong), 'rule 167: a § is corrected after its adjustment');
  const taken = [...added.values(), ...decisions.map((one) => one.paragraph)];
  claim(!taken.includes(paragraph), `rule 39: § ${paragraph} is about two matters`);
  added.set(matterId, paragraph);
}

/** Rule 171: a matter that was not taken up leaves its § withdrawn, and was neither decided nor a matter of conflict. */
export function claimAddedWithdrawal(
  meeting: ToldMeeting,
  { matterId, paragraph }: MeetingDataOf<'AddedMatterWithdrawn'>,
): void {
  const { added, adjusted, decisions, conflicts, given, isOpen, withdrawn } = meeting;
  claim(isOpen && added.get(matterId) === paragraph, 'rule 171: a matter that was not added is taken off');
  claim(!adjusted.has(paragraph), 'rule 171: a matter is taken off after the adjustment of its §');
  const rests = [...decisions, ...conflicts].some((one) => one.matterId === matterId);
  claim(!rests, 'rule 171: a matter is taken off with a decision or a conflict in it');
  added.delete(matterId);
  given.delete(matterId);
  withdrawn.set(matterId, paragraph);
}

/** Rule 171: nothing has the number of a § that is withdrawn, but the matter itself when it is taken up after all. */
export function claimNotWithdrawn(told: Told, matterId: string | null, paragraph: string): void {
  const withdrawn = [...told.meetings.values()].flatMap((one) => [...one.withdrawn]);
  const isFree = !withdrawn.some(([about, number]) => number === paragraph && about !== matterId);
  claim(isFree, `rule 171: § ${paragraph} is withdrawn`);
}

/** Rule 83: a notice that came down early gives no legal force, and each appeal of its §§ is in time. */
export function takeDownEarly(meeting: ToldMeeting, notice: ToldNotice, legalForceLost: readonly string[]): void {
  Object.assign(notice, { isDown: true, isEarly: true });
  for (const one of notice.paragraphs) {
    meeting.noticed.delete(one);
    const parts = partsOf(meeting, { paragraph: one, point: null });
    const lost = parts.filter((part) => meeting.inForce.delete(part));
    claim(legalForceLost.includes(one) === lost.length > 0, `rule 83: § ${one} keeps legal force`);
    for (const appeal of meeting.appeals) {
      for (const part of parts.filter((part) => appeal.parts.includes(part))) appeal.inTime.add(part);
    }
  }
}

/** Rule 168: legal force is judged anew by the day on which a notice came down. */
export function claimTakingDownCorrection(
  meeting: ToldMeeting,
  { notice: number, date, earlyReason, legalForceLost }: MeetingDataOf<'TakingDownCorrected'>,
  today: string,
): void {
  const notice = meeting.notices[number - 1];
  claim(notice?.isDown === true, 'rule 168: the taking down of a notice that is up is corrected');
  if (notice === undefined) return;
  claim(date === null || date <= today, 'rule 168: taken down on a day that has not come');
  const isEarly = date !== null && date < notice.last;
  claim(isEarly === (earlyReason !== null), 'rule 168: taken down early without a reason, or with one in time');
  const later = meeting.notices.slice(number).some(({ paragraphs }) => sharesParagraph(paragraphs, notice));
  claim(isEarly || !later, 'rule 168: a notice was up in time, and another one was posted in its place');
  if (isEarly && !notice.isEarly) takeDownEarly(meeting, notice, legalForceLost);
  if (!isEarly) {
    for (const one of notice.paragraphs) meeting.noticed.set(one, notice.last);
    Object.assign(notice, { isDown: date !== null, isEarly: false });
  }
}

function sharesParagraph(paragraphs: readonly string[], notice: ToldNotice): boolean {
  return paragraphs.some((one) => notice.paragraphs.includes(one));
}
