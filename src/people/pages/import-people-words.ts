import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { alternatives } from '../../kernel/refusal.js';

interface Counts {
  readonly people: number;
  readonly roles: number;
  readonly memberships: number;
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** The texts of the page on which people are imported. */
export const importPeopleWords = {
  title: { sv: 'Importera personer', en: 'Import people' },
  link: { sv: 'Importera personer från en fil', en: 'Import people from a file' },
  administratorsOnly: {
    sv: 'Endast kommunens administratör kan importera personer.',
    en: 'Only an administrator of the municipality can import people.',
  },
  file: { sv: 'Fil med personerna, CSV eller XLSX', en: 'File of the people, CSV or XLSX' },
  import: { sv: 'Importera personerna', en: 'Import the people' },
  hint: (steps: readonly Words[]): Words => ({
    sv:
      'Första raden har rubriken Namn. Titel, E-postadress, Inloggning, Nämnd, Roll, Granskningssteg, Plats, Enhet, Första dag, Sista dag och ' +
      'Beteckning kan läggas till. En rad utan namn gäller personen på raden ovanför. Den som redan finns i registret skrivs med sin beteckning. Skriv ' +
      `hela kommunen som nämnd när en roll gäller alla nämnder.${stepsIn('sv', steps)}`,
    en:
      'The first row has the heading Namn. Titel, E-postadress, Inloggning, Nämnd, Roll, Granskningssteg, Plats, Enhet, Första dag, Sista dag and ' +
      'Beteckning can be added. A row without a name is about the person of the row above. Somebody who is in the register already is written with the ' +
      `id. Write the whole municipality as the board when a role is for all boards.${stepsIn('en', steps)}`,
  }),
  sound: ({ people, roles, memberships }: Counts): Words => ({
    sv: `Filen är rätt. Att lägga till: ${counted(people, 'person', 'personer')}, ${counted(roles, 'roll', 'roller')} och ${counted(memberships, 'medarbetare', 'medarbetare')} i enheter. Inget är importerat än.`,
    en: `The file is right. To add: ${counted(people, 'person', 'people')}, ${counted(roles, 'role', 'roles')} and ${counted(memberships, 'member', 'members')} of units. Nothing is imported yet.`,
  }),
};

function stepsIn(language: Language, steps: readonly Words[]): string {
  const names = alternatives(
    language,
    steps.map((name) => name[language]),
  );
  if (names === '') return '';
  return {
    sv: ` En granskare har sitt steg i nämndens granskningskedja: ${names}.`,
    en: ` A reviewer has a step of the review chain of the board: ${names}.`,
  }[language];
}
