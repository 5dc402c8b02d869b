import { fieldsOf, type Fold, type Json, type Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { approvalIn, approvedBy, backOneStep, beginReview, changedBy, voided, waitingStep } from '../reviews/review.js';
import type { GivenVerdict, Review } from '../reviews/review.js';
import { isUndecided, pointStatus, statusAfter, withBeforeBoard, withCorrectedDecision } from './decision-point.js';
import { withDecision, withFinality, withPoint, withSubmitted } from './decision-point.js';
import type { DecisionPoint, SubmittedPoint } from './decision-point.js';
import { filled } from './figures.js';
import type { MatterEvent, MatterKind, Withdrawal } from './matter-event.js';
import type { MatterStatus } from './matter-process.js';
import { matterValidOn } from './matter-valid-on.js';
import type { MatterVersion } from './matter-version.js';
import { type ReadReport, reportsIn } from './tertial-report.js';

interface Reviewed {
  readonly status: MatterStatus;
  readonly review: Review;
  readonly verdicts: readonly GivenVerdict[];
}

type VerdictEvent = Extract<
  Recorded<MatterEvent>,
  { type: 'MatterStepApproved' | 'MatterReturned' | 'MatterDeclined' }
>;

/** Returns the status, the review and the verdicts of a matter after a reviewer's verdict. */
export function afterVerdict({ review, verdicts }: Reviewed, event: VerdictEvent): Reviewed {
  const approval = approvalIn(event);
  const given = { ...approval, reason: event.data.reason };
  switch (event.type) {
    case 'MatterStepApproved': {
      const approved = approvedBy(review, approval);
      const status = waitingStep(approved) === undefined ? 'REVIEWED' : 'IN_REVIEW';
      return { status, review: approved, verdicts: [...verdicts, { ...given, verdict: 'APPROVE' }] };
    }
    case 'MatterReturned': {
      const after = [...verdicts, { ...given, verdict: 'RETURN' as const }];
      return event.data.to === 'AUTHOR'
        ? { status: 'RETURNED', review: voided(review), verdicts: after }
        : { status: 'IN_REVIEW', review: backOneStep(review), verdicts: after };
    }
    case 'MatterDeclined':
      return { status: 'DECLINED', review, verdicts: [...verdicts, { ...given, verdict: 'DECLINE' }] };
  }
}

/** The version of a matter that one meeting of the board received. */
export interface SummonedVersion {
  readonly meetingId: Id<'Meeting'>;
  readonly version: number;
  /** Whether the board took the matter up at the meeting without a summons (rule 26). */
  readonly addedAtMeeting: boolean;
}

export interface Summoned extends SummonedVersion {
  /** The position in the log at which the board received it. */
  readonly position: number;
}

/** A matter (ärende) that a board handles under one registry number. */
export interface Matter {
  /** The stream revision of the newest event of the matter, from 0. */
  readonly revision: number;
  /** The log position of the matter's first event. */
  readonly position: number;
  readonly id: Id<'Matter'>;
  readonly boardId: Id<'Board'>;
  readonly kind: MatterKind;
  readonly dnr: string;
  readonly title: string;
  readonly openedBy: string;
  readonly openedAt: IsoInstant;
  readonly status: MatterStatus;
  readonly points: readonly DecisionPoint[];
  /** All submitted versions, oldest first. Only the last version can be reviewed or put on a summons. */
  readonly versions: readonly MatterVersion[];
  /** The review of the matter; null until a clerk submits the first version. */
  readonly review: Review | null;
  readonly verdicts: readonly GivenVerdict[];
  /** The reports that reviewers approved or accepted, oldest first. Empty for versions without a report. */
  readonly readReports: readonly ReadReport[];
  /** The persons who opened the matter, added points or struck points. Each is a co-author (rule 18). */
  readonly pointAuthors: readonly string[];
  /** The meeting that received the matter last; null when no meeting has received the matter. */
  readonly meetingId: Id<'Meeting'> | null;
  /** The versions of the matter that meetings received: one for each meeting with the matter on its agenda. */
  readonly summoned: readonly Summoned[];
  /** Null unless the administration has withdrawn the matter. */
  readonly withdrawal: Withdrawal | null;
}

/** Upcasts version 1, whose points have no `removal`. The field is optional, so that the hash is of what there was. */
function withoutRemovalBasis(data: Json): Json {
  return data;
}

/** Upcasts version 2, whose points have no `report`. The field is optional, so that the hash is of what there was. */
function withoutReport(data: Json): Json {
  return data;
}

export const matterFold: Fold<Matter | null, MatterEvent> = {
  kind: 'matter',
  initial: null,
  events: {
    MatterOpened: [(data) => ({ ...fieldsOf(data), kind: 'FOLLOW_UP' })],
    MatterWithdrawn: [],
    DecisionPointAdded: [],
    DecisionPointStruck: [],
    MatterVersionSubmitted: [withoutRemovalBasis, withoutReport],
    MatterStepApproved: [],
    MatterReturned: [],
    MatterDeclined: [],
    MatterReportChangeAccepted: [],
    MatterSummoned: [],
    MatterNotSummoned: [],
    MatterReleased: [],
    MatterSubmitted: [],
    PointDecided: [(data) => ({ ...fieldsOf(data), meetingId: null })],
    PointDecisionCorrected: [],
    PointFinalityRecorded: [],
  },
  validOn: matterValidOn,
  evolve: (matter, event) => {
    if (event.type === 'MatterOpened') return opened(event);
    return matter === null ? matter : { ...evolved(matter, event), revision: event.revision };
  },
};

type Opened = Extract<Recorded<MatterEvent>, { type: 'MatterOpened' }>;

function opened({ data, metadata, revision, position, recordedAt: openedAt }: Opened): Matter {
  const { matterId, boardId, kind, dnr, title } = data;
  const openedBy = metadata.actor;
  const begun = {
    points: [],
    versions: [],
    review: null,
    verdicts: [],
    readReports: [],
    meetingId: null,
    summoned: [],
    withdrawal: null,
  };
  return {
    revision,
    position,
    id: matterId,
    boardId,
    kind,
    dnr,
    title,
    openedBy,
    openedAt,
    status: 'DRAFT',
    pointAuthors: [openedBy],
    ...begun,
  };
}

function evolved(matter: Matter, event: Exclude<Recorded<MatterEvent>, Opened>): Matter {
  const { points } = matter;
  switch (event.type) {
    case 'MatterWithdrawn': {
      const withdrawal = { reason: event.data.reason, by: event.metadata.actor, at: event.recordedAt };
      return { ...matter, status: 'WITHDRAWN', withdrawal };
    }
    case 'DecisionPointAdded': {
      const { number, subject, proposedWording } = event.data;
      const begun = { isSubmitted: false, isBeforeBoard: false, struck: null, decisions: [] };
      return changedByPoints(matter, [...points, { number, subject, proposedWording, ...begun }], event);
    }
    case 'DecisionPointStruck':
      return withoutPoint(matter, event);
    case 'MatterVersionSubmitted':
      return submitted(matter, event);
    case 'MatterStepApproved':
    case 'MatterReturned':
    case 'MatterDeclined':
      return matter.review === null
        ? matter
        : { ...withReadReport(matter, event), ...afterVerdict({ ...matter, review: matter.review }, event) };
    case 'MatterReportChangeAccepted':
      return withReadReport(matter, event);
    case 'MatterSummoned': {
      const { meetingId, version, addedAtMeeting } = event.data;
      const received = { meetingId, version, addedAtMeeting, position: event.position };
      const summoned = [...matter.summoned, received];
      return { ...beforeBoard(matter, event.data.points), meetingId, summoned };
    }
    case 'MatterNotSummoned':
      return matter;
    case 'MatterReleased':
      return released(matter);
    case 'MatterSubmitted':
      return beforeBoard(matter, event.data.points);
    case 'PointDecided': {
      const recorded = { recordedBy: event.metadata.actor, recordedAt: event.recordedAt };
      const after = withDecision(points, { ...event.data, ...recorded });
      return { ...matter, status: statusAfter(after), points: after };
    }
    case 'PointDecisionCorrected':
      return { ...matter, points: withCorrectedDecision(points, event.data) };
    case 'PointFinalityRecorded':
      return { ...matter, points: withFinality(points, event.data) };
  }
}

function withoutPoint(matter: Matter, event: Extract<Recorded<MatterEvent>, { type: 'DecisionPointStruck' }>): Matter {
  const { number, cause: struck } = event.data;
  const off = { isSubmitted: false, isBeforeBoard: false, struck };
  const points = withPoint(matter.points, number, (point) => ({ ...point, ...off }));
  return matter.status === 'BEFORE_BOARD'
    ? { ...matter, status: statusAfter(points), points }
    : changedByPoints(matter, points, event);
}

type ReportRead = Extract<Recorded<MatterEvent>, VerdictEvent | { type: 'MatterReportChangeAccepted' }>;

/** Keeps which report a reviewer approved or accepted. A return and a decline approve nothing. */
function withReadReport(matter: Matter, { type, data, metadata }: ReportRead): Matter {
  if (type !== 'MatterStepApproved' && type !== 'MatterReportChangeAccepted') return matter;
  const version = matter.versions.find(({ number }) => number === data.version);
  if (version === undefined || reportsIn(version).length === 0) return matter;
  const changes = type === 'MatterStepApproved' ? (data.reportChanges ?? []) : data.changes;
  return { ...matter, readReports: [...matter.readReports, { by: metadata.actor, version: data.version, changes }] };
}

/** Applies a change of the points. The change makes all approvals lapse (rule 20). */
function changedByPoints(matter: Matter, points: readonly DecisionPoint[], { metadata }: Recorded): Matter {
  const { actor } = metadata;
  const { review, pointAuthors } = matter;
  const isSettled = points.some(({ decisions }) => decisions.length > 0) && !points.some(isUndecided);
  return {
    ...matter,
    status: isSettled ? 'DECIDED' : 'DRAFT',
    points,
    review: review === null ? null : voided(review),
    pointAuthors: pointAuthors.includes(actor) ? pointAuthors : [...pointAuthors, actor],
  };
}

function beforeBoard(matter: Matter, summoned: readonly SubmittedPoint[]): Matter {
  return { ...matter, status: 'BEFORE_BOARD', points: withBeforeBoard(matter.points, summoned) };
}

function submitted(matter: Matter, event: Extract<Recorded<MatterEvent>, { type: 'MatterVersionSubmitted' }>): Matter {
  const { version: number, hash, texts, figures, points, attachments, recipients, authors, chain } = event.data;
  const { recordedAt: at, metadata } = event;
  const by = metadata.actor;
  const review = matter.review === null ? { ...beginReview(chain, by), version: number } : changedBy(matter.review, by);
  const version = { number, hash, texts, figures, points, attachments, recipients, by, at };
  return {
    ...matter,
    title: filled(texts.title, figures),
    status: 'IN_REVIEW',
    versions: [...matter.versions, version],
    review: { ...review, authors: [...new Set([...review.authors, ...authors])] },
    points: withSubmitted(matter.points, points),
  };
}

function released(matter: Matter): Matter {
  const points = matter.points.map((point) => ({ ...point, isBeforeBoard: false }));
  const isPostponed = points.some((point) => pointStatus(point) === 'POSTPONED');
  const isPassed = matter.review !== null && waitingStep(matter.review) === undefined;
  return { ...matter, points, status: isPostponed ? 'POSTPONED' : isPassed ? 'REVIEWED' : 'IN_REVIEW' };
}

/** Returns the decision point with this number. @throws Refusal `NOT_FOUND` */
export function pointIn({ id, points }: Pick<Matter, 'id' | 'points'>, number: number): DecisionPoint {
  const point = points.find((candidate) => candidate.number === number);
  if (point === undefined) throw new Refusal(refusals.NOT_FOUND, { id: `${id} ${number}`, part: 'POINT' });
  return point;
}
