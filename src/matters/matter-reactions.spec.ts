import { type Happened, recorded, system } from '../../test/support/given.js';
import {
  drafted,
  finalityRecorded,
  matterAfter,
  matterReleased,
  nextMeetingId,
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
  submittedBefore,
  summoned,
  summonedMatter,
  versionSubmitted,
  wayToMatter,
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
import { wrongRows } from '../../test/support/wrong-rows.js';
import { type Recorded, streamOf } from '../kernel/fold.js';
import { type RemovalEvent, removalFold } from '../removals/removal.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import {
  claimProposals,
  finaliseProposals,
  releaseProposals,
  settleProposals,
  strikeUnavailable,
} from './matter-reactions.js';
import { outcomes } from '../kernel/outcome.js';

const matter = matterAfter(...summonedMatter);

function inMatter({ event, actor }: Happened<MatterEvent>): Recorded<MatterEvent> {
  return { ...recorded(event, 4, actor), stream: streamOf(matterFold, matterId) };
}

function inRemoval({ event, actor }: Happened<RemovalEvent>): Recorded<RemovalEvent> {
  return { ...recorded(event, 4, actor), stream: streamOf(removalFold, activityId) };
}

describe('Claiming the proposals of a summoned matter', () => {
  const reactTo = (happened: Happened<MatterEvent>, state = matter) => claimProposals.react(inMatter(happened), state);
  const claim = { command: 'putRemovalToBoard', data: { proposalId, version: 1, matterId, point: 2 } };

  it('rule 26: claims each proposal in the version that was summoned, for its point', () => {
    const second = { ...otherRemoval, version: 3 };
    const sent = summoned(1, [
      [1, report],
      [2, removal],
      [3, other],
      [4, second],
    ]);
    expect(reactTo(sent, matterAfter(...drafted, pointAdded(3, other), pointAdded(4, second), sent))).toEqual([
      claim,
      { command: 'putRemovalToBoard', data: { proposalId: second.proposalId, version: 3, matterId, point: 4 } },
    ]);
  });

  it('rule 14: tells the claim where the log has the summons', () => {
    const sent = summoned(1, [[2, removal]]);
    if (sent.event.type !== 'MatterSummoned') throw new Error('The matter is summoned.');
    const placed = { ...sent, event: { ...sent.event, data: { ...sent.event.data, summonedAt: 41 } } };
    expect(reactTo(placed, matterAfter(...drafted, placed))).toEqual([
      { ...claim, data: { ...claim.data, summonedAt: 41 } },
    ]);
  });

  it('rule 46: claims those of a matter that was given to the board before meetings were kept here', () => {
    expect(reactTo(submittedBefore([1, report], [2, removal]))).toEqual([claim]);
  });

  it('rule 25: claims nothing that was postponed, since the board has had it all the time', () => {
    const again = summoned(1, [[2, removal]], nextMeetingId);
    const postponed = wayToMatter.POSTPONED;
    expect(reactTo(again, matterAfter(...postponed, again))).toEqual([]);
    const decided = pointDecided(2, removal, 'APPROVED', nextMeetingId);
    expect(reactTo(again, matterAfter(...postponed, again, decided))).toEqual([]);
  });

  it('rule 14: claims what the meeting has postponed before the claim was made', () => {
    const late = matterAfter(...summonedMatter, pointDecided(2, removal, 'POSTPONED'));
    expect(reactTo(summoned(), late)).toEqual([claim]);
  });

  it('rule 22: claims anew what was referred back', () => {
    const again = [versionSubmitted(2, [[2, removal]]), summoned(2, [[2, removal]], nextMeetingId)];
    expect(reactTo(summoned(2, [[2, removal]], nextMeetingId), matterAfter(...referredBack, ...again))).toEqual([
      claim,
    ]);
  });

  it('rule 14: claims nothing of a matter that the meeting has let go of before the claim was made', () => {
    const released = [...summonedMatter, matterReleased()];
    expect(reactTo(summoned(), matterAfter(...released))).toEqual([]);
    const later = matterAfter(...released, summoned(1, [[2, removal]], nextMeetingId));
    expect(reactTo(summoned(), later)).toEqual([]);
    expect(reactTo(summoned(1, [[2, removal]], nextMeetingId), later)).toEqual([claim]);
  });

  it('claims nothing for the report', () => {
    expect(reactTo(summoned(1, [[1, report]]))).toEqual([]);
  });

  it('rule 14: claims nothing before the matter is summoned, nor after', () => {
    const wrong = wrongRows(
      [...reviewedMatter, pointStruck(2), matterReleased(), pointDecided(2, removal, 'APPROVED')],
      (happened) => {
        expect(reactTo(happened)).toEqual([]);
        expect(claimProposals.types).not.toContain(happened.event.type);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('reads the events of matters, and looks at the matter itself', () => {
    expect(claimProposals.to).toBe(matterFold);
    expect(claimProposals.types).toEqual(['MatterSummoned', 'MatterSubmitted']);
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
    const reason = outcome === 'REFERRED_BACK' ? 'Utred kostnaden.' : '';
    const decision = { outcome, reason, date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7' };
    expect(reactTo(pointDecided(2, removal, outcome))).toEqual([
      { command: 'settleRemoval', data: { proposalId, matterId, point: 2, ...decision } },
    ]);
  });

  it('rule 34: carries nothing of the report', () => {
    expect(outcomes.flatMap((outcome) => reactTo(pointDecided(1, report, outcome)))).toEqual([]);
  });

  it.each([...drafted.slice(0, 2), summoned(), pointStruck(2)])('is silent on $event.type', (happened) => {
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

describe('Letting go of the proposals of a matter that is released', () => {
  const reactTo = (...events: readonly Happened<MatterEvent>[]) =>
    releaseProposals.react(inMatter(matterReleased()), matterAfter(...events));
  const released = { command: 'releaseRemoval', data: { proposalId, matterId } };

  it('rule 14: is done with each that the board has not spoken of', () => {
    expect(reactTo(...summonedMatter, matterReleased())).toEqual([released]);
    expect(reactTo(...reviewedMatter, pointAdded(3, otherRemoval), summoned(), matterReleased())).toEqual([
      released,
      { command: 'releaseRemoval', data: { proposalId: otherRemoval.proposalId, matterId } },
    ]);
  });

  it('rule 14: is done with one that was struck from the matter meanwhile', () => {
    expect(reactTo(...summonedMatter, matterReleased(), pointStruckByClerk(2))).toEqual([released]);
  });

  it('rule 22: is done with one that came back after a referral', () => {
    const again = [versionSubmitted(2, [[2, removal]]), summoned(2, [[2, removal]]), matterReleased()];
    expect(reactTo(...referredBack, ...again)).toEqual([released]);
  });

  it('rule 25: is not done with one that is postponed, which stays the board’s', () => {
    expect(reactTo(...wayToMatter.POSTPONED, summoned(1, [[2, removal]]), matterReleased())).toEqual([]);
  });

  it.each(['APPROVED', 'REJECTED', 'WITHDRAWN'] as const)('rule 22: is not done with one that is %s', (outcome) => {
    expect(reactTo(...summonedMatter, pointDecided(2, removal, outcome), matterReleased())).toEqual([]);
  });

  it('is silent on everything else, and where there is no matter', () => {
    expect(releaseProposals.react(inMatter(summoned()), matter)).toEqual([]);
    expect(releaseProposals.react(inMatter(matterReleased()), null)).toEqual([]);
    expect(releaseProposals.types).toEqual(['MatterReleased']);
    expect(releaseProposals.looksAt.id(inMatter(opened))).toBe(matterId);
  });

  it('has a name that the ids of its commands are made of', () => {
    expect(releaseProposals.name).toBe('release proposals');
  });
});

describe('Carrying to its proposal how final a decision is', () => {
  const reactTo = (happened: Happened<MatterEvent>) => finaliseProposals.react(inMatter(happened), matter);

  it.each(['APPEALED', 'IN_FORCE', 'ANNULLED'] as const)('rules 35 and 40: is done: %s', (finality) => {
    expect(reactTo(finalityRecorded(2, removal, finality))).toEqual([
      { command: 'recordRemovalFinality', data: { proposalId, matterId, point: 2, finality, on: '2026-06-09' } },
    ]);
  });

  it('carries nothing of the report, nor of anything else', () => {
    expect(reactTo(finalityRecorded(1, report, 'IN_FORCE'))).toEqual([]);
    expect(reactTo(pointDecided(2, removal, 'APPROVED'))).toEqual([]);
    expect(finaliseProposals.types).toEqual(['PointFinalityRecorded']);
    expect(finaliseProposals.looksAt.id(inMatter(opened))).toBe(matterId);
  });

  it('has a name that the ids of its commands are made of', () => {
    expect(finaliseProposals.name).toBe('finalise proposals');
  });
});
