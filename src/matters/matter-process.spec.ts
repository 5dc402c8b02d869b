import { by, clerk, type Happened, refused, system, unitManager } from '../../test/support/given.js';
import {
  hashOf,
  inReview,
  matterAfter,
  matterApprovedByManager,
  matterReleased,
  meetingId,
  nextMeetingId,
  other,
  pointAdded,
  pointDecided,
  pointStruck,
  pointStruckByClerk,
  removal,
  report,
  reviewedMatter,
  summoned,
  summonedMatter,
  unchanged,
  wayToMatter,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { approvedWithReport, changedReports, submitting } from '../../test/support/submission-under-test.js';
import { pointsForBoard } from './decision-point.js';
import type { Matter } from './matter.js';
import { withdrawMatter } from './corrections/withdrawal.js';
import { recordDecision, releaseMatter, summonMatter } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';
import { addOtherPoint, strikePoint } from './matter-points.js';
import { allows, matterProcess, matterStatuses, matterVerdicts, requireVerdict } from './matter-process.js';
import type { MatterStatus, MatterVerdict } from './matter-process.js';
import { reviewMatter } from './matter-review.js';
import { acceptReportChange } from './report-acceptance.js';
import { submitMatter } from './matter-submission.js';
import type { Verdict } from '../reviews/review.js';
import { wrongRows } from '../../test/support/wrong-rows.js';

type Given = (matter: Matter) => readonly MatterEvent[];

function reviewAs(verdict: Verdict): Given {
  const command = { matterId, version: 1, hash: hashOf(1), verdict, reason: 'Därför.', reportHash: null };
  return (matter) => reviewMatter(command, matter, unchanged, by(unitManager));
}

function summonAs(addedAtMeeting: boolean): Given {
  return (matter) => {
    const points = pointsForBoard(matter.points);
    const command = { matterId, meetingId: nextMeetingId, version: 1, hash: hashOf(1), points, addedAtMeeting };
    return summonMatter(command, matter, unchanged, by(system)).filter(({ type }) => type === 'MatterSummoned');
  };
}

/** Gives the command for each verdict of the process. A system command returns no events when it is not allowed. */
const commands: Readonly<Record<MatterVerdict, Given>> = {
  change: (matter) => addOtherPoint({ matterId, wording: wordingOf(other) }, matter, by(clerk)),
  submit: (matter) => submitMatter({ matterId, draftRevision: 3 }, matter, submitting, by(clerk)),
  approve: reviewAs('APPROVE'),
  return: reviewAs('RETURN'),
  decline: reviewAs('DECLINE'),
  summon: summonAs(false),
  'add at the meeting': summonAs(true),
  'accept report change': (matter) => {
    const command = { matterId, version: 1, reportHash: hashOf(9) };
    return acceptReportChange(command, approvedWithReport(matter), changedReports, by(unitManager));
  },
  release: (matter) => releaseMatter({ matterId, meetingId }, matter, by(system)),
  'strike unavailable': (matter) => strikePoint({ matterId, point: 2 }, matter, by(system)),
  decide: (matter) => {
    const decision = { outcome: 'APPROVED', date: '2026-05-11', paragraph: '45', reason: '' } as const;
    const about = { matterId, meetingId, number: 2, wording: wordingOf(removal) };
    return recordDecision({ ...about, ...decision }, matter, by(system));
  },
  withdraw: (matter) => withdrawMatter({ matterId, reason: 'Öppnat av misstag.' }, matter, by(clerk)),
};

const cells = matterStatuses.flatMap((status) =>
  matterVerdicts.map((verdict) => ({ status, verdict, leadsTo: matterProcess[status][verdict] })),
);
const bySystem: readonly MatterVerdict[] = ['summon', 'add at the meeting', 'release', 'strike unavailable', 'decide'];

function isEnd(status: MatterStatus): boolean {
  return Object.keys(matterProcess[status]).length === 0;
}

describe('the process of a matter', () => {
  it('rule 73: each verdict of the table leads to its statuses', () => {
    expect(
      wrongRows(
        cells.filter(({ leadsTo }) => leadsTo !== undefined),
        ({ status, verdict, leadsTo }) => {
          const before = wayToMatter[status];
          const events = commands[verdict](matterAfter(...before));
          expect(events).toHaveLength(1);
          const after = matterAfter(...before, ...events.map((event) => ({ event, actor: system })));
          expect(leadsTo).toContain(after.status);
        },
      ),
    ).toEqual([]);
  });

  it('rule 73: each other verdict of a person is refused', () => {
    expect(
      wrongRows(
        cells.filter(({ verdict, leadsTo }) => leadsTo === undefined && !bySystem.includes(verdict)),
        ({ status, verdict }) => {
          const give = () => commands[verdict](matterAfter(...wayToMatter[status]));
          const isChange = verdict === 'change' || verdict === 'submit';
          // Rule 25: a postponed matter refuses changes with a code of its own.
          if (status === 'POSTPONED' && isChange) refused(give, 'MATTER_POSTPONED', { point: 2 });
          // Rule 130: so does the withdrawal of a matter that the board has.
          else if (verdict === 'withdraw' && !isEnd(status)) refused(give, 'MATTER_WITH_BOARD', { matterId });
          else refused(give, 'MATTER_STATUS', { status });
        },
      ),
    ).toEqual([]);
  });

  it('rule 73: each other verdict of the system is left undone', () => {
    expect(
      wrongRows(
        cells.filter(({ verdict, leadsTo }) => leadsTo === undefined && bySystem.includes(verdict)),
        ({ status, verdict }) => {
          expect(commands[verdict](matterAfter(...wayToMatter[status]))).toEqual([]);
        },
      ),
    ).toEqual([]);
  });

  it('says the same through its one check', () => {
    expect(
      wrongRows(cells, ({ status, verdict, leadsTo }) => {
        expect(allows({ status }, verdict)).toBe(leadsTo !== undefined);
        if (leadsTo === undefined) refused(() => requireVerdict({ status }, verdict), 'MATTER_STATUS', { status });
        else expect(() => requireVerdict({ status }, verdict)).not.toThrow();
      }),
    ).toEqual([]);
  });

  it('names the statuses in which it can be done', () => {
    refused(() => requireVerdict({ status: 'DECIDED' }, 'summon'), 'MATTER_STATUS', {
      status: 'DECIDED',
      needed: ['REVIEWED', 'POSTPONED'],
    });
  });

  it('ends when it is decided, declined or withdrawn', () => {
    expect(matterStatuses.filter(isEnd)).toEqual(['DECIDED', 'DECLINED', 'WITHDRAWN']);
  });
});

interface Way {
  readonly from: MatterStatus;
  readonly verdict: MatterVerdict;
  readonly to: MatterStatus;
  readonly events: readonly Happened<MatterEvent>[];
}

const backWithMore = [...wayToMatter.REFERRED_BACK, pointAdded(3, other)];
const again = summoned(1, [[2, removal]]);

/** Transitions of the process table that the test with single commands does not reach. */
const ways: readonly Way[] = [
  {
    from: 'DRAFT',
    verdict: 'change',
    to: 'DECIDED',
    events: [...backWithMore, pointStruckByClerk(2), pointStruckByClerk(3)],
  },
  { from: 'IN_REVIEW', verdict: 'approve', to: 'IN_REVIEW', events: [...inReview, matterApprovedByManager()] },
  { from: 'IN_REVIEW', verdict: 'approve', to: 'REVIEWED', events: reviewedMatter },
  { from: 'REFERRED_BACK', verdict: 'change', to: 'DRAFT', events: backWithMore },
  {
    from: 'REFERRED_BACK',
    verdict: 'change',
    to: 'DECIDED',
    events: [...wayToMatter.REFERRED_BACK, pointStruckByClerk(2)],
  },
  { from: 'BEFORE_BOARD', verdict: 'release', to: 'REVIEWED', events: [...summonedMatter, matterReleased()] },
  { from: 'BEFORE_BOARD', verdict: 'release', to: 'IN_REVIEW', events: [...inReview, summoned(), matterReleased()] },
  {
    from: 'BEFORE_BOARD',
    verdict: 'release',
    to: 'POSTPONED',
    events: [...wayToMatter.POSTPONED, again, matterReleased()],
  },
  {
    from: 'BEFORE_BOARD',
    verdict: 'decide',
    to: 'BEFORE_BOARD',
    events: [...summonedMatter, pointDecided(2, removal, 'APPROVED')],
  },
  { from: 'BEFORE_BOARD', verdict: 'decide', to: 'POSTPONED', events: wayToMatter.POSTPONED },
  { from: 'BEFORE_BOARD', verdict: 'decide', to: 'REFERRED_BACK', events: wayToMatter.REFERRED_BACK },
  { from: 'BEFORE_BOARD', verdict: 'decide', to: 'DECIDED', events: wayToMatter.DECIDED },
  {
    from: 'BEFORE_BOARD',
    verdict: 'strike unavailable',
    to: 'DRAFT',
    events: [...summonedMatter, pointStruck(1), pointStruck(2)],
  },
  ...(['POSTPONED', 'REFERRED_BACK'] as const).map((to) => ({
    from: 'BEFORE_BOARD' as const,
    verdict: 'strike unavailable' as const,
    to,
    events: [...summonedMatter, pointDecided(1, report, to), pointStruck(2)],
  })),
  {
    from: 'BEFORE_BOARD',
    verdict: 'strike unavailable',
    to: 'DECIDED',
    events: [...summonedMatter, pointDecided(1, report, 'REJECTED'), pointStruck(2)],
  },
];

describe('where the process leads', () => {
  it('rule 73: each verdict can lead to each status of the table', () => {
    expect(
      wrongRows(ways, ({ from, verdict, to, events }) => {
        expect(matterAfter(...events.slice(0, -1)).status).toBe(from);
        expect(matterAfter(...events).status).toBe(to);
        expect(matterProcess[from][verdict]).toContain(to);
      }),
    ).toEqual([]);
  });
});
