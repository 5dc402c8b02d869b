import { boardOf, type Id, isId, municipalityOf } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import type { ParagraphStatus } from '../../meetings/meeting-process.js';
import type { PublishedSubject } from './publication.js';
import type { PublishedContent } from './published-content.js';

// The questions of the public, which needs no sign-in, and all that it can be answered with.

/** A publication as a list of the public shows it. */
export interface PublicItem {
  readonly meetingId: Id<'Meeting'>;
  readonly number: number;
  readonly kind: PublishedSubject['kind'];
  readonly board: string;
  readonly paragraphs: readonly string[];
  readonly publishedAt: IsoInstant;
  readonly sha256: string;
  /** The days of the notice; null for another document. */
  readonly notice: {
    readonly posted: IsoDate;
    readonly lastAppealDay: IsoDate;
    readonly takenDown: IsoDate | null;
  } | null;
}

/** The notice board (anslagstavla) of a municipality. */
export interface NoticeBoard {
  readonly municipality: string;
  /** The notices that are up, the newest first. */
  readonly notices: readonly PublicItem[];
  /** A page of all else that is published, the newest first. */
  readonly others: readonly PublicItem[];
  /** The publications that were taken down, the last one first. */
  readonly takenDown: readonly TakenDownItem[];
  /** The address of the next page begins before this position; null on the last page. */
  readonly next: number | null;
}

export interface PublicDocument extends PublicItem {
  readonly municipality: string;
  /** When and why it was taken down, and the number under which the meeting has it anew. Null: it can be read. */
  readonly takenDown: { readonly at: IsoInstant; readonly reason: string } | null;
  /** The standing of each decision of the meeting, as the record says now. */
  readonly standings: readonly DecisionStanding[];
  /** When the record of the meeting was corrected last, if that was after the publication; else null. */
  readonly correctedAt: IsoInstant | null;
}

/** The standing of a decision after the meeting. */
export interface DecisionStanding {
  readonly paragraph: string;
  readonly point: number;
  readonly status: ParagraphStatus;
  readonly inForceOn: IsoDate | null;
}

/** A publication that was taken down. Nothing else of it is told. */
export interface TakenDownItem {
  readonly meetingId: Id<'Meeting'>;
  readonly number: number;
  readonly at: IsoInstant;
}

/** The injection token of what the public can read. */
export const PUBLIC_RECORD = 'PUBLIC_RECORD';

/** Reads what is published, and nothing else. Each call costs the same few statements, whatever is asked for. */
export interface PublicRecord {
  /** Null: nothing of the municipality has ever been published. */
  readonly board: (municipalityId: Id<'Municipality'>, before: number | null) => Promise<NoticeBoard | null>;
  /** Null: there has never been such a publication. */
  readonly one: (meetingId: Id<'Meeting'>, number: number) => Promise<PublicDocument | null>;
  /** Null: the content is not kept. */
  readonly content: (document: Pick<PublicDocument, 'meetingId' | 'sha256'>) => Promise<PublishedContent | null>;
}

export const PUBLIC_ROOT = '/offentligt';

export function boardAddress(municipalityId: string): string {
  return `${PUBLIC_ROOT}/${municipalityId}`;
}

/** The permanent address of a publication. */
export function publicAddress(meetingId: Id<'Meeting'>, number: number): string {
  const boardId = boardOf(meetingId);
  const [municipalityId] = [municipalityOf(boardId)];
  const board = boardId.slice(municipalityId.length + 1);
  const day = meetingId.slice(boardId.length + '.meeting-'.length);
  return `${boardAddress(municipalityId)}/${board}.${day}/${number}`;
}

/** Returns the meeting that an address names; null when no meeting can have such a name. */
export function meetingAt(municipalityId: string, place: string): Id<'Meeting'> | null {
  const [board = '', day = '', ...rest] = place.split('.');
  const id = `${municipalityId}.${board}.meeting-${day}`;
  return rest.length === 0 && isId('Meeting', id) ? id : null;
}

/** The day of a meeting, which its id has. */
export function dayOfMeeting(meetingId: Id<'Meeting'>): IsoDate {
  return meetingId.slice(boardOf(meetingId).length + '.meeting-'.length).slice(0, 10);
}
