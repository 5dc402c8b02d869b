import { alternatives, declareRefusals, nameIn, refusal, rolesIn } from '../kernel/refusal.js';
import { theDay } from '../kernel/local-time.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Language } from '../kernel/language.js';

/** The names of the seats of a board. */
export const seatNames: Record<string, Record<Language, string>> = {
  CHAIR: { sv: 'ordförande', en: 'chair' },
  VICE_CHAIR: { sv: 'vice ordförande', en: 'vice chair' },
  MEMBER: { sv: 'ledamot', en: 'member' },
  SUBSTITUTE: { sv: 'ersättare', en: 'substitute' },
};

/** The refusals of commands on the register, each with a sentence in Swedish and in English. */
export const registerRefusals = declareRefusals({
  ALREADY_REGISTERED: refusal<{ id: string }>({
    sv: ({ id }) => `${id} finns redan i registret. Ändra den befintliga uppgiften, eller ange en annan beteckning.`,
    en: ({ id }) => `${id} is in the register already. Change the one there is, or choose another id.`,
    samples: [{ id: 'exempel.ks' }],
  }),
  SIGN_IN_TAKEN: refusal<{ subject: string }>({
    sv: ({ subject }) =>
      `Inloggningen ${subject} tillhör redan en annan person. Kontakta den som ansvarar för inloggningen.`,
    en: ({ subject }) => `The sign-in ${subject} is somebody's already. Check it with those who run the sign-in.`,
    samples: [{ subject: 'u4711' }],
  }),
  NAME_ERASED: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `Namnet på ${name(personId)} är raderat. Lägg upp personen på nytt med en annan beteckning.`,
    en: ({ personId }, name) => `The name of ${name(personId)} has been erased. Add the person anew with another id.`,
    samples: [{ personId: 'hanna' }],
  }),
  HOLDS_ROLES: refusal<{ personId: string; roles: readonly string[] }>({
    sv: ({ personId }, name) => `${name(personId)} har fortfarande roller. Avsluta rollerna först.`,
    en: ({ personId }, name) => `${name(personId)} still has roles. End them first.`,
    samples: [{ personId: 'hanna', roles: ['exempel.ks.role-1', 'exempel.ks.role-2'] }],
  }),
  STEP_UNFIT: refusal<{ role: string; step: string; allowed: readonly string[] }>({
    sv: ({ role, allowed }) =>
      `Steget kan inte kombineras med rollen ${rolesIn('sv', [role])}. Ange ${stepFor('sv', role, allowed)}.`,
    en: ({ role, allowed }) =>
      `The step does not fit the role ${rolesIn('en', [role])}. Give ${stepFor('en', role, allowed)}.`,
    samples: [
      { role: 'BOARD_MEMBER', step: 'MAYOR', allowed: ['CHAIR', 'MEMBER'] },
      { role: 'CLERK', step: 'CHAIR', allowed: [] },
      { role: 'REVIEWER', step: '', allowed: [] },
    ],
  }),
  ROLE_NEEDS_BOARD: refusal<{ role: string; allowed: readonly string[] }>({
    sv: ({ role, allowed }) =>
      `Rollen ${rolesIn('sv', [role])} gäller en nämnd. Ange nämnden. För hela kommunen kan någon vara ${rolesIn('sv', allowed)}.`,
    en: ({ role, allowed }) =>
      `The role ${rolesIn('en', [role])} is for a board. Give the board. For the whole municipality, somebody can be ${rolesIn('en', allowed)}.`,
    samples: [{ role: 'CLERK', allowed: ['CONTROLLER', 'AUDITOR', 'ADMINISTRATOR'] }],
  }),
  ROLE_OVERLAPS: refusal<{ id: string }>({
    sv: 'Personen har redan rollen eller uppdraget under en del av tiden. Välj andra dagar, eller avsluta det befintliga först.',
    en: 'The person has this already for a part of the time. Choose other days, or end that first.',
    samples: [{ id: 'exempel.ks.role-1' }],
  }),
  CHAIR_TAKEN: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} är ordförande under en del av tiden. Välj andra dagar, eller avsluta det uppdraget först.`,
    en: ({ personId }, name) =>
      `${name(personId)} is chair for a part of the time. Choose other days, or end that first.`,
    samples: [{ personId: 'lars' }],
  }),
  ROLE_ENDED: refusal<{ id: string; lastDay: IsoDate }>({
    sv: ({ lastDay }) => `Rollen upphörde ${theDay(lastDay)} och kan inte ändras. Lägg till en ny roll.`,
    en: ({ lastDay }) => `The role ended on ${lastDay}. What has been is not changed; add a new one.`,
    samples: [{ id: 'exempel.ks.role-1', lastDay: '2026-05-11' }],
  }),
  LAST_ADMINISTRATOR: refusal({
    sv: 'Minst en administratör för hela kommunen måste vara utan slutdatum. Ge rollen till en annan person först.',
    en: 'Somebody must be administrator of the municipality without an end date. Grant the role to another first.',
  }),
  ADMINISTRATOR_EXISTS: refusal<{ municipalityId: string }>({
    sv: ({ municipalityId }) => `Kommunen ${municipalityId} har redan en administratör. Kontakta den personen.`,
    en: ({ municipalityId }) => `${municipalityId} has an administrator already. Ask that person.`,
    samples: [{ municipalityId: 'exempel' }],
  }),
  UNIT_MEMBER_ALREADY: refusal<{ id: string }>({
    sv: 'Personen tillhör redan enheten under en del av tiden. Välj andra dagar, eller avsluta den befintliga tillhörigheten först.',
    en: 'The person belongs to the unit already for a part of the time. Choose other days, or end that first.',
    samples: [{ id: 'exempel.ks.unit-kansli.p1' }],
  }),
  UNIT_MEMBER_ENDED: refusal<{ id: string; lastDay: IsoDate }>({
    sv: ({ lastDay }) =>
      `Personen slutade tillhöra enheten ${theDay(lastDay)}, och det kan inte ändras. Lägg till personen i enheten på nytt.`,
    en: ({ lastDay }) =>
      `The person left the unit on ${lastDay}. What has been is not changed; add the person to the unit anew.`,
    samples: [{ id: 'exempel.ks.unit-kansli.p1', lastDay: '2026-05-11' }],
  }),
  DEPUTY_IS_HOLDER: refusal({
    sv: 'En person kan inte vara sin egen ersättare. Välj en annan person.',
    en: 'Nobody is their own deputy. Choose another person.',
  }),
  OWN_DEPUTYSHIP: refusal({
    sv: 'Du kan inte utse dig själv till ersättare. Kontakta en annan administratör.',
    en: "Nobody makes themselves somebody's deputy. Ask another administrator.",
  }),
  MEMBER_HAS_NO_DEPUTY: refusal({
    sv: 'En ledamot ersätts endast av en vald ersättare. Lägg till den valda med platsen ersättare.',
    en: 'Only an elected substitute serves for a member. Grant that person the seat of substitute.',
  }),
});

function stepFor(language: Language, role: string, allowed: readonly string[]): string {
  if (allowed.length > 0) {
    return alternatives(
      language,
      allowed.map((seat) => nameIn(language, seatNames, seat)),
    );
  }
  return role === 'REVIEWER'
    ? { sv: 'koden för ett steg i granskningskedjan', en: 'the code of a step of the review chain' }[language]
    : { sv: 'inget steg', en: 'no step' }[language];
}
