import {
  getNamedType,
  GraphQLID,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLNamedType, GraphQLObjectType } from 'graphql';

// Input for every field of the API, made from its schema: what is added later is asked about without anybody's having
// thought of it, and where nothing is known to give for it, that is said.

export type RootField = GraphQLField<unknown, unknown>;

/** The id of each kind of thing, by the name that the API has for it. */
export type Ids = Readonly<Record<string, string>>;

/** The id that `id` or `of` alone stands for, by the name of the field. */
const idOfField: Readonly<Record<string, string>> = {
  plan: 'planId',
  matter: 'matterId',
  matterMoments: 'matterId',
  meeting: 'meetingId',
  removalProposal: 'proposalId',
  steeringModel: 'steeringModelId',
  person: 'personId',
  history: 'planId',
  timeline: 'planId',
  replay: 'planId',
};

/** Of persons, who are nobody's things but in the register. */
const personNames = ['personId', 'inPlaceOf', 'chair', 'substitute', 'by'];

/** A client's own. */
const COMMAND_ID = 'commandId';

/** Words that are looked at before what an id names is looked for. */
const words: Readonly<Record<string, unknown>> = {
  year: 2027,
  dnr: 'KS 2026/3',
  paragraph: '87',
  time: '13:00',
  hash: '0'.repeat(64),
  sha256: '0'.repeat(64),
  csv: 'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet\nMål;Aktivitet;;2027-01-01;2027-12-31;HR',
};

const leastOfScalar: Readonly<Record<string, unknown>> = {
  String: 'Text',
  Int: 1,
  Boolean: true,
  LocalDate: '2026-05-12',
};

export function fieldsOf(type: GraphQLObjectType | null | undefined): RootField[] {
  return Object.values(type?.getFields() ?? {});
}

/** The least that a field takes, about these things. */
export function argsOf(field: RootField, ids: Ids): Record<string, unknown> {
  const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  return Object.fromEntries(needed.map((arg) => [arg.name, leastOf(arg.type, nameOfId(field, arg.name), field, ids)]));
}

/** The names of the ids of things that a field needs. */
export function idNames(field: RootField): string[] {
  const needed = field.args.filter((arg) => isNonNullType(arg.type)).flatMap((arg) => idsIn(arg.type, arg.name));
  return [...new Set(needed.map((name) => nameOfId(field, name)))].filter((name) => !isPersonAlone(name, field));
}

/** The names of the ids of things that a field takes to choose by. */
export function filterNames(field: RootField): string[] {
  return field.args.filter((arg) => getNamedType(arg.type) === GraphQLID && !isNonNullType(arg.type)).map(named);
}

function named({ name }: { readonly name: string }): string {
  return name;
}

function nameOfId(field: RootField, name: string): string {
  return name === 'id' || name === 'of' ? (idOfField[field.name] ?? `${field.name}.id`) : name;
}

function idsIn(type: GraphQLInputType, name: string): string[] {
  const inner: GraphQLNamedType = getNamedType(type);
  if (inner === GraphQLID) return name === COMMAND_ID ? [] : [name];
  if (!isInputObjectType(inner)) return [];
  return Object.values(inner.getFields())
    .filter(isRequiredInputField)
    .flatMap((field) => idsIn(field.type, field.name));
}

/** A field that shows a person, or the members of a unit, shows persons of the register. */
function isPersonAlone(name: string, field: RootField): boolean {
  return personNames.includes(name) && !['Person', 'Unit'].includes(getNamedType(field.type).name);
}

function leastOf(type: GraphQLInputType, name: string, field: RootField, ids: Ids): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType, name, field, ids);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    // An import takes a file in one of two fields, of which the schema can require neither.
    const needed = Object.values(type.getFields()).filter((one) => isRequiredInputField(one) || one.name === 'file');
    return Object.fromEntries(needed.map((one) => [one.name, leastOf(one.type, one.name, field, ids)]));
  }
  if (type === GraphQLID) return idFor(name, field, ids);
  const value = name in words ? words[name] : leastOfScalar[type.name];
  if (value === undefined) {
    throw new Error(
      `Nothing is known to give for ${name}: ${type.name} of ${field.name}. Add it to words, or its type to leastOfScalar.`,
    );
  }
  return value;
}

function idFor(name: string, field: RootField, ids: Ids): string {
  const id = isPersonAlone(name, field) ? 'karin' : ids[name];
  if (id === undefined) {
    throw new Error(
      `Nothing is known to give for the id ${name} of ${field.name}. Make such a thing in board-things-under-test.ts and ` +
        'add its id to idsAt there; if it is a person, add the name to personNames, and what `id` alone names to idOfField.',
    );
  }
  return id;
}
