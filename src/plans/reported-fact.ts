import type { EventOf, Recorded } from '../kernel/fold.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';

/** What is told for a tertial, beside all that was told before it: nothing is overwritten (rule 70). */
export interface ReportedFact {
  /** From 1, counted over all tertials of the activity, the measure or the goal. */
  readonly number: number;
  readonly tertial: Tertial;
  readonly comment: string;
  /** The day the fact holds, beside the time it was recorded. */
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
  /** Place in the log. */
  readonly position: number;
  /** Set when this corrects what was told earlier (rule 8). */
  readonly correction: { readonly corrects: number; readonly reason: string } | null;
  /** Set when it reached the log after the follow-up was closed: it counts for nothing. */
  readonly voided: 'FOLLOW_UP_CLOSED' | null;
}

/** A status or an assessment: told in a word of the steering model. */
export interface ReportedStatus extends ReportedFact {
  readonly status: string;
  readonly modelVersion: number;
}

export type ReportedFactData = Pick<ReportedFact, 'tertial' | 'comment' | 'validOn'>;
export type ReportedStatusData = ReportedFactData & Pick<ReportedStatus, 'status' | 'modelVersion'>;
export type CorrectionData = { corrects: number; reason: string };

/** What an event tells, as the next after what was told before. */
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

/** What holds for a tertial: the newest that counts. Undefined is *not assessed* or not reported (rule 4). */
export function currentFact<Kind extends ReportedFact>(all: readonly Kind[], tertial: Tertial): Kind | undefined {
  return all.findLast((one) => one.tertial === tertial && one.voided === null);
}
