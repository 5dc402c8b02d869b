import { type FieldNode, getArgumentValues, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { Kind, type SelectionSetNode } from 'graphql';
import { setImmediate } from 'node:timers/promises';
import type { Person } from '../../kernel/permissions.js';
import { AS_OF, type AsOf, type AsOfLookup } from '../as-of/as-of.service.js';
import type { ReadStates } from '../database/state-tables.view.js';
import { REFERENCE } from '../graphql-types/reference.view.js';
import type { ReferenceEdge, ReferenceKind, ReferenceRow } from '../graphql-types/reference.view.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/** Ids of the things that are asked for, by kind. */
export type AskedThings = Readonly<Record<ReferenceKind, readonly string[]>>;

/** Finds what things are called, by id. Leaves out unknown things and those that the person may not read. */
export type FindThings = (
  asked: AskedThings,
  states: ReadStates,
  person: Person,
) => Promise<ReadonlyMap<string, ReferenceRow>>;

interface Batch {
  readonly ids: Record<ReferenceKind, Set<string>>;
  readonly found: Promise<ReadonlyMap<string, ReferenceRow>>;
}

type Lookup = Pick<AsOfLookup, 'momentOf' | 'states'>;

/**
 * Gives the things beside their ids, as they were called at the moment of the answer (rule 49). All that a request asks
 * for at the same time is read at once, so that a page of rows costs one reading.
 */
export class References {
  readonly #open = new WeakMap<object, Map<string, Batch>>();

  constructor(
    private readonly find: FindThings,
    private readonly lookup: Lookup,
  ) {}

  /** @param asOf The moment that the query asked for. Null: now. */
  async of({ kind }: ReferenceEdge, id: string, context: RequestContext, asOf: AsOf | null) {
    if (context.person === null) return null;
    const batch = this.batchOf(context, context.person, asOf);
    batch.ids[kind].add(id);
    return (await batch.found).get(id) ?? null;
  }

  private batchOf(context: object, person: Person, asOf: AsOf | null): Batch {
    const batches = this.#open.get(context) ?? new Map<string, Batch>();
    this.#open.set(context, batches);
    const key = JSON.stringify(asOf);
    const batch = batches.get(key) ?? this.begun(person, asOf, () => batches.delete(key));
    batches.set(key, batch);
    return batch;
  }

  private begun(person: Person, asOf: AsOf | null, close: () => void): Batch {
    const ids = {
      plan: new Set<string>(),
      goal: new Set<string>(),
      activity: new Set<string>(),
      measure: new Set<string>(),
      proposal: new Set<string>(),
      matter: new Set<string>(),
      meeting: new Set<string>(),
      steeringModel: new Set<string>(),
    };
    const found = setImmediate().then(async () => {
      close();
      const { plan, goal, activity, measure, proposal, matter, meeting, steeringModel } = ids;
      const asked = {
        plan: [...plan],
        goal: [...goal],
        activity: [...activity],
        measure: [...measure],
        proposal: [...proposal],
        matter: [...matter],
        meeting: [...meeting],
        steeringModel: [...steeringModel],
      };
      const moment = await this.lookup.momentOf({ asOf }, person);
      return this.find(asked, this.lookup.states(moment), person);
    });
    return { ids, found };
  }
}

/** Makes each field that is marked with {@link REFERENCE} give the thing whose id stands beside it. */
export function resolveReferences(schema: GraphQLSchema, references: References): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const edge = field.extensions[REFERENCE];
      if (!isEdge(edge)) continue;
      field.resolve = (row: object, _, context: RequestContext, info) => {
        const id: unknown = Reflect.get(row, edge.idField);
        return typeof id === 'string' ? references.of(edge, id, context, asOfIn(info)) : null;
      };
    }
  }
  return schema;
}

function isEdge(edge: unknown): edge is ReferenceEdge {
  return typeof edge === 'object' && edge !== null && 'idField' in edge;
}

/** Returns the moment that the query around a field asks for. A comparison gives things as its later side has them. */
function asOfIn(info: GraphQLResolveInfo): AsOf | null {
  let root = info.path;
  while (root.prev !== undefined) root = root.prev;
  const node = rootField(info.operation.selectionSet, String(root.key), info);
  const type = info.schema.getRootType(info.operation.operation);
  const field = node === undefined ? undefined : type?.getFields()[node.name.value];
  if (node === undefined || field === undefined || node.arguments?.length === 0) return null;
  const given = getArgumentValues(field, node, info.variableValues);
  return momentIn(given[AS_OF]) ?? momentIn(sideIn(given.to)) ?? null;
}

function sideIn(side: unknown): unknown {
  return typeof side === 'object' && side !== null && AS_OF in side ? side[AS_OF] : null;
}

function momentIn(given: unknown): AsOf | null {
  return typeof given === 'object' && given !== null ? given : null;
}

/** Finds the field of the operation with a key in the answer. */
function rootField({ selections }: SelectionSetNode, key: string, info: GraphQLResolveInfo): FieldNode | undefined {
  for (const selection of selections) {
    switch (selection.kind) {
      case Kind.FIELD:
        if ((selection.alias ?? selection.name).value === key) return selection;
        break;
      case Kind.INLINE_FRAGMENT: {
        const found = rootField(selection.selectionSet, key, info);
        if (found !== undefined) return found;
        break;
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = info.fragments[selection.name.value];
        const found = fragment === undefined ? undefined : rootField(fragment.selectionSet, key, info);
        if (found !== undefined) return found;
        break;
      }
    }
  }
  return undefined;
}
