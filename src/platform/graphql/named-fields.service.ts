import { type GraphQLSchema, isObjectType } from 'graphql';
import { setImmediate } from 'node:timers/promises';
import type { Id } from '../../kernel/identity.js';
import { NAMED, type NamedEdge, type NamedKind, type NamedRow } from '../graphql-types/named.view.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/** Ids whose names are asked for, by kind. */
export type AskedNames = Readonly<Record<NamedKind, readonly string[]>>;

export type FoundName = NamedRow & { readonly kind: NamedKind };

/** Reads the names of a municipality's persons, boards and units. Leaves out unknown ids. */
export type FindNames = (municipalityId: Id<'Municipality'>, asked: AskedNames) => Promise<readonly FoundName[]>;

interface Batch {
  readonly ids: Readonly<Record<NamedKind, Set<string>>>;
  readonly names: Promise<ReadonlyMap<string, FoundName>>;
}

/**
 * Gives the names of today. One query reads all names of a municipality that are asked for at the same time, so that a
 * page of rows costs one query. Nothing is kept, so that an erased name is gone at once.
 */
export class Names {
  readonly #open = new Map<Id<'Municipality'>, Batch>();

  constructor(private readonly read: FindNames) {}

  async of(municipalityId: Id<'Municipality'>, kind: NamedKind, id: string): Promise<NamedRow> {
    const batch = this.#open.get(municipalityId) ?? this.open(municipalityId);
    batch.ids[kind].add(id);
    const { name = null, title = null } = (await batch.names).get(keyOf(kind, id)) ?? {};
    return { id, name, title };
  }

  private open(municipalityId: Id<'Municipality'>): Batch {
    const ids = { person: new Set<string>(), board: new Set<string>(), unit: new Set<string>() };
    const names = setImmediate().then(async () => {
      this.#open.delete(municipalityId);
      const asked = { person: [...ids.person], board: [...ids.board], unit: [...ids.unit] };
      const found = await this.read(municipalityId, asked);
      return new Map(found.map((one) => [keyOf(one.kind, one.id), one]));
    });
    const batch = { ids, names };
    this.#open.set(municipalityId, batch);
    return batch;
  }
}

function keyOf(kind: NamedKind, id: string): string {
  return `${kind} ${id}`;
}

/**
 * Makes each field that is marked with {@link NAMED} give names beside ids. Whoever may read the id may read the name
 *. The municipality is the reader's, so a shared result never has such a field.
 */
export function resolveNames(schema: GraphQLSchema, names: Names): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const edge = field.extensions[NAMED];
      if (isEdge(edge)) field.resolve = (row: object, _, context: RequestContext) => namedIn(row, edge, context, names);
    }
  }
  return schema;
}

function isEdge(edge: unknown): edge is NamedEdge {
  return typeof edge === 'object' && edge !== null && 'idField' in edge;
}

function namedIn(row: object, { kind, idField }: NamedEdge, { person }: RequestContext, names: Names) {
  const value: unknown = Reflect.get(row, idField);
  if (person === null || value === undefined || value === null) return null;
  const named = (id: unknown) => names.of(person.municipalityId, kind, String(id));
  return Array.isArray(value) ? Promise.all(value.map(named)) : named(value);
}
