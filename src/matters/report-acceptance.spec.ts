import { by, clerk, head, refused, stranger, system, unitManager } from '../../test/support/given.js';
import {
  both,
  drafted,
  hashOf,
  matterAfter,
  matterApprovedByHead,
  matterApprovedByManager,
  meetingId,
  pointDecided,
  removal,
  report,
  submittedPoints,
  summoned,
  versionSubmitted,
} from '../../test/support/matter-under-test.js';
import { matterId, reported } from '../../test/support/removal-under-test.js';
import { changedReports, pointsWithReport, reportsAfter } from '../../test/support/submission-under-test.js';
import type { Happened } from '../../test/support/given.js';
import type { Actor } from '../kernel/permissions.js';
import { summonMatter } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';
import { reviewMatter } from './matter-review.js';
import { matterView } from './matter-view.js';
import { waitingInMatter } from './matter-waiting.js';
import type { Matter } from './matter.js';
import { acceptReportChange, noReports, reportsLeft, requireStanding, voidApprovals } from './report-acceptance.js';

const submitted = [...drafted, versionSubmitted(1, both, { points: pointsWithReport() })];
const halfway = [...submitted, matterApprovedByManager()];
const reviewed = [...halfway, matterApprovedByHead()];
const same = reportsAfter();

function accept(
  matter: Matter | null,
  actor: Actor = unitManager,
  reports = changedReports,
  reportHash = reports.hash,
) {
  return acceptReportChange({ matterId, version: 1, reportHash }, matter, reports, by(actor));
}

/** A reviewer has accepted the change. */
function accepted(actor: Actor = unitManager, reports = changedReports): Happened<MatterEvent> {
  const [event] = accept(matterAfter(...reviewed), actor, reports);
  if (event === undefined) throw new Error('The change is accepted.');
  return { actor, event };
}

function voided(events: readonly Happened<MatterEvent>[], reports = changedReports) {
  return voidApprovals(matterAfter(...events), reports).map(({ by: reviewer }) => reviewer);
}

describe('A report that has changed since the version was submitted', () => {
  it('rule 112: makes the approvals void, and leaves them when nothing differs', () => {
    expect(voided(reviewed)).toEqual(['ulla', 'frida']);
    expect(voided(reviewed, same)).toEqual([]);
    expect(voided(submitted)).toEqual([]);
  });

  it('rule 112: leaves each approval whose reviewer accepts the change by name', () => {
    expect(voided([...reviewed, accepted()])).toEqual(['frida']);
    expect(voided([...reviewed, accepted(), accepted(head)])).toEqual([]);
  });

  it('rule 112: makes them void anew when it changes again, and not when it is as it was approved', () => {
    const events = [...reviewed, accepted(), accepted(head)];
    expect(voided(events, reportsAfter(reported('T1', 'NOT_STARTED')))).toEqual(['ulla', 'frida']);
    expect(voided(events, same)).toEqual([]);
  });

  it('rule 112: has no approvals to void in a version from before versions held it', () => {
    expect(voided([...drafted, versionSubmitted(), matterApprovedByManager()])).toEqual([]);
    expect(reportsLeft(matterAfter(...drafted, versionSubmitted()))).toEqual([]);
  });

  it('rule 112: no longer matters when the board has decided on the report', () => {
    const decided = [
      ...reviewed,
      summoned(),
      pointDecided(1, report, 'APPROVED'),
      pointDecided(2, removal, 'POSTPONED'),
    ];
    expect(reportsLeft(matterAfter(...reviewed))).toHaveLength(1);
    expect(reportsLeft(matterAfter(...decided))).toEqual([]);
    expect(voidApprovals(matterAfter(...decided), noReports)).toEqual([]);
  });

  it('rule 112: refuses the summons, naming what differs and who can accept it', () => {
    expect(() => {
      requireStanding(matterAfter(...reviewed), same);
    }).not.toThrow();
    refused(
      () => {
        requireStanding(matterAfter(...reviewed, accepted()), changedReports);
      },
      'REPORT_CHANGED',
      { matterId, version: 1, changes: changedReports.changes, reviewers: ['frida'] },
    );
  });

  it('rule 112: keeps the matter from the board when the correction came before the summons', () => {
    const summon = (addedAtMeeting: boolean, events = reviewed) => {
      const command = {
        matterId,
        meetingId,
        version: 1,
        hash: hashOf(1),
        points: submittedPoints(both),
        addedAtMeeting,
      };
      return summonMatter(command, matterAfter(...events), changedReports, by(system));
    };
    expect(summon(false)).toEqual([
      { type: 'MatterNotSummoned', data: { matterId, meetingId, status: 'REVIEWED', cause: 'REPORT_CHANGED' } },
    ]);
    expect(summon(false, [...reviewed, accepted(), accepted(head)])).toMatchObject([{ type: 'MatterSummoned' }]);
    // Rule 26: the board takes the matter up by a decision of its own.
    expect(summon(true)).toMatchObject([{ type: 'MatterSummoned' }]);
  });

  it('rules 20 and 112: is approved only by who has read it, and after those before', () => {
    const review = (reportHash: string | null, events = submitted, actor: Actor = unitManager) => {
      const command = { matterId, version: 1, hash: hashOf(1), verdict: 'APPROVE', reason: '', reportHash } as const;
      return reviewMatter(command, matterAfter(...events), changedReports, by(actor));
    };
    refused(() => review(null), 'REPORT_CHANGED', { reviewers: [] });
    refused(() => review(same.hash), 'REPORT_CHANGED');
    const [event] = review(changedReports.hash);
    expect(event).toMatchObject({ type: 'MatterStepApproved', data: { reportChanges: changedReports.changes } });
    refused(() => review(changedReports.hash, halfway, head), 'REPORT_CHANGED', { reviewers: ['ulla'] });
    const again = review(changedReports.hash, [...halfway, accepted()], head);
    expect(again).toMatchObject([{ type: 'MatterStepApproved' }]);
    if (event === undefined) throw new Error('The report is approved.');
    expect(voided([...submitted, { actor: unitManager, event }])).toEqual([]);
    expect(voided([...submitted, { actor: unitManager, event }], same)).toEqual(['ulla']);
  });

  it('rule 77: is returned and declined like any other', () => {
    const command = { matterId, version: 1, hash: hashOf(1), reason: 'Se över.', reportHash: null };
    for (const verdict of ['RETURN', 'DECLINE'] as const) {
      const given = reviewMatter({ ...command, verdict }, matterAfter(...submitted), changedReports, by(unitManager));
      expect(given).toHaveLength(1);
    }
  });
});

describe('Accepting a changed report', () => {
  it('rule 112: keeps what was accepted, and by whom', () => {
    expect(accept(matterAfter(...reviewed))).toEqual([
      {
        type: 'MatterReportChangeAccepted',
        data: {
          matterId,
          version: 1,
          hash: hashOf(1),
          step: 'UNIT_MANAGER',
          reportHash: changedReports.hash,
          changes: changedReports.changes,
        },
      },
    ]);
  });

  it('rule 112: has no effect twice, nor when nothing has changed', () => {
    expect(accept(matterAfter(...reviewed, accepted()))).toEqual([]);
    expect(accept(matterAfter(...reviewed), unitManager, same)).toEqual([]);
  });

  it('rule 20: is refused for another version or another report than was read', () => {
    refused(() => accept(matterAfter(...reviewed), unitManager, changedReports, same.hash), 'REPORT_CHANGED');
    const command = { matterId, version: 2, reportHash: changedReports.hash };
    refused(
      () => acceptReportChange(command, matterAfter(...reviewed), changedReports, by(unitManager)),
      'CHANGED_SINCE_READ',
      { read: 2, current: 1 },
    );
  });

  it('rule 112: is done only by who has approved', () => {
    refused(() => accept(matterAfter(...halfway), head), 'NOT_APPROVED_BY_YOU');
    refused(() => accept(matterAfter(...reviewed), clerk), 'FORBIDDEN', { allowed: ['REVIEWER'] });
    refused(() => accept(matterAfter(...reviewed), stranger), 'NOT_FOUND', { id: matterId });
    refused(() => accept(null), 'NOT_FOUND', { id: matterId });
  });

  it('rule 112: waits for each reviewer who approved, and for the clerk who can submit it anew', () => {
    const matter = matterView(matterAfter(...reviewed));
    const waiting = (who: typeof clerk, reports = changedReports) =>
      waitingInMatter(who, matter, voidApprovals(matterAfter(...reviewed), reports)).map(({ kind }) => kind);
    expect(waiting(unitManager)).toEqual(['ACCEPT_REPORT_CHANGE']);
    expect(waiting(head)).toEqual(['ACCEPT_REPORT_CHANGE']);
    expect(waiting(clerk)).toEqual(['SUBMIT_MATTER']);
    expect(waiting(unitManager, same)).toEqual([]);
  });
});
