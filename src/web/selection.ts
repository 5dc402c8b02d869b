/**
 * The fields that a page asks the API for. The same description makes the text of the GraphQL document, the type of the answer,
 * and the check that the answer has that type.
 */
export interface Selection<Value> {
  /** The selection in GraphQL, such as `(id: $id) { title }`. Empty for a plain value. */
  readonly text: string;
  readonly is: (answer: unknown) => answer is Value;
}

type Fields = Readonly<Record<string, Selection<unknown>>>;
/** The type of what a selection or a document answers. */
export type ValueOf<One> = One extends Selection<infer Value> ? Value : never;
type Shape<Of extends Fields> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };

export const aText: Selection<string> = { text: '', is: (answer) => typeof answer === 'string' };
export const aNumber: Selection<number> = { text: '', is: (answer) => typeof answer === 'number' };
export const aFlag: Selection<boolean> = { text: '', is: (answer) => typeof answer === 'boolean' };

/** A value of an enum of the API. */
export function oneOf<const Value extends string>(values: readonly Value[]): Selection<Value> {
  return { text: '', is: (answer): answer is Value => values.some((value) => value === answer) };
}

export function orNull<Value>({ text, is }: Selection<Value>): Selection<Value | null> {
  return { text, is: (answer) => answer === null || is(answer) };
}

export function listOf<Value>({ text, is }: Selection<Value>): Selection<readonly Value[]> {
  return { text, is: (answer) => Array.isArray(answer) && answer.every(is) };
}

export function fields<Of extends Fields>(of: Of): Selection<Shape<Of>> {
  return { text: `{ ${textOf(of)} }`, is: (answer) => hasFields(of, answer) };
}

/** Gives a field its arguments, and its name where the answer calls it otherwise. */
export function asked<Value>(given: string, { text, is }: Selection<Value>, name?: string): Selection<Value> {
  return { text: `${name === undefined ? '' : `: ${name}`}${given === '' ? '' : `(${given})`} ${text}`, is };
}

/** A document of one operation, and the check of what it answers. */
export interface ApiDocument<Value> extends Selection<Value> {
  readonly kind: 'query' | 'mutation';
}

/** @param variables The declared variables, such as `$planId: ID!`. Empty for none. */
export function query<Of extends Fields>(variables: string, of: Of): ApiDocument<Shape<Of>> {
  return documentOf('query', variables, of);
}

/** @param variables The declared variables, such as `$input: ReportStatusInput!`. */
export function mutation<Of extends Fields>(variables: string, of: Of): ApiDocument<Shape<Of>> {
  return documentOf('mutation', variables, of);
}

function documentOf<Of extends Fields>(kind: 'query' | 'mutation', variables: string, of: Of): ApiDocument<Shape<Of>> {
  const { text, is } = fields(of);
  return { kind, text: `${kind} ${variables === '' ? '' : `(${variables}) `}${text}`, is };
}

function textOf(of: Fields): string {
  return Object.entries(of)
    .map(([name, { text }]) => (/^[:(]/.test(text) ? `${name}${text}` : `${name} ${text}`).trim())
    .join(' ');
}

function hasFields<Of extends Fields>(of: Of, answer: unknown): answer is Shape<Of> {
  if (typeof answer !== 'object' || answer === null) return false;
  return Object.entries(of).every(([name, { is }]) => is(Reflect.get(answer, name)));
}

/** A person or a board: the id, and the name unless it has been erased. */
export const aName = fields({ id: aText, name: orNull(aText) });
type Name = ValueOf<typeof aName>;

/** Returns the name of a person or a board, or the id when there is no name. */
export function called(one: Name | null): string {
  return one?.name ?? one?.id ?? '';
}
