import { type EventOf, fieldsOf, type Fold, type Json, type Recorded } from '../kernel/fold.js';
import { type Id, idOf } from '../kernel/identity.js';
import { type Act, type Actor, type Grant, ownFirst, permit, type PersonRole } from '../kernel/permissions.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { Label } from '../steering-models/steering-model.js';
import { reviewRefusals } from './review-refusals.js';

export const returnsTo = ['AUTHOR', 'PREVIOUS_STEP'] as const;

export interface ReviewStep {
  /** Stable, since a reviewer's role names the step by this code. */
  readonly code: string;
  readonly name: Label;
  readonly role: PersonRole;
  /** The receiver of a text that the reviewer returns at this step. */
  readonly onReturn: (typeof returnsTo)[number];
  /** Whether a deputy of the holder may act at this step. */
  readonly deputiesMayAct: boolean;
}

/** The ordered review steps that a text passes before it reaches the board. */
export interface ReviewChain {
  /** Counts from 1; 0 is the default chain, for a board that has adopted none. */
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

/** The kinds of text under review; each kind can have its own chain. */
export const reviewedKinds = ['REMOVAL_PROPOSAL', 'FOLLOW_UP', 'OTHER'] as const;
export type ReviewedKind = (typeof reviewedKinds)[number];

/** The id of a board's chain for a kind; null gives the chain of all kinds without their own. */
export function reviewChainIdOf(boardId: Id<'Board'>, kind: ReviewedKind | null): Id<'ReviewChain'> {
  const slug = kind?.toLowerCase().replaceAll('_', '-');
  return idOf('ReviewChain', slug === undefined ? boardId : `${boardId}.chain-${slug}`);
}

/** Reads the chain for a new text: the kind's own chain, else the board's, else the default. */
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

/** The review chain of a board and kind, both in the stream's id. A text keeps the chain it started with. */
export const reviewChainFold: Fold<ReviewChain, ReviewChainEvent> = {
  kind: 'reviewChain',
  initial: defaultChain,
  events: { ReviewChainAdopted: [lettingDeputies] },
  evolve: (chain, { data }) => ({ version: chain.version + 1, steps: data.steps }),
};

/** Upcasts steps adopted before deputies existed: deputies may act at them. */
export function lettingDeputies(data: Json | undefined): Json {
  const fields = fieldsOf(data);
  const steps = Array.isArray(fields.steps) ? fields.steps : [];
  return { ...fields, steps: steps.map((step: Json) => ({ ...fieldsOf(step), deputiesMayAct: true })) };
}

/** As {@link lettingDeputies}, for an event that contains its chain. */
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

/** The review of one text. */
export interface Review {
  readonly chain: ReviewChain;
  /** Every person who wrote or changed a version; each is a co-author (rule 18). */
  readonly authors: readonly string[];
  /** The number of the version under review, from 1. */
  readonly version: number;
  /** The approvals of this version in step order. The review waits at the step after the last approval. */
  readonly approvals: readonly Approval[];
  /** Approvals of earlier versions; they lapsed when the text changed (rule 20). */
  readonly lapsed: readonly Approval[];
}

export interface Approval {
  readonly step: string;
  readonly version: number;
  readonly by: string;
  /** The holder of the step, when a deputy acted. */
  readonly actingFor?: Id<'Person'>;
  readonly at: IsoInstant;
}

export interface GivenVerdict extends Approval {
  readonly verdict: Verdict;
  readonly reason: string;
}

type GivenAtStep = Recorded<EventOf<string, Pick<Approval, 'step' | 'version' | 'actingFor'>>>;

/** The person, holder, step and time of a verdict. */
export function approvalIn({ data, metadata, recordedAt: at }: GivenAtStep): Approval {
  const { step, version, actingFor } = data;
  const { actor: by } = metadata;
  return actingFor === undefined ? { step, version, by, at } : { step, version, by, actingFor, at };
}

/** The step at which a person acts. A deputy acts for its holder. */
export interface HeldStep {
  readonly step: ReviewStep;
  readonly actingFor?: Id<'Person'>;
}

export function beginReview(chain: ReviewChain, author: string): Review {
  return { chain, authors: [author], version: 1, approvals: [], lapsed: [] };
}

/** Starts a new version of a changed text; the approvals lapse (rule 20). */
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

/** Voids all approvals of an unchanged text, after a withdrawal or a return to the author (rules 14 and 77). */
export function voided(review: Review): Review {
  return { ...review, approvals: [], lapsed: [...review.lapsed, ...review.approvals] };
}

/** Goes back to the previous step, whose approval lapses (rule 77). */
export function backOneStep(review: Review): Review {
  const last = review.approvals.at(-1);
  return last === undefined
    ? review
    : { ...review, approvals: review.approvals.slice(0, -1), lapsed: [...review.lapsed, last] };
}

/** Returns the step that the review waits at; undefined after the last step. Steps come in order (rule 21). */
export function waitingStep({ chain, approvals }: Review): ReviewStep | undefined {
  return chain.steps[approvals.length];
}

export const verdicts = ['APPROVE', 'RETURN', 'DECLINE'] as const;
export type Verdict = (typeof verdicts)[number];

export interface VerdictData {
  /** The number of the version that the reviewer read. */
  readonly version: number;
  readonly verdict: Verdict;
  readonly reason: string;
}

/**
 * Returns the step at which the actor gives a verdict. A deputy may not review their own text, whoever they act for.
 *
 * @throws Refusal when the actor wrote the text, does not hold the step, or read another version.
 */
export function requireReviewer(command: VerdictData, review: Review, boardId: Id<'Board'>, act: Act): HeldStep {
  const { actor } = act;
  const step = waitingStep(review);
  // Rule 21: steps come in order. A review that passed its chain waits for nobody.
  if (step === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: '' });
  // Rules 17 and 18: an author gives no verdict on their own text. Four-eyes rules compare persons, not roles.
  if (review.authors.includes(actor.personId)) throw new Refusal(reviewRefusals.OWN_TEXT, {});
  const grant = grantFor(actor, step, boardId);
  // Rule 21: only the step's holder acts, or the holder's deputy if the step allows deputies.
  if (grant === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: step.code });
  const earlier = review.approvals.find((approval) => approval.by === actor.personId);
  // Rule 21: one person may not approve two steps of one chain.
  if (earlier !== undefined) throw new Refusal(reviewRefusals.SECOND_STEP_BY_SAME_PERSON, { step: earlier.step });
  // Rule 20: a verdict applies to the version read. The reviewer must read a changed text again.
  if (command.version !== review.version) {
    throw new Refusal(reviewRefusals.CHANGED_SINCE_READ, { read: command.version, current: review.version });
  }
  // Rule 19: a return or a decline needs a reason.
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
