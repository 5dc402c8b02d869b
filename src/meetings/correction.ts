import type { EventOf, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { DecisionEntry } from './deliberation.js';

// A correction of a meeting keeps what was recorded wrong beside what is right (rule 133).

/** The person who corrected something, the time and the reason. */
export interface CorrectedBy {
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The entry of a decision as it was before a correction. */
export interface EarlierEntry {
  readonly entry: DecisionEntry;
  readonly corrected: CorrectedBy;
}

type About = { meetingId: Id<'Meeting'> };

export type MeetingCorrectionEvent = EventOf<
  'DecisionCorrected',
  About & {
    matterId: Id<'Matter'>;
    /** The number of the decision point. */
    number: number;
    entry: DecisionEntry;
    /** The reason for the correction. The board's reason for its decision is in the entry. */
    reason: string;
  }
>;

interface CorrectableDecision extends DecisionEntry {
  readonly matterId: Id<'Matter'>;
  readonly number: number;
  readonly earlier: readonly EarlierEntry[];
}

/** Returns what a correction changes. */
export function corrected<Decision extends CorrectableDecision>(
  { decisions }: { readonly decisions: readonly Decision[] },
  event: Recorded<MeetingCorrectionEvent>,
): { readonly decisions: readonly Decision[] } {
  const { matterId, number, entry } = event.data;
  return {
    decisions: decisions.map((one) =>
      one.matterId === matterId && one.number === number
        ? { ...one, ...entry, earlier: [...one.earlier, { entry: entryOf(one), corrected: correctedBy(event) }] }
        : one,
    ),
  };
}

function correctedBy({ data: { reason }, metadata, recordedAt: at }: Recorded<MeetingCorrectionEvent>): CorrectedBy {
  return { reason, by: metadata.actor, at };
}

/** Returns the entry alone, without the outcome and the persons who took part. */
export function entryOf(decision: DecisionEntry): DecisionEntry {
  const { paragraph, wording, reason, motions, proposalsPut, votes, reservations, remarks } = decision;
  return { paragraph, wording, reason, motions, proposalsPut, votes, reservations, remarks };
}
