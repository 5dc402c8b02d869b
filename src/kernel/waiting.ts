import type { Id } from './identity.js';
import type { IsoDate, Tertial } from './tertial.js';

export const waitingKinds = [
  'REPORT_STATUS',
  'REPORT_MEASURE',
  'ASSESS_GOAL',
  'CLOSE_FOLLOW_UP',
  'REVIEW_REMOVAL',
  'REVISE_REMOVAL',
  'PUT_TO_BOARD',
  'SUBMIT_MATTER',
  'REVIEW_MATTER',
  'ACCEPT_REPORT_CHANGE',
  'RESOLVE_STUCK',
  'FILL_ROLE',
  'REVISE_MATTER',
  'PUT_ON_AGENDA',
  'SEND_SUMMONS',
  'READ_SUMMONS',
  'OPEN_MEETING',
  'DECIDE_POINT',
  'CLOSE_MEETING',
  'ADJUST_MINUTES',
  'POST_NOTICE',
  'TAKE_DOWN_NOTICE',
  'SETTLE_APPEAL',
] as const;

export type WaitingKind = (typeof waitingKinds)[number];

/** The command that carries a task out. */
export interface NextCommand {
  /** The name of the API's mutation. */
  readonly command: string;
  /** The field of the mutation's input that takes the `id` of the task. */
  readonly idField: string;
}

/** The one next command of each task; null for a task that no command carries out. */
const nextCommands: Readonly<Record<WaitingKind, NextCommand | null>> = {
  REPORT_STATUS: { command: 'reportStatus', idField: 'activityId' },
  REPORT_MEASURE: { command: 'reportMeasure', idField: 'measureId' },
  ASSESS_GOAL: { command: 'assessGoal', idField: 'goalId' },
  CLOSE_FOLLOW_UP: { command: 'closeFollowUp', idField: 'planId' },
  REVIEW_REMOVAL: { command: 'reviewRemoval', idField: 'proposalId' },
  REVISE_REMOVAL: { command: 'reviseRemoval', idField: 'proposalId' },
  PUT_TO_BOARD: { command: 'addRemovalPoint', idField: 'proposalId' },
  SUBMIT_MATTER: { command: 'submitMatter', idField: 'matterId' },
  REVIEW_MATTER: { command: 'reviewMatter', idField: 'matterId' },
  ACCEPT_REPORT_CHANGE: { command: 'acceptReportChange', idField: 'matterId' },
  RESOLVE_STUCK: null,
  // An administrator gives the role, and the controller sees to it.
  FILL_ROLE: null,
  REVISE_MATTER: { command: 'saveMatterDraft', idField: 'matterId' },
  PUT_ON_AGENDA: { command: 'putOnAgenda', idField: 'matterId' },
  SEND_SUMMONS: { command: 'sendSummons', idField: 'meetingId' },
  READ_SUMMONS: null,
  OPEN_MEETING: { command: 'openMeeting', idField: 'meetingId' },
  DECIDE_POINT: { command: 'decidePoint', idField: 'meetingId' },
  CLOSE_MEETING: { command: 'closeMeeting', idField: 'meetingId' },
  ADJUST_MINUTES: { command: 'adjustMinutes', idField: 'meetingId' },
  POST_NOTICE: { command: 'postNotice', idField: 'meetingId' },
  TAKE_DOWN_NOTICE: { command: 'takeDownNotice', idField: 'meetingId' },
  SETTLE_APPEAL: { command: 'settleAppeal', idField: 'meetingId' },
};

/** A task that waits for a person's action. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly boardId: Id<'Board'>;
  /** The id of the activity, measure, goal, plan, proposal, matter or meeting that the task is about; of the board for a role. */
  readonly id: string;
  readonly title: string;
  /** The tertial that the task is about; null for a task about no tertial. */
  readonly tertial: Tertial | null;
  /** The day on which the task came to the person; null when no event tells the day. */
  readonly since: IsoDate | null;
  readonly deadline: IsoDate | null;
  /** Null for a task that the person does without a command. */
  readonly next: NextCommand | null;
}

type About = Pick<Waiting, 'boardId' | 'id' | 'title'> & Partial<Pick<Waiting, 'tertial' | 'since' | 'deadline'>>;

export function task(
  kind: WaitingKind,
  { boardId, id, title, tertial = null, since = null, deadline = null }: About,
): Waiting {
  return { kind, boardId, id, title, tertial, since, deadline, next: nextCommands[kind] };
}

/** Sorts tasks: the nearest deadline first, then the oldest task. Tasks without a deadline come last. */
export function byUrgency<Task extends Pick<Waiting, 'deadline' | 'since'>>(tasks: readonly Task[]): Task[] {
  return tasks.toSorted(
    (one, other) => comparedDays(one.deadline, other.deadline) || comparedDays(one.since, other.since),
  );
}

function comparedDays(one: IsoDate | null, other: IsoDate | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}
