import type { IsoDate } from '../kernel/tertial.js';
import { finalityOf, type RemovalStatus, statusAfter, type TakenDecision } from './removal-process.js';

interface TimedProposal {
  readonly proposedOn: IsoDate;
  readonly status: RemovalStatus;
  readonly decisions: readonly TakenDecision[];
}

/**
 * Removes the facts with a valid time after a day: later proposals, later decisions of the board and later changes of
 * finality. A proposal that the board decided after the day gets the status BEFORE_BOARD.
 *
 * The versions, the verdicts and the matter of a proposal stay unchanged, because they have no valid time.
 */
export function proposalsValidOn<Proposal extends TimedProposal>(
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

function statusBy({ status, decisions }: TimedProposal, valid: readonly TakenDecision[]): RemovalStatus {
  if (valid.length < decisions.length) return 'BEFORE_BOARD';
  const last = valid.at(-1);
  const isNotYetAnnulled = status === 'ANNULLED' && last !== undefined && finalityOf(last) !== 'ANNULLED';
  return isNotYetAnnulled ? statusAfter[last.outcome] : status;
}
