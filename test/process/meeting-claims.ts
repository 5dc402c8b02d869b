import type { Attendance, SummonedItem } from '../../src/meetings/meeting-event.js';
import { claim } from './claim.js';
import { claimAddedCorrection, claimAddedWithdrawal, claimNotWithdrawn } from './correction-claims.js';
import { claimAttendanceCorrection, claimConflictCorrection } from './correction-claims.js';
import { claimCorrection, claimDecision } from './decision-claims.js';
import { minutesClaims } from './minutes-claims.js';
import { known, type Told, type ToldMeeting } from './told.js';
import type { Step } from './world.js';

/** Rules 14, 22 and 26 to 40, of what happens at a meeting and after it. */
export function meetingClaims(told: Told, step: Step, today: string): void {
  if (step.of !== 'meeting') return;
  const { event } = step;
  if (event.type === 'MeetingScheduled') {
    const { meetingId, date, composition } = event.data;
    told.meetings.set(meetingId, scheduled(date, composition.members));
    return;
  }
  const { data } = event;
  const meeting = known(told.meetings, data.meetingId);
  switch (event.type) {
    case 'SummonsSent':
      claim(!meeting.isOpen && today <= meeting.date, 'rule 78: summoned to a meeting that has been');
      for (const item of event.data.items) giveTo(told, meeting, item, event.position);
      return;
    case 'MatterAddedAtMeeting':
      claim(meeting.isOpen && !meeting.isClosed, 'rule 26: added at a meeting that is not open');
      claimQuorum(meeting);
      giveTo(told, meeting, event.data.item, event.position, true);
      claimNotWithdrawn(told, event.data.item.matterId, event.data.paragraph);
      meeting.added.set(event.data.item.matterId, event.data.paragraph);
      meeting.withdrawn.delete(event.data.item.matterId);
      meeting.hasActed = true;
      return;
    case 'AgendaItemVoided': {
      const { matterId, point } = event.data;
      const given = meeting.given.get(matterId);
      meeting.given.delete(matterId);
      if (given === undefined || point === null) return;
      meeting.given.set(matterId, { ...given, points: given.points.filter(({ number }) => number !== point) });
      return;
    }
    case 'MatterTakenOffAgenda':
      claim(!meeting.given.has(event.data.matterId), 'rule 14: taken off the agenda after the summons');
      return;
    case 'MeetingOpened':
      claim(today >= meeting.date, 'rule 78: opened before its day');
      meeting.isOpen = true;
      attend(meeting, event.data.attendance);
      meeting.adjusters = event.data.adjusters;
      claimTimes(meeting, [event.data.openedAt]);
      return;
    case 'MeetingAdjourned':
      claimTimes(meeting, [event.data.from, event.data.until]);
      return;
    case 'AttendanceRecorded':
      attend(meeting, event.data.attendance);
      return;
    case 'ConflictOfInterestRecorded': {
      const { matterId, personId, substitute, chair } = event.data;
      meeting.conflicts.push({ matterId, personId, substitute, chair });
      return;
    }
    case 'AttendanceCorrected':
      claimAttendanceCorrection(meeting, event.data);
      return;
    case 'AddedMatterCorrected':
      claimNotWithdrawn(told, event.data.matterId, event.data.paragraph);
      claimAddedCorrection(meeting, event.data);
      return;
    case 'AddedMatterWithdrawn':
      claimAddedWithdrawal(meeting, event.data);
      return;
    case 'ConflictCorrected':
      claimConflictCorrection(meeting, event.data);
      return;
    case 'DecisionRecorded': {
      claimDecision(told, event.data);
      claimNotWithdrawn(told, null, event.data.paragraph);
      const { matterId, number, outcome, paragraph, subject } = event.data;
      const { activityId, proposalId } =
        subject.kind === 'REMOVE_ACTIVITY' ? subject : { activityId: null, proposalId: null };
      const { position } = event;
      meeting.decisions.push({ matterId, number, outcome, paragraph, activityId, proposalId, position });
      meeting.hasActed = true;
      return;
    }
    case 'DecisionCorrected':
      claimCorrection(told, event.data);
      claimNotWithdrawn(told, null, event.data.entry.paragraph);
      return;
    case 'MeetingClosed':
      claimAllDecided(meeting);
      claimTimes(meeting, [event.data.closedAt]);
      meeting.isClosed = true;
      return;
    case 'MeetingCancelled':
      claim(!meeting.isOpen, 'rule 78: called off when it had begun');
      return;
    case 'MeetingMoved':
      claim(!meeting.isOpen, 'rule 150: moved when it had begun');
      claim(event.data.date !== meeting.date && event.data.date >= today, 'rule 150: moved to a day that has been');
      return;
    case 'MeetingCorrected':
      claim(!meeting.isOpen, 'rule 150: its time and place are corrected when it has begun');
      return;
    case 'CompositionCorrected':
      claim(!meeting.isOpen, 'rule 157: its members are corrected when it has begun');
      meeting.members = event.data.composition.members;
      return;
    case 'TimesCorrected': {
      const { openedAt, adjournments, closedAt } = event.data;
      claim(meeting.isOpen && meeting.adjusted.size === 0, 'rule 156: times are corrected after an adjustment');
      claim(closedAt === null || meeting.isClosed, 'rule 156: a meeting that goes on has a time of closing');
      meeting.lastTime = '';
      claimTimes(meeting, [openedAt, ...adjournments.flatMap(({ from, until }) => [from, until]), closedAt]);
      return;
    }
    case 'MatterPutOnAgenda':
      claim(!meeting.isOpen, 'rule 26: put on the agenda of a meeting that has begun');
      return;
    case 'MinutesAdjusted':
    case 'NoticePosted':
    case 'NoticeCorrected':
    case 'NoticeTakenDown':
    case 'NoticeTakenDownEarly':
    case 'AppealRecorded':
    case 'AppealSettled':
    case 'LegalForceGained':
    case 'AdjustersElected':
    case 'ParagraphDispatched':
    case 'AdjustmentCorrected':
    case 'DispatchCorrected':
    case 'AppealCorrected':
    case 'TakingDownCorrected':
      minutesClaims(meeting, event, today);
      return;
  }
}

function scheduled(date: string, members: readonly string[]): ToldMeeting {
  return {
    ...{ date, members, isOpen: false, isClosed: false, attendances: [], hasActed: false },
    ...{ given: new Map(), adjusters: [], lastTime: '' },
    ...{ conflicts: [], decisions: [] },
    ...{
      added: new Map(),
      withdrawn: new Map(),
      adjusted: new Map(),
      noticed: new Map(),
      notices: [],
      appeals: [],
      inForce: new Set(),
    },
  };
}

function giveTo(
  told: Told,
  meeting: ToldMeeting,
  { matterId, hash, points }: SummonedItem,
  position: number,
  isAdded = false,
): void {
  for (const { subject } of points) {
    if (subject.kind !== 'REMOVE_ACTIVITY') continue;
    const proposal = known(told.proposals, subject.proposalId);
    proposal.summonses.push(position);
    proposal.summonedVersion = subject.version;
  }
  const matter = known(told.matters, matterId);
  const isPostponed = [...matter.points.values()].some(({ fate }) => fate === 'POSTPONED');
  const isReviewed = matter.hash === hash && (isPostponed || matter.approvals.length === matter.steps.length);
  claim(isAdded || isReviewed, 'rule 26: summoned without its review');
  meeting.given.set(matterId, { hash, points, isReviewed, isAdded });
}

function attend(meeting: ToldMeeting, attendance: Attendance): void {
  meeting.attendances.push(attendance);
  meeting.hasActed = false;
}

/** Rule 116: each recorded time is no earlier than the one before. */
function claimTimes(meeting: ToldMeeting, times: readonly (string | null)[]): void {
  for (const time of times.filter((one) => one !== null)) {
    claim(time >= meeting.lastTime && time.slice(0, 10) >= meeting.date, 'rule 116: the times are out of order');
    meeting.lastTime = time;
  }
}

function claimQuorum({ attendances, members }: ToldMeeting): void {
  const seats = new Set((attendances.at(-1)?.serving ?? []).map(({ personId, inPlaceOf }) => inPlaceOf ?? personId));
  claim(seats.size * 2 > members.length, 'rule 28: taken up by half or fewer of the members');
}

function claimAllDecided(meeting: ToldMeeting): void {
  const left = [...meeting.given]
    .filter(([matterId]) => canDecide(meeting, matterId))
    .flatMap(([matterId, { points }]) =>
      points.filter(
        ({ number }) => !meeting.decisions.some((one) => one.matterId === matterId && one.number === number),
      ),
    );
  claim(left.length === 0, 'rule 25: closed with a point that is not decided');
}

/** Rules 28 and 29: whether more than half of the seats are filled when those in conflict have left the room. */
function canDecide({ attendances, conflicts, members }: ToldMeeting, matterId: string): boolean {
  const serving = (attendances.at(-1)?.serving ?? []).map(({ personId }) => personId);
  const inConflict = conflicts.filter((one) => one.matterId === matterId && serving.includes(one.personId));
  const gone = inConflict.map(({ personId }) => personId);
  const called = inConflict.flatMap(({ substitute }) => substitute ?? []);
  const present = new Set([...serving.filter((personId) => !gone.includes(personId)), ...called]);
  return present.size * 2 > members.length;
}
