import { after, type Happened, refused } from '../../test/support/given.js';
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
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { type MatterEvent, matterFold, matterStatus, pointIn, pointStatus, reportDisagrees } from './matter.js';
import { outcomes } from './outcome.js';

const statusesOf = (...events: readonly Happened<MatterEvent>[]) => matterAfter(...events).points.map(pointStatus);

describe('a matter', () => {
  it('is not there before it is opened', () => {
    expect(matterFold.initial).toBeNull();
    expect(after(matterFold, pointAdded(1, report), submitted([1, report]))).toBeNull();
  });

  it('section 4.4: is opened under its registry number', () => {
    expect(matterAfter(opened)).toEqual({
      revision: 0,
      position: 1,
      id: matterId,
      boardId: 'exempel.ks',
      dnr: 'KS 2026/7',
      title: 'Uppföljning tertial 1 2026',
      openedBy: 'hans',
      points: [],
    });
  });

  it('section 4.4: gathers its points, each a draft', () => {
    const draft = { submitted: false, struck: null, decisions: [] };
    expect(matterAfter(...drafted)).toMatchObject({
      revision: 2,
      points: [
        { number: 1, subject: report, proposedWording: wordingOf(report), ...draft },
        { number: 2, subject: removal, proposedWording: wordingOf(removal), ...draft },
      ],
    });
  });

  it('rule 33: freezes the wordings and versions that are submitted', () => {
    const subject = { ...removal, version: 3 };
    const points = [{ number: 2, subject, proposedWording: 'Aktiviteten Arkivera digitalt tas ur planen' }];
    const { event } = submitted();
    if (event.type !== 'MatterSubmitted') throw new Error('A matter is submitted.');
    const matter = matterAfter(...drafted, { ...submitted(), event: { ...event, data: { matterId, points } } });
    expect(pointIn(matter, 2)).toMatchObject({ ...points[0], submitted: true });
    expect(pointIn(matter, 1)).toMatchObject({ submitted: false, proposedWording: wordingOf(report) });
  });

  it('rule 22: keeps the decision of each point with the point, and who recorded it', () => {
    const matter = matterAfter(...beforeBoard, pointDecided(2, removal, 'APPROVED'));
    expect(pointIn(matter, 1).decisions).toEqual([]);
    expect(pointIn(matter, 2).decisions).toEqual([
      {
        outcome: 'APPROVED',
        date: '2026-05-11',
        paragraph: '45',
        wording: wordingOf(removal),
        reason: '',
        recordedBy: 'sven',
        recordedAt: '2026-05-12T08:00:04.000Z',
      },
    ]);
  });

  it('rule 27: keeps the proposed wording beside an amended one', () => {
    const { event, actor } = pointDecided(2, removal, 'APPROVED');
    if (event.type !== 'PointDecided') throw new Error('A point is decided.');
    const amended = { ...event, data: { ...event.data, wording: 'Aktiviteten utgår' } };
    const point = pointIn(matterAfter(...beforeBoard, { actor, event: amended }), 2);
    expect(point.proposedWording).toBe(wordingOf(removal));
    expect(point.decisions).toMatchObject([{ wording: 'Aktiviteten utgår' }]);
  });

  it('rule 25: keeps every decision of a postponed point', () => {
    const matter = matterAfter(
      ...beforeBoard,
      pointDecided(2, removal, 'POSTPONED'),
      pointDecided(2, removal, 'REJECTED'),
    );
    expect(pointIn(matter, 2).decisions.map(({ outcome }) => outcome)).toEqual(['POSTPONED', 'REJECTED']);
  });

  it('keeps a struck point with its cause', () => {
    expect(pointIn(matterAfter(...beforeBoard, pointStruck(2)), 2).struck).toBe('PROPOSAL_NOT_AVAILABLE');
  });

  it('has no point that was not added', () => {
    refused(() => pointIn(matterAfter(...drafted), 3), 'NOT_FOUND', { id: `${matterId} 3` });
  });
});

describe('the status of a point', () => {
  it('goes from draft to the board', () => {
    expect(statusesOf(...drafted)).toEqual(['DRAFT', 'DRAFT']);
    expect(statusesOf(...beforeBoard)).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD']);
  });

  it.each(outcomes)('rule 22: is the board’s outcome of that very point: %s', (outcome) => {
    expect(statusesOf(...beforeBoard, pointDecided(2, removal, outcome))).toEqual(['BEFORE_BOARD', outcome]);
  });

  it('rule 25: is the newest outcome of a point that was postponed', () => {
    const postponed = [...beforeBoard, pointDecided(2, removal, 'POSTPONED')];
    expect(statusesOf(...postponed, pointDecided(2, removal, 'APPROVED'))).toEqual(['BEFORE_BOARD', 'APPROVED']);
  });

  it('is struck once it was struck', () => {
    expect(statusesOf(...drafted, pointStruck(1))).toEqual(['STRUCK', 'DRAFT']);
    expect(statusesOf(...beforeBoard, pointStruck(2))).toEqual(['BEFORE_BOARD', 'STRUCK']);
  });
});

describe('the status of a matter', () => {
  const statusOf = (...events: readonly Happened<MatterEvent>[]) => matterStatus(matterAfter(...events));

  it('is draft until every point is submitted', () => {
    expect(statusOf(opened)).toBe('DRAFT');
    expect(statusOf(...drafted)).toBe('DRAFT');
    expect(statusOf(...beforeBoard)).toBe('SUBMITTED');
  });

  it('is draft again when a point is added', () => {
    const referredBack = [...beforeBoard, pointDecided(2, removal, 'REFERRED_BACK')];
    expect(statusOf(...referredBack, pointAdded(3, removal))).toBe('DRAFT');
  });

  it('does not look at struck points', () => {
    expect(statusOf(...drafted, pointStruck(1), submitted([2, removal]))).toBe('SUBMITTED');
    expect(statusOf(opened, pointAdded(1, report), pointStruck(1))).toBe('DRAFT');
  });

  it('rule 22: is decided when every point is', () => {
    const one = [...beforeBoard, pointDecided(1, report, 'APPROVED')];
    expect(statusOf(...one)).toBe('SUBMITTED');
    expect(statusOf(...one, pointDecided(2, removal, 'REFERRED_BACK'))).toBe('DECIDED');
  });

  it('rule 25: waits for a point that was postponed', () => {
    const both = [...beforeBoard, pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'POSTPONED')];
    expect(statusOf(...both)).toBe('SUBMITTED');
    expect(statusOf(...both, pointDecided(2, removal, 'APPROVED'))).toBe('DECIDED');
  });
});

describe('the report that the board has approved', () => {
  const approved = [...beforeBoard, pointDecided(1, report, 'APPROVED')];

  it.each(['REJECTED', 'REFERRED_BACK', 'WITHDRAWN'] as const)(
    'rule 34: no longer agrees when a removal is %s',
    (outcome) => {
      expect(reportDisagrees(matterAfter(...approved, pointDecided(2, removal, outcome)))).toBe(true);
    },
  );

  it('rule 34: agrees when the removal is approved, and as long as it is not decided', () => {
    expect(reportDisagrees(matterAfter(...approved, pointDecided(2, removal, 'APPROVED')))).toBe(false);
    expect(reportDisagrees(matterAfter(...approved, pointDecided(2, removal, 'POSTPONED')))).toBe(false);
    expect(reportDisagrees(matterAfter(...approved))).toBe(false);
  });

  it('rule 34: is not spoken of when the board has not approved it', () => {
    const rejected = pointDecided(2, removal, 'REJECTED');
    expect(reportDisagrees(matterAfter(...beforeBoard, rejected))).toBe(false);
    expect(reportDisagrees(matterAfter(...beforeBoard, pointDecided(1, report, 'REJECTED'), rejected))).toBe(false);
  });

  it('rule 34: no longer agrees when one removal of two is rejected', () => {
    const three = [...drafted, pointAdded(3, otherRemoval), submitted([1, report], [2, removal], [3, otherRemoval])];
    const decided = [pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'APPROVED')];
    expect(reportDisagrees(matterAfter(...three, ...decided, pointDecided(3, otherRemoval, 'REJECTED')))).toBe(true);
  });

  it('rule 34: agrees with a removal that was struck from the matter', () => {
    expect(reportDisagrees(matterAfter(...approved, pointStruck(2)))).toBe(false);
  });

  it('rule 34: agrees again when a removal that was referred back is approved in the end', () => {
    const again = [pointAdded(3, removal), submitted([3, removal]), pointDecided(3, removal, 'APPROVED')];
    const referredBack = pointDecided(2, removal, 'REFERRED_BACK');
    expect(reportDisagrees(matterAfter(...approved, referredBack, ...again))).toBe(false);
  });
});
