import { meetingIdOf } from '../../../src/kernel/identity.js';
import type { MatterDataOf, MatterEvent } from '../../../src/matters/matter-event.js';
import { matterHistory } from '../../../src/matters/history/matter-history.js';
import { board, clerk, type Happened, head, otherClerk, system, unitManager } from '../../support/given.js';
import {
  both,
  decidedBefore,
  decisionCorrected,
  drafted,
  finalityRecorded,
  hashOf,
  inReview,
  matterApprovedByHead,
  matterApprovedByManager,
  matterDeclined,
  matterReleased,
  matterReturned,
  matterReturnedOneStep,
  matterWithdrawn,
  meetingId,
  notSummoned,
  other,
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
  summonedMatter,
  texts,
  versionSubmitted,
  wordingOf,
} from '../../support/matter-under-test.js';
import { matterId } from '../../support/removal-under-test.js';
import { changedReports, pointsWithReport } from '../../support/submission-under-test.js';
import { streamsOf } from '../histories.js';
import { goal } from './removals.js';

const openedForOther: Happened<MatterEvent> = {
  actor: clerk,
  event: {
    type: 'MatterOpened',
    data: { matterId, boardId: board, kind: 'OTHER', dnr: 'KS 2026/7', title: 'Nya mallar' },
  },
};

const approvedByDeputy: Happened<MatterEvent> = {
  actor: head,
  event: {
    type: 'MatterStepApproved',
    data: {
      matterId,
      version: 1,
      hash: hashOf(1),
      step: 'UNIT_MANAGER',
      reason: 'Bra underlag.',
      actingFor: unitManager.personId,
    },
  },
};

const changedByCoAuthor = versionSubmitted(2, [[1, report]], {
  by: otherClerk,
  texts: {
    ...texts,
    title: 'Uppföljning av tertial 1',
    brief: 'Planen har {{plan.activities}} aktiviteter och ett mål.',
  },
  attachments: [],
  recipients: [],
});

const addedAtSecondMeeting: Happened<MatterEvent> = {
  actor: system,
  event: {
    type: 'MatterSummoned',
    data: {
      matterId,
      meetingId: meetingIdOf(board, '2026-05-11', 2),
      version: 1,
      hash: hashOf(1),
      points: submittedPoints([[1, report]]),
      addedAtMeeting: true,
    },
  },
};

const decision: MatterDataOf<'PointDecided'> = {
  matterId,
  meetingId,
  dnr: 'KS 2026/7',
  number: 2,
  subject: removal,
  outcome: 'APPROVED',
  date: '2026-05-11',
  paragraph: '45',
  wording: 'Aktiviteten Införa e-arkiv skjuts till 2027',
  proposedWording: wordingOf(removal),
  reason: '',
};
const decidedAsAmended: Happened<MatterEvent> = { actor: system, event: { type: 'PointDecided', data: decision } };

const withReport = [...drafted, versionSubmitted(1, both, { points: pointsWithReport() })];
const { changes, hash: reportHash } = changedReports;
const verdict = { matterId, version: 1, hash: hashOf(1), step: 'UNIT_MANAGER', reason: '' };

const approvedAsChanged: Happened<MatterEvent> = {
  actor: unitManager,
  event: { type: 'MatterStepApproved', data: { ...verdict, reportChanges: changes } },
};
const changeAccepted: Happened<MatterEvent> = {
  actor: unitManager,
  event: {
    type: 'MatterReportChangeAccepted',
    data: { matterId, version: 1, hash: hashOf(1), step: 'UNIT_MANAGER', reportHash, changes },
  },
};
const notSummonedWithChange: Happened<MatterEvent> = {
  actor: system,
  event: { type: 'MatterNotSummoned', data: { matterId, meetingId, status: 'REVIEWED', cause: 'REPORT_CHANGED' } },
};

export const matterHistories = [
  streamsOf(matterHistory, matterId, [goal], {
    'a matter of another kind than a follow-up': [openedForOther],
    'rule 20: a point that was added to an approved matter': [...reviewedMatter, pointAdded(3, other, otherClerk)],
    'a point that the clerk struck': [...drafted, pointStruckByClerk(2)],
    'rule 14: a point whose proposal is no longer available': [...summonedMatter, pointStruck(2)],
    'rules 18 and 20: a version that a co-author changed after an approval': [
      ...inReview,
      matterApprovedByManager(),
      changedByCoAuthor,
    ],
    'an approval by a deputy, with a remark': [...inReview, approvedByDeputy],
    'rule 112: a report that had changed when it was approved': [...withReport, approvedAsChanged],
    'rule 112: a change of the report that a reviewer accepted': [
      ...withReport,
      matterApprovedByManager(),
      changeAccepted,
    ],
    'rule 112: a report that was corrected in the instant of the summons': [
      ...withReport,
      matterApprovedByManager(),
      matterApprovedByHead(),
      notSummonedWithChange,
    ],
    'rule 19: a return to the author': [...inReview, matterReturned()],
    'rule 19: a return to the previous step': [...inReview, matterApprovedByManager(), matterReturnedOneStep()],
    'rule 19: a matter that was declined': [...inReview, matterDeclined()],
    'rule 130: a matter that a clerk withdrew': [...drafted, matterWithdrawn],
    'rule 26: a matter that the second meeting of a day took up': [...inReview, addedAtSecondMeeting],
    'rule 26: a matter that was not reviewed in time for the summons': [
      ...inReview,
      matterReturned(),
      notSummoned('RETURNED'),
    ],
    'rule 26: a matter that was changed after the summons': [...reviewedMatter, notSummoned('REVIEWED')],
    'a matter that its meeting did not decide': [
      ...summonedMatter,
      pointDecided(1, report, 'APPROVED'),
      matterReleased(),
    ],
    'rule 133: a decision whose entry was corrected': [
      ...summonedMatter,
      pointDecided(1, report, 'APPROVED'),
      decisionCorrected(1, '46', wordingOf(report)),
    ],
    'rule 24: a point that was rejected': [...summonedMatter, pointDecided(2, removal, 'REJECTED')],
    'rule 25: a point that was postponed': [...summonedMatter, pointDecided(2, removal, 'POSTPONED')],
    'a point that was withdrawn at the meeting': [...summonedMatter, pointDecided(2, removal, 'WITHDRAWN')],
    'rule 27: a point that was approved in other words': [...summonedMatter, decidedAsAmended],
    'a decision of the time before meetings were in the log': [
      ...drafted,
      submittedBefore(...both),
      decidedBefore(1, report, 'APPROVED'),
    ],
    'rules 23 and 40: an appeal and its end': [
      ...referredBack,
      finalityRecorded(1, report, 'APPEALED', '2026-06-04'),
      finalityRecorded(1, report, 'NOT_IN_FORCE', '2026-06-05'),
    ],
    'a decision that gained legal force': [...referredBack, finalityRecorded(1, report, 'IN_FORCE')],
    'rule 35: a decision that a court annulled': [
      ...referredBack,
      finalityRecorded(1, report, 'ANNULLED', '2026-11-02'),
    ],
  }),
];
