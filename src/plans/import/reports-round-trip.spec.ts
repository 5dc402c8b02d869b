import fc from 'fast-check';
import { by, clerk, recorded, system } from '../../../test/support/given.js';
import { goalId, modelRenewedInJune, opened, planAfter, planId } from '../../../test/support/plan-under-test.js';
import { existing } from '../../kernel/fold.js';
import { activityIdOf, measureIdOf } from '../../kernel/identity.js';
import { isBlank } from '../../kernel/refusal.js';
import { defaultModel } from '../../steering-models/default-model.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { tertialView } from '../tertial-view/tertial-view.js';
import { enterReports } from './entering.js';
import { reportColumns } from './report-columns.js';
import { reportRows } from './report-rows.js';
import { countsOf, importReports } from './reports-import.js';
import { type FileFormat, fileFormats, fileOf } from './reports-file.service.js';
import { readSpreadsheet } from '../../platform/spreadsheets/spreadsheet-file.service.js';

const model = modelRenewedInJune;
const plan = planAfter(opened('T1'));
const [version] = model.versions;
const act = by(clerk);

// Texts with everything that a format or a spreadsheet program could change.
const sign = fc.constantFrom(
  ...Array.from('aå O\u0308é;,"\'=+-@#&<>_\t\n\u00a0\u200b\uFFFD🙂'),
  ...['\r\n', '\r', '_x000D_', '_x005F_', '#REF!', '\ufffe', '#SAKNAS!', '=1+1', '1/2/2026', 'Status'],
);
const text = fc.array(sign, { maxLength: 10 }).map((signs) => signs.join('').normalize('NFC'));
const named = text.map((given) => `x${given.replaceAll(/[\t\r\n\uFFFD]/g, ' ')}x`);
const comment = text.map((given) => (isBlank(given) ? 'Läget.' : given));
const remark = text.map((given) => (isBlank(given) ? '' : given));
const validOn = fc.constantFrom('2026-01-02', '2026-04-30');
const value = text.map((given) => (isBlank(given) ? '78 %' : given));
const statuses = defaultModel.activityStatuses.map(({ code }) => code);
const assessments = defaultModel.goalStatuses.filter(({ fulfilment }) => !fulfilment).map(({ code }) => code);

const histories = fc.record({
  title: named,
  activities: fc.array(
    fc.record({
      heading: named,
      report: fc.option(fc.record({ status: fc.constantFrom(...statuses), comment, validOn })),
    }),
    { maxLength: 4 },
  ),
  measures: fc.array(
    fc.record({
      name: named,
      report: fc.option(
        fc.record({ value, targetReached: fc.constantFrom(true, false, null), comment: remark, validOn }),
      ),
    }),
    { maxLength: 3 },
  ),
  assessment: fc.option(fc.record({ status: fc.constantFrom(...assessments), comment, validOn })),
});
type History = ReturnType<typeof histories.generate>['value'];

const dates = { description: '', startDate: '2026-01-01', endDate: '2026-12-31', responsibleUnit: '' };

function goalOf({ title, activities, measures, assessment }: History, isReported: boolean): Goal {
  const established: GoalEvent = {
    type: 'GoalEstablished',
    data: {
      goalId,
      title,
      measures: measures.map(({ name }, at) => ({ measureId: measureIdOf(goalId, at + 1), name, target: '' })),
      activities: activities.map(({ heading }, at) => ({
        activityId: activityIdOf(goalId, at + 1),
        heading,
        ...dates,
        responsible: null,
      })),
    },
  };
  const common = { tertial: 'T1', modelVersion: 1 } as const;
  const reports: GoalEvent[] = [
    ...activities.flatMap(({ report }, at): GoalEvent[] => {
      const activityId = activityIdOf(goalId, at + 1);
      return report === null
        ? []
        : [{ type: 'ActivityStatusReported', data: { activityId, ...report, ...common, warnings: [] } }];
    }),
    ...measures.flatMap(({ report }, at): GoalEvent[] => {
      const measureId = measureIdOf(goalId, at + 1);
      return report === null ? [] : [{ type: 'MeasureReported', data: { measureId, ...report, tertial: 'T1' } }];
    }),
    ...(assessment === null
      ? []
      : [{ type: 'GoalAssessed' as const, data: { goalId, ...assessment, ...common, proof: null } }]),
  ];
  return folded(null, [established, ...(isReported ? reports : [])]);
}

function folded(from: Goal | null, events: readonly GoalEvent[]): Goal {
  const goal = events.reduce((state, event, at) => goalFold.evolve(state, recorded(event, at, clerk)), from);
  return existing(goal, goalId);
}

function written(goal: Goal, format: FileFormat): string {
  const rows = reportRows(tertialView(model, plan, [goal], [], 'T1'), version ?? null);
  return fileOf(rows, 'T1', format);
}

async function imported(file: string, goal: Goal) {
  const { table } = await readSpreadsheet(file, reportColumns('T1'));
  const read = importReports({ planId, tertial: 'T1' }, table, { plan, goals: [goal], model }, act);
  return { ...read, counts: countsOf(table, read, read.event, 'T1') };
}

describe('rule 129: a file with the reports of a tertial', () => {
  const seed = Number(process.env.FC_SEED) || Date.now();
  process.stdout.write(`reports in a file: FC_SEED=${seed}\n`);

  it('imports again unchanged, in each format, whatever its texts are', async () => {
    const property = fc.asyncProperty(histories, fc.constantFrom(...fileFormats), async (history, format) => {
      const goal = goalOf(history, true);
      const { faults, event, counts, ignoredColumns } = await imported(written(goal, format), goal);
      expect({ faults, event, ignoredColumns }).toEqual({ faults: [], event: null, ignoredColumns: [] });
      const told = [...history.activities, ...history.measures].filter(({ report }) => report !== null).length;
      expect(counts.unchanged).toBe(told + (history.assessment === null ? 0 : 1));
    });
    await fc.assert(property, { numRuns: 200, seed });
  });

  it('gives a plan without reports the same reports, so that its own file is the same', async () => {
    const property = fc.asyncProperty(histories, fc.constantFrom(...fileFormats), async (history, format) => {
      const file = written(goalOf(history, true), format);
      const bare = goalOf(history, false);
      const { faults, event } = await imported(file, bare);
      // A text that was stored once has lost nothing by the file. Another plan does not have it.
      const own = faults.filter(({ problem }) => problem !== 'DAMAGED_CHARACTER' && problem !== 'SPREADSHEET_ERROR');
      expect(own).toEqual([]);
      if (faults.length > 0 || event === null) return;
      const [ofGoal, ...more] = event.data.goals;
      if (ofGoal === undefined) throw new Error('The file reports nothing.');
      expect(more).toEqual([]);
      const events = enterReports({ ...ofGoal, tertial: 'T1' }, bare, { plan, model }, by(system));
      expect(comparedText(written(folded(bare, events), 'CSV'))).toBe(
        comparedText(written(goalOf(history, true), 'CSV')),
      );
    });
    await fc.assert(property, { numRuns: 200, seed });
  });
});

/** A workbook has no CR: what XML had to escape is read as it was. */
function comparedText(file: string): string {
  return Buffer.from(file.slice(file.indexOf(',') + 1), 'base64').toString();
}
