import { type Happened, recorded, system } from '../../../test/support/given.js';
import {
  both,
  decidedBefore,
  hashOf,
  matterApprovedByHead,
  matterApprovedByManager,
  meetingId,
  nextMeetingId,
  opened,
  pointDecided,
  removal,
  report,
  reviewedMatter,
  submittedBefore,
  summoned,
  versionSubmitted,
  pointAdded,
} from '../../../test/support/matter-under-test.js';
import { adjusted, matterAdded, firstItem, scheduled, untilClosed } from '../../../test/support/meeting-under-test.js';
import { matterId } from '../../../test/support/removal-under-test.js';
import { type AnyEvent, type Recorded, positionOf } from '../../kernel/fold.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import { latestMoment, matterMoments, momentsReadBy } from './matter-moments.js';

/** Returns the events as recorded, at the log positions that follow `from`. */
function recordedFrom<Event extends AnyEvent>(events: readonly Happened<Event>[], from = 0): Recorded<Event>[] {
  return events.map(({ event, actor }, index) => ({
    ...recorded(event, index, actor),
    position: positionOf(from + index + 1),
  }));
}

const way = [
  ...reviewedMatter,
  summoned(),
  pointDecided(1, report, 'APPROVED'),
  pointDecided(2, removal, 'REFERRED_BACK'),
  versionSubmitted(2, [[2, removal]]),
  matterApprovedByManager(2),
  matterApprovedByHead(2),
  summoned(2, [[2, removal]], nextMeetingId),
  { ...pointDecided(2, removal, 'APPROVED', nextMeetingId) },
];

describe('The moments of a matter', () => {
  const matter = recordedFrom(way);
  const meeting = recordedFrom(
    [...untilClosed, adjusted(['46'], '2026-05-12'), adjusted(['46', '45'], '2026-05-13', 2)],
    100,
  );
  const moments = matterMoments(matter, [meeting]);

  it('rule 87: are as reviewed, as summoned, as decided and as adjusted, in log order', () => {
    expect(moments.map(({ name, position }) => `${name} ${position}`)).toEqual([
      'AS_REVIEWED 6',
      'AS_SUMMONED 7',
      'AS_DECIDED 8',
      'AS_DECIDED 9',
      'AS_REVIEWED 12',
      'AS_SUMMONED 13',
      'AS_DECIDED 14',
      `AS_ADJUSTED ${100 + untilClosed.length + 2}`,
    ]);
  });

  it('name the version, the meeting, the point and the §', () => {
    expect(moments).toMatchObject([
      { version: 1, meetingId: null, point: null, paragraphs: [] },
      { version: 1, meetingId },
      { version: 1, meetingId, point: 1, paragraphs: ['45'] },
      { version: 1, meetingId, point: 2, paragraphs: ['45'] },
      { version: 2, meetingId: null },
      { version: 2, meetingId: nextMeetingId },
      { version: 2, meetingId: nextMeetingId, point: 2 },
      { version: 1, meetingId, point: null, paragraphs: ['45'] },
    ]);
  });

  it('have labels in Swedish and English', () => {
    expect([0, 1, 2, 7].map((index) => moments[index]?.label)).toEqual([
      { sv: 'Som granskat, version 1', en: 'As reviewed, version 1' },
      { sv: 'Som kallat till sammanträdet 2026-05-11', en: 'As summoned to the meeting 2026-05-11' },
      { sv: 'Som beslutat 2026-05-11, § 45, punkt 1', en: 'As decided 2026-05-11, § 45, point 1' },
      { sv: 'Som justerat 2026-05-13, § 45', en: 'As adjusted 2026-05-13, § 45' },
    ]);
  });

  it('rule 26: include the adjustment of the § that took the matter up', () => {
    const data = { matterId, meetingId, version: 1, hash: hashOf(1), points: [], addedAtMeeting: true };
    const takenUp: Happened<MatterEvent> = { actor: system, event: { type: 'MatterSummoned', data } };
    const late = matterMoments(recordedFrom([opened, pointAdded(1, report), versionSubmitted(1, both), takenUp]), [
      recordedFrom([scheduled(), matterAdded('44', firstItem), adjusted(['44'], '2026-05-12')], 10),
    ]);
    expect(late).toMatchObject([
      { name: 'AS_SUMMONED', label: { sv: 'Som upptaget vid sammanträdet 2026-05-11' } },
      { name: 'AS_ADJUSTED', paragraphs: ['44'] },
    ]);
  });

  it('from before meetings were recorded have no meeting and no version', () => {
    const old = matterMoments(
      recordedFrom([opened, pointAdded(1, report), submittedBefore([1, report]), decidedBefore(1, report, 'APPROVED')]),
      [],
    );
    expect(old).toMatchObject([
      { name: 'AS_SUMMONED', version: null, meetingId: null },
      { name: 'AS_DECIDED', version: null, meetingId: null, point: 1 },
    ]);
  });

  it('are none for a matter that does not exist', () => {
    expect(matterMoments([], [])).toEqual([]);
  });

  it('rule 53: leave out reviews for a board member', () => {
    expect(momentsReadBy('WHOLE', moments)).toEqual(moments);
    expect(momentsReadBy('AS_SUMMONED', moments).map(({ name }) => name)).not.toContain('AS_REVIEWED');
    expect(momentsReadBy('AS_SUMMONED', moments)).toHaveLength(moments.length - 2);
  });

  it('are found by name: the latest one, or the latest one of a meeting', () => {
    expect(latestMoment(moments, 'AS_SUMMONED', null)).toMatchObject({ version: 2, meetingId: nextMeetingId });
    expect(latestMoment(moments, 'AS_SUMMONED', meetingId)).toMatchObject({ version: 1 });
    expect(latestMoment(moments, 'AS_DECIDED', meetingId)).toMatchObject({ point: 2 });
    expect(latestMoment(moments, 'AS_ADJUSTED', nextMeetingId)).toBeUndefined();
  });
});
