import type { DecisionReference, FinalityRecord } from '../kernel/outcome.js';
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
  changedAround,
  changedBy,
  voided,
} from '../reviews/review.js';
import type { GivenVerdict, Review, ReviewChain, Verdict } from '../reviews/review.js';
import { allows, isOpen, statusAfter, withFinality } from './removal-process.js';
import type { BoardDecision, RemovalStatus, TakenDecision } from './removal-process.js';
import { proposalsValidOn } from './removal-valid-on.js';

export const reasonCategories = [
  'POSTPONED',
  'LACKS_RESOURCES',
  'NO_LONGER_RELEVANT',
  'DONE_ELSEWHERE',
  'OTHER',
] as const;
export type ReasonCategory = (typeof reasonCategories)[number];

export interface ProposalVersion {
  /** The number of the version, from 1. */
  readonly number: number;
  readonly category: ReasonCategory;
  readonly motivation: string;
  /** The change of the activity that made this version; null when a person wrote the version. */
  readonly activityChange: ActivityChange | null;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The change of an open proposal's activity by a decision. A field is null when the decision left it unchanged. */
export interface ActivityChange {
  readonly heading: string | null;
  readonly description: string | null;
  readonly startDate: IsoDate | null;
  readonly endDate: IsoDate | null;
  readonly decision: DecisionReference;
}

export interface RemovalProposal {
  /** The stream revision of the newest event about any proposal of the activity. */
  readonly revision: number;
  /** The log position of the proposal's first event. */
  readonly position: number;
  readonly id: Id<'RemovalProposal'>;
  readonly activityId: Id<'Activity'>;
  readonly author: string;
  readonly proposedOn: IsoDate;
  readonly status: RemovalStatus;
  /** All versions of the text, oldest first. The last one is the current version. */
  readonly versions: readonly ProposalVersion[];
  readonly review: Review;
  readonly verdicts: readonly GivenVerdict[];
  /** The matter that claims the proposal, and the number of its decision point; null while no matter claims it. */
  readonly matter: { readonly matterId: Id<'Matter'>; readonly point: number } | null;
  /** The withdrawal, with its log position and what the proposal was before it; null while nobody withdrew it. */
  readonly withdrawal: (Pick<RemovalProposal, 'status' | 'review'> & { readonly position: number }) | null;
  /** The newest change of the activity while the board has the proposal; null without one. */
  readonly changeMeanwhile: ActivityChange | null;
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
  | EventOf<'RemovalActivityChanged', About & ActivityChange>
  | EventOf<'RemovalWithdrawn', About & { reason: string }>
  | EventOf<'RemovalWithdrawalVoided', About & { cause: 'SUMMONED' }>
  | EventOf<'RemovalStepApproved', VerdictGiven>
  | EventOf<'RemovalReturned', VerdictGiven & { to: 'AUTHOR' | 'PREVIOUS_STEP' }>
  | EventOf<'RemovalDeclined', VerdictGiven>
  | EventOf<'RemovalVoided', About & { cause: 'ACTIVITY_COMPLETED' }>
  | EventOf<'RemovalPutToBoard', About & { matterId: Id<'Matter'>; point: number }>
  | EventOf<'RemovalNotPutToBoard', About & { matterId: Id<'Matter'>; point: number; status: RemovalStatus }>
  | EventOf<'RemovalReleased', About & { matterId: Id<'Matter'> }>
  | EventOf<'RemovalDecided', About & BoardDecision>
  | EventOf<'RemovalFinalityRecorded', About & { matterId: Id<'Matter'>; point: number } & FinalityRecord>;

/** The proposals about one activity. They share a stream, so that simultaneous proposals conflict (rule 11). */
export const removalFold: Fold<readonly RemovalProposal[], RemovalEvent> = {
  kind: 'removal',
  initial: [],
  events: {
    RemovalProposed: [chainLettingDeputies],
    RemovalRevised: [],
    RemovalActivityChanged: [],
    RemovalWithdrawn: [],
    RemovalWithdrawalVoided: [],
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
    versions: [{ number: 1, category, motivation, activityChange: null, by, at }],
    review: beginReview(chain, by),
    verdicts: [],
    matter: null,
    withdrawal: null,
    changeMeanwhile: null,
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
      const version = { number: review.version, category, motivation, activityChange: null, by, at };
      return { ...proposal, status: 'IN_REVIEW', review, versions: [...proposal.versions, version], matter: null };
    }
    case 'RemovalActivityChanged':
      return withChangedActivity(proposal, event.data, { by, at });
    case 'RemovalWithdrawn':
      return withdrawn(proposal, event.position);
    case 'RemovalWithdrawalVoided':
      return withdrawalVoided(proposal);
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
      return released(proposal, { by, at });
    case 'RemovalDecided':
      return decided(proposal, event.data);
    case 'RemovalFinalityRecorded': {
      const isAnnulled = event.data.finality === 'ANNULLED' && allows(proposal.status, 'annul');
      const status = isAnnulled ? 'ANNULLED' : proposal.status;
      return { ...proposal, status, decisions: withFinality(proposal.decisions, event.data) };
    }
  }
}

type Author = Pick<ProposalVersion, 'by' | 'at'>;

/** Makes a version of a changed activity. The text and its authors stay the same, and all approvals lapse (rule 20). */
function reviewedAnew(proposal: RemovalProposal, activityChange: ActivityChange, author: Author): RemovalProposal {
  const { category, motivation } = proposal.versions.at(-1) ?? { category: 'OTHER', motivation: '' };
  const review = changedAround(proposal.review);
  const version = { number: review.version, category, motivation, activityChange, ...author };
  return { ...proposal, status: 'IN_REVIEW', review, versions: [...proposal.versions, version], changeMeanwhile: null };
}

function withChangedActivity(proposal: RemovalProposal, changed: About & ActivityChange, author: Author) {
  const { proposalId: _, ...change } = changed;
  // Rule 33: the board decides on the wording in the summons. The change counts when the board releases the proposal.
  return proposal.status === 'BEFORE_BOARD'
    ? { ...proposal, changeMeanwhile: change }
    : reviewedAnew(proposal, change, author);
}

function withdrawn(proposal: RemovalProposal, position: number): RemovalProposal {
  const { status, review } = proposal;
  return { ...proposal, status: 'WITHDRAWN', review: voided(review), withdrawal: { status, review, position } };
}

function withdrawalVoided(proposal: RemovalProposal): RemovalProposal {
  const { status, review } = proposal.withdrawal ?? proposal;
  return { ...proposal, status, review, withdrawal: null };
}

function released(proposal: RemovalProposal, author: Author): RemovalProposal {
  const { changeMeanwhile } = proposal;
  const free = { ...proposal, status: 'REVIEWED', matter: null } as const;
  return changeMeanwhile === null ? free : reviewedAnew(free, changeMeanwhile, author);
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
    changeMeanwhile: kept.outcome === 'POSTPONED' ? proposal.changeMeanwhile : null,
    decisions: [...proposal.decisions, { ...kept, finality: [] }],
  };
}

/** Returns the open proposal about an activity; undefined when none is open. At most one is open (rule 11). */
export function openProposal(proposals: readonly RemovalProposal[]): RemovalProposal | undefined {
  return proposals.find(({ status }) => isOpen(status));
}

/** Returns the proposal with this id. @throws Refusal `NOT_FOUND` when no proposal has this id. */
export function proposalIn(proposals: readonly RemovalProposal[], id: Id<'RemovalProposal'>): RemovalProposal {
  const proposal = proposals.find((candidate) => candidate.id === id);
  if (proposal === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  return proposal;
}
