import { by, clerk, otherClerk, refused, system } from '../../../test/support/given.js';
import {
  drafted,
  matterAfter,
  matterReleased,
  matterWithdrawn,
  meetingId,
  opened,
  other,
  pointAdded,
  pointDecided,
  pointStruck,
  referredBack,
  report,
  reviewedMatter,
  summonedMatter,
  unchanged,
  wayToMatter,
} from '../../../test/support/matter-under-test.js';
import { matterId } from '../../../test/support/removal-under-test.js';
import { pointsForBoard } from '../decision-point.js';
import { summonMatter } from '../matter-before-board.js';
import { openMatter } from '../matter-draft.js';
import { addOtherPoint } from '../matter-points.js';
import { matterView, readBy } from '../matter-view.js';
import { withdrawMatter } from './withdrawal.js';

const withdrawal = { matterId, reason: 'Öppnat av misstag.' };

describe('Withdrawing a matter', () => {
  it.each(['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED'] as const)(
    'rule 130: records the reason when it is %s, by any clerk of the board',
    (status) => {
      const matter = matterAfter(...wayToMatter[status]);
      expect(withdrawMatter(withdrawal, matter, by(otherClerk))).toEqual([matterWithdrawn.event]);
    },
  );

  it('rule 130: shows the matter as withdrawn, by whom, when and why, to the administration alone', () => {
    const view = matterView(matterAfter(...reviewedMatter, matterWithdrawn));
    expect(view).toMatchObject({ status: 'WITHDRAWN', withdrawal: { reason: withdrawal.reason, by: 'hans' } });
    expect(readBy('AS_SUMMONED', view)).toBeNull();
    expect(matterView(matterAfter(...reviewedMatter)).withdrawal).toBeNull();
  });

  it.each([
    ['is before the board', summonedMatter],
    ['has a postponed point', wayToMatter.POSTPONED],
    ['was referred back', referredBack],
    ['was referred back and changed since', [...referredBack, pointAdded(3, other)]],
    [
      'was released by the meeting that decided a point',
      [...summonedMatter, pointDecided(1, report, 'APPROVED'), matterReleased()],
    ],
  ])('rule 130: is refused when the matter %s, with the way out', (_, events) => {
    const given = () => withdrawMatter(withdrawal, matterAfter(...events), by(clerk));
    refused(given, 'MATTER_WITH_BOARD', { matterId, dnr: 'KS 2026/7' });
  });

  it('rule 130: is accepted when the board gave the matter back without a decision', () => {
    expect(withdrawMatter(withdrawal, matterAfter(...summonedMatter, matterReleased()), by(clerk))).toHaveLength(1);
    const struck = [...summonedMatter, pointStruck(1), pointStruck(2)];
    expect(withdrawMatter(withdrawal, matterAfter(...struck), by(clerk))).toHaveLength(1);
  });

  it('rule 130: is refused without a reason, and of a matter that has ended', () => {
    refused(() => withdrawMatter({ ...withdrawal, reason: ' ' }, matterAfter(...drafted), by(clerk)), 'REASON_MISSING');
    refused(() => withdrawMatter(withdrawal, null, by(clerk)), 'NOT_FOUND', { id: matterId });
    for (const status of ['DECIDED', 'DECLINED', 'WITHDRAWN'] as const) {
      const given = () => withdrawMatter(withdrawal, matterAfter(...wayToMatter[status]), by(clerk));
      refused(given, 'MATTER_STATUS', { status, needed: ['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED'] });
    }
  });

  it('rule 130: leaves nothing to do with the matter, and its registry number is not used again', () => {
    const matter = matterAfter(...drafted, matterWithdrawn);
    const wording = 'Se över mallarna';
    refused(() => addOtherPoint({ matterId, wording }, matter, by(clerk)), 'MATTER_STATUS', { status: 'WITHDRAWN' });
    const { event } = opened;
    if (event.type !== 'MatterOpened') throw new Error('A matter is opened.');
    refused(() => openMatter(event.data, matter, by(clerk)), 'MATTER_NUMBER_WITHDRAWN', { dnr: 'KS 2026/7' });
  });

  it('rules 26 and 130: comes before a summons of the same instant', () => {
    const matter = matterAfter(...reviewedMatter, matterWithdrawn);
    const { version, hash } = { version: 1, hash: matter.versions[0]?.hash ?? '' };
    const command = {
      matterId,
      meetingId,
      version,
      hash,
      points: pointsForBoard(matter.points),
      addedAtMeeting: false,
    };
    expect(summonMatter(command, matter, unchanged, by(system))).toMatchObject([
      { type: 'MatterNotSummoned', data: { status: 'WITHDRAWN' } },
    ]);
  });
});
