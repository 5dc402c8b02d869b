import type { RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import { type Json, type Metadata, type Position, positionOf } from '../../../kernel/fold.js';
import type { SerializedEvent } from '../append-queue.js';
import { type FoundEvent, isOwnMetadata, type Matter } from '../foreign-event.js';
import type { LoggedEvent } from '../logged-event.js';
import { UnfinishedRestore, UnusableRecord } from './errors.service.js';
import { isRestored, type RestoredLog, shiftOf } from './restored-log.js';

/**
 * Makes the stream names on the server: `tertial:plan-...` for events, `tertialClaim-...` for claims of event ids, and
 * `tertialRestore` for how far a restore is.
 */
export class StreamNames {
  readonly prefix: string;

  constructor(private readonly name: string) {
    this.prefix = `${name}:`;
  }

  of(stream: string): string {
    return this.prefix + stream;
  }

  claimOf(eventId: string): string {
    return `${this.name}Claim-${eventId}`;
  }

  get restore(): string {
    return `${this.name}Restore`;
  }
}

interface OwnMetadata extends Metadata {
  readonly schemaVersion: number;
  readonly restoredFrom?: unknown;
}

/** The fields that the server sets itself, as they were in the log that was backed up. */
interface Before {
  readonly position: number;
  /** Instant in UTC with microseconds. */
  readonly recordedAt: string;
}

/** An event in the form that KurrentDB takes. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  readonly metadata: string;
}

/** Converts an event. KurrentDB has no field for the schema version, so the metadata contains it. */
export function proposed({ id, type, version, data, metadata }: SerializedEvent): Proposed {
  const own: unknown = JSON.parse(metadata);
  return {
    id,
    type,
    data,
    metadata: JSON.stringify({ ...objectOf(own), schemaVersion: version }),
  };
}

/** Converts an event of a backup. The metadata keeps the position and the time, because the server sets its own. */
export function restored({ id, type, version, data, metadata, position, recordedAt }: LoggedEvent): Proposed {
  const own: unknown = JSON.parse(metadata);
  const restoredFrom: Before = { position, recordedAt };
  return { id, type, data, metadata: JSON.stringify({ ...objectOf(own), schemaVersion: version, restoredFrom }) };
}

/** Reads what an event had before it was restored; null when no restore has written it. */
export function restoredFrom(metadata: unknown): Before | null {
  if (typeof metadata !== 'object' || metadata === null || !('restoredFrom' in metadata)) return null;
  const before: unknown = metadata.restoredFrom;
  return isBefore(before) ? before : null;
}

function isBefore(value: unknown): value is Before {
  if (typeof value !== 'object' || value === null || !('position' in value) || !('recordedAt' in value)) return false;
  return Number.isSafeInteger(value.position) && typeof value.recordedAt === 'string';
}

/** Returns the position of an event that no restore has written, by the place of its record. */
export function positionAt(commit: bigint, log: RestoredLog): Position {
  return safePosition(commit + BigInt(shiftOf(log)));
}

/**
 * Returns an event's position in the log.
 *
 * @throws UnfinishedRestore for an event of a restore that has begun since the log was opened.
 */
export function positionIn(event: Pick<RecordedEvent, 'metadata' | 'position'>, log: RestoredLog): Position {
  const before = beforeOf(event, log);
  return before === null ? positionAt(event.position?.commit ?? 0n, log) : positionOf(before.position);
}

/**
 * Returns what the server set itself before the event was restored; null for an event that no restore has written. What
 * an event says of itself counts in the part of the log that a restore has written: any client can write it.
 */
function beforeOf({ metadata, position }: Pick<RecordedEvent, 'metadata' | 'position'>, log: RestoredLog) {
  const before = restoredFrom(metadata);
  if (before === null) return null;
  if (log.places.length === 0 && log.isNone !== true) throw new UnfinishedRestore();
  return isRestored(log, Number(position?.commit ?? 0)) ? before : null;
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Reads an event. What another program or the server itself wrote to a stream of this service is a foreign event. */
export function stored(names: StreamNames, event: RecordedEvent, log: RestoredLog): FoundEvent {
  const { id, type, streamId, revision, created, position } = event;
  const data: unknown = event.data;
  const metadata: unknown = event.metadata;
  if (position === undefined) throw new UnusableRecord(`KurrentDB tells no position of the event ${id}.`);
  const place = {
    id,
    stream: streamId.slice(names.prefix.length),
    revision: Number(revision),
    position: positionIn(event, log),
    type,
    recordedAt: created.toISOString(),
  };
  const matter = matterByType.get(type);
  if (matter !== undefined) return { ...place, matter };
  if (!isJson(data)) return { ...place, matter: 'binary' };
  if (!isOwn(metadata)) return { ...place, matter: 'not ours' };
  const { schemaVersion, restoredFrom: _, ...own } = metadata;
  const before = beforeOf(event, log);
  const recordedAt = before === null ? place.recordedAt : withoutZeros(before.recordedAt);
  return { ...place, version: schemaVersion, data, metadata: own, recordedAt };
}

/** Microseconds that are zero are left out, as of a time that was never written with them. */
function withoutZeros(recordedAt: string): string {
  return recordedAt.replace(/(\.\d{3})000Z$/, '$1Z');
}

/** The types of the events that the server itself writes to a stream. */
const matterByType: ReadonlyMap<string, Matter> = new Map<string, Matter>([
  ['$>', 'link'],
  ['$streamDeleted', 'stream deleted'],
]);

/** Whether the data is JSON. The client parses JSON data and leaves other data as bytes. */
function isJson(data: unknown): data is Json {
  return data !== undefined && !(data instanceof Uint8Array);
}

function isOwn(metadata: unknown): metadata is OwnMetadata {
  if (!isOwnMetadata(metadata) || !('schemaVersion' in metadata)) return false;
  return Number.isSafeInteger(metadata.schemaVersion);
}

/** Converts a position to a number. @throws UnusableRecord when it exceeds the largest safe integer. */
export function safePosition(position: bigint): Position {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new UnusableRecord(
      `The log of KurrentDB has grown to position ${position}, which this service cannot represent as a number.`,
    );
  }
  return positionOf(position);
}

export function isResolved(item: unknown): item is ResolvedEvent {
  return typeof item === 'object' && item !== null && 'event' in item;
}
