import {
  by,
  clerk,
  controller,
  head,
  otherClerk,
  refused,
  secretary,
  stranger,
  system,
} from '../../test/support/given.js';
import {
  drafted,
  matterAfter,
  opened,
  other,
  otherRemoval,
  pointAdded,
  pointDecided,
  pointStruck,
  pointStruckByClerk,
  referredBack,
  removal,
  report,
  reviewedMatter,
  summonedMatter,
  wayToMatter,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  goal,
  matterId,
  planId,
  proposalId,
  proposalsAfter,
  revised,
  wayTo,
} from '../../test/support/removal-under-test.js';
import {
  closedPlan,
  followUpClosed,
  followUpOpened,
  openPlan,
  planAfter,
} from '../../test/support/submission-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Actor } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import type { Plan } from '../plans/plan.js';
import { removalStatuses } from '../removals/removal-process.js';
import type { Matter } from './matter.js';
import { addOtherPoint, addRemovalPoint, addReportPoint, strikePoint } from './matter-points.js';

const reviewed = proposalsAfter(...wayTo.REVIEWED);
const goals = goal === null ? [] : [goal];
const empty = matterAfter(opened);
const draft = matterAfter(...drafted);
const beforeBoard = matterAfter(...summonedMatter);
const postponed = matterAfter(...wayToMatter.POSTPONED);
const back = matterAfter(...referredBack);
const decided = matterAfter(...wayToMatter.DECIDED);

/** Persons whose roles for the board do not allow the commands under test. */
const others = [controller, head, secretary];

describe('rule 76: what passes the chain of follow-ups is put into a matter of that kind', () => {
  const otherKind: Matter = { ...empty, kind: 'OTHER' };

  it('refuses a report and a removal in another', () => {
    const command = { matterId, planId, tertial: 'T1' } as const;
    refused(() => addReportPoint(command, otherKind, closedPlan, by(clerk)), 'OTHER_KIND_OF_MATTER', { kind: 'OTHER' });
    const removing = { matterId, proposalId };
    refused(
      () => addRemovalPoint(removing, otherKind, { proposals: reviewed, goals }, by(clerk)),
      'OTHER_KIND_OF_MATTER',
    );
  });
});

describe('adding the report as a point', () => {
  const add = (matter: Matter | null, plan: Plan | null = closedPlan, actor: Actor = clerk, given = {}) =>
    addReportPoint({ matterId, planId, tertial: 'T1', ...given }, matter, plan, by(actor));

  it('rule 73: asks the board to approve it', () => {
    expect(add(empty)).toEqual([pointAdded(1, report).event]);
  });

  it('names the tertial and the year', () => {
    const closedT2 = planAfter(followUpOpened('T2'), followUpClosed('T2'));
    expect(add(empty, closedT2, clerk, { tertial: 'T2' })[0]?.data).toMatchObject({
      proposedWording: 'Godkänna redovisningen av måluppföljning per tertial 2 2026',
    });
  });

  it('refuses a follow-up that is open, or was never opened', () => {
    refused(() => add(empty, openPlan), 'FOLLOW_UP_NOT_CLOSED', { tertial: 'T1' });
    refused(() => add(empty, closedPlan, clerk, { tertial: 'T2' }), 'FOLLOW_UP_NOT_CLOSED', { tertial: 'T2' });
  });

  it('refuses the same report twice, also when it was referred back: it comes back under its own number', () => {
    refused(() => add(matterAfter(opened, pointAdded(1, report))), 'POINT_EXISTS', { point: 1 });
    const back = [pointDecided(1, report, 'REFERRED_BACK'), pointDecided(2, removal, 'APPROVED')];
    refused(() => add(matterAfter(...summonedMatter, ...back)), 'POINT_EXISTS', { point: 1 });
  });

  it('accepts another tertial’s report beside it', () => {
    const closedT2 = planAfter(followUpOpened('T2'), followUpClosed('T2'));
    expect(add(matterAfter(opened, pointAdded(1, report)), closedT2, clerk, { tertial: 'T2' })).toHaveLength(1);
  });

  it('accepts it again, with a number of its own, when it was struck', () => {
    expect(add(matterAfter(opened, pointAdded(1, report), pointStruckByClerk(1)))).toEqual([
      pointAdded(2, report).event,
    ]);
  });

  it('refuses a matter or a plan that is not there', () => {
    refused(() => add(null), 'NOT_FOUND', { id: matterId });
    refused(() => add(empty, null), 'NOT_FOUND', { id: planId });
  });

  it('rule 14: refuses a matter that is before the board', () => {
    refused(() => add(beforeBoard), 'MATTER_STATUS', { status: 'BEFORE_BOARD' });
  });

  it('rule 25: refuses a matter with a postponed point', () => {
    refused(() => add(postponed), 'MATTER_POSTPONED', { point: 2 });
  });

  it('rule 43: does not find another board’s plan', () => {
    const elsewhere = idOf('Plan', 'exempel.bun.2026');
    refused(() => add(empty, closedPlan, clerk, { planId: elsewhere }), 'NOT_FOUND', { id: elsewhere });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => add(empty, closedPlan, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([...others, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => add(empty, closedPlan, actor), 'FORBIDDEN', { command: 'addReportPoint', allowed: ['CLERK'] });
  });
});

describe('adding a removal as a point', () => {
  const add = (
    matter: Matter | null,
    given: Partial<Parameters<typeof addRemovalPoint>[2]> = {},
    actor: Actor = clerk,
  ) => addRemovalPoint({ matterId, proposalId }, matter, { proposals: reviewed, goals, ...given }, by(actor));

  it('rule 73: asks the board to take the activity out of the plan', () => {
    expect(add(empty)).toEqual([pointAdded(1, removal).event]);
  });

  it('rule 26: binds the point to the version that was reviewed', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
    expect(add(empty, { proposals })).toEqual([pointAdded(1, { ...removal, version: 2 }).event]);
  });

  it('rule 73: refuses a proposal in every status but REVIEWED', () => {
    const wrong = wrongRows(
      removalStatuses.filter((status) => status !== 'REVIEWED'),
      (status) => {
        refused(() => add(empty, { proposals: proposalsAfter(...wayTo[status]) }), 'PROPOSAL_NOT_REVIEWED', {
          proposalId,
          status,
        });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 20: refuses a proposal that was changed after its approval', () => {
    const proposals = proposalsAfter(...wayTo.REVIEWED, revised());
    refused(() => add(empty, { proposals }), 'PROPOSAL_NOT_REVIEWED', { status: 'IN_REVIEW' });
  });

  it('refuses the same proposal twice', () => {
    refused(() => add(draft), 'POINT_EXISTS', { point: 2 });
  });

  it('rule 25: refuses a matter with a postponed point', () => {
    refused(() => add(postponed), 'MATTER_POSTPONED', { point: 2 });
  });

  it('rule 25: refuses the same proposal again after a referral back: it comes back under its own number', () => {
    refused(() => add(back), 'POINT_EXISTS', { point: 2 });
  });

  it('rule 25: accepts another proposal after a referral back', () => {
    const other = matterAfter(opened, pointAdded(1, report), pointAdded(2, otherRemoval));
    expect(add(other)).toEqual([pointAdded(3, removal).event]);
  });

  it('rule 14: refuses a matter that is before the board, or decided for good', () => {
    refused(() => add(beforeBoard), 'MATTER_STATUS', { status: 'BEFORE_BOARD' });
    refused(() => add(decided), 'MATTER_STATUS', { status: 'DECIDED' });
  });

  it('refuses what is not there: the matter, the proposal, the activity', () => {
    refused(() => add(null), 'NOT_FOUND', { id: matterId });
    refused(() => add(empty, { proposals: [] }), 'NOT_FOUND', { id: proposalId });
    refused(() => add(empty, { goals: [] }), 'NOT_FOUND', { id: activityId });
  });

  it('rule 43: does not find another board’s proposal', () => {
    const elsewhere = idOf('RemovalProposal', 'exempel.bun.2026.g1.a1.r1');
    const [proposal] = reviewed;
    if (proposal === undefined) throw new Error('A proposal is reviewed.');
    const command = { matterId, proposalId: elsewhere };
    const subjects = { proposals: [{ ...proposal, id: elsewhere }], goals };
    refused(() => addRemovalPoint(command, empty, subjects, by(clerk)), 'NOT_FOUND', { id: elsewhere });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => add(empty, {}, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([...others, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => add(empty, {}, actor), 'FORBIDDEN', { command: 'addRemovalPoint', allowed: ['CLERK'] });
  });
});

describe('adding a point in words of one’s own', () => {
  const add = (matter: Matter | null, wording = wordingOf(other), actor: Actor = clerk) =>
    addOtherPoint({ matterId, wording }, matter, by(actor));

  it('rule 73: asks the board to decide it', () => {
    expect(add(empty)).toEqual([pointAdded(1, other).event]);
    expect(add(draft)).toEqual([pointAdded(3, other).event]);
  });

  it('accepts several', () => {
    expect(add(matterAfter(opened, pointAdded(1, other)), 'Något annat')).toHaveLength(1);
  });

  it.each(['', ' \n'])('refuses a blank wording: %j', (wording) => {
    refused(() => add(empty, wording), 'TEXT_MISSING', { field: 'wording' });
  });

  it('rule 25: refuses a matter with a postponed point, and accepts it after a referral back', () => {
    refused(() => add(postponed), 'MATTER_POSTPONED', { point: 2 });
    expect(add(back)).toEqual([pointAdded(3, other).event]);
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => add(empty, 'Något', stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([...others, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => add(empty, 'Något', actor), 'FORBIDDEN', { command: 'addOtherPoint', allowed: ['CLERK'] });
  });
});

describe('striking a point', () => {
  const strike = (matter: Matter | null, actor: Actor = clerk, point = 2) =>
    strikePoint({ matterId, point }, matter, by(actor));

  it('is a clerk’s to do while the matter can be changed', () => {
    const data = { matterId, number: 2, cause: 'BY_CLERK' };
    expect(strike(draft)).toEqual([{ type: 'DecisionPointStruck', data }]);
    expect(strike(draft, otherClerk)).toEqual([{ type: 'DecisionPointStruck', data }]);
    expect(strike(matterAfter(...reviewedMatter))).toEqual([{ type: 'DecisionPointStruck', data }]);
  });

  it('rule 22: gives up a point that was referred back', () => {
    expect(strike(back)).toEqual([pointStruckByClerk(2).event]);
  });

  it('rule 46: leaves what the board has decided', () => {
    refused(() => strike(back, clerk, 1), 'POINT_DECIDED', { point: 1, outcome: 'APPROVED' });
  });

  it('has nothing to do with a point that is struck already', () => {
    expect(strike(matterAfter(...drafted, pointStruckByClerk(2)))).toEqual([]);
  });

  it('rule 14: is refused to a clerk once the board has the point', () => {
    refused(() => strike(beforeBoard), 'MATTER_STATUS', { status: 'BEFORE_BOARD' });
    refused(() => strike(postponed), 'MATTER_POSTPONED', { point: 2 });
    refused(() => strike(decided), 'MATTER_STATUS', { status: 'DECIDED' });
  });

  it('rule 26: is done by Tertial itself when the proposal cannot be had', () => {
    expect(strike(beforeBoard, system)).toEqual([pointStruck(2).event]);
  });

  it('has nothing to do for Tertial itself when the point is not before the board', () => {
    expect(strike(draft, system)).toEqual([]);
    expect(strike(decided, system)).toEqual([]);
    expect(strike(matterAfter(...summonedMatter, pointStruck(2)), system)).toEqual([]);
    expect(strike(matterAfter(...summonedMatter, pointDecided(2, removal, 'APPROVED')), system)).toEqual([]);
  });

  it('refuses what is not there: the matter, the point', () => {
    refused(() => strike(null), 'NOT_FOUND', { id: matterId });
    refused(() => strike(draft, clerk, 3), 'NOT_FOUND', { id: `${matterId} 3` });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => strike(draft, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each(others)('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => strike(draft, actor), 'FORBIDDEN', { command: 'strikePoint', allowed: ['CLERK', 'SYSTEM'] });
  });
});
