import { kindAndIdOf, type Stored } from './fold.js';
import { goalOf, type Id, isId, planOf } from './identity.js';

/** The kinds of entity whose ids {@link referencedEntities} finds in event data, by the format of the id alone. */
const named = ['Plan', 'Goal', 'Measure', 'Activity', 'RemovalProposal', 'Matter', 'Meeting'] as const;

/** The fields that contain the id of a person. Any word has the format of such an id, so the code needs the field. */
const personFields = new Set([
  'personId',
  'inPlaceOf',
  'substitute',
  'chair',
  'viceChairs',
  'members',
  'substitutes',
  'notServing',
  'adjusters',
  'calledBy',
  'persons',
  'authors',
  'actingFor',
  // The persons who moved a motion, made a reservation or a statement, or voted.
  'by',
  'yes',
  'no',
  'abstained',
]);

/**
 * Lists the entities that an event refers to: the entity of the event's stream, each entity in the event's data with a
 * kind in `named`, and the goals and plans that contain these entities. The list also has each person in the data and
 * the metadata, in the form that {@link personIn} returns.
 */
export function referencedEntities({ stream, data, metadata }: Pick<Stored, 'stream' | 'data' | 'metadata'>): string[] {
  const { municipalityId, actor, actingFor } = metadata;
  const [, id] = kindAndIdOf(stream);
  const entities = new Set(withParents(id));
  const persons = new Set(actor === 'system' ? [] : [actor]);
  if (actingFor !== undefined) persons.add(actingFor);
  gather(data, '', entities, persons);
  return [...entities, ...[...persons].map((person) => personIn(municipalityId, person))];
}

/** Joins the ids with a space, which no id contains. The id of a person is unique only within a municipality. */
export function personIn(municipalityId: Id<'Municipality'>, person: Id<'Person'>): string {
  return `${municipalityId} ${person}`;
}

function withParents(id: string): string[] {
  if (isId('RemovalProposal', id) || isId('Activity', id) || isId('Measure', id)) return [id, goalOf(id), planOf(id)];
  return isId('Goal', id) ? [id, planOf(id)] : [id];
}

function gather(value: unknown, field: string, entities: Set<string>, persons: Set<Id<'Person'>>): void {
  if (typeof value === 'string') {
    if (personFields.has(field) && isId('Person', value)) persons.add(value);
    else if (named.some((kind) => isId(kind, value))) for (const entity of withParents(value)) entities.add(entity);
  } else if (Array.isArray(value)) {
    for (const one of value) gather(one, field, entities, persons);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) gather(one, name, entities, persons);
  }
}
