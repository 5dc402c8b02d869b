import { activityOf } from '../kernel/identity.js';
import { itself, type Reaction } from '../kernel/reaction.js';
import { removeActivityCommand, restoreActivityCommand } from '../plans/activity.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from './removal.js';
import { voidRemovalCommand } from './removal-outcome.js';

/** An approved proposal takes its activity out of the plan (rule 81). */
export const removeActivityOfApproved: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'remove activity of approved proposal',
  to: removalFold,
  types: ['RemovalDecided'],
  looksAt: itself(removalFold),
  react: ({ type, data }, proposals) => {
    if (type !== 'RemovalDecided' || data.outcome !== 'APPROVED') return [];
    const { proposalId, matterId, point, date, paragraph, dnr } = data;
    // Rule 35: tried again when a court has annulled the decision, it must not be carried out.
    if (proposals.some(({ id, status }) => id === proposalId && status === 'ANNULLED')) return [];
    const decision = { date, paragraph, dnr, matterId, point, proposalId };
    return [removeActivityCommand({ activityId: activityOf(proposalId), decision })];
  },
};

/** A proposal and a report of completion in the same instant are in two streams: the log's order settles it (rule 12). */
export const recheckProposal: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'recheck proposal',
  to: removalFold,
  types: ['RemovalProposed'],
  looksAt: itself(removalFold),
  react: ({ data, position }) => [voidRemovalCommand({ proposalId: data.proposalId, position })],
};

/** What a court annuls is undone: the activity is in the plan again (rule 35). */
export const restoreActivityOfAnnulled: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'restore activity of annulled proposal',
  to: removalFold,
  types: ['RemovalFinalityRecorded'],
  looksAt: itself(removalFold),
  react: ({ type, data }) => {
    if (type !== 'RemovalFinalityRecorded' || data.finality !== 'ANNULLED') return [];
    const { proposalId, matterId, point, on: date } = data;
    const annulled = { date, matterId, point, proposalId };
    return [restoreActivityCommand({ activityId: activityOf(proposalId), annulled })];
  },
};
