import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { isBlank } from '../../kernel/refusal.js';
import { board, by, controller } from '../../../test/support/given.js';
import { adoption, modelId, modelWith } from '../../../test/support/plan-under-test.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { adoptPlan } from '../plan.js';
import { readPlan } from './plan-import.js';
import type { Table } from '../../platform/spreadsheets/table.js';

const headings = ['Mål', 'Aktivitet', 'Beskrivning', 'Startdatum', 'Slutdatum', 'Ansvarig enhet'];

type ImportRow = Readonly<Record<string, string>>;

const talks: ImportRow = {
  Mål: 'Medarbetare ska känna sig delaktiga',
  Aktivitet: 'Genomföra medarbetarsamtal',
  Beskrivning: 'Ett samtal var.',
  Startdatum: '2026-01-01',
  Slutdatum: '2026-12-31',
  'Ansvarig enhet': 'HR',
};
const survey: ImportRow = { ...talks, Aktivitet: 'Mäta delaktigheten' };
const forecast: ImportRow = { ...talks, Mål: 'Ekonomin ska vara i balans', Aktivitet: 'Införa helårsprognos' };

/** Reads a plan from records, which map the heading of each column to the text of the cell. */
function planIn(top: readonly string[], records: readonly ImportRow[], year: number) {
  const rows = records.map((record) => top.map((heading) => record[heading] ?? ''));
  const table: Table = { headings: top, rows, faults: [], dateSystem: 1900 };
  return readPlan(table, year);
}

function faultsOf(...rows: readonly ImportRow[]): readonly RowFault[] {
  const { goals, faults } = planIn(headings, rows, 2026);
  if (faults.length > 0) expect(goals).toEqual([]);
  return faults;
}

describe('Reading a plan from a spreadsheet', () => {
  it('rule 67: makes a goal of each title, with its activities in the order of the rows', () => {
    const activity = {
      description: 'Ett samtal var.',
      startDate: '2026-01-01',
      endDate: '2026-12-31',
      responsibleUnit: 'HR',
    };
    expect(planIn(headings, [talks, forecast, survey], 2026)).toEqual({
      goals: [
        {
          title: 'Medarbetare ska känna sig delaktiga',
          measures: [],
          activities: [
            { heading: 'Genomföra medarbetarsamtal', ...activity },
            { heading: 'Mäta delaktigheten', ...activity },
          ],
        },
        {
          title: 'Ekonomin ska vara i balans',
          measures: [],
          activities: [{ heading: 'Införa helårsprognos', ...activity }],
        },
      ],
      faults: [],
      ignoredColumns: [],
      rows: { read: 3, used: 3, blank: 0, refused: 0 },
      cells: { read: 18, used: 18, ignored: 0, refused: 0 },
    });
  });

  it('counts blank rows as the spreadsheet does, and skips them', () => {
    const blank = Object.fromEntries(headings.map((heading) => [heading, ' ']));
    const { goals, faults } = planIn(headings, [talks, blank, { ...forecast, Aktivitet: '' }], 2026);
    expect({ goals, rows: faults.map(({ row }) => row) }).toEqual({ goals: [], rows: [4] });
    expect(planIn(headings, [talks, blank], 2026).goals).toEqual(planIn(headings, [talks], 2026).goals);
    expect(planIn(headings, [blank], 2026).faults).toMatchObject([{ row: 2, problem: 'MISSING' }]);
  });

  it('rule 67: ignores other columns, and lists them', () => {
    const more = [...headings.toReversed(), 'Status tertial 1', 'Kommentar'];
    const { goals, ignoredColumns } = planIn(more, [{ ...talks, Kommentar: 'Klart.' }], 2026);
    expect(ignoredColumns).toEqual(['Status tertial 1', 'Kommentar']);
    expect(goals).toEqual(planIn(headings, [talks], 2026).goals);
  });

  it('rule 67: accepts a blank description and a blank unit', () => {
    expect(faultsOf({ ...talks, Beskrivning: '', 'Ansvarig enhet': '' })).toEqual([]);
  });

  it('rule 67: lists each heading that is missing, and reads no row without it', () => {
    const { goals, faults, ignoredColumns } = planIn(['Mål', 'Aktivitet', 'Start'], [talks], 2026);
    expect(goals).toEqual([]);
    expect(ignoredColumns).toEqual(['Start']);
    expect(faults).toEqual(
      ['Beskrivning', 'Startdatum', 'Slutdatum', 'Ansvarig enhet'].map((column) => ({
        row: 1,
        column,
        problem: 'MISSING',
        value: '',
      })),
    );
  });

  it('rule 67: a file without rows is at fault', () => {
    expect(faultsOf()).toEqual([{ row: 2, column: 'Mål', problem: 'MISSING', value: '' }]);
  });

  it.each(['Mål', 'Aktivitet', 'Startdatum', 'Slutdatum'])('rule 67: a row without %s is at fault', (column) => {
    expect(faultsOf({ ...talks, [column]: ' ' })).toEqual([{ row: 2, column, problem: 'MISSING', value: '' }]);
    const { [column]: _, ...short } = talks;
    expect(faultsOf(short)).toEqual([{ row: 2, column, problem: 'MISSING', value: '' }]);
  });

  it('rule 67: what is no date is at fault', () => {
    const wrong = wrongRows(
      ['30 april', '2026-4-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-00', '2026-04-30T00:00'],
      (value) => {
        expect(faultsOf({ ...talks, Startdatum: value, Slutdatum: value })).toEqual([
          { row: 2, column: 'Startdatum', problem: 'NOT_A_DATE', value },
          { row: 2, column: 'Slutdatum', problem: 'NOT_A_DATE', value },
        ]);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 67: the leap day is a date in a leap year', () => {
    const { faults } = planIn(headings, [{ ...talks, Startdatum: '2028-02-29', Slutdatum: '2028-02-29' }], 2028);
    expect(faults).toEqual([]);
  });

  it('rule 6: an end before the start is at fault, an end on the same day is not', () => {
    const fault = { row: 2, column: 'Slutdatum', problem: 'DATES_REVERSED', value: '2026-03-31' };
    expect(faultsOf({ ...talks, Startdatum: '2026-04-01', Slutdatum: '2026-03-31' })).toEqual([fault]);
    expect(faultsOf({ ...talks, Startdatum: '2026-03-31', Slutdatum: '2026-03-31' })).toEqual([]);
  });

  it('rule 6: an end in another year is at fault, a start in the year before is not', () => {
    const fault = { row: 2, column: 'Slutdatum', problem: 'OUTSIDE_YEAR', value: '2027-01-01' };
    expect(faultsOf({ ...talks, Slutdatum: '2027-01-01' })).toEqual([fault]);
    expect(faultsOf({ ...talks, Startdatum: '2025-09-01' })).toEqual([]);
  });

  it('rule 67: the same activity twice under one goal is at fault, under two goals it is not', () => {
    const fault = { row: 4, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Genomföra medarbetarsamtal' };
    expect(faultsOf(talks, survey, talks)).toEqual([fault]);
    expect(faultsOf(talks, { ...talks, Mål: 'Ekonomin ska vara i balans' })).toEqual([]);
  });

  it.each(headings.filter((column) => !column.endsWith('datum')))(
    'rule 67: a text too long in %s is at fault',
    (column) => {
      const fault = { row: 2, column, problem: 'TOO_LONG', value: `${'å'.repeat(40)}…` };
      expect(faultsOf({ ...talks, [column]: 'å'.repeat(2001) })).toEqual([fault]);
      expect(faultsOf({ ...talks, [column]: 'å'.repeat(2000) })).toEqual([]);
    },
  );

  it('rule 67: lists every fault of every row, by row, and takes nothing', () => {
    const many = { ...talks, Mål: '', Aktivitet: '', Startdatum: '2027-05-02', Slutdatum: '2027-05-01' };
    const { goals, faults } = planIn(headings, [talks, talks, many, { ...survey, Slutdatum: 'höst' }, survey], 2026);
    expect(goals).toEqual([]);
    expect(faults).toEqual([
      { row: 3, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Genomföra medarbetarsamtal' },
      { row: 4, column: 'Aktivitet', problem: 'MISSING', value: '' },
      { row: 4, column: 'Slutdatum', problem: 'DATES_REVERSED', value: '2027-05-01' },
      { row: 4, column: 'Slutdatum', problem: 'OUTSIDE_YEAR', value: '2027-05-01' },
      { row: 5, column: 'Slutdatum', problem: 'NOT_A_DATE', value: 'höst' },
      { row: 6, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Mäta delaktigheten' },
    ]);
  });
});

describe('rule 121: goals and measures of a file', () => {
  const withMeasures = [...headings, 'Mått', 'Målvärde'];
  const rowsOf = (...records: readonly ImportRow[]) => planIn(withMeasures, records, 2026);
  const measured = { Mått: 'Sjukfrånvaro', Målvärde: 'Högst 5 %' };
  const blankRow: ImportRow = { Mål: ' ' };

  it('a blank goal is the goal above, past blank rows', () => {
    const below = { ...survey, Mål: '\u00a0' };
    const { goals, faults } = rowsOf(talks, blankRow, below, forecast, { ...below, Aktivitet: 'Ny prognos' });
    expect(faults).toEqual([]);
    expect(goals.map(({ title, activities }) => [title, ...activities.map(({ heading }) => heading)])).toEqual([
      ['Medarbetare ska känna sig delaktiga', 'Genomföra medarbetarsamtal', 'Mäta delaktigheten'],
      ['Ekonomin ska vara i balans', 'Införa helårsprognos', 'Ny prognos'],
    ]);
  });

  it('an activity under a blank goal is there already when the goal above has it', () => {
    expect(rowsOf(talks, { ...talks, Mål: '' }).faults).toEqual([
      { row: 3, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Genomföra medarbetarsamtal' },
    ]);
  });

  it('a row has an activity, a measure of its goal, or both', () => {
    const alone = { Mått: 'Frisknärvaro', Målvärde: '' };
    const other = { Mål: 'Ekonomin ska vara i balans', Mått: 'Resultat', Målvärde: '2 %' };
    const { goals, faults } = rowsOf({ ...talks, ...measured }, alone, { ...survey, ...measured }, other);
    expect(faults).toEqual([]);
    expect(goals.map(({ measures, activities }) => [measures, activities.map(({ heading }) => heading)])).toEqual([
      [
        [
          { name: 'Sjukfrånvaro', target: 'Högst 5 %' },
          { name: 'Frisknärvaro', target: '' },
        ],
        ['Genomföra medarbetarsamtal', 'Mäta delaktigheten'],
      ],
      [[{ name: 'Resultat', target: '2 %' }], []],
    ]);
  });

  it('a measure has a name, and one target', () => {
    expect(rowsOf({ ...talks, Målvärde: '5 %' }).faults).toEqual([
      { row: 2, column: 'Mått', problem: 'MISSING', value: '' },
    ]);
    const otherTarget = { ...survey, ...measured, Målvärde: 'Högst 4 %' };
    expect(rowsOf({ ...talks, ...measured }, otherTarget).faults).toEqual([
      { row: 3, column: 'Målvärde', problem: 'OTHER_TARGET', value: 'Högst 4 %' },
    ]);
    expect(rowsOf({ ...talks, ...measured }, { ...otherTarget, Mål: 'Ett annat mål' }).faults).toEqual([]);
  });

  it('a row with a measure and part of an activity lacks the rest', () => {
    expect(rowsOf({ Mål: 'Ett mål', ...measured, Startdatum: '2026-01-01' }).faults).toEqual([
      { row: 2, column: 'Aktivitet', problem: 'MISSING', value: '' },
      { row: 2, column: 'Slutdatum', problem: 'MISSING', value: '' },
    ]);
  });
});

describe('rule 122: dates of a file', () => {
  it('are stored in one form', () => {
    const { goals } = planIn(headings, [{ ...talks, Startdatum: '1 januari 2026', Slutdatum: '20261231' }], 2026);
    expect(goals[0]?.activities[0]).toMatchObject({ startDate: '2026-01-01', endDate: '2026-12-31' });
  });

  it('that are ambiguous are at fault by row and column', () => {
    expect(faultsOf({ ...talks, Startdatum: '1/2/2026' })).toEqual([
      { row: 2, column: 'Startdatum', problem: 'AMBIGUOUS_DATE', value: '1/2/2026' },
    ]);
  });
});

describe('rule 123: what a file holds', () => {
  it('is found under headings in any case', () => {
    const upper = headings.map((heading) => heading.toUpperCase());
    const record = Object.fromEntries(Object.entries(talks).map(([column, cell]) => [column.toUpperCase(), cell]));
    expect(planIn(upper, [record], 2026)).toEqual(planIn(headings, [talks], 2026));
    const twice = planIn([...headings, 'MÅL'], [talks], 2026);
    expect(twice.faults).toEqual([{ row: 1, column: 'Mål', problem: 'DUPLICATE_HEADING', value: 'G' }]);
  });

  it('is at fault where the spreadsheet program has an error, in each column that is read', () => {
    const errors = ['#REF!', '#N/A', '#DIV/0!', '#REFERENS!', '#VÄRDEFEL!', '#SAKNAS!', '########', 'Err:502'];
    const wrong = wrongRows(errors, (value) => {
      const faults = headings.map((column) => faultsOf({ ...talks, [column]: value }));
      expect(faults).toEqual(headings.map((column) => [{ row: 2, column, problem: 'SPREADSHEET_ERROR', value }]));
    });
    expect(wrong).toEqual([]);
    expect(faultsOf({ ...talks, Aktivitet: '#1 i Sverige', Beskrivning: 'Se #REF!' })).toEqual([]);
    expect(planIn([...headings, 'Notering'], [{ ...talks, Notering: '#REF!' }], 2026).faults).toEqual([]);
  });

  it('is counted, also what the import does not read', () => {
    const top = [...headings, 'Kommentar', '', ''];
    const rows = [
      [...Object.values(talks), 'Klart.', 'utan rubrik', ''],
      headings.map(() => ' '),
      [...Object.values(survey), '', '', ''],
    ];
    const table: Table = { headings: top, rows, faults: [], dateSystem: 1900 };
    const { ignoredColumns, rows: counted, cells } = readPlan(table, 2026);
    expect(ignoredColumns).toEqual(['Kommentar', 'H']);
    expect(counted).toEqual({ read: 3, used: 2, blank: 1, refused: 0 });
    expect(cells).toEqual({ read: 14, used: 12, ignored: 2, refused: 0 });
    const refusedPlan = readPlan(table, 2025);
    expect(refusedPlan.rows).toEqual({ read: 3, used: 0, blank: 1, refused: 2 });
    expect(refusedPlan.cells).toEqual({ read: 14, used: 0, ignored: 2, refused: 12 });
  });

  it('adds up for every file', () => {
    const cell = fc.oneof(
      fc.constantFrom('', ' ', '\u200b', 'Mål', 'Läsa', '2026-01-31', '1/2/2026', '#REF!', 'x\u0000', '46418'),
      fc.string({ maxLength: 4 }),
    );
    const heading = fc.constantFrom(...headings, 'Mått', 'Målvärde', 'mål', 'Kommentar', '');
    const width = fc.integer({ min: 0, max: 10 });
    const tables = fc.record({
      headings: fc.oneof(
        fc.array(heading, { maxLength: 9 }),
        fc.shuffledSubarray([...headings, 'Mått', 'Målvärde', 'Kommentar'], { minLength: 9 }),
      ),
      rows: fc.array(fc.option(width.chain((count) => fc.array(cell, { minLength: count, maxLength: count }))), {
        maxLength: 6,
      }),
      sound: fc.boolean(),
    });
    fc.assert(
      fc.property(tables, ({ headings: top, rows: wild, sound }) => {
        const full = [...headings, 'Kommentar'];
        const sane = wild.map((cells, at) =>
          cells?.every((one) => one.trim() === '') === true
            ? []
            : [...Object.values({ ...talks, Aktivitet: `A${at}` }), 'x'],
        );
        const table: Table = { headings: sound ? full : top, rows: sound ? sane : wild, faults: [], dateSystem: 1900 };
        const { rows, cells, faults, goals } = readPlan(table, 2026);
        const isFilled = (one: string) => !isBlank(one);
        expect(rows.read).toBe(table.rows.length);
        expect(rows.used + rows.blank + rows.refused).toBe(rows.read);
        expect(cells.read).toBe(table.rows.flatMap((one) => one ?? []).filter(isFilled).length);
        expect(cells.used + cells.ignored + cells.refused).toBe(cells.read);
        expect(rows.blank).toBe(table.rows.filter((one) => one?.some(isFilled) === false).length);
        expect([rows.used > 0, cells.used > 0]).toEqual([faults.length === 0, faults.length === 0]);
        if (faults.length === 0) expect(goals.flatMap(({ activities }) => activities)).toHaveLength(rows.used);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('The sample plan', () => {
  const file = readFileSync(join(import.meta.dirname, '../../demo/sample/verksamhetsplan-2026.csv'), 'utf8');
  const [top = [], ...cells] = parse(file, { delimiter: ';' });
  const rows = cells.map((row) => Object.fromEntries(top.map((column, place) => [column, row[place] ?? ''])));
  const { goals, faults, ignoredColumns } = planIn(top, rows, 2026);

  it('rule 67: is read without fault into 8 goals and 24 activities', () => {
    expect(faults).toEqual([]);
    expect(goals.map(({ activities }) => activities.length)).toEqual([3, 3, 4, 3, 3, 3, 3, 2]);
    expect(goals.flatMap(({ activities }) => activities)).toHaveLength(24);
  });

  it('rule 67: ignores the column of statuses, since a plan is not a report', () => {
    expect(ignoredColumns).toEqual(['Status tertial 1', 'Kommentar tertial 1']);
  });

  it('rule 67: is sound, so that it can be adopted as it is read', () => {
    const adopt = { boardId: board, year: 2026, steeringModelId: modelId, decision: adoption, goals };
    expect(adoptPlan(adopt, null, modelWith(), by(controller))).toMatchObject([{ type: 'PlanAdopted' }]);
  });

  it('rule 6: is at fault in every row as the plan of another year', () => {
    const { faults: wrong } = planIn(top, rows, 2025);
    expect(wrong.map(({ problem }) => problem)).toEqual(Array.from({ length: 24 }, () => 'OUTSIDE_YEAR'));
  });
});
