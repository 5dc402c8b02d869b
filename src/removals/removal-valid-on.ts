import type { IsoDate } from '../kernel/tertial.js';
import { finalityOf, type TakenDecision } from './board-decision.js';
import { type RemovalStatus, statusAfter } from './removal-process.js';

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
