import { Refusal } from '../../kernel/refusal.js';
import { PLANS } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { asked, aText, fields, query } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { tertialNamed } from './plan-addresses.js';

const reportsFile = query('$planId: ID!, $tertial: Tertial!, $format: FileFormat!', {
  reportsFile: asked('planId: $planId, tertial: $tertial, format: $format', fields({ file: aText, name: aText })),
});

const formats: Readonly<Record<string, string>> = { 'rapporter.xlsx': 'XLSX', 'rapporter.csv': 'CSV' };

/** The reports of a tertial as a file, which imports again unchanged. */
export const reportsFilePage: Page = {
  path: `${PLANS}/:plan/:tertial/fil/:file`,
  documents: [reportsFile],
  show: async ({ ask, params }) => {
    const { plan: planId = '', file = '' } = params;
    const [tertial, format] = [tertialNamed(params.tertial), formats[file]];
    if (tertial === undefined || format === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const { reportsFile: written } = await ask(reportsFile, { planId, tertial, format });
    return { download: written.file, name: written.name };
  },
};
