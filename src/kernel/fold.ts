import type { Id } from './identity.js';
import type { Role } from './permissions.js';
import { Refusal, refusals } from './refusal.js';
import type { IsoDate, IsoInstant } from './tertial.js';

/** Returns the entity. @throws Refusal `NOT_FOUND` when it is null. */
export function existing<Thing>(thing: Thing | null, id: string): Thing {
  if (thing === null) throw new Refusal(refusals.NOT_FOUND, { id });
  return thing;
}

/** Reads the newest state of one entity from its stream. */
export type ReadState = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;

/** A JSON value. The event store keeps the data of an event as a JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A domain event before it is stored: its type and its data. */
export interface EventOf<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}

export type AnyEvent = EventOf<string, unknown>;

/** The actor, the role and the cause of an event. The metadata names persons by id only (rule 46). */
export interface Metadata {
  readonly municipalityId: Id<'Municipality'>;
  /** The id of the person who gave the command; `system` when Tertial itself gave it. */
  readonly actor: Id<'Person'> | 'system';
  readonly role: Role;
  /**
   * The person whom a deputy represents. Absent when the actor is no deputy. Absent also for a reviewer's deputy,
   * because the data of the verdict event names the person.
   */
  readonly actingFor?: Id<'Person'>;
  readonly commandId: string;
  /** The SHA-256 of the command's canonical JSON. It shows whether a repeated `commandId` has new content (rule 41). */
  readonly commandHash: string;
  /** The id of the command that started the chain of events. */
  readonly correlationId: string;
  /** The id of the event that caused this one; null when a person or a timer gave the command. */
  readonly causationId: string | null;
  /** The trace id of the request (W3C Trace Context), 32 hexadecimal digits; absent when tracing was off. */
  readonly traceId?: string;
  /**
   * The salt of the event's leaf in the Merkle tree of the log: 32 random bytes in Base64. It prevents a reader of
   * the leaf from confirming a guess of the data. Absent in older events; their leaves use 32 zero bytes.
   */
  readonly salt?: string;
}

declare const brand: unique symbol;

/**
 * The position of an event in the log of all events. Arithmetic makes a plain number of it, because the number before
 * or after a position can be no event's, and some stores refuse such a position.
 */
export type Position = number & { readonly [brand]: 'Position' };

/** The position of an event, or 0 before the first event of the log. */
export type PositionOrStart = Position | 0;

/** Takes back a position of an event that was stored. @throws Error for a number that can be no event's. */
export function positionOf(stored: number | bigint | string): Position {
  const position = Number(stored);
  if (!isPosition(position)) throw new Error(`${stored} is not the position of an event.`);
  return position;
}

/** Takes back the position of a checkpoint that was stored; 0 when it has no event yet. */
export function checkpointOf(stored: number | bigint | string): PositionOrStart {
  return Number(stored) === 0 ? 0 : positionOf(stored);
}

function isPosition(position: number): position is Position {
  return Number.isSafeInteger(position) && position > 0;
}

/** A domain event with the fields that the event store adds. */
export interface Envelope {
  /** A UUID that derives from the municipality, the command's id and the event's index in the command. */
  readonly id: string;
  readonly stream: string;
  /** The position in the stream, from 0. */
  readonly revision: number;
  /** The position in the log of all events, an ascending safe integer. Only the position orders events (rule 50). */
  readonly position: Position;
  readonly recordedAt: IsoInstant;
  readonly metadata: Metadata;
}

export type Recorded<Event extends AnyEvent = AnyEvent> = Event & Envelope;

/** Returns a JSON object, such as the data of an event, as a record; an empty record for any other JSON value. */
export function fieldsOf(data: Json | undefined): { readonly [key: string]: Json } {
  return hasFields(data) ? data : {};
}

function hasFields(data: Json | undefined): data is { readonly [key: string]: Json } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Converts event data of one schema version to the next version. */
export type Upcast = (data: Json) => Json;

/**
 * Defines one kind of stream: its event types and how each event changes the state. The command handler folds a stream
 * to decide on a command. The projector folds the same stream and stores the state in a row.
 */
export interface Fold<State, Event extends AnyEvent> {
  /** The first part of the stream's name: kind `plan` and id `exempel.ks.2026` give `plan-exempel.ks.2026`. */
  readonly kind: string;
  /** The state of a stream without events. */
  readonly initial: State;
  /** The upcasts of each event type, oldest first. The newest schema version of a type with n upcasts is n + 1. */
  readonly events: { readonly [Type in Event['type']]: readonly Upcast[] };
  /** Returns the id of the entity that contains this one, such as the plan of a goal. Absent: no entity contains it. */
  readonly partOf?: (id: string) => string;
  evolve(state: State, event: Recorded<Event>): State;
  /** Removes the facts that become valid after a day. Absent when no fact has a valid time. */
  validOn?(state: State, day: IsoDate): State;
}

export function streamOf(fold: Pick<Fold<never, never>, 'kind'>, id: string): string {
  return `${fold.kind}-${id}`;
}

/** Splits a stream's name into its kind and its id. */
export function kindAndIdOf(stream: string): [kind: string, id: string] {
  const dash = stream.indexOf('-');
  return [stream.slice(0, dash), stream.slice(dash + 1)];
}

/** A stored event of any schema version. {@link decode} upcasts its data. */
export interface Stored extends Envelope {
  readonly type: string;
  readonly version: number;
  readonly data: Json;
}

/** A newer build wrote an event of a kind, type or version that this build does not know. */
export class NewerEvent extends Error {
  override readonly name = 'NewerEvent';

  /** @param what The kind, type and version that this build does not know. */
  constructor(readonly what: string) {
    super(`This build does not know ${what}.`);
  }
}

/**
 * Upcasts a stored event to the newest schema version of its type.
 *
 * @throws NewerEvent for a type or version that this build does not know.
 */
export function decode<Event extends AnyEvent>(fold: Pick<Fold<never, Event>, 'kind' | 'events'>, stored: Stored) {
  const upcasts = upcastsOf(fold.events, stored.type);
  if (upcasts === undefined || stored.version > upcasts.length + 1) {
    throw new NewerEvent(`version ${stored.version} of the event ${fold.kind} ${stored.type}`);
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

/** Tests only the type. The data always fits the type, because only this service writes the log. */
function isEventOf<Event extends AnyEvent>(
  fold: Pick<Fold<never, Event>, 'events'>,
  event: Recorded,
): event is Recorded<Event> {
  return Object.hasOwn(fold.events, event.type);
}

/** Returns the schema version of new events of a type. */
export function versionOf<Event extends AnyEvent>(
  fold: Pick<Fold<never, Event>, 'events'>,
  type: Event['type'],
): number {
  return fold.events[type].length + 1;
}
