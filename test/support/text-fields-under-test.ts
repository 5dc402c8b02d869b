import {
  astFromValue,
  GraphQLID,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { isRequiredInputField, print } from 'graphql';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { fieldsOf, type RootField } from './inputs-under-test.js';

// Every place of the API where a client gives a text, found by walking the schema's input types.

export interface TextField {
  readonly operation: 'query' | 'mutation';
  readonly field: RootField;
  /** From the argument to the text, through input objects and lists. */
  readonly path: readonly string[];
}

/** Stands in a path for an element of a list. */
const ELEMENT = '0';

export function textFields(schema: GraphQLSchema): TextField[] {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  return (['query', 'mutation'] as const).flatMap((operation) =>
    fieldsOf(roots[operation]).flatMap((field) =>
      field.args.flatMap((arg) => pathsIn(arg.type).map((path) => ({ operation, field, path: [arg.name, ...path] }))),
    ),
  );
}

function pathsIn(type: GraphQLInputType): string[][] {
  if (isNonNullType(type)) return pathsIn(type.ofType);
  if (isListType(type)) return pathsIn(type.ofType).map((path) => [ELEMENT, ...path]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((one) => pathsIn(one.type).map((path) => [one.name, ...path]));
  }
  return type === GraphQLString || type === GraphQLID ? [[]] : [];
}

/** A request that gives the text in the field, and as little as the schema takes elsewhere. */
export function requestWith({ operation, field, path }: TextField, text: string, isLiteral: boolean) {
  const [first, ...rest] = path;
  const given = field.args.filter((arg) => arg.name === first || isRequired(arg.type, arg.defaultValue));
  const args = given.map((arg) => ({
    arg,
    value: arg.name === first ? valueWith(arg.type, rest, text) : leastOf(arg.type),
  }));
  const selection = selectionOf(field);
  const written = args.map(({ arg, value }) => {
    const literal = astFromValue(storedAs(arg.type, value), arg.type);
    return `${arg.name}: ${isLiteral && literal ? print(literal) : `$${arg.name}`}`;
  });
  if (isLiteral) return { query: `${operation} { ${field.name}(${written.join(', ')})${selection} }` };
  const declared = given.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const variables = Object.fromEntries(args.map(({ arg, value }) => [arg.name, value]));
  return { query: `${operation}(${declared}) { ${field.name}(${written.join(', ')})${selection} }`, variables };
}

/** The value as the service has it: a name of an enum can stand for another text. */
function storedAs(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return storedAs(type.ofType, value);
  if (isEnumType(type)) return type.getValue(String(value))?.value;
  if (isListType(type) && Array.isArray(value)) return value.map((one) => storedAs(type.ofType, one));
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return value;
  const given = new Map(Object.entries(value));
  const fields = Object.values(type.getFields()).filter(({ name }) => given.has(name));
  return Object.fromEntries(fields.map((one) => [one.name, storedAs(one.type, given.get(one.name))]));
}

function isRequired(type: GraphQLInputType, defaultValue: unknown): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function selectionOf({ type }: RootField): string {
  return /^\[?(?:String|ID|Int|Boolean|DateTime|LocalDate)!?\]?!?$/.test(String(type)) ? '' : ' { __typename }';
}

function valueWith(type: GraphQLInputType, path: readonly string[], text: string): unknown {
  const [first, ...rest] = path;
  if (isNonNullType(type)) return valueWith(type.ofType, path, text);
  if (first === undefined) return text;
  if (isListType(type)) return [valueWith(type.ofType, rest, text)];
  if (!isInputObjectType(type)) throw new Error(`${String(type)} has no ${first}.`);
  const fields = Object.values(type.getFields()).filter((one) => one.name === first || isRequiredInputField(one));
  return Object.fromEntries(
    fields.map((one) => [one.name, one.name === first ? valueWith(one.type, rest, text) : leastOf(one.type)]),
  );
}

const leastOfScalar: Readonly<Record<string, unknown>> = {
  String: 'Text',
  ID: 'exempel.ks',
  Int: 1,
  Boolean: true,
  LocalDate: '2026-05-12',
};

function leastOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((one) => [one.name, leastOf(one.type)]));
  }
  if (type.name in leastOfScalar) return leastOfScalar[type.name];
  throw new Error(`Nothing is known to give for ${type.name}. Add it to leastOfScalar.`);
}
