import { may, permit, type Person, rolesFor } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoInstant, Tertial } from '../kernel/tertial.js';
import { type Approval, type GivenVerdict, waitingStep } from '../reviews/review.js';
import { shownStep, type ShownStep } from '../reviews/shown-step.js';
import { pointStatus, reportDisagrees } from './decision-point.js';
import type { DecisionPoint, PointDecision, PointStatus, PointSubject } from './decision-point.js';
import type { SubmittedPoint, VersionPoint } from './decision-point.js';
import { fatesOf, type FigurePoint, type FigureSource, figureSource, filled } from './figures.js';
import type { MatterKind, Withdrawal } from './matter-event.js';
import type { MatterStatus } from './matter-process.js';
import type { MatterTexts, MatterVersion } from './matter-version.js';
import type { Matter, SummonedVersion } from './matter.js';
import type { RemovalBasis } from './removal-basis.js';

/** The kind of a decision point, and the ids of the entities that the point is about. The other ids are null. */
export interface SubjectView {
  readonly kind: PointSubject['kind'];
  readonly planId: Id<'Plan'> | null;
  readonly tertial: Tertial | null;
  readonly activityId: Id<'Activity'> | null;
  readonly proposalId: Id<'RemovalProposal'> | null;
}

export function subjectView(subject: PointSubject): SubjectView {
  const { kind } = subject;
  const nothing = { kind, planId: null, tertial: null, activityId: null, proposalId: null };
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      return { ...nothing, planId: subject.planId, tertial: subject.tertial };
    case 'REMOVE_ACTIVITY':
      return { ...nothing, activityId: subject.activityId, proposalId: subject.proposalId };
    case 'OTHER':
      return nothing;
  }
}

/** A matter as the API shows it. */
export interface MatterView {
  readonly id: Id<'Matter'>;
  readonly revision: number;
  readonly boardId: Id<'Board'>;
  readonly kind: MatterKind;
  readonly dnr: string;
  readonly title: string;
  readonly openedBy: string;
  readonly openedAt: IsoInstant;
  readonly status: MatterStatus;
  readonly points: readonly PointView[];
  /** All submitted versions, oldest first. Only the last version can be reviewed or put on a summons. */
  readonly versions: readonly VersionView[];
  /** Every person who wrote or changed the matter. None of them may review it (rules 17 and 18). */
  readonly authors: readonly string[];
  readonly waitingStep: ShownStep | null;
  readonly approvals: readonly Approval[];
  /** Approvals that lapsed because somebody changed the matter (rule 20) or a reviewer returned it. */
  readonly lapsedApprovals: readonly Approval[];
  readonly verdicts: readonly GivenVerdict[];
  /** The version that each meeting received. */
  readonly summoned: readonly SummonedVersion[];
  /** Whether the report that the board approved no longer agrees with the board's decisions on removals (rule 34). */
  readonly reportDisagrees: boolean;
  readonly withdrawal: Withdrawal | null;
}

/** A decision point with its request to the board and the proposed wording. */
export interface AskedView extends SubjectView {
  readonly number: number;
  /** The number of the proposal's reviewed version; null for a point without a proposal. */
  readonly proposalVersion: number | null;
  readonly proposedWording: string;
}

export interface PointView extends AskedView {
  readonly matterId: Id<'Matter'>;
  readonly status: PointStatus;
  readonly decisions: readonly PointDecision[];
}

/** A decision point as one version contains it. */
export interface VersionPointView extends AskedView {
  /** The reason and the activity of a removal; null for other points and in versions of older events (rule 108). */
  readonly removal: RemovalBasis | null;
  /** SHA-256 of the report that the version holds; null for other points and in versions of older events. */
  readonly reportHash: string | null;
}

export interface VersionView extends Omit<MatterVersion, 'points'> {
  /** The texts with the computed numbers instead of the placeholders. */
  readonly asRead: MatterTexts;
  readonly points: readonly VersionPointView[];
  /** The plan and the tertial that give the numbers in the texts; null when the points give no numbers. */
  readonly figureSource: FigureSource | null;
  readonly figurePoints: readonly FigurePoint[];
}

export function matterView(matter: Matter): MatterView {
  const { id, revision, boardId, kind, dnr, title, openedBy, openedAt } = matter;
  const { status, points, review, verdicts, summoned, withdrawal } = matter;
  const step = review === null || status !== 'IN_REVIEW' ? undefined : waitingStep(review);
  return {
    id,
    revision,
    boardId,
    kind,
    dnr,
    title,
    openedBy,
    openedAt,
    status,
    points: points.map((point) => pointView(id, point)),
    versions: matter.versions.map((version) => versionView(version, points)),
    authors: [...new Set([...(review?.authors ?? []), ...matter.pointAuthors])],
    waitingStep: step === undefined ? null : shownStep(step),
    approvals: review?.approvals ?? [],
    lapsedApprovals: review?.lapsed ?? [],
    verdicts,
    summoned,
    reportDisagrees: reportDisagrees(points),
    withdrawal,
  };
}

function pointView(matterId: Id<'Matter'>, point: DecisionPoint): PointView {
  return { matterId, ...askedView(point), status: pointStatus(point), decisions: point.decisions };
}

function versionView(version: MatterVersion, points: readonly DecisionPoint[]): VersionView {
  const { title, brief, considerations } = version.texts;
  const { figures } = version;
  return {
    ...version,
    asRead: {
      title: filled(title, figures),
      brief: filled(brief, figures),
      considerations: filled(considerations, figures),
    },
    points: version.points.map(versionPointView),
    figureSource: figureSource(version.points),
    figurePoints: fatesOf(version, points),
  };
}

function versionPointView({ removal, report, ...point }: VersionPoint): VersionPointView {
  return { ...askedView(point), removal: removal ?? null, reportHash: report?.hash ?? null };
}

function askedView({ number, subject, proposedWording }: SubmittedPoint): AskedView {
  const proposalVersion = subject.kind === 'REMOVE_ACTIVITY' ? subject.version : null;
  return { number, ...subjectView(subject), proposalVersion, proposedWording };
}

/**
 * Returns the matter as a board member sees it, with the versions and the points that the board has received. It leaves
 * out all other versions, the authors and the reviews. Returns null when the board has received no point (rule 53).
 */
export function asSummoned(matter: MatterView): MatterView | null {
  const numbers = matter.summoned.map(({ version }) => version);
  const versions = matter.versions.filter(({ number }) => numbers.includes(number));
  const points = matter.points
    .filter(({ status, decisions }) => status === 'BEFORE_BOARD' || decisions.length > 0)
    .map((point) => ({ ...point, ...(lastAsked(versions, point.number) ?? {}) }));
  if (points.length === 0) return null;
  return {
    ...matter,
    title: versions.at(-1)?.asRead.title ?? matter.title,
    status: boardStatus(matter.status, points),
    points,
    versions,
    authors: [],
    waitingStep: null,
    approvals: [],
    lapsedApprovals: [],
    verdicts: [],
  };
}

function lastAsked(versions: readonly VersionView[], number: number): AskedView | undefined {
  const last = versions.flatMap(({ points }) => points).findLast((point) => point.number === number);
  if (last === undefined) return undefined;
  const { removal: _, reportHash: __, ...asked } = last;
  return asked;
}

/** Returns the status that board members see. It hides the administration's later work on the matter. */
function boardStatus(status: MatterStatus, points: readonly PointView[]): MatterStatus {
  switch (status) {
    case 'BEFORE_BOARD':
    case 'POSTPONED':
    case 'REFERRED_BACK':
    case 'DECIDED':
      return status;
    case 'DRAFT':
    case 'IN_REVIEW':
    case 'RETURNED':
    case 'REVIEWED':
    case 'DECLINED':
    case 'WITHDRAWN':
      return points.some((point) => point.decisions.at(-1)?.outcome === 'REFERRED_BACK') ? 'REFERRED_BACK' : 'DECIDED';
  }
}

/** Whether a person reads the whole matter or only the versions that the board has received. */
export type Reading = 'WHOLE' | 'AS_SUMMONED';

/** Returns how much of the board's matters the person may read. @throws Refusal when the person may read nothing. */
export function readingOf(person: Person, boardId: Id<'Board'>, id: string): Reading {
  if (rolesFor(person, boardId).some((role) => may(role, 'readMatters'))) return 'WHOLE';
  permit(person, 'readSubmittedMatters', boardId, id);
  return 'AS_SUMMONED';
}

/** Returns the parts of the matter that the reader may see; null when the reader may see no part. */
export function readBy(reading: Reading, matter: MatterView): MatterView | null {
  return reading === 'WHOLE' ? matter : asSummoned(matter);
}
