import { Refusal } from '../../kernel/refusal.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { PLANS } from '../../web/addresses.js';
import { aNumber, asked, fields, listOf, mutation, oneOf, query, type ValueOf } from '../../web/selection.js';
import { formWords } from '../../web/words.js';
import { webRefusals } from '../../web/web-refusals.js';
import { aboutFile, fileImportPage } from '../../web/files/file-import.page.js';
import { reportsImportWords as words } from './import-words.js';
import { tertialAddress, tertialNamed } from './plan-addresses.js';
import { tertialHeading } from './plan-words.js';
import { aPermission } from './tertial-questions.page.js';

const permissionQuestion = query('$planId: ID!', {
  plan: asked(
    'id: $planId',
    fields({
      year: aNumber,
      followUps: listOf(fields({ tertial: oneOf(tertials), permitted: listOf(aPermission) })),
    }),
  ),
});

const imported = fields({
  ...{ statuses: aNumber, outcomes: aNumber, assessments: aNumber, unchanged: aNumber, withoutReport: aNumber },
  ...aboutFile,
});

const importReports = mutation('$input: ImportReportsInput!', { importReports: asked('input: $input', imported) });

interface Place {
  readonly planId: string;
  readonly tertial: Tertial;
  readonly year: number;
  /** The command, as far as the person may give it. Undefined: the follow-up is not opened. */
  readonly permission: ValueOf<typeof aPermission> | undefined;
}

/** The page on which a clerk imports the reports of a tertial from a spreadsheet. */
export const importReportsPage = fileImportPage<Place, ValueOf<typeof imported>>({
  path: `${PLANS}/:plan/:tertial/fil`,
  documents: [permissionQuestion, importReports],
  placeOf: async ({ ask, params }) => {
    const tertial = tertialNamed(params.tertial);
    if (tertial === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const planId = params.plan ?? '';
    const { year, followUps } = (await ask(permissionQuestion, { planId })).plan;
    const permitted = followUps.find((one) => one.tertial === tertial)?.permitted ?? [];
    return { planId, tertial, year, permission: permitted.find(({ command }) => command === 'importReports') };
  },
  title: ({ tertial, year }, language) => `${words.title[language]}, ${tertialHeading(tertial)} ${year}`,
  back: ({ planId, tertial }, language) => ({ to: tertialAddress(planId, tertial), text: words.toTertial[language] }),
  hindrance: ({ permission }, language) => {
    if (permission === undefined) return words.notOpened[language];
    return permission.allowed ? null : (permission.sentence ?? formWords.notYours[language]);
  },
  file: words.file,
  fileHint: () => words.hint,
  controls: () => ({ before: [], after: [] }),
  give: async (visit, { planId, tertial }, { file, how }) => {
    const given = await visit.give(importReports, { input: { planId, tertial, file, ...how } });
    return 'refusal' in given ? given : { value: given.value.importReports };
  },
  faults: { FILE_UNREADABLE: 'fil' },
  sound: (found, language) => <p class="ds-paragraph">{words.sound(found)[language]}</p>,
  then: (_, { planId, tertial }) => tertialAddress(planId, tertial),
  button: words.import,
});
