import { type Act, permit, type PersonRole } from '../kernel/permissions.js';
import { type EventOf, fieldsOf, type Fold, type Json } from '../kernel/fold.js';
import { type Id, idOf } from '../kernel/identity.js';
import { reviewRefusals } from './review-refusals.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import type { Label } from '../steering-models/steering-model.js';

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
