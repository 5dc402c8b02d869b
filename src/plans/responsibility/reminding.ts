import { boardOf, type Id } from '../../kernel/identity.js';
import { existing } from '../../kernel/fold.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import type { Reporters } from '../../people/directory.js';
import type { AboutFollowUp } from '../follow-up.js';
import type { Goal } from '../goal.js';
import { planRefusals } from '../plan-refusals.js';
import { followUpOf, type Plan, type PlanEvent, requireOpen } from '../plan.js';
import { type Reporting, reporting } from './reporting.js';

export interface RemindReportersData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** The units and persons to remind. Without any, everybody who has not reported is reminded. */
  readonly unitIds: readonly Id<'Unit'>[];
  readonly personIds: readonly Id<'Person'>[];
}

/**
 * Reminds those who have not reported on their activities (rule 139).
 *
 * @param goals the goals of the plan
 * @throws Refusal `NOTHING_TO_REMIND`, `REPORTED_ALREADY`, `NOBODY_TO_REMIND` or `REMINDED_TODAY`, besides those of an open follow-up.
 */
export function remindReporters(
  { planId, tertial, unitIds, personIds }: RemindReportersData,
  plan: Plan | null,
  goals: readonly Goal[],
  reporters: Reporters,
  act: Act,
): PlanEvent[] {
  const followed = requireMayRemind({ planId, tertial }, plan, act);
  const all = reporting(followed, goals, tertial, reporters);
  const missing = all.filter(({ notReported }) => notReported.length > 0);
  const asked = [...unitIds, ...personIds];
  const chosen = asked.length === 0 ? missing : asked.map((id) => ofResponsible(id, all));
  if (chosen.length === 0) throw new Refusal(planRefusals.NOTHING_TO_REMIND, { tertial });
  if (chosen.every(({ persons }) => persons.length === 0)) throw new Refusal(planRefusals.NOBODY_TO_REMIND, {});
  const already = new Set(
    (followUpOf(followed, tertial)?.reminders ?? [])
      .filter(({ on }) => on === act.today)
      .flatMap(({ persons }) => persons),
  );
  // Rule 140: nobody is reminded of a follow-up twice on one day.
  const reminded = chosen
    .map(({ responsible, persons, notReported }) => ({
      responsible,
      persons: persons.filter((person) => !already.has(person)),
      activities: notReported.length,
    }))
    .filter(({ persons }) => persons.length > 0);
  if (reminded.length === 0) throw new Refusal(planRefusals.REMINDED_TODAY, {});
  return [{ type: 'ReportersReminded', data: { planId, tertial, reminded } }];
}

function ofResponsible(id: string, all: readonly Reporting[]): Reporting {
  const found = all.find(({ responsible }) => responsible?.unitId === id || responsible?.personId === id);
  if (found === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  if (found.notReported.length === 0) throw new Refusal(planRefusals.REPORTED_ALREADY, {});
  return found;
}

/** Returns the plan when the actor may remind of the follow-up now. @throws Refusal otherwise */
export function requireMayRemind({ planId, tertial }: AboutFollowUp, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'remindReporters', boardOf(planId), planId);
  const followed = existing(plan, planId);
  requireOpen(followed, tertial);
  return followed;
}
