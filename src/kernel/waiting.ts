import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

export const waitingKinds = [
  'REPORT_STATUS',
  'ASSESS_GOAL',
  'CLOSE_FOLLOW_UP',
  'REVIEW_REMOVAL',
  'REVISE_REMOVAL',
  'PUT_TO_BOARD',
  'SUBMIT_MATTER',
  'DECIDE_POINT',
  'ADJUST_MINUTES',
  'POST_NOTICE',
  'TAKE_DOWN_NOTICE',
  'SETTLE_APPEAL',
] as const;

/** Something that a person is waited for with. */
export interface Waiting {
  readonly kind: (typeof waitingKinds)[number];
  readonly boardId: Id<'Board'>;
  /** Of the activity, the goal, the plan, the proposal, the matter or the meeting. */
  readonly id: string;
  readonly title: string;
  readonly deadline: IsoDate | null;
}
