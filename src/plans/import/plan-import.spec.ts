import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { board, by, controller } from '../../../test/support/given.js';
import { adoption, modelId, modelWith } from '../../../test/support/plan-under-test.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import type { RowFault } from '../plan-refusals.js';
import { adoptPlan } from '../plan.js';
import { type ImportRow, readPlan } from './plan-import.js';

const headings = ['Mål', 'Aktivitet', 'Beskrivning', 'Startdatum', 'Slutdatum', 'Ansvarig enhet'];

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

function faultsOf(...rows: readonly ImportRow[]): readonly RowFault[] {
  const { goals, faults } = readPlan(headings, rows, 2026);
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
    expect(readPlan(headings, [talks, forecast, survey], 2026)).toEqual({
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
    });
  });

  it('counts blank rows as the spreadsheet does, and skips them', () => {
    const blank = Object.fromEntries(headings.map((heading) => [heading, ' ']));
    const { goals, faults } = readPlan(headings, [talks, blank, { ...forecast, Aktivitet: '' }], 2026);
    expect({ goals, rows: faults.map(({ row }) => row) }).toEqual({ goals: [], rows: [4] });
    expect(readPlan(headings, [talks, blank], 2026).goals).toEqual(readPlan(headings, [talks], 2026).goals);
    expect(readPlan(headings, [blank], 2026).faults).toMatchObject([{ row: 2, problem: 'MISSING' }]);
  });

  it('rule 67: ignores other columns, and lists them', () => {
    const more = [...headings.toReversed(), 'Status tertial 1', 'Kommentar'];
    const { goals, ignoredColumns } = readPlan(more, [{ ...talks, Kommentar: 'Klart.' }], 2026);
    expect(ignoredColumns).toEqual(['Status tertial 1', 'Kommentar']);
    expect(goals).toEqual(readPlan(headings, [talks], 2026).goals);
  });

  it('rule 67: accepts a blank description and a blank unit', () => {
    expect(faultsOf({ ...talks, Beskrivning: '', 'Ansvarig enhet': '' })).toEqual([]);
  });

  it('rule 67: lists each heading that is missing, and reads no row without it', () => {
    const { goals, faults, ignoredColumns } = readPlan(['Mål', 'Aktivitet', 'Start'], [talks], 2026);
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
    expect(faultsOf(survey, { ...talks, [column]: ' ' })).toEqual([{ row: 3, column, problem: 'MISSING', value: '' }]);
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
    const { faults } = readPlan(headings, [{ ...talks, Startdatum: '2028-02-29', Slutdatum: '2028-02-29' }], 2028);
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
    const many = { ...talks, Mål: '', Startdatum: '2027-05-02', Slutdatum: '2027-05-01' };
    const { goals, faults } = readPlan(headings, [talks, talks, many, { ...survey, Slutdatum: 'höst' }, survey], 2026);
    expect(goals).toEqual([]);
    expect(faults).toEqual([
      { row: 3, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Genomföra medarbetarsamtal' },
      { row: 4, column: 'Mål', problem: 'MISSING', value: '' },
      { row: 4, column: 'Slutdatum', problem: 'DATES_REVERSED', value: '2027-05-01' },
      { row: 4, column: 'Slutdatum', problem: 'OUTSIDE_YEAR', value: '2027-05-01' },
      { row: 5, column: 'Slutdatum', problem: 'NOT_A_DATE', value: 'höst' },
      { row: 6, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Mäta delaktigheten' },
    ]);
  });
});

describe('The sample plan', () => {
  const file = readFileSync(join(import.meta.dirname, '../../demo/sample/verksamhetsplan-2026.csv'), 'utf8');
  const [top = [], ...cells] = parse(file, { delimiter: ';' });
  const rows = cells.map((row) => Object.fromEntries(top.map((column, place) => [column, row[place] ?? ''])));
  const { goals, faults, ignoredColumns } = readPlan(top, rows, 2026);

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
    const { faults: wrong } = readPlan(top, rows, 2025);
    expect(wrong.map(({ problem }) => problem)).toEqual(Array.from({ length: 24 }, () => 'OUTSIDE_YEAR'));
  });
});
