import { itself, type Reaction } from '../kernel/reaction.js';
import type { SystemCommand } from '../kernel/system-command.js';
import { recordFinalityCommand } from '../matters/matter-before-board.js';
import type { FinalityRecord } from '../kernel/finality.js';
import { recordLegalForceCommand } from './legal-force.js';
import { type Meeting, meetingFold } from './meeting.js';
import type { MeetingDataOf, MeetingEvent } from './meeting-event.js';
import { decisionsOf, hasOpenAppeal, paragraphStatus } from './paragraph.js';

/** A notice or a ruling can be recorded when the day of legal force has come already. */
export const recordForceThatHasCome: Reaction<MeetingEvent, Meeting | null> = {
  name: 'record legal force that has come',
  to: meetingFold,
  types: ['NoticePosted', 'AppealSettled'],
  looksAt: itself(meetingFold),
  react: ({ data: { meetingId } }) => [recordLegalForceCommand({ meetingId })],
};

/** Carries how final a § is to the points that were decided in it. */
export const carryFinality: Reaction<MeetingEvent, Meeting | null> = {
  name: 'carry finality',
  to: meetingFold,
  types: ['AppealRecorded', 'AppealSettled', 'LegalForceGained'],
  looksAt: itself(meetingFold),
  react: ({ type, data }, meeting) => {
    if (meeting === null) return [];
    if (type === 'AppealRecorded') return appealed(meeting, data);
    if (type === 'AppealSettled') return settled(meeting, data);
    if (type === 'LegalForceGained') {
      return finalityOf(meeting, data.paragraphs, { finality: 'IN_FORCE', on: data.on });
    }
    return [];
  },
};

function appealed(meeting: Meeting, { number, paragraph, receivedOn, late }: MeetingDataOf<'AppealRecorded'>) {
  // What has been settled since is told by that event.
  const isOpen = meeting.appeals.some((appeal) => appeal.number === number && appeal.settled === null);
  return late || !isOpen ? [] : finalityOf(meeting, [paragraph], { finality: 'APPEALED', on: receivedOn });
}

function settled(meeting: Meeting, { appeal, paragraph, ruling, date: on }: MeetingDataOf<'AppealSettled'>) {
  if (ruling === 'ANNULLED') return finalityOf(meeting, [paragraph], { finality: 'ANNULLED', on });
  const wasLate = meeting.appeals.some(({ number, late }) => number === appeal && late);
  const isAwaited = ['ADJUSTED', 'NOTICED'].includes(paragraphStatus(meeting, paragraph));
  if (wasLate || !isAwaited || hasOpenAppeal(meeting, paragraph)) return [];
  return finalityOf(meeting, [paragraph], { finality: 'NOT_IN_FORCE', on });
}

function finalityOf(
  meeting: Meeting,
  paragraphs: readonly string[],
  { finality, on }: FinalityRecord,
): SystemCommand[] {
  return decisionsOf(meeting, paragraphs).map(({ matterId, number }) =>
    recordFinalityCommand({ meetingId: meeting.id, matterId, number, finality, on }),
  );
}
