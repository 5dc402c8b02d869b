import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { matterRefusals } from '../../matters/matter-refusals.js';
import { type ConflictOfInterest, presentAgain, withConflict } from '../correction.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { requireMayAct } from '../paragraph.js';
import { requireSoundConflict } from '../proceedings.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';
import { requireStillPresent } from './still-present.js';

export interface CorrectConflictData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
  /** The person of the conflict as it was recorded. */
  readonly personId: Id<'Person'>;
  /** The conflict as it should be; null or absent when there was none. */
  readonly conflict?: Omit<ConflictOfInterest, 'matterId'> | null;
  readonly reason: string;
}

/**
 * Corrects a conflict of interest that was recorded by mistake, before the board has decided a point of the matter
 * (rule 149). The right conflict and each later one of the matter are judged anew.
 */
export function correctConflict(command: CorrectConflictData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, matterId, personId, conflict: given, reason } = command;
  const { meeting, recorded } = requireMayCorrectConflict(command, state, act);
  requireReason(reason);
  const conflict = given === null || given === undefined ? null : conflictOf(matterId, given);
  if (conflict !== null && isSame(conflict, recorded)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  const conflicts = withConflict(meeting.conflicts, { matterId, personId, conflict });
  const at = meeting.conflicts.indexOf(recorded);
  for (const [index, one] of conflicts.entries()) {
    // Rule 29: who replaces whom depends on the conflicts before.
    if (index >= at && one.matterId === matterId)
      requireSoundConflict(one, { ...meeting, conflicts: conflicts.slice(0, index) });
  }
  requireStillPresent(meeting, presentAgain({ ...meeting, conflicts }));
  return [{ type: 'ConflictCorrected', data: { meetingId, matterId, personId, conflict, reason } }];
}

/** Returns the meeting and the conflict. @throws Refusal when the actor may not correct the conflict now */
export function requireMayCorrectConflict(
  { meetingId, matterId, personId }: Pick<CorrectConflictData, 'meetingId' | 'matterId' | 'personId'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctConflict', meetingId, state, act);
  const recorded = meeting.conflicts.find((one) => one.matterId === matterId && one.personId === personId);
  if (recorded === undefined) throw new Refusal(meetingCorrectionRefusals.CONFLICT_UNRECORDED, { personId });
  const decided = meeting.decisions.find((one) => one.matterId === matterId);
  // Rule 149: those who took part in a decision stand in it, and the decision has taken effect.
  if (decided !== undefined)
    throw new Refusal(matterRefusals.POINT_DECIDED, { point: decided.number, outcome: decided.outcome });
  return { meeting, recorded };
}

/** Returns the fields of the conflict alone, and none of the input that has them. */
function conflictOf(
  matterId: Id<'Matter'>,
  { personId, substitute, chair }: Omit<ConflictOfInterest, 'matterId'>,
): ConflictOfInterest {
  return { matterId, personId, substitute, chair };
}

function isSame(one: ConflictOfInterest, other: ConflictOfInterest): boolean {
  return one.personId === other.personId && one.substitute === other.substitute && one.chair === other.chair;
}
