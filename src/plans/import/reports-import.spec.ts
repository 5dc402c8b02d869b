import { auditor, by, clerk, controller, refused, stranger } from '../../../test/support/given.js';
import {
  adoptedGoal,
  assessed,
  closed,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  modelRenewedInJune,
  modelWith,
  opened,
  planAfter,
  planId,
  removed,
  reported,
  talks,
} from '../../../test/support/plan-under-test.js';
import type { Tertial } from '../../kernel/tertial.js';
import type { Goal } from '../goal.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { countsOf, importReports, readingOf, type ReportsImport } from './reports-import.js';
import type { ReportHeading } from './report-columns.js';
import type { Table } from '../../platform/spreadsheets/table.js';

const [first, second] = adoptedGoal.activities;
const leafletHeading = first?.heading ?? '';
const talksHeading = second?.heading ?? '';
const { title } = adoptedGoal;
const measureName = 'Medarbetarindex';
const withMeasure = measureAdoptedOn('2026-01-20');

type Cells = Readonly<Partial<Record<ReportHeading | 'Status tertial 1' | 'Kommentar tertial 1', string>>>;

/** A file with these rows. Its headings are those that a row has. */
function fileOf(...rows: readonly Cells[]): Table {
  const headings = [...new Set(['Mål', 'Kommentar', ...rows.flatMap((row) => Object.keys(row))])];
  const cells = rows.map((row) => {
    const named = new Map(Object.entries(row));
    return headings.map((heading) => named.get(heading) ?? '');
  });
  return { headings, rows: cells, faults: [], dateSystem: 1900 };
}

interface Given {
  readonly goal?: Goal;
  readonly tertial?: Tertial;
  readonly plan?: ReturnType<typeof planAfter>;
  readonly model?: ReturnType<typeof modelWith>;
  readonly today?: string;
}

function importing(table: Table, given: Given = {}): ReportsImport {
  const { goal = goalAfter(withMeasure), tertial = 'T1', plan = planAfter(opened('T1')), model = modelWith() } = given;
  return importReports({ planId, tertial }, table, { plan, goals: [goal], model }, by(clerk, given.today));
}

function faultsIn(table: Table, given: Given = {}): readonly RowFault[] {
  const { faults, event, rows } = importing(table, given);
  expect([event, rows.used]).toEqual([null, faults.length > 0 ? 0 : rows.used]);
  return faults;
}

const status = (text: string, more: Cells = {}): Cells => ({
  Mål: title,
  Aktivitet: leafletHeading,
  Status: text,
  Kommentar: 'Läget.',
  ...more,
});

describe('rule 126: a row of a file with reports', () => {
  it('is about the activity, the measure or the goal that it names, or that has its id', () => {
    const named = fileOf(
      status('Vänteläge'),
      { Aktivitet: talksHeading, Status: 'ONGOING_AS_PLANNED', Kommentar: 'Går bra.', 'Gäller per': '15 april 2026' },
      { Mått: measureName, Utfall: '79', 'Målvärde nått': 'Ja' },
      { Bedömning: 'partly  fulfilled', Kommentar: 'Hälften.' },
    );
    const byId = fileOf(
      { Beteckning: leaflet, Status: 'vänteläge', Kommentar: 'Läget.' },
      {
        Beteckning: talks,
        Mål: title,
        Status: 'Ongoing as planned',
        Kommentar: 'Går bra.',
        'Gäller per': '2026-04-15',
      },
      { Beteckning: index, Utfall: '79', 'Målvärde nått': 'SANT' },
      { Beteckning: goalId, Bedömning: 'Delvis uppfylld', Kommentar: 'Hälften.' },
    );
    const event = {
      type: 'ReportsImported',
      data: {
        planId,
        tertial: 'T1',
        goals: [
          {
            goalId,
            statuses: [
              { activityId: leaflet, status: 'ON_HOLD', comment: 'Läget.', validOn: '2026-04-30' },
              { activityId: talks, status: 'ONGOING_AS_PLANNED', comment: 'Går bra.', validOn: '2026-04-15' },
            ],
            outcomes: [{ measureId: index, value: '79', targetReached: true, comment: '', validOn: '2026-04-30' }],
            assessment: { status: 'PARTLY_FULFILLED', comment: 'Hälften.', validOn: '2026-04-30' },
          },
        ],
      },
    };
    for (const table of [named, byId]) expect(importing(table)).toMatchObject({ faults: [], event });
  });

  it('has the columns of its tertial, where the headings name one', () => {
    const row = {
      Mål: title,
      Aktivitet: leafletHeading,
      'Status tertial 1': 'Vänteläge',
      'Kommentar tertial 1': 'Innan planen.',
      Kommentar: undefined,
    };
    const { Kommentar: _, ...cells } = row;
    const { headings, rows, ...rest } = fileOf(cells);
    const without = headings.indexOf('Kommentar');
    const table = {
      ...rest,
      headings: headings.toSpliced(without, 1),
      rows: rows.map((all) => all?.toSpliced(without, 1) ?? null),
    };
    expect(importing(table).event?.data.goals).toMatchObject([{ statuses: [{ comment: 'Innan planen.' }] }]);
    const later = { tertial: 'T2', plan: planAfter(opened('T2')), today: '2026-06-01' } as const;
    expect(faultsIn(table, later)).toEqual([{ row: 1, column: 'Kommentar', problem: 'MISSING', value: '' }]);
  });

  it.each<[problem: RowFault['problem'], column: string, rows: readonly Cells[]]>([
    ['UNKNOWN_ID', 'Beteckning', [{ Beteckning: 'exempel.ks.2026.g9', Bedömning: 'Uppfylld' }]],
    ['OTHER_THAN_ID', 'Aktivitet', [status('Vänteläge', { Beteckning: talks })]],
    ['OTHER_THAN_ID', 'Mål', [status('Vänteläge', { Beteckning: leaflet, Mål: 'Ett annat mål' })]],
    ['OTHER_THAN_ID', 'Bedömning', [{ Beteckning: leaflet, Bedömning: 'Uppfylld' }]],
    ['UNKNOWN_NAME', 'Mål', [status('Vänteläge', { Mål: 'Ett annat mål' })]],
    ['UNKNOWN_NAME', 'Aktivitet', [status('Vänteläge', { Aktivitet: 'En annan' })]],
    ['MISSING', 'Mål', [status('Vänteläge', { Mål: '' })]],
    ['MISSING', 'Aktivitet', [status('Vänteläge', { Aktivitet: '' })]],
    ['MISSING', 'Status', [status('')]],
    ['SEVERAL_REPORTS', 'Status', [status('Vänteläge', { Bedömning: 'Uppfylld' })]],
    ['UNKNOWN_STATUS', 'Status', [status('Nästan klar')]],
    ['UNKNOWN_STATUS', 'Bedömning', [{ Mål: title, Bedömning: 'Ej bedömd' }]],
    ['NOT_YES_OR_NO', 'Målvärde nått', [{ Mål: title, Mått: measureName, Utfall: '79', 'Målvärde nått': 'nästan' }]],
    ['MISSING', 'Utfall', [{ Mål: title, Mått: measureName, Utfall: '', 'Målvärde nått': 'ja' }]],
    ['NOT_A_DATE', 'Gäller per', [status('Vänteläge', { 'Gäller per': 'i april' })]],
    ['AMBIGUOUS_DATE', 'Gäller per', [status('Vänteläge', { 'Gäller per': '3/4/2026' })]],
    ['TOO_LONG', 'Kommentar', [status('Vänteläge', { Kommentar: 'x'.repeat(10_001) })]],
    ['COMMENT_MISSING', 'Kommentar', [status('Vänteläge', { Kommentar: ' ' })]],
    ['AFTER_TERTIAL', 'Gäller per', [status('Vänteläge', { 'Gäller per': '2026-05-01' })]],
  ])('is at fault and never guessed at: %s in %s', (problem, column, rows) => {
    expect(faultsIn(fileOf(...rows))).toMatchObject([{ row: 2, column, problem }]);
  });

  it('is at fault when another row reports the same, and when its name is no longer alone', () => {
    const twice = fileOf(status('Vänteläge'), { Beteckning: leaflet, Status: 'Ej påbörjad', Kommentar: 'Nej.' });
    expect(faultsIn(twice)).toMatchObject([{ row: 3, column: 'Status', problem: 'REPORTED_TWICE' }]);
    const words = { heading: talksHeading, description: '' };
    const decision = { date: '2026-02-01', paragraph: '§ 1', dnr: 'KS 2026/1' };
    const goal = goalAfter({ type: 'ActivityReworded', data: { activityId: leaflet, ...words, decision } });
    const alike = fileOf(status('Vänteläge', { Aktivitet: talksHeading }));
    expect(faultsIn(alike, { goal })).toMatchObject([{ row: 2, column: 'Aktivitet', problem: 'AMBIGUOUS_NAME' }]);
  });

  it('is at fault when the label of its status means two statuses', () => {
    const { versions, ...rest } = modelWith();
    const model = {
      ...rest,
      versions: versions.map((version) => ({
        ...version,
        activityStatuses: version.activityStatuses.map((one) => ({ ...one, label: { sv: 'Pågår', en: one.code } })),
      })),
    };
    expect(faultsIn(fileOf(status('pågår')), { model })).toMatchObject([{ problem: 'AMBIGUOUS_STATUS' }]);
    expect(importing(fileOf(status('ON_HOLD')), { model }).faults).toEqual([]);
  });

  it('that has no value reports nothing, and a file without rows or without values is at fault', () => {
    const table = fileOf({ Mål: title, Aktivitet: leafletHeading }, status('Vänteläge', { Aktivitet: talksHeading }));
    const read = importing(table);
    expect(countsOf(table, read, read.event, 'T1')).toEqual({
      statuses: 1,
      outcomes: 0,
      assessments: 0,
      unchanged: 0,
      withoutReport: 1,
    });
    expect(faultsIn(fileOf())).toEqual([{ row: 2, column: 'Mål', problem: 'MISSING', value: '' }]);
    expect(faultsIn(fileOf({ Mål: title }))).toEqual([{ row: 1, column: 'Status', problem: 'MISSING', value: '' }]);
  });
});

describe('rule 127: an imported file', () => {
  const completed = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_AS_PLANNED')];

  it('is judged by each rule of a report, at its row and column, and reports nothing when one refuses', () => {
    const goal = goalAfter(...completed, removed(talks, '2026-05-06'));
    const table = fileOf(status('Pågående enligt plan'), status('Vänteläge', { Aktivitet: talksHeading }), {
      Mål: title,
      Bedömning: 'Delvis uppfylld',
      Kommentar: 'Halvvägs.',
      'Gäller per': '2026-05-13',
    });
    expect(faultsIn(table, { goal })).toEqual([
      { row: 2, column: 'Status', problem: 'COMPLETED_ALREADY', value: 'ONGOING_AS_PLANNED' },
      { row: 3, column: 'Aktivitet', problem: 'ACTIVITY_REMOVED', value: '' },
      { row: 4, column: 'Gäller per', problem: 'AFTER_TERTIAL', value: '2026-05-13' },
    ]);
  });

  it('rule 7: has no fact of a day that has not come', () => {
    const table = fileOf(status('Vänteläge', { 'Gäller per': '2026-04-20' }));
    expect(faultsIn(table, { today: '2026-04-19' })).toMatchObject([{ column: 'Gäller per', problem: 'IN_FUTURE' }]);
  });

  it('rule 3: is judged on the statuses and outcomes that it reports itself', () => {
    const fulfilled = { Mål: title, Bedömning: 'Uppfylld' };
    const both = ['Avslutad enligt plan', 'Avslutad enligt plan'] as const;
    const rows = ([one, other]: readonly [string, string]) => [
      fulfilled,
      status(one),
      status(other, { Aktivitet: talksHeading }),
    ];
    const goal = goalAfter();
    expect(importing(fileOf(...rows(both)), { goal })).toMatchObject({
      faults: [],
      event: { data: { goals: [{ assessment: { status: 'FULFILLED' } }] } },
    });
    const obstructed = { row: 2, column: 'Bedömning', problem: 'NOT_FULFILLED_BY_ACTIVITIES', value: 'FULFILLED' };
    expect(faultsIn(fileOf(...rows(['Avslutad enligt plan', 'Vänteläge'])), { goal })).toEqual([obstructed]);
    // The fault of the other row may be what stands in the way.
    const typo = faultsIn(fileOf(...rows(['Avslutad enligt plan', 'Avslutat'])), { goal });
    expect(typo).toMatchObject([{ row: 4, problem: 'UNKNOWN_STATUS' }]);
    const measuredGoal = goalAfter(withMeasure);
    const model = modelWith({ fulfilmentByMeasures: true });
    const outcome = (reached: string) => ({ Mål: title, Mått: measureName, Utfall: '79', 'Målvärde nått': reached });
    expect(importing(fileOf(fulfilled, outcome('ja')), { goal: measuredGoal, model }).faults).toEqual([]);
    expect(faultsIn(fileOf(fulfilled, outcome('nej')), { goal: measuredGoal, model })).toMatchObject([
      { row: 2, problem: 'NOT_FULFILLED_BY_MEASURES' },
    ]);
  });

  it('does not report again what is reported, however it is written', () => {
    const goal = goalAfter(
      withMeasure,
      reported(leaflet, 'ON_HOLD'),
      measured('79 %', null),
      assessed('NOT_FULFILLED'),
    );
    const rows = [
      status('on hold', { Kommentar: 'Läget är ON_HOLD. \r\n' }),
      { Mål: title, Mått: measureName, Utfall: '79 %', Kommentar: 'Det blev 79 %.' },
      { Mål: title, Bedömning: 'Ej uppfylld', Kommentar: 'Läget är NOT_FULFILLED.', 'Gäller per': '30 april 2026' },
    ];
    const table = fileOf(...rows);
    const read = importing(table, { goal });
    expect([read.faults, read.event]).toEqual([[], null]);
    expect(countsOf(table, read, read.event, 'T1')).toMatchObject({ unchanged: 3, withoutReport: 0 });
    const changes = [{ Kommentar: 'Annat.' }, { 'Gäller per': '2026-04-29' }];
    for (const change of changes) {
      const changed = importing(fileOf({ ...rows[0], ...change }), { goal });
      expect(changed.event?.data.goals).toMatchObject([{ statuses: [{ activityId: leaflet }], assessment: null }]);
    }
  });

  it('rule 3: judges an unchanged fulfilment anew when something else of the goal changes', () => {
    const goal = goalAfter(...completed, assessed('FULFILLED'));
    const fulfilled = { Mål: title, Bedömning: 'Uppfylld', Kommentar: 'Läget är FULFILLED.' };
    expect(importing(fileOf(fulfilled), { goal })).toMatchObject({ faults: [], event: null });
    expect(faultsIn(fileOf(fulfilled, status('Avslutad med avvikelse')), { goal })).toMatchObject([
      { row: 2, problem: 'NOT_FULFILLED_BY_ACTIVITIES' },
    ]);
  });

  it('rule 16: does not report what was not in the plan in the tertial', () => {
    const goal = goalAfter(measureAdoptedOn('2026-05-06'));
    expect(faultsIn(fileOf({ Mål: title, Mått: measureName, Utfall: '79' }), { goal })).toMatchObject([
      { column: 'Mått', problem: 'NOT_IN_PLAN_THEN' },
    ]);
  });

  it('rule 9: has the statuses of the model in force on the last day of the tertial', () => {
    const later = {
      tertial: 'T2',
      plan: planAfter(opened('T2')),
      model: modelRenewedInJune,
      today: '2026-09-01',
    } as const;
    expect(faultsIn(fileOf(status('Vänteläge')), later)).toMatchObject([{ problem: 'UNKNOWN_STATUS' }]);
    expect(importing(fileOf(status('Röd')), later).faults).toEqual([]);
  });

  it('rule 68: is refused whole unless the follow-up is open', () => {
    const table = fileOf(status('Vänteläge'));
    refused(() => importing(table, { plan: planAfter() }), 'FOLLOW_UP_NOT_OPEN');
    refused(() => importing(table, { plan: planAfter(opened('T1'), closed('T1')) }), 'FOLLOW_UP_CLOSED');
  });

  it('rule 51: is refused whole to whoever may not report', () => {
    const states = { plan: planAfter(opened('T1')), goals: [goalAfter()], model: modelWith() };
    for (const actor of [auditor, controller, stranger]) {
      const code = actor === stranger ? 'NOT_FOUND' : 'FORBIDDEN';
      refused(() => importReports({ planId, tertial: 'T1' }, fileOf(), states, by(actor)), code);
    }
    const none = { ...states, plan: null };
    refused(() => importReports({ planId, tertial: 'T1' }, fileOf(), none, by(clerk)), 'NOT_FOUND');
  });

  it('rule 41: is counted the same when it has been imported before', () => {
    const table = fileOf(status('Vänteläge'), { Mål: title, Aktivitet: talksHeading });
    const { event, ...reading } = importing(table);
    expect(readingOf(table, 'T1')).toEqual(reading);
    expect(event).not.toBeNull();
  });
});
