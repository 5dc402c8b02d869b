import type { Goal } from '../../src/plans/goal.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { SubmittedPoint } from '../../src/matters/decision-point.js';
import type { Attendance } from '../../src/meetings/meeting-event.js';
import type { ConflictOfInterest } from '../../src/meetings/correction.js';
import type { World } from './world.js';

// A plain model of what the log tells, kept beside the product's own states.

/** The last day of the first tertial. */
export const lastDayOfFirst = '2026-04-30';

export interface ToldApproval {
  readonly by: string;
  readonly actingFor: string | undefined;
  readonly step: string;
  readonly version: number;
}

/** A text under review: a proposal, or a matter. */
export interface ToldText {
  writers: Set<string>;
  /** How many versions of it there are. */
  versions: number;
  /** Of the newest version; a matter's. */
  hash: string;
  steps: readonly { readonly code: string; readonly deputiesMayAct: boolean }[];
  /** Those that have not lapsed. */
  approvals: ToldApproval[];
}

export type ProposalFate = 'OPEN' | 'BEFORE_BOARD' | 'ENDED';

export interface ToldProposal extends ToldText {
  readonly activityId: string;
  readonly proposer: string;
  fate: ProposalFate;
  isPostponed: boolean;
  /** The positions in the log of the summonses that the proposal was in. */
  readonly summonses: number[];
  /** The position in the log; null when the proposal is not withdrawn. */
  withdrawnAt: number | null;
  /** The version in the summons; null before a summons. */
  summonedVersion: number | null;
  /** True when the activity changed while the board had the proposal. */
  isActivityChanged: boolean;
}

export type PointFate = 'OPEN' | 'BEFORE_BOARD' | 'STRUCK' | Outcome;

export interface ToldPoint {
  readonly proposalId: string | null;
  fate: PointFate;
  /** Its state before the matter was summoned. */
  before: PointFate;
}

export interface ToldMatter extends ToldText {
  /** The reports of the first tertial that each reviewer has approved or accepted, as texts. */
  readonly readBy: Map<string, Set<string>>;
  readonly points: Map<number, ToldPoint>;
  /** The people who have written on the draft since it was last cleared. */
  draftedBy: Set<string>;
}

export interface Given {
  readonly hash: string;
  readonly points: readonly SubmittedPoint[];
  /** Every step had approved that very version when it was sent. */
  readonly isReviewed: boolean;
  readonly isAdded: boolean;
}

export interface ToldDecision {
  readonly matterId: string;
  readonly number: number;
  readonly outcome: Outcome;
  readonly paragraph: string;
  readonly activityId: string | null;
  readonly proposalId: string | null;
  readonly position: number;
}

/** A point of a §, as `45/2`, or a § that has no point, as `45/`. */
export type ToldPart = string;

export interface ToldAppeal {
  readonly parts: readonly ToldPart[];
  readonly inTime: Set<ToldPart>;
  isOpen: boolean;
  annulled: readonly ToldPart[];
}

export interface ToldNotice {
  readonly paragraphs: readonly string[];
  last: string;
  isDown: boolean;
  /** Whether it came down before the last day to appeal. */
  isEarly: boolean;
}

export interface ToldMeeting {
  readonly date: string;
  members: readonly string[];
  isOpen: boolean;
  isClosed: boolean;
  readonly given: Map<string, Given>;
  /** Each roll call, as it was corrected. */
  readonly attendances: Attendance[];
  /** Whether the board has decided or taken up a matter since the last roll call. */
  hasActed: boolean;
  /** Those elected last to adjust the minutes. */
  adjusters: readonly string[];
  /** The newest recorded time of the meeting. */
  lastTime: string;
  readonly conflicts: ConflictOfInterest[];
  readonly decisions: ToldDecision[];
  /** § and day. */
  readonly adjusted: Map<string, string>;
  /** § and last day to appeal. */
  readonly noticed: Map<string, string>;
  /** The §§ of each notice, by its number less one. */
  readonly notices: ToldNotice[];
  /** The § in which the board took up each matter that was not summoned. */
  readonly added: Map<string, string>;
  /** The § in which the board did not take up each matter after all. */
  readonly withdrawn: Map<string, string>;
  readonly appeals: ToldAppeal[];
  readonly inForce: Set<ToldPart>;
}

export interface Told {
  readonly proposals: Map<string, ToldProposal>;
  readonly matters: Map<string, ToldMatter>;
  readonly meetings: Map<string, ToldMeeting>;
  /** Decisions that have been carried to their matter, a line each. */
  readonly carried: string[];
  readonly goals: Map<string, Goal>;
  /** The goals that the board added after the first tertial. */
  readonly laterGoals: Set<string>;
  /** The tertials whose follow-up is open. */
  readonly openFollowUps: Set<string>;
  /** Each person reminded of a follow-up, with its tertial and the day. */
  readonly reminded: Set<string>;
}

/** The goals are those of the plan that the board begins with. */
export function nothingTold({ goals, plans }: Pick<World, 'goals' | 'plans'>): Told {
  const begun = [...goals.all.values()].filter((goal) => goal !== null);
  const followUps = [...plans.all.values()].flatMap((plan) => plan?.followUps ?? []);
  return {
    proposals: new Map(),
    matters: new Map(),
    meetings: new Map(),
    carried: [],
    goals: new Map(begun.map((goal) => [goal.id, goal])),
    laterGoals: new Set(),
    openFollowUps: new Set(followUps.filter(({ closed }) => closed === null).map(({ tertial }) => tertial)),
    reminded: new Set(),
  };
}

/** @throws Error for what the log has not told of. */
export function known<Thing>(things: ReadonlyMap<string, Thing>, id: string): Thing {
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`${id} is not in the log.`);
  return thing;
}

/** Rules 29 and 36: whoever serves for a member in conflict is there too. */
export function isPresent({ attendances, conflicts }: ToldMeeting, personId: string): boolean {
  const isThere = attendances.some(
    ({ serving, notServing }) =>
      serving.some((one) => one.personId === personId) || notServing.some((one) => one === personId),
  );
  return isThere || conflicts.some(({ substitute }) => substitute === personId);
}

/** Rule 29: another presides in the matter in which the chair is in conflict. */
export function hasPresided({ attendances, conflicts }: ToldMeeting, personId: string): boolean {
  return attendances.some(({ chair }) => chair === personId) || conflicts.some(({ chair }) => chair === personId);
}

export function partsOf(
  { decisions }: ToldMeeting,
  { paragraph, point }: { readonly paragraph: string; readonly point: number | null },
): ToldPart[] {
  const points = decisions.filter((one) => one.paragraph === paragraph).map(({ number }) => `${paragraph}/${number}`);
  if (point !== null) return [`${paragraph}/${point}`];
  return points.length === 0 ? [`${paragraph}/`] : points;
}

export function isAnnulled({ appeals }: ToldMeeting, part: ToldPart): boolean {
  return appeals.some(({ annulled }) => annulled.includes(part));
}

export function isWithheld({ appeals }: ToldMeeting, part: ToldPart): boolean {
  return appeals.some(({ inTime, isOpen }) => isOpen && inTime.has(part));
}

export function decisionLine(
  meetingId: string | null,
  { matterId, number, outcome, paragraph }: Pick<ToldDecision, 'matterId' | 'number' | 'outcome' | 'paragraph'>,
): string {
  return [meetingId, matterId, number, outcome, paragraph].join(' ');
}

/**
 * The report of the first tertial: what is said of each activity. A closed follow-up keeps the words that an activity had
 * (rule 101), so a later rewording does not change the report.
 */
export function reportText({ goals, laterGoals }: Told): string {
  // Rule 16: a goal or an activity that the board adds after the tertial is not in its report.
  const shown = [...goals.values()].filter(({ id, struck }) => struck === null && !laterGoals.has(id));
  const all = shown.flatMap((goal) => goal.activities);
  const activities = all.filter(({ added }) => added === null || added.date <= lastDayOfFirst);
  const lines = activities.map(({ id, reports }) => {
    const last = reports.findLast(({ tertial, voided }) => tertial === 'T1' && voided === null);
    return [id, last?.status, last?.comment];
  });
  return JSON.stringify([shown.map(({ id }) => id), lines]);
}
