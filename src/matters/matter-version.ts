import type { IsoInstant } from '../kernel/tertial.js';
import type { SubmittedPoint } from './decision-point.js';

/** The texts of the official report, with placeholders for figures such as `{{activities.removed}}`. */
export interface MatterTexts {
  readonly title: string;
  /** Ärendet i korthet. */
  readonly brief: string;
  /** Förvaltningens övervägande. */
  readonly considerations: string;
}

/** A document of the matter that is stored elsewhere. */
export interface Attachment {
  readonly name: string;
  /** The document's address, or its number in the registry. */
  readonly reference: string;
  /** SHA-256 of the document, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A figure in the texts with its value at submission. */
export interface Figure {
  readonly name: string;
  readonly value: number;
}

/** The content that reviewers and board read; the hash covers all of it. */
export interface MatterContent {
  readonly texts: MatterTexts;
  readonly figures: readonly Figure[];
  readonly points: readonly SubmittedPoint[];
  readonly attachments: readonly Attachment[];
  /** The recipients of the decision. */
  readonly recipients: readonly string[];
}

/** A submitted version. It is a record (rule 47). */
export interface MatterVersion extends MatterContent {
  /** The first version is 1. */
  readonly number: number;
  /** SHA-256 of the content's canonical JSON (RFC 8785), 64 lower-case hexadecimal digits. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The parts of a matter that persons write, besides its points. */
export interface DraftContent {
  readonly texts: MatterTexts;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
}

/** The stored draft. It is not a record: clearing it keeps only the revision counter (rule 47). */
export interface KeptDraft {
  /** Null for a cleared draft. */
  readonly content: DraftContent | null;
  /** Every person who changed the draft since it was started; each is a co-author of its version (rule 18). */
  readonly authors: readonly string[];
  /** The number of changes, from 1. */
  readonly revision: number;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The draft of the next version: the stored draft, else the newest version, else only the title. */
export interface MatterDraft extends DraftContent {
  readonly authors: readonly string[];
  /** 0 when no draft was saved. */
  readonly revision: number;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}
