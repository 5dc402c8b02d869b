import type { Language } from '../../kernel/language.js';
import { planAddress, PLANS } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { ErrorSummary, type Fault } from '../../web/error-summary.page.js';
import { type Control, field, initialOf } from '../../web/form-controls.js';
import { Controls, missingIn } from '../../web/form-fields.page.js';
import { Token } from '../../web/layout.page.js';
import type { Page, PageRefusal, Shown, Visit } from '../../web/page.page.js';
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
import { formWords } from '../../web/words.js';
import { problemWords } from '../row-faults.js';
import { importWords as words } from './import-words.js';

const modelsQuestion = query('', {
  steeringModels: asked('first: 100', fields({ edges: listOf(fields({ node: aName })) })),
});

const aFault = fields({ row: aNumber, column: aText, problem: aText, value: aText });

const imported = fields({
  ...{ goals: aNumber, activities: aNumber, faults: listOf(aFault) },
  ...{ ignoredColumns: listOf(aText), ignoredSheets: listOf(aText) },
  unmatched: listOf(fields({ name: aText, activities: aNumber })),
  plan: orNull(fields({ id: aText })),
});

const importPlan = mutation('$input: ImportPlanInput!', { importPlan: asked('input: $input', imported) });

type Texts = Readonly<Record<string, string>>;
type Checked = ValueOf<typeof imported>;

/** The button that imports the file. The other one only checks it. */
const IMPORT = 'importera';
/** The file that was checked, so that it need not be chosen again. */
const SAME_FILE = 'samma';
const MOST_CHARACTERS_OF_SAME_FILE = 500_000;
const MOST_FAULTS = 200;

/** The page on which a controller imports the plan of a board from a spreadsheet. */
export const importPlanPage: Page = {
  path: `${PLANS}/namnd/:board/importera`,
  documents: [modelsQuestion, importPlan],
  takesFile: true,
  show: async (visit) => {
    const place = await placeOf(visit);
    return shown(visit, place, { typed: { ...initialOf(place.controls), kommando: crypto.randomUUID() }, faults: [] });
  },
  take: async (visit, typed) => {
    const place = await placeOf(visit);
    const { fil = '', [SAME_FILE]: same = '' } = typed;
    const file = fil === '' ? same : fil;
    const missing = missingIn(place.controls, { ...typed, fil: file }, visit.language);
    if (missing.length > 0) return shown(visit, place, { typed, faults: missing });
    const input = inputOf(typed, place.id, file);
    const checked = await visit.give(importPlan, { input: { ...input, dryRun: true } });
    if ('refusal' in checked) return shown(visit, place, { typed, faults: [faultOf(checked.refusal)] });
    const { importPlan: found } = checked.value;
    const isSound = found.faults.length === 0;
    const kept = { ...typed, [SAME_FILE]: isSound && file.length <= MOST_CHARACTERS_OF_SAME_FILE ? file : '' };
    if (!isSound || typed.steg !== IMPORT) return shown(visit, place, { typed: kept, faults: [], found });
    const given = await visit.give(importPlan, { input: { ...input, commandId: typed.kommando } });
    if ('refusal' in given) return shown(visit, place, { typed: kept, faults: [faultOf(given.refusal)] });
    return { to: planAddress(given.value.importPlan.plan?.id ?? '') };
  },
};

interface Place {
  readonly id: string;
  readonly name: string | null;
  readonly isController: boolean;
  readonly controls: readonly Control[];
}

async function placeOf(visit: Visit): Promise<Place> {
  const { id, name, roles } = await theBoard(visit, visit.params.board);
  const isController = roles.includes('CONTROLLER');
  return { id, name, isController, controls: isController ? await controlsOf(visit) : [] };
}

async function controlsOf({ ask, language, today }: Visit): Promise<Control[]> {
  const { edges } = (await ask(modelsQuestion)).steeringModels;
  const models = edges.map(({ node: { id, name } }) => ({ value: id, label: name ?? id }));
  const year = Number(today.slice(0, 4));
  const years = [year - 1, year, year + 1].map((one) => ({ value: String(one), label: String(one) }));
  return [
    field.pick('ar', words.year[language], years, { required: true, initial: String(year) }),
    field.pick('modell', words.model[language], models, { required: true, initial: models.at(-1)?.value ?? '' }),
    field.group(words.decision[language], [
      field.day('datum', words.date[language], { required: true }),
      field.line('paragraf', words.paragraph[language], { required: true }),
      field.line('dnr', words.dnr[language], { required: true }),
    ]),
    field.file('fil', words.file[language], '.csv,.tsv,.txt,.xlsx', { required: true, hint: words.headings[language] }),
    field.group(words.replace[language], [field.text('skal', words.whyReplaced[language])], true),
  ];
}

function inputOf({ ar, modell, datum, paragraf = '', dnr = '', skal = '' }: Texts, boardId: string, file: string) {
  const decision = { date: datum, paragraph: paragraf, dnr };
  const reasonToReplace = skal.trim() === '' ? null : skal;
  return { boardId, year: Number(ar), steeringModelId: modell, decision, file, reasonToReplace };
}

const fieldOfFault: Texts = {
  PLAN_EXISTS: 'ar',
  FILE_UNREADABLE: 'fil',
  DECISION_REFERENCE_MISSING: 'paragraf',
  IN_FUTURE: 'datum',
  REASON_MISSING: 'skal',
};

function faultOf({ code, sentence }: PageRefusal): Fault {
  return { field: fieldOfFault[code] ?? null, sentence };
}

interface State {
  readonly typed: Texts;
  readonly faults: readonly Fault[];
  readonly found?: Checked;
}

function shown({ language, formToken }: Visit, place: Place, { typed, faults, found }: State): Shown {
  const { name, id, isController, controls } = place;
  const isAtFault = faults.length > 0 || (found !== undefined && found.faults.length > 0);
  return {
    title: `${words.title[language]}, ${name ?? id}`,
    ...(isAtFault && { status: 422 }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={PLANS}>
            {words.toPlans[language]}
          </a>
        </p>
        {!isController && <p class="ds-paragraph">{words.controllersOnly[language]}</p>}
        {found !== undefined && <Found {...{ found, language }} />}
        {isController && (
          <form method="post" enctype="multipart/form-data" class="report" id="formular">
            <ErrorSummary title={formWords.faults[language]} faults={faults} />
            <Token value={formToken} />
            <input type="hidden" name="kommando" value={typed.kommando ?? ''} />
            <input type="hidden" name={SAME_FILE} value={typed[SAME_FILE] ?? ''} />
            {(typed[SAME_FILE] ?? '') !== '' && <p class="ds-paragraph">{words.sameFile[language]}</p>}
            <Controls {...{ controls, typed, faults, language }} />
            <div class="links">
              <button class="ds-button" type="submit" name="steg" value="kontrollera">
                {words.check[language]}
              </button>
              <button class="ds-button" data-variant="secondary" type="submit" name="steg" value={IMPORT}>
                {words.import[language]}
              </button>
            </div>
          </form>
        )}
      </>
    ),
  };
}

interface FoundProps {
  readonly found: Checked;
  readonly language: Language;
}

/** The result of the check: each fault by its row and column, or the number of goals and activities. */
function Found({ found, language }: FoundProps) {
  const { faults, goals, activities, ignoredColumns, ignoredSheets, unmatched } = found;
  if (faults.length > 0) return <Faults {...{ found, language }} />;
  const units = unmatched.map(({ name, activities: count }) => `${name} (${count})`);
  const asides = [
    [words.ignoredColumns, ignoredColumns],
    [words.ignoredSheets, ignoredSheets],
    [words.unmatched, units],
  ] as const;
  return (
    <section class="ds-alert" data-color="success" role="status">
      <p class="ds-paragraph">{words.sound(goals, activities)[language]}</p>
      {asides
        .filter(([, names]) => names.length > 0)
        .map(([title, names]) => (
          <p class="ds-paragraph" key={title.en}>
            {title[language]} {names.join(', ')}.
          </p>
        ))}
    </section>
  );
}

function Faults({ found: { faults }, language }: FoundProps) {
  return (
    <section>
      <p class="ds-alert" data-color="danger" role="alert">
        {words.unsound(faults.length)[language]}
      </p>
      <table class="ds-table">
        <caption>{words.faults[language]}</caption>
        <thead>
          <tr>
            {[words.row, words.column, words.value, words.problem].map((heading) => (
              <th scope="col" key={heading.en}>
                {heading[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_FAULTS).map(({ row, column, problem, value }, index) => (
            <tr key={index}>
              <td>{row}</td>
              <td>{column}</td>
              <td>{value.slice(0, 200)}</td>
              <td>{problemWords(language, problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {faults.length > MOST_FAULTS && <p class="ds-paragraph">{words.more(faults.length - MOST_FAULTS)[language]}</p>}
    </section>
  );
}
