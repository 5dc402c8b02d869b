import { declareRefusals, refusal } from '../../kernel/refusal.js';

/** The refusals of what gives documents a form and links to them, each with a sentence in Swedish and in English. */
export const formRefusals = declareRefusals({
  DOCUMENT_LINK_EXPIRED: refusal({
    sv: 'Länken till dokumentet gäller inte längre. Begär en ny.',
    en: 'The link to the document no longer holds. Ask for a new one.',
  }),
  DOCUMENTS_BUSY: refusal({
    sv: 'Många dokument tas fram just nu. Försök igen om en stund.',
    en: 'Many documents are being made just now. Try again in a moment.',
  }),
});
