import type { Words } from '../../kernel/history.js';

/** The texts of the page on which somebody gets a role. */
export const roleWords = {
  give: { sv: 'Ge någon en roll', en: 'Give somebody a role' },
  given: { sv: 'Rollen är given.', en: 'The role is given.' },
  person: { sv: 'Person', en: 'Person' },
  choose: { sv: 'Välj', en: 'Choose' },
  role: { sv: 'Roll', en: 'Role' },
  step: { sv: 'Granskningssteg', en: 'Review step' },
  stepHint: { sv: 'Fyll i det för en granskare.', en: 'Fill it in for a reviewer.' },
  newStep: { sv: 'Kod för ett nytt granskningssteg', en: 'Code of a new review step' },
  newStepHint: {
    sv: 'Fyll i den bara när ingen granskningskedja har steget än. Controllern lägger sedan till steget i kedjan med samma kod, till exempel JURIST.',
    en: 'Fill it in only while no review chain has the step. The controller then adds the step to the chain with the same code, such as LAWYER.',
  },
  seat: { sv: 'Plats i nämnden', en: 'Seat on the board' },
  seatHint: {
    sv: 'Fyll i den för en ledamot. Tomt betyder ledamot.',
    en: 'Fill it in for a board member. Blank means member.',
  },
  from: { sv: 'Första dag', en: 'First day' },
  to: { sv: 'Sista dag, om rollen ska ta slut', en: 'Last day, if the role shall end' },
  askAdministrator: {
    sv: 'Endast en administratör kan ge någon rollen. Be administratören göra det.',
    en: 'Only an administrator can give somebody the role. Ask the administrator to do so.',
  },
} satisfies Readonly<Record<string, Words>>;
