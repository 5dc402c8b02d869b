import { declareRefusals, refusal } from '../kernel/refusal.js';

/** Refusals of the pages themselves. Everything else that a page refuses is a refusal of the API. */
export const webRefusals = declareRefusals({
  FORM_NOT_YOURS: refusal({
    sv: 'Formuläret hör inte till din inloggning. Ingenting är sparat. Läs in sidan på nytt och försök igen.',
    en: 'The form does not belong to your sign-in. Nothing was saved. Load the page again and try again.',
  }),
  FORM_UNREADABLE: refusal({
    sv: 'Formuläret kunde inte läsas. Ingenting är sparat. Läs in sidan på nytt och försök igen.',
    en: 'The form could not be read. Nothing was saved. Load the page again and try again.',
  }),
  PAGE_NOT_FOUND: refusal({
    sv: 'Sidan finns inte, eller så har du inte tillgång till den. Kontrollera adressen.',
    en: 'There is no such page, or you have no access to it. Check the address.',
  }),
});
