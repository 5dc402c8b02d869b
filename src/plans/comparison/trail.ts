import type { DecisionReference } from '../../kernel/outcome.js';
import type { Fold, Recorded } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../../kernel/tertial.js';
import type { Annulment, RemovalDecision } from '../activity-changes.js';
import type { AddedGoal } from '../correction.js';
import { type GoalEvent, goalFold } from '../goal.js';
import { type AdoptedGoal, type PlanEvent, planFold } from '../plan.js';
import type { CorrectionData, ReportedFactData } from '../reported-fact.js';

export type Traced =
  | 'ADDED'
  | 'REMOVED'
  | 'RESTORED'
  | 'STRUCK'
  | 'STRIKE_VOIDED'
  | 'DATES'
  | 'WORDING'
  | 'DEFINITION'
  | 'RESPONSIBLE'
  | 'STATUS'
  | 'ASSESSMENT'
  | 'OUTCOME';

/** A change that an event made to a goal, an activity or a measure, with the actor, the time and the reason. */
export interface Trace {
  readonly about: Id<'Goal'> | Id<'Activity'> | Id<'Measure'>;
  readonly what: Traced;
  /** The tertial of the report or assessment that the event made or voided; null for a change of the plan. */
  readonly tertial: Tertial | null;
  readonly by: string;
  readonly at: IsoInstant;
  readonly position: number;
  /** The day from which the change holds; null when the event does not contain that day. */
  readonly holdsOn: IsoDate | null;
  /** The reason for a correction; null for any other change. */
  readonly reason: string | null;
  /** Set when the event voids a report that came after the follow-up was closed; else null. */
  readonly voids: 'FOLLOW_UP_CLOSED' | null;
  readonly decision: DecisionReference | null;
  readonly removal: RemovalDecision | null;
  readonly annulled: Annulment | null;
}

/**
 * Folds the stream of a goal into the changes of the goal, its measures and its activities. The state of a goal does
 * not contain the cause of each value, because that would slow down every read. A comparison folds the stream a second
 * time instead.
 */
export const goalTrail: Fold<readonly Trace[], GoalEvent> = {
  kind: goalFold.kind,
  initial: [],
  events: goalFold.events,
  evolve: (trail, event) => [...rightly(trail, event), ...tracesOf(event, trail)],
};

/** Folds the stream of a plan into the additions of its goals, measures and activities, in log order. */
export const planTrail: Fold<readonly Trace[], PlanEvent> = {
  kind: planFold.kind,
  initial: [],
  events: planFold.events,
  evolve: (trail, event) => {
    switch (event.type) {
      case 'PlanAdopted':
      case 'PlanReplaced':
        return [...trail, ...event.data.goals.flatMap((goal) => withParts(goal, event, event.data.decision))];
      case 'GoalAdded':
        return [...trail, ...withParts(event.data.goal, event, event.data.decision)];
      case 'GoalDecisionCorrected':
        return trail.map((one) => rightlyAdded(one, event.data));
      case 'ReportsImported':
      case 'FollowUpOpened':
      case 'FollowUpClosed':
      case 'CutOffMoved':
      case 'FollowUpReopened':
      case 'ReportersReminded':
      case 'FollowUpReopeningVoided':
        return trail;
    }
  },
};

/** Rule 174: a goal and what it began with have the right reference to the decision that added them. */
function rightlyAdded(trace: Trace, { goalId, decision }: AddedGoal): Trace {
  const isIts = trace.about === goalId || trace.about.startsWith(`${goalId}.`);
  return isIts ? { ...trace, decision, holdsOn: decision.date } : trace;
}

/** Rule 173: a change has the right reference to its decision, once that is corrected. */
function rightly(trail: readonly Trace[], { type, data }: Recorded<GoalEvent>): readonly Trace[] {
  if (type !== 'MeasureDecisionCorrected' && type !== 'ActivityDecisionCorrected') return trail;
  const about = 'measureId' in data ? data.measureId : data.activityId;
  const change = 'change' in data ? data.change : null;
  const kinds: readonly Traced[] = change === null ? ['ADDED'] : ['DATES', 'WORDING'];
  const own = trail.filter((one) => one.about === about && kinds.includes(one.what) && one.decision !== null);
  const wrong = change === null ? own.at(-1) : own[change - 1];
  const { decision } = data;
  return trail.map((one) => (one === wrong ? { ...one, decision, holdsOn: decision.date } : one));
}

function tracesOf(event: Recorded<GoalEvent>, trail: readonly Trace[]): Trace[] {
  switch (event.type) {
    case 'GoalEstablished':
      return withParts(event.data, event, null);
    case 'MeasureAdopted':
      return [decided(event.data.measureId, 'ADDED', event, event.data.decision)];
    case 'MeasureRedefined':
      return [{ ...traced(event.data.measureId, 'DEFINITION', event), reason: event.data.reason }];
    case 'ActivityAdded':
      return [decided(event.data.activityId, 'ADDED', event, event.data.decision)];
    case 'ActivityDatesChanged':
      return [decided(event.data.activityId, 'DATES', event, event.data.decision)];
    case 'ActivityReworded':
      return [decided(event.data.activityId, 'WORDING', event, event.data.decision)];
    case 'ActivityAssigned':
      return [traced(event.data.activityId, 'RESPONSIBLE', event)];
    case 'GoalRenamed':
      return [{ ...traced(event.data.goalId, 'WORDING', event), reason: event.data.reason }];
    case 'GoalStruck':
    case 'ActivityStruck':
    case 'MeasureStruck':
      return [struck(event)];
    case 'StrikeVoided':
    case 'MeasureStrikeVoided':
      return [traced(struckIn(event.data), 'STRIKE_VOIDED', event)];
    case 'ActivityRemoved':
      return [removal(event.data, event)];
    case 'ActivityRestored':
      return [restoration(event.data, event)];
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected':
      return [reported(event.data.activityId, 'STATUS', event, event.data)];
    case 'MeasureReported':
    case 'MeasureReportCorrected':
      return [reported(event.data.measureId, 'OUTCOME', event, event.data)];
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected':
      return [reported(event.data.goalId, 'ASSESSMENT', event, event.data)];
    case 'ImportedReportLeftOut':
    case 'MeasureDecisionCorrected':
    case 'ActivityDecisionCorrected':
      return [];
    case 'ActivityStatusVoided':
      return [voiding(event.data.activityId, 'STATUS', event, trail)];
    case 'MeasureReportVoided':
      return [voiding(event.data.measureId, 'OUTCOME', event, trail)];
    case 'GoalAssessmentVoided':
      return [voiding(event.data.goalId, 'ASSESSMENT', event, trail)];
  }
}

type Recording = Pick<Recorded, 'position' | 'recordedAt' | 'metadata'>;

function traced(about: Trace['about'], what: Traced, { position, recordedAt: at, metadata }: Recording): Trace {
  const nothing = { reason: null, voids: null, decision: null, removal: null, annulled: null };
  return { about, what, tertial: null, by: metadata.actor, at, position, holdsOn: null, ...nothing };
}

function decided(about: Trace['about'], what: Traced, event: Recording, decision: DecisionReference): Trace {
  return { ...traced(about, what, event), holdsOn: decision.date, decision };
}

type StruckEvent = Extract<Recorded<GoalEvent>, { type: 'GoalStruck' | 'ActivityStruck' | 'MeasureStruck' }>;
type KeptEvent = Extract<GoalEvent, { type: 'StrikeVoided' | 'MeasureStrikeVoided' }>;

function struck(event: StruckEvent): Trace {
  return { ...traced(struckIn(event.data), 'STRUCK', event), reason: event.data.reason };
}

function struckIn(data: (StruckEvent | KeptEvent)['data']): Trace['about'] {
  if ('measureId' in data) return data.measureId;
  if (!('goalId' in data)) return data.activityId;
  return ('activityId' in data ? data.activityId : null) ?? data.goalId;
}

function removal(
  { activityId, decision }: { activityId: Id<'Activity'>; decision: RemovalDecision },
  event: Recording,
) {
  return { ...decided(activityId, 'REMOVED', event, decision), removal: decision };
}

function restoration({ activityId, annulled }: { activityId: Id<'Activity'>; annulled: Annulment }, event: Recording) {
  return { ...traced(activityId, 'RESTORED', event), holdsOn: annulled.date, annulled };
}

/** Returns one addition for the goal and one for each measure and activity that the goal began with. */
function withParts(goal: AdoptedGoal, event: Recording, decision: DecisionReference | null): Trace[] {
  const { goalId, measures, activities } = goal;
  const ids = [
    goalId,
    ...measures.map(({ measureId }) => measureId),
    ...activities.map(({ activityId }) => activityId),
  ];
  return ids.map((id) => (decision === null ? traced(id, 'ADDED', event) : decided(id, 'ADDED', event, decision)));
}

function reported(
  about: Trace['about'],
  what: Traced,
  event: Recording,
  data: ReportedFactData & Partial<CorrectionData>,
): Trace {
  const { tertial, validOn: holdsOn, reason = null } = data;
  return { ...traced(about, what, event), tertial, holdsOn, reason };
}

type Voided = Recording & { readonly data: { readonly number: number; readonly cause: 'FOLLOW_UP_CLOSED' } };

/** Finds the voided report by its number among all reports on the item, and uses the report's tertial and day. */
function voiding(about: Trace['about'], what: Traced, event: Voided, trail: readonly Trace[]): Trace {
  const all = trail.filter((one) => one.about === about && one.what === what && one.voids === null);
  const { tertial = null, holdsOn = null } = all[event.data.number - 1] ?? {};
  return { ...traced(about, what, event), tertial, holdsOn, voids: event.data.cause };
}
