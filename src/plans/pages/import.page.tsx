import type { Language } from '../../kernel/language.js';
import { planAddress, PLANS } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { type Control, field, type Option } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import {
  aName,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  mutation,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { shellWords } from '../../web/words.js';
import { aboutFile, fileImportPage } from '../../web/files/file-import.page.js';
import { importWords as words } from './import-words.js';

const modelsQuestion = query('', {
  steeringModels: asked('first: 100', fields({ edges: listOf(fields({ node: aName })) })),
});

const imported = fields({
  ...{ goals: aNumber, activities: aNumber, ...aboutFile },
  unmatched: listOf(fields({ name: aText, activities: aNumber })),
  plan: orNull(fields({ id: aText })),
});

const importPlan = mutation('$input: ImportPlanInput!', { importPlan: asked('input: $input', imported) });

interface Place {
  readonly id: string;
  readonly name: string | null;
  readonly isController: boolean;
  readonly models: readonly Option[];
}

/** The page on which a controller imports the plan of a board from a spreadsheet. */
export const importPlanPage = fileImportPage<Place, ValueOf<typeof imported>>({
  path: `${PLANS}/namnd/:board/importera`,
  documents: [modelsQuestion, importPlan],
  placeOf,
  title: ({ id, name }, language) => `${words.title[language]}, ${name ?? id}`,
  // Not everybody who has a role for the board reads its plans.
  back: ({ isController }, language) =>
    isController ? { to: PLANS, text: words.toPlans[language] } : { to: '/', text: shellWords.waiting[language] },
  hindrance: ({ isController }, language) => (isController ? null : words.controllersOnly[language]),
  file: words.file,
  fileHint: () => words.headings,
  controls: ({ models }, visit) => ({ before: aboutPlan(models, visit), after: [replacing(visit.language)] }),
  give: async (visit, { id: boardId }, { typed, file, how }) => {
    const { ar, modell, datum, paragraf = '', dnr = '', skal = '' } = typed;
    const decision = { date: datum, paragraph: paragraf, dnr };
    const reasonToReplace = skal.trim() === '' ? null : skal;
    const about = { boardId, year: Number(ar), steeringModelId: modell, decision, file, reasonToReplace };
    const given = await visit.give(importPlan, { input: { ...about, ...how } });
    return 'refusal' in given ? given : { value: given.value.importPlan };
  },
  faults: {
    PLAN_EXISTS: 'ar',
    FILE_UNREADABLE: 'fil',
    DECISION_REFERENCE_MISSING: 'paragraf',
    IN_FUTURE: 'datum',
    REASON_MISSING: 'skal',
  },
  sound: ({ goals, activities, unmatched }, language) => (
    <>
      <p class="ds-paragraph">{words.sound(goals, activities)[language]}</p>
      {unmatched.length > 0 && (
        <p class="ds-paragraph">
          {words.unmatched[language]} {unmatched.map(({ name, activities: count }) => `${name} (${count})`).join(', ')}.
        </p>
      )}
    </>
  ),
  then: ({ plan }) => planAddress(plan?.id ?? ''),
  button: words.import,
});

async function placeOf(visit: Visit): Promise<Place> {
  const { id, name, roles } = await theBoard(visit, visit.params.board);
  if (!roles.includes('CONTROLLER')) return { id, name, isController: false, models: [] };
  const { edges } = (await visit.ask(modelsQuestion)).steeringModels;
  const models = edges.map(({ node }) => ({ value: node.id, label: node.name ?? node.id }));
  return { id, name, isController: true, models };
}

function aboutPlan(models: readonly Option[], { language, today, query: { ar } }: Visit): readonly Control[] {
  const year = Number(today.slice(0, 4));
  const years = [year - 1, year, year + 1].map((one) => ({ value: String(one), label: String(one) }));
  return [
    field.pick('ar', words.year[language], years, { required: true, initial: ar ?? String(year) }),
    field.pick('modell', words.model[language], models, { required: true, initial: models.at(-1)?.value ?? '' }),
    field.group(words.decision[language], [
      field.day('datum', words.date[language], { required: true }),
      field.line('paragraf', words.paragraph[language], { required: true }),
      field.line('dnr', words.dnr[language], { required: true }),
    ]),
  ];
}

function replacing(language: Language): Control {
  return field.group(words.replace[language], [field.text('skal', words.whyReplaced[language])], true);
}
