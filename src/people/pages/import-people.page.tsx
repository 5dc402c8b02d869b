import { REGISTER } from '../../web/addresses.js';
import { aboutFile, fileImportPage } from '../../web/files/file-import.page.js';
import { aNumber, asked, fields, mutation, type ValueOf } from '../../web/selection.js';
import { importPeopleWords as words } from './import-people-words.js';
import { managedBy, placesQuestion, stepNamesOf, stepsQuestion } from './register-places.page.js';
import { registerWords } from './register-words.js';
import type { StepNames } from './step-names.js';

const imported = fields({ people: aNumber, roles: aNumber, memberships: aNumber, ...aboutFile });

const importPeople = mutation('$input: ImportPeopleInput!', { importPeople: asked('input: $input', imported) });

interface Place {
  /** Whether the person may change all of the municipality's register. */
  readonly isAll: boolean;
  readonly steps: StepNames;
}

export const IMPORT_PEOPLE = `${REGISTER}/importera`;

/** The page on which an administrator imports people, with their roles and units, from a spreadsheet. */
export const importPeoplePage = fileImportPage<Place, ValueOf<typeof imported>>({
  path: IMPORT_PEOPLE,
  documents: [placesQuestion, stepsQuestion, importPeople],
  placeOf: async (visit) => {
    const { isAll } = await managedBy(visit);
    const { edges } = (await visit.ask(placesQuestion)).boards;
    const boardIds = isAll ? edges.map(({ node }) => node.id) : [];
    return { isAll, steps: await stepNamesOf(boardIds, visit) };
  },
  title: (_, language) => words.title[language],
  back: (_, language) => ({ to: REGISTER, text: registerWords.register[language] }),
  hindrance: ({ isAll }, language) => (isAll ? null : words.administratorsOnly[language]),
  file: words.file,
  fileHint: ({ steps }) => words.hint(steps.names()),
  controls: () => ({ before: [], after: [] }),
  give: async (visit, _, { file, how }) => {
    const given = await visit.give(importPeople, { input: { file, ...how } });
    return 'refusal' in given ? given : { value: given.value.importPeople };
  },
  faults: { FILE_UNREADABLE: 'fil', SEVERAL_SHEETS: 'fil' },
  sound: (found, language) => <p class="ds-paragraph">{words.sound(found)[language]}</p>,
  then: () => REGISTER,
  button: words.import,
});
