import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import { type SubjectView, subjectView } from '../matters/subject-view.js';
import type { AfterMeeting } from './after-meeting.js';
import type { SummonedItem } from './agenda-item.js';
import type { Attendance, Composition, ConflictOfInterest } from './attendance-facts.js';
import type { Meeting, RecordedDecision, Summons } from './meeting.js';
import type { MeetingStatus, ParagraphStatus } from './meeting-process.js';
import { paragraphsOf, paragraphStatus } from './paragraph.js';

export type SummonedPointView = SubjectView & Omit<SubmittedPoint, 'subject'>;

export interface SummonedItemView extends Omit<SummonedItem, 'points'> {
  readonly points: readonly SummonedPointView[];
}

export interface AgendaItemView {
  readonly matterId: Id<'Matter'>;
  /** VOIDED: it was changed, or taken by another meeting, in the instant of the summons. */
  readonly state: 'LISTED' | 'SUMMONED' | 'ADDED' | 'VOIDED';
  /** What the board has before it; null until it is summoned. */
  readonly item: SummonedItemView | null;
  /** § of the decision to take it up at the meeting; null for what was on the summons. */
  readonly paragraph: string | null;
}

/** What is shown of a meeting. */
export interface MeetingView extends AfterMeeting {
  readonly id: Id<'Meeting'>;
  readonly revision: number;
  readonly boardId: Id<'Board'>;
  readonly date: IsoDate;
  /** Of the day in Europe/Stockholm, `13:00`. */
  readonly time: string;
  readonly place: string;
  readonly composition: Composition;
  readonly status: MeetingStatus;
  readonly cancelReason: string | null;
  readonly agenda: readonly AgendaItemView[];
  readonly summonses: readonly (Omit<Summons, 'items'> & { readonly items: readonly SummonedItemView[] })[];
  /** As recorded last; null before the meeting is opened. */
  readonly attendance: Attendance | null;
  readonly conflicts: readonly ConflictOfInterest[];
  readonly adjusters: readonly Id<'Person'>[];
  readonly decisions: readonly (Omit<RecordedDecision, 'subject'> & SubjectView)[];
  /** Each § of the minutes, and how final it is. */
  readonly paragraphs: readonly { readonly paragraph: string; readonly status: ParagraphStatus }[];
}

export function meetingView(meeting: Meeting): MeetingView {
  const { position: _, present: __, agenda, summonses, decisions, ...shown } = meeting;
  return {
    ...shown,
    agenda: agenda.map((listed) => ({
      matterId: listed.matterId,
      state: listed.state,
      item: 'item' in listed ? itemView(listed.item) : null,
      paragraph: listed.state === 'ADDED' ? listed.paragraph : null,
    })),
    summonses: summonses.map((summons) => ({ ...summons, items: summons.items.map(itemView) })),
    decisions: decisions.map(({ subject, ...decision }) => ({ ...decision, ...subjectView(subject) })),
    paragraphs: paragraphsOf(meeting).map((paragraph) => ({
      paragraph,
      status: paragraphStatus(meeting, paragraph),
    })),
  };
}

function itemView({ points, ...item }: SummonedItem): SummonedItemView {
  return { ...item, points: points.map(({ subject, ...point }) => ({ ...point, ...subjectView(subject) })) };
}
