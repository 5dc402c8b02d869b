import { fieldsOf, type Fold, type Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type {
  AfterMeeting,
  AgendaItem,
  Attendance,
  Composition,
  MeetingDataOf,
  MeetingEvent,
  Summons,
} from './meeting-event.js';
import { correctsRecord } from './meeting-event.js';
import type { ConflictOfInterest, MeetingCorrectionEvent, RecordedDecision } from './correction.js';
import { corrected, correctionUpcasts, isCorrection, presentAgain } from './correction.js';
import { finalBy, finalised, finalityCorrected } from './after-meeting.js';
import { forceOfWholes, ofWholeParagraph, settledWhole } from './after-meeting.js';
import type { MeetingStatus } from './meeting-process.js';
import { type AdjusterElection, type MeetingRecord, nothingRecorded, withRightParagraph } from './meeting-record.js';
import { withoutCheckpoint, withoutOthers, withoutRemarks, withoutTimes } from './meeting-record.js';

/** The state of a board's meeting, from its scheduling until its decisions have legal force. */
export interface Meeting extends AfterMeeting, MeetingRecord {
  /** The stream revision of the meeting's newest event. */
  readonly revision: number;
  /** The position of the meeting's first event in the log. */
  readonly position: number;
  readonly id: Id<'Meeting'>;
  readonly boardId: Id<'Board'>;
  readonly date: IsoDate;
  readonly time: string;
  readonly place: string;
  readonly composition: Composition;
  readonly status: MeetingStatus;
  readonly cancelReason: string | null;
  /** The meeting that is held in place of this one, or null unless this one was moved to another day. */
  readonly movedTo: Id<'Meeting'> | null;
  readonly agenda: readonly AgendaItem[];
  readonly summonses: readonly Summons[];
  /** The newest recorded attendance, or null until the secretary opens the meeting. */
  readonly attendance: Attendance | null;
  /** All recorded attendances, oldest first. */
  readonly attendances: readonly Attendance[];
  /** True when the board has decided a point or taken up a matter since the newest attendance was recorded. */
  readonly hasActed: boolean;
  /** All persons who were present at any time during the meeting, with or without a vote. */
  readonly present: readonly Id<'Person'>[];
  readonly conflicts: readonly ConflictOfInterest[];
  /** The persons of the last election, who adjust the minutes (justerare). */
  readonly adjusters: readonly Id<'Person'>[];
  readonly decisions: readonly RecordedDecision[];
  /** When something that the minutes or the notices say was corrected last; null unless it was. */
  readonly correctedAt: IsoInstant | null;
}

type Scheduled = Extract<Recorded<MeetingEvent>, { type: 'MeetingScheduled' }>;
type Later = Exclude<Recorded<MeetingEvent>, Scheduled>;
type Correction = Extract<Later, { type: MeetingCorrectionEvent['type'] }>;

export const meetingFold: Fold<Meeting | null, MeetingEvent> = {
  kind: 'meeting',
  initial: null,
  events: {
    MeetingScheduled: [],
    MeetingCancelled: [],
    MatterPutOnAgenda: [],
    MatterTakenOffAgenda: [],
    SummonsSent: [withoutCheckpoint],
    AgendaItemVoided: [],
    MeetingOpened: [withoutTimes],
    AttendanceRecorded: [withoutOthers],
    ConflictOfInterestRecorded: [],
    MatterAddedAtMeeting: [],
    DecisionRecorded: [withoutRemarks],
    MeetingClosed: [(data) => ({ ...fieldsOf(data), closedAt: null })],
    MinutesAdjusted: [withoutCheckpoint],
    NoticePosted: [(data) => ({ ...fieldsOf(data), keptAt: '' })],
    NoticeTakenDown: [],
    NoticeTakenDownEarly: [],
    AppealRecorded: [ofWholeParagraph],
    AppealSettled: [settledWhole],
    LegalForceGained: [forceOfWholes],
    MeetingAdjourned: [],
    AdjustersElected: [],
    ParagraphDispatched: [],
    AttendanceCorrected: [],
    CompositionCorrected: [],
    ...correctionUpcasts,
  },
  validOn: meetingValidOn,
  evolve: (meeting, event) => {
    if (event.type === 'MeetingScheduled') return scheduled(event);
    if (meeting === null) return null;
    const next = isCorrection(event) ? evolvedByCorrection(meeting, event) : evolved(meeting, event);
    return {
      ...next,
      correctedAt: correctsRecord(event) ? event.recordedAt : meeting.correctedAt,
      revision: event.revision,
    };
  },
};

function scheduled({ data, revision, position }: Scheduled): Meeting {
  const { meetingId: id, boardId, date, time, place, composition } = data;
  const begun = { agenda: [], summonses: [], present: [], conflicts: [], adjusters: [], decisions: [] };
  const nothingAfter = { adjustments: [], dispatches: [], notices: [], appeals: [], legalForce: [] };
  return {
    ...{ revision, position, id, boardId, date, time, place, composition },
    status: 'SCHEDULED',
    cancelReason: null,
    movedTo: null,
    attendance: null,
    attendances: [],
    hasActed: false,
    correctedAt: null,
    ...begun,
    ...nothingRecorded,
    ...nothingAfter,
  };
}

function evolved(meeting: Meeting, event: Exclude<Later, Correction>): Meeting {
  switch (event.type) {
    case 'MeetingCancelled':
      return { ...meeting, status: 'CANCELLED', cancelReason: event.data.reason };
    case 'AttendanceCorrected':
      return withRightAttendance(meeting, event.data.attendance);
    case 'CompositionCorrected':
      return { ...meeting, composition: event.data.composition };
    case 'MatterPutOnAgenda':
      return withItem(meeting, { matterId: event.data.matterId, state: 'LISTED' });
    case 'MatterTakenOffAgenda':
      return { ...meeting, agenda: meeting.agenda.filter(({ matterId }) => matterId !== event.data.matterId) };
    case 'SummonsSent':
      return sent(meeting, event);
    case 'AgendaItemVoided':
      return voided(meeting, event.data);
    case 'MatterAddedAtMeeting':
      return takenUp(meeting, event.data);
    case 'MeetingOpened':
    case 'AttendanceRecorded':
    case 'ConflictOfInterestRecorded':
      return attended(meeting, event);
    case 'DecisionRecorded':
      return { ...meeting, decisions: [...meeting.decisions, recordedDecision(event)], hasActed: true };
    case 'MeetingClosed':
      return { ...meeting, status: 'CLOSED', closedAt: event.data.closedAt };
    case 'MeetingAdjourned': {
      const { from, until } = event.data;
      return { ...meeting, adjournments: [...meeting.adjournments, { from, until }] };
    }
    case 'AdjustersElected':
      return elected(meeting, event.data);
    case 'MinutesAdjusted':
    case 'NoticePosted':
    case 'NoticeTakenDown':
    case 'NoticeTakenDownEarly':
    case 'AppealRecorded':
    case 'AppealSettled':
    case 'LegalForceGained':
    case 'ParagraphDispatched':
      return { ...meeting, ...finalised(meeting, event) };
  }
}

function evolvedByCorrection(meeting: Meeting, event: Correction): Meeting {
  switch (event.type) {
    case 'MeetingMoved':
      return { ...meeting, status: 'CANCELLED', cancelReason: event.data.reason, movedTo: event.data.to };
    case 'AppealCorrected':
    case 'AdjustmentCorrected':
    case 'DispatchCorrected':
    case 'TakingDownCorrected':
      return { ...meeting, ...finalityCorrected(meeting, event) };
    case 'DecisionCorrected':
    case 'NoticeCorrected':
    case 'MeetingCorrected':
    case 'TimesCorrected':
      return { ...meeting, ...corrected(meeting, event) };
    case 'AddedMatterCorrected':
      return { ...meeting, agenda: withRightParagraph(meeting.agenda, event.data) };
    case 'AddedMatterWithdrawn': {
      const { matterId, paragraph } = event.data;
      return withItem(meeting, { matterId, state: 'WITHDRAWN', paragraph });
    }
    case 'ConflictCorrected':
      return presentAgain({ ...meeting, ...corrected(meeting, event) });
  }
}

function sent(meeting: Meeting, event: Extract<Recorded<MeetingEvent>, { type: 'SummonsSent' }>): Meeting {
  const { number, sentOn, time, place, items, checkpoint, hash } = event.data;
  const sealed = { number, sentOn, time, place, items, checkpoint, hash };
  const summons = { ...sealed, by: event.metadata.actor, at: event.recordedAt };
  const summoned = { ...meeting, status: 'SUMMONED' as const, summonses: [...meeting.summonses, summons] };
  return items.reduce<Meeting>(
    (before, item) => withItem(before, { matterId: item.matterId, state: 'SUMMONED', item }),
    summoned,
  );
}

function takenUp(
  meeting: Meeting,
  { paragraph, item, serving, chair }: MeetingDataOf<'MatterAddedAtMeeting'>,
): Meeting {
  const added = { matterId: item.matterId, state: 'ADDED' as const, item, paragraph, serving, chair };
  return { ...withItem(meeting, added), hasActed: true };
}

function withItem(meeting: Meeting, item: AgendaItem): Meeting {
  const isListed = meeting.agenda.some(({ matterId }) => matterId === item.matterId);
  const agenda = isListed
    ? meeting.agenda.map((one) => (one.matterId === item.matterId ? item : one))
    : [...meeting.agenda, item];
  return { ...meeting, agenda };
}

function voided(meeting: Meeting, { matterId, point }: { matterId: Id<'Matter'>; point: number | null }): Meeting {
  if (point === null) return withItem(meeting, { matterId, state: 'VOIDED' });
  const agenda = meeting.agenda.map((one) =>
    one.matterId === matterId && 'item' in one
      ? { ...one, item: { ...one.item, points: one.item.points.filter(({ number }) => number !== point) } }
      : one,
  );
  return { ...meeting, agenda };
}

type AttendanceEvent = Extract<Later, { type: 'MeetingOpened' | 'AttendanceRecorded' | 'ConflictOfInterestRecorded' }>;

function attended(meeting: Meeting, event: AttendanceEvent): Meeting {
  switch (event.type) {
    case 'MeetingOpened': {
      const { attendance, openedAt, adjusters, date, place } = event.data;
      const open = { ...withAttendance(meeting, attendance), status: 'OPEN' as const, openedAt };
      return adjusters.length === 0 ? open : elected(open, { adjusters, date, place, reason: '' });
    }
    case 'AttendanceRecorded':
      return withAttendance(meeting, event.data.attendance);
    case 'ConflictOfInterestRecorded': {
      const { matterId, personId, substitute, chair } = event.data;
      const conflicts = [...meeting.conflicts, { matterId, personId, substitute, chair }];
      // Rule 36: a person who was present may confirm the minutes, so `present` must contain the substitute too.
      return presentAgain({ ...meeting, conflicts });
    }
  }
}

function elected(meeting: Meeting, { adjusters, date, place, reason }: AdjusterElection): Meeting {
  return { ...meeting, adjusters, elections: [...meeting.elections, { adjusters, date, place, reason }] };
}

function withAttendance(meeting: Meeting, attendance: Attendance): Meeting {
  const attendances = [...meeting.attendances, attendance];
  return presentAgain({ ...meeting, attendance, attendances, hasActed: false });
}

/** Returns the meeting with another attendance in place of the newest one. */
export function withRightAttendance(meeting: Meeting, attendance: Attendance): Meeting {
  return presentAgain({ ...meeting, attendance, attendances: [...meeting.attendances.slice(0, -1), attendance] });
}

function recordedDecision({
  data,
  metadata,
  recordedAt,
}: Extract<Recorded<MeetingEvent>, { type: 'DecisionRecorded' }>): RecordedDecision {
  const { meetingId: _, date: __, ...decision } = data;
  return { ...decision, recordedBy: metadata.actor, recordedAt, earlier: [] };
}

/**
 * Returns the meeting with the facts that are valid on a day. It omits each adjustment, notice, taking down of a
 * notice, appeal, ruling and gain of legal force that has a later day. For a day before the meeting it also omits
 * everything that happened at the meeting.
 *
 * The agenda, the summonses and a cancellation remain, because they precede the meeting.
 */
export function meetingValidOn(meeting: Meeting | null, day: IsoDate): Meeting | null {
  if (meeting === null) return null;
  const after = { ...meeting, ...finalBy(meeting, day) };
  return meeting.date > day ? { ...after, ...nothingDone(meeting) } : after;
}

/** Returns the fields of the meeting as they were before its day, without anything that happened at the meeting. */
function nothingDone({ status, agenda, summonses }: Meeting) {
  const isCalled = summonses.length > 0 ? ('SUMMONED' as const) : ('SCHEDULED' as const);
  return {
    status: status === 'CANCELLED' ? status : isCalled,
    agenda: agenda.filter(({ state }) => state !== 'ADDED' && state !== 'WITHDRAWN'),
    attendance: null,
    attendances: [],
    hasActed: false,
    present: [],
    conflicts: [],
    adjusters: [],
    decisions: [],
    ...nothingRecorded,
  };
}
