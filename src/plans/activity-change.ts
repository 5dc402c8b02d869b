import type { IsoDate } from '../kernel/tertial.js';
import type { PlannedActivity } from './plan.js';

type Dates = Pick<PlannedActivity, 'startDate' | 'endDate'>;
type Words = Pick<PlannedActivity, 'heading' | 'description'>;

/** What a decision changed of an activity, with the day of the decision. */
export interface ActivityChange {
  readonly on: IsoDate;
  readonly to: Dates | Words;
}

/** What the board has changed of an activity since it came into the plan. */
export interface Changeable extends Dates, Words {
  /** Null: nothing. */
  readonly changed: {
    readonly asAdded: Dates & Words;
    /** In the log's order. */
    readonly changes: readonly ActivityChange[];
  } | null;
}

export function changedBy<Activity extends Changeable>(activity: Activity, change: ActivityChange): Activity {
  const { heading, description, startDate, endDate, changed } = activity;
  const { asAdded, changes } = changed ?? { asAdded: { heading, description, startDate, endDate }, changes: [] };
  return { ...activity, ...change.to, changed: { asAdded, changes: [...changes, change] } };
}

/** As the decisions of a day and before have left it. */
export function changedUntil<Activity extends Changeable>(activity: Activity, day: IsoDate): Activity {
  if (activity.changed === null) return activity;
  const { asAdded, changes } = activity.changed;
  return changes.filter(({ on }) => on <= day).reduce(changedBy, { ...activity, ...asAdded, changed: null });
}
