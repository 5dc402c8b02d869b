import {
  auditor,
  by,
  clerk,
  controller,
  head,
  refused,
  secretary,
  stranger,
  system,
} from '../../test/support/given.js';
import {
  beforeBoard,
  drafted,
  matterAfter,
  pointDecided,
  pointStruck,
  removal,
  report,
  submitted,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import {
  approvedByHead,
  approvedByManager,
  matterId,
  otherMatterId,
  proposalId,
  proposalsAfter,
  putToBoard,
  revised,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { type DecidePointData, decidePoint } from './decision.js';
import type { Matter } from './matter.js';
import { outcomes } from './outcome.js';

const matter = matterAfter(...beforeBoard);

/** The proposal of point 2, put to the board in this matter. */
const proposals = proposalsAfter(...wayTo.REVIEWED, {
  ...putToBoard,
  event: { type: 'RemovalPutToBoard', data: { proposalId, matterId, point: 2 } },
});

const approval: DecidePointData = {
  matterId,
  point: 2,
  outcome: 'APPROVED',
  date: '2026-05-11',
  paragraph: '45',
  wording: null,
  reason: '',
};

const decided = {
  matterId,
  dnr: 'KS 2026/7',
  number: 2,
  subject: removal,
  outcome: 'APPROVED',
  date: '2026-05-11',
  paragraph: '45',
  wording: wordingOf(removal),
  proposedWording: wordingOf(removal),
  reason: '',
};

function decide(given: Partial<DecidePointData> = {}, about: Matter | null = matter, actor: typeof clerk = secretary) {
  return decidePoint({ ...approval, ...given }, about, proposals, by(actor));
}

describe('the board’s decision of a point', () => {
  it.each(outcomes.filter((outcome) => outcome !== 'REFERRED_BACK'))('rule 22: is recorded: %s', (outcome) => {
    expect(decide({ outcome })).toEqual([{ type: 'PointDecided', data: { ...decided, outcome } }]);
  });

  it('rule 22: is about one point; the others are decided on their own', () => {
    const reportDecided = { ...decided, number: 1, subject: report };
    const wording = wordingOf(report);
    expect(decide({ point: 1 })).toEqual([
      { type: 'PointDecided', data: { ...reportDecided, wording, proposedWording: wording } },
    ]);
    const referredBack = matterAfter(...beforeBoard, pointDecided(1, report, 'REFERRED_BACK'));
    expect(decide({}, referredBack)).toEqual([{ type: 'PointDecided', data: decided }]);
  });

  it.each(['APPROVED', 'REJECTED', 'REFERRED_BACK', 'WITHDRAWN'] as const)(
    'rule 22: is not made twice when it was %s',
    (outcome) => {
      const before = matterAfter(...beforeBoard, pointDecided(2, removal, outcome));
      refused(() => decide({}, before), 'POINT_DECIDED', { point: 2, outcome });
    },
  );

  it('rule 23: goes back to the author with a reason', () => {
    const given = { outcome: 'REFERRED_BACK', reason: 'Utred kostnaden.' } as const;
    expect(decide(given)).toEqual([{ type: 'PointDecided', data: { ...decided, ...given } }]);
  });

  it.each(['', ' \n'])('rule 23: is not referred back without a reason: %j', (reason) => {
    refused(() => decide({ outcome: 'REFERRED_BACK', reason }), 'REASON_MISSING');
  });

  it.each(outcomes.filter((outcome) => outcome !== 'REFERRED_BACK'))('rule 23: needs no reason to be %s', (outcome) => {
    expect(decide({ outcome, reason: '' })).toHaveLength(1);
  });

  it('rule 25: is made later when the point was postponed', () => {
    const postponed = matterAfter(...beforeBoard, pointDecided(2, removal, 'POSTPONED'));
    expect(decide({}, postponed)).toEqual([{ type: 'PointDecided', data: decided }]);
    expect(decide({ outcome: 'POSTPONED' }, postponed)).toHaveLength(1);
  });

  it('rule 26: is not made of a point that the board was not given', () => {
    refused(() => decide({}, matterAfter(...drafted)), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
    refused(() => decide({ point: 1 }, matterAfter(...drafted)), 'POINT_NOT_BEFORE_BOARD', { point: 1 });
  });

  it('rule 26: is not made of a point that was struck', () => {
    refused(() => decide({}, matterAfter(...beforeBoard, pointStruck(2))), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
  });

  it.each([
    ['no matter', proposalsAfter(...wayTo.REVIEWED)],
    ['another matter', putAs(otherMatterId, 2)],
    ['another point of this matter', putAs(matterId, 1)],
  ])('rule 26: is not made of a proposal that was put to the board in %s', (_, put) => {
    refused(() => decidePoint(approval, matter, put, by(secretary)), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
  });

  it('rule 26: is not made of a proposal in another version than the one submitted', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const event = { type: 'RemovalPutToBoard', data: { proposalId, matterId, point: 2 } } as const;
    const changed = proposalsAfter(...wayTo.REVIEWED, ...again, { ...putToBoard, event });
    refused(() => decidePoint(approval, matter, changed, by(secretary)), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
  });

  it('rule 26: is made of the version that was submitted, also when it is not the first', () => {
    const second = { ...removal, version: 2 };
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const event = { type: 'RemovalPutToBoard', data: { proposalId, matterId, point: 2 } } as const;
    const changed = proposalsAfter(...wayTo.REVIEWED, ...again, { ...putToBoard, event });
    const withSecond = matterAfter(...drafted, submitted([1, report], [2, second]));
    expect(decidePoint(approval, withSecond, changed, by(secretary))).toEqual([
      { type: 'PointDecided', data: { ...decided, subject: second } },
    ]);
    refused(() => decide({}, withSecond), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
  });

  it('rule 26: is not made of a proposal that never was made', () => {
    refused(() => decidePoint(approval, matter, [], by(secretary)), 'NOT_FOUND', { id: proposalId });
  });

  it('rule 27: keeps both wordings when the board amends the proposal', () => {
    const wording = 'Aktiviteten Införa e-arkiv tas ur planen och förs in i planen för 2027';
    expect(decide({ wording })).toEqual([{ type: 'PointDecided', data: { ...decided, wording } }]);
  });

  it.each(outcomes.filter((outcome) => outcome !== 'APPROVED'))(
    'rule 27: has another wording than proposed only when it is approved, not when it is %s',
    (outcome) => {
      refused(() => decide({ outcome, reason: 'Därför.', wording: 'Något annat' }), 'WORDING_NEEDS_APPROVAL');
    },
  );

  it.each(['', ' \n'])('rule 27: is not worded as nothing: %j', (wording) => {
    refused(() => decide({ wording }), 'TEXT_MISSING', { field: 'wording' });
    refused(() => decide({ wording, outcome: 'REJECTED' }), 'TEXT_MISSING', { field: 'wording' });
  });

  it.each(outcomes)('rule 27: may repeat the proposed wording: %s', (outcome) => {
    expect(decide({ outcome, reason: 'Därför.', wording: wordingOf(removal) })).toEqual([
      { type: 'PointDecided', data: { ...decided, outcome, reason: 'Därför.' } },
    ]);
  });

  it('section 4.7: has its § in the minutes', () => {
    refused(() => decide({ paragraph: ' ' }), 'DECISION_REFERENCE_MISSING');
  });

  it('section 4.7: is made on a day that has come', () => {
    refused(() => decide({ date: '2026-05-13' }), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
    expect(decide({ date: '2026-05-12' })).toHaveLength(1);
  });

  it('is not made of what is not there: the matter, the point', () => {
    refused(() => decide({}, null), 'NOT_FOUND', { id: matterId });
    refused(() => decide({ point: 3 }), 'NOT_FOUND', { id: `${matterId} 3` });
  });

  it.each([clerk, controller, head, auditor])('rule 32: is recorded by the secretary, not by $personId', (actor) => {
    refused(() => decide({}, matter, actor), 'FORBIDDEN', { command: 'decidePoint', allowed: ['SECRETARY'] });
  });

  it('rule 32: is not made by Tertial itself', () => {
    refused(() => decidePoint(approval, matter, proposals, by(system)), 'FORBIDDEN', { allowed: ['SECRETARY'] });
  });

  it('rule 43: is not found by another board’s secretary', () => {
    const elsewhere = {
      ...secretary,
      grants: stranger.grants.map((grant) => ({ ...grant, role: 'SECRETARY' as const })),
    };
    refused(() => decide({}, matter, elsewhere), 'NOT_FOUND', { id: matterId });
  });
});

function putAs(inMatter: typeof matterId, point: number) {
  const event = { type: 'RemovalPutToBoard', data: { proposalId, matterId: inMatter, point } } as const;
  return proposalsAfter(...wayTo.REVIEWED, { ...putToBoard, event });
}
