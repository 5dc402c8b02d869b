import type { Id } from '../kernel/identity.js';
import type { FinalityRecord } from '../kernel/outcome.js';
import { itself, type Reaction, type SystemCommand } from '../kernel/reaction.js';
import {
  correctPointDecisionCommand,
  recordDecisionCommand,
  recordFinalityCommand,
  releaseMatterCommand,
  summonMatterCommand,
} from '../matters/matter-before-board.js';
import type { MatterEvent } from '../matters/matter-event.js';
import { type Matter, matterFold } from '../matters/matter.js';
import { covers, partsOf } from './after-meeting.js';
import type { MeetingDataOf, MeetingEvent } from './meeting-event.js';
import { type Meeting, meetingFold } from './meeting.js';
import type { ParagraphPart } from './meeting-record.js';
import { decisionsOf, hasOpenAppeal, partStatus, recordLegalForceCommand } from './paragraph.js';
import { undecidedPoints, voidAgendaItemCommand } from './scheduling.js';

/** For each matter in a summons or taken up at a meeting, issues a command that puts the matter before the board. */
export const summonMatters: Reaction<MeetingEvent, Meeting | null> = {
  name: 'summon matters',
  to: meetingFold,
  types: ['SummonsSent', 'MatterAddedAtMeeting'],
  looksAt: itself(meetingFold),
  react: ({ type, data, position: summonedAt }, meeting) => {
    if (type !== 'SummonsSent' && type !== 'MatterAddedAtMeeting') return [];
    // A late retry must not give matters to a closed or cancelled meeting, because no reaction would release them.
    if (meeting?.status === 'CANCELLED' || meeting?.status === 'CLOSED') return [];
    if (type === 'MatterAddedAtMeeting' && hasWithdrawn(meeting, data.item.matterId)) return [];
    const { meetingId } = data;
    const items = type === 'SummonsSent' ? data.items : [data.item];
    const addedAtMeeting = type === 'MatterAddedAtMeeting';
    return items.map(({ matterId, version, hash, points }) =>
      summonMatterCommand({ meetingId, matterId, version, hash, points, addedAtMeeting, summonedAt }),
    );
  },
};

/** Releases the undecided matters of a cancelled or closed meeting, so that another meeting can handle them. */
export const releaseMatters: Reaction<MeetingEvent, Meeting | null> = {
  name: 'release matters of a meeting called off',
  to: meetingFold,
  types: ['MeetingCancelled', 'MeetingMoved', 'MeetingClosed'],
  looksAt: itself(meetingFold),
  react: ({ data: { meetingId } }, meeting) => {
    const undecided = meeting === null ? [] : undecidedPoints(meeting).map(({ matterId }) => matterId);
    return [...new Set(undecided)].map((matterId) => releaseMatterCommand({ meetingId, matterId }));
  },
};

/** Releases a matter that was recorded as taken up by mistake, so that another meeting can handle it (rule 171). */
export const releaseWithdrawn: Reaction<MeetingEvent, Meeting | null> = {
  name: 'release a matter not taken up',
  to: meetingFold,
  types: ['AddedMatterWithdrawn'],
  looksAt: itself(meetingFold),
  react: ({ type, data }, meeting) => {
    if (type !== 'AddedMatterWithdrawn') return [];
    const { meetingId, matterId } = data;
    // A late retry must not release a matter that the board took up after all.
    return hasWithdrawn(meeting, matterId) ? [releaseMatterCommand({ meetingId, matterId })] : [];
  },
};

function hasWithdrawn(meeting: Meeting | null, matterId: Id<'Matter'>): boolean {
  return meeting?.agenda.some((item) => item.matterId === matterId && item.state === 'WITHDRAWN') === true;
}

/** Records each decision of the board on the matter that contains the decision point. */
export const recordDecisions: Reaction<MeetingEvent, Meeting | null> = {
  name: 'record decisions',
  to: meetingFold,
  types: ['DecisionRecorded'],
  looksAt: itself(meetingFold),
  react: ({ type, data }) => {
    if (type !== 'DecisionRecorded') return [];
    const { meetingId, matterId, number, outcome, date, paragraph, wording, reason } = data;
    return [recordDecisionCommand({ meetingId, matterId, number, outcome, date, paragraph, wording, reason })];
  },
};

/** Carries a correction of a decision's entry to the matter that contains the decision point (rule 133). */
export const correctDecisions: Reaction<MeetingEvent, Meeting | null> = {
  name: 'correct decisions',
  to: meetingFold,
  types: ['DecisionCorrected'],
  looksAt: itself(meetingFold),
  react: ({ type, data }) => {
    if (type !== 'DecisionCorrected') return [];
    const { meetingId, matterId, number, entry } = data;
    const { paragraph, wording, reason } = entry;
    return [correctPointDecisionCommand({ meetingId, matterId, number, paragraph, wording, reason })];
  },
};

/** Voids an agenda item, or one of its decision points, that could not come before the board. */
export const voidUnsummoned: Reaction<MatterEvent, Matter | null> = {
  name: 'void agenda item of a matter not summoned',
  to: matterFold,
  types: ['MatterNotSummoned', 'DecisionPointStruck'],
  looksAt: itself(matterFold),
  react: ({ type, data }, matter) => {
    if (type === 'MatterNotSummoned') {
      const { meetingId, matterId } = data;
      return [voidAgendaItemCommand({ meetingId, matterId, point: null })];
    }
    if (type !== 'DecisionPointStruck' || data.cause === 'BY_CLERK') return [];
    const meetingId = matter?.meetingId ?? null;
    return meetingId === null
      ? []
      : [voidAgendaItemCommand({ meetingId, matterId: data.matterId, point: data.number })];
  },
};

/** Records legal force at once when the secretary records or corrects a notice or its taking down, or records a ruling, on or after the day of legal force. */
export const recordForceThatHasCome: Reaction<MeetingEvent, Meeting | null> = {
  name: 'record legal force that has come',
  to: meetingFold,
  types: ['NoticePosted', 'NoticeCorrected', 'TakingDownCorrected', 'AppealSettled'],
  looksAt: itself(meetingFold),
  react: ({ data: { meetingId } }) => [recordLegalForceCommand({ meetingId })],
};

/** Records a paragraph's new finality, such as APPEALED, on each point that the board decided in the paragraph. */
export const carryFinality: Reaction<MeetingEvent, Meeting | null> = {
  name: 'carry finality',
  to: meetingFold,
  types: [
    'AppealRecorded',
    'AppealCorrected',
    'AppealSettled',
    'LegalForceGained',
    'NoticeTakenDownEarly',
    'TakingDownCorrected',
  ],
  looksAt: itself(meetingFold),
  react: ({ type, data }, meeting) => {
    if (meeting === null) return [];
    if (type === 'AppealRecorded') return appealed(meeting, data);
    if (type === 'AppealCorrected') return receivedOnAnotherDay(meeting, data);
    if (type === 'AppealSettled') return settled(meeting, data);
    if (type === 'NoticeTakenDownEarly') return withheld(meeting, data);
    if (type === 'TakingDownCorrected') {
      const { date, legalForceLost } = data;
      return date === null ? [] : withheld(meeting, { date, legalForceLost });
    }
    if (type === 'LegalForceGained') {
      return finalityOf(meeting, data.parts, { finality: 'IN_FORCE', on: data.on });
    }
    return [];
  },
};

type ReceivedAppeal = Pick<MeetingDataOf<'AppealRecorded'>, 'number' | 'parts' | 'receivedOn'>;

function appealed(meeting: Meeting, { number, parts, receivedOn }: ReceivedAppeal) {
  // For a settled appeal, the reaction to its `AppealSettled` event records the finality instead.
  const isOpen = meeting.appeals.some((appeal) => appeal.number === number && appeal.settled === null);
  const inTime = pointsIn(meeting, parts).filter(
    (part) => hasOpenAppeal(meeting, part) && partStatus(meeting, part) !== 'ANNULLED',
  );
  const own = inTime.filter((part) => parts.some((one) => !one.late && covers(one, part)));
  return isOpen ? finalityOf(meeting, own, { finality: 'APPEALED', on: receivedOn }) : [];
}

/** Records anew since when the points of an appeal are appealed, but for those of which a later appeal came in. */
function receivedOnAnotherDay(meeting: Meeting, { appeal, receivedOn }: MeetingDataOf<'AppealCorrected'>) {
  const [own, ...later] = meeting.appeals.filter(({ number }) => number >= appeal);
  if (own === undefined) return [];
  const inLater = later.flatMap(({ parts }) => parts.filter(({ late }) => !late));
  const parts = pointsIn(
    meeting,
    own.parts.filter(({ late }) => !late),
  );
  const newest = parts.filter((part) => !inLater.some((one) => covers(one, part)));
  return appealed(meeting, {
    number: appeal,
    parts: newest.map((part) => ({ ...part, late: false })),
    receivedOn,
  });
}

function settled(meeting: Meeting, { appeal, parts, annulled, date: on }: MeetingDataOf<'AppealSettled'>) {
  const recorded = meeting.appeals.find(({ number }) => number === appeal);
  // Rule 120: the court annulled these parts alone. The other parts of the appeal stand.
  const dismissed = pointsIn(meeting, parts).filter((part) => {
    const wasLate = recorded?.parts.some((one) => one.late && covers(one, part)) === true;
    const isAwaited = ['ADJUSTED', 'NOTICED'].includes(partStatus(meeting, part));
    return !wasLate && isAwaited && !hasOpenAppeal(meeting, part);
  });
  return [
    ...finalityOf(meeting, annulled, { finality: 'ANNULLED', on }),
    ...finalityOf(meeting, dismissed, { finality: 'NOT_IN_FORCE', on }),
  ];
}

type LostForce = Pick<MeetingDataOf<'NoticeTakenDownEarly'>, 'legalForceLost' | 'date'>;

function withheld(meeting: Meeting, { legalForceLost, date: on }: LostForce) {
  const lost = pointsIn(
    meeting,
    legalForceLost.map((paragraph) => ({ paragraph, point: null })),
  );
  return lost
    .filter((part) => partStatus(meeting, part) !== 'ANNULLED')
    .flatMap((part) => {
      const finality = hasOpenAppeal(meeting, part) ? 'APPEALED' : 'NOT_IN_FORCE';
      return finalityOf(meeting, [part], { finality, on });
    });
}

function pointsIn({ decisions }: Meeting, parts: readonly ParagraphPart[]): ParagraphPart[] {
  return parts.flatMap((part) => partsOf(decisions, part));
}

function finalityOf(
  meeting: Meeting,
  parts: readonly ParagraphPart[],
  { finality, on }: FinalityRecord,
): SystemCommand[] {
  return decisionsOf(meeting, parts).map(({ matterId, number }) =>
    recordFinalityCommand({ meetingId: meeting.id, matterId, number, finality, on }),
  );
}
