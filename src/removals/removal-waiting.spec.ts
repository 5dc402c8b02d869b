import {
  auditor,
  board,
  by,
  clerk,
  controller,
  head,
  otherClerk,
  person,
  secretary,
  stranger,
  unitManager,
} from '../../test/support/given.js';
import {
  approvedByManager,
  backOneStepChain,
  bothSteps,
  clerkAndManager,
  proposalAfter,
  proposalId,
  proposed,
  returned,
  revised,
  secondText,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { idOf } from '../kernel/identity.js';
import type { Person } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import { defaultChain } from '../reviews/review.js';
import { removalStatuses } from './removal-process.js';
import { reviewRemoval, reviseRemoval } from './removal-proposal.js';
import { removalView, waitingAboutRemoval } from './removal-view.js';
import type { RemovalProposal } from './removal.js';

const goal = { id: idOf('Goal', 'exempel.ks.2026.g1'), title: 'Digitala handlingar' };
const activity = { heading: 'Införa e-arkiv' };
const shown = {
  boardId: board,
  id: proposalId,
  title: 'Införa e-arkiv',
  tertial: null,
  since: '2026-05-12',
  deadline: null,
  next: { command: 'reviewRemoval', idField: 'proposalId' },
};
const next = (command: string) => ({ command, idField: 'proposalId' });

function waiting(who: Person, proposal: RemovalProposal) {
  return waitingAboutRemoval(who, removalView(proposal, activity, goal));
}

function kindsFor(who: Person, proposal: RemovalProposal): string[] {
  return waiting(who, proposal).map(({ kind }) => kind);
}

const inReview = proposalAfter(proposed());
const halfway = proposalAfter(proposed(), approvedByManager());

describe('A proposal in review', () => {
  it('rule 21: waits for the holder of its current step', () => {
    expect(waiting(unitManager, inReview)).toEqual([{ kind: 'REVIEW_REMOVAL', ...shown }]);
    expect(waiting(head, inReview)).toEqual([]);
    expect(waiting(unitManager, halfway)).toEqual([]);
    expect(waiting(head, halfway)).toEqual([{ kind: 'REVIEW_REMOVAL', ...shown }]);
  });

  it('rule 76: has the deadline of its step, counted from the day on which it came there', () => {
    const inTenDays = { version: 1, steps: defaultChain.steps.map((step) => ({ ...step, days: 10 })) };
    const proposal = proposalAfter(proposed(clerk, inTenDays));
    expect(waiting(unitManager, proposal)).toEqual([{ kind: 'REVIEW_REMOVAL', ...shown, deadline: '2026-05-22' }]);
  });

  it('has the title that it is given where two activities have one heading', () => {
    const title = 'Införa e-arkiv (Digitala handlingar)';
    const [task] = waitingAboutRemoval(unitManager, removalView(inReview, activity, goal), title);
    expect(task?.title).toBe(title);
  });

  it('rule 17: does not wait for its author, though they hold the step', () => {
    expect(waiting(clerkAndManager, proposalAfter(proposed(clerkAndManager)))).toEqual([]);
    expect(kindsFor(clerkAndManager, inReview)).toEqual(['REVIEW_REMOVAL']);
  });

  it('rule 18: does not wait for a reviewer who has changed the text', () => {
    expect(waiting(unitManager, proposalAfter(proposed(), revised(unitManager)))).toEqual([]);
  });

  it('rule 21: does not wait for a person who approved an earlier step', () => {
    expect(waiting(bothSteps, proposalAfter(proposed(), approvedByManager(bothSteps)))).toEqual([]);
    expect(kindsFor(bothSteps, halfway)).toEqual(['REVIEW_REMOVAL']);
  });

  it('rule 54: waits for the holder’s deputy where the step allows deputies', () => {
    const held = { boardId: board, role: 'REVIEWER', step: 'UNIT_MANAGER', actingFor: unitManager.personId } as const;
    const deputy = { ...person('dora', 'REVIEWER'), grants: [held] };
    const alone = { version: 1, steps: defaultChain.steps.map((step) => ({ ...step, deputiesMayAct: false })) };
    expect(kindsFor(deputy, inReview)).toEqual(['REVIEW_REMOVAL']);
    expect(kindsFor(deputy, proposalAfter(proposed(clerk, alone)))).toEqual([]);
  });

  it('rule 20: waits again for a person who approved an earlier version', () => {
    const changed = proposalAfter(proposed(), approvedByManager(), revised());
    expect(kindsFor(unitManager, changed)).toEqual(['REVIEW_REMOVAL']);
  });

  it('rule 77: waits again for the previous step when it was returned there', () => {
    const back = proposalAfter(proposed(clerk, backOneStepChain), approvedByManager(), {
      actor: head,
      event: {
        type: 'RemovalReturned',
        data: { proposalId, version: 1, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över.', to: 'PREVIOUS_STEP' },
      },
    });
    expect(kindsFor(unitManager, back)).toEqual(['REVIEW_REMOVAL']);
    expect(kindsFor(head, back)).toEqual([]);
  });

  it('does not wait for anyone after the last step', () => {
    const view = { ...removalView(inReview, activity, goal), waitingStep: null };
    expect(waitingAboutRemoval(unitManager, view)).toEqual([]);
  });
});

describe('A proposal that has come back', () => {
  const referredBack = proposalAfter(...wayTo.REFERRED_BACK);

  it('rule 22: waits for its author, when a reviewer has returned it and when the board has referred it back', () => {
    const revising = { kind: 'REVISE_REMOVAL', ...shown, next: next('reviseRemoval') };
    expect(waiting(clerk, proposalAfter(proposed(), returned))).toEqual([revising]);
    expect(waiting(clerk, referredBack)).toEqual([{ ...revising, since: '2026-05-11' }]);
  });

  it.each([otherClerk, unitManager, head, controller])('does not wait for $personId, who did not write it', (who) => {
    expect(waiting(who, proposalAfter(proposed(), returned))).toEqual([]);
    expect(waiting(who, referredBack)).toEqual([]);
  });
});

describe('A reviewed proposal', () => {
  const reviewed = proposalAfter(...wayTo.REVIEWED);

  it('rule 73: waits for any clerk to put it to the board', () => {
    const putting = { kind: 'PUT_TO_BOARD', ...shown, next: next('addRemovalPoint') };
    expect(waiting(clerk, reviewed)).toEqual([putting]);
    expect(waiting(otherClerk, reviewed)).toEqual([putting]);
  });

  it.each([unitManager, head, controller, secretary, auditor])('rule 51: does not wait for $personId', (who) => {
    expect(waiting(who, reviewed)).toEqual([]);
  });
});

describe('A proposal in any status', () => {
  const quiet = ['BEFORE_BOARD', 'APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED'] as const;
  const everyone = [clerk, otherClerk, unitManager, head, bothSteps, clerkAndManager, controller, secretary, auditor];

  it.each(quiet)('it waits for nobody when it is %s', (status) => {
    expect(everyone.flatMap((who) => waiting(who, proposalAfter(...wayTo[status])))).toEqual([]);
  });

  it('rule 43: it waits for nobody of another board', () => {
    const wrong = wrongRows(removalStatuses, (status) => {
      const [grant] = stranger.grants;
      const boardId = grant?.boardId ?? board;
      const elsewhere = { ...bothSteps, grants: bothSteps.grants.map((one) => ({ ...one, boardId })) };
      expect([stranger, elsewhere].flatMap((who) => waiting(who, proposalAfter(...wayTo[status])))).toEqual([]);
    });
    expect(wrong).toEqual([]);
  });

  const reviewers = [...everyone, person('urban', 'REVIEWER', 'UNIT_MANAGER'), person('rita', 'REVIEWER')];
  const histories = [
    ...Object.values(wayTo),
    [proposed(clerkAndManager)],
    [proposed(), revised(unitManager)],
    [proposed(), approvedByManager()],
    [proposed(), approvedByManager(bothSteps)],
    [proposed(), approvedByManager(clerkAndManager)],
    [proposed(), approvedByManager(), revised(head)],
  ];
  const cases = histories.flatMap((history) => reviewers.map((who) => ({ proposal: proposalAfter(...history), who })));

  it('rules 17, 18 and 21: a review waits for exactly those who may give it', () => {
    const waited = cases.map(({ proposal, who }) => kindsFor(who, proposal).includes('REVIEW_REMOVAL'));
    const possible = cases.map(({ proposal, who }) => isAccepted(() => review(proposal, who)));
    expect(waited).toEqual(possible);
    expect(waited.filter(Boolean).length).toBeGreaterThan(10);
  });

  it('a revision waits only for a person who may make it', () => {
    const about = cases.filter(({ proposal, who }) => kindsFor(who, proposal).includes('REVISE_REMOVAL'));
    expect(about).toHaveLength(2);
    const refusedTo = about.filter(
      ({ proposal, who }) => !isAccepted(() => reviseRemoval({ proposalId, ...secondText }, [proposal], by(who))),
    );
    expect(refusedTo).toEqual([]);
  });

  function review(proposal: RemovalProposal, who: Person) {
    const command = { version: proposal.review.version, verdict: 'APPROVE', reason: '' } as const;
    return reviewRemoval({ proposalId, ...command }, [proposal], by(who));
  }

  function isAccepted(decide: () => unknown): boolean {
    try {
      decide();
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
});
