import { type EventOf, existing, type Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { DecisionReference } from '../kernel/outcome.js';
import { type Decided, decisionOn, withDecision } from './activity-changes.js';
import { type Correction, correctionBy, decisionText } from './correction.js';

/** Why a strike is void: another event came between the rule's reading and the strike. */
export type StrikeVoidCause = 'REMOVAL_PROPOSED' | 'FOLLOW_UP_CLOSED';

/**
 * The reference to a decision about an activity as it should have been recorded (rule 173): to add it, when `change` is
 * null, and else the change with that number.
 */
type ActivityDecisionCorrected = EventOf<
  'ActivityDecisionCorrected',
  { activityId: Id<'Activity'>; change: number | null; decision: DecisionReference; reason: string }
>;

export type GoalCorrectionEvent =
  | ActivityDecisionCorrected
  | EventOf<'GoalRenamed', { goalId: Id<'Goal'>; title: string; reason: string }>
  | EventOf<'GoalStruck', { goalId: Id<'Goal'>; reason: string }>
  | EventOf<'ActivityStruck', { activityId: Id<'Activity'>; reason: string }>
  | EventOf<'StrikeVoided', { goalId: Id<'Goal'>; activityId: Id<'Activity'> | null; cause: StrikeVoidCause }>;

/** The striking of a goal or an activity that was recorded by mistake. `position` is its place in the log. */
export interface Strike {
  readonly position: number;
}

/** An activity that was struck. */
export interface StruckActivity<Activity> extends Strike {
  readonly activity: Activity;
}

export interface Correctable<Activity> {
  readonly id: Id<'Goal'>;
  readonly title: string;
  /** The titles that the goal has had, oldest first, each with its position in the log. */
  readonly titles: readonly { readonly title: string; readonly position: number }[];
  /** Set when the goal has been struck. Its activities have then been struck with it. */
  readonly struck: Strike | null;
  readonly activities: readonly Activity[];
  /** The activities that have been struck, in the order of the log. No view shows them. */
  readonly struckActivities: readonly StruckActivity<Activity>[];
  /** The corrections of the goal and its activities, oldest first. */
  readonly corrections: readonly Correction[];
}

interface Named {
  readonly id: Id<'Activity'>;
  readonly heading: string;
}

/** Applies the correction of a goal or of one of its activities. */
export function correctedBy<Activity extends Named>(
  goal: Correctable<Activity>,
  event: Recorded<Exclude<GoalCorrectionEvent, ActivityDecisionCorrected>>,
): Partial<Correctable<Activity>> {
  const { id, title, titles, activities, struckActivities, corrections } = goal;
  const { position } = event;
  switch (event.type) {
    case 'GoalRenamed': {
      const { title: after } = event.data;
      const renamed = { kind: 'GOAL_RENAMED', id, tertial: null, before: title, after } as const;
      const name = { title: after, titles: [...titles, { title: after, position }] };
      return { ...name, corrections: [...corrections, correctionBy(event, renamed)] };
    }
    case 'GoalStruck': {
      const struck = { kind: 'GOAL_STRUCK', id, tertial: null, before: title, after: null } as const;
      return { struck: { position }, corrections: [...corrections, correctionBy(event, struck)] };
    }
    case 'ActivityStruck': {
      const activity = activities.find((one) => one.id === event.data.activityId);
      if (activity === undefined) return {};
      const { id: activityId, heading: before } = activity;
      const struck = { kind: 'ACTIVITY_STRUCK', id: activityId, tertial: null, before, after: null } as const;
      return {
        activities: activities.filter((one) => one !== activity),
        struckActivities: [...struckActivities, { activity, position }],
        corrections: [...corrections, correctionBy(event, struck)],
      };
    }
    case 'StrikeVoided': {
      const { activityId } = event.data;
      const isVoid = corrections.findLast(({ id: struck }) => struck === (activityId ?? id));
      const standing = corrections.filter((one) => one !== isVoid);
      if (activityId === null) return { struck: null, corrections: standing };
      const found = struckActivities.find(({ activity }) => activity.id === activityId);
      if (found === undefined) return {};
      return {
        activities: inOrder([...activities, found.activity]),
        struckActivities: struckActivities.filter((one) => one !== found),
        corrections: standing,
      };
    }
  }
}

/** Applies the correction of a reference to a decision about an activity. */
export function rightlyDecided<Activity extends Named & Decided>(
  { activities, corrections }: Correctable<Activity>,
  event: Recorded<ActivityDecisionCorrected>,
): Partial<Correctable<Activity>> {
  const { activityId: id, change, decision } = event.data;
  const activity = activities.find((one) => one.id === id);
  const wrong = activity === undefined ? null : decisionOn(activity, change);
  if (wrong === null) return {};
  const words = { before: decisionText(wrong), after: decisionText(decision) };
  const correction = correctionBy(event, { kind: 'DECISION_CORRECTED', id, tertial: null, ...words });
  return {
    activities: activities.map((one) => (one.id === id ? withDecision(one, change, decision) : one)),
    corrections: [...corrections, correction],
  };
}

/**
 * Returns an activity of the goal that may have been struck since, as what happened to it before is still told.
 *
 * @throws Refusal `NOT_FOUND` when the goal has had no such activity
 */
export function activityEver<Activity extends Named>(
  goal: Pick<Correctable<Activity>, 'activities' | 'struckActivities'> | null,
  id: Id<'Activity'>,
): Activity {
  const { activities, struckActivities } = existing(goal, id);
  const all = [...activities, ...struckActivities.map(({ activity }) => activity)];
  return existing(all.find((one) => one.id === id) ?? null, id);
}

/** The activities of a goal stand in the order of their numbers. */
function inOrder<Activity extends Named>(activities: readonly Activity[]): Activity[] {
  return activities.toSorted((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
}

/** Rule 101: returns the title that a goal had at a position in the log. */
export function titleUpTo({ titles, title }: Pick<Correctable<unknown>, 'titles' | 'title'>, last: number): string {
  return titles.findLast(({ position }) => position <= last)?.title ?? title;
}
