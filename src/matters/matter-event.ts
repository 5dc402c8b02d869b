import type { FinalityRecord, Outcome } from '../kernel/outcome.js';
import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { ReviewChain } from '../reviews/review.js';
import type { PointSubject, StrikeCause, SubmittedPoint } from './decision-point.js';
import type { MatterStatus } from './matter-process.js';
import type { MatterContent } from './matter-version.js';
import type { ReportChange } from './tertial-report.js';

/** The kinds of matter. FOLLOW_UP is for the follow-up of a plan, OTHER for all other matters. */
export const matterKinds = ['FOLLOW_UP', 'OTHER'] as const;
export type MatterKind = (typeof matterKinds)[number];

/** The withdrawal of a matter by the administration. */
export interface Withdrawal {
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
}

type About = { matterId: Id<'Matter'> };
type VerdictGiven = About & { version: number; hash: string; step: string; reason: string; actingFor?: Id<'Person'> };

export type MatterEvent =
  | EventOf<'MatterOpened', About & { boardId: Id<'Board'>; kind: MatterKind; dnr: string; title: string }>
  | EventOf<'MatterWithdrawn', About & { reason: string }>
  | EventOf<'DecisionPointAdded', About & SubmittedPoint>
  | EventOf<'DecisionPointStruck', About & { number: number; cause: StrikeCause }>
  | EventOf<
      'MatterVersionSubmitted',
      About & MatterContent & { version: number; hash: string; authors: readonly string[]; chain: ReviewChain }
    >
  // `reportChanges` has the changes of the report that the reviewer approved. It is absent without a change, and in older
  // events.
  | EventOf<'MatterStepApproved', VerdictGiven & { reportChanges?: readonly ReportChange[] }>
  | EventOf<'MatterReturned', VerdictGiven & { to: 'AUTHOR' | 'PREVIOUS_STEP' }>
  | EventOf<'MatterDeclined', VerdictGiven>
  | EventOf<
      'MatterReportChangeAccepted',
      About & {
        version: number;
        hash: string;
        step: string;
        /** SHA-256 of the reports as the reviewer read them, as canonical JSON (RFC 8785). */
        reportHash: string;
        changes: readonly ReportChange[];
      }
    >
  | EventOf<
      'MatterSummoned',
      About & {
        meetingId: Id<'Meeting'>;
        version: number;
        hash: string;
        points: readonly SubmittedPoint[];
        addedAtMeeting: boolean;
        /** The log position of the meeting's event; absent in older events. */
        summonedAt?: number;
      }
    >
  | EventOf<
      'MatterNotSummoned',
      About & {
        meetingId: Id<'Meeting'>;
        status: MatterStatus;
        /** The cause besides the matter itself: its report had changed. Absent without it, and in older events. */
        cause?: 'REPORT_CHANGED';
      }
    >
  | EventOf<'MatterReleased', About & { meetingId: Id<'Meeting'> }>
  // A legacy event from before Tertial had meetings. The event puts the matter before the board without a meeting.
  | EventOf<'MatterSubmitted', About & { points: readonly SubmittedPoint[] }>
  | EventOf<
      'PointDecided',
      About & {
        meetingId: Id<'Meeting'> | null;
        dnr: string;
        number: number;
        subject: PointSubject;
        outcome: Outcome;
        date: IsoDate;
        paragraph: string;
        wording: string;
        proposedWording: string;
        reason: string;
      }
    >
  // The minutes' entry of the decision was corrected. The outcome stays as the board decided it.
  | EventOf<
      'PointDecisionCorrected',
      About & { meetingId: Id<'Meeting'>; number: number; paragraph: string; wording: string; reason: string }
    >
  | EventOf<'PointFinalityRecorded', About & { number: number; subject: PointSubject } & FinalityRecord>;

/** The type of the field `data` in the matter event of this type. */
export type MatterDataOf<Type extends MatterEvent['type']> = Extract<MatterEvent, { type: Type }>['data'];
