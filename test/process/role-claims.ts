import type { PersonRole } from '../../src/kernel/permissions.js';
import { claim } from './claim.js';
import { holdings } from './people.js';
import type { Step } from './world.js';

/** Rule 51: who does what. What is not here, Tertial does by itself. */
const doneBy: Readonly<Record<string, readonly PersonRole[]>> = {
  FollowUpOpened: ['CONTROLLER'],
  FollowUpClosed: ['CONTROLLER'],
  CutOffMoved: ['CONTROLLER'],
  FollowUpReopened: ['CONTROLLER'],
  PlanAdopted: ['CONTROLLER'],
  PlanReplaced: ['CONTROLLER'],
  ReviewChainAdopted: ['CONTROLLER'],
  ActivityReworded: ['CONTROLLER'],
  ActivityDecisionCorrected: ['CONTROLLER'],
  ActivityAdded: ['CONTROLLER'],
  GoalAdded: ['CONTROLLER'],
  GoalDecisionCorrected: ['CONTROLLER'],
  GoalStruck: ['CONTROLLER'],
  ActivityStruck: ['CONTROLLER'],
  ReportersReminded: ['CONTROLLER'],
  ActivityAssigned: ['CONTROLLER'],
  ActivityStatusReported: ['CLERK'],
  RemovalProposed: ['CLERK'],
  RemovalRevised: ['CLERK', 'REVIEWER'],
  RemovalWithdrawn: ['CLERK'],
  RemovalStepApproved: ['REVIEWER'],
  RemovalReturned: ['REVIEWER'],
  RemovalDeclined: ['REVIEWER'],
  MatterOpened: ['CLERK'],
  DecisionPointAdded: ['CLERK'],
  MatterVersionSubmitted: ['CLERK'],
  MatterStepApproved: ['REVIEWER'],
  MatterReturned: ['REVIEWER'],
  MatterDeclined: ['REVIEWER'],
  MatterWithdrawn: ['CLERK'],
  MatterReportChangeAccepted: ['REVIEWER'],
  MeetingScheduled: ['SECRETARY'],
  MeetingCancelled: ['SECRETARY'],
  MatterPutOnAgenda: ['SECRETARY'],
  MatterTakenOffAgenda: ['SECRETARY'],
  SummonsSent: ['SECRETARY'],
  MeetingOpened: ['SECRETARY'],
  AttendanceRecorded: ['SECRETARY'],
  ConflictOfInterestRecorded: ['SECRETARY'],
  MatterAddedAtMeeting: ['SECRETARY'],
  DecisionRecorded: ['SECRETARY'],
  MeetingClosed: ['SECRETARY'],
  MinutesAdjusted: ['SECRETARY'],
  NoticePosted: ['SECRETARY'],
  NoticeTakenDown: ['SECRETARY'],
  NoticeTakenDownEarly: ['SECRETARY'],
  AppealRecorded: ['SECRETARY'],
  AppealSettled: ['SECRETARY'],
  MeetingAdjourned: ['SECRETARY'],
  AdjustersElected: ['SECRETARY'],
  ParagraphDispatched: ['SECRETARY'],
  DecisionCorrected: ['SECRETARY'],
  ConflictCorrected: ['SECRETARY'],
  AttendanceCorrected: ['SECRETARY'],
  MeetingCorrected: ['SECRETARY'],
  MeetingMoved: ['SECRETARY'],
  NoticeCorrected: ['SECRETARY'],
  TimesCorrected: ['SECRETARY'],
  CompositionCorrected: ['SECRETARY'],
  AdjustmentCorrected: ['SECRETARY'],
  DispatchCorrected: ['SECRETARY'],
  AppealCorrected: ['SECRETARY'],
  AddedMatterCorrected: ['SECRETARY'],
  AddedMatterWithdrawn: ['SECRETARY'],
  TakingDownCorrected: ['SECRETARY'],
};

/** Rule 150: Tertial schedules the meeting of the new day, with the agenda of the one that was moved. */
const carriedOver = new Set(['MeetingScheduled', 'MatterPutOnAgenda']);

/** Rules 32 and 43: each event is by somebody who holds the recorded role for that very board, or is their deputy. */
export function roleClaims({ event }: Step): void {
  const { actor, role, actingFor, municipalityId } = event.metadata;
  const isByClerk = event.type === 'DecisionPointStruck' && event.data.cause === 'BY_CLERK';
  const allowed = isByClerk ? ['CLERK'] : doneBy[event.type];
  claim(municipalityId === 'exempel' && /^[a-zA-Z]+-exempel\.ks\b/.test(event.stream), `rule 43: ${event.stream}`);
  if (actor === 'system' || allowed === undefined) {
    claim(actor === 'system' && role === 'SYSTEM', `rule 32: ${event.type} by ${actor}, ${role}`);
    claim(allowed === undefined || carriedOver.has(event.type), `rule 32: ${event.type} by nobody`);
    return;
  }
  claim(
    allowed.some((one) => one === role),
    `rule 51: ${event.type} by a ${role}`,
  );
  const held = holdings.filter((one) => one.name === actor && one.board === 'exempel.ks' && one.role === role);
  // The verdict tells the step that a reviewer acts at.
  const isHeld = held.some((one) => role === 'REVIEWER' || one.actingFor === actingFor);
  claim(isHeld, `rule 43: ${actor} is no ${role} of the board`);
}
