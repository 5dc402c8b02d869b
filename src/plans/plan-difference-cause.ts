import { goalOf, type Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { RemovalProposal } from '../removals/removal.js';
import type { Cause } from './comparison/plan-difference.js';
import type { Trace, Traced } from './plan-trail.js';
import type { PlanView } from './plan-view.js';
import type { AnnulledRemoval, RemovalDecision } from './removal-decision.js';
import type { TertialView } from './tertial-view/tertial-view.js';

/** A plan and the report of one of its tertials as they were known at a moment. */
export interface ComparedSide {
  /** Null: now. */
  readonly moment: Moment | null;
  readonly plan: PlanView;
  readonly view: TertialView;
  readonly removals: readonly (readonly RemovalProposal[])[];
}

/** Two sides, and all that has happened to the plan until the later one, in the log's order. */
export interface Compared {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  readonly trail: readonly Trace[];
}

export function ofOneTertial({ from, to }: Compared): boolean {
  return from.view.tertial === to.view.tertial;
}

/** How far something has come into a report: not in the plan, in the plan but not yet in the report, and in both. */
export function standing(isInPlan: boolean, isInTertial: boolean): number {
  if (!isInPlan) return 0;
  return isInTertial ? 2 : 1;
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

/** What only one of the sides knows; of another tertial, all that has been told for it. */
export function causeOfChange(compared: Compared, about: Trace['about'], what: Traced): Cause {
  return causeOf(compared, (trace) => trace.about === about && trace.what === what);
}

/** What an assessment rests on is what is reported of the goal's parts, and which parts there are. */
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
  // Whoever told of one tertial has not thereby changed another.
  const newest = since.at(-1) ?? (ofOneTertial(compared) ? notYet.at(-1) : undefined);
  return { ...(newest === undefined ? nobody : told(newest)), events: positionsOf([...since, ...notYet]) };
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
  // What came with its goal is in the plan by the goal's decision; that the goal's own stream begins only follows.
  const first = traces.find(({ decision }) => decision !== null);
  return { ...(first === undefined ? nobody : told(first)), events: positionsOf(traces) };
}

export function causeOfRemoval(compared: Compared, about: Trace['about'], removal: RemovalDecision): Cause {
  const traces = removalTraces(compared, about, removal);
  const reason = motivationOf(compared, removal);
  const [first] = traces;
  const by = first === undefined ? nobody : told(first);
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
  const by = first === undefined ? nobody : told(first);
  const events = positionsOf([...removalTraces(compared, about, removal), ...restorations]);
  return { ...by, decision: removal, removal, annulledOn, events };
}

function removalTraces({ trail }: Compared, about: Trace['about'], decision: RemovalDecision): Trace[] {
  return trail.filter(
    ({ removal, ...trace }) => trace.about === about && removal !== null && isSamePoint(removal, decision),
  );
}

type DecidedPoint = Pick<RemovalDecision, 'matterId' | 'point' | 'proposalId'>;

/** Whether both are the board's one answer to one proposal. */
export function isSamePoint(one: DecidedPoint, other: DecidedPoint): boolean {
  return one.matterId === other.matterId && one.point === other.point && one.proposalId === other.proposalId;
}

function motivationOf({ from, to }: Compared, { proposalId }: RemovalDecision): string | null {
  const proposals = [...to.removals, ...from.removals].flat();
  return proposals.find(({ id }) => id === proposalId)?.versions.at(-1)?.motivation ?? null;
}

function told({ by, at, reason, voids, decision, removal }: Trace): Omit<Cause, 'events'> {
  return { by, at, reason, voided: voids, decision, removal, annulledOn: null };
}

function positionsOf(traces: readonly Trace[]): number[] {
  return [...new Set(traces.map(({ position }) => position))].sort((one, other) => one - other);
}
