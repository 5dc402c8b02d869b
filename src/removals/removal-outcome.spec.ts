import { by, clerk, controller, head, refused, secretary, system } from '../../test/support/given.js';
import {
  activityChange,
  activityChanged,
  activityId,
  approvedByHead,
  approvedByManager,
  decided,
  decisionOf,
  finalised,
  goalAfter,
  matterId,
  model,
  otherMatterId,
  proposalId,
  proposalsAfter,
  proposed,
  proposalAfter,
  putToBoard,
  released,
  reported,
  revised,
  secondProposalId,
  wayTo,
  withdrawalVoided,
  withdrawn,
} from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Actor } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { outcomes } from '../kernel/outcome.js';
import { type RemovalProposal } from './removal.js';
import { removalStatuses } from './removal-process.js';
import {
  changeRemovalActivity,
  putRemovalToBoard,
  recordRemovalFinality,
  releaseRemoval,
  settleRemoval,
  voidRemoval,
} from './removal-outcome.js';

const persons = [clerk, controller, head, secretary];
const systemElsewhere = { ...system, municipalityId: idOf('Municipality', 'annan') };

/** Two proposals by the same clerk: the first one is withdrawn and the second one is open. */
const proposedAgain = proposalsAfter(proposed(), withdrawn, {
  actor: clerk,
  event: {
    type: 'RemovalProposed',
    data: {
      proposalId: secondProposalId,
      activityId,
      category: 'OTHER',
      motivation: 'Ändå.',
      proposedOn: '2026-05-12',
      chain: { version: 0, steps: [] },
      warnings: [],
    },
  },
});

describe('putting a proposal to the board', () => {
  const place = { proposalId, matterId, point: 1 };
  const command = { ...place, version: 1 };
  const reviewedAgain = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];

  it('rule 73: claims a reviewed proposal for the matter', () => {
    const proposals = proposalsAfter(...wayTo.REVIEWED);
    expect(putRemovalToBoard(command, proposals, by(system))).toEqual([{ type: 'RemovalPutToBoard', data: place }]);
  });

  it('rule 26: records that a proposal of another version than the reviewed one is not put to the board', () => {
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...reviewedAgain);
    const notPut = { type: 'RemovalNotPutToBoard', data: { ...place, status: 'REVIEWED' } };
    expect(putRemovalToBoard(command, proposals, by(system))).toEqual([notPut]);
    expect(putRemovalToBoard({ ...command, version: 3 }, proposals, by(system))).toEqual([notPut]);
    expect(putRemovalToBoard({ ...command, version: 2 }, proposals, by(system))).toEqual([
      { type: 'RemovalPutToBoard', data: place },
    ]);
  });

  describe('rule 14: a withdrawal in the same instant as the summons', () => {
    const withdrawal = [...wayTo.REVIEWED, withdrawn];
    const position = proposalAfter(...withdrawal).withdrawal?.position ?? 0;
    const voided = { type: 'RemovalWithdrawalVoided', data: { proposalId, cause: 'SUMMONED' } };
    const notPut = { type: 'RemovalNotPutToBoard', data: { ...place, status: 'WITHDRAWN' } };
    const put = (proposals: readonly RemovalProposal[], summonedAt?: number) =>
      putRemovalToBoard(summonedAt === undefined ? command : { ...command, summonedAt }, proposals, by(system));

    it('is left without effect when the log has it after the summons', () => {
      const proposals = proposalsAfter(...withdrawal);
      expect(put(proposals, position - 1)).toEqual([voided, { type: 'RemovalPutToBoard', data: place }]);
    });

    it('stands when the log has it before the summons, or when an older event does not tell', () => {
      const proposals = proposalsAfter(...withdrawal);
      expect(put(proposals, position + 1)).toEqual([notPut]);
      expect(put(proposals)).toEqual([notPut]);
    });

    it('stands when the proposal was not reviewed, or another took its place since', () => {
      expect(put(proposalsAfter(proposed(), withdrawn), 0)).toEqual([notPut]);
      expect(put(proposedAgain, 0)).toEqual([notPut]);
    });

    it('leaves the review as it was', () => {
      const before = proposalAfter(...wayTo.REVIEWED);
      const after = proposalAfter(...withdrawal, withdrawalVoided);
      expect({ status: after.status, review: after.review, withdrawal: after.withdrawal }).toEqual({
        ...{ status: 'REVIEWED', review: before.review, withdrawal: null },
      });
    });
  });

  it('rule 26: records that a proposal cannot be had in any status but REVIEWED', () => {
    const wrong = wrongRows(
      removalStatuses.filter((status) => status !== 'REVIEWED'),
      (status) => {
        const claim = { proposalId, matterId: otherMatterId, point: 2 };
        expect(putRemovalToBoard({ ...claim, version: 1 }, proposalsAfter(...wayTo[status]), by(system))).toEqual([
          { type: 'RemovalNotPutToBoard', data: { ...claim, status } },
        ]);
      },
    );
    expect(wrong).toEqual([]);
  });

  it.each(persons)('rule 32: is no person’s to do: $personId', (actor) => {
    const proposals = proposalsAfter(...wayTo.REVIEWED);
    refused(() => putRemovalToBoard(command, proposals, by(actor)), 'FORBIDDEN', { allowed: ['SYSTEM'] });
  });

  it('rule 43: finds nothing for another municipality, nor an unknown proposal', () => {
    const proposals = proposalsAfter(...wayTo.REVIEWED);
    refused(() => putRemovalToBoard(command, proposals, by(systemElsewhere)), 'NOT_FOUND', { id: proposalId });
    refused(() => putRemovalToBoard(command, [], by(system)), 'NOT_FOUND', { id: proposalId });
  });
});

describe('the board’s decision', () => {
  it.each(outcomes)('rule 22: reaches a proposal that is before the board: %s', (outcome) => {
    const command = { proposalId, ...decisionOf(outcome) };
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD);
    expect(settleRemoval(command, proposals, by(system))).toEqual([{ type: 'RemovalDecided', data: command }]);
  });

  it('rule 25: reaches it again after it was postponed', () => {
    const command = { proposalId, ...decisionOf('APPROVED') };
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD, decided('POSTPONED'));
    expect(settleRemoval(command, proposals, by(system))).toEqual([{ type: 'RemovalDecided', data: command }]);
  });

  it('rule 22: has nothing to settle in any status but BEFORE_BOARD', () => {
    const wrong = wrongRows(
      removalStatuses.filter((status) => status !== 'BEFORE_BOARD'),
      (status) => {
        const command = { proposalId, ...decisionOf('APPROVED') };
        expect(settleRemoval(command, proposalsAfter(...wayTo[status]), by(system))).toEqual([]);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 14: does not reach it from a matter that names the proposal but did not claim it', () => {
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD);
    const { matterId: _, ...decision } = decisionOf('REJECTED');
    const ofOther = { proposalId, ...decision, matterId: otherMatterId };
    expect(settleRemoval(ofOther, proposals, by(system))).toEqual([]);
    const ofOtherPoint = { ...ofOther, matterId, point: decision.point + 1 };
    expect(settleRemoval(ofOtherPoint, proposals, by(system))).toEqual([]);
  });

  it.each(persons)('rule 32: is carried out by no person: $personId', (actor) => {
    const command = { proposalId, ...decisionOf('APPROVED') };
    const settle = () => settleRemoval(command, proposalsAfter(...wayTo.BEFORE_BOARD), by(actor));
    refused(settle, 'FORBIDDEN', { command: 'settleRemoval', allowed: ['SYSTEM'] });
  });

  it('rule 43: finds nothing for another municipality, nor an unknown proposal', () => {
    const command = { proposalId, ...decisionOf('APPROVED') };
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD);
    refused(() => settleRemoval(command, proposals, by(systemElsewhere)), 'NOT_FOUND', { id: proposalId });
    refused(() => settleRemoval(command, [], by(system)), 'NOT_FOUND', { id: proposalId });
  });
});

describe('voiding the proposal of a completed activity', () => {
  const completed = goalAfter(reported('T1', 'COMPLETED_AS_PLANNED'));
  /** The report of completion has log position 2. The proposal of `late` follows the report in the log. */
  const late = { proposalId, position: 3 };
  const early = { proposalId, position: 2 };
  const voidIt = (proposals: readonly RemovalProposal[], command = late, goal = completed, actor: Actor = system) =>
    voidRemoval(command, proposals, { goal, model }, by(actor));

  it.each(['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'] as const)(
    'rule 12: voids one that is %s',
    (status) => {
      expect(voidIt(proposalsAfter(...wayTo[status]))).toEqual([
        { type: 'RemovalVoided', data: { proposalId, cause: 'ACTIVITY_COMPLETED' } },
      ]);
    },
  );

  it('rule 15: keeps a proposal that was in the log before the report of completion', () => {
    expect(voidIt(proposalsAfter(proposed()), early)).toEqual([]);
  });

  it('rule 12: keeps a proposal about an activity that is not completed', () => {
    expect(voidIt(proposalsAfter(proposed()), late, goalAfter())).toEqual([]);
    expect(voidIt(proposalsAfter(proposed()), late, goalAfter(reported('T1', 'ON_HOLD')))).toEqual([]);
  });

  it.each(['APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED'] as const)(
    'rule 12: has nothing to do when it is %s',
    (status) => {
      expect(voidIt(proposalsAfter(...wayTo[status]))).toEqual([]);
    },
  );

  it('rule 12: leaves an ended proposal alone when another is open', () => {
    expect(voidIt(proposedAgain)).toEqual([]);
    expect(voidIt(proposedAgain, { proposalId: secondProposalId, position: 5 })).toEqual([
      { type: 'RemovalVoided', data: { proposalId: secondProposalId, cause: 'ACTIVITY_COMPLETED' } },
    ]);
  });

  it('rule 12: does nothing without a proposal', () => {
    expect(voidIt([])).toEqual([]);
  });

  it('rule 14: keeps a proposal that is before the board', () => {
    expect(voidIt(proposalsAfter(...wayTo.REVIEWED, putToBoard))).toEqual([]);
  });

  it.each(persons)('is no person’s to do: $personId', (actor) => {
    const proposals = proposalsAfter(proposed());
    refused(() => voidIt(proposals, late, completed, actor), 'FORBIDDEN', { allowed: ['SYSTEM'] });
  });

  it('rule 43: finds nothing for another municipality, nor an unknown activity', () => {
    const proposals = proposalsAfter(proposed());
    refused(() => voidIt(proposals, late, completed, systemElsewhere), 'NOT_FOUND', { id: proposalId });
    refused(() => voidIt(proposals, late, null), 'NOT_FOUND', { id: activityId });
  });
});

describe('a change of the activity of an open proposal', () => {
  const changed = (proposals: readonly RemovalProposal[], position = 9, actor: Actor = system) =>
    changeRemovalActivity({ activityId, ...activityChange, position }, proposals, by(actor));
  const event = { type: 'RemovalActivityChanged', data: { proposalId, ...activityChange } };

  it.each(['IN_REVIEW', 'REVIEWED', 'BEFORE_BOARD'] as const)('rule 20: is recorded when it is %s', (status) => {
    expect(changed(proposalsAfter(...wayTo[status]))).toEqual([event]);
  });

  it('rule 20: lets every approval lapse, and nobody becomes an author by it', () => {
    const proposal = proposalAfter(...wayTo.REVIEWED, activityChanged);
    const { status, review, versions } = proposal;
    expect({ status, version: review.version, approvals: review.approvals, authors: review.authors }).toEqual({
      ...{ status: 'IN_REVIEW', version: 2, approvals: [], authors: [clerk.personId] },
    });
    expect(review.lapsed.map((approval) => approval.by)).toEqual(['ulla', 'frida']);
    const [first, second] = versions;
    expect(first).toMatchObject({ number: 1, activityChange: null });
    expect(second).toMatchObject({ number: 2, motivation: first?.motivation, activityChange });
  });

  it('rule 33: leaves a proposal that the board has, and counts when the board releases it', () => {
    const atBoard = proposalAfter(...wayTo.BEFORE_BOARD, activityChanged);
    expect(atBoard).toMatchObject({ status: 'BEFORE_BOARD', review: { version: 1, lapsed: [] } });
    const free = proposalAfter(...wayTo.BEFORE_BOARD, activityChanged, released);
    expect(free).toMatchObject({ status: 'IN_REVIEW', matter: null, review: { version: 2, approvals: [] } });
    expect(free.versions.at(-1)?.activityChange).toEqual(activityChange);
  });

  it('rule 25: counts when the board releases the proposal after it was postponed, not after it was referred back', () => {
    const change = [...wayTo.BEFORE_BOARD, activityChanged];
    expect(proposalAfter(...change, decided('POSTPONED')).changeMeanwhile).toEqual(activityChange);
    expect(proposalAfter(...change, decided('REFERRED_BACK')).changeMeanwhile).toBeNull();
  });

  it('rule 50: is nothing new to a proposal that came after it, nor to one that has ended', () => {
    const { position } = proposalAfter(proposed());
    expect(changed(proposalsAfter(proposed()), position - 1)).toEqual([]);
    expect(changed(proposalsAfter(...wayTo.APPROVED))).toEqual([]);
    expect(changed([])).toEqual([]);
  });

  it.each(persons)('is no person’s to record: $personId', (actor) => {
    refused(() => changed(proposalsAfter(proposed()), 9, actor), 'FORBIDDEN', { allowed: ['SYSTEM'] });
  });
});

describe('releasing a proposal from a cancelled meeting', () => {
  const command = { proposalId, matterId };

  it('rule 78: makes it reviewed again', () => {
    expect(releaseRemoval(command, proposalsAfter(...wayTo.BEFORE_BOARD), by(system))).toEqual([
      { type: 'RemovalReleased', data: command },
    ]);
  });

  it('rule 78: keeps a proposal that another matter has before the board', () => {
    const other = { proposalId, matterId: otherMatterId };
    expect(releaseRemoval(other, proposalsAfter(...wayTo.BEFORE_BOARD), by(system))).toEqual([]);
  });

  it('rule 25: keeps a postponed proposal before the board', () => {
    const postponed = proposalsAfter(...wayTo.BEFORE_BOARD, decided('POSTPONED'));
    expect(releaseRemoval(command, postponed, by(system))).toEqual([]);
  });

  it('rule 22: releases a proposal that was referred back once and is before the board again', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2), putToBoard];
    expect(releaseRemoval(command, proposalsAfter(...wayTo.REFERRED_BACK, ...again), by(system))).toHaveLength(1);
  });

  it.each(persons)('rule 14: is no person’s to do: $personId', (actor) => {
    const release = () => releaseRemoval(command, proposalsAfter(...wayTo.BEFORE_BOARD), by(actor));
    refused(release, 'FORBIDDEN', { command: 'releaseRemoval', allowed: ['SYSTEM'] });
  });

  it('rule 43: finds nothing for another municipality, nor an unknown proposal', () => {
    const proposals = proposalsAfter(...wayTo.BEFORE_BOARD);
    refused(() => releaseRemoval(command, proposals, by(systemElsewhere)), 'NOT_FOUND', { id: proposalId });
    refused(() => releaseRemoval(command, [], by(system)), 'NOT_FOUND', { id: proposalId });
  });
});

describe('the finality of the board’s decision', () => {
  const command = { proposalId, matterId, point: 1, finality: 'APPEALED', on: '2026-06-04' } as const;
  const approved = proposalsAfter(...wayTo.APPROVED);

  it('rule 40: reaches the proposal that it is about', () => {
    expect(recordRemovalFinality(command, approved, by(system))).toEqual([
      { type: 'RemovalFinalityRecorded', data: command },
    ]);
  });

  it('rule 40: is recorded once, and again when it has changed', () => {
    const appealed = proposalsAfter(...wayTo.APPROVED, finalised('APPEALED', '2026-06-04'));
    expect(recordRemovalFinality(command, appealed, by(system))).toEqual([]);
    expect(recordRemovalFinality({ ...command, on: '2026-06-05' }, appealed, by(system))).toHaveLength(1);
    expect(recordRemovalFinality({ ...command, finality: 'IN_FORCE' }, appealed, by(system))).toHaveLength(1);
  });

  it('rule 35: ends with an annulment', () => {
    expect(recordRemovalFinality(command, proposalsAfter(...wayTo.ANNULLED), by(system))).toEqual([]);
  });

  it('rule 40: records nothing for another point, another matter or an undecided point', () => {
    expect(recordRemovalFinality({ ...command, point: 2 }, approved, by(system))).toEqual([]);
    expect(recordRemovalFinality({ ...command, matterId: otherMatterId }, approved, by(system))).toEqual([]);
    expect(recordRemovalFinality(command, proposalsAfter(...wayTo.BEFORE_BOARD), by(system))).toEqual([]);
  });

  it.each(persons)('rule 32: is carried by no person: $personId', (actor) => {
    const record = () => recordRemovalFinality(command, approved, by(actor));
    refused(record, 'FORBIDDEN', { command: 'recordRemovalFinality', allowed: ['SYSTEM'] });
  });

  it('rule 43: finds nothing for another municipality, nor an unknown proposal', () => {
    refused(() => recordRemovalFinality(command, approved, by(systemElsewhere)), 'NOT_FOUND', { id: proposalId });
    refused(() => recordRemovalFinality(command, [], by(system)), 'NOT_FOUND', { id: proposalId });
  });
});
