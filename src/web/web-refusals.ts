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
  SIGN_IN_CLOCK: refusal({
    sv: 'Klockan i Tertial och klockan i inloggningstjänsten går olika. Be den som sköter driften att ställa dem.',
    en: 'The clocks of Tertial and of the sign-in service differ. Ask whoever operates them to set them.',
  }),
  SIGN_IN_DENIED: refusal({
    sv: 'Inloggningen avbröts, eller så släpptes du inte in. Försök igen, eller logga in som någon annan.',
    en: 'The sign-in was broken off, or you were not let in. Try again, or sign in as somebody else.',
  }),
  SIGN_IN_FAILED: refusal({
    sv: 'Svaret från inloggningstjänsten gick inte att lita på, och du är inte inloggad. Logga in på nytt.',
    en: 'The answer of the sign-in service could not be trusted, and you are not signed in. Sign in again.',
  }),
  SIGN_IN_GONE: refusal({
    sv: 'Inloggningen hör inte till den här webbläsaren, eller så är den redan avslutad. Logga in på nytt.',
    en: 'The sign-in does not belong to this browser, or it has ended already. Sign in again.',
  }),
  SIGN_IN_NOT_ADMITTED: refusal({
    sv:
      'Du är inloggad i inloggningstjänsten, men ditt konto ger inte tillgång till Tertial. Be en administratör lägga ' +
      'in dig, eller logga in som någon annan.',
    en:
      'You are signed in at the sign-in service, but your account has no access to Tertial. Ask an administrator to ' +
      'add you, or sign in as somebody else.',
  }),
  PAGE_NOT_FOUND: refusal({
    sv: 'Sidan finns inte, eller så har du inte tillgång till den. Kontrollera adressen.',
    en: 'There is no such page, or you have no access to it. Check the address.',
  }),
});
