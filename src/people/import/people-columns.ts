import type { Columns } from '../../platform/spreadsheets/table.js';

/** The headings of a file of people. */
export const peopleHeadings = {
  id: 'Beteckning',
  name: 'Namn',
  title: 'Titel',
  email: 'E-postadress',
  signIn: 'Inloggning',
  board: 'Nämnd',
  role: 'Roll',
  step: 'Granskningssteg',
  seat: 'Plats',
  unit: 'Enhet',
  from: 'Första dag',
  to: 'Sista dag',
} as const;

const { name, ...others } = peopleHeadings;

export const peopleColumns: Columns = {
  needed: [name],
  optional: Object.values(others),
  synonyms: { 'E-post': peopleHeadings.email },
};
