import { declareRefusals, refusal } from '../../kernel/refusal.js';

/** The refusals of what gives documents a form, each with a sentence in Swedish and in English. */
export const formRefusals = declareRefusals({
  DOCUMENTS_BUSY: refusal({
    sv: 'Många dokument tas fram just nu. Försök igen om en stund.',
    en: 'Many documents are being made just now. Try again in a moment.',
  }),
});
