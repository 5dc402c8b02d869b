import { fieldHints, fieldNames, fieldProblems } from './field-words.js';
import type { Language } from './language.js';
import { dayWords, theDay, timeIn } from './local-time.js';
import { missingPart, missingPartSamples, type PartOfThing } from './missing-part.js';
import type { IsoDate, IsoInstant } from './tertial.js';

/** An event that changed an entity, in the form that a refusal shows to the client. */
export interface Change {
  readonly event: string;
  readonly actor: string;
  readonly role: string;
  readonly at: IsoInstant;
}

/** Names a person in a sentence by the id. */
export type NameOf = (personId: string) => string;

type Sentence<Details> = string | ((details: Details, name: NameOf) => string);
type Sentences<Details> = Readonly<Record<Language, Sentence<Details>>>;

/** One kind of refusal. `Details` are the fields that the API returns besides the code. */
export interface RefusalKind<Details extends object = object> {
  /** The code is unique and never changes, because clients depend on it. */
  readonly code: string;
  /** Returns a sentence that says what is wrong and what to do next. */
  sentence(details: Details, language: Language, name?: NameOf): string;
  /** Example details for tests. Empty when the refusal has no details. */
  readonly samples: readonly Details[];
}

type Nameless<Details extends object = object> = Omit<RefusalKind<Details>, 'code'>;

/** Declares a refusal with its sentence in each language and, when it has details, samples of the details. */
export function refusal(declared: Sentences<Record<string, never>>): Nameless<Record<string, never>>;
export function refusal<Details extends object>(
  declared: Sentences<Details> & { readonly samples: readonly [Details, ...Details[]] },
): Nameless<Details>;
export function refusal<Details extends object>(
  declared: Sentences<Details> & { readonly samples?: readonly Details[] },
): Nameless<Details> {
  return {
    sentence: (details, language, name = (id) => id) => {
      const sentence = declared[language];
      return typeof sentence === 'string' ? sentence : sentence(details, name);
    },
    samples: declared.samples ?? [],
  };
}

/** Returns the table with a code in each refusal. The code is the key of the refusal in the table. */
export function declareRefusals<Table extends Readonly<Record<string, Nameless>>>(
  table: Table,
): { readonly [Code in keyof Table]: Table[Code] & { readonly code: Code } };
export function declareRefusals(table: Readonly<Record<string, Nameless>>): Readonly<Record<string, RefusalKind>> {
  return Object.fromEntries(Object.entries(table).map(([code, kind]) => [code, { ...kind, code }]));
}

/** The error that a rule throws to reject a command. A rejected command has changed nothing (rule 45). */
export class Refusal<Details extends object = object> extends Error {
  override readonly name = 'Refusal';
  readonly code: string;

  /**
   * The newest event of the entity's stream, so that a client that lost a race sees what the other command did.
   * Undefined unless the service has added the event with {@link after}.
   */
  readonly latest: Change | undefined;
  /** The names of persons by their ids, as far as the reader may know them. */
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly kind: RefusalKind<Details>,
    readonly details: Details,
    options?: ErrorOptions & { readonly latest?: Change | undefined; readonly names?: ReadonlyMap<string, string> },
  ) {
    super(kind.code, options);
    this.code = kind.code;
    this.latest = options?.latest;
    this.names = options?.names ?? new Map();
  }

  /** Returns a sentence in the given language. The sentence says what is wrong and what to do next. */
  sentence(language: Language): string {
    return this.kind.sentence(this.details, language, (id) => this.names.get(id) ?? id);
  }

  /** Lists the ids of the persons whom the sentence is about. */
  persons(): string[] {
    const ids = new Set<string>();
    this.kind.sentence(this.details, 'sv', (id) => {
      ids.add(id);
      return id;
    });
    return [...ids];
  }

  /** Returns a copy of the refusal with the newest event of the entity's stream. */
  after(latest: Change): Refusal<Details> {
    return new Refusal(this.kind, this.details, { cause: this.cause, latest, names: this.names });
  }

  /** Returns a copy of the refusal whose sentence calls persons by their names. The details keep the ids. */
  naming(names: ReadonlyMap<string, string>): Refusal<Details> {
    return new Refusal(this.kind, this.details, { cause: this.cause, latest: this.latest, names });
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}

export function listed(texts: readonly string[]): string {
  return texts.join(', ');
}

type Names = Readonly<Record<string, Record<Language, string>>>;

export function nameIn(language: Language, names: Names, code: string): string {
  return names[code]?.[language] ?? code;
}

/** Writes the names of codes as alternatives: *öppnat eller avslutat*. */
export function eitherIn(language: Language, names: Names, codes: readonly string[]): string {
  return alternatives(
    language,
    codes.map((code) => nameIn(language, names, code)),
  );
}

/** Joins texts with commas, and with *eller* or *or* before the last: *a, b eller c*, *a, b or c*. */
export function alternatives(language: Language, texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  const or = { sv: 'eller', en: 'or' }[language];
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${or} ${last}`;
}

export const roleNames: Record<string, Record<Language, string>> = {
  CONTROLLER: { sv: 'controller', en: 'controller' },
  CLERK: { sv: 'handläggare', en: 'clerk' },
  REVIEWER: { sv: 'granskare', en: 'reviewer' },
  SECRETARY: { sv: 'nämndsekreterare', en: 'secretary' },
  BOARD_MEMBER: { sv: 'ledamot', en: 'board member' },
  AUDITOR: { sv: 'revisor', en: 'auditor' },
  ADMINISTRATOR: { sv: 'administratör', en: 'administrator' },
  SYSTEM: { sv: 'systemet självt', en: 'the system itself' },
};

export function rolesIn(language: Language, codes: readonly string[]): string {
  return eitherIn(language, roleNames, codes);
}

/** The refusals that several features share. */
export const refusals = declareRefusals({
  NOT_FOUND: refusal<{ id: string; part?: PartOfThing }>({
    sv: ({ id, part }) =>
      part === undefined
        ? `${id} finns inte. Kontrollera beteckningen.`
        : `${missingPart('sv', id, part)}. Kontrollera numret.`,
    en: ({ id, part }) =>
      part === undefined ? `${id} does not exist. Check the id.` : `${missingPart('en', id, part)}. Check the number.`,
    samples: [{ id: 'exempel.ks.2026' }, ...missingPartSamples],
  }),
  FORBIDDEN: refusal<{ command: string; allowed: readonly string[]; scope?: 'MUNICIPALITY' }>({
    sv: ({ allowed, scope }) =>
      isDoneBySystem(allowed)
        ? 'Detta görs endast av systemet självt. Du behöver inte göra något.'
        : `Endast ${rolesIn('sv', allowed)}${scope === undefined ? '' : ' för hela kommunen'} får göra detta. Kontakta någon som har den rollen.`,
    en: ({ allowed, scope }) =>
      isDoneBySystem(allowed)
        ? 'Only the system itself does this. There is nothing for you to do.'
        : `Only ${rolesIn('en', allowed)}${scope === undefined ? '' : ' of the whole municipality'} may do this. Ask somebody with that role.`,
    samples: [
      { command: 'adoptSteeringModel', allowed: ['CONTROLLER'], scope: 'MUNICIPALITY' },
      { command: 'decidePoint', allowed: ['SECRETARY'] },
      { command: 'removeActivity', allowed: ['SYSTEM'] },
      {
        command: 'readPlans',
        allowed: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR', 'ADMINISTRATOR'],
      },
    ],
  }),
  INVALID_INPUT: refusal<{ fields: readonly { field: string; problem: string }[] }>({
    sv: ({ fields }) => faultsIn('sv', fields, (rest) => `Uppgifterna kunde inte läsas. Rätta: ${rest}.`),
    en: ({ fields }) => faultsIn('en', fields, (rest) => `The input could not be read. Correct: ${rest}.`),
    samples: [
      { fields: [{ field: 'motivation', problem: 'TOO_LONG' }] },
      { fields: [{ field: 'dnr', problem: 'matches' }] },
      {
        fields: [
          { field: 'title', problem: 'CONTROL_CHARACTER' },
          { field: 'reason', problem: 'LONE_SURROGATE' },
          { field: 'heading', problem: 'BIDIRECTIONAL_CONTROL' },
        ],
      },
      {
        fields: [
          { field: 'time', problem: 'matches' },
          { field: 'number', problem: 'min' },
          { field: 'year', problem: 'min' },
        ],
      },
    ],
  }),
  TEXT_MISSING: refusal<{ field: string }>({
    sv: ({ field }) => `Fältet ${nameIn('sv', fieldNames, field)} är tomt. Fyll i fältet.`,
    en: ({ field }) => `The field ${nameIn('en', fieldNames, field)} is empty. Fill it in.`,
    samples: [{ field: 'title' }, { field: 'considerations' }],
  }),
  REASON_MISSING: refusal({
    sv: 'Skäl saknas. Ange skälet.',
    en: 'A reason is missing. Write why.',
  }),
  DECISION_REFERENCE_MISSING: refusal({
    sv: 'Hänvisning till beslutet saknas. Ange paragraf och diarienummer.',
    en: 'The reference to the decision is missing. Give its paragraph and registry number.',
  }),
  IN_FUTURE: refusal<{ date: IsoDate; today: IsoDate }>({
    sv: ({ date, today }) =>
      `Datumet ${dayWords(date).sv} har inte inträffat än. Ange ett datum till och med ${theDay(today)}.`,
    en: ({ date, today }) => `${date} has not come yet. Give a date no later than ${today}.`,
    samples: [{ date: '2026-05-13', today: '2026-05-12' }],
  }),
  DATES_REVERSED: refusal<{ startDate: IsoDate; endDate: IsoDate }>({
    sv: ({ startDate, endDate }) =>
      `Slutdatumet ${dayWords(endDate).sv} infaller före startdatumet ${dayWords(startDate).sv}. Rätta datumen.`,
    en: ({ startDate, endDate }) => `The end date ${endDate} is before the start date ${startDate}. Correct the dates.`,
    samples: [{ startDate: '2026-06-01', endDate: '2026-05-01' }],
  }),
  COMMAND_ID_REUSED: refusal<{ commandId: string }>({
    sv: ({ commandId }) =>
      `Kommandots id ${commandId} har redan använts för något annat. Skicka kommandot med ett nytt id.`,
    en: ({ commandId }) => `The command id ${commandId} has been used for something else. Send it with a new id.`,
    samples: [{ commandId: 'c1' }],
  }),
  REVISION_CONFLICT: refusal<{ expected: number; actual: number; changes: readonly Change[] }>({
    sv: ({ changes }, name) =>
      `Det du läste har ändrats${changesIn('sv', changes, name)}. Läs in sidan på nytt och försök igen.`,
    en: ({ changes }, name) =>
      `What you read has been changed${changesIn('en', changes, name)}. Read it again and retry.`,
    samples: [
      {
        expected: 1,
        actual: 2,
        changes: [{ event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' }],
      },
      {
        expected: 1,
        actual: 3,
        changes: [
          { event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' },
          { event: 'RemovalActivityChanged', actor: 'system', role: 'SYSTEM', at: '2026-05-12T08:10:00.000Z' },
        ],
      },
    ],
  }),
});

/** Tells how often, by whom and when something was changed. The events stand in the details, because they are codes. */
function changesIn(language: Language, changes: readonly Change[], name: NameOf): string {
  const last = changes.at(-1);
  if (last === undefined) return '';
  const { actor, role, at } = last;
  const by = role === 'SYSTEM' ? 'Tertial' : `${name(actor)} (${rolesIn(language, [role])})`;
  const often = { sv: ` ${changes.length} gånger, senast`, en: ` ${changes.length} times, last` }[language];
  return `${changes.length === 1 ? '' : often} ${{ sv: 'av', en: 'by' }[language]} ${by} ${timeIn(language, at)}`;
}

function isDoneBySystem(allowed: readonly string[]): boolean {
  return allowed.every((role) => role === 'SYSTEM');
}

function faultsIn(
  language: Language,
  fields: readonly { field: string; problem: string }[],
  sentence: (faults: string) => string,
): string {
  const known = fields.flatMap(({ field, problem }) => fieldHints[`${field} ${problem}`]?.[language] ?? []);
  const unknown = fields.filter(({ field, problem }) => fieldHints[`${field} ${problem}`] === undefined);
  const rest = unknown.map(
    ({ field, problem }) => `${nameIn(language, fieldNames, field)} (${nameIn(language, fieldProblems, problem)})`,
  );
  return [...known, ...(rest.length > 0 ? [sentence(listed(rest))] : [])].join(' ');
}

/** @throws Refusal `TEXT_MISSING` with the field's name when the text is blank. */
export function requireText(field: string, text: string): void {
  if (isBlank(text)) throw new Refusal(refusals.TEXT_MISSING, { field });
}

/** Matches a text with something to see: neither White_Space nor Default_Ignorable_Code_Point (Unicode TR 44). */
export const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || !visible.test(text);
}
