import type { Act } from '../../src/kernel/permissions.js';
import { boardOf, type Id, meetingIdOf } from '../../src/kernel/identity.js';
import { correctAttendance, type CorrectAttendanceData } from '../../src/meetings/corrections/attendance-correction.js';
import { correctConflict, type CorrectConflictData } from '../../src/meetings/corrections/conflict-correction.js';
import { correctDecision, type CorrectDecisionData } from '../../src/meetings/corrections/decision-correction.js';
import {
  correctMeeting,
  type CorrectMeetingData,
  moveMeeting,
  type MoveMeetingData,
} from '../../src/meetings/corrections/meeting-correction.js';
import {
  correctAddedMatter,
  type CorrectAddedMatterData,
  withdrawAddedMatter,
  type WithdrawAddedMatterData,
} from '../../src/meetings/corrections/added-matter-correction.js';
import { correctAppeal, type CorrectAppealData } from '../../src/meetings/corrections/appeal-correction.js';
import {
  correctComposition,
  type CorrectCompositionData,
} from '../../src/meetings/corrections/composition-correction.js';
import { correctAdjustment, type CorrectAdjustmentData } from '../../src/meetings/corrections/minutes-correction.js';
import { correctDispatch, type CorrectDispatchData } from '../../src/meetings/corrections/minutes-correction.js';
import { correctNotice, type CorrectNoticeData } from '../../src/meetings/corrections/notice-correction.js';
import {
  correctTakingDown,
  type CorrectTakingDownData,
} from '../../src/meetings/corrections/taking-down-correction.js';
import { correctTimes, type CorrectTimesData } from '../../src/meetings/corrections/times-correction.js';
import { decidePoint, type DecidePointData, type DecisionInputs } from '../../src/meetings/decision.js';
import type { MeetingEvent } from '../../src/meetings/meeting-event.js';
import type { Meeting } from '../../src/meetings/meeting.js';
import { recordAppeal, type RecordAppealData } from '../../src/meetings/appeal.js';
import { settleAppeal, type SettleAppealData } from '../../src/meetings/appeal.js';
import { adjustMinutes, postNotice, takeDownNotice } from '../../src/meetings/minutes.js';
import type { AdjustMinutesData, PostNoticeData, TakeDownNoticeData } from '../../src/meetings/minutes.js';
import { adjournMeeting, type AdjournMeetingData } from '../../src/meetings/record/facts.js';
import { dispatchParagraph, type DispatchParagraphData } from '../../src/meetings/record/facts.js';
import { electAdjusters, type ElectAdjustersData } from '../../src/meetings/record/facts.js';
import {
  openMeeting,
  type OpenMeetingData,
  recordAttendance,
  type RecordAttendanceData,
  recordConflict,
  type RecordConflictData,
  addMatterAtMeeting,
  type AddMatterAtMeetingData,
  closeMeeting,
  type CloseMeetingData,
} from '../../src/meetings/proceedings.js';
import {
  type AgendaData,
  cancelMeeting,
  type CancelMeetingData,
  putOnAgenda,
  scheduleMeeting,
  type ScheduleMeetingData,
  sendSummons,
  type SendSummonsData,
  takeOffAgenda,
} from '../../src/meetings/scheduling.js';
import type { CommandOf } from './command.js';
import { isHoliday } from './days.js';
import { hashOf, reportsOf } from './reading.js';
import type { World } from './world.js';

export type MeetingCommand = CommandOf<
  'meeting',
  {
    scheduleMeeting: ScheduleMeetingData;
    cancelMeeting: CancelMeetingData;
    putOnAgenda: AgendaData;
    takeOffAgenda: AgendaData;
    sendSummons: SendSummonsData;
    openMeeting: OpenMeetingData;
    recordAttendance: RecordAttendanceData;
    recordConflict: RecordConflictData;
    addMatterAtMeeting: AddMatterAtMeetingData;
    decidePoint: DecidePointData;
    closeMeeting: CloseMeetingData;
    adjournMeeting: AdjournMeetingData;
    correctDecision: CorrectDecisionData;
    correctConflict: CorrectConflictData;
    correctAttendance: CorrectAttendanceData;
    correctMeeting: CorrectMeetingData;
    correctComposition: CorrectCompositionData;
    correctTimes: CorrectTimesData;
    correctAddedMatter: CorrectAddedMatterData;
    withdrawAddedMatter: WithdrawAddedMatterData;
    moveMeeting: MoveMeetingData;
  }
>;

export function carryOutAtMeeting(world: World, given: MeetingCommand, act: Act): void {
  const { command, data } = given;
  const id = command === 'scheduleMeeting' ? meetingIdOf(data.boardId, data.date, data.number) : data.meetingId;
  const events = decided(world, given, world.meetings.newest(id), act);
  world.append(world.meetings, id, events, { actor: act.actor, command });
}

/** Reads for a decision as the command's handler does. */
function handledIn(world: World, { meetingId, matterId, point: number }: DecidePointData): DecisionInputs {
  const matter = world.matters.newest(matterId);
  const subject = matter?.points.find((point) => point.number === number)?.subject;
  const proposals = subject?.kind === 'REMOVE_ACTIVITY' ? world.removals.newest(subject.activityId) : [];
  return { matter, proposals, others: othersOfYear(world, meetingId) };
}

function othersOfYear(world: World, meetingId: Id<'Meeting'>): Meeting[] {
  const begun = [...world.meetings.all.values()].filter((one) => one?.status === 'OPEN' || one?.status === 'CLOSED');
  return begun.filter((one) => one !== null).filter(({ id }) => id !== meetingId);
}

function decided(world: World, { command, data }: MeetingCommand, meeting: Meeting | null, act: Act): MeetingEvent[] {
  switch (command) {
    case 'scheduleMeeting':
      return scheduleMeeting(data, meeting, act);
    case 'cancelMeeting':
      return cancelMeeting(data, meeting, act);
    case 'putOnAgenda':
      return putOnAgenda(data, meeting, world.matters.newest(data.matterId), act);
    case 'takeOffAgenda':
      return takeOffAgenda(data, meeting, act);
    case 'sendSummons': {
      const listed = (meeting?.agenda ?? []).filter(({ state }) => state === 'LISTED');
      const matters = listed.map(({ matterId }) => world.matters.newest(matterId)).filter((matter) => matter !== null);
      const waiting = matters.map((matter) => ({ matter, reports: reportsOf(world, matter) }));
      return sendSummons(data, meeting, waiting, { checkpoint: null, hash: hashOf }, act);
    }
    case 'openMeeting':
      return openMeeting(data, meeting, act);
    case 'recordAttendance':
      return recordAttendance(data, meeting, act);
    case 'recordConflict':
      return recordConflict(data, meeting, act);
    case 'addMatterAtMeeting':
      return addMatterAtMeeting(
        data,
        meeting,
        { matter: world.matters.newest(data.matterId), others: othersOfYear(world, data.meetingId) },
        act,
      );
    case 'decidePoint':
      return decidePoint(data, meeting, handledIn(world, data), act);
    case 'closeMeeting':
      return closeMeeting(data, meeting, act);
    case 'adjournMeeting':
      return adjournMeeting(data, meeting, act);
    case 'correctDecision':
      return correctDecision(data, meeting, othersOfYear(world, data.meetingId), act);
    case 'correctConflict':
      return correctConflict(data, meeting, act);
    case 'correctAttendance':
      return correctAttendance(data, meeting, act);
    case 'correctMeeting':
      return correctMeeting(data, meeting, act);
    case 'correctComposition':
      return correctComposition(data, meeting, act);
    case 'correctTimes':
      return correctTimes(data, meeting, act);
    case 'correctAddedMatter':
      return correctAddedMatter(data, meeting, othersOfYear(world, data.meetingId), act);
    case 'withdrawAddedMatter':
      return withdrawAddedMatter(data, meeting, act);
    case 'moveMeeting': {
      const there = world.meetings.newest(meetingIdOf(boardOf(data.meetingId), data.date, data.number));
      return moveMeeting(data, meeting, there, act);
    }
  }
}

export type MinutesCommand = CommandOf<
  'minutes',
  {
    adjustMinutes: AdjustMinutesData;
    postNotice: PostNoticeData;
    correctNotice: CorrectNoticeData;
    correctAdjustment: CorrectAdjustmentData;
    correctDispatch: CorrectDispatchData;
    correctAppeal: CorrectAppealData;
    correctTakingDown: CorrectTakingDownData;
    takeDownNotice: TakeDownNoticeData;
    recordAppeal: RecordAppealData;
    settleAppeal: SettleAppealData;
    electAdjusters: ElectAdjustersData;
    dispatchParagraph: DispatchParagraphData;
  }
>;

export function carryOutInMinutes(world: World, given: MinutesCommand, act: Act): void {
  const { command, data } = given;
  const events = recordedInMinutes(given, world.meetings.newest(data.meetingId), act);
  world.append(world.meetings, data.meetingId, events, { actor: act.actor, command });
}

function recordedInMinutes({ command, data }: MinutesCommand, meeting: Meeting | null, act: Act): MeetingEvent[] {
  switch (command) {
    case 'adjustMinutes':
      return adjustMinutes(data, meeting, null, act);
    case 'postNotice':
      return postNotice(data, meeting, isHoliday, act);
    case 'correctNotice':
      return correctNotice(data, meeting, isHoliday, act);
    case 'correctAdjustment':
      return correctAdjustment(data, meeting, act);
    case 'correctDispatch':
      return correctDispatch(data, meeting, act);
    case 'correctAppeal':
      return correctAppeal(data, meeting, act);
    case 'correctTakingDown':
      return correctTakingDown(data, meeting, act);
    case 'takeDownNotice':
      return takeDownNotice(data, meeting, act);
    case 'recordAppeal':
      return recordAppeal(data, meeting, act);
    case 'settleAppeal':
      return settleAppeal(data, meeting, act);
    case 'electAdjusters':
      return electAdjusters(data, meeting, act);
    case 'dispatchParagraph':
      return dispatchParagraph(data, meeting, act);
  }
}
