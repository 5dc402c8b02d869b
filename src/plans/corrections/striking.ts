import { existing, kindAndIdOf, type ReadState } from '../../kernel/fold.js';
import { boardOf, goalOf, type Id, idOf, planOf, yearOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import { Refusal, requireText } from '../../kernel/refusal.js';
import { type IsoDate, lastDay, type Tertial } from '../../kernel/tertial.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from '../../removals/removal.js';
import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { correctionRefusals } from '../correction-refusals.js';
import type { Strike, StrikeVoidCause } from '../goal-corrections.js';
import { activitiesIn, type Activity, activityIn, type Goal, type GoalEvent, goalFold, standing } from '../goal.js';
import { goalsIn, type Plan, planFold } from '../plan.js';
import type { ReportedFact } from '../reported-fact.js';

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

export interface StrikeGoalData {
  readonly goalId: Id<'Goal'>;
  readonly reason: string;
}

/** Strikes a goal that was recorded by mistake, with its measures and activities (rule 106). */
export function strikeGoal(
  { goalId, reason }: StrikeGoalData,
  goal: Goal | null,
  beside: Beside,
  act: Act,
): GoalEvent[] {
  requireMayStrikeGoal(goalId, goal, beside, act);
  requireReason(reason);
  return [{ type: 'GoalStruck', data: { goalId, reason } }];
}

/** Throws the refusal that every strike of the goal by the actor would now get. */
export function requireMayStrikeGoal(goalId: Id<'Goal'>, goal: Goal | null, beside: Beside, act: Act): void {
  permit(act.actor, 'strikeGoal', boardOf(goalId), goalId);
  const struck = standing(goal, goalId);
  const { measures, activities, assessments } = struck;
  const facts = [assessments, ...measures.map(({ outcomes }) => outcomes), ...activities.map(({ reports }) => reports)];
  const isAddition = beside.plan.goalsAdded.some((one) => one.goalId === goalId);
  requireNotFollowedUp({ id: goalId, isAddition, facts: facts.flat() }, closedWith(beside.plan, struck));
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
  beside: Beside,
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
  beside: Beside,
  act: Act,
): void {
  permit(act.actor, 'strikeActivity', boardOf(activityId), activityId);
  const [activity, of] = [activityIn(goal, activityId), existing(goal, activityId)];
  const followed = { id: activityId, isAddition: activity.added !== null, facts: activity.reports };
  requireNotFollowedUp(followed, closedWith(beside.plan, of, partOf(of, activity)));
  requireNoProposal(beside.proposals);
}

interface FollowedUp {
  readonly id: string;
  /** Whether the board added it during the year by a decision of its own. */
  readonly isAddition: boolean;
  readonly facts: readonly ReportedFact[];
}

/**
 * @param closed the closed follow-ups that show it
 * @throws Refusal `ALREADY_FOLLOWED_UP` with the first tertial that has a fact about it, or whose closed view shows it.
 */
export function requireNotFollowedUp({ id, isAddition, facts }: FollowedUp, closed: readonly Closed[]): void {
  const [shown] = closed;
  if (isAddition) {
    // Rule 175: an addition that was recorded in the wrong tertial is struck with its reports, and added anew.
    if (shown !== undefined)
      throw new Refusal(correctionRefusals.ADDITION_IN_CLOSED_FOLLOW_UP, { tertial: shown.tertial });
    return;
  }
  const tertial = facts[0]?.tertial ?? shown?.tertial;
  if (tertial !== undefined) throw new Refusal(correctionRefusals.ALREADY_FOLLOWED_UP, { id, tertial });
}

export function requireNoProposal(proposals: readonly RemovalProposal[]): void {
  const [proposal] = proposals;
  if (proposal === undefined) return;
  const { activityId, id: proposalId } = proposal;
  throw new Refusal(correctionRefusals.REMOVAL_PROPOSED_ALREADY, { activityId, proposalId });
}

interface Closed {
  readonly tertial: Tertial;
  readonly position: number;
}

/** A part of a goal: when it was recorded, and whether a tertial with this last day shows it. */
interface Part {
  readonly addedAt: number;
  readonly isShown: (last: IsoDate) => boolean;
}

/**
 * Returns the follow-ups that were closed with the goal, or with a part of it. Rule 175: what was recorded after a
 * closing was not judged in it.
 */
export function closedWith(plan: Plan, goal: Goal, part?: Part): Closed[] {
  const recorded = Math.max(part?.addedAt ?? 0, goal.titles[0]?.position ?? 0);
  return plan.followUps.flatMap(({ tertial, closed }) => {
    const last = lastDay(yearOf(plan.id), tertial);
    const isIn = goalsIn(plan, last).includes(goal.id) && part?.isShown(last) !== false;
    return closed !== null && isIn && closed.position > recorded ? [{ tertial, position: closed.position }] : [];
  });
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
  const cause = voidCause(strike, beside, closedWith(beside.plan, goal, part));
  return cause === null ? [] : [{ type: 'StrikeVoided', data: { goalId, activityId, cause } }];
}

function strikeOf(goal: Goal, activityId: Id<'Activity'> | null): (Strike & { activity: Activity | null }) | null {
  if (activityId === null) return goal.struck === null ? null : { ...goal.struck, activity: null };
  return goal.struckActivities.find(({ activity }) => activity.id === activityId) ?? null;
}

function voidCause({ position }: Strike, { proposals }: Beside, closed: readonly Closed[]): StrikeVoidCause | null {
  if (proposals.length > 0) return 'REMOVAL_PROPOSED';
  return closed.some((one) => one.position < position) ? 'FOLLOW_UP_CLOSED' : null;
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
