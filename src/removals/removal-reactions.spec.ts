import { controller, type Happened, recorded } from '../../test/support/given.js';
import {
  activityChange,
  activityId,
  decided,
  finalised,
  goal,
  goalId,
  matterId,
  proposalAfter,
  proposalId,
  proposalsAfter,
  proposed,
  reported,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { type Recorded, streamOf, positionOf } from '../kernel/fold.js';
import { outcomes } from '../kernel/outcome.js';
import { type GoalEvent, goalFold } from '../plans/goal.js';
import { type RemovalEvent, removalFold } from './removal.js';
import {
  recheckProposal,
  removeActivityOfApproved,
  restoreActivityOfAnnulled,
  reviewChangedActivity,
} from './removal-reactions.js';

/** Returns the event as recorded in the stream of the activity's proposals, at a position in the log. */
function inLog({ event, actor }: Happened<RemovalEvent>, position = 7): Recorded<RemovalEvent> {
  return { ...recorded(event, 0, actor), stream: streamOf(removalFold, activityId), position: positionOf(position) };
}

describe('Taking the activity of an approved proposal out of the plan', () => {
  const reactTo = (happened: Happened<RemovalEvent>) =>
    removeActivityOfApproved.react(inLog(happened), proposalsAfter(...wayTo.APPROVED));

  it('rule 81: names the decision that it carries out', () => {
    const decision = { date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7', matterId, point: 1, proposalId };
    expect(reactTo(decided('APPROVED'))).toEqual([{ command: 'removeActivity', data: { activityId, decision } }]);
  });

  it.each(outcomes.filter((outcome) => outcome !== 'APPROVED'))(
    'rules 22, 24 and 25: is not done when the decision is %s',
    (outcome) => {
      expect(reactTo(decided(outcome))).toEqual([]);
    },
  );

  it('rule 35: is not done when a court has annulled the decision in the meantime', () => {
    const late = removeActivityOfApproved.react(inLog(decided('APPROVED')), proposalsAfter(...wayTo.ANNULLED));
    expect(late).toEqual([]);
  });

  it('rule 32: is not done for anything but the board’s decision', () => {
    const all = Object.values(wayTo).flat();
    const others = all.filter(({ event }) => event.type !== 'RemovalDecided');
    expect(new Set(others.map(({ event }) => event.type)).size).toBe(8);
    expect(others.flatMap((happened) => reactTo(happened))).toEqual([]);
    expect(removeActivityOfApproved.types).toEqual(['RemovalDecided']);
  });

  it('reacts to events of proposals, and reads the proposals about the same activity', () => {
    expect(removeActivityOfApproved.to).toBe(removalFold);
    expect(removeActivityOfApproved.looksAt.fold).toBe(removalFold);
    expect(removeActivityOfApproved.looksAt.id(inLog(decided('APPROVED')))).toBe(activityId);
  });

  it('has a lasting name, which is part of its commands’ ids', () => {
    expect(removeActivityOfApproved.name).toBe('remove activity of approved proposal');
  });
});

describe('Looking again at a new proposal', () => {
  it('rule 50: asks whether the proposal stands, with its log position', () => {
    const { position } = proposalAfter(proposed());
    expect(recheckProposal.react(inLog(proposed(), position), proposalsAfter(proposed()))).toEqual([
      { command: 'voidRemoval', data: { proposalId, position } },
    ]);
  });

  it('rule 12: is done for a new proposal only: it looks at each once', () => {
    expect(recheckProposal.types).toEqual(['RemovalProposed']);
  });

  it('reacts to events of proposals, and reads the proposals about the same activity', () => {
    expect(recheckProposal.to).toBe(removalFold);
    expect(recheckProposal.looksAt.fold).toBe(removalFold);
    expect(recheckProposal.looksAt.id(inLog(proposed()))).toBe(activityId);
  });

  it('has a lasting name, which is part of its commands’ ids', () => {
    expect(recheckProposal.name).toBe('recheck proposal');
  });
});

describe('Reviewing anew a proposal whose activity changed', () => {
  const { decision } = activityChange;
  const reactTo = (event: GoalEvent) =>
    reviewChangedActivity.react(
      { ...recorded(event, 0, controller), stream: streamOf(goalFold, goalId), position: positionOf(7) },
      goal,
    );

  it('rule 20: is done when the activity is reworded or moved, with what changed and its log position', () => {
    const { heading, description } = { heading: 'Avveckla e-arkiv', description: 'Gallra.' };
    expect(reactTo({ type: 'ActivityReworded', data: { activityId, heading, description, decision } })).toEqual([
      { command: 'changeRemovalActivity', data: { activityId, ...activityChange, position: positionOf(7) } },
    ]);
    const dates = { startDate: '2026-03-01', endDate: '2026-10-31' };
    const moved = { ...activityChange, heading: null, description: null, ...dates };
    expect(reactTo({ type: 'ActivityDatesChanged', data: { activityId, ...dates, decision } })).toEqual([
      { command: 'changeRemovalActivity', data: { activityId, ...moved, position: positionOf(7) } },
    ]);
  });

  it('rule 15: is not done for a status', () => {
    expect(reviewChangedActivity.types).toEqual(['ActivityReworded', 'ActivityDatesChanged']);
    expect(reactTo(reported('T1', 'ON_HOLD'))).toEqual([]);
  });

  it('reacts to events of goals, reads the goal, and has a lasting name', () => {
    expect(reviewChangedActivity.to).toBe(goalFold);
    expect(reviewChangedActivity.looksAt.fold).toBe(goalFold);
    expect(reviewChangedActivity.name).toBe('review changed activity');
  });
});

describe('Restoring the activity of an annulled proposal', () => {
  const reactTo = (happened: Happened<RemovalEvent>) =>
    restoreActivityOfAnnulled.react(inLog(happened), proposalsAfter(...wayTo.ANNULLED));

  it('rule 35: is done when the decision is annulled, with the day and the decision that it undoes', () => {
    const annulled = { date: '2026-11-02', matterId, point: 1, proposalId };
    expect(reactTo(finalised('ANNULLED', '2026-11-02'))).toEqual([
      { command: 'restoreActivity', data: { activityId, annulled } },
    ]);
  });

  it.each(['NOT_IN_FORCE', 'APPEALED', 'IN_FORCE'] as const)('rule 40: is not done when it is %s', (finality) => {
    expect(reactTo(finalised(finality))).toEqual([]);
  });

  it('rule 35: is done for nothing else', () => {
    expect(restoreActivityOfAnnulled.types).toEqual(['RemovalFinalityRecorded']);
    expect(reactTo(decided('APPROVED'))).toEqual([]);
  });

  it('reacts to events of proposals, reads the proposals about the same activity, and has a lasting name', () => {
    expect(restoreActivityOfAnnulled.to).toBe(removalFold);
    expect(restoreActivityOfAnnulled.looksAt.fold).toBe(removalFold);
    expect(restoreActivityOfAnnulled.looksAt.id(inLog(decided('APPROVED')))).toBe(activityId);
    expect(restoreActivityOfAnnulled.name).toBe('restore activity of annulled proposal');
  });
});
