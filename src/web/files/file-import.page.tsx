import type { ComponentChildren } from 'preact';
import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { ErrorSummary, type Fault } from '../error-summary.page.js';
import { type Control, field, initialOf } from '../form-controls.js';
import { Controls, missingIn } from '../form-fields.page.js';
import { Token } from '../layout.page.js';
import type { Given, Page, PageRefusal, Shown, Visit } from '../page.page.js';
import { aNumber, type ApiDocument, aText, fields, listOf, orNull, type ValueOf } from '../selection.js';
import { DataTable } from '../tables/data-table.page.js';
import { formWords } from '../words.js';
import { problemWords } from '../../kernel/row-faults.js';
import { fileWords as words } from './file-words.js';

type Texts = Readonly<Record<string, string>>;

const aFault = fields({
  ...{ row: aNumber, column: aText, problem: aText, value: aText },
  choices: orNull(listOf(fields({ sv: aText, en: aText }))),
});

/** The answer about any file that was checked or imported. */
export const aboutFile = {
  ...{ faults: listOf(aFault), faultyRows: orNull(aText), ignoredColumns: listOf(aText), ignoredSheets: listOf(aText) },
};

interface AboutFile {
  readonly faults: readonly ValueOf<typeof aFault>[];
  readonly faultyRows: string | null;
  readonly ignoredColumns: readonly string[];
  readonly ignoredSheets: readonly string[];
}

/** The import of one kind of file into a place. */
export interface FileImport<Place, Found extends AboutFile> {
  readonly path: string;
  readonly documents: readonly ApiDocument<unknown>[];
  readonly placeOf: (visit: Visit) => Promise<Place>;
  readonly title: (place: Place, language: Language) => string;
  readonly back: (place: Place, language: Language) => { readonly to: string; readonly text: string };
  /** Says why the person cannot import here; null when the person can. */
  readonly hindrance: (place: Place, language: Language) => string | null;
  readonly file: Words;
  readonly fileHint: (place: Place) => Words;
  /** The fields before and after the field of the file. */
  readonly controls: (place: Place, visit: Visit) => Readonly<Record<'before' | 'after', readonly Control[]>>;
  /** Gives the command: as a dry run, or with the id of the command. */
  readonly give: (
    visit: Visit,
    place: Place,
    given: { readonly typed: Texts; readonly file: string; readonly how: { dryRun: true } | { commandId: string } },
  ) => Promise<Given<Found>>;
  /** The field that each refusal is about, by its code. */
  readonly faults: Texts;
  /** Says what a sound file has. */
  readonly sound: (found: Found, language: Language) => ComponentChildren;
  readonly then: (found: Found, place: Place) => string;
  readonly button: Words;
}

/** The button that imports the file. The other one only checks it. */
const IMPORT = 'importera';
/** The file that was checked, so that it need not be chosen again. */
const SAME_FILE = 'samma';
const MOST_CHARACTERS_OF_SAME_FILE = 500_000;
const MOST_FAULTS = 200;
const IMPORT_FAULTS = 'IMPORT_FAULTS';

/** Makes the page on which a file is checked, and then imported. */
export function fileImportPage<Place, Found extends AboutFile>(kind: FileImport<Place, Found>): Page {
  return {
    path: kind.path,
    documents: kind.documents,
    takesFile: true,
    show: async (visit) => {
      const place = await kind.placeOf(visit);
      const typed = { ...initialOf(controlsOf(kind, place, visit)), kommando: crypto.randomUUID() };
      return shown(visit, kind, place, { typed, faults: [] });
    },
    take: async (visit, typed) => {
      const place = await kind.placeOf(visit);
      const { fil = '', kommando = '', [SAME_FILE]: same = '' } = typed;
      const file = fil === '' ? same : fil;
      const missing = missingIn(controlsOf(kind, place, visit), { ...typed, fil: file }, visit.language);
      if (missing.length > 0) return shown(visit, kind, place, { typed, faults: missing });
      const refused = ({ code, sentence }: PageRefusal): Shown => {
        // Another file was imported with the id of the command. The form gets a new one.
        const id = code === 'COMMAND_ID_REUSED' ? crypto.randomUUID() : kommando;
        const faults = [{ field: kind.faults[code] ?? null, sentence }];
        return shown(visit, kind, place, { typed: { ...typed, kommando: id }, faults });
      };
      // Rule 41: a form that is sent twice imports once. So the command comes before any look at the file.
      const isImport = typed.steg === IMPORT;
      const given = isImport ? await kind.give(visit, place, { typed, file, how: { commandId: kommando } }) : null;
      if (given !== null && !('refusal' in given)) return { to: kind.then(given.value, place) };
      if (given !== null && given.refusal.code !== IMPORT_FAULTS) return refused(given.refusal);
      const dry = await kind.give(visit, place, { typed, file, how: { dryRun: true } });
      if ('refusal' in dry) return refused(dry.refusal);
      const found = dry.value;
      const isSound = found.faults.length === 0;
      // A dry run does not tell of everything that can hinder an import (rule 177).
      if (isSound && given !== null) return refused(given.refusal);
      const kept = { ...typed, [SAME_FILE]: isSound && file.length <= MOST_CHARACTERS_OF_SAME_FILE ? file : '' };
      return shown(visit, kind, place, { typed: kept, faults: [], found });
    },
  };
}

function controlsOf<Place, Found extends AboutFile>(
  { hindrance, controls, file, fileHint }: FileImport<Place, Found>,
  place: Place,
  visit: Visit,
): readonly Control[] {
  const { language } = visit;
  if (hindrance(place, language) !== null) return [];
  const { before, after } = controls(place, visit);
  const ofFile = { required: true, hint: fileHint(place)[language] };
  return [...before, field.file('fil', file[language], '.csv,.tsv,.txt,.xlsx', ofFile), ...after];
}

interface State<Found> {
  readonly typed: Texts;
  readonly faults: readonly Fault[];
  readonly found?: Found;
}

function shown<Place, Found extends AboutFile>(
  visit: Visit,
  kind: FileImport<Place, Found>,
  place: Place,
  { typed, faults, found }: State<Found>,
): Shown {
  const { language } = visit;
  const hindrance = kind.hindrance(place, language);
  const isAtFault = faults.length > 0 || (found !== undefined && found.faults.length > 0);
  const { to, text } = kind.back(place, language);
  const controls = controlsOf(kind, place, visit);
  return {
    title: kind.title(place, language),
    ...(isAtFault && { status: 422 }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={to}>
            {text}
          </a>
        </p>
        {hindrance !== null && <p class="ds-paragraph">{hindrance}</p>}
        {found !== undefined && found.faults.length > 0 && <Faults {...{ found, language }} />}
        {found !== undefined && found.faults.length === 0 && (
          <Sound {...{ found, language }}>{kind.sound(found, language)}</Sound>
        )}
        {hindrance === null && <FileForm {...{ visit, controls, typed, faults }} button={kind.button[language]} />}
      </>
    ),
  };
}

interface FormProps {
  readonly visit: Visit;
  readonly controls: readonly Control[];
  readonly typed: Texts;
  readonly faults: readonly Fault[];
  readonly button: string;
}

function FileForm({ visit: { language, formToken }, controls, typed, faults, button }: FormProps) {
  return (
    <form method="post" enctype="multipart/form-data" class="report" id="formular">
      <ErrorSummary title={formWords.faults[language]} faults={faults} />
      <Token value={formToken} />
      {['kommando', SAME_FILE].map((name) => (
        <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
      ))}
      {(typed[SAME_FILE] ?? '') !== '' && <p class="ds-paragraph">{words.sameFile[language]}</p>}
      <Controls {...{ controls, typed, faults, language }} />
      <div class="links">
        <button class="ds-button" type="submit" name="steg" value="kontrollera">
          {words.check[language]}
        </button>
        <button class="ds-button" data-variant="secondary" type="submit" name="steg" value={IMPORT}>
          {button}
        </button>
      </div>
    </form>
  );
}

interface SoundProps {
  readonly found: AboutFile;
  readonly language: Language;
  readonly children: ComponentChildren;
}

/** The result of the check of a sound file, with what is not read of it. */
function Sound({ found: { ignoredColumns, ignoredSheets }, language, children }: SoundProps) {
  const asides = [
    [words.ignoredColumns, ignoredColumns],
    [words.ignoredSheets, ignoredSheets],
  ] as const;
  return (
    <section class="ds-alert" data-color="success" role="status">
      {children}
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

/** Each fault of a file by its row and column. */
function Faults({ found, language }: Omit<SoundProps, 'children'>) {
  const { faults: of, faultyRows } = found;
  return (
    <section>
      <p class="ds-alert" data-color="danger" role="alert">
        {words.unsound(of.length)[language]}
      </p>
      {faultyRows !== null && (
        <p class="ds-paragraph">
          <a class="ds-link" href={faultyRows} download={`${words.fileOfFaults[language]}.xlsx`}>
            {words.faultyRows[language]}
          </a>
        </p>
      )}
      <DataTable
        caption={words.faults[language]}
        columns={[words.row, words.column, words.value, words.problem].map((heading) => heading[language])}
        rows={of
          .slice(0, MOST_FAULTS)
          .map(({ row, column, problem, value, choices }) => [
            row,
            column,
            value.slice(0, 200),
            problemWords(language, problem, choices),
          ])}
        hasRowHeadings={false}
      />
      {of.length > MOST_FAULTS && <p class="ds-paragraph">{words.more(of.length - MOST_FAULTS)[language]}</p>}
    </section>
  );
}
