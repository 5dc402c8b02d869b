import {
  finalityRecorded,
  matterAfter,
  pointDecided,
  removal,
  report,
  summonedMatter,
  wayToMatter,
} from '../../test/support/matter-under-test.js';
import { pointStatus } from './decision-point.js';
import { matterValidOn } from './matter-valid-on.js';

describe('A matter as far as its facts hold by a day', () => {
  const decided = matterAfter(
    ...summonedMatter,
    pointDecided(1, report, 'APPROVED'),
    pointDecided(2, removal, 'APPROVED'),
    finalityRecorded(2, removal, 'IN_FORCE', '2026-06-09'),
  );

  it('is before the board until the day of its decisions', () => {
    const before = matterValidOn(decided, '2026-05-10');
    expect(before).toMatchObject({ status: 'BEFORE_BOARD', points: [{ decisions: [] }, { decisions: [] }] });
    expect(before?.points.map(pointStatus)).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD']);
    expect(before).toEqual({ ...matterAfter(...summonedMatter), revision: decided.revision });
  });

  it('rule 40: is decided from that day, and in legal force from its own', () => {
    expect(matterValidOn(decided, '2026-06-08')).toMatchObject({
      status: 'DECIDED',
      points: [{}, { decisions: [{ outcome: 'APPROVED', finality: [] }] }],
    });
    expect(matterValidOn(decided, '2026-06-09')).toEqual(decided);
  });

  it.each(['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED', 'BEFORE_BOARD', 'DECLINED', 'WITHDRAWN'] as const)(
    'keeps what has no day of its own as it was known: %s',
    (status) => {
      const matter = matterAfter(...wayToMatter[status]);
      expect(matterValidOn(matter, '2026-01-01')).toEqual(matter);
    },
  );

  it('is none when there is none', () => {
    expect(matterValidOn(null, '2026-12-31')).toBeNull();
  });
});
