import type { DecisionReference } from '../kernel/decision-reference.js';
import type { IsoDate } from '../kernel/tertial.js';
import { type Changeable, changedUntil } from './activity-change.js';
import { memberBy, type Membership } from './removal-decision.js';
import type { Told } from './reported-fact.js';

interface HeldMeasure {
  readonly adopted: DecisionReference | null;
  readonly outcomes: readonly Told[];
}

interface HeldActivity extends Changeable, Membership {
  readonly added: DecisionReference | null;
  readonly reports: readonly Told[];
}

interface HeldGoal {
  readonly measures: readonly HeldMeasure[];
  readonly activities: readonly HeldActivity[];
  readonly assessments: readonly Told[];
}

/**
 * The goal as far as its facts hold by a day.
 *
 * Left out is what holds from a later day on: statuses, outcomes of measures and assessments, so that an entry whose
 * correction holds later is shown as it was before; activities and measures that the board added later; changes of dates
 * and wording, removals and annulments that were decided later, as if nobody had decided them yet.
 *
 * What has no day of its own stays as it was known: what was adopted with the plan, and that an entry counts for nothing
 * since it came after the follow-up was closed.
 */
export function goalValidOn<Goal extends HeldGoal>(goal: Goal | null, day: IsoDate): Goal | null {
  if (goal === null) return null;
  return {
    ...goal,
    measures: goal.measures
      .filter(({ adopted }) => isDecided(adopted, day))
      .map((measure) => ({ ...measure, outcomes: toldBy(measure.outcomes, day) })),
    activities: goal.activities.filter(({ added }) => isDecided(added, day)).map((one) => activityValidOn(one, day)),
    assessments: toldBy(goal.assessments, day),
  };
}

function activityValidOn(activity: HeldActivity, day: IsoDate): HeldActivity {
  return { ...memberBy(changedUntil(activity, day), day), reports: toldBy(activity.reports, day) };
}

function isDecided(decision: DecisionReference | null, day: IsoDate): boolean {
  return decision === null || decision.date <= day;
}

function toldBy(entries: readonly Told[], day: IsoDate): Told[] {
  return entries.filter(({ validOn }) => validOn <= day);
}
