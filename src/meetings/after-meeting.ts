import { fieldsOf, type Json, type Recorded } from '../kernel/fold.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { AfterMeeting, MeetingDataOf, MeetingEvent } from './meeting-event.js';
import type { DecisionData } from './deliberation.js';
import type { LegalForce, ParagraphPart } from './meeting-record.js';

type FinalityEvent = Extract<
  Recorded<MeetingEvent>,
  {
    type:
      | 'MinutesAdjusted'
      | 'NoticePosted'
      | 'NoticeTakenDown'
      | 'NoticeTakenDownEarly'
      | 'AppealRecorded'
      | 'AppealSettled'
      | 'LegalForceGained'
      | 'ParagraphDispatched';
  }
>;

/** Upcasts an appeal of one whole paragraph, without the appellant and the number at the court. */
export function ofWholeParagraph(data: Json): Json {
  const { paragraph, late, ...rest } = fieldsOf(data);
  return {
    ...rest,
    parts: [{ paragraph: paragraph ?? null, point: null, late: late ?? null }],
    appellant: null,
    courtDnr: '',
  };
}

/** Upcasts a ruling on one whole paragraph. */
export function settledWhole(data: Json): Json {
  const { paragraph, ...rest } = fieldsOf(data);
  const parts = [{ paragraph: paragraph ?? null, point: null }];
  return { ...rest, parts, annulled: rest.ruling === 'ANNULLED' ? parts : [] };
}

/** Upcasts a gain of legal force of whole paragraphs. */
export function forceOfWholes(data: Json): Json {
  const { paragraphs, ...rest } = fieldsOf(data);
  const parts = Array.isArray(paragraphs) ? paragraphs.map((paragraph: Json) => ({ paragraph, point: null })) : [];
  return { ...rest, parts };
}

/** The number of a decision point, and the paragraph of the minutes with its decision. */
type RecordedPoint = Pick<DecisionData, 'paragraph' | 'number'>;

type Decided = AfterMeeting & { readonly decisions: readonly RecordedPoint[] };

/** Returns what an event after the decisions changes. */
export function finalised(meeting: Decided, event: FinalityEvent): Partial<AfterMeeting> {
  switch (event.type) {
    case 'MinutesAdjusted': {
      const { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint } = event.data;
      const adjustment = { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint };
      return { adjustments: [...meeting.adjustments, adjustment] };
    }
    case 'NoticePosted': {
      const { number, paragraphs, date, lastAppealDay, overdue, keptAt } = event.data;
      const posted = { number, paragraphs, date, lastAppealDay, overdue, keptAt };
      const notice = { ...posted, takenDown: null, earlyReason: null, corrections: 0 };
      return { notices: [...meeting.notices, notice] };
    }
    case 'NoticeTakenDown': {
      const { notice: number, date } = event.data;
      const notices = meeting.notices.map((one) => (one.number === number ? { ...one, takenDown: date } : one));
      return { notices };
    }
    case 'NoticeTakenDownEarly':
      return takenDownEarly(meeting, event.data);
    case 'AppealRecorded': {
      const { number, parts, appellant, courtDnr, receivedOn } = event.data;
      const appeals = [...meeting.appeals, { number, parts, appellant, courtDnr, receivedOn, settled: null }];
      const inTime = parts.filter(({ late }) => !late);
      return inTime.length === 0 ? { appeals } : { appeals, legalForce: without(meeting, inTime) };
    }
    case 'AppealSettled': {
      const { appeal: number, annulled, ruling, date, caseNumber } = event.data;
      const settled = { ruling, annulled, date, caseNumber };
      const appeals = meeting.appeals.map((one) => (one.number === number ? { ...one, settled } : one));
      return { appeals };
    }
    case 'LegalForceGained': {
      const { parts, on } = event.data;
      return { legalForce: [...meeting.legalForce, { parts, on }] };
    }
    case 'ParagraphDispatched': {
      const { paragraph, recipients, date } = event.data;
      return { dispatches: [...meeting.dispatches, { paragraph, recipients, date }] };
    }
  }
}

type FinalityCorrection = Extract<
  Recorded<MeetingEvent>,
  { type: 'AppealCorrected' | 'AdjustmentCorrected' | 'DispatchCorrected' | 'TakingDownCorrected' }
>;

/** Returns what a correction of the records after the decisions changes (rules 158–160 and 168). */
export function finalityCorrected(meeting: Decided, event: FinalityCorrection): Partial<AfterMeeting> {
  switch (event.type) {
    case 'AppealCorrected': {
      const { appeal: number, appellant, courtDnr, receivedOn } = event.data;
      const right = { appellant, courtDnr, receivedOn };
      return { appeals: meeting.appeals.map((one) => (one.number === number ? { ...one, ...right } : one)) };
    }
    case 'AdjustmentCorrected': {
      const { adjustment: number, adjusters, date, overdue } = event.data;
      const right = { adjusters, date, overdue };
      return { adjustments: meeting.adjustments.map((one) => (one.number === number ? { ...one, ...right } : one)) };
    }
    case 'DispatchCorrected': {
      const { dispatch: number, paragraph, recipients, date } = event.data;
      const right = { paragraph, recipients, date };
      return { dispatches: meeting.dispatches.map((one, index) => (index === number - 1 ? right : one)) };
    }
    case 'TakingDownCorrected': {
      const { notice: number, date, earlyReason } = event.data;
      if (earlyReason !== null && date !== null)
        return takenDownEarly(meeting, { ...event.data, date, reason: earlyReason });
      const right = { takenDown: date, earlyReason: null };
      return { notices: meeting.notices.map((one) => (one.number === number ? { ...one, ...right } : one)) };
    }
  }
}

/** Withholds legal force, and makes late appeals timely: the period to appeal begins with a new notice (rule 83). */
function takenDownEarly(
  meeting: Decided,
  { notice: number, date, reason, legalForceLost }: MeetingDataOf<'NoticeTakenDownEarly'>,
): Partial<AfterMeeting> {
  const { notices, appeals } = meeting;
  const paragraphs = notices.find((one) => one.number === number)?.paragraphs ?? [];
  return {
    notices: notices.map((one) => (one.number === number ? { ...one, takenDown: date, earlyReason: reason } : one)),
    appeals: appeals.map((one) => ({
      ...one,
      parts: one.parts.map((part) => (paragraphs.includes(part.paragraph) ? { ...part, late: false } : part)),
    })),
    legalForce: without(
      meeting,
      legalForceLost.map((paragraph) => ({ paragraph, point: null })),
    ),
  };
}

/** Removes the legal force of parts, which a timely appeal or the lack of a notice withholds (rules 40 and 83). */
function without(meeting: Decided, lost: readonly ParagraphPart[]): LegalForce[] {
  return meeting.legalForce
    .map(({ parts, on }) => ({ parts: parts.flatMap((part) => left(meeting, part, lost)), on }))
    .filter(({ parts }) => parts.length > 0);
}

/** Returns what is left of a part: the part itself, or the points of its paragraph that are not lost. */
function left({ decisions }: Decided, part: ParagraphPart, lost: readonly ParagraphPart[]): ParagraphPart[] {
  const touching = lost.filter(({ paragraph }) => paragraph === part.paragraph);
  if (touching.length === 0) return [part];
  return partsOf(decisions, part).filter((one) => !touching.some((gone) => covers(gone, one)));
}

/** Returns a part's points: each decided point of a whole paragraph, or the part itself. */
export function partsOf(decisions: readonly RecordedPoint[], part: ParagraphPart): ParagraphPart[] {
  if (part.point !== null) return [part];
  const { paragraph } = part;
  const points = decisions
    .filter((one) => one.paragraph === paragraph)
    .map(({ number }) => ({ paragraph, point: number }));
  // A paragraph with nothing but the decision to take up a matter has no point.
  return points.length === 0 ? [{ paragraph, point: null }] : points;
}

/** Returns whether the first part is the second part or its whole paragraph. */
export function covers(whole: ParagraphPart, { paragraph, point }: ParagraphPart): boolean {
  return whole.paragraph === paragraph && (whole.point === null || whole.point === point);
}

/** Returns the records that are valid on a day. */
export function finalBy(meeting: AfterMeeting, day: IsoDate): AfterMeeting {
  const { adjustments, dispatches, notices, appeals, legalForce } = meeting;
  return {
    adjustments: adjustments.filter(({ date }) => date <= day),
    dispatches: dispatches.filter(({ date }) => date <= day),
    notices: notices
      .filter(({ date }) => date <= day)
      .map((notice) => (isLater(notice.takenDown, day) ? { ...notice, takenDown: null, earlyReason: null } : notice)),
    appeals: appeals
      .filter(({ receivedOn }) => receivedOn <= day)
      .map((appeal) => (isLater(appeal.settled?.date ?? null, day) ? { ...appeal, settled: null } : appeal)),
    legalForce: legalForce.filter(({ on }) => on <= day),
  };
}

function isLater(date: IsoDate | null, day: IsoDate): boolean {
  return date !== null && date > day;
}
