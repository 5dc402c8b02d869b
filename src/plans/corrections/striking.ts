import { existing, kindAndIdOf, type ReadState } from '../../kernel/fold.js';
import { boardOf, goalOf, type Id, idOf, planOf, yearOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import { Refusal, requireText } from '../../kernel/refusal.js';
import { type IsoDate, lastDay, type Tertial } from '../../kernel/tertial.js';
import type { Matter } from '../../matters/matter.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from '../../removals/removal.js';
import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { correctionRefusals } from '../correction-refusals.js';
import type { Strike, StrikeVoidCause } from '../goal-corrections.js';
import { activitiesIn, type Activity, activityIn, type Goal, type GoalEvent, goalFold, standing } from '../goal.js';
import { goalsIn, type Plan, planFold } from '../plan.js';
import type { ReportedFact } from '../reported-fact.js';
import { reportsAtBoard } from './reopening.js';

export interface RenameGoalData {
  readonly goalId: Id<'Goal'>;
  readonly title: string;
  readonly reason: string;
}

/** Corrects the title of a goal that was recorded with a wrong one (rule 105). */
export function renameGoal({ goalId, title, reason }: RenameGoalData, goal: Goal | null, act: Act): GoalEvent[] {
  const renamed = requireMayRenameGoal(goalId, goal, act);
  requireText('title', title);
  requireReason(reason);
  if (renamed.title === title) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'GoalRenamed', data: { goalId, title, reason } }];
}

/** Returns the goal when the actor may rename it now. @throws Refusal otherwise */
export function requireMayRenameGoal(goalId: Id<'Goal'>, goal: Goal | null, act: Act): Goal {
  permit(act.actor, 'renameGoal', boardOf(goalId), goalId);
  return standing(goal, goalId);
}

/** The plan, and the proposals about each activity of a goal, which the rules for a strike need. */
export interface Beside {
  readonly plan: Plan;
  readonly proposals: readonly RemovalProposal[];
}

/** The matters, which the rules for a strike need because the board can have a report in one of them. */
export interface AtBoard {
  /** The matters of the plan's board. */
  readonly matters: readonly Matter[];
}

export interface StrikeGoalData {
  readonly goalId: Id<'Goal'>;
  readonly reason: string;
}

/** Strikes a goal that was recorded by mistake, with its measures and activities (rule 106). */
export function strikeGoal(
  { goalId, reason }: StrikeGoalData,
  goal: Goal | null,
  beside: Beside & AtBoard,
  act: Act,
): GoalEvent[] {
  requireMayStrikeGoal(goalId, goal, beside, act);
  requireReason(reason);
  return [{ type: 'GoalStruck', data: { goalId, reason } }];
}

/** Throws the refusal that every strike of the goal by the actor would now get. */
export function requireMayStrikeGoal(goalId: Id<'Goal'>, goal: Goal | null, beside: Beside & AtBoard, act: Act): void {
  permit(act.actor, 'strikeGoal', boardOf(goalId), goalId);
  const struck = standing(goal, goalId);
  const { measures, activities, assessments } = struck;
  const facts = [assessments, ...measures.map(({ outcomes }) => outcomes), ...activities.map(({ reports }) => reports)];
  const isAddition = beside.plan.goalsAdded.some((one) => one.goalId === goalId);
  requireNotFollowedUp({ id: goalId, isAddition, facts: facts.flat() }, showing(beside.plan, struck), beside);
  requireNoProposal(beside.proposals);
}

export interface StrikeActivityData {
  readonly activityId: Id<'Activity'>;
  readonly reason: string;
}

/** Strikes an activity that was recorded by mistake (rule 106). The board alone removes one that it adopted (rule 32). */
export function strikeActivity(
  { activityId, reason }: StrikeActivityData,
  goal: Goal | null,
  beside: Beside & AtBoard,
  act: Act,
): GoalEvent[] {
  requireMayStrikeActivity(activityId, goal, beside, act);
  requireReason(reason);
  return [{ type: 'ActivityStruck', data: { activityId, reason } }];
}

/** Throws the refusal that every strike of the activity by the actor would now get. */
export function requireMayStrikeActivity(
  activityId: Id<'Activity'>,
  goal: Goal | null,
  beside: Beside & AtBoard,
  act: Act,
): void {
  permit(act.actor, 'strikeActivity', boardOf(activityId), activityId);
  const [activity, of] = [activityIn(goal, activityId), existing(goal, activityId)];
  const followed = { id: activityId, isAddition: activity.added !== null, facts: activity.reports };
  requireNotFollowedUp(followed, showing(beside.plan, of, partOf(of, activity)), beside);
  requireNoProposal(beside.proposals);
}

interface FollowedUp {
  readonly id: string;
  /** Whether the board added it during the year by a decision of its own. */
  readonly isAddition: boolean;
  readonly facts: readonly ReportedFact[];
}

/**
 * @param shown the follow-ups that show it
 * @throws Refusal `ALREADY_FOLLOWED_UP`, `REPORT_BEFORE_BOARD`, `IN_DECIDED_REPORT` or `ADDITION_IN_CLOSED_FOLLOW_UP`,
 *   with the first tertial that has a fact about it, or that was closed with it, or whose report the board has with it.
 */
export function requireNotFollowedUp(
  { id, isAddition, facts }: FollowedUp,
  shown: readonly Showing[],
  { matters }: AtBoard,
): void {
  const judged = shown.find(({ closedAt }) => closedAt !== null)?.tertial;
  const tertial = facts[0]?.tertial ?? judged;
  if (!isAddition && tertial !== undefined) throw new Refusal(correctionRefusals.ALREADY_FOLLOWED_UP, { id, tertial });
  for (const one of shown) requireNotAtBoard(one, matters);
  // Rule 175: an addition that was recorded in the wrong tertial is struck with its reports, and added anew.
  if (judged !== undefined) throw new Refusal(correctionRefusals.ADDITION_IN_CLOSED_FOLLOW_UP, { tertial: judged });
}

/** Rule 175: what the board has read in a report, or has decided on, is not taken away from it. */
function requireNotAtBoard({ planId, tertial, recorded, closedAt }: Showing, matters: readonly Matter[]): void {
  // Rule 104: a follow-up is not opened again while the board has its report, so what was judged in it stays there.
  const isIn = (receivedAt: number) => closedAt !== null || recorded < receivedAt;
  const report = reportsAtBoard({ planId, tertial }, matters).find(({ receivedAt }) => isIn(receivedAt));
  if (report === undefined) return;
  const { matterId, dnr, decision } = report;
  if (decision === null) throw new Refusal(correctionRefusals.REPORT_BEFORE_BOARD, { tertial, matterId, dnr });
  const { paragraph, date } = decision;
  throw new Refusal(correctionRefusals.IN_DECIDED_REPORT, { tertial, matterId, dnr, paragraph, date });
}

export function requireNoProposal(proposals: readonly RemovalProposal[]): void {
  const [proposal] = proposals;
  if (proposal === undefined) return;
  const { activityId, id: proposalId } = proposal;
  throw new Refusal(correctionRefusals.REMOVAL_PROPOSED_ALREADY, { activityId, proposalId });
}

/** A follow-up whose view shows a goal or a part of one. */
interface Showing {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** The position in the log at which the goal or the part was recorded. */
  readonly recorded: number;
  /** The position of the closing with it. Null while it is open. Rule 175: null too when it was recorded later. */
  readonly closedAt: number | null;
}

/** A part of a goal: when it was recorded, and whether a tertial with this last day shows it. */
interface Part {
  readonly addedAt: number;
  readonly isShown: (last: IsoDate) => boolean;
}

/** Returns the follow-ups that show the goal, or a part of it. */
export function showing(plan: Plan, goal: Goal, part?: Part): Showing[] {
  const recorded = Math.max(part?.addedAt ?? 0, goal.titles[0]?.position ?? 0);
  return plan.followUps.flatMap(({ tertial, closed }) => {
    const last = lastDay(yearOf(plan.id), tertial);
    const isIn = goalsIn(plan, last).includes(goal.id) && part?.isShown(last) !== false;
    const closedAt = closed !== null && closed.position > recorded ? closed.position : null;
    return isIn ? [{ planId: plan.id, tertial, recorded, closedAt }] : [];
  });
}

/** Whether a follow-up was closed with a thing before a position in the log. */
export function isClosedBefore(shown: readonly Showing[], position: number): boolean {
  return shown.some(({ closedAt }) => closedAt !== null && closedAt < position);
}

function partOf(goal: Goal, activity: Activity): Part {
  const isShown = (last: IsoDate) => activitiesIn({ ...goal, activities: [activity] }, last).length > 0;
  return { addedAt: activity.addedAt, isShown };
}

/** Reads the plan of a goal, and the proposals about its activities or about the one that is given. */
export async function readBeside(read: ReadState, goal: Goal, activityId: Id<'Activity'> | null): Promise<Beside> {
  const planId = planOf(goal.id);
  const plan = existing(await read(planFold, planId), planId);
  return {
    plan,
    proposals: activityId === null ? await readProposals(read, goal) : await read(removalFold, activityId),
  };
}

/** Reads the proposals to remove activities of a goal. */
export async function readProposals(read: ReadState, goal: Goal | null): Promise<RemovalProposal[]> {
  const proposals = await Promise.all((goal?.activities ?? []).map(({ id }) => read(removalFold, id)));
  return proposals.flat();
}

export interface VoidStrikeData {
  readonly goalId: Id<'Goal'>;
  /** Null when the goal itself was struck. */
  readonly activityId: Id<'Activity'> | null;
}

/** Voids a strike when a follow-up was closed before it, or a removal was proposed, in the same instant. */
export async function voidStrike(
  { goalId, activityId }: VoidStrikeData,
  goal: Goal | null,
  act: Act,
  read: ReadState,
): Promise<GoalEvent[]> {
  permit(act.actor, 'voidStrike', boardOf(goalId), goalId);
  const found = existing(goal, goalId);
  if (strikeOf(found, activityId) === null) return [];
  return strikeVoided({ goalId, activityId }, found, await readBeside(read, found, activityId));
}

/** Returns what voids a strike by what is beside the goal; nothing when the strike stands. */
export function strikeVoided({ goalId, activityId }: VoidStrikeData, goal: Goal, beside: Beside): GoalEvent[] {
  const strike = strikeOf(goal, activityId);
  if (strike === null) return [];
  // Rule 107: a goal of a plan that was replaced stays struck.
  if (!beside.plan.goalIds.includes(goalId)) return [];
  const part = strike.activity === null ? undefined : partOf(goal, strike.activity);
  const cause = voidCause(strike, beside, showing(beside.plan, goal, part));
  return cause === null ? [] : [{ type: 'StrikeVoided', data: { goalId, activityId, cause } }];
}

function strikeOf(goal: Goal, activityId: Id<'Activity'> | null): (Strike & { activity: Activity | null }) | null {
  if (activityId === null) return goal.struck === null ? null : { ...goal.struck, activity: null };
  return goal.struckActivities.find(({ activity }) => activity.id === activityId) ?? null;
}

function voidCause({ position }: Strike, { proposals }: Beside, shown: readonly Showing[]): StrikeVoidCause | null {
  if (proposals.length > 0) return 'REMOVAL_PROPOSED';
  return isClosedBefore(shown, position) ? 'FOLLOW_UP_CLOSED' : null;
}

export const voidStrikeCommand = systemCommand({
  name: 'voidStrike',
  fold: goalFold,
  id: ({ goalId }) => goalId,
  rule: voidStrike,
});

/** Looks again at each strike, because a closing or a proposal in another stream can have come just before it. */
export const recheckStrike: Reaction<GoalEvent, Goal | null> = {
  name: 'recheck strike',
  to: goalFold,
  types: ['GoalStruck', 'ActivityStruck'],
  looksAt: itself(goalFold),
  react: ({ type, data, stream }) => {
    if (type === 'GoalStruck') return [voidStrikeCommand({ goalId: data.goalId, activityId: null })];
    if (type !== 'ActivityStruck') return [];
    return [voidStrikeCommand({ goalId: idOf('Goal', kindAndIdOf(stream)[1]), activityId: data.activityId })];
  },
};

/** Voids the strike of an activity when a proposal to remove it came just after the strike. */
export const voidStrikeOfProposed: Reaction<RemovalEvent, Goal | null> = {
  name: 'void strike of proposed activity',
  to: removalFold,
  types: ['RemovalProposed'],
  looksAt: { fold: goalFold, id: ({ data }) => goalOf(data.proposalId) },
  react: ({ type, data }, goal) => {
    if (type !== 'RemovalProposed' || goal === null) return [];
    const { activityId } = data;
    if (goal.struck !== null) return [voidStrikeCommand({ goalId: goal.id, activityId: null })];
    return goal.struckActivities.some(({ activity }) => activity.id === activityId)
      ? [voidStrikeCommand({ goalId: goal.id, activityId })]
      : [];
  },
};
