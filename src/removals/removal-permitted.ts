import { activityOf, type Id } from '../kernel/identity.js';
import type { ReadState } from '../kernel/fold.js';
import type { Act } from '../kernel/permissions.js';
import type { Guards } from '../kernel/permitted.js';
import { requireMayReviewRemoval, requireMayReviseRemoval, requireMayWithdrawRemoval } from './removal-proposal.js';
import { removalFold, type RemovalProposal } from './removal.js';

/** The commands about a proposal. Each status allows all three verdicts of a review or none, so APPROVE tells of all. */
export function guardsOfProposal(id: Id<'RemovalProposal'>, proposals: readonly RemovalProposal[], act: Act): Guards {
  return {
    reviseRemoval: () => requireMayReviseRemoval(id, proposals, act),
    withdrawRemoval: () => requireMayWithdrawRemoval(id, proposals, act),
    reviewRemoval: () => requireMayReviewRemoval(id, 'APPROVE', proposals, act),
  };
}

export async function readGuardsOfProposal(id: Id<'RemovalProposal'>, read: ReadState, act: Act): Promise<Guards> {
  return guardsOfProposal(id, await read(removalFold, activityOf(id)), act);
}
