import type { Actor } from '../../src/kernel/permissions.js';
import { idOf, meetingIdOf } from '../../src/kernel/identity.js';
import type { PointSubject, VersionPoint } from '../../src/matters/decision-point.js';
import type { Finality, Outcome } from '../../src/kernel/outcome.js';
import { type Matter, matterFold } from '../../src/matters/matter.js';
import type { MatterEvent } from '../../src/matters/matter-event.js';
import type { MatterStatus } from '../../src/matters/matter-process.js';
import type { MatterContent, MatterTexts } from '../../src/matters/matter-version.js';
import type { RemovalBasis } from '../../src/matters/removal-basis.js';
import { type HashedReports, noReports } from '../../src/matters/report-acceptance.js';
import { defaultChain } from '../../src/reviews/review.js';
import { after, board, clerk, type Happened, head, secretary, system, unitManager } from './given.js';
import { activityId, firstText, goalId, matterId, planId, proposalId } from './removal-under-test.js';

// A matter with the report of the first tertial as point 1 and a removal as point 2.

export const meetingId = meetingIdOf(board, '2026-05-11');
export const nextMeetingId = meetingIdOf(board, '2026-06-08');

export const report: PointSubject = { kind: 'APPROVE_REPORT', planId, tertial: 'T1' };
export const removal = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: 1 } as const;
export const otherRemoval = {
  kind: 'REMOVE_ACTIVITY',
  activityId: idOf('Activity', 'exempel.ks.2026.g1.a2'),
  proposalId: idOf('RemovalProposal', 'exempel.ks.2026.g1.a2.r1'),
  version: 1,
} as const;
export const other: PointSubject = { kind: 'OTHER' };

const wordings: Readonly<Record<string, string>> = {
  [activityId]: 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
  [otherRemoval.activityId]: 'Aktiviteten Se över taxorna tas ur verksamhetsplan för 2026',
};

/** The proposed decision, in the administration's words. */
export function wordingOf(subject: PointSubject): string {
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      return 'Godkänna redovisningen av måluppföljning per tertial 1 2026';
    case 'REMOVE_ACTIVITY':
      return wordings[subject.activityId] ?? '';
    case 'OTHER':
      return 'Uppdra åt förvaltningen att se över mallarna';
  }
}

export const texts: MatterTexts = {
  title: 'Uppföljning tertial 1 2026',
  brief: 'Planen har {{plan.activities}} aktiviteter.',
  considerations: 'När {{ removals }} har tagits ur planen är {{plan.remaining}} kvar.',
};
export const figures = [
  { name: 'plan.activities', value: 2 },
  { name: 'plan.remaining', value: 1 },
  { name: 'removals', value: 1 },
];
export const attachment = { name: 'Redovisning', reference: 'KS 2026/7-2', sha256: 'ab'.repeat(32) };

/** Stands for a hash: tells the versions apart. */
export function hashOf(version: number): string {
  return String(version).padStart(64, '0');
}

/** Reports that are as the version holds them, or a version without one. */
export const unchanged: HashedReports = { ...noReports, hash: '' };

type Points = readonly (readonly [number: number, PointSubject])[];

export const both: Points = [
  [1, report],
  [2, removal],
];

export function submittedPoints(subjects: Points) {
  return subjects.map(([number, subject]) => ({ number, subject, proposedWording: wordingOf(subject) }));
}

const headings: Readonly<Record<string, string>> = {
  [activityId]: 'Införa e-arkiv',
  [otherRemoval.activityId]: 'Se över taxorna',
};

/** The reason and the activity of a removal, when nobody has reported a status. */
export function basisOf(activity: string, given: Partial<RemovalBasis> = {}): RemovalBasis {
  return {
    ...firstText,
    goalId,
    goalTitle: 'Digital förvaltning',
    heading: headings[activity] ?? '',
    description: '',
    startDate: '2026-01-01',
    endDate: '2026-12-31',
    responsibleUnit: 'Stab',
    status: null,
    ...given,
  };
}

export function versionPoints(subjects: Points): VersionPoint[] {
  return submittedPoints(subjects).map((point) =>
    point.subject.kind === 'REMOVE_ACTIVITY' ? { ...point, removal: basisOf(point.subject.activityId) } : point,
  );
}

export const opened: Happened<MatterEvent> = {
  actor: clerk,
  event: {
    type: 'MatterOpened',
    data: { matterId, boardId: board, kind: 'FOLLOW_UP', dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
  },
};

export function pointAdded(number: number, subject: PointSubject, actor: Actor = clerk): Happened<MatterEvent> {
  const data = { matterId, number, subject, proposedWording: wordingOf(subject) };
  return { actor, event: { type: 'DecisionPointAdded', data } };
}

export function pointStruck(number: number): Happened<MatterEvent> {
  const data = { matterId, number, cause: 'PROPOSAL_NOT_AVAILABLE' } as const;
  return { actor: system, event: { type: 'DecisionPointStruck', data } };
}

export function pointStruckByClerk(number: number, actor: Actor = clerk): Happened<MatterEvent> {
  return { actor, event: { type: 'DecisionPointStruck', data: { matterId, number, cause: 'BY_CLERK' } } };
}

interface Version extends Partial<MatterContent> {
  readonly authors?: readonly string[];
  readonly by?: Actor;
}

/** A version that entered its review. */
export function versionSubmitted(version = 1, subjects: Points = both, given: Version = {}): Happened<MatterEvent> {
  const { by = clerk, authors = [by.personId], ...content } = given;
  const whole = {
    texts,
    figures,
    points: versionPoints(subjects),
    attachments: [attachment],
    recipients: ['Revisorerna'],
  };
  const data = { matterId, version, hash: hashOf(version), ...whole, ...content, authors, chain: defaultChain };
  return { actor: by, event: { type: 'MatterVersionSubmitted', data } };
}

function verdictGiven(step: string, version: number, reason = '') {
  return { matterId, version, hash: hashOf(version), step, reason };
}

export function matterApprovedByManager(version = 1, actor: Actor = unitManager): Happened<MatterEvent> {
  return { actor, event: { type: 'MatterStepApproved', data: verdictGiven('UNIT_MANAGER', version) } };
}

export function matterApprovedByHead(version = 1, actor: Actor = head): Happened<MatterEvent> {
  return { actor, event: { type: 'MatterStepApproved', data: verdictGiven('HEAD_OF_ADMINISTRATION', version) } };
}

export function matterReturned(version = 1): Happened<MatterEvent> {
  const data = { ...verdictGiven('UNIT_MANAGER', version, 'Analysen saknas.'), to: 'AUTHOR' } as const;
  return { actor: unitManager, event: { type: 'MatterReturned', data } };
}

export function matterReturnedOneStep(version = 1): Happened<MatterEvent> {
  const step = 'HEAD_OF_ADMINISTRATION';
  const data = { ...verdictGiven(step, version, 'Granska kostnaden.'), to: 'PREVIOUS_STEP' } as const;
  return { actor: head, event: { type: 'MatterReturned', data } };
}

export function matterDeclined(version = 1): Happened<MatterEvent> {
  const data = verdictGiven('UNIT_MANAGER', version, 'Ska inte till nämnden.');
  return { actor: unitManager, event: { type: 'MatterDeclined', data } };
}

export const matterWithdrawn: Happened<MatterEvent> = {
  actor: clerk,
  event: { type: 'MatterWithdrawn', data: { matterId, reason: 'Öppnat av misstag.' } },
};

export function summoned(version = 1, subjects: Points = both, meeting = meetingId): Happened<MatterEvent> {
  const points = submittedPoints(subjects);
  const data = { matterId, meetingId: meeting, version, hash: hashOf(version), points, addedAtMeeting: false };
  return { actor: system, event: { type: 'MatterSummoned', data } };
}

export function notSummoned(status: MatterStatus, meeting = meetingId): Happened<MatterEvent> {
  return { actor: system, event: { type: 'MatterNotSummoned', data: { matterId, meetingId: meeting, status } } };
}

export function matterReleased(meeting = meetingId): Happened<MatterEvent> {
  return { actor: system, event: { type: 'MatterReleased', data: { matterId, meetingId: meeting } } };
}

export function pointDecided(
  number: number,
  subject: PointSubject,
  outcome: Outcome,
  meeting = meetingId,
): Happened<MatterEvent> {
  const wording = wordingOf(subject);
  const about = { matterId, meetingId: meeting, dnr: 'KS 2026/7', number, subject };
  const reason = outcome === 'REFERRED_BACK' ? 'Utred kostnaden.' : '';
  const decision = { outcome, date: '2026-05-11', paragraph: '45', wording, proposedWording: wording, reason };
  return { actor: system, event: { type: 'PointDecided', data: { ...about, ...decision } } };
}

export function decisionCorrected(number: number, paragraph: string, wording: string): Happened<MatterEvent> {
  const data = { matterId, meetingId, number, paragraph, wording, reason: '' };
  return { actor: system, event: { type: 'PointDecisionCorrected', data } };
}

export function finalityRecorded(number: number, subject: PointSubject, finality: Finality, on = '2026-06-09') {
  const data = { matterId, number, subject, finality, on };
  return { actor: system, event: { type: 'PointFinalityRecorded', data } } as const satisfies Happened<MatterEvent>;
}

/** Written before meetings were kept here. */
export function submittedBefore(...subjects: Points): Happened<MatterEvent> {
  return { actor: clerk, event: { type: 'MatterSubmitted', data: { matterId, points: submittedPoints(subjects) } } };
}

/** A decision that was recorded before meetings were kept here. */
export function decidedBefore(number: number, subject: PointSubject, outcome: Outcome): Happened<MatterEvent> {
  const { event } = pointDecided(number, subject, outcome);
  if (event.type !== 'PointDecided') throw new Error('A point is decided.');
  return { actor: secretary, event: { ...event, data: { ...event.data, meetingId: null } } };
}

export const drafted = [opened, pointAdded(1, report), pointAdded(2, removal)];
export const inReview = [...drafted, versionSubmitted()];
export const reviewedMatter = [...inReview, matterApprovedByManager(), matterApprovedByHead()];
export const summonedMatter = [...reviewedMatter, summoned()];
export const referredBack = [
  ...summonedMatter,
  pointDecided(1, report, 'APPROVED'),
  pointDecided(2, removal, 'REFERRED_BACK'),
];

/** A way to each status that a matter can have. */
export const wayToMatter: Readonly<Record<MatterStatus, readonly Happened<MatterEvent>[]>> = {
  DRAFT: drafted,
  IN_REVIEW: inReview,
  RETURNED: [...inReview, matterReturned()],
  REVIEWED: reviewedMatter,
  BEFORE_BOARD: summonedMatter,
  POSTPONED: [...summonedMatter, pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'POSTPONED')],
  REFERRED_BACK: referredBack,
  DECIDED: [...summonedMatter, pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'APPROVED')],
  DECLINED: [...inReview, matterDeclined()],
  WITHDRAWN: [...drafted, matterWithdrawn],
};

export function matterAfter(...events: readonly Happened<MatterEvent>[]): Matter {
  const matter = after(matterFold, ...events);
  if (matter === null) throw new Error('The matter was not opened.');
  return matter;
}
