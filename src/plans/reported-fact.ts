import type { EventOf, Recorded } from '../kernel/fold.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';

/** A fact that a clerk reported for a tertial. A newer report overwrites nothing (rule 70). */
export interface ReportedFact {
  /** The number of the report, from 1, among all reports on the activity, measure or goal in all tertials. */
  readonly number: number;
  readonly tertial: Tertial;
  readonly comment: string;
  /** The day on which the fact holds; `at` is the time of recording. */
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
  /** The position of the report's event in the log. */
  readonly position: number;
  /** The number of the report that this report corrects, and the reason; null if this one corrects none (rule 8). */
  readonly correction: { readonly corrects: number; readonly reason: string } | null;
  /** Set when the report does not count, because it reached the log after the follow-up was closed; else null. */
  readonly voided: 'FOLLOW_UP_CLOSED' | null;
}

/** A reported status of an activity, or an assessment of a goal. A steering model version defines the status code. */
export interface ReportedStatus extends ReportedFact {
  readonly status: string;
  readonly modelVersion: number;
}

export type ReportedFactData = Pick<ReportedFact, 'tertial' | 'comment' | 'validOn'>;
export type ReportedStatusData = ReportedFactData & Pick<ReportedStatus, 'status' | 'modelVersion'>;
export type CorrectionData = { corrects: number; reason: string };

/** Returns the fact that an event reports. The number of the fact is one more than the number of facts in `before`. */
export function reportedFactOf(
  event: Recorded<EventOf<string, ReportedFactData | (ReportedFactData & CorrectionData)>>,
  before: readonly ReportedFact[],
): ReportedFact {
  const { tertial, comment, validOn } = event.data;
  const correction = 'corrects' in event.data ? { corrects: event.data.corrects, reason: event.data.reason } : null;
  const { position, recordedAt: at, metadata } = event;
  const number = before.length + 1;
  return { number, tertial, comment, validOn, by: metadata.actor, at, position, correction, voided: null };
}

export function reportedStatusOf(
  event: Recorded<EventOf<string, ReportedStatusData | (ReportedStatusData & CorrectionData)>>,
  before: readonly ReportedStatus[],
): ReportedStatus {
  const { status, modelVersion } = event.data;
  return { ...reportedFactOf(event, before), status, modelVersion };
}

export function voidedIn<Kind extends ReportedFact>(
  all: readonly Kind[],
  number: number,
  cause: 'FOLLOW_UP_CLOSED',
): Kind[] {
  return all.map((one) => (one.number === number ? { ...one, voided: cause } : one));
}

/** Returns the newest fact of a tertial that is not voided; undefined when the tertial has no such fact (rule 4). */
export function currentFact<Kind extends ReportedFact>(all: readonly Kind[], tertial: Tertial): Kind | undefined {
  return all.findLast((one) => one.tertial === tertial && one.voided === null);
}

export function factsValidOn<Fact extends ReportedFact>(facts: readonly Fact[], day: IsoDate): Fact[] {
  return facts.filter(({ validOn }) => validOn <= day);
}
