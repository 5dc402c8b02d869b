import { personRoles } from '../../kernel/permissions.js';
import { actPage, type Act, type Acts } from '../../web/act.page.js';
import { personAddress, REGISTER } from '../../web/addresses.js';
import { personsQuestion } from '../../web/board-lists.page.js';
import { field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import {
  aName,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import {
  dayControls,
  daysOf,
  managedBy,
  type Managed,
  managesBoard,
  municipalityRoleControls,
  permissionTo,
  personControl,
  registerDocuments,
  roleControls,
  roleFaults,
  roleOf,
  someDays,
} from './register-places.page.js';
import { registerForms as forms, registerWords as words } from './register-words.js';
import { roleWords } from './role-words.js';

const board = orNull(aName);
const role = oneOf(personRoles);
const step = orNull(aText);
const aDeputy = fields({ id: aText, person: orNull(aName), ...someDays });

const aPerson = fields({
  id: aText,
  name: orNull(aText),
  title: orNull(aText),
  email: orNull(aText),
  subject: orNull(aText),
  revision: aNumber,
  roles: listOf(fields({ id: aText, role, step, board, ...someDays, deputies: listOf(aDeputy) })),
  deputyFor: listOf(fields({ id: aText, ...someDays, of: fields({ role, step, board, person: orNull(aName) }) })),
  vacancies: listOf(fields({ board, role, step, from: aText })),
});

export const personQuestion = query('$id: ID!', { person: asked('id: $id', aPerson) });

/** A person of the register, and the parts of the register that the reader may change. */
export interface PersonPlace {
  readonly person: ValueOf<typeof aPerson>;
  readonly managed: Managed;
}

export async function personPlace(visit: Visit): Promise<PersonPlace> {
  const [{ person }, managed] = await Promise.all([
    visit.ask(personQuestion, { id: visit.params.person }),
    managedBy(visit),
  ]);
  return { person, managed };
}

type PersonAct = Act<PersonPlace>;

const ofPerson: readonly PersonAct[] = [
  {
    ...{ slug: 'namn', command: 'renamePerson', title: forms.renamePerson, done: forms.renamed },
    controls: ({ person: { name, title, email } }, { language }) => [
      field.line('namn', words.name[language], { required: true, initial: name ?? '' }),
      field.line('titel', words.title[language], { initial: title ?? '' }),
      field.line('epost', words.email[language], { initial: email ?? '', hint: words.emailHint[language] }),
    ],
    input: ({ namn, titel = '', epost = '' }, { person: { id } }) => ({
      ...{ personId: id, name: namn },
      ...{ title: titel, email: epost.trim() },
    }),
    permission: ({ managed, person: { name } }, { language }) =>
      permissionTo('renamePerson', managed.isAll && name !== null, language),
  },
  {
    ...{ slug: 'roll-i-kommunen', command: 'grantMunicipalityRole', title: forms.grantAll, done: roleWords.given },
    faults: roleFaults,
    controls: (_, visit) => municipalityRoleControls(visit),
    input: ({ roll, ...typed }, { person: { id } }) => ({ personId: id, role: roll, ...daysOf(typed) }),
    permission: ({ managed, person: { name } }, { language }) =>
      permissionTo('grantMunicipalityRole', managed.isAll && name !== null, language),
  },
  {
    ...{ slug: 'radera', command: 'erasePersonName', title: forms.erase, done: forms.nameErased },
    lead: (_, { language }) => <p class="ds-paragraph">{forms.eraseLead[language]}</p>,
    input: (_, { person: { id } }) => ({ personId: id }),
    permission: ({ managed, person: { name } }, { language }) =>
      permissionTo('erasePersonName', managed.isAll && name !== null, language),
  },
];

/** Acts about one role or one deputyship, which the address names. The page of the person links to them beside it. */
const ofRole: readonly PersonAct[] = [
  {
    ...{ slug: 'roll', command: 'grantRole', title: forms.grantTitle, done: roleWords.given, faults: roleFaults },
    controls: (_, visit) => roleControls(visit.query.namnd ?? '', visit),
    input: (typed, { person: { id } }, { query: { namnd } }) => ({ personId: id, boardId: namnd, ...roleOf(typed) }),
    permission: ({ managed }, { language, query: { namnd = '' } }) =>
      permissionTo('grantRole', managesBoard(managed, namnd), language),
  },
  {
    ...{ slug: 'avsluta', command: 'endRole', title: forms.endRole, done: forms.roleEnded },
    faults: { ...roleFaults, ROLE_ENDED: 'till' },
    controls: (_, { language, today }) => [
      field.day('till', forms.lastDay[language], { required: true, initial: today }),
    ],
    input: ({ till }, _, { query: { roll } }) => ({ roleId: roll, to: till }),
    permission: (place, visit) => permissionTo('endRole', managesRole(place, visit.query.roll), visit.language),
  },
  {
    ...{ slug: 'ersattare', command: 'appointDeputy', title: forms.deputy, done: forms.appointed, faults: roleFaults },
    controls: async (_, visit) => [
      await personControl('person', roleWords.person[visit.language], visit),
      ...dayControls(visit),
    ],
    input: ({ person, ...typed }, _, { query: { roll } }) => ({ roleId: roll, personId: person, ...daysOf(typed) }),
    permission: (place, visit) => permissionTo('appointDeputy', managesRole(place, visit.query.roll), visit.language),
  },
  {
    ...{ slug: 'avsluta-ersattare', command: 'endDeputy', title: forms.endDeputy, done: forms.deputyEnded },
    faults: { ...roleFaults, ROLE_ENDED: 'till' },
    controls: (_, { language, today }) => [
      field.day('till', forms.lastDay[language], { required: true, initial: today }),
    ],
    input: ({ till }, _, { query: { ersattare } }) => ({ deputyId: ersattare, to: till }),
    permission: (place, { language, query: { ersattare } }) => {
      const held = place.person.roles.find(({ deputies }) => deputies.some(({ id }) => id === ersattare));
      return permissionTo('endDeputy', managesRole(place, held?.id), language);
    },
  },
];

function managesRole({ person, managed }: PersonPlace, roleId: string | undefined): boolean {
  const held = person.roles.find(({ id }) => id === roleId);
  if (held === undefined) return false;
  return held.board === null ? managed.isAll : managesBoard(managed, held.board.id);
}

export const personActs: Acts<PersonPlace> = {
  path: `${REGISTER}/personer/:person/:act`,
  acts: [...ofPerson, ...ofRole],
  documents: [personQuestion, personsQuestion, ...registerDocuments],
  placeOf: personPlace,
  home: ({ person: { id } }) => personAddress(id),
  name: ({ person: { id, name } }) => name ?? id,
  permitted: () => [],
  revision: ({ person: { revision } }) => revision,
};

/** The commands that the page of a person offers beside the role that each is about. */
export const besideRoles = ofRole.map(({ command }) => command);

export const personActPage = actPage(personActs);
