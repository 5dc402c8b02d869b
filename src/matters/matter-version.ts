import type { IsoInstant } from '../kernel/tertial.js';
import type { SubmittedPoint } from './decision-point.js';

/** The texts of the official report. Figures stand in them as placeholders, `{{activities.removed}}`. */
export interface MatterTexts {
  readonly title: string;
  /** Ärendet i korthet. */
  readonly brief: string;
  /** Förvaltningens övervägande. */
  readonly considerations: string;
}

/** A document that belongs to the matter and is kept elsewhere. */
export interface Attachment {
  readonly name: string;
  /** Where it is kept: an address, or its number in the registry. */
  readonly reference: string;
  /** SHA-256 of the document, 64 hexadecimal digits in small letters. */
  readonly sha256: string;
}

/** A figure of the texts, as it was when the version was submitted. */
export interface Figure {
  readonly name: string;
  readonly value: number;
}

/** What is read, reviewed and decided: all of it is in the hash. */
export interface MatterContent {
  readonly texts: MatterTexts;
  readonly figures: readonly Figure[];
  readonly points: readonly SubmittedPoint[];
  readonly attachments: readonly Attachment[];
  /** Those whom the decision is sent to. */
  readonly recipients: readonly string[];
}

/** A version that entered a review is a record (rule 47). */
export interface MatterVersion extends MatterContent {
  /** From 1. */
  readonly number: number;
  /** SHA-256 of the content's canonical JSON (RFC 8785), 64 hexadecimal digits in small letters. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** What a person writes of the matter, besides its points. */
export interface DraftContent {
  readonly texts: MatterTexts;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
}

/** The draft as it is kept. Not a record: it can be cleared, and its counter goes on (rule 47). */
export interface KeptDraft {
  /** Null: cleared. */
  readonly content: DraftContent | null;
  /** Everyone who has changed it since it was begun: they are co-authors of the version made of it (rule 18). */
  readonly authors: readonly string[];
  /** Counts the changes, from 1. */
  readonly revision: number;
  readonly by: string;
  readonly at: IsoInstant;
}

/** What the next version is made of: the draft that is kept, else the newest version, else nothing but the title. */
export interface MatterDraft extends DraftContent {
  readonly authors: readonly string[];
  /** 0: nothing has been saved. */
  readonly revision: number;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}
