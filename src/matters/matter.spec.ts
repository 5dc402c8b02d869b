import { after, type Happened, otherClerk, refused } from '../../test/support/given.js';
import {
  attachment,
  both,
  decidedBefore,
  drafted,
  figures,
  finalityRecorded,
  hashOf,
  inReview,
  matterAfter,
  matterApprovedByManager,
  matterDeclined,
  matterReleased,
  matterReturned,
  matterReturnedOneStep,
  meetingId,
  nextMeetingId,
  notSummoned,
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
  submittedPoints,
  summoned,
  summonedMatter,
  texts,
  versionPoints,
  versionSubmitted,
  wayToMatter,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { pointsForBoard, pointStatus, reportDisagrees } from './decision-point.js';
import { matterFold, pointIn } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { matterStatuses } from './matter-process.js';
import { outcomes } from '../kernel/outcome.js';
import { defaultChain } from '../reviews/review.js';

type Events = readonly Happened<MatterEvent>[];

const statusesOf = (...events: Events) => matterAfter(...events).points.map(pointStatus);
const statusOf = (...events: Events) => matterAfter(...events).status;

describe('a matter', () => {
  it('is not there before it is opened', () => {
    expect(matterFold.initial).toBeNull();
    expect(after(matterFold, pointAdded(1, report), versionSubmitted())).toBeNull();
  });

  it('rule 73: is opened under its registry number', () => {
    expect(matterAfter(opened)).toEqual({
      revision: 0,
      position: 1,
      id: matterId,
      boardId: 'exempel.ks',
      kind: 'FOLLOW_UP',
      dnr: 'KS 2026/7',
      title: 'Uppföljning tertial 1 2026',
      openedBy: 'hans',
      openedAt: '2026-05-12T08:00:00.000Z',
      status: 'DRAFT',
      points: [],
      versions: [],
      review: null,
      verdicts: [],
      readReports: [],
      pointAuthors: ['hans'],
      meetingId: null,
      summoned: [],
      withdrawal: null,
    });
  });

  it('rule 73: gathers its points, each a draft', () => {
    const draft = { isSubmitted: false, isBeforeBoard: false, struck: null, decisions: [] };
    expect(matterAfter(...drafted)).toMatchObject({
      revision: 2,
      points: [
        { number: 1, subject: report, proposedWording: wordingOf(report), ...draft },
        { number: 2, subject: removal, proposedWording: wordingOf(removal), ...draft },
      ],
    });
  });

  it('rule 18: remembers who added and struck its points, each once', () => {
    const grown = [...drafted, pointAdded(3, other, otherClerk), pointStruckByClerk(3, otherClerk)];
    expect(matterAfter(...grown).pointAuthors).toEqual(['hans', 'hedda']);
  });

  it('rule 73: comes to every status', () => {
    const wrong = wrongRows(matterStatuses, (status) => {
      expect(statusOf(...wayToMatter[status])).toBe(status);
    });
    expect(wrong).toEqual([]);
  });

  it('has no point that was not added', () => {
    refused(() => pointIn(matterAfter(...drafted), 3), 'NOT_FOUND', { id: `${matterId} 3` });
  });
});

describe('a version of a matter', () => {
  it('rule 47: is kept as it entered the review, with its hash and its figures', () => {
    expect(matterAfter(...inReview).versions).toEqual([
      {
        number: 1,
        hash: hashOf(1),
        texts,
        figures,
        points: versionPoints(both),
        attachments: [attachment],
        recipients: ['Revisorerna'],
        by: 'hans',
        at: '2026-05-12T08:00:03.000Z',
      },
    ]);
  });

  it('rule 47: stays when another one is submitted', () => {
    const again = matterAfter(...inReview, versionSubmitted(2));
    expect(again.versions.map(({ number, hash }) => [number, hash])).toEqual([
      [1, hashOf(1)],
      [2, hashOf(2)],
    ]);
    expect(again.review).toMatchObject({ version: 2, approvals: [] });
  });

  it('rule 74: gives the matter its title, with its figures in place', () => {
    const titled = { texts: { ...texts, title: 'Uppföljning av {{plan.activities}} aktiviteter' } };
    expect(matterAfter(...drafted, versionSubmitted(1, both, titled)).title).toBe('Uppföljning av 2 aktiviteter');
  });

  it('rule 33: freezes the wordings and versions that are submitted', () => {
    const points = [
      {
        number: 2,
        subject: { ...removal, version: 3 },
        proposedWording: 'Aktiviteten Arkivera digitalt tas ur planen',
      },
    ];
    const matter = matterAfter(...drafted, versionSubmitted(1, [], { points }));
    expect(pointIn(matter, 2)).toMatchObject({ ...points[0], isSubmitted: true, isBeforeBoard: false });
    expect(pointIn(matter, 1)).toMatchObject({ isSubmitted: false, proposedWording: wordingOf(report) });
  });

  it('rule 18: has as authors everyone who wrote it, in any version', () => {
    const versions = [
      versionSubmitted(1, both, { authors: ['hans', 'ulla'] }),
      versionSubmitted(2, both, { authors: ['hedda'], by: otherClerk }),
    ];
    expect(matterAfter(...drafted, ...versions).review?.authors).toEqual(['hans', 'ulla', 'hedda']);
  });
});

describe('the review of a matter', () => {
  it('rule 21: passes the chain step by step', () => {
    const halfway = matterAfter(...inReview, matterApprovedByManager());
    expect(halfway).toMatchObject({ status: 'IN_REVIEW', review: { chain: defaultChain } });
    expect(matterAfter(...reviewedMatter)).toMatchObject({
      status: 'REVIEWED',
      review: {
        approvals: [
          { step: 'UNIT_MANAGER', by: 'ulla' },
          { step: 'HEAD_OF_ADMINISTRATION', by: 'frida' },
        ],
      },
      verdicts: [{ verdict: 'APPROVE' }, { verdict: 'APPROVE' }],
    });
  });

  it('rule 20: begins anew with another version; the approvals have lapsed and are kept', () => {
    const { status, review } = matterAfter(...reviewedMatter, versionSubmitted(2));
    expect(status).toBe('IN_REVIEW');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ version: 1 }, { version: 1 }] });
  });

  it.each([pointAdded(3, other), pointStruckByClerk(1)])(
    'rule 20: is void when a point is changed: $event.type',
    (change) => {
      const { status, review } = matterAfter(...reviewedMatter, change);
      expect(status).toBe('DRAFT');
      expect(review).toMatchObject({ approvals: [], lapsed: [{ version: 1 }, { version: 1 }] });
    },
  );

  it('rule 77: goes back to the author, with the verdict and its reason', () => {
    const { status, review, verdicts } = matterAfter(...inReview, matterApprovedByManager(), matterReturned());
    expect(status).toBe('RETURNED');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }] });
    expect(verdicts.at(-1)).toMatchObject({ verdict: 'RETURN', reason: 'Analysen saknas.', by: 'ulla', version: 1 });
  });

  it('rule 77: goes back one step where the chain says so', () => {
    const { status, review } = matterAfter(...inReview, matterApprovedByManager(), matterReturnedOneStep());
    expect(status).toBe('IN_REVIEW');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ step: 'UNIT_MANAGER' }] });
  });

  it('rule 77: ends when it is declined', () => {
    const declined = matterAfter(...inReview, matterDeclined());
    expect(declined.status).toBe('DECLINED');
    expect(declined.verdicts.at(-1)).toMatchObject({ verdict: 'DECLINE', reason: 'Ska inte till nämnden.' });
  });

  it('is not touched by a verdict where there is none', () => {
    expect(matterAfter(...drafted, matterApprovedByManager(), matterDeclined())).toMatchObject({
      status: 'DRAFT',
      verdicts: [],
    });
  });
});

describe('a matter before the board', () => {
  it('rule 26: has been given in one version to one meeting', () => {
    expect(matterAfter(...summonedMatter)).toMatchObject({
      status: 'BEFORE_BOARD',
      meetingId,
      summoned: [{ meetingId, version: 1, addedAtMeeting: false }],
    });
    expect(statusesOf(...summonedMatter)).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD']);
  });

  it('rule 33: keeps the wording of the summons', () => {
    const points = [{ number: 2, subject: { ...removal, version: 3 }, proposedWording: 'Aktiviteten utgår' }];
    const { event, actor } = summoned();
    if (event.type !== 'MatterSummoned') throw new Error('A matter is summoned.');
    const matter = matterAfter(...reviewedMatter, { actor, event: { ...event, data: { ...event.data, points } } });
    expect(pointIn(matter, 2)).toMatchObject({ ...points[0], isBeforeBoard: true });
    expect(pointIn(matter, 1).isBeforeBoard).toBe(false);
  });

  it('is as it was when it could not be summoned', () => {
    const before = matterAfter(...inReview);
    expect(matterAfter(...inReview, notSummoned('IN_REVIEW'))).toEqual({ ...before, revision: before.revision + 1 });
  });

  it('goes back to where it was when its meeting lets it go', () => {
    expect(statusOf(...summonedMatter, matterReleased())).toBe('REVIEWED');
    expect(statusesOf(...summonedMatter, matterReleased())).toEqual(['DRAFT', 'DRAFT']);
    expect(statusOf(...inReview, summoned(), matterReleased())).toBe('IN_REVIEW');
    const postponed = [...wayToMatter.POSTPONED, summoned(1, [[2, removal]], nextMeetingId)];
    expect(statusOf(...postponed)).toBe('BEFORE_BOARD');
    expect(statusOf(...postponed, matterReleased(nextMeetingId))).toBe('POSTPONED');
  });

  it('rule 22: keeps the decision of each point with the point, and who recorded it', () => {
    const matter = matterAfter(...summonedMatter, pointDecided(2, removal, 'APPROVED'));
    expect(pointIn(matter, 1).decisions).toEqual([]);
    expect(pointIn(matter, 2).decisions).toEqual([
      {
        meetingId,
        outcome: 'APPROVED',
        date: '2026-05-11',
        paragraph: '45',
        wording: wordingOf(removal),
        reason: '',
        recordedBy: 'system',
        recordedAt: '2026-05-12T08:00:07.000Z',
        finality: [],
      },
    ]);
  });

  it('rule 27: keeps the proposed wording beside an amended one', () => {
    const { event, actor } = pointDecided(2, removal, 'APPROVED');
    if (event.type !== 'PointDecided') throw new Error('A point is decided.');
    const amended = { ...event, data: { ...event.data, wording: 'Aktiviteten utgår' } };
    const point = pointIn(matterAfter(...summonedMatter, { actor, event: amended }), 2);
    expect(point.proposedWording).toBe(wordingOf(removal));
    expect(point.decisions).toMatchObject([{ wording: 'Aktiviteten utgår' }]);
  });

  it('rule 25: keeps every decision of a postponed point', () => {
    const again = summoned(1, [[2, removal]], nextMeetingId);
    const later = pointDecided(2, removal, 'REJECTED', nextMeetingId);
    const matter = matterAfter(...wayToMatter.POSTPONED, again, later);
    expect(pointIn(matter, 2).decisions.map(({ outcome }) => outcome)).toEqual(['POSTPONED', 'REJECTED']);
    expect(matter.status).toBe('DECIDED');
  });

  it('rule 40: keeps how final the last decision of a point has become, in order', () => {
    const appealed = finalityRecorded(2, removal, 'APPEALED', '2026-06-01');
    const matter = matterAfter(...wayToMatter.DECIDED, appealed, finalityRecorded(2, removal, 'ANNULLED'));
    expect(pointIn(matter, 2).decisions.at(-1)?.finality).toEqual([
      { finality: 'APPEALED', on: '2026-06-01' },
      { finality: 'ANNULLED', on: '2026-06-09' },
    ]);
    expect(pointIn(matter, 1).decisions.at(-1)?.finality).toEqual([]);
    expect(pointIn(matterAfter(...drafted, appealed), 2).decisions).toEqual([]);
  });

  it('keeps a struck point with its cause, and waits for the others', () => {
    const struck = [...summonedMatter, pointStruck(2)];
    expect(pointIn(matterAfter(...struck), 2).struck).toBe('PROPOSAL_NOT_AVAILABLE');
    expect(statusOf(...struck)).toBe('BEFORE_BOARD');
    expect(statusOf(...struck, pointStruck(1))).toBe('DRAFT');
    expect(statusOf(...struck, pointDecided(1, report, 'APPROVED'))).toBe('DECIDED');
  });
});

describe('a matter from before meetings were kept here', () => {
  it('rule 46: is read as it was then', () => {
    const given = [...drafted, submittedBefore(...both)];
    expect(matterAfter(...given)).toMatchObject({ status: 'BEFORE_BOARD', meetingId: null, versions: [] });
    const decided = [...given, decidedBefore(1, report, 'APPROVED'), decidedBefore(2, removal, 'APPROVED')];
    expect(matterAfter(...decided)).toMatchObject({ status: 'DECIDED' });
    expect(pointIn(matterAfter(...decided), 2).decisions).toMatchObject([{ meetingId: null, recordedBy: 'sven' }]);
  });
});

describe('the status of a point', () => {
  it('goes from draft to the board', () => {
    expect(statusesOf(...drafted)).toEqual(['DRAFT', 'DRAFT']);
    expect(statusesOf(...inReview)).toEqual(['DRAFT', 'DRAFT']);
    expect(statusesOf(...summonedMatter)).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD']);
  });

  it.each(outcomes)('rule 22: is the board’s outcome of that very point: %s', (outcome) => {
    expect(statusesOf(...summonedMatter, pointDecided(2, removal, outcome))).toEqual(['BEFORE_BOARD', outcome]);
  });

  it('rule 25: is before the board again when it was postponed and is summoned anew', () => {
    const again = summoned(1, [[2, removal]], nextMeetingId);
    expect(statusesOf(...wayToMatter.POSTPONED, again)).toEqual(['APPROVED', 'BEFORE_BOARD']);
  });

  it('is struck once it was struck', () => {
    expect(statusesOf(...drafted, pointStruckByClerk(1))).toEqual(['STRUCK', 'DRAFT']);
    expect(statusesOf(...summonedMatter, pointStruck(2))).toEqual(['BEFORE_BOARD', 'STRUCK']);
  });
});

describe('the status of a matter', () => {
  it('rule 22: is that of what is left to do', () => {
    const one = [...summonedMatter, pointDecided(1, report, 'APPROVED')];
    expect(statusOf(...one)).toBe('BEFORE_BOARD');
    expect(outcomes.map((outcome) => statusOf(...one, pointDecided(2, removal, outcome)))).toEqual([
      'DECIDED',
      'DECIDED',
      'REFERRED_BACK',
      'POSTPONED',
      'DECIDED',
    ]);
  });

  it('rules 22 and 25: is before the board for as long as a point is that was referred back and comes again', () => {
    const again = [versionSubmitted(2, [...both]), summoned(2, [...both])];
    const referred = [pointDecided(1, report, 'REFERRED_BACK'), pointDecided(2, removal, 'REFERRED_BACK')];
    const decidedOnce = [...summonedMatter, ...referred, ...again, pointDecided(1, report, 'APPROVED')];
    expect(statusesOf(...decidedOnce)).toEqual(['APPROVED', 'BEFORE_BOARD']);
    expect(statusOf(...decidedOnce)).toBe('BEFORE_BOARD');
  });

  it('rule 25: is postponed before it is referred back', () => {
    const [one, two] = [pointDecided(1, report, 'REFERRED_BACK'), pointDecided(2, removal, 'POSTPONED')];
    expect(statusOf(...summonedMatter, one, two)).toBe('POSTPONED');
  });

  it('is a draft again when a point is added after a referral back, and decided when what was left is struck', () => {
    expect(statusOf(...referredBack, pointAdded(3, other))).toBe('DRAFT');
    expect(statusOf(...referredBack, pointStruckByClerk(2))).toBe('DECIDED');
    expect(statusOf(...drafted, pointStruckByClerk(1), pointStruckByClerk(2))).toBe('DRAFT');
  });
});

describe('what a summons gives to the board', () => {
  const forBoard = (...events: Events) => pointsForBoard(matterAfter(...events).points).map(({ number }) => number);

  it('rule 26: is what stands in the reviewed version, as it stands there', () => {
    expect(pointsForBoard(matterAfter(...reviewedMatter).points)).toEqual(submittedPoints(both));
    expect(forBoard(...drafted)).toEqual([]);
    expect(forBoard(...reviewedMatter, pointAdded(3, other))).toEqual([1, 2]);
  });

  it('rule 25: is what was postponed, and not what was referred back at the same meeting', () => {
    const three = [...drafted, pointAdded(3, otherRemoval), versionSubmitted(1, [...both, [3, otherRemoval]])];
    const decided = [
      summoned(1, [...both, [3, otherRemoval]]),
      pointDecided(1, report, 'APPROVED'),
      pointDecided(2, removal, 'REFERRED_BACK'),
      pointDecided(3, otherRemoval, 'POSTPONED'),
    ];
    expect(forBoard(...three, ...decided)).toEqual([3]);
  });

  it('rule 22: is what was referred back, when it comes back under its own number in a new version', () => {
    expect(forBoard(...referredBack)).toEqual([]);
    expect(forBoard(...referredBack, versionSubmitted(2, [[2, { ...removal, version: 2 }]]))).toEqual([2]);
  });

  it('leaves out what was struck, and what a newer version no longer has', () => {
    expect(forBoard(...summonedMatter, pointStruck(2))).toEqual([1]);
    expect(forBoard(...inReview, versionSubmitted(2, [[1, report]]))).toEqual([1]);
  });
});

describe('the report that the board has approved', () => {
  const approved = [...summonedMatter, pointDecided(1, report, 'APPROVED')];
  const disagrees = (...events: Events) => reportDisagrees(matterAfter(...events).points);

  it.each(['REJECTED', 'REFERRED_BACK', 'WITHDRAWN', 'POSTPONED'] as const)(
    'rule 34: no longer agrees when a removal is %s',
    (outcome) => {
      expect(disagrees(...approved, pointDecided(2, removal, outcome))).toBe(true);
    },
  );

  it('rule 34: agrees when the removal is approved, and as long as nothing is decided of it', () => {
    expect(disagrees(...approved, pointDecided(2, removal, 'APPROVED'))).toBe(false);
    expect(disagrees(...approved)).toBe(false);
  });

  it('rule 35: no longer agrees when a court has annulled the removal', () => {
    expect(disagrees(...wayToMatter.DECIDED, finalityRecorded(2, removal, 'ANNULLED'))).toBe(true);
    expect(disagrees(...wayToMatter.DECIDED, finalityRecorded(2, removal, 'IN_FORCE'))).toBe(false);
  });

  it('rule 34: is not spoken of when the board has not approved it', () => {
    const rejected = pointDecided(2, removal, 'REJECTED');
    expect(disagrees(...summonedMatter, rejected)).toBe(false);
    expect(disagrees(...summonedMatter, pointDecided(1, report, 'REJECTED'), rejected)).toBe(false);
  });

  it('rule 34: no longer agrees when one removal of two is rejected', () => {
    const three = [...drafted, pointAdded(3, otherRemoval), versionSubmitted(1, [...both, [3, otherRemoval]])];
    const summonedThree = [...three, summoned(1, [...both, [3, otherRemoval]])];
    const decided = [pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'APPROVED')];
    expect(disagrees(...summonedThree, ...decided, pointDecided(3, otherRemoval, 'REJECTED'))).toBe(true);
    expect(disagrees(...summonedThree, ...decided, pointDecided(3, otherRemoval, 'APPROVED'))).toBe(false);
  });

  it('rule 34: agrees with a removal that was struck before the board spoke of it, and not after', () => {
    expect(disagrees(...approved, pointStruck(2))).toBe(false);
    expect(disagrees(...referredBack, pointStruckByClerk(2))).toBe(true);
  });

  it('rule 34: agrees again when a removal that was referred back is approved in the end', () => {
    const again = [versionSubmitted(2, [[2, removal]]), summoned(2, [[2, removal]], nextMeetingId)];
    expect(disagrees(...referredBack, ...again)).toBe(true);
    expect(disagrees(...referredBack, ...again, pointDecided(2, removal, 'APPROVED', nextMeetingId))).toBe(false);
  });
});
