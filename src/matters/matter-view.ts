import { may, permit, type Person, rolesFor } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import { type Approval, type GivenVerdict, type ReviewStep, waitingStep } from '../reviews/review.js';
import { pointStatus, reportDisagrees } from './decision-point.js';
import type { DecisionPoint, PointDecision, PointStatus, PointSubject, SubmittedPoint } from './decision-point.js';
import { fatesOf, type FigurePoint, type FigureSource, figureSource, filled } from './figures.js';
import type { MatterKind } from './matter-event.js';
import type { MatterStatus } from './matter-process.js';
import type { MatterTexts, MatterVersion } from './matter-version.js';
import type { Matter, Summoned } from './matter.js';

/** What a point asks the board to do: the kind, and what it is about where that is a thing of its own. */
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

/** What is shown of a matter. */
export interface MatterView {
  readonly id: Id<'Matter'>;
  readonly revision: number;
  readonly boardId: Id<'Board'>;
  readonly kind: MatterKind;
  readonly dnr: string;
  readonly title: string;
  readonly openedBy: string;
  readonly status: MatterStatus;
  readonly points: readonly PointView[];
  /** Oldest first; the last is what is reviewed and decided. */
  readonly versions: readonly VersionView[];
  /** Everyone who has written or changed it. None of them may review it (rules 17 and 18). */
  readonly authors: readonly string[];
  readonly waitingStep: Pick<ReviewStep, 'code' | 'name' | 'deputiesMayAct'> | null;
  readonly approvals: readonly Approval[];
  /** Of earlier versions, void since the matter was changed (rule 20). */
  readonly lapsedApprovals: readonly Approval[];
  readonly verdicts: readonly GivenVerdict[];
  /** Which version each meeting has been given. */
  readonly summoned: readonly Summoned[];
  /** The board approved the report but not every removal that it speaks of (rule 34). */
  readonly reportDisagrees: boolean;
}

/** What a point asks the board to do. */
export interface AskedView extends SubjectView {
  readonly number: number;
  /** Of the proposal: the one that was reviewed. */
  readonly proposalVersion: number | null;
  readonly proposedWording: string;
}

export interface PointView extends AskedView {
  readonly status: PointStatus;
  readonly decisions: readonly PointDecision[];
}

export interface VersionView extends Omit<MatterVersion, 'points'> {
  /** The texts as they are read, with their figures in place. */
  readonly asRead: MatterTexts;
  readonly points: readonly AskedView[];
  /** Where its figures are taken from, and what has become of its points: what drift is told by. */
  readonly figureSource: FigureSource | null;
  readonly figurePoints: readonly FigurePoint[];
}

export function matterView(matter: Matter): MatterView {
  const { id, revision, boardId, kind, dnr, title, openedBy, status, points, review, verdicts, summoned } = matter;
  const step = review === null || status !== 'IN_REVIEW' ? undefined : waitingStep(review);
  return {
    id,
    revision,
    boardId,
    kind,
    dnr,
    title,
    openedBy,
    status,
    points: points.map((point) => ({ ...askedView(point), status: pointStatus(point), decisions: point.decisions })),
    versions: matter.versions.map((version) => versionView(version, points)),
    authors: [...new Set([...(review?.authors ?? []), ...matter.pointAuthors])],
    waitingStep: step === undefined ? null : shownStep(step),
    approvals: review?.approvals ?? [],
    lapsedApprovals: review?.lapsed ?? [],
    verdicts,
    summoned,
    reportDisagrees: reportDisagrees(points),
  };
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
    points: version.points.map(askedView),
    figureSource: figureSource(version.points),
    figurePoints: fatesOf(version, points),
  };
}

function askedView({ number, subject, proposedWording }: SubmittedPoint): AskedView {
  const proposalVersion = subject.kind === 'REMOVE_ACTIVITY' ? subject.version : null;
  return { number, ...subjectView(subject), proposalVersion, proposedWording };
}

/**
 * What a member of the board reads: the versions that were summoned, with what the board has before it or has spoken of.
 * Null: nothing of it has reached the board (rule 53). Never drafts, nor the reviews of what comes next.
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
  return versions.flatMap(({ points }) => points).findLast((point) => point.number === number);
}

/** What the board knows of where the matter stands: what the administration does with it meanwhile is its own. */
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
      return points.some((point) => point.decisions.at(-1)?.outcome === 'REFERRED_BACK') ? 'REFERRED_BACK' : 'DECIDED';
  }
}

function shownStep({ code, name, deputiesMayAct }: ReviewStep): MatterView['waitingStep'] {
  return { code, name, deputiesMayAct };
}

/** Whether a matter is read whole, or as it was summoned. */
export type Reading = 'WHOLE' | 'AS_SUMMONED';

/** The board's members read what was summoned to them; drafts and reviews are the administration's own. */
export function readingOf(person: Person, boardId: Id<'Board'>, id: string): Reading {
  if (rolesFor(person, boardId).some((role) => may(role, 'readMatters'))) return 'WHOLE';
  permit(person, 'readSubmittedMatters', boardId, id);
  return 'AS_SUMMONED';
}

/** Null: there is nothing of it for who reads it so. */
export function readBy(reading: Reading, matter: MatterView): MatterView | null {
  return reading === 'WHOLE' ? matter : asSummoned(matter);
}
