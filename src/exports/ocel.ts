import { type Json, kindAndIdOf, type Stored } from '../kernel/fold.js';
import { isId } from '../kernel/identity.js';
import type { EventHeader } from '../evidence/leaf.js';
import { idOfThing, type OcelThing, type OcelType, ocelTypes, thingsOf } from './ocel-things.js';

/** A relationship of an event or object to an object, in the Object-Centric Event Log format (OCEL 2.0, JSON). */
export interface OcelRelationship {
  readonly objectId: string;
  readonly qualifier: string;
}

export interface OcelEvent {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly relationships: readonly OcelRelationship[];
}

export interface OcelObject {
  readonly id: string;
  readonly type: string;
  readonly attributes: readonly { readonly name: string; readonly value: string; readonly time: string }[];
  readonly relationships: readonly OcelRelationship[];
}

const strings = (names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));

export const ocelObjectTypes = Object.entries(ocelTypes).map(([name, attributes]) => ({
  name,
  attributes: strings(attributes),
}));

/** The attributes of every event type. All of them come from the event's header, which is never withheld. */
export const ocelEventAttributes = strings(['position', 'stream', 'revision', 'actor', 'role']);

/** The fields of event data that contain the id of an OCEL object. */
const REFERENCES = [...['steeringModelId', 'planId', 'goalId', 'activityId', 'proposalId', 'matterId', 'meetingId']];

/** Returns the event with a relationship to each object that its stream or data names. `data` is null if withheld. */
export function ocelEvent(header: EventHeader, data: Json | null): OcelEvent {
  const { id, type, recordedAt: time, stream, position, revision, metadata } = header;
  const about = [idOfThing(...kindAndIdOf(stream)), ...(data === null ? [] : referencesIn(data, 1))];
  const mentioned = data === null ? [] : referencesIn(data, Number.POSITIVE_INFINITY);
  const relationships = new Map<string, string>();
  for (const objectId of mentioned) relationships.set(objectId, 'mentions');
  for (const objectId of about) relationships.set(objectId, 'about');
  const facts = { position, stream, revision, actor: metadata.actor, role: metadata.role };
  return {
    id,
    type,
    time,
    attributes: Object.entries(facts).map(([name, value]) => ({ name, value: String(value) })),
    relationships: [...relationships].map(([objectId, qualifier]) => ({ objectId, qualifier })),
  };
}

function referencesIn(data: Json, depth: number): readonly string[] {
  if (depth < 0 || typeof data !== 'object' || data === null) return [];
  if (isList(data)) return data.flatMap((one) => referencesIn(one, depth - 1));
  return Object.entries(data).flatMap(([key, value]) => {
    if (typeof value === 'string') return REFERENCES.includes(key) ? [value] : [];
    return referencesIn(value, depth - 2);
  });
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

/** Returns the objects of one stream. Each attribute value has the recording time of the event that set it. */
export function ocelObjects(events: readonly Stored[]): readonly OcelObject[] {
  const [kind, id] = kindAndIdOf(events[0]?.stream ?? '');
  const objects = new Map<string, OcelObject>();
  for (const { at, things } of thingsOf(kind, id, events)) {
    for (const thing of things) objects.set(thing.id, withValues(objects.get(thing.id), thing, at));
  }
  return [...objects.values()];
}

function withValues(before: OcelObject | undefined, { id, type, values, relations }: OcelThing, at: string) {
  const attributes = [...(before?.attributes ?? [])];
  for (const [name, value] of Object.entries(values)) {
    const last = attributes.findLast((one) => one.name === name)?.value;
    if (value !== null && value !== last) attributes.push({ name, value, time: at });
  }
  const relationships = relations.map(([objectId, qualifier]) => ({ objectId, qualifier }));
  return { id, type, attributes, relationships };
}

/** Returns an object without attributes, for an id that the export mentions without exporting the object. */
export function bareObject(id: string): OcelObject {
  return { id, type: typeOf(id), attributes: [], relationships: [] };
}

function typeOf(id: string): OcelType {
  if (isId('Plan', id)) return 'plan';
  if (isId('Goal', id)) return 'goal';
  if (isId('Activity', id)) return 'activity';
  if (isId('RemovalProposal', id)) return 'proposal';
  if (isId('Matter', id)) return 'matter';
  if (isId('Meeting', id)) return 'meeting';
  if (isId('Municipality', id)) return 'log';
  return isId('SteeringModel', id) ? 'steering model' : 'review chain';
}
