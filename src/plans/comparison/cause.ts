import type { DecisionReference } from '../../kernel/outcome.js';
import { goalOf, type Id } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import type { RemovalProposal } from '../../removals/removal.js';
import { type AnnulledRemoval, isSamePoint, type RemovalDecision } from '../activity-changes.js';
import type { PlanView } from '../plan-view.js';
import type { TertialView } from '../tertial-view/tertial-view.js';
import type { Trace, Traced } from './trail.js';

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

/** Returns the cause of a lost or regained proof: the changes of the goal that it can rest on. */
export function causeOfProof(compared: Compared, goalId: Id<'Goal'>): Cause {
  const others: readonly Traced[] = ['DATES', 'WORDING', 'RESPONSIBLE', 'ASSESSMENT'];
  return causeOf(compared, ({ about, what }) => goalOf(about) === goalId && !others.includes(what));
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

/**
 * Whether an item was struck in exactly one of the two states, by itself or with its goal: 1 when the second state is
 * without it, -1 when the first is, else 0.
 */
export function strikeBetween({ from, to, trail }: Compared, ids: readonly Trace['about'][]): -1 | 0 | 1 {
  const isStruckOn = (side: ComparedSide) =>
    ids.some((id) => {
      const strikes = trail.filter(
        ({ about, what }) => about === id && (what === 'STRUCK' || what === 'STRIKE_VOIDED'),
      );
      return strikes.findLast((trace) => isKnownTo(side, trace))?.what === 'STRUCK';
    });
  const [was, is] = [isStruckOn(from), isStruckOn(to)];
  if (was === is) return 0;
  return is ? 1 : -1;
}

/** Returns the cause of a strike that one of the two states does not include. */
export function causeOfStrike(compared: Compared, ids: readonly Trace['about'][]): Cause {
  return causeOf(compared, ({ about, what }) => ids.includes(about) && what === 'STRUCK');
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
