import { actPage, type Act, type Acts } from '../../web/act.page.js';
import { boardAddress, BOARDS } from '../../web/addresses.js';
import { peopleOfRegister, personsQuestion, theBoard } from '../../web/board-lists.page.js';
import { type Control, field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { anyMay } from '../../kernel/permissions.js';
import {
  aFlag,
  aName,
  asked,
  aText,
  called,
  fields,
  listOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { nameControl } from './register-acts.page.js';
import { dayControls, daysOf, permissionTo, personControl, placesQuestion, someDays } from './register-places.page.js';
import { registerForms as forms, registerWords as words } from './register-words.js';
import { roleWords } from './role-words.js';

const aUnit = fields({
  ...{ id: aText, name: aText, manager: orNull(aName) },
  members: listOf(fields({ id: aText, person: orNull(aName), ...someDays })),
});

export const unitsQuestion = query('$boardId: ID!, $after: String', {
  units: asked(
    'boardId: $boardId, first: 50, after: $after',
    fields({
      edges: listOf(fields({ node: aUnit })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

type Units = ValueOf<typeof unitsQuestion>['units'];
export type UnitOfBoard = Units['edges'][number]['node'];

/** A board and its units, as far as the reader may read them. */
export interface BoardPlace {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  /** The number of the newest change in the register. Null: the reader does not read the register. */
  readonly revision: number | null;
  /** Null: the reader does not read the units, or the register does not have the board. */
  readonly units: Units | null;
}

export async function boardPlace(visit: Visit): Promise<BoardPlace> {
  const board = await theBoard(visit, visit.params.board);
  const reads = (command: 'readRegister' | 'readUnits') => anyMay(board.roles, command);
  const places = reads('readRegister') ? (await visit.ask(placesQuestion)).boards.edges : [];
  const registered = places.find(({ node }) => node.id === board.id)?.node;
  const isKnown = board.name !== null || registered !== undefined;
  const asking = { boardId: board.id, after: visit.query.efter ?? null };
  const units = isKnown && reads('readUnits') ? (await visit.ask(unitsQuestion, asking)).units : null;
  return { ...board, name: registered?.name ?? board.name, revision: registered?.revision ?? null, units };
}

type BoardAct = Act<BoardPlace>;

const ofBoard: readonly BoardAct[] = [
  {
    ...{ slug: 'namn', command: 'renameBoard', title: forms.renameBoard, done: forms.nameChanged },
    controls: ({ name }, { language }) => [nameControl(language, name ?? '')],
    input: ({ namn }, { id }) => ({ boardId: id, name: namn }),
  },
  {
    ...{ slug: 'ny-enhet', command: 'addUnit', title: forms.addUnit, done: forms.unitAdded },
    faults: { ALREADY_REGISTERED: 'kort' },
    controls: async (_, visit) => [
      nameControl(visit.language),
      field.line('kort', forms.shortName[visit.language], {
        required: true,
        hint: forms.shortNameHint[visit.language],
      }),
      await managerControl(visit),
    ],
    input: ({ namn, kort = '', chef = '' }, { id }) => ({
      ...{ unitId: `${id}.unit-${kort.trim()}`, name: namn },
      managerId: chef === '' ? null : chef,
    }),
  },
];

/** Acts about one unit, which the address names. The page of the board links to them beside it. */
const ofUnit: readonly BoardAct[] = [
  {
    ...{ slug: 'enhet', command: 'renameUnit', title: forms.renameUnit, done: forms.unitChanged },
    controls: async (place, visit) => {
      const unit = unitIn(place, visit.query.enhet);
      return [nameControl(visit.language, unit?.name ?? ''), await managerControl(visit, unit?.manager?.id)];
    },
    input: ({ namn, chef = '' }, _, { query: { enhet } }) => ({
      ...{ unitId: enhet, name: namn, managerId: chef === '' ? null : chef },
    }),
  },
  {
    ...{ slug: 'medarbetare', command: 'addUnitMember', title: forms.addMember, done: forms.memberAdded },
    faults: { UNIT_MEMBER_ALREADY: 'person', DATES_REVERSED: 'till', NOT_FOUND: 'person' },
    lead: (place, { query: { enhet } }) => <p class="ds-paragraph act">{unitIn(place, enhet)?.name}</p>,
    controls: async (_, visit) => [
      await personControl('person', roleWords.person[visit.language], visit),
      ...dayControls(visit),
    ],
    input: ({ person, ...typed }, _, { query: { enhet } }) => ({ unitId: enhet, personId: person, ...daysOf(typed) }),
  },
  {
    ...{ slug: 'avsluta-medarbetare', command: 'endUnitMember', title: forms.endMember, done: forms.memberEnded },
    faults: { UNIT_MEMBER_ENDED: 'till', DATES_REVERSED: 'till' },
    lead: (place, { query: { medarbetare } }) => <p class="ds-paragraph act">{memberIn(place, medarbetare)}</p>,
    controls: (_, { language, today }) => [
      field.day('till', forms.lastDay[language], { required: true, initial: today }),
    ],
    input: ({ till }, _, { query: { medarbetare } }) => ({ memberId: medarbetare, to: till }),
  },
];

async function managerControl(visit: Visit, initial = ''): Promise<Control> {
  const none = { value: '', label: words.noManager[visit.language] };
  return field.pick('chef', words.manager[visit.language], [none, ...(await peopleOfRegister(visit))], { initial });
}

function unitIn({ units }: BoardPlace, id: string | undefined): UnitOfBoard | undefined {
  return units?.edges.find(({ node }) => node.id === id)?.node;
}

/** The name of a member, and the unit. */
function memberIn({ units }: BoardPlace, memberId: string | undefined): string | null {
  for (const { node } of units?.edges ?? []) {
    const member = node.members.find(({ id }) => id === memberId);
    if (member !== undefined) return `${called(member.person)}, ${node.name}`;
  }
  return null;
}

export function managesIt({ roles }: BoardPlace): boolean {
  return anyMay(roles, 'manageRegister');
}

function withPermission(act: BoardAct): BoardAct {
  return {
    ...act,
    permission: (place, { language }) => permissionTo(act.command, managesIt(place), language),
  };
}

export const boardActs: Acts<BoardPlace> = {
  path: `${BOARDS}/:board/:act`,
  acts: [...ofBoard, ...ofUnit].map((act) => withPermission(act)),
  documents: [placesQuestion, unitsQuestion, personsQuestion],
  placeOf: boardPlace,
  home: ({ id }) => boardAddress(id),
  name: ({ id, name }) => name ?? id,
  permitted: () => [],
  revision: ({ revision }) => revision,
};

/** The commands that the page of a board offers beside the unit that each is about. */
export const besideUnits = ofUnit.map(({ command }) => command);

export const boardActPage = actPage(boardActs);
