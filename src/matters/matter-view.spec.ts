import { board, type Happened } from '../../test/support/given.js';
import {
  attachment,
  basisOf,
  both,
  drafted,
  figures,
  finalityRecorded,
  hashOf,
  inReview,
  matterAfter,
  matterApprovedByManager,
  matterDeclined,
  matterReleased,
  meetingId,
  nextMeetingId,
  opened,
  other,
  pointAdded,
  pointDecided,
  pointStruck,
  referredBack,
  removal,
  report,
  reviewedMatter,
  submittedBefore,
  submittedPoints,
  summoned,
  summonedMatter,
  texts,
  versionSubmitted,
  wayToMatter,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { activityId, matterId, planId, proposalId } from '../../test/support/removal-under-test.js';
import { boundReport, pointsWithReport } from '../../test/support/submission-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { MatterEvent } from './matter-event.js';
import { matterStatuses } from './matter-process.js';
import { asSummoned, matterView } from './matter-view.js';
import { outcomes } from '../kernel/outcome.js';
import { defaultChain } from '../reviews/review.js';

type Events = readonly Happened<MatterEvent>[];

function viewAfter(...events: Events) {
  return matterView(matterAfter(...events));
}

function readByBoard(...events: Events) {
  return asSummoned(viewAfter(...events));
}

const nothing = { planId: null, tertial: null, activityId: null, proposalId: null, proposalVersion: null };
const asked = [
  { number: 1, kind: 'APPROVE_REPORT', ...nothing, planId, tertial: 'T1', proposedWording: wordingOf(report) },
  {
    number: 2,
    kind: 'REMOVE_ACTIVITY',
    ...nothing,
    activityId,
    proposalId,
    proposalVersion: 1,
    proposedWording: wordingOf(removal),
  },
];

const inVersion = asked.map((point) => ({
  ...point,
  removal: point.number === 2 ? basisOf(activityId) : null,
  reportHash: null,
}));

describe('The view of a matter', () => {
  it('rule 73: shows a new matter, without points', () => {
    expect(viewAfter(opened)).toEqual({
      id: matterId,
      revision: 0,
      boardId: board,
      kind: 'FOLLOW_UP',
      dnr: 'KS 2026/7',
      title: 'Uppföljning tertial 1 2026',
      openedBy: 'hans',
      openedAt: '2026-05-12T08:00:00.000Z',
      status: 'DRAFT',
      points: [],
      versions: [],
      authors: ['hans'],
      waitingStep: null,
      approvals: [],
      lapsedApprovals: [],
      verdicts: [],
      summoned: [],
      reportDisagrees: false,
      withdrawal: null,
    });
  });

  it('rule 73: shows of each point what it asks the board, and about which report or activity', () => {
    const third = { number: 3, kind: 'OTHER', ...nothing, proposedWording: wordingOf(other) };
    const shown = [...asked, third].map((point) => ({ matterId, ...point, status: 'DRAFT', decisions: [] }));
    expect(viewAfter(...drafted, pointAdded(3, other)).points).toEqual(shown);
  });

  it('rule 74: shows a version raw and as it is read, with its figures in place', () => {
    expect(viewAfter(...inReview).versions).toEqual([
      {
        number: 1,
        hash: hashOf(1),
        texts,
        asRead: {
          title: 'Uppföljning tertial 1 2026',
          brief: 'Planen har 2 aktiviteter.',
          considerations: 'När 1 har tagits ur planen är 1 kvar.',
        },
        figures,
        points: inVersion,
        attachments: [attachment],
        recipients: ['Revisorerna'],
        by: 'hans',
        at: '2026-05-12T08:00:03.000Z',
        figureSource: { planId, tertial: 'T1', hasReport: true },
        figurePoints: [
          { subject: report, fate: 'PROPOSED' },
          { subject: removal, fate: 'PROPOSED' },
        ],
      },
    ]);
  });

  it('rule 108: shows the board the reason for a removal and its activity, in the version it received', () => {
    const board = readByBoard(...summonedMatter);
    expect(board?.versions.flatMap(({ points }) => points)).toEqual(inVersion);
    expect(board?.points).toMatchObject([{ number: 1 }, { number: 2 }]);
    expect(board?.points.filter((point) => 'removal' in point)).toEqual([]);
  });

  it('rule 110: shows the hash of the report that a version holds, and not the report once more', () => {
    const [version] = viewAfter(...drafted, versionSubmitted(1, both, { points: pointsWithReport() })).versions;
    expect(version?.points.map(({ reportHash }) => reportHash)).toEqual([boundReport.hash, null]);
    expect(version?.points.filter((point) => 'report' in point)).toEqual([]);
  });

  it('rule 108: shows no reason in a version from before versions held it', () => {
    const old = versionSubmitted(1, both, { points: submittedPoints(both) });
    const [version] = viewAfter(...drafted, old).versions;
    expect(version?.points.map(({ removal: basis }) => basis)).toEqual([null, null]);
  });

  it('rule 20: shows where the review stands, what has lapsed, and every verdict', () => {
    const halfway = [...inReview, matterApprovedByManager()];
    const [first, second] = defaultChain.steps;
    expect(viewAfter(...inReview).waitingStep).toEqual({
      code: first?.code,
      name: first?.name,
      deputiesMayAct: true,
      days: null,
    });
    expect(viewAfter(...halfway)).toMatchObject({
      waitingStep: { code: second?.code },
      approvals: [{ step: 'UNIT_MANAGER', by: 'ulla' }],
      verdicts: [{ verdict: 'APPROVE' }],
    });
    expect(viewAfter(...halfway, versionSubmitted(2))).toMatchObject({
      approvals: [],
      lapsedApprovals: [{ by: 'ulla', version: 1 }],
    });
  });

  it('waits for no reviewer in any status but IN_REVIEW', () => {
    const wrong = wrongRows(
      matterStatuses.filter((status) => status !== 'IN_REVIEW'),
      (status) => {
        expect(viewAfter(...wayToMatter[status]).waitingStep).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 73: shows every status', () => {
    const wrong = wrongRows(matterStatuses, (status) => {
      expect(viewAfter(...wayToMatter[status]).status).toBe(status);
    });
    expect(wrong).toEqual([]);
  });

  it.each(outcomes)('rule 22: tells what became of a point beside one that still waits: %s', (outcome) => {
    const { status, points } = viewAfter(...summonedMatter, pointDecided(2, removal, outcome));
    expect([status, ...points.map((point) => point.status)]).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD', outcome]);
  });

  it('rules 25 and 27: shows each decision of a point with its wording, beside the one proposed', () => {
    const last = pointDecided(2, removal, 'APPROVED', nextMeetingId);
    if (last.event.type !== 'PointDecided') throw new Error('This is no decision.');
    const amended = { ...last, event: { ...last.event, data: { ...last.event.data, wording: 'Görs 2027' } } };
    const again = summoned(1, [[2, removal]], nextMeetingId);
    const events = [...wayToMatter.POSTPONED, again, amended, finalityRecorded(2, removal, 'IN_FORCE')];
    const { points, summoned: meetings } = viewAfter(...events);
    expect(points[1]).toMatchObject({
      proposedWording: wordingOf(removal),
      status: 'APPROVED',
      decisions: [
        { meetingId, outcome: 'POSTPONED', wording: wordingOf(removal), finality: [] },
        { meetingId: nextMeetingId, wording: 'Görs 2027', finality: [{ finality: 'IN_FORCE', on: '2026-06-09' }] },
      ],
    });
    expect(meetings.map((one) => one.meetingId)).toEqual([meetingId, nextMeetingId]);
  });

  it('rule 34: flags a report that was approved beside a removal that was not', () => {
    const approved = [...summonedMatter, pointDecided(1, report, 'APPROVED')];
    expect(viewAfter(...approved).reportDisagrees).toBe(false);
    expect(viewAfter(...approved, pointDecided(2, removal, 'REJECTED')).reportDisagrees).toBe(true);
  });
});

describe('What a member of the board reads of a matter', () => {
  it.each([
    drafted,
    inReview,
    reviewedMatter,
    wayToMatter.DECLINED,
    wayToMatter.WITHDRAWN,
    [...summonedMatter, matterReleased()],
  ])('rule 53: is nothing before it is summoned', (...events) => {
    expect(readByBoard(...events)).toBeNull();
  });

  it('rule 53: is the version that was summoned, without the review that it passed', () => {
    const whole = viewAfter(...summonedMatter);
    expect(readByBoard(...summonedMatter)).toEqual({ ...whole, authors: [], approvals: [], verdicts: [] });
  });

  it.each(['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DECIDED'] as const)(
    'rule 53: is shown as it stands with the board: %s',
    (status) => {
      expect(readByBoard(...wayToMatter[status])).toMatchObject({ status, versions: [{ number: 1 }] });
    },
  );

  it('rule 53: is not what the administration makes of it after a referral back', () => {
    const { event, actor } = versionSubmitted(2, [[2, removal]], { texts: { ...texts, title: 'Nytt' } });
    if (event.type !== 'MatterVersionSubmitted') throw new Error('A version is submitted.');
    const points = [{ number: 2, subject: { ...removal, version: 2 }, proposedWording: 'Ny lydelse' }];
    const rewritten = { actor, event: { ...event, data: { ...event.data, points } } };
    for (const events of [
      [pointAdded(3, other)],
      [rewritten],
      [rewritten, matterApprovedByManager(2)],
      [rewritten, matterDeclined(2)],
    ]) {
      expect(readByBoard(...referredBack, ...events)).toMatchObject({
        status: 'REFERRED_BACK',
        title: 'Uppföljning tertial 1 2026',
        versions: [{ number: 1 }],
        waitingStep: null,
        approvals: [],
        lapsedApprovals: [],
        points: [
          { number: 1, status: 'APPROVED' },
          { number: 2, proposalVersion: 1, proposedWording: wordingOf(removal) },
        ],
      });
    }
    const again = summoned(2, [[2, removal]], nextMeetingId);
    expect(readByBoard(...referredBack, rewritten, again)?.versions).toHaveLength(2);
    expect(readByBoard(...referredBack, rewritten, again)).toMatchObject({ title: 'Nytt', status: 'BEFORE_BOARD' });
  });

  it('is what it has decided, when the rest was taken off the agenda', () => {
    const events = [...summonedMatter, pointDecided(1, report, 'APPROVED'), matterReleased()];
    expect(readByBoard(...events)).toMatchObject({ status: 'DECIDED', points: [{ number: 1 }] });
  });

  it('leaves out a point that was struck before the board spoke of it', () => {
    expect(readByBoard(...summonedMatter, pointStruck(2))?.points).toMatchObject([{ number: 1 }]);
  });

  it('rule 46: is what it was given before meetings were kept here', () => {
    expect(readByBoard(...drafted, submittedBefore(...both))).toMatchObject({
      title: 'Uppföljning tertial 1 2026',
      versions: [],
      points: [{ number: 1 }, { number: 2 }],
    });
  });
});
