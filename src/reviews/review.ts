import { type EventOf, fieldsOf, type Fold, type Json, type Recorded } from '../kernel/fold.js';
import { type Id, idOf } from '../kernel/identity.js';
import { ownFirst } from '../kernel/own-first.js';
import { type Act, type Actor, type Grant, grantsFor, type Person, type PersonRole } from '../kernel/permissions.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { Label } from '../steering-models/steering-model.js';
import { reviewRefusals } from './review-refusals.js';

export const returnsTo = ['AUTHOR', 'PREVIOUS_STEP'] as const;

export interface ReviewStep {
  /** The code of the step. A reviewer's role contains the code, so a later version of the chain should keep it. */
  readonly code: string;
  readonly name: Label;
  readonly role: PersonRole;
  /** The receiver of a text that the reviewer returns at this step. */
  readonly onReturn: (typeof returnsTo)[number];
  /** Whether a deputy may act at this step in a reviewer's place. */
  readonly deputiesMayAct: boolean;
  /** The days within which the reviewer gives a verdict. Null or absent: the step has no deadline. */
  readonly days?: number | null;
}

/** The ordered review steps that a text passes before it reaches the board. */
export interface ReviewChain {
  /** The number of the version, from 1; 0 for the default chain, which applies until the board has adopted a chain. */
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

/** The kinds of text under review. A board can adopt a review chain for each kind. */
export const reviewedKinds = ['REMOVAL_PROPOSAL', 'FOLLOW_UP', 'OTHER'] as const;
export type ReviewedKind = (typeof reviewedKinds)[number];

/** Returns the id of a board's review chain for a kind. A null `kind` gives the id of the board's common chain. */
export function reviewChainIdOf(boardId: Id<'Board'>, kind: ReviewedKind | null): Id<'ReviewChain'> {
  const slug = kind?.toLowerCase().replaceAll('_', '-');
  return idOf('ReviewChain', slug === undefined ? boardId : `${boardId}.chain-${slug}`);
}

/** Reads the chain for a new text: the kind's own chain, else the board's common chain, else the default chain. */
export async function chainFor(
  boardId: Id<'Board'>,
  kind: ReviewedKind | null,
  newest: (id: Id<'ReviewChain'>) => Promise<ReviewChain>,
): Promise<ReviewChain> {
  const own = await newest(reviewChainIdOf(boardId, kind));
  return own.version > 0 || kind === null ? own : newest(reviewChainIdOf(boardId, null));
}

/** Reads the chains for new texts of a board, one for each kind of text. */
export function chainsFor(
  boardId: Id<'Board'>,
  newest: (id: Id<'ReviewChain'>) => Promise<ReviewChain>,
): Promise<ReviewChain[]> {
  return Promise.all(reviewedKinds.map((kind) => chainFor(boardId, kind, newest)));
}

export interface AdoptReviewChainData {
  readonly boardId: Id<'Board'>;
  readonly steps: readonly ReviewStep[];
}

export type ReviewChainEvent = EventOf<'ReviewChainAdopted', AdoptReviewChainData>;

/** Folds the review chain of a board for one kind of text. A text keeps the chain with which its review began. */
export const reviewChainFold: Fold<ReviewChain, ReviewChainEvent> = {
  kind: 'reviewChain',
  initial: defaultChain,
  events: { ReviewChainAdopted: [lettingDeputies] },
  evolve: (chain, { data }) => ({ version: chain.version + 1, steps: data.steps }),
};

/** Upcasts the review steps of older events: sets `deputiesMayAct` to true in each step. */
export function lettingDeputies(data: Json | undefined): Json {
  const fields = fieldsOf(data);
  const steps = Array.isArray(fields.steps) ? fields.steps : [];
  return { ...fields, steps: steps.map((step: Json) => ({ ...fieldsOf(step), deputiesMayAct: true })) };
}

/** Upcasts an event that contains a review chain, with {@link lettingDeputies}. */
export function chainLettingDeputies(data: Json): Json {
  const fields = fieldsOf(data);
  return { ...fields, chain: lettingDeputies(fields.chain) };
}

/** The progress of one text through its review chain. */
export interface Review {
  readonly chain: ReviewChain;
  /** The ids of all persons who wrote or changed a version. None of them may approve the text (rule 18). */
  readonly authors: readonly string[];
  /** The number of the version under review, from 1. */
  readonly version: number;
  /** The approvals of the current version in step order. The review waits at the step after the last approval. */
  readonly approvals: readonly Approval[];
  /** Approvals that no longer count, for example because the text changed after them (rule 20). */
  readonly lapsed: readonly Approval[];
}

export interface Approval {
  readonly step: string;
  readonly version: number;
  readonly by: string;
  /** The person whom a deputy represented; absent when no deputy acted. */
  readonly actingFor?: Id<'Person'>;
  readonly at: IsoInstant;
}

export interface GivenVerdict extends Approval {
  readonly verdict: Verdict;
  readonly reason: string;
}

type GivenAtStep = Recorded<EventOf<string, Pick<Approval, 'step' | 'version' | 'actingFor'>>>;

/** Reads the step, the version, the persons and the time of a verdict from its event. */
export function approvalIn({ data, metadata, recordedAt: at }: GivenAtStep): Approval {
  const { step, version, actingFor } = data;
  const { actor: by } = metadata;
  return actingFor === undefined ? { step, version, by, at } : { step, version, by, actingFor, at };
}

/** The step at which a person acts, and the person whom a deputy represents at that step. */
export interface HeldStep {
  readonly step: ReviewStep;
  readonly actingFor?: Id<'Person'>;
}

export function beginReview(chain: ReviewChain, author: string): Review {
  return { chain, authors: [author], version: 1, approvals: [], lapsed: [] };
}

/** Starts the review of a changed text as a new version. All approvals lapse (rule 20). */
export function changedBy(review: Review, author: string): Review {
  const authors = review.authors.includes(author) ? review.authors : [...review.authors, author];
  return { ...changedAround(review), authors };
}

/** Starts a new version because what the text is about changed. The authors stay; all approvals lapse (rule 20). */
export function changedAround(review: Review): Review {
  return { ...voided(review), version: review.version + 1 };
}

export function approvedBy(review: Review, approval: Approval): Review {
  return { ...review, approvals: [...review.approvals, approval] };
}

/** Voids all approvals but keeps the version, after a withdrawal or a return to the author (rules 14 and 77). */
export function voided(review: Review): Review {
  return { ...review, approvals: [], lapsed: [...review.lapsed, ...review.approvals] };
}

/** Moves the review back to the previous step. The approval of that step lapses (rule 77). */
export function backOneStep(review: Review): Review {
  const last = review.approvals.at(-1);
  return last === undefined
    ? review
    : { ...review, approvals: review.approvals.slice(0, -1), lapsed: [...review.lapsed, last] };
}

/** Returns the next step of the review; undefined when every step has an approval. The order is fixed (rule 21). */
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
 * Returns the step at which the actor may give a verdict now, and refuses an actor who may give none.
 *
 * @throws Refusal `OWN_TEXT`, `DEPUTY_OF_AUTHOR`, `NOT_YOUR_STEP` or `SECOND_STEP_BY_SAME_PERSON`.
 */
export function requireMayReview(review: Review, boardId: Id<'Board'>, { actor }: Act): HeldStep {
  const step = waitingStep(review);
  // Rule 21: the steps have a fixed order. After the last step the review accepts no verdict.
  if (step === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: '' });
  // Rules 17 and 18: an author may give no verdict on their own text. The role of the author makes no difference.
  if (review.authors.includes(actor.personId)) throw new Refusal(reviewRefusals.OWN_TEXT, {});
  const author = authorRepresented(actor, review, boardId);
  // Rule 17: a deputy stands in for the author, and the author may give no verdict.
  if (author !== undefined) throw new Refusal(reviewRefusals.DEPUTY_OF_AUTHOR, { personId: author });
  const grant = grantFor(actor, step, boardId);
  // Rule 21: only a reviewer of this step may act, or the reviewer's deputy if the step allows deputies.
  if (grant === undefined) throw new Refusal(reviewRefusals.NOT_YOUR_STEP, { step: step.code });
  const earlier = earlierApproval(actor, grant, review);
  // Rule 21: one person may not approve two steps of one chain, in person or by a deputy.
  if (earlier !== undefined) throw new Refusal(reviewRefusals.SECOND_STEP_BY_SAME_PERSON, { step: earlier.step });
  const { actingFor } = grant;
  return actingFor === undefined ? { step } : { step, actingFor };
}

/**
 * Refuses a verdict on another version than the current one, and a verdict without the reason that it needs.
 *
 * @throws Refusal `CHANGED_SINCE_READ` or `REASON_MISSING`.
 */
export function requireSoundVerdict(command: VerdictData, review: Review): void {
  // Rule 20: a verdict needs the current version. The reviewer must read a changed text again.
  if (command.version !== review.version) {
    throw new Refusal(reviewRefusals.CHANGED_SINCE_READ, { read: command.version, current: review.version });
  }
  // Rule 19: a return or a decline needs a reason.
  if (command.verdict !== 'APPROVE' && isBlank(command.reason)) throw new Refusal(refusals.REASON_MISSING, {});
}

type Holdable = Pick<ReviewStep, 'code' | 'role' | 'deputiesMayAct'>;

/** Returns an author for whom the actor is a deputy in any role of the board; undefined without one. */
function authorRepresented(
  actor: Actor,
  { authors }: Pick<Review, 'authors'>,
  boardId: Id<'Board'>,
): Id<'Person'> | undefined {
  const grants = actor.kind === 'system' ? [] : grantsFor(actor, boardId);
  return grants.find(({ actingFor }) => actingFor !== undefined && authors.includes(actingFor))?.actingFor;
}

/** Returns the approval that the actor, or the person whom the actor represents, gave in person or by a deputy. */
function earlierApproval(actor: Actor, { actingFor }: Grant, { approvals }: Pick<Review, 'approvals'>) {
  const persons: readonly (string | undefined)[] = [actor.personId, ...(actingFor === undefined ? [] : [actingFor])];
  return approvals.find((approval) => persons.includes(approval.by) || persons.includes(approval.actingFor));
}

/** Whether a person may give a verdict at the step where a review waits. */
export function mayReview(
  person: Person,
  review: Pick<Review, 'authors' | 'approvals'>,
  step: Holdable,
  boardId: Id<'Board'>,
): boolean {
  const grant = grantFor(person, step, boardId);
  if (grant === undefined || review.authors.includes(person.personId)) return false;
  const isBound = authorRepresented(person, review, boardId) ?? earlierApproval(person, grant, review);
  return isBound === undefined;
}

function grantFor(actor: Actor, step: Holdable, boardId: Id<'Board'>): Grant | undefined {
  if (actor.kind === 'system') return undefined;
  return ownFirst(grantsFor(actor, boardId)).find(
    (grant) =>
      grant.role === step.role && grant.step === step.code && (grant.actingFor === undefined || step.deputiesMayAct),
  );
}
