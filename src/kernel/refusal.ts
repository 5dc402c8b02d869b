import type { Language } from './language.js';
import type { IsoInstant } from './tertial.js';

/** Something done since a revision, for a conflict to tell. */
export interface Change {
  readonly event: string;
  readonly actor: string;
  readonly role: string;
  readonly at: IsoInstant;
}

type Sentence<Details> = string | ((details: Details) => string);
type Sentences<Details> = Readonly<Record<Language, Sentence<Details>>>;

/** One kind of refusal. `Details`: what it tells besides its code, as the API shows it. */
export interface RefusalKind<Details extends object = object> {
  /** Stable and unique: clients depend on it. */
  readonly code: string;
  /** Says what is wrong and what to do. */
  sentence(details: Details, language: Language): string;
  /** Details for tests; several where the sentence depends on them. */
  readonly samples: readonly Details[];
}

type Nameless<Details extends object = object> = Omit<RefusalKind<Details>, 'code'>;

/** Declares a refusal: its sentence in each language, and samples of its details where it has any. */
export function refusal(declared: Sentences<Record<string, never>>): Nameless<Record<string, never>>;
export function refusal<Details extends object>(
  declared: Sentences<Details> & { readonly samples: readonly [Details, ...Details[]] },
): Nameless<Details>;
export function refusal<Details extends object>(
  declared: Sentences<Details> & { readonly samples?: readonly Details[] },
): Nameless<Details> {
  return {
    sentence: (details, language) => {
      const sentence = declared[language];
      return typeof sentence === 'string' ? sentence : sentence(details);
    },
    samples: declared.samples ?? [],
  };
}

/** Gives each refusal of a table its name there as its code. */
export function declareRefusals<Table extends Readonly<Record<string, Nameless>>>(
  table: Table,
): { readonly [Code in keyof Table]: Table[Code] & { readonly code: Code } };
export function declareRefusals(table: Readonly<Record<string, Nameless>>): Readonly<Record<string, RefusalKind>> {
  return Object.fromEntries(Object.entries(table).map(([code, kind]) => [code, { ...kind, code }]));
}

/** A rule's no to a command. Nothing has changed when it is thrown (rule 45). */
export class Refusal<Details extends object = object> extends Error {
  override readonly name = 'Refusal';
  readonly code: string;

  /** What happened last to the thing that the command is about, for the loser of a race. */
  readonly latest: Change | undefined;

  constructor(
    private readonly kind: RefusalKind<Details>,
    readonly details: Details,
    options?: ErrorOptions & { readonly latest?: Change },
  ) {
    super(kind.code, options);
    this.code = kind.code;
    this.latest = options?.latest;
  }

  /** What is wrong, and what to do. */
  sentence(language: Language): string {
    return this.kind.sentence(this.details, language);
  }

  /** The same refusal, with what happened last. */
  after(latest: Change): Refusal<Details> {
    return new Refusal(this.kind, this.details, { cause: this.cause, latest });
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

/** *öppnat eller avslutat* */
export function eitherIn(language: Language, names: Names, codes: readonly string[]): string {
  return alternatives(
    language,
    codes.map((code) => nameIn(language, names, code)),
  );
}

/** *a, b eller c*, *a, b or c* */
export function alternatives(language: Language, texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  const or = { sv: 'eller', en: 'or' }[language];
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${or} ${last}`;
}
