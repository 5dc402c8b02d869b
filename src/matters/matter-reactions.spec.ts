import { type Happened, recorded, system } from '../../test/support/given.js';
import {
  beforeBoard,
  drafted,
  matterAfter,
  opened,
  otherRemoval,
  pointAdded,
  pointDecided,
  pointStruck,
  removal,
  report,
  submitted,
} from '../../test/support/matter-under-test.js';
import {
  activityId,
  matterId,
  proposalId,
  proposalsAfter,
  proposed,
  putToBoard,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { type Recorded, streamOf } from '../kernel/fold.js';
import { type RemovalEvent, removalFold } from '../removals/removal.js';
import { type MatterEvent, matterFold } from './matter.js';
import { claimProposals, settleProposals, strikeUnavailable } from './matter-reactions.js';
import { outcomes } from './outcome.js';

const matter = matterAfter(...beforeBoard);

function inMatter({ event, actor }: Happened<MatterEvent>): Recorded<MatterEvent> {
  return { ...recorded(event, 4, actor), stream: streamOf(matterFold, matterId) };
}

function inRemoval({ event, actor }: Happened<RemovalEvent>): Recorded<RemovalEvent> {
  return { ...recorded(event, 4, actor), stream: streamOf(removalFold, activityId) };
}

describe('Claiming the proposals of a submitted matter', () => {
  const reactTo = (happened: Happened<MatterEvent>) => claimProposals.react(inMatter(happened), matter);

  it('rule 26: claims each proposal in the version that was submitted, for its point', () => {
    const second = { ...otherRemoval, version: 3 };
    expect(reactTo(submitted([1, report], [2, removal], [4, second]))).toEqual([
      { command: 'putRemovalToBoard', data: { proposalId, version: 1, matterId, point: 2 } },
      { command: 'putRemovalToBoard', data: { proposalId: second.proposalId, version: 3, matterId, point: 4 } },
    ]);
  });

  it('claims nothing for the report', () => {
    expect(reactTo(submitted([1, report]))).toEqual([]);
  });

  it.each([opened, pointAdded(2, removal), pointStruck(2), pointDecided(2, removal, 'APPROVED')])(
    'rule 14: claims nothing before the matter is submitted, nor after: $event.type',
    (happened) => {
      expect(reactTo(happened)).toEqual([]);
      expect(claimProposals.types).not.toContain(happened.event.type);
    },
  );

  it('reads the events of matters, and looks at the matter itself', () => {
    expect(claimProposals.to).toBe(matterFold);
    expect(claimProposals.types).toEqual(['MatterSubmitted']);
    expect(claimProposals.looksAt.fold).toBe(matterFold);
    expect(claimProposals.looksAt.id(inMatter(opened))).toBe(matterId);
  });

  it('has a name that the ids of its commands are made of', () => {
    expect(claimProposals.name).toBe('claim proposals');
  });
});

describe('Striking the point of a proposal that cannot be had', () => {
  const notPut: Happened<RemovalEvent> = {
    actor: system,
    event: { type: 'RemovalNotPutToBoard', data: { proposalId, matterId, point: 2, status: 'WITHDRAWN' } },
  };
  const reactTo = (happened: Happened<RemovalEvent>) =>
    strikeUnavailable.react(inRemoval(happened), proposalsAfter(...wayTo.WITHDRAWN));

  it('rule 26: strikes the point that claimed it', () => {
    expect(reactTo(notPut)).toEqual([{ command: 'strikePoint', data: { matterId, point: 2 } }]);
  });

  it.each([putToBoard, proposed(), ...wayTo.WITHDRAWN.slice(-1), ...wayTo.APPROVED.slice(-1)])(
    'strikes nothing for $event.type',
    (happened) => {
      expect(reactTo(happened)).toEqual([]);
      expect(strikeUnavailable.types).not.toContain(happened.event.type);
    },
  );

  it('reads the events of proposals, and looks at those about the same activity', () => {
    expect(strikeUnavailable.to).toBe(removalFold);
    expect(strikeUnavailable.types).toEqual(['RemovalNotPutToBoard']);
    expect(strikeUnavailable.looksAt.fold).toBe(removalFold);
    expect(strikeUnavailable.looksAt.id(inRemoval(notPut))).toBe(activityId);
  });

  it('has a name that the ids of its commands are made of', () => {
    expect(strikeUnavailable.name).toBe('strike unavailable proposal');
  });
});

describe('Carrying the board’s decision to its proposal', () => {
  const reactTo = (happened: Happened<MatterEvent>) => settleProposals.react(inMatter(happened), matter);

  it.each(outcomes)('rules 22, 24 and 25: is done whatever the outcome: %s', (outcome) => {
    const decision = { outcome, reason: '', date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7' };
    expect(reactTo(pointDecided(2, removal, outcome))).toEqual([
      { command: 'settleRemoval', data: { proposalId, matterId, point: 2, ...decision } },
    ]);
  });

  it('rule 22: carries the reason of a referral back', () => {
    const { event, actor } = pointDecided(2, removal, 'REFERRED_BACK');
    if (event.type !== 'PointDecided') throw new Error('This is no decision.');
    const given = { ...event, data: { ...event.data, reason: 'Utred kostnaden.' } };
    expect(reactTo({ event: given, actor })).toMatchObject([{ data: { reason: 'Utred kostnaden.' } }]);
  });

  it('rule 34: carries nothing of the report', () => {
    expect(outcomes.flatMap((outcome) => reactTo(pointDecided(1, report, outcome)))).toEqual([]);
  });

  it.each([...drafted.slice(0, 2), submitted([2, removal]), pointStruck(2)])('is silent on $event.type', (happened) => {
    expect(reactTo(happened)).toEqual([]);
    expect(settleProposals.types).not.toContain(happened.event.type);
  });

  it('reads the events of matters, and looks at the matter itself', () => {
    expect(settleProposals.to).toBe(matterFold);
    expect(settleProposals.types).toEqual(['PointDecided']);
    expect(settleProposals.looksAt.fold).toBe(matterFold);
    expect(settleProposals.looksAt.id(inMatter(opened))).toBe(matterId);
  });

  it('has a name that the ids of its commands are made of', () => {
    expect(settleProposals.name).toBe('settle proposals');
  });
});
