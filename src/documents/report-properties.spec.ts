import fc from 'fast-check';
import { goalsArbitrary, modelOf, realReports, viewOf } from '../../test/support/any-report.js';
import { sampleReport, settingIn } from '../../test/support/documents-under-test.js';
import { languages } from '../kernel/language.js';
import { documentText } from './document-text.js';
import type { Document, Table } from './document.js';
import { reportDocument } from './report.js';

function tablesIn({ blocks }: Pick<Document, 'blocks'>): Table[] {
  return blocks.filter((block) => block.kind === 'table');
}

const counts = (counted: readonly { readonly count: number }[]) => counted.map(({ count }) => String(count));

it('rules 145 and 146: a report of any plan under any model has every figure of the view, and every activity once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...realReports),
      goalsArbitrary,
      fc.constantFrom(...languages),
      (real, given, language) => {
        const model = modelOf(real);
        const view = viewOf(model, given);
        const document = reportDocument(
          { ...sampleReport(), reports: [{ view, modelName: real.id, model }] },
          settingIn(language),
        );
        const lines = documentText(document).split('\n');
        expect(
          view.goals.filter((goal, at) => !lines.some((line) => line.endsWith(`${at + 1}. ${goal.title}`))),
        ).toEqual([]);
        const [statuses, assessments] = tablesIn(document);
        expect(statuses?.rows.map(([, count]) => count)).toEqual([
          ...counts(view.activityCounts),
          String(view.notReported),
        ]);
        expect(assessments?.rows.map(([, count]) => count)).toEqual([
          ...counts(view.goalCounts),
          String(view.notAssessed),
        ]);
        const all = view.goals.flatMap(({ activities }) => activities);
        expect(statuses?.sum?.[1]).toBe(String(all.length));
        const rows = document.annexes.flatMap(tablesIn).flatMap((table) => table.rows);
        expect(rows.map(([heading, , , , comment]) => [heading, comment])).toEqual(
          all.map(({ heading, status }) => [heading, status?.comment ?? '']),
        );
      },
    ),
    { numRuns: 25 },
  );
});
