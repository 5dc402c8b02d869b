import type { RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import { type Json, type Metadata, type Position, positionOf } from '../../../kernel/fold.js';
import type { SerializedEvent } from '../append-queue.js';
import type { StoredEvent } from '../event-store.js';
import { UnusableRecord } from './errors.service.js';

/** Makes the stream names on the server: `tertial:plan-...` for events, `tertialClaim-...` for claims of event ids. */
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
}

interface OwnMetadata extends Metadata {
  readonly schemaVersion: number;
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

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Reads an event. @throws UnusableRecord when another program wrote the event to a stream of this service. */
export function stored(names: StreamNames, event: RecordedEvent): StoredEvent {
  const { id, type, streamId, revision, created, position } = event;
  const data: unknown = event.data;
  const metadata: unknown = event.metadata;
  if (!isJson(data) || !isOwn(metadata) || position === undefined) {
    throw new UnusableRecord(
      `The event ${id} in the stream ${streamId} of KurrentDB was written by another program. Find out which.`,
    );
  }
  const { schemaVersion, ...own } = metadata;
  return {
    id,
    stream: streamId.slice(names.prefix.length),
    revision: Number(revision),
    position: safePosition(position.commit),
    type,
    version: schemaVersion,
    data,
    metadata: own,
    recordedAt: created.toISOString(),
  };
}

/** Whether the data is JSON. The client parses JSON data and leaves other data as bytes. */
function isJson(data: unknown): data is Json {
  return data !== undefined && !(data instanceof Uint8Array);
}

function isOwn(metadata: unknown): metadata is OwnMetadata {
  return typeof metadata === 'object' && metadata !== null && 'schemaVersion' in metadata;
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
