import {
  adam,
  boardId,
  gone,
  hanna,
  held,
  lars,
  register,
  today,
  unitId,
} from '../../../test/support/register-under-test.js';
import { idOf } from '../../kernel/identity.js';
import { faultsIn } from '../../kernel/row-faults.js';
import type { Table } from '../../platform/spreadsheets/table.js';
import type { Register } from '../register.js';
import { type ImportAct, importPeople, lookAt } from './people-import.js';

type Row = Readonly<Record<string, string>>;

/** A file with a column for each heading of its rows. */
function fileOf(...rows: readonly Row[]): Table {
  const headings = [...new Set(['Namn', ...rows.flatMap((row) => Object.keys(row))])];
  const cells = rows.map((row) => headings.map((heading) => row[heading] ?? ''));
  return { headings, rows: cells, faults: [], dateSystem: 1900 };
}

const act: ImportAct = {
  today,
  takenHere: new Set(['hanna']),
  takenElsewhere: new Set(['berit']),
  steps: new Map([
    [
      boardId,
      [
        { code: 'UNIT_MANAGER', name: { sv: 'Enhetschef', en: 'Unit manager' } },
        { code: 'LAWYER', name: { sv: 'Stads jurist', en: 'Town lawyer' } },
        { code: 'UNIT_MANAGER', name: { sv: 'Avdelningschef', en: 'Head of department' } },
        { code: 'CLERK_IN_CHIEF', name: { sv: 'Chef', en: 'Chief' } },
        { code: 'CHEF', name: { sv: 'Kökschef', en: 'Chef de cuisine' } },
      ],
    ],
  ]),
  newId: (row) => idOf('Person', `ny-${row}`),
};

function changesOf(rows: readonly Row[], given: Partial<Register> = {}) {
  const { faults, changes } = importPeople(fileOf(...rows), register(given), act);
  expect(faults).toEqual([]);
  return changes;
}

/** The faults of a file, each as its row, its column and its problem. */
function faultsOf(rows: readonly Row[], given: Partial<Register> = {}) {
  const { faults, changes } = importPeople(fileOf(...rows), register(given), act);
  expect(changes).toEqual([]);
  return faults.map(({ row, column, problem }) => `${row} ${column} ${problem}`);
}

const erika = { Namn: 'Erika Ek', Inloggning: 'erika.ek' };
const clerk = { Nämnd: 'Kommunstyrelsen', Roll: 'handläggare' };

describe('rule 176: a row of a file of people', () => {
  it('adds a person with a role for a board and a unit of it, as the commands do', () => {
    const row = { ...erika, Titel: 'jurist', 'E-postadress': 'erika@exempel.se', ...clerk, Enhet: 'kansli' };
    expect(changesOf([{ ...row, 'Första dag': '1.6.2026' }])).toEqual([
      {
        happened: 'PersonAdded',
        kind: 'person',
        person: { id: 'ny-2', name: 'Erika Ek', title: 'jurist', email: 'erika@exempel.se', subject: 'erika.ek' },
      },
      {
        happened: 'RoleGranted',
        kind: 'role',
        role: {
          ...{ id: 'exempel.ks.role-1', personId: 'ny-2', boardId, role: 'CLERK', step: null },
          ...{ from: '2026-06-01', to: null },
        },
      },
      {
        happened: 'UnitMemberAdded',
        kind: 'unitMember',
        member: { id: 'exempel.ks.unit-kansli.p1', unitId, personId: 'ny-2', from: '2026-06-01', to: null },
      },
    ]);
  });

  it('without a name is about the person above, and so is one with the same sign-in', () => {
    const auditor = { Namn: 'Erika Ek', Inloggning: 'erika.ek', Nämnd: 'Hela kommunen', Roll: 'revisor' };
    const changes = changesOf([{ ...erika, ...clerk }, { Nämnd: 'exempel.bun', Roll: 'CLERK' }, auditor]);
    expect(changes).toMatchObject([
      { happened: 'PersonAdded' },
      { role: { personId: 'ny-2', boardId, from: today } },
      { role: { personId: 'ny-2', boardId: 'exempel.bun', role: 'CLERK' } },
      { role: { personId: 'ny-2', boardId: null, role: 'AUDITOR' } },
    ]);
  });

  it('with an id is about the person of the register, and says nothing else of the person', () => {
    const row = { Beteckning: lars, Namn: 'lars i registret', ...clerk };
    expect(changesOf([row, { Nämnd: 'Kommunstyrelsen', Enhet: 'Kansli' }])).toMatchObject([
      { role: { personId: lars } },
      { member: { personId: lars } },
    ]);
    expect(faultsOf([{ ...row, Titel: 'chef', Inloggning: 'adam' }])).toEqual([
      '2 Titel OTHER_THAN_ID',
      '2 Inloggning OTHER_THAN_ID',
    ]);
    expect(faultsOf([{ ...clerk, Beteckning: gone }])).toEqual(['2 Beteckning NAME_ERASED']);
    expect(faultsOf([{ ...clerk, Beteckning: 'nobody' }])).toEqual(['2 Beteckning NOT_IN_REGISTER']);
  });

  it('never finds a person by the name alone', () => {
    expect(faultsOf([{ Namn: 'HANNA i registret' }, { Namn: 'Ny Nilsson' }, { Namn: 'ny nilsson' }])).toEqual([
      '2 Namn NAME_KNOWN',
      '4 Namn NAME_KNOWN',
    ]);
    expect(changesOf([{ Namn: 'Hanna i registret', Inloggning: 'hanna.2' }])).toHaveLength(1);
  });

  it('gives a seat by its name', () => {
    const seated = { Namn: 'Bo Berg', Nämnd: 'Kommunstyrelsen', Roll: 'Ledamot', Plats: 'vice ordförande' };
    const reviewing = {
      Namn: 'Siv Sand',
      Nämnd: 'Kommunstyrelsen',
      Roll: 'granskare',
      Granskningssteg: 'UNIT_MANAGER',
    };
    expect(changesOf([seated, reviewing]).filter(({ kind }) => kind === 'role')).toMatchObject([
      { role: { role: 'BOARD_MEMBER', step: 'VICE_CHAIR' } },
      { role: { role: 'REVIEWER', step: 'UNIT_MANAGER' } },
    ]);
    const unfit = [
      { ...seated, Plats: 'kung' },
      { ...reviewing, Granskningssteg: '' },
      { ...reviewing, Namn: 'Sam', Plats: 'ordförande' },
      { ...seated, Namn: 'Sol', Granskningssteg: 'UNIT_MANAGER' },
    ];
    expect(faultsOf(unfit)).toEqual([
      '2 Plats UNKNOWN_SEAT',
      '3 Granskningssteg MISSING',
      '4 Plats STEP_UNFIT',
      '5 Granskningssteg STEP_UNFIT',
    ]);
  });

  const reviewer = { Nämnd: 'Kommunstyrelsen', Roll: 'granskare' };

  it.each([
    ['its name in Swedish', 'enhetsCHEF', 'UNIT_MANAGER'],
    ['its name in English', 'unit manager', 'UNIT_MANAGER'],
    ['its name in another chain of the board', 'Avdelningschef', 'UNIT_MANAGER'],
    ['a name in several words, however many spaces are between them', 'stads  jurist', 'LAWYER'],
    ['its code', 'LAWYER', 'LAWYER'],
    ['its code in any case', 'lawyer', 'LAWYER'],
    ['its exact code, though another step has it as its name', 'CHEF', 'CHEF'],
  ])('gives a step by %s', (_, text, step) => {
    const [, granted] = changesOf([{ Namn: 'Siv Sand', ...reviewer, Granskningssteg: text }]);
    expect(granted).toMatchObject({ role: { role: 'REVIEWER', step } });
  });

  it('tells the names of the steps for one that the board does not have, and the codes for one of several', () => {
    const rows = ['Borgmästare', '', 'Chef', 'JURIST'].map((Granskningssteg, at) => ({
      ...{ Namn: `Siv ${at}`, ...reviewer, Granskningssteg },
    }));
    const { faults } = importPeople(fileOf(...rows), register(), act);
    const names = ['Enhetschef', 'Stads jurist', 'Avdelningschef', 'Chef', 'Kökschef'];
    const told = faults.map(({ row, problem, choices }) => [row, problem, choices?.map(({ sv }) => sv)]);
    expect(told).toEqual([
      [2, 'UNKNOWN_STEP', names],
      [3, 'MISSING', names],
      [4, 'AMBIGUOUS_STEP', ['”CLERK_IN_CHIEF”', '”CHEF”']],
      [5, 'UNKNOWN_STEP', names],
    ]);
    expect(faultsIn('sv', faults)).toContain(
      'Rad 4: Granskningssteg Chef är namnet på flera granskningssteg, skriv ”CLERK_IN_CHIEF” eller ”CHEF”.',
    );
    expect(faultsIn('en', faults.slice(1, 2))).toBe(
      'Row 3: Granskningssteg is missing, write Unit manager, Town lawyer, Head of department, Chief or Chef de cuisine.',
    );
    const elsewhere = { ...reviewer, Namn: 'Siv', Nämnd: 'exempel.bun', Granskningssteg: 'Enhetschef' };
    expect(faultsOf([elsewhere])).toEqual(['2 Granskningssteg UNKNOWN_STEP']);
  });

  it('takes nothing for granted: a role and a unit need their board, and a board needs one of them', () => {
    const rows: Row[] = [
      { Namn: 'A', Roll: 'revisor' },
      { Namn: 'B', Enhet: 'Kansli' },
      { Namn: 'C', Nämnd: 'Kommunstyrelsen' },
      { Namn: 'D', 'Sista dag': '2026-12-31' },
      { Namn: 'E', Granskningssteg: 'UNIT_MANAGER' },
      { Namn: 'F', Nämnd: 'Kommunstyrelsen', Enhet: 'Kansli', Plats: 'ledamot' },
    ];
    expect(faultsOf(rows)).toEqual([
      '2 Nämnd MISSING',
      '3 Nämnd MISSING',
      '4 Roll MISSING',
      '5 Roll MISSING',
      '6 Roll MISSING',
      '7 Roll MISSING',
    ]);
  });

  it('tells each cell that it cannot read', () => {
    const row = { ...erika, 'E-post': 'erika', Nämnd: 'Kulturnämnden', Roll: 'kung', 'Första dag': 'i våras' };
    expect(faultsOf([row])).toEqual([
      '2 E-postadress NOT_AN_ADDRESS',
      '2 Första dag NOT_A_DATE',
      '2 Nämnd NOT_IN_REGISTER',
      '2 Roll UNKNOWN_ROLE',
    ]);
    expect(faultsOf([{ ...erika, Nämnd: 'Kommunstyrelsen', Enhet: 'HR' }])).toEqual(['2 Enhet NOT_IN_REGISTER']);
    expect(faultsOf([{ Namn: 'x'.repeat(201) }])).toEqual(['2 Namn TOO_LONG']);
    const longest = `${'x'.repeat(254 - '@exempel.se'.length)}@exempel.se`;
    expect(changesOf([{ ...erika, 'E-postadress': longest }])).toMatchObject([{ person: { email: longest } }]);
    expect(faultsOf([{ ...erika, 'E-postadress': `x${longest}` }])).toEqual(['2 E-postadress TOO_LONG']);
    const twins = ['exempel.ks', 'exempel.ks2'].map((id) => ({ id: idOf('Board', id), name: 'Nämnden' }));
    expect(faultsOf([{ ...erika, Nämnd: 'nämnden', Roll: 'CLERK' }], { boards: twins })).toEqual([
      '2 Nämnd AMBIGUOUS_IN_REGISTER',
    ]);
  });

  it('is about nobody when it follows a row that is too long', () => {
    const long = { Namn: 'Bo Berg', Titel: 'x'.repeat(201), ...clerk };
    expect(faultsOf([{ ...erika, ...clerk }, long, clerk])).toEqual(['3 Titel TOO_LONG']);
  });

  it('has a name, unless it is about the person above', () => {
    expect(faultsOf([clerk])).toEqual(['2 Namn MISSING']);
    expect(faultsOf([{ ...clerk, Titel: 'jurist' }, clerk])).toEqual(['2 Namn MISSING']);
    expect(faultsOf([])).toEqual(['2 Namn MISSING']);
  });
});

describe('rule 177: a file of people', () => {
  it('rule 55: gives no sign-in that somebody has', () => {
    expect(faultsOf([{ Namn: 'Hanna Ny', Inloggning: 'hanna' }])).toEqual(['2 Inloggning SIGN_IN_TAKEN']);
    expect(faultsOf([{ Namn: 'Berit Ny', Inloggning: 'berit' }])).toEqual(['2 Inloggning SIGN_IN_OF_ANOTHER']);
    const { signIns } = lookAt(fileOf({ Namn: 'Hanna', Inloggning: ' hanna ' }, erika, erika, { Namn: 'Bo' }));
    expect(signIns).toEqual(['hanna', 'erika.ek']);
  });

  it('rule 56: is judged by the rules of each command, on what the rows above add', () => {
    const chair = { Nämnd: 'Kommunstyrelsen', Roll: 'ledamot', Plats: 'ordförande' };
    expect(faultsOf([{ ...erika, ...clerk }, clerk])).toEqual(['3 Roll ROLE_HELD']);
    expect(
      faultsOf([
        { ...erika, ...chair },
        { Namn: 'Bo', ...chair },
      ]),
    ).toEqual(['3 Plats CHAIR_TAKEN']);
    expect(faultsOf([{ Beteckning: hanna, ...clerk }], { roles: [held(1, hanna, 'CLERK')] })).toEqual([
      '2 Roll ROLE_HELD',
    ]);
    const both = { Nämnd: 'Kommunstyrelsen', Enhet: 'Kansli' };
    expect(faultsOf([{ ...erika, ...both }, both])).toEqual(['3 Enhet IN_UNIT_ALREADY']);
    const reversed = { 'Första dag': '2026-06-02', 'Sista dag': '2026-06-01' };
    expect(faultsOf([{ ...erika, ...clerk, ...reversed }])).toEqual(['2 Sista dag DATES_REVERSED']);
  });

  it('rule 94: gives for the whole municipality only a role that can be that', () => {
    expect(faultsOf([{ ...erika, Nämnd: 'hela kommunen', Roll: 'handläggare' }])).toEqual(['2 Roll ROLE_NEEDS_BOARD']);
  });

  it('says the same of a person wherever the person stands', () => {
    const other = { ...erika, Namn: 'Erik Ek', ...clerk };
    expect(faultsOf([erika, other])).toEqual(['3 Namn OTHER_THAN_ABOVE']);
  });

  it('has at most 1000 rows', () => {
    const rows = Array.from({ length: 1001 }, (_, at) => ({ Namn: `Person ${at}`, Inloggning: `person.${at}` }));
    const { tooLong, signIns } = lookAt(fileOf(...rows));
    expect(tooLong).toMatchObject({
      faults: [{ row: 1002, column: 'Namn', problem: 'TOO_MANY_ROWS' }],
      ...{ changes: [], rows: { read: 1001, used: 0, refused: 1001 } },
    });
    expect(signIns).toEqual([]);
    expect(lookAt(fileOf(...rows.slice(1)))).toMatchObject({ tooLong: null, signIns: { length: 1000 } });
    expect(changesOf(rows.slice(1))).toHaveLength(1000);
  });

  it('leaves the register as it is', () => {
    const before = register();
    importPeople(fileOf({ Beteckning: adam, ...clerk }, erika), before, act);
    expect(before).toEqual(register());
  });
});
