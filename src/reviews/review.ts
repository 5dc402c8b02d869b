import { type EventOf, fieldsOf, type Fold, type Json, type Recorded } from '../kernel/fold.js';
import { type Id, idOf } from '../kernel/identity.js';
import { type Act, type Actor, type Grant, ownFirst, permit, type PersonRole } from '../kernel/permissions.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { Label } from '../steering-models/steering-model.js';
import { reviewRefusals } from './review-refusals.js';

export const returnsTo = ['AUTHOR', 'PREVIOUS_STEP'] as const;

export interface ReviewStep {
  /** Stable; a reviewer's role names the step they hold by it. */
  readonly code: string;
  readonly name: Label;
  readonly role: PersonRole;
  /** Where the text goes when it is returned at this step. */
  readonly onReturn: (typeof returnsTo)[number];
  /** Whether somebody may act at this step as the holder's deputy. */
  readonly deputiesMayAct: boolean;
}

/** The ordered steps that a text passes before the board sees it. */
export interface ReviewChain {
  /** From 1; 0 is the default, for a board that has adopted none. */
  readonly version: number;
  readonly steps: readonly ReviewStep[];
}

export const defaultChain: ReviewChain = {
  version: 0,
  steps: [
    {
      code: 'UNIT_MANAGER',
      name: { sv: 'Enhetschef', en: 'Unit manager' },
      role: 'REVIEWER',
      onReturn: 'AUTHOR',
      deputiesMayAct: true,
    },
    {
      code: 'HEAD_OF_ADMINISTRATION',
      name: { sv: 'Förvaltningschef', en: 'Head of administration' },
      role: 'REVIEWER',
      onReturn: 'AUTHOR',
      deputiesMayAct: true,
    },
  ],
};

/** What passes a review: each kind of text can have a chain of its own. */
export const reviewedKinds = ['REMOVAL_PROPOSAL', 'FOLLOW_UP', 'OTHER'] as const;
export type ReviewedKind = (typeof reviewedKinds)[number];

/** The chain of a board for a kind; null: for all kinds that have none of their own. */
export function reviewChainIdOf(boardId: Id<'Board'>, kind: ReviewedKind | null): Id<'ReviewChain'> {
  const slug = kind?.toLowerCase().replaceAll('_', '-');
  return idOf('ReviewChain', slug === undefined ? boardId : `${boardId}.chain-${slug}`);
}

/** The chain that a text of a kind begins under: the kind's own, else the board's, else the default. */
export async function chainFor(
  boardId: Id<'Board'>,
  kind: ReviewedKind | null,
  newest: (id: Id<'ReviewChain'>) => Promise<ReviewChain>,
): Promise<ReviewChain> {
  const own = await newest(reviewChainIdOf(boardId, kind));
  return own.version > 0 || kind === null ? own : newest(reviewChainIdOf(boardId, null));
}

export interface AdoptReviewChainData {
  readonly boardId: Id<'Board'>;
  readonly steps: readonly ReviewStep[];
}

export type ReviewChainEvent = EventOf<'ReviewChainAdopted', AdoptReviewChainData>;

/** A review chain; its stream's id says of which board and kind. A text keeps the chain that it began under. */
export const reviewChainFold: Fold<ReviewChain, ReviewChainEvent> = {
  kind: 'reviewChain',
  initial: defaultChain,
  events: { ReviewChainAdopted: [lettingDeputies] },
  evolve: (chain, { data }) => ({ version: chain.version + 1, steps: data.steps }),
};

/** Steps that were adopted when there were no deputies let them act. */
export function lettingDeputies(data: Json | undefined): Json {
  const fields = fieldsOf(data);
  const steps = Array.isArray(fields.steps) ? fields.steps : [];
  return { ...fields, steps: steps.map((step: Json) => ({ ...fieldsOf(step), deputiesMayAct: true })) };
}

/** As {@link lettingDeputies}, for what keeps the chain that it began under. */
export function chainLettingDeputies(data: Json): Json {
  const fields = fieldsOf(data);
  return { ...fields, chain: lettingDeputies(fields.chain) };
}

export function adoptReviewChain({ boardId, steps }: AdoptReviewChainData, act: Act): ReviewChainEvent[] {
  permit(act.actor, 'adoptReviewChain', boardId, boardId);
  const missing = whatIsMissing(steps);
  if (missing !== undefined) throw new Refusal(reviewRefusals.REVIEW_CHAIN_INCOMPLETE, { missing });
  return [{ type: 'ReviewChainAdopted', data: { boardId, steps } }];
}

function whatIsMissing(steps: readonly ReviewStep[]): string | undefined {
  if (steps.length === 0) return 'steps';
  if (steps.some(({ code, name }) => [code, name.sv, name.en].some(isBlank))) return 'names';
  if (new Set(steps.map(({ code }) => code)).size < steps.length) return 'distinct codes';
  if (steps.some(({ role }) => role !== 'REVIEWER')) return 'role REVIEWER';
  return undefined;
}

/** A text on its way through a review chain. */
export interface Review {
  readonly chain: ReviewChain;
  /** Everyone who wrote any version: whoever has changed the text is a co-author (rule 18). */
  readonly authors: readonly string[];
  /** The version under review, from 1. */
  readonly version: number;
  /** The approvals of this version, a step each, in order. The next step is the one that is waited for. */
  readonly approvals: readonly Approval[];
  /** Approvals of earlier versions, which lapsed when the text was changed (rule 20). */
  readonly lapsed: readonly Approval[];
}

export interface Approval {
  readonly step: string;
  readonly version: number;
  readonly by: string;
  /** Whose step it is, when it was held as a deputy. */
  readonly actingFor?: Id<'Person'>;
  readonly at: IsoInstant;
}

export interface GivenVerdict extends Approval {
  readonly verdict: Verdict;
  readonly reason: string;
}

type GivenAtStep = Recorded<EventOf<string, Pick<Approval, 'step' | 'version' | 'actingFor'>>>;

/** Who gave a verdict at a step, for whom and when. */
export function approvalIn({ data, metadata, recordedAt: at }: GivenAtStep): Approval {
  const { step, version, actingFor } = data;
  const { actor: by } = metadata;
  return actingFor === undefined ? { step, version, by, at } : { step, version, by, actingFor, at };
}

/** The step at which somebody acts, and for whom when they hold it as a deputy. */
export interface HeldStep {
  readonly step: ReviewStep;
  readonly actingFor?: Id<'Person'>;
}

export function beginReview(chain: ReviewChain, author: string): Review {
  return { chain, authors: [author], version: 1, approvals: [], lapsed: [] };
}

/** A changed text is a new version: the approvals lapse by themselves (rule 20). */
export function changedBy(review: Review, author: string): Review {
  return {
    ...review,
    authors: review.authors.includes(author) ? review.authors : [...review.authors, author],
    version: review.version + 1,
    approvals: [],
    lapsed: [...review.lapsed, ...review.approvals],
  };
}

export function approvedBy(review: Review, approval: Approval): Review {
  return { ...review, approvals: [...review.approvals, approval] };
}

/** All approvals are void, with the text unchanged: it was withdrawn, or sent back to its author (rules 14 and 77). */
export function voided(review: Review): Review {
  return { ...review, approvals: [], lapsed: [...review.lapsed, ...review.approvals] };
}

/** The step before waits again; its approval has lapsed (rule 77). */
export function backOneStep(review: Review): Review {
  const last = review.approvals.at(-1);
  return last === undefined
    ? review
    : { ...review, approvals: review.approvals.slice(0, -1), lapsed: [...review.lapsed, last] };
}

/** The step that is waited for; undefined when the chain is passed. Steps come in order, none is skipped (rule 21). */
export function waitingStep({ chain, approvals }: Review): ReviewStep | undefined {
  return chain.steps[approvals.length];
}

export const verdicts = ['APPROVE', 'RETURN', 'DECLINE'] as const;
export type Verdict = (typeof verdicts)[number];

export interface VerdictData {
  /** The version that the reviewer has read. */
  readonly version: number;
  readonly verdict: Verdict;
  readonly reason: string;
}

/**
 * The step at which the actor gives this verdict. A deputy's own text is theirs, whoever they act for.
 *
 * @throws Refusal when the text is the actor's own, the step is not theirs, or they have not read this version.
 */
export function requireReviewer(command: VerdictData, review: Review, boardId: Id<'Board'>, act: Act): HeldStep {
  const { actor } = act;
  const step = waitingStep(review);
  // Rule 21: steps in order; a passed chain waits for nobody.
  if (step === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: '' });
  // Rules 17 and 18: nobody approves, returns or declines what they wrote or changed. Four eyes look at the person.
  if (review.authors.includes(actor.personId)) throw new Refusal(reviewRefusals.OWN_TEXT, {});
  const grant = grantFor(actor, step, boardId);
  // Rule 21: a step belongs to whoever holds it, or is the holder's deputy where the step lets deputies act.
  if (grant === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: step.code });
  const earlier = review.approvals.find((approval) => approval.by === actor.personId);
  // Rule 21: the same person does not approve two steps of one chain.
  if (earlier !== undefined) throw new Refusal(reviewRefusals.SECOND_STEP_BY_SAME_PERSON, { step: earlier.step });
  // Rule 20: a verdict is about what was read; a text changed since is read again.
  if (command.version !== review.version) {
    throw new Refusal(reviewRefusals.CHANGED_SINCE_READ, { read: command.version, current: review.version });
  }
  // Rule 19: a return or a decline says why.
  if (command.verdict !== 'APPROVE' && isBlank(command.reason)) throw new Refusal(refusals.REASON_MISSING, {});
  const { actingFor } = grant;
  return actingFor === undefined ? { step } : { step, actingFor };
}

type Holdable = Pick<ReviewStep, 'code' | 'role' | 'deputiesMayAct'>;

export function holds(actor: Actor, step: Holdable, boardId: Id<'Board'>): boolean {
  return grantFor(actor, step, boardId) !== undefined;
}

function grantFor(actor: Actor, step: Holdable, boardId: Id<'Board'>): Grant | undefined {
  if (actor.kind === 'system') return undefined;
  return ownFirst(actor.grants).find(
    (grant) =>
      grant.boardId === boardId &&
      grant.role === step.role &&
      grant.step === step.code &&
      (grant.actingFor === undefined || step.deputiesMayAct),
  );
}
