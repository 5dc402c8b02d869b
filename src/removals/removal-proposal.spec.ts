import {
  board,
  by,
  clerk,
  controller,
  head,
  otherClerk,
  person,
  recorded,
  refused,
  secretary,
  stranger,
  system,
  unitManager,
} from '../../test/support/given.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  bothSteps,
  clerkAndManager,
  decided,
  firstText,
  goal,
  goalAfter,
  goalId,
  matterId,
  model,
  otherActivityId,
  proposalAfter,
  proposalId,
  proposalsAfter,
  proposed,
  putToBoard,
  reported,
  returned,
  revised,
  secondProposalId,
  secondText,
  wayTo,
  withdrawn,
} from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Actor } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { defaultChain } from '../reviews/review.js';
import { activityIn, type GoalEvent } from '../plans/goal.js';
import { defaultModel } from '../steering-models/default-model.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { RemovalProposal } from './removal.js';
import {
  activityOfProposal,
  completedStatus,
  proposeRemoval,
  type ReviewRemovalData,
  reviewRemoval,
  reviseRemoval,
  withdrawRemoval,
} from './removal-proposal.js';

const proposing = { goal, model, chain: defaultChain };

function propose(
  proposals: readonly RemovalProposal[] = [],
  { actor = clerk, today = '2026-05-12', ...judged }: Partial<typeof proposing & { actor: Actor; today: string }> = {},
) {
  const command = { activityId, ...firstText };
  return proposeRemoval(command, proposals, { ...proposing, ...judged }, by(actor, today));
}

const removed: GoalEvent = {
  type: 'ActivityRemoved',
  data: {
    activityId,
    decision: { matterId, point: 1, proposalId, date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7' },
  },
};

const proposedNow = {
  type: 'RemovalProposed',
  data: { proposalId, activityId, ...firstText, proposedOn: '2026-05-12', chain: defaultChain, warnings: [] },
};

describe('a proposal to take an activity out of the plan', () => {
  it('rule 72: is made by a clerk and begins the board’s review chain', () => {
    expect(propose()).toEqual([proposedNow]);
    expect(propose([], { chain: backOneStepChain })).toEqual([
      { ...proposedNow, data: { ...proposedNow.data, chain: backOneStepChain } },
    ]);
  });

  it.each([controller, unitManager, secretary, system])('rule 51: is made by no other role: $personId', (actor) => {
    refused(() => propose([], { actor }), 'FORBIDDEN', { command: 'proposeRemoval', allowed: ['CLERK'] });
  });

  it('rule 43: does not find another board’s activity', () => {
    refused(() => propose([], { actor: stranger }), 'NOT_FOUND', { id: activityId });
  });

  it('rule 10: refuses an unknown activity', () => {
    const unknown = idOf('Activity', `${goalId}.a9`);
    const command = { activityId: unknown, ...firstText };
    refused(() => proposeRemoval(command, [], proposing, by(clerk)), 'NOT_FOUND', { id: unknown });
    refused(() => propose([], { goal: null }), 'NOT_FOUND', { id: activityId });
  });

  it.each(['2025-12-31', '2027-01-01'])('rule 10: refuses an activity of another year’s plan on %s', (today) => {
    refused(() => propose([], { today }), 'OTHER_YEARS_PLAN', { year: 2026 });
  });

  it.each(['2026-01-01', '2026-12-31'])('rule 10: accepts one of this year’s plan on %s', (today) => {
    expect(propose([], { today })).toHaveLength(1);
  });

  it('rule 10: refuses an activity that is out of the plan already', () => {
    const approved = proposalsAfter(...wayTo.APPROVED);
    refused(() => propose(approved, { goal: goalAfter(removed) }), 'ACTIVITY_REMOVED', { activityId });
    refused(() => propose([], { goal: goalAfter(removed) }), 'ACTIVITY_REMOVED', { activityId });
  });

  it('rule 10: refuses an activity with an approved removal that is not yet carried out', () => {
    refused(() => propose(proposalsAfter(...wayTo.APPROVED)), 'ACTIVITY_REMOVED', { activityId });
  });

  it.each(['IN_REVIEW', 'RETURNED', 'REVIEWED', 'BEFORE_BOARD', 'REFERRED_BACK'] as const)(
    'rule 11: refuses a second proposal by anyone while the first is %s, pointing at the first',
    (status) => {
      const proposals = proposalsAfter(...wayTo[status]);
      refused(() => propose(proposals), 'REMOVAL_ALREADY_OPEN', { proposalId });
      refused(() => propose(proposals, { actor: otherClerk }), 'REMOVAL_ALREADY_OPEN', { proposalId });
    },
  );

  it.each(['DECLINED', 'WITHDRAWN', 'VOIDED'] as const)(
    'rule 11: accepts another, with the next number, when the first is %s',
    (status) => {
      expect(propose(proposalsAfter(...wayTo[status]), { actor: otherClerk })).toEqual([
        { ...proposedNow, data: { ...proposedNow.data, proposalId: secondProposalId } },
      ]);
    },
  );

  it.each(['COMPLETED_AS_PLANNED', 'COMPLETED_WITH_DEVIATION'])('rule 12: refuses an activity that is %s', (status) => {
    const completed = goalAfter(reported('T1', status));
    refused(() => propose([], { goal: completed }), 'ACTIVITY_COMPLETED', { activityId, status });
  });

  it.each(['NOT_STARTED', 'ON_HOLD', 'ONGOING_AS_PLANNED', 'ONGOING_WITH_DEVIATION'])(
    'rule 12: accepts an activity that is %s',
    (status) => {
      expect(propose([], { goal: goalAfter(reported('T1', status)) })).toEqual([proposedNow]);
    },
  );

  it.each(['', ' \n\t'])('rule 13: refuses a blank motivation: %j', (motivation) => {
    const command = { activityId, category: 'OTHER', motivation } as const;
    refused(() => proposeRemoval(command, [], proposing, by(clerk)), 'MOTIVATION_MISSING');
  });

  it('rule 24: is accepted with a warning in the tertial in which the board rejected one', () => {
    const rejected = proposalsAfter(...wayTo.BEFORE_BOARD, decided('REJECTED', '2026-05-11'));
    const again = { ...proposedNow.data, proposalId: secondProposalId };
    expect(propose(rejected, { today: '2026-08-31' })).toEqual([
      { ...proposedNow, data: { ...again, proposedOn: '2026-08-31', warnings: ['REJECTED_THIS_TERTIAL'] } },
    ]);
  });

  it('rule 24: has no warning in the next tertial', () => {
    const rejected = proposalsAfter(...wayTo.BEFORE_BOARD, decided('REJECTED', '2026-05-11'));
    expect(propose(rejected, { today: '2026-09-01' })[0]?.data).toMatchObject({ warnings: [] });
  });

  it('rule 24: has no warning when the author withdrew the other', () => {
    expect(propose(proposalsAfter(...wayTo.WITHDRAWN))[0]?.data).toMatchObject({ warnings: [] });
  });
});

describe('the completion of an activity', () => {
  const statusAfter = (...events: readonly GoalEvent[]) =>
    completedStatus(activityIn(goalAfter(...events), activityId), model);

  it('rule 12: depends on the newest tertial', () => {
    expect(statusAfter(reported('T2', 'COMPLETED_AS_PLANNED'), reported('T1', 'ONGOING_AS_PLANNED'))).toBe(
      'COMPLETED_AS_PLANNED',
    );
    expect(statusAfter(reported('T1', 'COMPLETED_AS_PLANNED'), reported('T2', 'ONGOING_AS_PLANNED'))).toBeUndefined();
  });

  it('rule 12: is none without a report, or when another activity is completed', () => {
    expect(statusAfter()).toBeUndefined();
    const other = activityIn(goalAfter(reported('T1', 'COMPLETED_AS_PLANNED')), otherActivityId);
    expect(completedStatus(other, model)).toBeUndefined();
  });

  it('rule 8: ends with a correction', () => {
    const { data } = reported('T1', 'ONGOING_AS_PLANNED');
    if (!('warnings' in data)) throw new Error('A report has warnings.');
    const correction = { type: 'ActivityStatusCorrected', data: { ...data, corrects: 1, reason: 'Fel.' } } as const;
    expect(statusAfter(reported('T1', 'COMPLETED_AS_PLANNED'), correction)).toBeUndefined();
  });

  it('is none when the report does not count', () => {
    const voided = { activityId, number: 1, cause: 'FOLLOW_UP_CLOSED' } as const;
    expect(
      statusAfter(reported('T1', 'COMPLETED_AS_PLANNED'), { type: 'ActivityStatusVoided', data: voided }),
    ).toBeUndefined();
  });

  it('rule 9: is judged under the version of the model that the status was given in', () => {
    const [first] = model?.versions ?? [];
    if (model === null || first === undefined) throw new Error('The model has a version.');
    const renamed = defaultModel.activityStatuses.map((status) => ({ ...status, phase: 'ONGOING' as const }));
    const { version: _, ...adopted } = first;
    const newer = {
      ...adopted,
      steeringModelId: model.id,
      name: model.name,
      holdsFrom: '2026-05-01',
      activityStatuses: renamed,
    };
    const twoVersions = steeringModelFold.evolve(
      model,
      recorded({ type: 'SteeringModelAdopted', data: newer }, 1, controller),
    );
    const completedUnder = (version: number) =>
      completedStatus(activityIn(goalAfter(reported('T1', 'COMPLETED_AS_PLANNED', version)), activityId), twoVersions);
    expect(completedUnder(1)).toBe('COMPLETED_AS_PLANNED');
    expect(completedUnder(2)).toBeUndefined();
  });
});

describe('a change of the text', () => {
  const command = { proposalId, ...secondText };

  it.each([clerk, otherClerk, unitManager])('rule 20: is a new version, by $personId', (actor) => {
    const proposals = proposalsAfter(proposed());
    expect(reviseRemoval(command, proposals, by(actor))).toEqual([{ type: 'RemovalRevised', data: command }]);
  });

  it('rule 22: answers a referral back', () => {
    const proposals = proposalsAfter(...wayTo.REFERRED_BACK);
    expect(reviseRemoval(command, proposals, by(clerk))).toEqual([{ type: 'RemovalRevised', data: command }]);
  });

  it('rule 13: refuses a blank motivation', () => {
    const blank = { ...command, motivation: '  ' };
    refused(() => reviseRemoval(blank, proposalsAfter(proposed()), by(clerk)), 'MOTIVATION_MISSING');
  });

  it('rule 14: is refused while the proposal is before the board', () => {
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD);
    refused(() => reviseRemoval(command, proposals, by(clerk)), 'REMOVAL_BEFORE_BOARD', { matterId });
  });

  it('is refused once the proposal has ended', () => {
    const wrong = wrongRows(['APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED'] as const, (status) => {
      refused(() => reviseRemoval(command, proposalsAfter(...wayTo[status]), by(clerk)), 'REMOVAL_STATUS', {
        status,
        needed: ['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'],
      });
    });
    expect(wrong).toEqual([]);
  });

  it('rule 43: does not find another board’s proposal, nor an unknown one', () => {
    refused(() => reviseRemoval(command, proposalsAfter(proposed()), by(stranger)), 'NOT_FOUND', { id: proposalId });
    refused(() => reviseRemoval(command, [], by(clerk)), 'NOT_FOUND', { id: proposalId });
  });

  it('rule 51: is refused to a controller', () => {
    refused(() => reviseRemoval(command, proposalsAfter(proposed()), by(controller)), 'FORBIDDEN', {
      allowed: ['CLERK', 'REVIEWER'],
    });
  });
});

describe('a withdrawal', () => {
  const command = { proposalId, reason: 'Tjänsten är tillsatt.' };
  const withdraw = (proposals: readonly RemovalProposal[], actor: Actor = clerk) =>
    withdrawRemoval(command, proposals, by(actor));

  it.each(['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'] as const)(
    'rule 14: is the author’s to make when the proposal is %s',
    (status) => {
      expect(withdraw(proposalsAfter(...wayTo[status]))).toEqual([{ type: 'RemovalWithdrawn', data: command }]);
    },
  );

  it('rule 14: needs no reason', () => {
    const silent = { proposalId, reason: '' };
    expect(withdrawRemoval(silent, proposalsAfter(proposed()), by(clerk))).toEqual([
      { type: 'RemovalWithdrawn', data: silent },
    ]);
  });

  it('rule 14: makes the reviews void', () => {
    const { status, review } = proposalAfter(...wayTo.REVIEWED, withdrawn);
    expect(status).toBe('WITHDRAWN');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }, { by: 'frida' }] });
  });

  it('rule 14: is refused to anyone else, also to a co-author', () => {
    const proposals = proposalsAfter(proposed(), revised(otherClerk));
    refused(() => withdraw(proposals, otherClerk), 'NOT_THE_AUTHOR');
  });

  it('rule 14: is refused once the proposal is before the board', () => {
    refused(() => withdraw(proposalsAfter(...wayTo.BEFORE_BOARD)), 'REMOVAL_BEFORE_BOARD', { matterId });
  });

  it('rule 25: is refused while the board has postponed it', () => {
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD, decided('POSTPONED'));
    refused(() => withdraw(proposals), 'REMOVAL_BEFORE_BOARD', { matterId });
  });

  it('is refused once the proposal has ended', () => {
    const wrong = wrongRows(['APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED'] as const, (status) => {
      refused(() => withdraw(proposalsAfter(...wayTo[status])), 'REMOVAL_STATUS', {
        status,
        needed: ['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'],
      });
    });
    expect(wrong).toEqual([]);
  });

  it('rule 43: does not find another board’s proposal, nor an unknown one', () => {
    refused(() => withdraw(proposalsAfter(proposed()), stranger), 'NOT_FOUND', { id: proposalId });
    refused(() => withdraw([]), 'NOT_FOUND', { id: proposalId });
  });

  it('rule 51: is refused to a reviewer', () => {
    refused(() => withdraw(proposalsAfter(proposed()), unitManager), 'FORBIDDEN', { allowed: ['CLERK'] });
  });
});

describe('a review of the proposal', () => {
  const approve = { proposalId, version: 1, verdict: 'APPROVE', reason: '' } as const;
  const review = (proposals: readonly RemovalProposal[], actor: Actor, command: Partial<ReviewRemovalData> = {}) =>
    reviewRemoval({ ...approve, ...command }, proposals, by(actor));

  it('rule 21: is given at the first step first, and then at the next', () => {
    expect(review(proposalsAfter(proposed()), unitManager)).toEqual([approvedByManager().event]);
    expect(review(proposalsAfter(proposed(), approvedByManager()), head)).toEqual([approvedByHead().event]);
  });

  it('rule 54: is given by a deputy in their own name, for the holder', () => {
    const held = { boardId: board, role: 'REVIEWER', step: 'UNIT_MANAGER', actingFor: unitManager.personId } as const;
    const deputy = { ...person('dora', 'REVIEWER'), grants: [held] };
    const proposals = proposalsAfter(proposed());
    const [approved] = review(proposals, deputy);
    expect(approved).toMatchObject({ type: 'RemovalStepApproved', data: { actingFor: 'ulla' } });
    const after = approved === undefined ? [] : proposalsAfter(proposed(), { event: approved, actor: deputy });
    const given = { step: 'UNIT_MANAGER', version: 1, by: 'dora', actingFor: 'ulla' };
    expect(after).toMatchObject([{ review: { approvals: [given] }, verdicts: [{ ...given, verdict: 'APPROVE' }] }]);
    expect(review(proposals, deputy, { verdict: 'RETURN', reason: 'Fel.' })).toMatchObject([
      { data: { actingFor: 'ulla' } },
    ]);
    expect(review(proposals, deputy, { verdict: 'DECLINE', reason: 'Fel.' })).toMatchObject([
      { data: { actingFor: 'ulla' } },
    ]);
  });

  it('rule 21: refuses a step that is not current', () => {
    refused(() => review(proposalsAfter(proposed()), head), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
    refused(() => review(proposalsAfter(proposed(), approvedByManager()), unitManager), 'NOT_YOUR_STEP', {
      step: 'HEAD_OF_ADMINISTRATION',
    });
  });

  it('rule 21: refuses one person at two steps of the chain', () => {
    const proposals = proposalsAfter(proposed(), approvedByManager(bothSteps));
    refused(() => review(proposals, bothSteps), 'SECOND_STEP_BY_SAME_PERSON', { step: 'UNIT_MANAGER' });
  });

  it.each(['APPROVE', 'RETURN', 'DECLINE'] as const)('rule 17: refuses the author’s own verdict: %s', (verdict) => {
    const proposals = proposalsAfter(proposed(clerkAndManager));
    refused(() => review(proposals, clerkAndManager, { verdict, reason: 'Därför.' }), 'OWN_TEXT');
  });

  it('rule 18: refuses a reviewer who has changed the text, also after a later change by somebody else', () => {
    const proposals = proposalsAfter(proposed(), revised(unitManager), revised(clerk));
    refused(() => review(proposals, unitManager, { version: 3 }), 'OWN_TEXT');
  });

  it('rule 18: accepts another reviewer at that step', () => {
    const proposals = proposalsAfter(proposed(), revised(unitManager));
    expect(review(proposals, person('urban', 'REVIEWER', 'UNIT_MANAGER'), { version: 2 })).toEqual([
      approvedByManager(unitManager, 2).event,
    ]);
  });

  it.each(['RETURN', 'DECLINE'] as const)('rule 19: refuses %s without a reason', (verdict) => {
    const proposals = proposalsAfter(proposed());
    refused(() => review(proposals, unitManager, { verdict, reason: ' \n' }), 'REASON_MISSING');
  });

  it('rule 20: refuses a verdict on an older version', () => {
    const proposals = proposalsAfter(proposed(), revised());
    refused(() => review(proposals, unitManager), 'CHANGED_SINCE_READ', { read: 1, current: 2 });
  });

  it('rule 20: asks the first step again when an approved text was changed', () => {
    const proposals = proposalsAfter(proposed(), approvedByManager(), revised());
    refused(() => review(proposals, head, { version: 2 }), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
    expect(review(proposals, unitManager, { version: 2 })).toEqual([approvedByManager(unitManager, 2).event]);
  });

  it('rule 77: declines with the reason', () => {
    expect(review(proposalsAfter(proposed()), unitManager, { verdict: 'DECLINE', reason: 'Ska genomföras.' })).toEqual([
      {
        type: 'RemovalDeclined',
        data: { proposalId, version: 1, step: 'UNIT_MANAGER', reason: 'Ska genomföras.' },
      },
    ]);
  });

  it('rule 77: returns to the author with the reason, from the first step and from a later one', () => {
    const command = { verdict: 'RETURN', reason: 'Kostnaden saknas.' } as const;
    expect(review(proposalsAfter(proposed()), unitManager, command)).toEqual([returned.event]);
    expect(review(proposalsAfter(proposed(), approvedByManager()), head, command)).toEqual([
      {
        type: 'RemovalReturned',
        data: {
          proposalId,
          version: 1,
          step: 'HEAD_OF_ADMINISTRATION',
          reason: 'Kostnaden saknas.',
          to: 'AUTHOR',
        },
      },
    ]);
  });

  it('rule 77: returns to the step before where the chain says so, but from the first step to the author', () => {
    const command = { verdict: 'RETURN', reason: 'Se över.' } as const;
    const begun = proposed(clerk, backOneStepChain);
    expect(review(proposalsAfter(begun, approvedByManager()), head, command)[0]?.data).toMatchObject({
      to: 'PREVIOUS_STEP',
    });
    expect(review(proposalsAfter(begun), unitManager, command)[0]?.data).toMatchObject({ to: 'AUTHOR' });
  });

  it('is refused when the proposal is not in review', () => {
    const wrong = wrongRows(
      ['RETURNED', 'REVIEWED', 'REFERRED_BACK', 'APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN'] as const,
      (status) => {
        refused(() => review(proposalsAfter(...wayTo[status]), unitManager), 'REMOVAL_STATUS', {
          status,
          needed: ['IN_REVIEW'],
        });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 14: is refused once the proposal is before the board', () => {
    refused(() => review(proposalsAfter(...wayTo.REVIEWED, putToBoard), head), 'REMOVAL_BEFORE_BOARD', { matterId });
  });

  it('rule 43: does not find another board’s proposal, nor an unknown one', () => {
    const elsewhere = { ...unitManager, grants: stranger.grants };
    refused(() => review(proposalsAfter(proposed()), elsewhere), 'NOT_FOUND', { id: proposalId });
    refused(() => review([], unitManager), 'NOT_FOUND', { id: proposalId });
  });

  it.each([clerk, controller, secretary, system])(
    'rule 17: is refused at every door to who is no reviewer: $personId',
    (actor) => {
      refused(() => review(proposalsAfter(proposed()), actor), 'FORBIDDEN', { allowed: ['REVIEWER'] });
    },
  );
});

it('a proposal’s id contains the activity’s id', () => {
  expect(activityOfProposal({ proposalId })).toBe(activityId);
});
