import { existing, type EventOf, type Fold } from '../../kernel/fold.js';
import { boardOf, type Id } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import type { Guards } from '../../kernel/permitted.js';
import { isBlank, Refusal, refusals } from '../../kernel/refusal.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import type { Meeting } from '../../meetings/meeting.js';
import { paragraphsOf } from '../../meetings/paragraph.js';
import { type KeptDocument, type KeptSubject, keptOf, requireNotErased, subjectKey } from '../document-keeping.js';
import { publicationRefusals } from './publication-refusals.js';

/** A document that can be shown to the public: adjusted minutes, an extract of them, or a notice. */
export type PublishedSubject = Extract<KeptSubject, { readonly kind: 'minutes' | 'extract' | 'notice' }>;
export const publishedKinds = ['minutes', 'extract', 'notice'] as const;

/** The people whose names a publication shows: nobody's, those of the board's members and substitutes, or everybody's. */
export const shownNames = ['NONE', 'ELECTED', 'ALL'] as const;
export type ShownNames = (typeof shownNames)[number];

/** The secretary's choice of what a publication shows. Nothing else is shown (rule 161). */
export interface PublicationChoice {
  readonly meetingId: Id<'Meeting'>;
  readonly subject: PublishedSubject;
  readonly names: ShownNames;
  /** The numbers of the parts that are shown, from 1. */
  readonly shown: readonly number[];
}

export interface PublishData extends PublicationChoice {
  /** The SHA-256 of what the secretary has previewed. */
  readonly sha256: string;
}

export interface TakeDownPublicationData {
  readonly meetingId: Id<'Meeting'>;
  readonly number: number;
  /** The public reads the reason at the address. */
  readonly reason: string;
  /** Whether the bytes are erased as well. The hash stays. */
  readonly erase: boolean;
}

interface PublishedData extends PublishData {
  /** The number among the publications of the meeting, from 1. */
  readonly number: number;
  /** The paragraphs (§) that the document is about. */
  readonly paragraphs: readonly string[];
  /** The number of parts that the document has, of which `shown` are shown. */
  readonly parts: number;
}

export type PublicationEvent =
  EventOf<'DocumentPublished', PublishedData> | EventOf<'PublicationTakenDown', TakeDownPublicationData>;

export interface Publication extends PublishedData {
  readonly position: number;
  readonly publishedAt: IsoInstant;
  readonly publishedBy: string;
  /** Null while the public can read the document. */
  readonly takenDown: {
    readonly reason: string;
    readonly by: string;
    readonly at: IsoInstant;
    readonly erased: boolean;
  } | null;
}

/** Folds what is published of a meeting. Its stream has the id of the meeting. */
export const publicationsFold: Fold<readonly Publication[], PublicationEvent> = {
  kind: 'publications',
  initial: [],
  events: { DocumentPublished: [], PublicationTakenDown: [] },
  evolve: (published, { type, data, recordedAt, position, metadata }) => {
    switch (type) {
      case 'DocumentPublished': {
        const made = { position, publishedAt: recordedAt, publishedBy: metadata.actor, takenDown: null };
        return [...published, { ...data, ...made }];
      }
      case 'PublicationTakenDown': {
        const takenDown = { reason: data.reason, by: metadata.actor, at: recordedAt, erased: data.erase };
        return published.map((one) => (one.number === data.number ? { ...one, takenDown } : one));
      }
    }
  },
};

/**
 * Lists the documents of a meeting that can be published, in the order in which they came about. Minutes can be when
 * each of their paragraphs is adjusted; until then an extract of an adjusted one can.
 */
export function publishableOf(meeting: Meeting): PublishedSubject[] {
  const { adjustments, notices } = meeting;
  const all = paragraphsOf(meeting);
  return [
    ...adjustments.flatMap(({ number: adjustment, paragraphs }): PublishedSubject[] => {
      const adjusted = adjustments.filter(({ number }) => number <= adjustment).flatMap((one) => one.paragraphs);
      const minutes: PublishedSubject[] = all.every((one) => adjusted.includes(one))
        ? [{ kind: 'minutes', adjustment }]
        : [];
      return [...minutes, ...paragraphs.map((paragraph) => ({ kind: 'extract' as const, adjustment, paragraph }))];
    }),
    ...notices.map(({ number: notice, corrections: correction }): PublishedSubject => {
      return { kind: 'notice', notice, correction };
    }),
  ];
}

/** Finds the publication of a document that the public can read; undefined when there is none. */
export function publishedNow(published: readonly Publication[], subject: PublishedSubject): Publication | undefined {
  const key = subjectKey(subject);
  return published.find((one) => one.takenDown === null && subjectKey(one.subject) === key);
}

function paragraphsIn({ adjustments, notices }: Meeting, subject: PublishedSubject): readonly string[] {
  switch (subject.kind) {
    case 'minutes':
      return adjustments.find(({ number }) => number === subject.adjustment)?.paragraphs ?? [];
    case 'extract':
      return [subject.paragraph];
    case 'notice':
      return notices.find(({ number }) => number === subject.notice)?.paragraphs ?? [];
  }
}

/** The states that a rule of publishing reads beside the publications. */
export interface Beside {
  readonly meeting: Meeting | null;
  readonly kept: readonly KeptDocument[];
}

function requireSecretary(meetingId: Id<'Meeting'>, { meeting }: Beside, { actor }: Act): Meeting {
  permit(actor, 'publishDocument', boardOf(meetingId), meetingId);
  return existing(meeting, meetingId);
}

/** @throws Refusal when the actor may not publish a document of the meeting, or there is none to publish */
function requireMayPublish(meetingId: Id<'Meeting'>, beside: Beside, act: Act): Meeting {
  const meeting = requireSecretary(meetingId, beside, act);
  if (publishableOf(meeting).length === 0) throw new Refusal(publicationRefusals.NOTHING_TO_PUBLISH, {});
  return meeting;
}

/**
 * Returns the paragraphs of a document that can be published now (rule 161).
 *
 * @throws Refusal `NOTHING_TO_PUBLISH`, `ALREADY_PUBLISHED`, or `DOCUMENT_ERASED` for one whose kept file was erased
 */
export function requirePublishable(
  { meetingId, subject }: Pick<PublicationChoice, 'meetingId' | 'subject'>,
  published: readonly Publication[],
  beside: Beside,
  act: Act,
): readonly string[] {
  const meeting = requireMayPublish(meetingId, beside, act);
  const key = subjectKey(subject);
  if (!publishableOf(meeting).some((one) => subjectKey(one) === key))
    throw new Refusal(publicationRefusals.NOTHING_TO_PUBLISH, {});
  const kept = keptOf(beside.kept, subject);
  if (kept !== undefined) requireNotErased(kept);
  const now = publishedNow(published, subject);
  if (now !== undefined) throw new Refusal(publicationRefusals.ALREADY_PUBLISHED, { number: now.number });
  return paragraphsIn(meeting, subject);
}

/** The content as it is now, of which the secretary has seen a preview. */
interface Made {
  readonly sha256: string;
  readonly parts: number;
}

/**
 * Publishes what the secretary has previewed, and nothing else (rule 161).
 *
 * @throws Refusal see {@link requirePublishable}, or `PREVIEW_CHANGED`
 */
export function publishDocument(
  { meetingId, subject, names, shown, sha256 }: PublishData,
  { made, paragraphs }: { readonly made: Made; readonly paragraphs: readonly string[] },
  published: readonly Publication[],
): PublicationEvent[] {
  if (made.sha256 !== sha256) throw new Refusal(publicationRefusals.PREVIEW_CHANGED, {});
  const number = published.length + 1;
  const chosen = { meetingId, subject, names, shown: inOrder(shown), sha256 };
  return [{ type: 'DocumentPublished', data: { ...chosen, number, paragraphs, parts: made.parts } }];
}

/** @throws Refusal when the actor may not take down a publication of the meeting, or the public can read none */
function requireMayTakeDown(
  meetingId: Id<'Meeting'>,
  published: readonly Publication[],
  beside: Beside,
  act: Act,
): Meeting {
  permit(act.actor, 'takeDownPublication', boardOf(meetingId), meetingId);
  const meeting = existing(beside.meeting, meetingId);
  if (published.length === 0) throw new Refusal(publicationRefusals.NO_PUBLICATION, {});
  return meeting;
}

/**
 * Takes down a publication with a reason (rule 163). A notice stays published until it is recorded as taken down, because
 * the period to appeal runs from it (rule 164).
 *
 * @throws Refusal `NO_PUBLICATION`, `PUBLICATION_TAKEN_DOWN`, `NOTICE_STILL_UP` or `REASON_MISSING`
 */
export function takeDownPublication(
  { meetingId, number, reason, erase }: TakeDownPublicationData,
  published: readonly Publication[],
  beside: Beside,
  act: Act,
): PublicationEvent[] {
  const meeting = requireMayTakeDown(meetingId, published, beside, act);
  const publication = published.find((one) => one.number === number);
  if (publication === undefined) throw new Refusal(publicationRefusals.NO_PUBLICATION, {});
  const { takenDown, subject } = publication;
  if (takenDown !== null) {
    const { at, reason: given } = takenDown;
    throw new Refusal(publicationRefusals.PUBLICATION_TAKEN_DOWN, { at, reason: given });
  }
  requireNoticeDown(meeting, subject, published);
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'PublicationTakenDown', data: { meetingId, number, reason, erase } }];
}

/** A notice that was corrected after its publication may go as soon as the corrected one is published. */
function requireNoticeDown({ notices }: Meeting, subject: PublishedSubject, published: readonly Publication[]): void {
  if (subject.kind !== 'notice') return;
  const isReplaced = published.some(({ takenDown, subject: other }) => {
    if (takenDown !== null || other.kind !== 'notice') return false;
    return other.notice === subject.notice && other.correction > subject.correction;
  });
  if (isReplaced) return;
  const notice = notices.find(({ number }) => number === subject.notice);
  if (notice === undefined || notice.takenDown !== null) return;
  const { number, lastAppealDay } = notice;
  throw new Refusal(publicationRefusals.NOTICE_STILL_UP, { notice: number, lastAppealDay });
}

/** The guards of the commands about what is published of a meeting (rule 45). */
export function guardsOfPublications(
  meetingId: Id<'Meeting'>,
  published: readonly Publication[],
  beside: Beside,
  act: Act,
): Guards {
  return {
    publishDocument: () => requireMayPublish(meetingId, beside, act),
    takeDownPublication: () => requireMayTakeDown(meetingId, published, beside, act),
  };
}

function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((one, other) => one - other);
}
