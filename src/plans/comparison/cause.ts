import type { DecisionReference } from '../../kernel/outcome.js';
import type { Fold, Recorded } from '../../kernel/fold.js';
import { goalOf, type Id } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { IsoDate, IsoInstant, Tertial } from '../../kernel/tertial.js';
import type { RemovalProposal } from '../../removals/removal.js';
import { type AnnulledRemoval, type Annulment, isSamePoint, type RemovalDecision } from '../activity-changes.js';
import { type GoalEvent, goalFold } from '../goal.js';
import type { PlanView } from '../plan-view.js';
import { type AdoptedGoal, type PlanEvent, planFold } from '../plan.js';
import type { CorrectionData, ReportedFactData } from '../reported-fact.js';
import type { TertialView } from '../tertial-view/tertial-view.js';

/** The cause of a difference: the person, the time, the reason and the events of the log. */
export interface Cause {
  /** The id of the person who caused the difference, or `system`; null when no event explains the difference. */
  readonly by: string | null;
  readonly at: IsoInstant | null;
  /** The reason for a correction, or the motivation of a proposal to remove an activity; null for other causes. */
  readonly reason: string | null;
  /** Set when the cause is the voiding of a report that came after the follow-up was closed; else null. */
  readonly voided: 'FOLLOW_UP_CLOSED' | null;
  readonly decision: DecisionReference | null;
  /** The decision that removed the activity, also when a court annulled it later; null for other causes. */
  readonly removal: RemovalDecision | null;
  /** The day from which a court's ruling annuls the removal; null without such a ruling. */
  readonly annulledOn: IsoDate | null;
  /** Positions in the log, ascending, of the events that explain the difference. */
  readonly events: readonly number[];
}

/** One of the two compared states of a plan: the plan as of a moment, with the view of one tertial. */
export interface ComparedSide {
  /** The moment of the state; null means now. */
  readonly moment: Moment | null;
  readonly plan: PlanView;
  readonly view: TertialView;
  readonly removals: readonly (readonly RemovalProposal[])[];
}

/** The two compared states, and the changes that events made to the plan up to the later state, in log order. */
export interface Compared {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  readonly trail: readonly Trace[];
}

export function ofOneTertial({ from, to }: Compared): boolean {
  return from.view.tertial === to.view.tertial;
}

const nobody: Omit<Cause, 'events'> = {
  by: null,
  at: null,
  reason: null,
  voided: null,
  decision: null,
  removal: null,
  annulledOn: null,
};

/** Returns the cause of a difference in an item: the changes of one kind that only one of the two states includes. */
export function causeOfChange(compared: Compared, about: Trace['about'], what: Traced): Cause {
  return causeOf(compared, (trace) => trace.about === about && trace.what === what);
}

/** Returns the cause of a lost or regained proof: the reports, additions, removals and restorations in the goal. */
export function causeOfProof(compared: Compared, goalId: Id<'Goal'>): Cause {
  const grounds: readonly Traced[] = ['STATUS', 'OUTCOME', 'ADDED', 'REMOVED', 'RESTORED'];
  return causeOf(compared, ({ about, what }) => goalOf(about) === goalId && grounds.includes(what));
}

function causeOf(compared: Compared, isBehind: (trace: Trace) => boolean): Cause {
  const { from, to, trail } = compared;
  const behind = trail.filter(isBehind);
  const [before, after] = [from, to].map((side) => behind.filter((trace) => isKnownTo(side, trace)));
  const since = difference(after, before);
  const notYet = difference(before, after);
  // A report for one tertial does not explain why another tertial lacks a report.
  const newest = since.at(-1) ?? (ofOneTertial(compared) ? notYet.at(-1) : undefined);
  return { ...(newest === undefined ? nobody : causeIn(newest)), events: positionsOf([...since, ...notYet]) };
}

function difference(one: readonly Trace[] = [], other: readonly Trace[] = []): Trace[] {
  return one.filter((trace) => !other.includes(trace));
}

function isKnownTo({ moment, view }: ComparedSide, trace: Trace): boolean {
  return (trace.tertial === null || trace.tertial === view.tertial) && isKnownAt(moment, trace);
}

function isKnownAt(moment: Moment | null, { position, holdsOn }: Trace): boolean {
  if (moment === null) return true;
  const holds = moment.validOn === null || holdsOn === null || holdsOn <= moment.validOn;
  return position <= moment.position && holds;
}

export function causeOfAddition({ trail }: Compared, about: Trace['about']): Cause {
  const traces = trail.filter((trace) => trace.about === about && trace.what === 'ADDED');
  // GoalEstablished in the goal's stream repeats an addition from the plan's stream, but without the decision.
  const first = traces.find(({ decision }) => decision !== null);
  return { ...(first === undefined ? nobody : causeIn(first)), events: positionsOf(traces) };
}

export function causeOfRemoval(compared: Compared, about: Trace['about'], removal: RemovalDecision): Cause {
  const traces = removalTraces(compared, about, removal);
  const reason = motivationOf(compared, removal);
  const [first] = traces;
  const by = first === undefined ? nobody : causeIn(first);
  return { ...by, reason, decision: removal, removal, events: positionsOf(traces) };
}

export function causeOfRestoration(
  compared: Compared,
  about: Trace['about'],
  { decision: removal, annulledOn }: AnnulledRemoval,
): Cause {
  const restorations = compared.trail.filter(
    ({ annulled, ...trace }) => trace.about === about && annulled !== null && isSamePoint(annulled, removal),
  );
  const [first] = restorations;
  const by = first === undefined ? nobody : causeIn(first);
  const events = positionsOf([...removalTraces(compared, about, removal), ...restorations]);
  return { ...by, decision: removal, removal, annulledOn, events };
}

function removalTraces({ trail }: Compared, about: Trace['about'], decision: RemovalDecision): Trace[] {
  return trail.filter(
    ({ removal, ...trace }) => trace.about === about && removal !== null && isSamePoint(removal, decision),
  );
}

function motivationOf({ from, to }: Compared, { proposalId }: RemovalDecision): string | null {
  const proposals = [...to.removals, ...from.removals].flat();
  return proposals.find(({ id }) => id === proposalId)?.versions.at(-1)?.motivation ?? null;
}

function causeIn({ by, at, reason, voids, decision, removal }: Trace): Omit<Cause, 'events'> {
  return { by, at, reason, voided: voids, decision, removal, annulledOn: null };
}

function positionsOf(traces: readonly Trace[]): number[] {
  return [...new Set(traces.map(({ position }) => position))].sort((one, other) => one - other);
}

export type Traced = 'ADDED' | 'REMOVED' | 'RESTORED' | 'DATES' | 'WORDING' | 'STATUS' | 'ASSESSMENT' | 'OUTCOME';

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
  evolve: (trail, event) => [...trail, ...tracesOf(event, trail)],
};

/** Folds the stream of a plan into the additions of its goals, measures and activities, in log order. */
export const planTrail: Fold<readonly Trace[], PlanEvent> = {
  kind: planFold.kind,
  initial: [],
  events: planFold.events,
  evolve: (trail, event) => {
    switch (event.type) {
      case 'PlanAdopted':
        return [...trail, ...event.data.goals.flatMap((goal) => withParts(goal, event, event.data.decision))];
      case 'GoalAdded':
        return [...trail, ...withParts(event.data.goal, event, event.data.decision)];
      case 'FollowUpOpened':
      case 'FollowUpClosed':
        return trail;
    }
  },
};

function tracesOf(event: Recorded<GoalEvent>, trail: readonly Trace[]): Trace[] {
  switch (event.type) {
    case 'GoalEstablished':
      return withParts(event.data, event, null);
    case 'MeasureAdopted':
      return [decided(event.data.measureId, 'ADDED', event, event.data.decision)];
    case 'ActivityAdded':
      return [decided(event.data.activityId, 'ADDED', event, event.data.decision)];
    case 'ActivityDatesChanged':
      return [decided(event.data.activityId, 'DATES', event, event.data.decision)];
    case 'ActivityReworded':
      return [decided(event.data.activityId, 'WORDING', event, event.data.decision)];
    case 'ActivityRemoved': {
      const { activityId, decision } = event.data;
      return [{ ...decided(activityId, 'REMOVED', event, decision), removal: decision }];
    }
    case 'ActivityRestored': {
      const { activityId, annulled } = event.data;
      return [{ ...traced(activityId, 'RESTORED', event), holdsOn: annulled.date, annulled }];
    }
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected':
      return [reported(event.data.activityId, 'STATUS', event, event.data)];
    case 'MeasureReported':
    case 'MeasureReportCorrected':
      return [reported(event.data.measureId, 'OUTCOME', event, event.data)];
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected':
      return [reported(event.data.goalId, 'ASSESSMENT', event, event.data)];
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
