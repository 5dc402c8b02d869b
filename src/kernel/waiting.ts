import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

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
  'REVISE_MATTER',
  'PUT_ON_AGENDA',
  'SEND_SUMMONS',
  'OPEN_MEETING',
  'DECIDE_POINT',
  'CLOSE_MEETING',
  'ADJUST_MINUTES',
  'POST_NOTICE',
  'TAKE_DOWN_NOTICE',
  'SETTLE_APPEAL',
] as const;

/** A task that waits for a person's action. */
export interface Waiting {
  readonly kind: (typeof waitingKinds)[number];
  readonly boardId: Id<'Board'>;
  /** The id of the activity, measure, goal, plan, proposal, matter or meeting that the task is about. */
  readonly id: string;
  readonly title: string;
  readonly deadline: IsoDate | null;
}
