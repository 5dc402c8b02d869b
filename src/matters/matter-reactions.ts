import type { Id } from '../kernel/identity.js';
import { itself, type Reaction } from '../kernel/reaction.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from '../removals/removal.js';
import {
  putRemovalToBoardCommand,
  recordRemovalFinalityCommand,
  releaseRemovalCommand,
  settleRemovalCommand,
} from '../removals/removal-outcome.js';
import type { PointDecision, SubmittedPoint } from './decision-point.js';
import { type Matter, matterFold, pointIn } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { strikePointCommand } from './matter-points.js';

/** Claims the removal proposals of a matter that a meeting received. Only the board can then end them (rule 14). */
export const claimProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'claim proposals',
  to: matterFold,
  types: ['MatterSummoned', 'MatterSubmitted'],
  looksAt: itself(matterFold),
  react: ({ type, data }, matter) => {
    if (type === 'MatterSubmitted') return claims(data.matterId, data.points);
    if (type !== 'MatterSummoned') return [];
    const { matterId, meetingId, points, summonedAt } = data;
    return claims(
      matterId,
      points.filter(({ number }) => matter === null || isClaimable(matter, number, meetingId)),
      summonedAt,
    );
  },
};

function isClaimable(matter: Matter, number: number, meetingId: Id<'Meeting'>): boolean {
  const { decisions, isBeforeBoard } = pointIn(matter, number);
  const isStillThere = isBeforeBoard && matter.meetingId === meetingId;
  // Rule 14: a late reaction must not claim a proposal of a released matter, because nothing would release the claim.
  if (!isStillThere && !decisions.some((decision) => decision.meetingId === meetingId)) return false;
  // Rule 25: the claim of a postponed proposal remains, so the next meeting does not claim the proposal again.
  return lastBefore(meetingId, decisions)?.outcome !== 'POSTPONED';
}

function claims(matterId: Id<'Matter'>, points: readonly SubmittedPoint[], summonedAt?: number) {
  return points.flatMap(({ number: point, subject }) => {
    if (subject.kind !== 'REMOVE_ACTIVITY') return [];
    const claim = { proposalId: subject.proposalId, version: subject.version, matterId, point };
    return [putRemovalToBoardCommand(summonedAt === undefined ? claim : { ...claim, summonedAt })];
  });
}

/** Returns the last decision of an earlier meeting. A late reaction also finds this meeting's decision in the list. */
function lastBefore(meetingId: Id<'Meeting'>, decisions: readonly PointDecision[]): PointDecision | undefined {
  const own = decisions.findIndex((decision) => decision.meetingId === meetingId);
  return decisions.slice(0, own === -1 ? undefined : own).at(-1);
}

/** Strikes a point when Tertial cannot put its removal proposal to the board, for instance after a withdrawal. */
export const strikeUnavailable: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'strike unavailable proposal',
  to: removalFold,
  types: ['RemovalNotPutToBoard'],
  looksAt: itself(removalFold),
  react: ({ type, data }) =>
    type === 'RemovalNotPutToBoard' ? [strikePointCommand({ matterId: data.matterId, point: data.point })] : [],
};

/** Records the board's decision on the removal proposal of the decided point. */
export const settleProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'settle proposals',
  to: matterFold,
  types: ['PointDecided'],
  looksAt: itself(matterFold),
  react: ({ type, data }) => {
    if (type !== 'PointDecided' || data.subject.kind !== 'REMOVE_ACTIVITY') return [];
    const { matterId, number: point, outcome, reason, date, paragraph, dnr } = data;
    const { proposalId } = data.subject;
    return [settleRemovalCommand({ proposalId, matterId, point, outcome, reason, date, paragraph, dnr })];
  },
};

/** Releases the undecided and referred-back proposals of a matter that a meeting does not handle any more. */
export const releaseProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'release proposals',
  to: matterFold,
  types: ['MatterReleased'],
  looksAt: itself(matterFold),
  react: ({ type, data }, matter) => {
    if (type !== 'MatterReleased') return [];
    return (matter?.points ?? []).flatMap(({ subject, decisions }) => {
      const last = decisions.at(-1)?.outcome;
      // Rule 25: a postponed proposal stays with the board. Approval, rejection and withdrawal are final.
      return subject.kind === 'REMOVE_ACTIVITY' && (last === undefined || last === 'REFERRED_BACK')
        ? [releaseRemovalCommand({ proposalId: subject.proposalId, matterId: data.matterId })]
        : [];
    });
  },
};

/** Records a new finality of the point's decision, such as IN_FORCE, on the removal proposal (rules 35 and 40). */
export const finaliseProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'finalise proposals',
  to: matterFold,
  types: ['PointFinalityRecorded'],
  looksAt: itself(matterFold),
  react: ({ type, data }) => {
    if (type !== 'PointFinalityRecorded' || data.subject.kind !== 'REMOVE_ACTIVITY') return [];
    const { matterId, number: point, finality, on } = data;
    const { proposalId } = data.subject;
    return [recordRemovalFinalityCommand({ proposalId, matterId, point, finality, on })];
  },
};
