import { existing, type ReadState } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import { planFold } from '../plans/plan.js';
import { reviewRefusals } from '../reviews/review-refusals.js';
import type { Approval } from '../reviews/review.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { isUndecided } from './decision-point.js';
import type { MatterEvent } from './matter-event.js';
import { requireVerdict } from './matter-process.js';
import { matterRefusals } from './matter-refusals.js';
import { readGoals, type Subjects, viewOf } from './matter-submission.js';
import type { Matter } from './matter.js';
import { reportChanges, reportOf, reportsIn } from './tertial-report.js';
import type { BoundReport, ReportChange, TertialReport } from './tertial-report.js';

// An approval counts for a report exactly as its reviewer read it (rule 112). What a reviewer read is in the matter's
// stream: the report that the version holds, and each change of it that the reviewer accepted. How the report stands
// now is in the streams of the plan. The two are compared whenever it matters, so no event has to void an approval.

/** How the reports that a matter puts to the board are now, beside what the newest version holds of them. */
export interface ReportsNow {
  /** The reports that the board has still to decide on, in the order of their points. */
  readonly reports: readonly TertialReport[];
  /** The differences from the newest version; empty when there are none. */
  readonly changes: readonly ReportChange[];
}

/** The reports as they are now, with a hash by which a reviewer says which reports they have read. */
export interface HashedReports extends ReportsNow {
  /** SHA-256 of `reports` as canonical JSON (RFC 8785), 64 lower-case hexadecimal digits. */
  readonly hash: string;
}

/** The reports of a matter that puts no report to the board. */
export const noReports: ReportsNow = { reports: [], changes: [] };

/** Returns the reports of the newest version that the board has still to decide on. */
export function reportsLeft({ points, versions }: Pick<Matter, 'points' | 'versions'>): BoundReport[] {
  const left = points.filter(isUndecided).map(({ number }) => number);
  const version = versions.at(-1)?.points ?? [];
  return reportsIn({ points: version.filter(({ number }) => left.includes(number)) });
}

/** Compares the reports that a version holds with the same reports now. Both lists have the same order. */
export function compareReports(held: readonly BoundReport[], reports: readonly TertialReport[]): ReportsNow {
  const changes = held.flatMap(({ read }, at) => {
    const now = reports[at];
    return now === undefined ? [] : reportChanges(read, now);
  });
  return { reports, changes };
}

/** Makes the reports as they are now from the newest states. @throws Refusal `NOT_FOUND` without the plan. */
export function currentReports(
  held: readonly BoundReport[],
  parts: Pick<Subjects, 'plans' | 'models' | 'goals'>,
): TertialReport[] {
  return held.map(({ read: { planId, tertial } }) => reportOf(existing(viewOf({ planId, tertial }, parts), planId)));
}

/** Reads how the reports of a matter are now. */
export async function readReportsNow(read: ReadState, matter: Matter | null): Promise<ReportsNow> {
  const held = matter === null ? [] : reportsLeft(matter);
  const ids = [...new Set(held.map(({ read: { planId } }) => planId))];
  const plans = (await Promise.all(ids.map((id) => read(planFold, id)))).filter((plan) => plan !== null);
  const models = await Promise.all(plans.map(({ steeringModelId }) => read(steeringModelFold, steeringModelId)));
  const goals = await readGoals(read, plans);
  const parts = { plans, models: models.filter((model) => model !== null), goals };
  return compareReports(held, currentReports(held, parts));
}

/**
 * Returns the approvals that are void, because the report now is none that their reviewer approved or accepted (rule
 * 112). An approval by a deputy counts again too when the person whom the deputy represented accepts the change.
 */
export function voidApprovals(
  { review, readReports }: Pick<Matter, 'review' | 'readReports'>,
  { changes, reports }: ReportsNow,
): Approval[] {
  if (review === null || reports.length === 0) return [];
  const held = readReports.filter(({ version }) => version === review.version);
  // A version without a report, and one from before versions held it, has no approval of a report to void.
  if (held.length === 0) return [];
  return review.approvals.filter(
    ({ by, actingFor }) => !held.some((one) => (one.by === by || one.by === actingFor) && isSame(one.changes, changes)),
  );
}

function isSame(one: readonly ReportChange[], other: readonly ReportChange[]): boolean {
  const lines = (changes: readonly ReportChange[]) =>
    changes.map(({ id, part, before, after }) => JSON.stringify([id, part, before, after])).join('\n');
  return lines(one) === lines(other);
}

/** @throws Refusal `REPORT_CHANGED`, with what differs, when an approval is void because of the change. */
export function requireStanding(matter: Matter, now: ReportsNow): void {
  // Rule 112: the board is summoned only to a report that every reviewer has approved or accepted as it is.
  if (voidApprovals(matter, now).length > 0) throw reportChanged(matter, now);
}

/**
 * Returns the changes of the report that an approval covers.
 *
 * @throws Refusal `REPORT_CHANGED` when an earlier approval is void, or when the reviewer has not read the report now.
 */
export function requireRead(matter: Matter, reportHash: string | null, now: HashedReports): readonly ReportChange[] {
  // Rule 21: the steps have an order, so the reviewers before accept the change first.
  requireStanding(matter, now);
  // Rule 112: an approval counts only for a report that the reviewer has read.
  if (now.changes.length > 0 && reportHash !== now.hash) throw reportChanged(matter, now);
  return now.changes;
}

/** Makes the refusal that says what differs, and who can accept it. */
export function reportChanged(matter: Matter, now: ReportsNow): Refusal {
  const { id: matterId, versions } = matter;
  const reviewers = [...new Set(voidApprovals(matter, now).map(({ by }) => by))];
  const { changes } = now;
  return new Refusal(matterRefusals.REPORT_CHANGED, { matterId, version: versions.length, changes, reviewers });
}

export interface AcceptReportChangeData {
  readonly matterId: Id<'Matter'>;
  /** The number of the version that the reviewer approved. */
  readonly version: number;
  /** The hash of the report as the reviewer has read it now. */
  readonly reportHash: string;
}

/** Accepts, by a reviewer who has approved the version, that its report now differs from what the version holds. */
export function acceptReportChange(
  { matterId, version, reportHash }: AcceptReportChangeData,
  matter: Matter | null,
  now: HashedReports,
  act: Act,
): MatterEvent[] {
  const { approved, current, own } = requireMayAcceptReportChange(matterId, matter, act);
  if (version !== current.number) {
    throw new Refusal(reviewRefusals.CHANGED_SINCE_READ, { read: version, current: current.number });
  }
  if (!voidApprovals(approved, now).includes(own)) return [];
  // Rule 20: the reviewer accepts exactly what they have read.
  if (reportHash !== now.hash) throw reportChanged(approved, now);
  const { hash } = current;
  const { step } = own;
  return [
    { type: 'MatterReportChangeAccepted', data: { matterId, version, hash, step, reportHash, changes: now.changes } },
  ];
}

/** Returns the actor's approval of the newest version. @throws Refusal when the actor may not accept a change of it. */
export function requireMayAcceptReportChange(matterId: Id<'Matter'>, matter: Matter | null, { actor }: Act) {
  permit(actor, 'acceptReportChange', boardOf(matterId), matterId);
  const approved = existing(matter, matterId);
  requireVerdict(approved, 'accept report change');
  const { review, versions } = approved;
  const current = existing(versions.at(-1) ?? null, matterId);
  const approvals = review?.approvals ?? [];
  const own = approvals.find(({ by, actingFor }) => by === actor.personId || actingFor === actor.personId);
  // Rule 112: only a reviewer who has approved the version can accept a change of its report.
  if (own === undefined) throw new Refusal(matterRefusals.NOT_APPROVED_BY_YOU, {});
  return { approved, current, own };
}
