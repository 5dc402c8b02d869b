import type { Words } from '../../kernel/history.js';

/** The texts of the page on which somebody gets a role. */
export const roleWords = {
  give: { sv: 'Ge någon en roll', en: 'Give somebody a role' },
  given: { sv: 'Rollen är given.', en: 'The role is given.' },
  person: { sv: 'Person', en: 'Person' },
  choose: { sv: 'Välj', en: 'Choose' },
  role: { sv: 'Roll', en: 'Role' },
  step: { sv: 'Granskningssteg', en: 'Review step' },
  stepHint: {
    sv: 'Behövs för en granskare, till exempel UNIT_MANAGER för enhetschef.',
    en: 'Needed for a reviewer, such as UNIT_MANAGER.',
  },
  from: { sv: 'Första dag', en: 'First day' },
  to: { sv: 'Sista dag, om rollen ska ta slut', en: 'Last day, if the role shall end' },
  askAdministrator: {
    sv: 'Endast en administratör kan ge någon rollen. Be administratören göra det.',
    en: 'Only an administrator can give somebody the role. Ask the administrator to do so.',
  },
} satisfies Readonly<Record<string, Words>>;
