import type { Id } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import type { DocumentKind } from './document.js';

/** The moments of a matter as of which its documents can be made. */
export const documentMoments = ['now', 'submitted', 'summoned', 'adjusted', 'posted'] as const;
export type DocumentMoment = (typeof documentMoments)[number];

export interface DocumentRequest {
  readonly matterId: Id<'Matter'>;
  readonly kind: DocumentKind;
  readonly asOf: DocumentMoment;
  readonly language: Language;
  /** The paragraph of an extract; null for the first paragraph about the matter. */
  readonly paragraph: string | null;
}
