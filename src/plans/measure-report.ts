import { boardOf, goalOf, type Id, yearOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { isBlank, Refusal, refusals, requireText } from '../kernel/refusal.js';
import { type IsoDate, lastDay } from '../kernel/tertial.js';
import { type Goal, type GoalEvent, goalFold } from './goal.js';
import { type Measure, measureEver, measureIn, type Outcome, type OutcomeData } from './measure.js';
import { planRefusals } from './plan-refusals.js';
import { dayOfFact, type ReportInput } from './day-of-fact.js';
import { type Plan, requireGoalIn, requireOpen, requireOpened } from './plan.js';
import { currentFact } from './reported-fact.js';

export interface ReportMeasureData extends ReportInput {
  readonly measureId: Id<'Measure'>;
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
}

/** Reports the outcome of a measure for a tertial. The assessment of the goal can depend on the outcome. */
export function reportMeasure(command: ReportMeasureData, goal: Goal | null, plan: Plan, act: Act): GoalEvent[] {
  requireMayReportMeasure(command, goal, plan, act);
  return [judgedOutcome(command, goal, plan, act.today)];
}

type AboutMeasure = Pick<ReportMeasureData, 'measureId' | 'tertial'>;

/** @throws Refusal when the actor may not report the outcome of the measure for the tertial now. */
export function requireMayReportMeasure(about: AboutMeasure, goal: Goal | null, plan: Plan, act: Act): void {
  const { measureId, tertial } = about;
  permit(act.actor, 'reportMeasure', boardOf(measureId), measureId);
  requireAdopted(measureIn(goal, measureId), plan, about);
  requireOpen(plan, tertial);
}

/** Judges what is reported, whoever reports it, while the follow-up is open. @throws Refusal of a rule about the outcome */
export function judgedOutcome(command: ReportMeasureData, goal: Goal | null, plan: Plan, today: IsoDate) {
  requireAdopted(measureIn(goal, command.measureId), plan, command);
  return { type: 'MeasureReported', data: outcome(command, today) } as const;
}

export interface CorrectMeasureData extends ReportMeasureData {
  readonly reason: string;
}

/** Records a corrected outcome and the reason. The wrong outcome stays in the log (rule 8). */
export function correctMeasure(command: CorrectMeasureData, goal: Goal | null, plan: Plan, act: Act): GoalEvent[] {
  const { reason } = command;
  const wrong = requireMayCorrectMeasure(command, goal, plan, act);
  // Rule 8: a correction needs a reason.
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'MeasureReportCorrected', data: { ...outcome(command, act.today), corrects: wrong.number, reason } }];
}

/** Returns the wrong outcome when the actor may correct it now. @throws Refusal otherwise */
export function requireMayCorrectMeasure(about: AboutMeasure, goal: Goal | null, plan: Plan, act: Act): Outcome {
  const { measureId, tertial } = about;
  permit(act.actor, 'correctMeasure', boardOf(measureId), measureId);
  const measure = measureIn(goal, measureId);
  requireAdopted(measure, plan, about);
  requireOpened(plan, tertial);
  const wrong = currentFact(measure.outcomes, tertial);
  if (wrong === undefined) throw new Refusal(planRefusals.NOTHING_TO_CORRECT, { tertial });
  return wrong;
}

function requireAdopted({ measureId, adopted }: Measure, plan: Plan, { tertial }: Pick<ReportInput, 'tertial'>): void {
  requireGoalIn(plan, goalOf(measureId), tertial);
  // Rule 16: the tertial view does not show a measure that the board adopted after the tertial.
  if (adopted !== null && adopted.date > lastDay(yearOf(measureId), tertial)) {
    throw new Refusal(planRefusals.NOT_IN_PLAN_THEN, { id: measureId, tertial });
  }
}

function outcome(command: ReportMeasureData, today: IsoDate): OutcomeData {
  const { measureId, tertial, value, targetReached, comment } = command;
  requireText('value', value);
  const validOn = dayOfFact(command, yearOf(measureId), today);
  return { measureId, tertial, value, targetReached, comment, validOn };
}

export interface VoidMeasureData {
  readonly measureId: Id<'Measure'>;
  /** The position of the report's event in the log. */
  readonly position: number;
}

/** Voids an outcome that reached the log after the follow-up was closed. */
export function voidMeasure({ measureId, position }: VoidMeasureData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'voidMeasure', boardOf(measureId), measureId);
  // Rule 175: the measure can have been struck in the same instant.
  const late = measureEver(goal, measureId).outcomes.find((candidate) => candidate.position === position);
  if (late === undefined || late.voided !== null) return [];
  return [{ type: 'MeasureReportVoided', data: { measureId, number: late.number, cause: 'FOLLOW_UP_CLOSED' } }];
}

export const voidMeasureCommand = systemCommand({
  name: 'voidMeasure',
  fold: goalFold,
  id: ({ measureId }) => goalOf(measureId),
  rule: voidMeasure,
});
