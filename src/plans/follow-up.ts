import { type Act, permit } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import { firstDay, type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import { planRefusals } from './plan-refusals.js';
import { type FollowUp, goalsIn, type Plan, type PlanEvent } from './plan.js';

export interface OpenFollowUpData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** The day when the statuses shall be in. */
  readonly cutOff: IsoDate;
}

export function openFollowUp({ planId, tertial, cutOff }: OpenFollowUpData, plan: Plan | null, act: Act): PlanEvent[] {
  permit(act.actor, 'openFollowUp', boardOf(planId), planId);
  if (followUpOf(existing(plan, planId), tertial) !== undefined)
    throw new Refusal(planRefusals.FOLLOW_UP_EXISTS, { tertial });
  const first = firstDay(yearOf(planId), tertial);
  if (act.today < first) throw new Refusal(planRefusals.TERTIAL_NOT_BEGUN, { firstDay: first });
  if (cutOff < act.today) throw new Refusal(planRefusals.CUT_OFF_TOO_EARLY, { cutOff, earliest: act.today });
  return [{ type: 'FollowUpOpened', data: { planId, tertial, cutOff } }];
}

export interface CloseFollowUpData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
}

/** Marks the follow-up as ready. Goals may be left not assessed: the report then lists them (rule 4). */
export function closeFollowUp({ planId, tertial }: CloseFollowUpData, plan: Plan | null, act: Act): PlanEvent[] {
  permit(act.actor, 'closeFollowUp', boardOf(planId), planId);
  requireOpen(existing(plan, planId), tertial);
  return [{ type: 'FollowUpClosed', data: { planId, tertial } }];
}

/** Statuses and assessments are given while the follow-up is open; after that only corrected (rule 68). */
export function requireOpen(plan: Plan, tertial: Tertial): void {
  if (requireOpened(plan, tertial).closed !== null) throw new Refusal(planRefusals.FOLLOW_UP_CLOSED, { tertial });
}

export function requireOpened(plan: Plan, tertial: Tertial): FollowUp {
  const followUp = followUpOf(plan, tertial);
  if (followUp === undefined) throw new Refusal(planRefusals.FOLLOW_UP_NOT_OPEN, { tertial });
  return followUp;
}

export function requireGoalIn(plan: Plan, id: Id<'Goal'>, tertial: Tertial): void {
  // Rule 16: a goal added later is not in the report of an earlier tertial.
  if (!goalsIn(plan, lastDay(yearOf(id), tertial)).includes(id))
    throw new Refusal(planRefusals.NOT_IN_PLAN_THEN, { id, tertial });
}

export function followUpOf(plan: Plan, tertial: Tertial): FollowUp | undefined {
  return plan.followUps.find((followUp) => followUp.tertial === tertial);
}

export interface ReportInput {
  readonly tertial: Tertial;
  readonly validOn: IsoDate | null;
}

/**
 * Rule 69: the day a fact holds. When none is given it is today or, when the tertial has ended, the tertial's last day: a
 * follow-up is written in the weeks after.
 */
export function dayOfFact({ tertial, validOn }: ReportInput, year: number, today: IsoDate): IsoDate {
  const last = lastDay(year, tertial);
  if (validOn === null) return today < last ? today : last;
  // Rule 7: a fact after the tertial's end belongs to the next tertial.
  if (validOn > last) throw new Refusal(planRefusals.AFTER_TERTIAL, { validOn, lastDay: last });
  // Rule 7: nor has a fact been seen that lies in the future.
  if (validOn > today) throw new Refusal(refusals.IN_FUTURE, { date: validOn, today });
  return validOn;
}
