import { existing, type ReadState } from '../../kernel/fold.js';
import { goalOf, type Id, planOf } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { type Guards, isPermitted, refusalOf } from '../../kernel/permitted.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import type { Matter } from '../../matters/matter.js';
import { requireMayProposeRemoval } from '../../removals/removal-proposal.js';
import { removalFold, type RemovalProposal } from '../../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import { requireMayCorrectStatus, requireMayReportStatus } from '../activity-status.js';
import { requireMayChangeActivity, requireMayChangeGoal } from '../activity.js';
import {
  requireMayCorrectActivityDecision,
  requireMayCorrectChangeDecision,
  requireMayCorrectGoalDecision,
  requireMayCorrectMeasureDecision,
} from '../corrections/decision-correcting.js';
import { type BesideMeasure, requireMayStrikeMeasure } from '../corrections/measure-striking.js';
import { requireMayRedefineMeasure } from '../corrections/redefining.js';
import { requireMayReopenFollowUp } from '../corrections/reopening.js';
import { readProposalsOfPlan, requireMayReplacePlan } from '../corrections/replacing.js';
import {
  type AtBoard,
  type Beside,
  readProposals,
  requireMayRenameGoal,
  requireMayStrikeActivity,
  requireMayStrikeGoal,
} from '../corrections/striking.js';
import { requireFulfilment, requireMayAssessGoal, requireMayCorrectAssessment } from '../goal-assessment.js';
import { type Goal, goalFold } from '../goal.js';
import { requireMayCloseFollowUp, requireMayMoveCutOff, requireMayOpenFollowUp } from '../follow-up.js';
import type { AboutFollowUp } from '../follow-up.js';
import { requireMayImportReports } from '../import/reports-import.js';
import { requireMayCorrectMeasure, requireMayReportMeasure } from '../measure-report.js';
import { requireMayRemind } from '../responsibility/reminding.js';
import { followUpOf, type Plan, planFold, requireMayAddGoal } from '../plan.js';

/**
 * The commands about a plan. The follow-up to open is that of the first tertial that has none.
 *
 * @param proposals the proposals to remove activities of the plan
 */
export function guardsOfPlan(
  planId: Id<'Plan'>,
  plan: Plan | null,
  proposals: readonly RemovalProposal[],
  act: Act,
): Guards {
  const tertial = tertials.find((one) => plan === null || followUpOf(plan, one) === undefined) ?? 'T3';
  return {
    addGoal: () => requireMayAddGoal(planId, plan, act),
    openFollowUp: () => requireMayOpenFollowUp({ planId, tertial }, plan, act),
    replacePlan: () => requireMayReplacePlan(planId, plan, proposals, act),
  };
}

export async function readGuardsOfPlan(planId: Id<'Plan'>, read: ReadState, act: Act): Promise<Guards> {
  const plan = await read(planFold, planId);
  return guardsOfPlan(planId, plan, await readProposalsOfPlan(read, plan), act);
}

/**
 * The commands about the follow-up of a tertial.
 *
 * @param matters the matters of the plan's board
 */
export function guardsOfFollowUp(
  followUp: AboutFollowUp,
  plan: Plan | null,
  matters: readonly Matter[],
  act: Act,
): Guards {
  return {
    importReports: () => requireMayImportReports(followUp, plan, act),
    closeFollowUp: () => requireMayCloseFollowUp(followUp, plan, act),
    moveCutOff: () => requireMayMoveCutOff(followUp, plan, act),
    remindReporters: () => requireMayRemind(followUp, plan, act),
    reopenFollowUp: () => requireMayReopenFollowUp(followUp, plan, matters, act),
  };
}

/** @param readMatters reads the matters of the plan's board */
export async function readGuardsOfFollowUp(
  followUp: AboutFollowUp,
  read: ReadState,
  readMatters: ReadMatters,
  act: Act,
): Promise<Guards> {
  const plan = await read(planFold, followUp.planId);
  // The board's matters are many. They decide only for a reader who may reopen the follow-up otherwise.
  const matters = isPermitted(() => requireMayReopenFollowUp(followUp, plan, [], act)) ? await readMatters() : [];
  return guardsOfFollowUp(followUp, plan, matters, act);
}

/** A thing that is reported on for a tertial. Null means the tertial of the plan's newest follow-up. */
interface Reported<Thing extends 'Goal' | 'Measure' | 'Activity'> {
  readonly id: Id<Thing>;
  readonly tertial: Tertial | null;
}

function tertialIn({ followUps }: Plan, given: Tertial | null): Tertial {
  return given ?? followUps.at(-1)?.tertial ?? 'T1';
}

/**
 * The commands about a goal.
 *
 * @param states the goal, its plan, the proposals to remove activities of the goal, and the matters of its board
 */
export function guardsOfGoal(
  { id: goalId, tertial: given }: Reported<'Goal'>,
  { goal, ...beside }: Beside & AtBoard & { readonly goal: Goal | null },
  act: Act,
): Guards {
  const { plan } = beside;
  const about = { goalId, tertial: tertialIn(plan, given) };
  return {
    adoptMeasure: () => requireMayChangeGoal('adoptMeasure', goalId, goal, act),
    addActivity: () => requireMayChangeGoal('addActivity', goalId, goal, act),
    assessGoal: () => requireMayAssessGoal(about, goal, plan, act),
    correctAssessment: () => requireMayCorrectAssessment(about, goal, plan, act),
    renameGoal: () => requireMayRenameGoal(goalId, goal, act),
    correctGoalDecision: () => requireMayCorrectGoalDecision(goalId, plan, goal, act),
    strikeGoal: () => requireMayStrikeGoal(goalId, goal, beside, act),
  };
}

export async function readGuardsOfGoal(
  about: Reported<'Goal'>,
  read: ReadState,
  readMatters: ReadMatters,
  act: Act,
): Promise<Guards> {
  const plan = existing(await read(planFold, planOf(about.id)), about.id);
  const goal = await read(goalFold, about.id);
  const beside = { plan, proposals: await readProposals(read, goal) };
  const striking = (matters: readonly Matter[]) => requireMayStrikeGoal(about.id, goal, { ...beside, matters }, act);
  return guardsOfGoal(about, { goal, ...beside, matters: await mattersFor(striking, plan, readMatters) }, act);
}

/** Reads the matters of a board. */
export type ReadMatters = () => Promise<readonly Matter[]>;

/** Reads the matters of a board only where the board can have a report, and where they decide about a strike. */
async function mattersFor(
  striking: (matters: readonly Matter[]) => void,
  { followUps }: Plan,
  readMatters: ReadMatters,
): Promise<readonly Matter[]> {
  // Rule 73: a matter can have the report of a closed follow-up alone.
  if (!followUps.some(({ closed, undone }) => closed !== null || undone.length > 0)) return [];
  const refusal = refusalOf(() => {
    striking([]);
  });
  const isOpen = refusal === null || refusal.code === 'ADDITION_IN_CLOSED_FOLLOW_UP';
  return isOpen ? readMatters() : [];
}

/** Rule 3: the assessment of the goal as fulfilled, by what is reported now and whoever would give it. */
export async function readGuardOfFulfilment(
  { id: goalId, tertial: given }: Reported<'Goal'>,
  read: ReadState,
): Promise<Guards> {
  const plan = existing(await read(planFold, planOf(goalId)), goalId);
  const model = existing(await read(steeringModelFold, plan.steeringModelId), plan.steeringModelId);
  const goal = await read(goalFold, goalId);
  const about = { goalId, tertial: tertialIn(plan, given) };
  return { assessGoal: () => requireFulfilment(about, goal, { plan, model }) };
}

/** The commands about a measure. */
export function guardsOfMeasure(
  { id: measureId, tertial: given }: Reported<'Measure'>,
  { goal, ...beside }: BesideMeasure & { readonly goal: Goal | null },
  act: Act,
): Guards {
  const { plan } = beside;
  const about = { measureId, tertial: tertialIn(plan, given) };
  return {
    reportMeasure: () => requireMayReportMeasure(about, goal, plan, act),
    correctMeasure: () => requireMayCorrectMeasure(about, goal, plan, act),
    redefineMeasure: () => requireMayRedefineMeasure(measureId, goal, act),
    correctMeasureDecision: () => requireMayCorrectMeasureDecision(measureId, goal, act),
    strikeMeasure: () => requireMayStrikeMeasure(measureId, goal, beside, act),
  };
}

export async function readGuardsOfMeasure(
  about: Reported<'Measure'>,
  read: ReadState,
  readMatters: ReadMatters,
  act: Act,
): Promise<Guards> {
  const plan = existing(await read(planFold, planOf(about.id)), about.id);
  const goal = await read(goalFold, goalOf(about.id));
  const striking = (matters: readonly Matter[]) => requireMayStrikeMeasure(about.id, goal, { plan, matters }, act);
  return guardsOfMeasure(about, { goal, plan, matters: await mattersFor(striking, plan, readMatters) }, act);
}

/** The states that decide what may be done about an activity. */
interface ActivityStates extends Beside, AtBoard {
  readonly goal: Goal | null;
  readonly model: SteeringModel | null;
}

/** The commands about an activity. */
export function guardsOfActivity(
  { id: activityId, tertial: given }: Reported<'Activity'>,
  { goal, plan, model, proposals, matters }: ActivityStates,
  act: Act,
): Guards {
  const about = { activityId, tertial: tertialIn(plan, given) };
  return {
    changeActivityDates: () => requireMayChangeActivity('changeActivityDates', activityId, goal, act),
    rewordActivity: () => requireMayChangeActivity('rewordActivity', activityId, goal, act),
    assignActivity: () => requireMayChangeActivity('assignActivity', activityId, goal, act),
    reportStatus: () => requireMayReportStatus(about, goal, plan, act),
    correctStatus: () => requireMayCorrectStatus(about, goal, plan, act),
    proposeRemoval: () => requireMayProposeRemoval(activityId, proposals, { goal, model }, act),
    correctActivityDecision: () => requireMayCorrectActivityDecision(activityId, goal, act),
    correctChangeDecision: () => requireMayCorrectChangeDecision(activityId, goal, act),
    strikeActivity: () => requireMayStrikeActivity(activityId, goal, { plan, proposals, matters }, act),
  };
}

export async function readGuardsOfActivity(
  about: Reported<'Activity'>,
  read: ReadState,
  readMatters: ReadMatters,
  act: Act,
): Promise<Guards> {
  const plan = existing(await read(planFold, planOf(about.id)), about.id);
  const states = {
    plan,
    goal: await read(goalFold, goalOf(about.id)),
    model: await read(steeringModelFold, plan.steeringModelId),
    proposals: await read(removalFold, about.id),
  };
  const striking = (matters: readonly Matter[]) =>
    requireMayStrikeActivity(about.id, states.goal, { ...states, matters }, act);
  return guardsOfActivity(about, { ...states, matters: await mattersFor(striking, plan, readMatters) }, act);
}
