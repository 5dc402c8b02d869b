import type { FinalityRecord } from '../kernel/outcome.js';
import type { EventOf, Fold, Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, idOf, planOf } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import {
  approvalIn,
  approvedBy,
  backOneStep,
  beginReview,
  chainLettingDeputies,
  changedBy,
  voided,
} from '../reviews/review.js';
import type { GivenVerdict, Review, ReviewChain, Verdict } from '../reviews/review.js';
import { allows, finalityOf, isOpen, statusAfter, withFinality } from './removal-process.js';
import type { BoardDecision, RemovalStatus, TakenDecision } from './removal-process.js';

interface HeldProposal {
  readonly proposedOn: IsoDate;
  readonly status: RemovalStatus;
  readonly decisions: readonly TakenDecision[];
}

/**
 * The proposals as far as their facts hold by a day: without those made later, the board's decisions of later days, and
 * how final a decision became later. What the board has not decided by then is before it.
 *
 * Versions, verdicts and the matter that a proposal is in stay as they were known: they have no other day than that of
 * their recording.
 */
export function proposalsValidOn<Proposal extends HeldProposal>(
  proposals: readonly Proposal[],
  day: IsoDate,
): Proposal[] {
  return proposals
    .filter(({ proposedOn }) => proposedOn <= day)
    .map((proposal) => {
      const decisions = proposal.decisions
        .filter(({ date }) => date <= day)
        .map((decision) => ({ ...decision, finality: decision.finality.filter(({ on }) => on <= day) }));
      return { ...proposal, decisions, status: statusBy(proposal, decisions) };
    });
}

function statusBy({ status, decisions }: HeldProposal, held: readonly TakenDecision[]): RemovalStatus {
  if (held.length < decisions.length) return 'BEFORE_BOARD';
  const last = held.at(-1);
  const isNotYetAnnulled = status === 'ANNULLED' && last !== undefined && finalityOf(last) !== 'ANNULLED';
  return isNotYetAnnulled ? statusAfter[last.outcome] : status;
}

export const reasonCategories = [
  'POSTPONED',
  'LACKS_RESOURCES',
  'NO_LONGER_RELEVANT',
  'DONE_ELSEWHERE',
  'OTHER',
] as const;
export type ReasonCategory = (typeof reasonCategories)[number];

export interface ProposalVersion {
  /** From 1. */
  readonly number: number;
  readonly category: ReasonCategory;
  readonly motivation: string;
  readonly by: string;
  readonly at: IsoInstant;
}

export interface RemovalProposal {
  /** Of the newest event about its activity's proposals. */
  readonly revision: number;
  /** Where it began in the log. */
  readonly position: number;
  readonly id: Id<'RemovalProposal'>;
  readonly activityId: Id<'Activity'>;
  readonly author: string;
  readonly proposedOn: IsoDate;
  readonly status: RemovalStatus;
  /** Every text there has been, oldest first; the last is the current one. */
  readonly versions: readonly ProposalVersion[];
  readonly review: Review;
  readonly verdicts: readonly GivenVerdict[];
  /** The matter that puts it to the board. */
  readonly matter: { readonly matterId: Id<'Matter'>; readonly point: number } | null;
  readonly decisions: readonly TakenDecision[];
  readonly warnings: readonly Warning[];
}

type About = { proposalId: Id<'RemovalProposal'> };
type Text = { category: ReasonCategory; motivation: string };
type VerdictGiven = About & { version: number; step: string; reason: string; actingFor?: Id<'Person'> };

export type RemovalEvent =
  | EventOf<
      'RemovalProposed',
      About &
        Text & {
          activityId: Id<'Activity'>;
          proposedOn: IsoDate;
          chain: ReviewChain;
          warnings: readonly Warning[];
        }
    >
  | EventOf<'RemovalRevised', About & Text>
  | EventOf<'RemovalWithdrawn', About & { reason: string }>
  | EventOf<'RemovalStepApproved', VerdictGiven>
  | EventOf<'RemovalReturned', VerdictGiven & { to: 'AUTHOR' | 'PREVIOUS_STEP' }>
  | EventOf<'RemovalDeclined', VerdictGiven>
  | EventOf<'RemovalVoided', About & { cause: 'ACTIVITY_COMPLETED' }>
  | EventOf<'RemovalPutToBoard', About & { matterId: Id<'Matter'>; point: number }>
  | EventOf<'RemovalNotPutToBoard', About & { matterId: Id<'Matter'>; point: number; status: RemovalStatus }>
  | EventOf<'RemovalReleased', About & { matterId: Id<'Matter'> }>
  | EventOf<'RemovalDecided', About & BoardDecision>
  | EventOf<'RemovalFinalityRecorded', About & { matterId: Id<'Matter'>; point: number } & FinalityRecord>;

/** All proposals about one activity, so that two at the same instant meet in one stream (rule 11). Id: the activity's. */
export const removalFold: Fold<readonly RemovalProposal[], RemovalEvent> = {
  kind: 'removal',
  initial: [],
  events: {
    RemovalProposed: [chainLettingDeputies],
    RemovalRevised: [],
    RemovalWithdrawn: [],
    RemovalStepApproved: [],
    RemovalReturned: [],
    RemovalDeclined: [],
    RemovalVoided: [],
    RemovalPutToBoard: [],
    RemovalNotPutToBoard: [],
    RemovalReleased: [],
    RemovalDecided: [],
    RemovalFinalityRecorded: [],
  },
  partOf: (id) => planOf(idOf('Activity', id)),
  validOn: proposalsValidOn,
  evolve: (proposals, event) =>
    event.type === 'RemovalProposed'
      ? [...proposals, proposed(event)]
      : proposals.map((proposal) => ({
          ...(proposal.id === event.data.proposalId ? evolved(proposal, event) : proposal),
          revision: event.revision,
        })),
};

function proposed({
  data,
  metadata,
  revision,
  position,
  recordedAt: at,
}: Recorded<Extract<RemovalEvent, { type: 'RemovalProposed' }>>) {
  const { proposalId, activityId, category, motivation, chain, proposedOn, warnings } = data;
  const { actor: by } = metadata;
  return {
    revision,
    position,
    id: proposalId,
    activityId,
    author: by,
    proposedOn,
    status: 'IN_REVIEW',
    versions: [{ number: 1, category, motivation, by, at }],
    review: beginReview(chain, by),
    verdicts: [],
    matter: null,
    decisions: [],
    warnings,
  } as const satisfies RemovalProposal;
}

function evolved(
  proposal: RemovalProposal,
  event: Exclude<Recorded<RemovalEvent>, { type: 'RemovalProposed' }>,
): RemovalProposal {
  const { recordedAt: at } = event;
  const { actor: by } = event.metadata;
  switch (event.type) {
    case 'RemovalRevised': {
      const { category, motivation } = event.data;
      const review = changedBy(proposal.review, by);
      const version = { number: review.version, category, motivation, by, at };
      return { ...proposal, status: 'IN_REVIEW', review, versions: [...proposal.versions, version], matter: null };
    }
    case 'RemovalWithdrawn':
      return { ...proposal, status: 'WITHDRAWN', review: voided(proposal.review) };
    case 'RemovalStepApproved': {
      const review = approvedBy(proposal.review, approvalIn(event));
      const status = review.approvals.length < review.chain.steps.length ? 'IN_REVIEW' : 'REVIEWED';
      return { ...withVerdict(proposal, 'APPROVE', event), status, review };
    }
    case 'RemovalReturned':
      return event.data.to === 'AUTHOR'
        ? { ...withVerdict(proposal, 'RETURN', event), status: 'RETURNED', review: voided(proposal.review) }
        : { ...withVerdict(proposal, 'RETURN', event), review: backOneStep(proposal.review) };
    case 'RemovalDeclined':
      return { ...withVerdict(proposal, 'DECLINE', event), status: 'DECLINED' };
    case 'RemovalVoided':
      return { ...proposal, status: 'VOIDED', review: voided(proposal.review) };
    case 'RemovalPutToBoard':
      return { ...proposal, status: 'BEFORE_BOARD', matter: pick(event.data) };
    case 'RemovalNotPutToBoard':
      return proposal;
    case 'RemovalReleased':
      return { ...proposal, status: 'REVIEWED', matter: null };
    case 'RemovalDecided':
      return decided(proposal, event.data);
    case 'RemovalFinalityRecorded': {
      const isAnnulled = event.data.finality === 'ANNULLED' && allows(proposal.status, 'annul');
      const status = isAnnulled ? 'ANNULLED' : proposal.status;
      return { ...proposal, status, decisions: withFinality(proposal.decisions, event.data) };
    }
  }
}

function pick({ matterId, point }: { matterId: Id<'Matter'>; point: number }) {
  return { matterId, point };
}

function withVerdict(proposal: RemovalProposal, verdict: Verdict, event: Recorded<EventOf<string, VerdictGiven>>) {
  const given = { ...approvalIn(event), verdict, reason: event.data.reason };
  return { ...proposal, verdicts: [...proposal.verdicts, given] };
}

function decided(proposal: RemovalProposal, decision: About & BoardDecision): RemovalProposal {
  const { proposalId: _, ...kept } = decision;
  const review = kept.outcome === 'REFERRED_BACK' ? voided(proposal.review) : proposal.review;
  return {
    ...proposal,
    status: statusAfter[kept.outcome],
    review,
    decisions: [...proposal.decisions, { ...kept, finality: [] }],
  };
}

/** The proposal that has not come to an end; there is at most one (rule 11). */
export function openProposal(proposals: readonly RemovalProposal[]): RemovalProposal | undefined {
  return proposals.find(({ status }) => isOpen(status));
}

/** @throws Refusal `NOT_FOUND` */
export function proposalIn(proposals: readonly RemovalProposal[], id: Id<'RemovalProposal'>): RemovalProposal {
  const proposal = proposals.find((candidate) => candidate.id === id);
  if (proposal === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  return proposal;
}
