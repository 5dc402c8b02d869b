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

/** What the texts and points of a draft are before they are submitted. Not a record: it can be cleared (rule 47). */
export interface MatterDraft {
  readonly texts: MatterTexts;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
  /** Everyone who has changed it since a version was submitted: they are co-authors (rule 18). */
  readonly authors: readonly string[];
  /** Counts the changes, from 1. */
  readonly revision: number;
}
