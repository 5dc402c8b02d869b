import { activityOf } from '../kernel/identity.js';
import { itself, type Reaction } from '../kernel/reaction.js';
import { type Goal, type GoalEvent, goalFold } from '../plans/goal.js';
import { removeActivityCommand, restoreActivityCommand } from '../plans/activity.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from './removal.js';
import { changeRemovalActivityCommand, voidRemovalCommand } from './removal-outcome.js';

/** Takes the activity of an approved proposal out of the plan (rule 81). */
export const removeActivityOfApproved: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'remove activity of approved proposal',
  to: removalFold,
  types: ['RemovalDecided'],
  looksAt: itself(removalFold),
  react: ({ type, data }, proposals) => {
    if (type !== 'RemovalDecided' || data.outcome !== 'APPROVED') return [];
    const { proposalId, matterId, point, date, paragraph, dnr } = data;
    // Rule 35: a retry must not remove the activity after a court has annulled the decision.
    if (proposals.some(({ id, status }) => id === proposalId && status === 'ANNULLED')) return [];
    const decision = { date, paragraph, dnr, matterId, point, proposalId };
    return [removeActivityCommand({ activityId: activityOf(proposalId), decision })];
  },
};

/** Voids a proposal if a report that completes its activity precedes the proposal in the log (rule 12). */
export const recheckProposal: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'recheck proposal',
  to: removalFold,
  types: ['RemovalProposed'],
  looksAt: itself(removalFold),
  react: ({ data, position }) => [voidRemovalCommand({ proposalId: data.proposalId, position })],
};

const unchanged = { heading: null, description: null, startDate: null, endDate: null };

/** Lets the approvals of an open proposal lapse when a decision rewords or moves the activity (rule 20). */
export const reviewChangedActivity: Reaction<GoalEvent, Goal | null> = {
  name: 'review changed activity',
  to: goalFold,
  types: ['ActivityReworded', 'ActivityDatesChanged'],
  looksAt: itself(goalFold),
  react: ({ type, data, position }) =>
    type === 'ActivityReworded' || type === 'ActivityDatesChanged'
      ? [changeRemovalActivityCommand({ ...unchanged, ...data, position })]
      : [],
};

/** Returns the activity to the plan when a court annuls the board's decision to remove it (rule 35). */
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
