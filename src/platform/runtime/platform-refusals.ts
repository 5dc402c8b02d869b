import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { declareRefusals, isRefusal, listed, refusal } from '../../kernel/refusal.js';

/** Refusals that no domain rule makes. A faulty request, a store, the sign-in service or the load causes them. */
export const platformRefusals = declareRefusals({
  STARTING: refusal({
    sv: 'Tertial håller på att starta. Försök igen om en stund.',
    en: 'Tertial is starting. Try again in a moment.',
  }),
  STORE_UNAVAILABLE: refusal({
    sv: 'Databasen svarar inte just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'The database does not answer just now. Nothing was saved. Try again in a moment.',
  }),
  ANOTHER_LOG: refusal({
    sv: 'Databasen innehåller inte de händelser som Tertial har visat. Ingenting är sparat. Säg till den som sköter driften.',
    en: 'The database does not hold the events that Tertial has shown. Nothing was saved. Tell the operator.',
  }),
  NEWER_VERSION: refusal({
    sv: 'En nyare version av Tertial har skrivit uppgifter som den här versionen inte förstår, och den här står därför still. Ingenting är sparat. Säg till den som sköter driften.',
    en: 'A newer version of Tertial has written what this version does not understand, so this one stands still. Nothing was saved. Tell the operator.',
  }),
  STREAM_DAMAGED: refusal<{ id: string; damage: string }>({
    sv: ({ id, damage }) => `${damageIn('sv', id, damage)} Ingenting är sparat. Säg till den som sköter driften.`,
    en: ({ id, damage }) => `${damageIn('en', id, damage)} Nothing was saved. Tell the operator.`,
    samples: [
      { id: 'exempel.ks.2026', damage: 'not ours' },
      { id: 'exempel.ks.2026', damage: 'stream deleted' },
      { id: 'exempel.ks.2026', damage: 'cut' },
    ],
  }),
  TOO_LARGE_TO_SAVE: refusal<{ bytes: number; most: number }>({
    sv: ({ bytes, most }) =>
      `Det är ${bytes} byte att spara på en gång, och databasen tar högst ${most}. Ingenting är sparat. Dela upp det, eller be driften höja databasens gräns.`,
    en: ({ bytes, most }) =>
      `There are ${bytes} bytes to save at once, and the database takes ${most} at most. Nothing was saved. Divide it, or have the operator raise the limit of the database.`,
    samples: [{ bytes: 2_000_512, most: 1_048_576 }],
  }),
  CROSS_ORIGIN: refusal({
    sv: 'Frågan kommer från en annan webbplats. Ställ den från den här, eller från ett program.',
    en: 'The request comes from another site. Send it from this one, or from a program.',
  }),
  UNSUPPORTED_MEDIA_TYPE: refusal<{ allowed: readonly string[] }>({
    sv: ({ allowed }) => `Innehållet är av en typ som inte tas emot. Skicka det som ${listed(allowed)}.`,
    en: ({ allowed }) => `The content is of a type that is not taken. Send it as ${listed(allowed)}.`,
    samples: [{ allowed: ['application/json'] }],
  }),
  NOT_UTF8: refusal<{ encoding: 'UTF-8' }>({
    sv: ({ encoding }) => `Innehållet är inte kodat i ${encoding}. Skicka det i ${encoding}.`,
    en: ({ encoding }) => `The content is not encoded in ${encoding}. Send it in ${encoding}.`,
    samples: [{ encoding: 'UTF-8' }],
  }),
  BODY_TOO_LARGE: refusal<{ most: number }>({
    sv: ({ most }) => `Innehållet är större än ${most} byte, som är det största som tas emot. Skicka mindre åt gången.`,
    en: ({ most }) => `The content has more than ${most} bytes, which is the limit. Send less at a time.`,
    samples: [{ most: 131_072 }],
  }),
  BODY_TOO_DEEP: refusal<{ depth: number; most: number }>({
    sv: ({ depth, most }) => `Innehållet har djupet ${depth}, och ${most} är det största. Skicka det mindre djupt.`,
    en: ({ depth, most }) => `The content has a depth of ${depth}, and ${most} is the limit. Send it less deep.`,
    samples: [{ depth: 65, most: 64 }],
  }),
  TOO_MANY_REQUESTS: refusal<{ seconds: number }>({
    sv: ({ seconds }) => `Det kommer för många frågor. Försök igen om ${seconds} sekunder.`,
    en: ({ seconds }) => `There are too many requests. Try again in ${seconds} seconds.`,
    samples: [{ seconds: 7 }],
  }),
  QUERY_TOO_LONG: refusal<{ most: number }>({
    sv: ({ most }) => `Frågan är längre än ${most} ord och tecken. Dela upp den.`,
    en: ({ most }) => `The document has more than ${most} tokens. Divide it.`,
    samples: [{ most: 5_000 }],
  }),
  QUERY_TOO_LARGE: refusal<{ bytes: number; most: number }>({
    sv: ({ bytes, most }) =>
      `Frågan har ${bytes} byte, och ${most} är det största. Dela upp den, eller skicka värdena som variabler.`,
    en: ({ bytes, most }) =>
      `The document has ${bytes} bytes, and ${most} is the limit. Divide it, or send the values as variables.`,
    samples: [{ bytes: 70_000, most: 65_536 }],
  }),
  QUERY_TOO_DEEP: refusal<{ depth: number; most: number }>({
    sv: ({ depth, most }) => `Frågan har djupet ${depth}, och ${most} är det största. Fråga efter mindre åt gången.`,
    en: ({ depth, most }) => `The document has a depth of ${depth}, and ${most} is the limit. Ask for less at a time.`,
    samples: [{ depth: 16, most: 15 }],
  }),
  TOO_MANY_ALIASES: refusal<{ aliases: number; most: number }>({
    sv: ({ aliases, most }) => `Frågan har ${aliases} alias, och ${most} är det största antalet. Dela upp den.`,
    en: ({ aliases, most }) => `The document has ${aliases} aliases, and ${most} is the limit. Divide it.`,
    samples: [{ aliases: 51, most: 50 }],
  }),
  QUERY_TOO_COSTLY: refusal<{ cost: number; most: number }>({
    sv: ({ cost, most }) =>
      `Frågan kan ge ${cost} värden, och ${most} är det största antalet. Fråga efter färre fält eller kortare sidor.`,
    en: ({ cost, most }) =>
      `The document can give ${cost} values, and ${most} is the limit. Ask for fewer fields or shorter pages.`,
    samples: [{ cost: 50_001, most: 50_000 }],
  }),
  SIGN_IN_UNAVAILABLE: refusal({
    sv: 'Inloggningstjänsten svarar inte just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'The sign-in service does not answer just now. Nothing was saved. Try again in a moment.',
  }),
  UNAUTHENTICATED: refusal({
    sv: 'Du är inte inloggad, eller så har inloggningen gått ut. Logga in och försök igen.',
    en: 'You are not signed in, or your sign-in has expired. Sign in and try again.',
  }),
  NOT_IN_REGISTER: refusal({
    sv: 'Du är inloggad men inte upplagd i kommunens register. Kontakta administratören.',
    en: 'You are signed in, but the register of the municipality does not have you. Contact the administrator.',
  }),
  BUSY: refusal({
    sv: 'Flera ändrar samma uppgifter just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'Many are changing the same thing just now. Nothing was saved. Try again in a moment.',
  }),
  OUTCOME_UNKNOWN: refusal<{ commandId: string }>({
    sv: ({ commandId }) => `Det är oklart om uppgifterna sparades. Skicka samma kommando igen med id ${commandId}.`,
    en: ({ commandId }) => `Whether it was saved is not known. Send the same command again with the id ${commandId}.`,
    samples: [{ commandId: 'c1' }],
  }),
  NOT_YET_VISIBLE: refusal<{ commandId: string }>({
    sv: 'Uppgifterna är sparade men visas inte än. Läs in sidan på nytt om en stund, och skicka dem inte igen.',
    en: 'It is saved but does not show yet. Read again in a moment; do not send it again.',
    samples: [{ commandId: 'c1' }],
  }),
  MOMENT_NOT_YET: refusal<{ latest: string }>({
    sv: ({ latest }) =>
      `Uppgifter för den tidpunkten kan fortfarande tillkomma. Ange en tidpunkt senast ${momentIn('sv', latest)}, eller ingen tidpunkt.`,
    en: ({ latest }) =>
      `Facts about that moment can still be added. Give a moment no later than ${momentIn('en', latest)}, or none.`,
    samples: [{ latest: '2026-05-27T08:00:00.000Z' }, { latest: '812' }],
  }),
});

/** Returns null where a damaged stream is in the way of one of many things, so that the others go on. */
export async function unlessDamaged<Result>(make: () => Promise<Result>): Promise<Result | null> {
  try {
    return await make();
  } catch (error) {
    if (isRefusal(error) && error.code === 'STREAM_DAMAGED') return null;
    throw error;
  }
}

/** Names the damage to the events of a thing. */
function damageIn(language: Language, id: string, damage: string): string {
  if (damage === 'cut') {
    return { sv: `Uppgifter om ${id} saknas i databasen.`, en: `Events of ${id} are missing in the database.` }[
      language
    ];
  }
  if (damage === 'stream deleted') {
    return { sv: `Uppgifterna om ${id} är borttagna ur databasen.`, en: `The events of ${id} were deleted.` }[language];
  }
  return {
    sv: `Någon annan än Tertial har skrivit bland uppgifterna om ${id} i databasen.`,
    en: `Something else than Tertial has written among the events of ${id} in the database.`,
  }[language];
}

/** Formats a moment for a sentence. `latest` is an instant or a position in the log. */
function momentIn(language: Language, latest: string): string {
  if (!latest.includes('T')) return { sv: `händelse ${latest}`, en: `event ${latest}` }[language];
  return timeIn(language, latest).replace(/^on /, '');
}
