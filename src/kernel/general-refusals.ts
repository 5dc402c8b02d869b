import { type Change, declareRefusals, listed, nameIn, refusal } from './refusal.js';
import { rolesIn } from './role-names.js';
import type { IsoDate } from './tertial.js';
import type { Language } from './language.js';

const fieldNames: Record<string, Record<Language, string>> = {
  brief: { sv: 'Ärendet i korthet', en: 'brief' },
  caseNumber: { sv: 'målnummer', en: 'case number' },
  considerations: { sv: 'Förvaltningens övervägande', en: 'considerations' },
  dnr: { sv: 'diarienummer', en: 'registry number' },
  heading: { sv: 'rubrik', en: 'heading' },
  name: { sv: 'namn', en: 'name' },
  paragraph: { sv: 'paragraf', en: 'paragraph' },
  place: { sv: 'plats', en: 'place' },
  subject: { sv: 'inloggning', en: 'sign-in' },
  title: { sv: 'rubrik', en: 'title' },
  value: { sv: 'utfall', en: 'value' },
  wording: { sv: 'lydelse', en: 'wording' },
};

/** What every feature refuses. */
export const refusals = declareRefusals({
  NOT_FOUND: refusal<{ id: string }>({
    sv: ({ id }) => `${id} finns inte. Kontrollera beteckningen.`,
    en: ({ id }) => `${id} does not exist. Check the id.`,
    samples: [{ id: 'exempel.ks.2026' }],
  }),
  FORBIDDEN: refusal<{ command: string; allowed: readonly string[] }>({
    sv: ({ allowed }) => `Det här får bara göras av ${rolesIn('sv', allowed)}. Be någon med den rollen.`,
    en: ({ allowed }) => `Only ${rolesIn('en', allowed)} may do this. Ask somebody with that role.`,
    samples: [
      { command: 'decidePoint', allowed: ['SECRETARY'] },
      { command: 'removeActivity', allowed: ['SYSTEM'] },
      {
        command: 'readPlans',
        allowed: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR', 'ADMINISTRATOR'],
      },
    ],
  }),
  INVALID_INPUT: refusal<{ fields: readonly { field: string; problem: string }[] }>({
    sv: ({ fields }) =>
      `Uppgifterna kunde inte läsas. Rätta: ${listed(fields.map((one) => `${one.field} (${one.problem})`))}.`,
    en: ({ fields }) =>
      `The input could not be read. Correct: ${listed(fields.map((one) => `${one.field} (${one.problem})`))}.`,
    samples: [{ fields: [{ field: 'motivation', problem: 'TOO_LONG' }] }],
  }),
  TEXT_MISSING: refusal<{ field: string }>({
    sv: ({ field }) => `Fältet ${nameIn('sv', fieldNames, field)} är tomt. Fyll i det.`,
    en: ({ field }) => `The field ${nameIn('en', fieldNames, field)} is empty. Fill it in.`,
    samples: [{ field: 'title' }, { field: 'considerations' }],
  }),
  REASON_MISSING: refusal({
    sv: 'Ett skäl saknas. Skriv varför.',
    en: 'A reason is missing. Write why.',
  }),
  DECISION_REFERENCE_MISSING: refusal({
    sv: 'Hänvisning till beslutet saknas. Ange paragraf och diarienummer.',
    en: 'The reference to the decision is missing. Give its paragraph and registry number.',
  }),
  IN_FUTURE: refusal<{ date: IsoDate; today: IsoDate }>({
    sv: ({ date, today }) => `${date} har inte inträffat än. Ange ett datum till och med ${today}.`,
    en: ({ date, today }) => `${date} has not come yet. Give a date no later than ${today}.`,
    samples: [{ date: '2026-05-13', today: '2026-05-12' }],
  }),
  DATES_REVERSED: refusal<{ startDate: IsoDate; endDate: IsoDate }>({
    sv: ({ startDate, endDate }) => `Slutdatum ${endDate} ligger före startdatum ${startDate}. Rätta datumen.`,
    en: ({ startDate, endDate }) => `The end date ${endDate} is before the start date ${startDate}. Correct the dates.`,
    samples: [{ startDate: '2026-06-01', endDate: '2026-05-01' }],
  }),
  COMMAND_ID_REUSED: refusal<{ commandId: string }>({
    sv: ({ commandId }) => `Kommandots id ${commandId} är redan använt till något annat. Skicka med ett nytt id.`,
    en: ({ commandId }) => `The command id ${commandId} has been used for something else. Send it with a new id.`,
    samples: [{ commandId: 'c1' }],
  }),
  REVISION_CONFLICT: refusal<{ expected: number; actual: number; changes: readonly Change[] }>({
    sv: ({ changes }) => `Det du läste har ändrats: ${changesIn('sv', changes)}. Läs om och försök igen.`,
    en: ({ changes }) => `What you read has been changed: ${changesIn('en', changes)}. Read it again and retry.`,
    samples: [
      {
        expected: 1,
        actual: 2,
        changes: [{ event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' }],
      },
    ],
  }),
});

function changesIn(language: Language, changes: readonly Change[]): string {
  return listed(changes.map(({ event, actor, role, at }) => `${event}, ${actor} (${rolesIn(language, [role])}) ${at}`));
}
