import type { EventOf, Fold, Recorded } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { MeetingEvent } from '../meetings/meeting-event.js';
import type { Meeting } from '../meetings/meeting.js';
import { documentRefusals } from './document-refusals.js';
import type { DocumentKind } from './document.js';

/**
 * A document of a meeting of which Tertial keeps the bytes: what was summoned, adjusted or posted. The number is that of
 * the summons, the adjustment or the notice.
 */
export type KeptSubject =
  | { readonly kind: 'summons'; readonly summons: number }
  | { readonly kind: 'report'; readonly summons: number; readonly matterId: Id<'Matter'> }
  | { readonly kind: 'minutes'; readonly adjustment: number }
  | { readonly kind: 'extract'; readonly adjustment: number; readonly paragraph: string }
  /** The notice after so many corrections of it (rule 149); 0 as it was posted. */
  | { readonly kind: 'notice'; readonly notice: number; readonly correction: number };

/** A file that is kept. Its hash tells whether another file is the same. */
export interface KeptFile {
  readonly language: Language;
  /** The form of the file, such as `pdf-ua`. `tree` is the document before it has a form, from which other forms are made. */
  readonly form: KeptForm;
  /** The SHA-256 of the bytes, as 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export const keptForms = ['pdf-ua', 'pdf-a', 'docx', 'html', 'tree'] as const;
export type KeptForm = (typeof keptForms)[number];

/** The record of a kept document. The bytes stand beside the log. */
export interface KeepDocumentData {
  readonly meetingId: Id<'Meeting'>;
  readonly subject: KeptSubject;
  /** The version of the board's template; 0 for the default template. */
  readonly template: number;
  readonly files: readonly KeptFile[];
}

export interface EraseDocumentData {
  readonly meetingId: Id<'Meeting'>;
  /** The number of the document among those of the meeting. */
  readonly number: number;
  readonly reason: string;
}

export type KeptDocumentEvent =
  | EventOf<'DocumentKept', KeepDocumentData & { readonly number: number }>
  | EventOf<'DocumentErased', EraseDocumentData>;

export interface KeptDocument {
  /** The number among the kept documents of the meeting, from 1. */
  readonly number: number;
  readonly subject: KeptSubject;
  readonly template: number;
  readonly files: readonly KeptFile[];
  readonly keptAt: IsoInstant;
  /** Null while the bytes are kept. The hashes stay when they are erased. */
  readonly erased: { readonly reason: string; readonly by: string; readonly at: IsoInstant } | null;
}

/** Folds the documents that are kept of a meeting. Its stream has the id of the meeting. */
export const keptDocumentsFold: Fold<readonly KeptDocument[], KeptDocumentEvent> = {
  kind: 'documents',
  initial: [],
  events: { DocumentKept: [], DocumentErased: [] },
  evolve: (kept, { type, data, recordedAt, metadata }) => {
    switch (type) {
      case 'DocumentKept': {
        const { number, subject, template, files } = data;
        return [...kept, { number, subject, template, files, keptAt: recordedAt, erased: null }];
      }
      case 'DocumentErased': {
        const erased = { reason: data.reason, by: metadata.actor, at: recordedAt };
        return kept.map((one) => (one.number === data.number ? { ...one, erased } : one));
      }
    }
  },
};

/** Names a document within its meeting. Each document of a meeting has a name of its own. */
export function subjectKey(subject: KeptSubject): string {
  switch (subject.kind) {
    case 'summons':
      return `summons ${subject.summons}`;
    case 'report':
      return `report ${subject.summons} ${subject.matterId}`;
    case 'minutes':
      return `minutes ${subject.adjustment}`;
    case 'extract':
      return `extract ${subject.adjustment} ${subject.paragraph}`;
    case 'notice':
      return `notice ${subject.notice}${subject.correction === 0 ? '' : ` correction ${subject.correction}`}`;
  }
}

/** Finds the document with a subject; undefined when it is not kept yet. */
export function keptOf(kept: readonly KeptDocument[], subject: KeptSubject): KeptDocument | undefined {
  const key = subjectKey(subject);
  return kept.find((one) => subjectKey(one.subject) === key);
}

/** Records the hashes of a kept document (rule 153). Nothing is recorded of a document that is kept already. */
export function keepDocument(
  data: KeepDocumentData,
  kept: readonly KeptDocument[],
  { actor }: Act,
): KeptDocumentEvent[] {
  permit(actor, 'keepDocument', boardOf(data.meetingId), data.meetingId);
  if (keptOf(kept, data.subject) !== undefined) return [];
  return [{ type: 'DocumentKept', data: { ...data, number: kept.length + 1 } }];
}

export const keepDocumentCommand = systemCommand({
  name: 'keepDocument',
  fold: keptDocumentsFold,
  id: ({ meetingId }: KeepDocumentData) => meetingId,
  rule: keepDocument,
});

/**
 * Erases the bytes of a kept document (rule 154). The hashes stay in the log.
 *
 * @throws Refusal `REASON_MISSING`, `NO_KEPT_DOCUMENT` or `DOCUMENT_ERASED`.
 */
export function eraseDocument(
  { meetingId, number, reason }: EraseDocumentData,
  kept: readonly KeptDocument[],
  { actor }: Act,
): KeptDocumentEvent[] {
  permit(actor, 'eraseDocument', boardOf(meetingId), meetingId);
  const document = kept.find((one) => one.number === number);
  if (document === undefined) throw new Refusal(documentRefusals.NO_KEPT_DOCUMENT, { number });
  requireNotErased(document);
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'DocumentErased', data: { meetingId, number, reason } }];
}

/** @throws Refusal `DOCUMENT_ERASED` */
export function requireNotErased({ erased }: KeptDocument): void {
  if (erased === null) return;
  const { reason, at } = erased;
  throw new Refusal(documentRefusals.DOCUMENT_ERASED, { at, reason });
}

type MeetingEvents = readonly Recorded<MeetingEvent>[];

/**
 * Lists the documents of a meeting that are to be kept and are not yet (rule 153), in the order of the log. Events that
 * were recorded before an instant are left out: the names of today would stand in a document of long ago.
 */
export function dueDocuments(
  events: MeetingEvents,
  kept: readonly KeptDocument[],
  from: IsoInstant,
): readonly KeptSubject[] {
  const recent = events.filter(({ recordedAt }) => recordedAt >= from);
  return recent.flatMap((event) => subjectsOf(event, events)).filter((subject) => keptOf(kept, subject) === undefined);
}

function subjectsOf(event: Recorded<MeetingEvent>, events: MeetingEvents): KeptSubject[] {
  if (event.type === 'SummonsSent') {
    const { number: summons, items } = event.data;
    return [
      { kind: 'summons', summons },
      ...items.map(({ matterId }): KeptSubject => ({ kind: 'report', summons, matterId })),
    ];
  }
  if (event.type === 'MinutesAdjusted') {
    const { number: adjustment, paragraphs } = event.data;
    return [
      { kind: 'minutes', adjustment },
      ...paragraphs.map((paragraph): KeptSubject => ({ kind: 'extract', adjustment, paragraph })),
    ];
  }
  if (event.type === 'NoticePosted') return [{ kind: 'notice', notice: event.data.number, correction: 0 }];
  if (event.type !== 'NoticeCorrected') return [];
  const { notice } = event.data;
  return [{ kind: 'notice', notice, correction: correctionsOf(notice, events).indexOf(event) + 1 }];
}

/** Lists the corrections of a notice, in the order of the log. */
function correctionsOf(notice: number, events: MeetingEvents): MeetingEvents {
  return events.filter(({ type, data }) => type === 'NoticeCorrected' && data.notice === notice);
}

/** Returns the position of the event that summoned, adjusted, posted or corrected the document; undefined without one. */
export function positionOfSubject(events: MeetingEvents, subject: KeptSubject): number | undefined {
  if (subject.kind === 'notice' && subject.correction > 0)
    return correctionsOf(subject.notice, events)[subject.correction - 1]?.position;
  return events.find((event) => {
    switch (subject.kind) {
      case 'summons':
      case 'report':
        return event.type === 'SummonsSent' && event.data.number === subject.summons;
      case 'minutes':
      case 'extract':
        return event.type === 'MinutesAdjusted' && event.data.number === subject.adjustment;
      case 'notice':
        return event.type === 'NoticePosted' && event.data.number === subject.notice;
    }
  })?.position;
}

/** The matter that a document is asked for, with its paragraphs (§) in the minutes. */
export interface AskedOf {
  readonly kind: DocumentKind;
  readonly matterId: Id<'Matter'>;
  /** The paragraphs about the matter; an extract is of the first of them. */
  readonly paragraphs: readonly string[];
}

/**
 * Finds which document of a meeting tells the newest summons, adjustment or notice about a matter. Null: the meeting has
 * none such.
 */
export function subjectAt(meeting: Meeting, { kind, matterId, paragraphs }: AskedOf): KeptSubject | null {
  const [paragraph] = paragraphs;
  switch (kind) {
    case 'summons':
    case 'report': {
      const summons = meeting.summonses.findLast(({ items }) => items.some((item) => item.matterId === matterId));
      if (summons === undefined) return null;
      return kind === 'summons' ? { kind, summons: summons.number } : { kind, summons: summons.number, matterId };
    }
    case 'minutes':
    case 'extract': {
      const own = kind === 'extract' && paragraph !== undefined ? [paragraph] : paragraphs;
      const adjustment = meeting.adjustments.findLast((one) => one.paragraphs.some((each) => own.includes(each)));
      if (adjustment === undefined || paragraph === undefined) return null;
      return kind === 'minutes'
        ? { kind, adjustment: adjustment.number }
        : { kind, adjustment: adjustment.number, paragraph };
    }
    case 'notice': {
      const notice = meeting.notices.findLast((one) => one.paragraphs.some((each) => paragraphs.includes(each)));
      return notice === undefined ? null : { kind, notice: notice.number, correction: notice.corrections };
    }
  }
}
