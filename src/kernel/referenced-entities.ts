import { kindAndIdOf, type Stored } from './fold.js';
import { goalOf, type Id, isId, planOf } from './identity.js';

/** Told by the shape of their ids: nothing else that is written in an event looks like one of these. */
const named = ['Plan', 'Goal', 'Measure', 'Activity', 'RemovalProposal', 'Matter', 'Meeting'] as const;

/** Where an event names a person. Any word could be a person's id, so that its shape tells nothing. */
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
  'authors',
  'actingFor',
]);

/**
 * All that an event is about: its stream's thing, what that is a part of, and each thing and person that it names. The
 * persons are {@link personIn} their municipality.
 */
export function referencedEntities({ stream, data, metadata }: Pick<Stored, 'stream' | 'data' | 'metadata'>): string[] {
  const { municipalityId, actor, actingFor } = metadata;
  const [, id] = kindAndIdOf(stream);
  const things = new Set(withWholes(id));
  const persons = new Set(actor === 'system' ? [] : [actor]);
  if (actingFor !== undefined) persons.add(actingFor);
  gather(data, '', things, persons);
  return [...things, ...[...persons].map((person) => personIn(municipalityId, person))];
}

/** Persons' ids are their municipality's own. No id has a space. */
export function personIn(municipalityId: Id<'Municipality'>, person: Id<'Person'>): string {
  return `${municipalityId} ${person}`;
}

function withWholes(id: string): string[] {
  if (isId('RemovalProposal', id) || isId('Activity', id) || isId('Measure', id)) return [id, goalOf(id), planOf(id)];
  return isId('Goal', id) ? [id, planOf(id)] : [id];
}

function gather(value: unknown, field: string, things: Set<string>, persons: Set<Id<'Person'>>): void {
  if (typeof value === 'string') {
    if (personFields.has(field) && isId('Person', value)) persons.add(value);
    else if (named.some((kind) => isId(kind, value))) for (const thing of withWholes(value)) things.add(thing);
  } else if (Array.isArray(value)) {
    for (const one of value) gather(one, field, things, persons);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) gather(one, name, things, persons);
  }
}
