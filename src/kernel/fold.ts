import type { Id } from './identity.js';
import type { Role } from './permissions.js';
import { Refusal, refusals } from './refusal.js';
import type { IsoDate, IsoInstant } from './tertial.js';

/** @throws Refusal `NOT_FOUND` */
export function existing<Thing>(thing: Thing | null, id: string): Thing {
  if (thing === null) throw new Refusal(refusals.NOT_FOUND, { id });
  return thing;
}

/** Reads the newest state of one thing. */
export type ReadState = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** A JSON value, as an event's data is stored. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A fact of the domain before it is stored: what happened and the details. */
export interface EventOf<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}

export type AnyEvent = EventOf<string, unknown>;

/** Who did it, in which role, and which command or event it came from. Persons and roles are ids only (rule 46). */
export interface Metadata {
  readonly municipalityId: Id<'Municipality'>;
  /** The person, or `system` for what Tertial does itself when the board has decided. */
  readonly actor: Id<'Person'> | 'system';
  readonly role: Role;
  /** Whose role it is, when the actor held it as a deputy; absent for a reviewer, who holds a step of a chain. */
  readonly actingFor?: Id<'Person'>;
  readonly commandId: string;
  /** SHA-256 of the command's canonical JSON, to tell a repeated command from another with its id (rule 41). */
  readonly commandHash: string;
  /** The command that started it all. */
  readonly correlationId: string;
  /** The event that this one is a reaction to; null for a person's command. */
  readonly causationId: string | null;
  /** The trace of the request (W3C Trace Context), 32 hexadecimal digits; absent where traces were not collected. */
  readonly traceId?: string;
  /**
   * 32 random bytes in Base 64, which hide the event's data and its command's hash in the leaf that proves it: with them
   * go both, without them nobody can guess either. Absent from events of before there were leaves, whose salt is 32 zero bytes.
   */
  readonly salt?: string;
}

/** What the event store adds. */
export interface Envelope {
  /** UUID; derived from the command's id and the event's number within the command. */
  readonly id: string;
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /** Place in the log of all events; the only order there is (rule 50). Ascending; a safe integer. */
  readonly position: number;
  readonly recordedAt: IsoInstant;
  readonly metadata: Metadata;
}

export type Recorded<Event extends AnyEvent = AnyEvent> = Event & Envelope;

/** The fields of an event's data; none of what has no fields. */
export function fieldsOf(data: Json | undefined): { readonly [key: string]: Json } {
  return hasFields(data) ? data : {};
}

function hasFields(data: Json | undefined): data is { readonly [key: string]: Json } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Makes the data of a schema version into the data of the next. */
export type Upcast = (data: Json) => Json;

/**
 * Everything there is to know of one kind of stream: its events and what each does to the state. The command side
 * folds a stream to decide; the projector folds the same streams and stores each state in a row.
 */
export interface Fold<State, Event extends AnyEvent> {
  /** First part of the stream's name: the stream of `exempel.ks.2026` of kind `plan` is `plan-exempel.ks.2026`. */
  readonly kind: string;
  /** The state of a stream without events. */
  readonly initial: State;
  /** Each event type with its upcasts, oldest first: a type with none has schema version 1, with two version 3. */
  readonly events: { readonly [Type in Event['type']]: readonly Upcast[] };
  /** The wider thing that this one is a part of and is found by, such as a goal's plan; absent when there is none. */
  readonly partOf?: (id: string) => string;
  evolve(state: State, event: Recorded<Event>): State;
  /** The state without the facts that hold from a later day on; absent when all of its facts always hold. */
  validOn?(state: State, day: IsoDate): State;
}

export function streamOf(fold: Pick<Fold<never, never>, 'kind'>, id: string): string {
  return `${fold.kind}-${id}`;
}

/** Kind and id of a stream's name. */
export function kindAndIdOf(stream: string): [kind: string, id: string] {
  const dash = stream.indexOf('-');
  return [stream.slice(0, dash), stream.slice(dash + 1)];
}

/** An event as it is stored: of any schema version, its data not yet understood. */
export interface Stored extends Envelope {
  readonly type: string;
  readonly version: number;
  readonly data: Json;
}

/**
 * The event in the newest schema version of its type.
 *
 * @throws Error for a type or version that this build does not know: a newer build has written it.
 */
export function decode<Event extends AnyEvent>(fold: Pick<Fold<never, Event>, 'kind' | 'events'>, stored: Stored) {
  const upcasts = upcastsOf(fold.events, stored.type);
  if (upcasts === undefined || stored.version > upcasts.length + 1) {
    throw new Error(`This build does not know version ${stored.version} of the event ${fold.kind} ${stored.type}.`);
  }
  const data = upcasts.slice(stored.version - 1).reduce((older, upcast) => upcast(older), stored.data);
  const { id, stream, revision, position, recordedAt, metadata, type } = stored;
  const event = { type, data, id, stream, revision, position, recordedAt, metadata };
  if (!isEventOf(fold, event)) throw new Error(`${fold.kind} has no event ${type}.`);
  return event;
}

function upcastsOf(events: Readonly<Record<string, readonly Upcast[]>>, type: string): readonly Upcast[] | undefined {
  return Object.hasOwn(events, type) ? events[type] : undefined;
}

/** The type says which data it has: only this service writes the log, and each type and version is read back in tests. */
function isEventOf<Event extends AnyEvent>(
  fold: Pick<Fold<never, Event>, 'events'>,
  event: Recorded,
): event is Recorded<Event> {
  return Object.hasOwn(fold.events, event.type);
}

/** The schema version that new events of a type are written in. */
export function versionOf<Event extends AnyEvent>(
  fold: Pick<Fold<never, Event>, 'events'>,
  type: Event['type'],
): number {
  return fold.events[type].length + 1;
}
