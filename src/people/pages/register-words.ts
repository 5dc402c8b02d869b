import { dayWords } from '../../kernel/local-time.js';
import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { nameIn, roleNames } from '../../kernel/refusal.js';
import { seatNames } from '../register-refusals.js';
import type { StepNames } from './step-names.js';

/** The texts of the pages of the register. */
export const registerWords = {
  register: { sv: 'Register', en: 'Register' },
  people: { sv: 'Personer', en: 'People' },
  boards: { sv: 'Nämnder', en: 'Boards' },
  morePeople: { sv: 'Fler personer', en: 'More people' },
  name: { sv: 'Namn', en: 'Name' },
  title: { sv: 'Titel', en: 'Title' },
  roles: { sv: 'Roller', en: 'Roles' },
  erased: { sv: 'Namnet är raderat', en: 'The name has been erased' },
  id: { sv: 'Beteckning i loggen', en: 'Id in the log' },
  noRoles: { sv: 'Personen har ingen roll.', en: 'The person has no role.' },
  pastRoles: { sv: 'Tidigare roller', en: 'Past roles' },
  email: { sv: 'E-postadress för påminnelser', en: 'E-mail address for reminders' },
  emailHint: { sv: 'Lämna tomt för ingen adress.', en: 'Leave it blank for no address.' },
  signIn: { sv: 'Beteckning i inloggningstjänsten', en: 'Identifier in the sign-in service' },
  signInHint: {
    sv: 'Det som inloggningstjänsten kallar sub. Lämna tomt för den som inte ska logga in. Det kan inte ändras sedan.',
    en: 'It is what the sign-in service calls sub. Leave it blank for who shall not sign in. It cannot be changed later.',
  },
  noSignIn: { sv: 'Personen kan inte logga in.', en: 'The person cannot sign in.' },
  deputies: { sv: 'Ersättare', en: 'Deputies' },
  deputyFor: { sv: 'Är ersättare för', en: 'Is a deputy for' },
  vacancies: { sv: 'Roller som ingen har efter personen', en: 'Roles that nobody has after the person' },
  wholeMunicipality: { sv: 'hela kommunen', en: 'the whole municipality' },
  template: { sv: 'Dokumentmall', en: 'Document template' },
  review: { sv: 'Granskning och det som ingen kan göra', en: 'Review, and what nobody can do' },
  units: { sv: 'Enheter', en: 'Units' },
  noUnits: { sv: 'Nämnden har inga enheter.', en: 'The board has no units.' },
  moreUnits: { sv: 'Fler enheter', en: 'More units' },
  manager: { sv: 'Chef', en: 'Manager' },
  noManager: { sv: 'Ingen', en: 'None' },
  members: { sv: 'Medarbetare', en: 'Members' },
  formerMembers: { sv: 'Tidigare medarbetare', en: 'Former members' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of the forms of the register. */
export const registerForms = {
  addPerson: { sv: 'Lägg till en person', en: 'Add a person' },
  added: { sv: 'Personen finns nu i registret.', en: 'The person is in the register now.' },
  renamePerson: { sv: 'Ändra namn, titel och e-postadress', en: 'Change the name, title and e-mail address' },
  renamed: { sv: 'Uppgifterna är ändrade.', en: 'The details are changed.' },
  grant: { sv: 'Ge en roll i', en: 'Give a role for' },
  grantTitle: { sv: 'Ge en roll i nämnden', en: 'Give a role for the board' },
  grantAll: { sv: 'Ge en roll för hela kommunen', en: 'Give a role for the whole municipality' },
  endRole: { sv: 'Avsluta rollen', en: 'End the role' },
  roleEnded: { sv: 'Rollens sista dag är angiven.', en: 'The last day of the role is set.' },
  deputy: { sv: 'Utse en ersättare', en: 'Appoint a deputy' },
  appointed: { sv: 'Ersättaren är utsedd.', en: 'The deputy is appointed.' },
  endDeputy: { sv: 'Avsluta ersättaren', en: 'End the deputyship' },
  deputyEnded: { sv: 'Ersättarens sista dag är angiven.', en: 'The last day of the deputy is set.' },
  erase: { sv: 'Radera namnet', en: 'Erase the name' },
  nameErased: { sv: 'Namnet är raderat.', en: 'The name is erased.' },
  eraseLead: {
    sv: 'Namn, titel, e-postadress och inloggning raderas. Det går inte att ångra. I historiken står beteckningen kvar.',
    en: 'The name, title, e-mail address and sign-in are erased. This cannot be undone. The id stays in the history.',
  },
  lastDay: { sv: 'Sista dag', en: 'Last day' },
  addBoard: { sv: 'Lägg till en nämnd', en: 'Add a board' },
  boardAdded: { sv: 'Nämnden finns nu i registret.', en: 'The board is in the register now.' },
  renameBoard: { sv: 'Ändra nämndens namn', en: 'Change the name of the board' },
  shortName: { sv: 'Kort beteckning, till exempel ks', en: 'Short id, such as ks' },
  shortNameHint: {
    sv: 'Små bokstäver a–z, siffror och bindestreck. Den står i adresser och i loggen och kan inte ändras sedan.',
    en: 'Small letters a–z, digits and hyphens. It stands in addresses and in the log, and cannot be changed later.',
  },
  renameMunicipality: { sv: 'Ändra kommunens namn', en: 'Change the name of the municipality' },
  nameChanged: { sv: 'Namnet är ändrat.', en: 'The name is changed.' },
  addUnit: { sv: 'Lägg till en enhet', en: 'Add a unit' },
  unitAdded: { sv: 'Enheten finns nu i registret.', en: 'The unit is in the register now.' },
  renameUnit: { sv: 'Ändra namn och chef', en: 'Change the name and the manager' },
  unitChanged: { sv: 'Enheten är ändrad.', en: 'The unit is changed.' },
  addMember: { sv: 'Lägg till en medarbetare', en: 'Add a member' },
  memberAdded: { sv: 'Medarbetaren är tillagd.', en: 'The member is added.' },
  endMember: { sv: 'Avsluta i enheten', en: 'End the membership' },
  memberEnded: {
    sv: 'Medarbetarens sista dag i enheten är angiven.',
    en: 'The last day of the member in the unit is set.',
  },
} satisfies Readonly<Record<string, Words>>;

/** The seats of a board, to choose from. */
export function seatOptions(language: Language) {
  return Object.entries(seatNames).map(([value, words]) => ({ value, label: words[language] }));
}

interface Role {
  readonly role: string;
  readonly step: string | null;
  readonly board: { readonly id: string; readonly name: string | null } | null;
}

/** A role as people say it, such as “granskare (Enhetschef), Kommunstyrelsen”. */
export function roleIn(language: Language, { role, step, board }: Role, steps: StepNames): string {
  const seat = step === null ? undefined : seatNames[step];
  const name = seat?.[language] ?? nameIn(language, roleNames, role);
  const place = board === null ? registerWords.wholeMunicipality[language] : (board.name ?? board.id);
  if (step === null || seat !== undefined) return `${name}, ${place}`;
  const stepName = board === null ? undefined : steps.of(board.id, step);
  return `${name} (${stepName?.[language] ?? step}), ${place}`;
}

/** The days of a role, such as “från den 1 januari 2026 till den 31 mars 2026”. */
export function daysIn(
  language: Language,
  { from, to }: { readonly from: string; readonly to: string | null },
): string {
  const first = dayWords(from)[language];
  const last = to === null ? null : dayWords(to)[language];
  if (language === 'sv') return `från den ${first}${last === null ? '' : ` till och med den ${last}`}`;
  return `from ${first}${last === null ? '' : ` to ${last}`}`;
}
