import type { Id } from '../kernel/identity.js';
import type { Person } from '../kernel/permissions.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { VersionPoint } from './decision-point.js';

/** The texts of the official report. A placeholder such as `{{plan.remaining}}` marks each figure. */
export interface MatterTexts {
  readonly title: string;
  /** The summary of the matter (Ärendet i korthet). */
  readonly brief: string;
  /** The administration's considerations (Förvaltningens övervägande). */
  readonly considerations: string;
}

/** A document that belongs to the matter. Another system stores it. */
export interface Attachment {
  readonly name: string;
  /** The document's address, or its number in the registry. */
  readonly reference: string;
  /** SHA-256 of the document, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A computed number or sentence in the texts: the name in its placeholder, and its value at submission. */
export interface Figure {
  readonly name: string;
  readonly value: number | string;
}

/** The content that the reviewers and the board read. The version's hash covers all these fields. */
export interface MatterContent {
  readonly texts: MatterTexts;
  readonly figures: readonly Figure[];
  readonly points: readonly VersionPoint[];
  readonly attachments: readonly Attachment[];
  /** The persons and bodies that will receive the board's decision. */
  readonly recipients: readonly string[];
}

/** A version that a clerk submitted for review. It is a record and never changes (rule 47). */
export interface MatterVersion extends MatterContent {
  /** The number of the version; the first is 1. */
  readonly number: number;
  /** SHA-256 of the content's canonical JSON (RFC 8785), 64 lower-case hexadecimal digits. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The parts of a matter that persons write in its draft. The decision points are not among them. */
export interface DraftContent {
  readonly texts: MatterTexts;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
}

/** The stored draft. It is not a record, so a person may clear its content and its authors (rule 47). */
export interface KeptDraft {
  /** Null after a person cleared the draft. */
  readonly content: DraftContent | null;
  /** Every person who saved the draft since the last clear. Each becomes a co-author of the version (rule 18). */
  readonly authors: readonly string[];
  /** The number of saves and clears so far. */
  readonly revision: number;
  readonly by: string;
  readonly at: IsoInstant;
}

/** Reads the draft of a matter. @throws Refusal `NOT_FOUND` or `FORBIDDEN` when the person may not write in the draft. */
export interface ReadDrafts {
  read(matterId: Id<'Matter'>, person: Person): Promise<MatterDraft>;
}

export const MATTER_DRAFTS = 'MATTER_DRAFTS';

/** The draft of the next version. It is the stored draft, else the newest version, else only the title. */
export interface MatterDraft extends DraftContent {
  readonly authors: readonly string[];
  /** The revision of the stored draft; 0 before the first save or clear. */
  readonly revision: number;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}
