import {
  after,
  board,
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
  beforeBoard,
  drafted,
  matterAfter,
  opened,
  pointAdded,
  pointDecided,
  pointStruck,
  removal,
  report,
  submitted,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  goal,
  goalAfter,
  goalId,
  matterId,
  planId,
  proposalId,
  proposalsAfter,
  revised,
  wayTo,
} from '../../test/support/removal-under-test.js';
import type { Actor } from '../kernel/act.js';
import { idOf } from '../kernel/identity.js';
import { type Plan, planFold, type PlanEvent } from '../plans/plan.js';
import { removalStatuses } from '../removals/removal-process.js';
import type { Matter } from './matter.js';
import { addRemovalPoint, addReportPoint, openMatter, strikePoint, submitMatter } from './matter-draft.js';

const adopted: PlanEvent = {
  type: 'PlanAdopted',
  data: {
    planId,
    steeringModelId: idOf('SteeringModel', 'exempel.model-2026'),
    decision: { date: '2025-12-10', paragraph: '112', dnr: 'KS 2025/301' },
    goals: [],
  },
};
const followUpOpened: PlanEvent = { type: 'FollowUpOpened', data: { planId, tertial: 'T1', cutOff: '2026-05-08' } };
const followUpClosed: PlanEvent = { type: 'FollowUpClosed', data: { planId, tertial: 'T1' } };
const openPlan = after(planFold, adopted, followUpOpened);
const closedPlan = after(planFold, adopted, followUpOpened, followUpClosed);

const reviewed = proposalsAfter(...wayTo.REVIEWED);
const empty = matterAfter(opened);
const draft = matterAfter(...drafted);
const submittedMatter = matterAfter(...beforeBoard);
const postponed = matterAfter(...beforeBoard, pointDecided(2, removal, 'POSTPONED'));
const referredBack = matterAfter(...beforeBoard, pointDecided(2, removal, 'REFERRED_BACK'));
const decided = matterAfter(...beforeBoard, pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'REJECTED'));

/** Who may not draft a matter: they are known to the board but have other roles. */
const others = [controller, head, secretary];

describe('opening a matter', () => {
  const open = (matter: Matter | null = null, actor: Actor = clerk, given = {}) =>
    openMatter(
      { boardId: board, dnr: ' KS 2026/7 ', title: 'Uppföljning tertial 1 2026', ...given },
      matter,
      by(actor),
    );

  it('section 4.4: is done by a clerk, under a registry number', () => {
    expect(open()).toEqual([opened.event]);
  });

  it('refuses a registry number that has a matter, however it is written', () => {
    refused(() => open(empty), 'MATTER_EXISTS', { matterId });
    refused(() => open(empty, otherClerk, { dnr: 'ks-2026-7' }), 'MATTER_EXISTS', { matterId });
  });

  it.each(['', ' \n'])('refuses a blank title: %j', (title) => {
    refused(() => open(null, clerk, { title }), 'TEXT_MISSING', { field: 'title' });
  });

  it.each(['', ' \n'])('refuses a blank registry number: %j', (dnr) => {
    refused(() => open(null, clerk, { dnr }), 'TEXT_MISSING', { field: 'dnr' });
  });

  it('refuses a registry number without a letter or a figure, under which no matter can be found', () => {
    refused(() => open(null, clerk, { dnr: ' / ' }), 'NOT_FOUND', { id: `${board}.dnr-` });
  });

  it.each([...others, system])('section 2: is done by no other role: $personId', (actor) => {
    refused(() => open(null, actor), 'FORBIDDEN', { command: 'openMatter', allowed: ['CLERK'] });
  });

  it('rule 43: does not find another board', () => {
    refused(() => open(null, stranger), 'NOT_FOUND', { id: board });
  });
});

describe('adding the report as a point', () => {
  const add = (matter: Matter | null, plan: Plan | null = closedPlan, actor: Actor = clerk, given = {}) =>
    addReportPoint({ matterId, planId, tertial: 'T1', ...given }, matter, plan, by(actor));

  it('section 4.4: asks the board to approve it', () => {
    expect(add(empty)).toEqual([pointAdded(1, report).event]);
  });

  it('names the tertial and the year', () => {
    const closedT2 = after(
      planFold,
      adopted,
      { type: 'FollowUpOpened', data: { planId, tertial: 'T2', cutOff: '2026-09-08' } },
      { type: 'FollowUpClosed', data: { planId, tertial: 'T2' } },
    );
    expect(add(empty, closedT2, clerk, { tertial: 'T2' })[0]?.data).toMatchObject({
      proposedWording: 'Godkänna redovisningen av måluppföljning per tertial 2 2026',
    });
  });

  it('refuses a follow-up that is open, or was never opened', () => {
    refused(() => add(empty, openPlan), 'FOLLOW_UP_NOT_CLOSED', { tertial: 'T1' });
    refused(() => add(empty, closedPlan, clerk, { tertial: 'T2' }), 'FOLLOW_UP_NOT_CLOSED', { tertial: 'T2' });
  });

  it('refuses the same report twice', () => {
    refused(() => add(matterAfter(opened, pointAdded(1, report))), 'POINT_EXISTS', { point: 1 });
  });

  it('accepts it again, with a number of its own, when it was struck or referred back', () => {
    expect(add(matterAfter(opened, pointAdded(1, report), pointStruck(1)))).toEqual([pointAdded(2, report).event]);
    const back = matterAfter(...beforeBoard, pointDecided(1, report, 'REFERRED_BACK'));
    expect(add(back)).toEqual([pointAdded(3, report).event]);
  });

  it('refuses a matter or a plan that is not there', () => {
    refused(() => add(null), 'NOT_FOUND', { id: matterId });
    refused(() => add(empty, null), 'NOT_FOUND', { id: planId });
  });

  it('refuses a matter that is before the board', () => {
    refused(() => add(submittedMatter), 'MATTER_ALREADY_SUBMITTED');
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

  it.each([...others, system])('section 2: is done by no other role: $personId', (actor) => {
    refused(() => add(empty, closedPlan, actor), 'FORBIDDEN', { command: 'addReportPoint', allowed: ['CLERK'] });
  });
});

describe('adding a removal as a point', () => {
  const add = (
    matter: Matter | null,
    given: Partial<Parameters<typeof addRemovalPoint>[2]> = {},
    actor: Actor = clerk,
  ) => addRemovalPoint({ matterId, proposalId }, matter, { proposals: reviewed, goal, ...given }, by(actor));

  it('section 4.4: asks the board to take the activity out of the plan', () => {
    expect(add(empty)).toEqual([pointAdded(1, removal).event]);
  });

  it('rule 26: binds the point to the version that was reviewed', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
    expect(add(empty, { proposals })).toEqual([pointAdded(1, { ...removal, version: 2 }).event]);
  });

  it.each(removalStatuses.filter((status) => status !== 'REVIEWED'))(
    'section 4.4: refuses a proposal that is %s',
    (status) => {
      refused(() => add(empty, { proposals: proposalsAfter(...wayTo[status]) }), 'PROPOSAL_NOT_REVIEWED', {
        proposalId,
        status,
      });
    },
  );

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

  it('rule 25: accepts the same proposal again after a referral back', () => {
    expect(add(referredBack)).toEqual([pointAdded(3, removal).event]);
  });

  it('refuses a matter that is before the board, or decided for good', () => {
    refused(() => add(submittedMatter), 'MATTER_ALREADY_SUBMITTED');
    refused(() => add(decided), 'MATTER_ALREADY_SUBMITTED');
  });

  it('refuses what is not there: the matter, the proposal, the activity', () => {
    refused(() => add(null), 'NOT_FOUND', { id: matterId });
    refused(() => add(empty, { proposals: [] }), 'NOT_FOUND', { id: proposalId });
    refused(() => add(empty, { goal: null }), 'NOT_FOUND', { id: activityId });
  });

  it('rule 43: does not find another board’s proposal', () => {
    const elsewhere = idOf('RemovalProposal', 'exempel.bun.2026.g1.a1.r1');
    const [proposal] = reviewed;
    if (proposal === undefined) throw new Error('A proposal is reviewed.');
    const command = { matterId, proposalId: elsewhere };
    const subjects = { proposals: [{ ...proposal, id: elsewhere }], goal };
    refused(() => addRemovalPoint(command, empty, subjects, by(clerk)), 'NOT_FOUND', { id: elsewhere });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => add(empty, {}, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([...others, system])('section 2: is done by no other role: $personId', (actor) => {
    refused(() => add(empty, {}, actor), 'FORBIDDEN', { command: 'addRemovalPoint', allowed: ['CLERK'] });
  });
});

describe('striking a point', () => {
  const strike = (matter: Matter | null, actor: Actor = clerk, point = 2) =>
    strikePoint({ matterId, point }, matter, by(actor));

  it('is a clerk’s to do while the point is a draft', () => {
    const data = { matterId, number: 2, cause: 'BY_CLERK' };
    expect(strike(draft)).toEqual([{ type: 'DecisionPointStruck', data }]);
    expect(strike(draft, otherClerk)).toEqual([{ type: 'DecisionPointStruck', data }]);
  });

  it('rule 14: is refused to a clerk once the board has the point', () => {
    refused(() => strike(submittedMatter), 'MATTER_ALREADY_SUBMITTED');
    refused(() => strike(postponed), 'MATTER_ALREADY_SUBMITTED');
    refused(() => strike(decided), 'MATTER_ALREADY_SUBMITTED');
  });

  it('rule 26: is done by Tertial itself when the proposal cannot be had', () => {
    expect(strike(submittedMatter, system)).toEqual([pointStruck(2).event]);
  });

  it('has nothing to do for Tertial itself when the point is not before the board', () => {
    expect(strike(draft, system)).toEqual([]);
    expect(strike(decided, system)).toEqual([]);
    expect(strike(matterAfter(...beforeBoard, pointStruck(2)), system)).toEqual([]);
  });

  it('refuses what is not there: the matter, the point', () => {
    refused(() => strike(null), 'NOT_FOUND', { id: matterId });
    refused(() => strike(draft, clerk, 3), 'NOT_FOUND', { id: `${matterId} 3` });
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => strike(draft, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each(others)('section 2: is done by no other role: $personId', (actor) => {
    refused(() => strike(draft, actor), 'FORBIDDEN', { command: 'strikePoint', allowed: ['CLERK', 'SYSTEM'] });
  });
});

describe('submitting a matter', () => {
  const submit = (
    matter: Matter | null,
    given: Partial<Parameters<typeof submitMatter>[2]> = {},
    actor: Actor = clerk,
  ) => {
    const goals = goal === null ? [] : [goal];
    return submitMatter({ matterId }, matter, { proposals: reviewed, goals, ...given }, by(actor));
  };

  it('section 4.4: gives its points to the board', () => {
    expect(submit(draft)).toEqual([submitted([1, report], [2, removal]).event]);
  });

  it('rule 33: takes the activity’s wording as it is that day', () => {
    const reworded = goalAfter({
      type: 'ActivityReworded',
      data: {
        activityId,
        heading: 'Arkivera digitalt',
        description: '',
        decision: { date: '2026-05-11', paragraph: '40', dnr: 'KS 2026/5' },
      },
    });
    expect(submit(draft, { goals: reworded === null ? [] : [reworded] })[0]?.data).toMatchObject({
      points: [
        { number: 1, proposedWording: wordingOf(report) },
        { number: 2, proposedWording: 'Aktiviteten Arkivera digitalt tas ur verksamhetsplan för 2026' },
      ],
    });
  });

  it('rule 26: binds the point to the version that is reviewed that day', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
    expect(submit(draft, { proposals })).toEqual([submitted([1, report], [2, { ...removal, version: 2 }]).event]);
  });

  it('rule 25: gives only what is new after a referral back', () => {
    const again = matterAfter(
      ...beforeBoard,
      pointDecided(1, report, 'APPROVED'),
      pointDecided(2, removal, 'REFERRED_BACK'),
      pointAdded(3, removal),
    );
    expect(submit(again)).toEqual([submitted([3, removal]).event]);
  });

  it('rule 25: gives nothing more while a point is postponed', () => {
    const growing = matterAfter(
      ...beforeBoard,
      pointDecided(1, report, 'REFERRED_BACK'),
      pointAdded(3, report),
      pointDecided(2, removal, 'POSTPONED'),
    );
    refused(() => submit(growing), 'MATTER_POSTPONED', { point: 2 });
    refused(() => submit(postponed), 'MATTER_POSTPONED', { point: 2 });
  });

  it('leaves out what was struck', () => {
    expect(submit(matterAfter(...drafted, pointStruck(1)))).toEqual([submitted([2, removal]).event]);
  });

  it.each(removalStatuses.filter((status) => status !== 'REVIEWED'))(
    'rule 26: refuses a proposal that is %s by now',
    (status) => {
      refused(() => submit(draft, { proposals: proposalsAfter(...wayTo[status]) }), 'PROPOSAL_NOT_REVIEWED', {
        proposalId,
        status,
      });
    },
  );

  it('refuses a matter without points', () => {
    refused(() => submit(empty), 'MATTER_WITHOUT_POINTS');
    refused(() => submit(matterAfter(opened, pointAdded(1, report), pointStruck(1))), 'MATTER_WITHOUT_POINTS');
  });

  it('refuses to give the same twice', () => {
    refused(() => submit(submittedMatter), 'MATTER_ALREADY_SUBMITTED');
    refused(() => submit(decided), 'MATTER_ALREADY_SUBMITTED');
  });

  it('refuses what is not there: the matter, the proposal, the activity', () => {
    refused(() => submit(null), 'NOT_FOUND', { id: matterId });
    refused(() => submit(draft, { proposals: [] }), 'NOT_FOUND', { id: proposalId });
    refused(() => submit(draft, { goals: [] }), 'NOT_FOUND', { id: activityId });
  });

  it('finds the activity among the goals of the plan', () => {
    const other = goal === null ? [] : [{ ...goal, id: idOf('Goal', `${planId}.g2`), activities: [] }, goal];
    expect(other.map(({ id }) => id)).toEqual([`${planId}.g2`, goalId]);
    expect(submit(draft, { goals: other })).toEqual([submitted([1, report], [2, removal]).event]);
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => submit(draft, {}, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([...others, system])('section 2: is done by no other role: $personId', (actor) => {
    refused(() => submit(draft, {}, actor), 'FORBIDDEN', { command: 'submitMatter', allowed: ['CLERK'] });
  });
});
