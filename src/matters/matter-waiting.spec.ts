import {
  auditor,
  board,
  by,
  clerk,
  controller,
  type Happened,
  head,
  otherClerk,
  secretary,
  stranger,
  unitManager,
} from '../../test/support/given.js';
import {
  both,
  drafted,
  hashOf,
  inReview,
  matterAfter,
  matterApprovedByManager,
  matterReleased,
  opened,
  other,
  pointAdded,
  pointStruckByClerk,
  referredBack,
  removal,
  summonedMatter,
  unchanged,
  versionSubmitted,
  wayToMatter,
} from '../../test/support/matter-under-test.js';
import { meetingAfter, meetingId, scheduled } from '../../test/support/meeting-under-test.js';
import {
  approvedByHead,
  approvedByManager,
  bothSteps,
  clerkAndManager,
  matterId,
  proposalsAfter,
  revised,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { submitting } from '../../test/support/submission-under-test.js';
import type { Person } from '../kernel/permissions.js';
import { putOnAgenda } from '../meetings/scheduling.js';
import type { MatterEvent } from './matter-event.js';
import { matterStatuses } from './matter-process.js';
import { reviewMatter } from './matter-review.js';
import { submitMatter } from './matter-submission.js';
import { matterView } from './matter-view.js';
import { waitingInMatter } from './matter-waiting.js';

type Events = readonly Happened<MatterEvent>[];

const people = [clerk, otherClerk, unitManager, head, secretary, controller, auditor];

function waiting(who: Person, ...events: Events) {
  return waitingInMatter(who, matterView(matterAfter(...events)), []);
}

function waitedFor(...events: Events) {
  return people.flatMap((who) => waiting(who, ...events).map(({ kind }) => [who.personId, kind]));
}

describe('A matter', () => {
  it('rule 73: waits with its draft for the clerk who opened it', () => {
    expect(waiting(clerk, ...drafted)).toEqual([
      {
        kind: 'SUBMIT_MATTER',
        boardId: board,
        id: matterId,
        title: 'Uppföljning tertial 1 2026',
        tertial: 'T1',
        since: '2026-05-12',
        deadline: null,
        next: { command: 'submitMatter', idField: 'matterId' },
      },
    ]);
    expect(waitedFor(...drafted)).toEqual([['hans', 'SUBMIT_MATTER']]);
  });

  it('rule 73: waits for nobody as long as there is nothing in it to submit', () => {
    expect(waitedFor(opened)).toEqual([]);
    expect(waitedFor(opened, pointAdded(1, other), pointStruckByClerk(1))).toEqual([]);
  });

  it('rule 21: waits for the reviewers, step by step', () => {
    expect(waitedFor(...inReview)).toEqual([['ulla', 'REVIEW_MATTER']]);
    expect(waitedFor(...inReview, matterApprovedByManager())).toEqual([['frida', 'REVIEW_MATTER']]);
  });

  it('rules 17 and 18: does not wait for a reviewer who has written it', () => {
    const edited = versionSubmitted(1, both, { authors: ['hans', 'ulla'] });
    expect(waitedFor(...drafted, edited)).toEqual([]);
    expect(waiting(clerkAndManager, ...drafted, versionSubmitted(1, both, { by: clerkAndManager }))).toEqual([]);
  });

  it('rule 21: does not wait twice for the same person', () => {
    expect(waiting(bothSteps, ...inReview)).toHaveLength(1);
    expect(waiting(bothSteps, ...inReview, matterApprovedByManager(1, bothSteps))).toEqual([]);
  });

  it('rule 77: waits for its author when it was returned', () => {
    expect(waitedFor(...wayToMatter.RETURNED)).toEqual([['hans', 'REVISE_MATTER']]);
  });

  it('rule 22: waits for its author when it was referred back, and to be submitted when something was added', () => {
    expect(waitedFor(...referredBack)).toEqual([['hans', 'REVISE_MATTER']]);
    expect(waitedFor(...referredBack, pointAdded(3, other))).toEqual([['hans', 'SUBMIT_MATTER']]);
  });

  it.each(['REVIEWED', 'POSTPONED'] as const)('waits for the secretary to put it on an agenda: %s', (status) => {
    expect(waitedFor(...wayToMatter[status])).toEqual([['sven', 'PUT_ON_AGENDA']]);
  });

  it.each(['BEFORE_BOARD', 'DECIDED', 'DECLINED', 'WITHDRAWN'] as const)('waits for nobody when it is %s', (status) => {
    expect(waitedFor(...wayToMatter[status])).toEqual([]);
  });

  it('rule 43: does not wait for another board’s clerk', () => {
    const moved = { ...stranger, personId: clerk.personId };
    expect(waiting(moved, ...drafted)).toEqual([]);
  });
});

describe('Whatever waits in a matter', () => {
  const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
  const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
  const histories = [
    ...matterStatuses.map((status) => wayToMatter[status]),
    [...inReview, matterApprovedByManager()],
    [...inReview, versionSubmitted(2)],
    [...referredBack, pointAdded(3, other)],
    [...referredBack, versionSubmitted(2, [[2, removal]])],
    [...summonedMatter, matterReleased()],
  ];

  it('can be done by the person it waits for', () => {
    const waits = histories.flatMap((events) => {
      const matter = matterAfter(...events);
      return people.flatMap((who) =>
        waitingInMatter(who, matterView(matter), []).map(({ kind }) => ({ kind, who, matter })),
      );
    });
    const done = waits.map(({ kind, who, matter }) => {
      if (kind === 'REVIEW_MATTER') {
        const version = matter.versions.length;
        const command = {
          matterId,
          version,
          hash: hashOf(version),
          verdict: 'APPROVE',
          reason: '',
          reportHash: null,
        } as const;
        return reviewMatter(command, matter, unchanged, by(who));
      }
      if (kind === 'PUT_ON_AGENDA') {
        return putOnAgenda({ meetingId, matterId }, meetingAfter(scheduled()), matter, by(who, '2026-05-04'));
      }
      return submitMatter({ matterId, draftRevision: 3 }, matter, { ...submitting, proposals }, by(who));
    });
    expect(done.filter((events) => events.length !== 1)).toEqual([]);
    expect(waits.length).toBeGreaterThanOrEqual(8);
  });
});
