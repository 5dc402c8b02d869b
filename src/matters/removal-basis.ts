import { goalOf, type Id } from '../kernel/identity.js';
import { type IsoDate, type Tertial, tertials } from '../kernel/tertial.js';
import { folded } from '../kernel/text.js';
import { type Activity, activityIn, type Goal, type StatusReport } from '../plans/goal.js';
import { currentFact } from '../plans/reported-fact.js';
import { activityStatus } from '../plans/tertial-view/shown-facts.js';
import type { ReasonCategory, RemovalProposal } from '../removals/removal.js';
import type { Label, SteeringModel } from '../steering-models/steering-model.js';

/** The reason for a removal, and the activity as it stood when a clerk submitted the version (rule 108). */
export interface RemovalBasis {
  readonly category: ReasonCategory;
  readonly motivation: string;
  readonly goalId: Id<'Goal'>;
  readonly goalTitle: string;
  readonly heading: string;
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  /** The status in the last tertial with a report on the activity; null when nobody has reported a status. */
  readonly status: BasisStatus | null;
}

export interface BasisStatus {
  readonly tertial: Tertial;
  readonly code: string;
  /** The label in the version of the steering model under which the clerk reported the status. */
  readonly label: Label;
  readonly comment: string;
  readonly validOn: IsoDate;
}

/** Makes the basis of a removal from the newest states. @throws Refusal `NOT_FOUND` when no goal has the activity. */
export function removalBasis(
  { activityId, versions }: Pick<RemovalProposal, 'activityId' | 'versions'>,
  goals: readonly Goal[],
  model: SteeringModel | null,
): RemovalBasis {
  const { title: goalTitle, activity } = planned(activityId, goals);
  const { heading, description, startDate, endDate, responsibleUnit, reports } = activity;
  const { category, motivation } = versions.at(-1) ?? { category: 'OTHER', motivation: '' };
  return {
    category,
    motivation,
    goalId: goalOf(activityId),
    goalTitle,
    heading,
    description,
    startDate,
    endDate,
    responsibleUnit,
    status: lastStatus(reports, model),
  };
}

/**
 * Names an activity for the board: by its heading, and by its goal too when another activity of the plan has the same
 * heading (rule 109). A removed activity counts, because minutes and reports still name it.
 */
export function nameOf(activityId: Id<'Activity'>, goals: readonly Goal[]): string {
  const { title, activity } = planned(activityId, goals);
  const alike = (heading: string) => folded(heading).toLowerCase() === folded(activity.heading).toLowerCase();
  const named = goals.flatMap(({ activities }) => activities.filter(({ heading }) => alike(heading)));
  return named.length > 1 ? `${activity.heading} under målet ${title}` : activity.heading;
}

function planned(activityId: Id<'Activity'>, goals: readonly Goal[]): { title: string; activity: Activity } {
  const goal = goals.find(({ id }) => id === goalOf(activityId)) ?? null;
  const activity = activityIn(goal, activityId);
  return { title: goal?.title ?? '', activity };
}

function lastStatus(reports: readonly StatusReport[], model: SteeringModel | null): BasisStatus | null {
  const last = tertials.map((tertial) => currentFact(reports, tertial)).findLast((report) => report !== undefined);
  if (last === undefined) return null;
  const { tertial, status: code, comment, validOn } = last;
  const meant = model === null ? undefined : activityStatus(model, last);
  const { sv, en } = meant?.label ?? { sv: code, en: code };
  return { tertial, code, label: { sv, en }, comment, validOn };
}
