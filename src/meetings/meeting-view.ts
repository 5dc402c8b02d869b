import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import { type SubjectView, subjectView } from '../matters/matter-view.js';
import type { Adjustment, AgendaItem, Appeal, PublicNotice, SummonedItem, Summons, TakenUp } from './meeting-event.js';
import type { Serving } from './deliberation.js';
import type { MeetingStatus, ParagraphStatus } from './meeting-process.js';
import type { Dispatch, MeetingRecord, OtherPresent, PartyOf } from './meeting-record.js';
import type { RecordedDecision } from './correction.js';
import type { Meeting } from './meeting.js';
import { adjustmentOf, appealsOf, inOrder, noticeOf, paragraphsOf, paragraphStatus, partStatus } from './paragraph.js';

export type SummonedPointView = SubjectView & Omit<SubmittedPoint, 'subject'>;

export interface SummonedItemView extends Omit<SummonedItem, 'points'> {
  readonly points: readonly SummonedPointView[];
}

export interface AgendaItemView {
  readonly matterId: Id<'Matter'>;
  /**
   * VOIDED: the matter could not come before the board, because it changed or another meeting received it first.
   * WITHDRAWN: the board did not take up the matter, although that was recorded.
   */
  readonly state: AgendaItem['state'];
  /** The version of the matter for the board to decide on, or null unless the state is SUMMONED or ADDED. */
  readonly item: SummonedItemView | null;
  /** The paragraph (§) with the decision to take up the matter, or null unless the state is ADDED or WITHDRAWN. */
  readonly paragraph: string | null;
}

type NotShown =
  'position' | 'present' | 'attendances' | 'hasActed' | 'agenda' | 'summonses' | 'decisions' | 'correctedAt';

/** A meeting in the form that the API returns. */
export interface MeetingView extends Omit<Meeting, NotShown> {
  readonly agenda: readonly AgendaItemView[];
  readonly summonses: readonly (Omit<Summons, 'items'> & { readonly items: readonly SummonedItemView[] })[];
  readonly decisions: readonly (Omit<RecordedDecision, 'subject'> & SubjectView)[];
  /** Each paragraph (§) of the minutes with its status. */
  readonly paragraphs: readonly {
    readonly meetingId: Id<'Meeting'>;
    readonly paragraph: string;
    readonly status: ParagraphStatus;
  }[];
}

export function meetingView(meeting: Meeting): MeetingView {
  const { position: _, present: __, attendances: ___, hasActed: ____, correctedAt: _____, ...known } = meeting;
  const { agenda, summonses, decisions, ...shown } = known;
  return {
    ...shown,
    agenda: agenda.map((listed) => ({
      matterId: listed.matterId,
      state: listed.state,
      item: 'item' in listed ? itemView(listed.item) : null,
      paragraph: 'paragraph' in listed ? listed.paragraph : null,
    })),
    summonses: summonses.map((summons) => ({ ...summons, items: summons.items.map(itemView) })),
    decisions: decisions.map(({ subject, ...decision }) => ({ ...decision, ...subjectView(subject) })),
    paragraphs: paragraphsOf(meeting).map((paragraph) => ({
      meetingId: meeting.id,
      paragraph,
      status: paragraphStatus(meeting, paragraph),
    })),
  };
}

function itemView({ points, ...item }: SummonedItem): SummonedItemView {
  return { ...item, points: points.map(({ subject, ...point }) => ({ ...point, ...subjectView(subject) })) };
}

type NotMinuted =
  'earlier' | 'matterId' | 'dnr' | 'subject' | 'paragraph' | 'proposedWording' | 'recordedBy' | 'recordedAt';

/** The board's decision on a decision point in the form that the minutes show. It omits the withdrawn motions. */
export interface MinutedDecision extends Omit<RecordedDecision, NotMinuted> {
  /** The proposed wording, or null when the board decided that wording unchanged (rule 27). */
  readonly proposedWording: string | null;
  /** The status of the decision point, which can differ from that of its paragraph after an appeal (rule 120). */
  readonly status: ParagraphStatus;
}

interface MinutedMatter {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
}

export interface MinutedParagraph extends MinutedMatter {
  readonly meetingId: Id<'Meeting'>;
  readonly paragraph: string;
  readonly status: ParagraphStatus;
  /** The persons who decided in this paragraph to take up the matter (rule 26), or null without such a decision. */
  readonly takenUp: TakenUp | null;
  /** The decisions in this paragraph, ordered by the number of the decision point. */
  readonly decisions: readonly MinutedDecision[];
  readonly conflicts: Meeting['conflicts'];
  readonly adjustment: Adjustment | null;
  readonly dispatches: readonly Dispatch[];
  readonly notice: PublicNotice | null;
  readonly appeals: readonly Appeal[];
  /** The day on which the paragraph, or its first point, gained legal force, or null. Only a timely appeal clears the day. */
  readonly inForceOn: IsoDate | null;
}

/** The minutes of a meeting, with the content that Kommunallagen 5:67 requires and the status of each paragraph. */
export interface MinutesView extends MeetingRecord {
  readonly meetingId: Id<'Meeting'>;
  readonly revision: number;
  readonly boardId: Id<'Board'>;
  readonly date: IsoDate;
  readonly time: string;
  readonly place: string;
  readonly status: MeetingStatus;
  /** The persons with a vote in the newest attendance or in any decision. A person occurs once for each filled seat. */
  readonly served: readonly Serving[];
  /** The members and substitutes who were present and are not in `served`. */
  readonly othersPresent: readonly Id<'Person'>[];
  /** The officials and guests who were present at any time, each with the newest recorded title. */
  readonly others: readonly OtherPresent[];
  /** The newest recorded party of each member and substitute. */
  readonly parties: readonly PartyOf[];
  /** The persons of the last election, who adjust the minutes (justerare). */
  readonly adjusters: readonly Id<'Person'>[];
  /** The matters in the minutes, in the order of their paragraphs. */
  readonly matters: readonly MinutedMatter[];
  readonly paragraphs: readonly MinutedParagraph[];
  /** The numbers of the paragraphs that are withdrawn (utgår), in order (rule 171). */
  readonly withdrawn: readonly string[];
}

export function minutesView(meeting: Meeting): MinutesView {
  const { id: meetingId, revision, boardId, date, time, place, status, present, adjusters } = meeting;
  const { openedAt, adjournments, closedAt, elections, attendances } = meeting;
  const served = servedAt(meeting);
  const isServing = (personId: Id<'Person'>) => served.some((one) => one.personId === personId);
  const paragraphs = paragraphsOf(meeting).flatMap((paragraph) => minuted(meeting, paragraph));
  const handled = paragraphs.map(({ matterId, dnr, title }) => ({ matterId, dnr, title }));
  return {
    meetingId,
    revision,
    boardId,
    date,
    time,
    place,
    status,
    served,
    othersPresent: present.filter((personId) => !isServing(personId)),
    others: newestOf(attendances.flatMap(({ others }) => others)),
    parties: newestOf(attendances.flatMap(({ parties }) => parties)),
    openedAt,
    adjournments,
    closedAt,
    elections,
    adjusters,
    matters: [...new Map(handled.map((one) => [one.matterId, one])).values()],
    paragraphs,
    withdrawn: inOrder(meeting.agenda.flatMap((item) => (item.state === 'WITHDRAWN' ? [item.paragraph] : []))),
  };
}

/** Returns the last entry about each person, in the order in which the persons first occur. */
function newestOf<Entry extends { readonly personId: Id<'Person'> }>(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.personId, entry])).values()];
}

/** Returns the persons with a vote once for each seat, because a substitute can replace several members in turn. */
function servedAt({ attendance, decisions }: Meeting): Serving[] {
  const all = [...(attendance?.serving ?? []), ...decisions.flatMap(({ serving }) => serving)];
  return [...new Map(all.map((one) => [`${one.personId} ${one.inPlaceOf ?? ''}`, one])).values()];
}

function minuted(meeting: Meeting, paragraph: string): MinutedParagraph[] {
  const decisions = meeting.decisions.filter((decision) => decision.paragraph === paragraph);
  const takenUp = meeting.agenda.find((listed) => listed.state === 'ADDED' && listed.paragraph === paragraph);
  const item = itemOf(takenUp ?? meeting.agenda.find(({ matterId }) => matterId === decisions[0]?.matterId));
  if (item === null) return [];
  const { matterId, dnr, title } = item;
  const force = meeting.legalForce.find(({ parts }) => parts.some((part) => part.paragraph === paragraph));
  return [
    {
      meetingId: meeting.id,
      matterId,
      dnr,
      title,
      paragraph,
      status: paragraphStatus(meeting, paragraph),
      takenUp: takenUp?.state === 'ADDED' ? { serving: takenUp.serving, chair: takenUp.chair } : null,
      decisions: decisions
        .toSorted((one, other) => one.number - other.number)
        .map((one) => minutedDecision(one, partStatus(meeting, { paragraph, point: one.number }))),
      conflicts: meeting.conflicts.filter((conflict) => conflict.matterId === matterId),
      adjustment: adjustmentOf(meeting, paragraph) ?? null,
      dispatches: meeting.dispatches.filter((one) => one.paragraph === paragraph),
      notice: noticeOf(meeting, paragraph) ?? null,
      appeals: appealsOf(meeting, paragraph),
      inForceOn: force?.on ?? null,
    },
  ];
}

function itemOf(listed: AgendaItem | undefined): SummonedItem | null {
  return listed !== undefined && 'item' in listed ? listed.item : null;
}

function minutedDecision(decision: RecordedDecision, status: ParagraphStatus): MinutedDecision {
  const { number, version, hash, outcome, wording, proposedWording, reason, motions, proposalsPut } = decision;
  const { votes, reservations, remarks, serving, chair } = decision;
  return {
    number,
    status,
    version,
    hash,
    outcome,
    wording,
    proposedWording: proposedWording === wording ? null : proposedWording,
    reason,
    motions: motions.filter(({ withdrawn }) => !withdrawn),
    proposalsPut,
    votes,
    reservations,
    remarks,
    serving,
    chair,
  };
}
