import { existing } from '../kernel/fold.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import { firstDay, type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import { modelInForce, type SteeringModel } from '../steering-models/steering-model.js';
import { correctingRefusals, requireReason } from '../kernel/correcting.js';
import { hadPassed } from './follow-ups.js';
import type { Goal } from './goal.js';
import { missingReports } from './missing-reports.js';
import { planRefusals } from './plan-refusals.js';
import { followUpOf, type Plan, type PlanEvent, requireOpen } from './plan.js';

export interface OpenFollowUpData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** The deadline for reports. The service still accepts later reports until the follow-up is closed. */
  readonly cutOff: IsoDate;
}

export function openFollowUp(
  command: OpenFollowUpData,
  plan: Plan | null,
  model: SteeringModel | null,
  act: Act,
): PlanEvent[] {
  const { planId, tertial, cutOff } = command;
  const followed = requireMayOpenFollowUp(command, plan, act);
  requireCutOff(cutOff, tertial, followed, act.today);
  // Rule 9: the model in force on the last day of the tertial judges it, also when it is loaded afterwards.
  if (hadPassed(cutOff, tertial, followed))
    modelInForce(existing(model, followed.steeringModelId), lastDay(yearOf(planId), tertial));
  return [{ type: 'FollowUpOpened', data: { planId, tertial, cutOff } }];
}

/** The follow-up of one tertial of a plan. */
export type AboutFollowUp = Pick<OpenFollowUpData, 'planId' | 'tertial'>;

/** Returns the plan when the actor may open the follow-up now. @throws Refusal otherwise */
export function requireMayOpenFollowUp({ planId, tertial }: AboutFollowUp, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'openFollowUp', boardOf(planId), planId);
  const followed = existing(plan, planId);
  if (followUpOf(followed, tertial) !== undefined) throw new Refusal(planRefusals.FOLLOW_UP_EXISTS, { tertial });
  const first = firstDay(yearOf(planId), tertial);
  if (act.today < first) throw new Refusal(planRefusals.TERTIAL_NOT_BEGUN, { firstDay: first });
  return followed;
}

/** @throws Refusal `CUT_OFF_TOO_EARLY` for a day that has passed, unless the follow-up is loaded afterwards. */
function requireCutOff(cutOff: IsoDate, tertial: Tertial, plan: Plan, today: IsoDate): void {
  // Rule 99: a follow-up that is loaded afterwards has its own cut-off date, which has passed.
  const earliest = hadPassed(cutOff, tertial, plan) ? firstDay(yearOf(plan.id), tertial) : today;
  if (cutOff < earliest) throw new Refusal(planRefusals.CUT_OFF_TOO_EARLY, { cutOff, earliest });
}

export interface CloseFollowUpData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** Whether to close the follow-up even though statuses, outcomes or assessments are missing. */
  readonly acceptIncomplete: boolean;
}

/**
 * Closes the follow-up. The tertial view shows a goal without an assessment as not assessed (rule 4).
 *
 * @param goals the goals of the plan
 * @throws Refusal `FOLLOW_UP_INCOMPLETE` with everything that is missing, unless the command accepts it.
 */
export function closeFollowUp(
  { planId, tertial, acceptIncomplete }: CloseFollowUpData,
  plan: Plan | null,
  goals: readonly Goal[],
  act: Act,
): PlanEvent[] {
  const followed = requireMayCloseFollowUp({ planId, tertial }, plan, act);
  const missing = missingReports(followed, goals, tertial);
  // Rule 100: the controller accepts what is missing, and has seen it listed.
  if (missing !== null && !acceptIncomplete)
    throw new Refusal(planRefusals.FOLLOW_UP_INCOMPLETE, { tertial, ...missing });
  return [{ type: 'FollowUpClosed', data: { planId, tertial } }];
}

/** Returns the plan when the actor may close the follow-up now. @throws Refusal otherwise */
export function requireMayCloseFollowUp({ planId, tertial }: AboutFollowUp, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'closeFollowUp', boardOf(planId), planId);
  const followed = existing(plan, planId);
  requireOpen(followed, tertial);
  return followed;
}

export interface MoveCutOffData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly cutOff: IsoDate;
  readonly reason: string;
}

/** Moves the cut-off date of an open follow-up. The date before stays in the log (rule 103). */
export function moveCutOff(command: MoveCutOffData, plan: Plan | null, act: Act): PlanEvent[] {
  const { planId, tertial, cutOff, reason } = command;
  const followed = requireMayMoveCutOff({ planId, tertial }, plan, act);
  requireReason(reason);
  requireCutOff(cutOff, tertial, followed, act.today);
  if (followUpOf(followed, tertial)?.cutOff === cutOff) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'CutOffMoved', data: { planId, tertial, cutOff, reason } }];
}

/** Returns the plan when the actor may move the cut-off date of the follow-up now. @throws Refusal otherwise */
export function requireMayMoveCutOff({ planId, tertial }: AboutFollowUp, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'moveCutOff', boardOf(planId), planId);
  const followed = existing(plan, planId);
  requireOpen(followed, tertial);
  return followed;
}
