import { fieldsOf, type Json } from '../kernel/fold.js';
import { isId } from '../kernel/identity.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { base64Of, bytesOfBase64, bytesOfHex, hexOf } from '../evidence/encoding.js';
import type { ExportedEvent } from './exported-event.js';
import { type PassedOver, passedOverIn } from './passed-over.js';
import { type ExportedView, exportedViewKinds, type Scope } from './exported-views.js';
import { type EventHeader, SALT_BYTES } from '../evidence/leaf.js';
import { HASH_BYTES } from '../evidence/merkle-tree.js';

export const EXPORT_FORMAT = 'tertial export';
export const EXPORT_VERSION = 1;

/** The first line of an export. The signed checkpoint repeats this line's origin, size and root. */
export interface ExportHeader {
  readonly what: Scope;
  readonly takenAt: IsoInstant;
  readonly origin: string;
  /** The number of events that the checkpoint covers, also those that the export leaves out. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** The proof that the log begins with the `size` events of an older checkpoint. */
export interface Since {
  readonly size: number;
  readonly proof: readonly Uint8Array[];
}

/** The index of an event's leaf in the Merkle tree of the log, with its inclusion proof. */
export interface Place {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/**
 * The place of the first event that differs from the Merkle tree of the log or is missing. All earlier events are
 * unchanged. The exporter writes the departure so that the verifier can name the position of the change.
 */
export interface Departure {
  readonly index: number;
  /** The proof that the checkpoint's Merkle tree begins with the leaves before `index`. */
  readonly agreed: readonly Uint8Array[];
  /** The root of the first `index + 1` leaves of the log's Merkle tree. */
  readonly root: Uint8Array;
  /** The proof that the checkpoint's Merkle tree begins with the `index + 1` leaves under `root`. */
  readonly proof: readonly Uint8Array[];
}

/** A line of an export's file, after parsing. */
export type ExportLine =
  | { readonly line: 'header'; readonly header: ExportHeader }
  | { readonly line: 'other version'; readonly version: number }
  | { readonly line: 'checkpoint'; readonly note: string }
  | { readonly line: 'since'; readonly since: Since }
  /** `place` is null in an export of everything, and when the log's Merkle tree lacks the event. */
  | { readonly line: 'event'; readonly event: ExportedEvent; readonly place: Place | null }
  /** An event that is not Tertial's. It has its place in its stream, and none in the tree. */
  | { readonly line: 'passed over'; readonly event: PassedOver }
  | { readonly line: 'departure'; readonly departure: Departure }
  | { readonly line: 'view'; readonly view: ExportedView }
  | { readonly line: 'end'; readonly events: number; readonly views: number };

/** The kinds of lines that the exporter writes. */
export type WrittenLine = Exclude<ExportLine, { line: 'other version' }>;

/** Returns the line as JSON, without a newline at the end. */
export function writeExportLine(line: WrittenLine): string {
  return JSON.stringify(shapeOf(line));
}

function shapeOf(line: WrittenLine): object {
  switch (line.line) {
    case 'header': {
      const { what, takenAt, origin, size, root } = line.header;
      return { format: EXPORT_FORMAT, version: EXPORT_VERSION, what, takenAt, origin, size, root: base64Of(root) };
    }
    case 'checkpoint':
      return { checkpoint: line.note };
    case 'since':
      return { since: { size: line.since.size, proof: line.since.proof.map(base64Of) } };
    case 'event': {
      const { header, payload } = line.event;
      const place = line.place === null ? {} : { index: line.place.index, proof: line.place.proof.map(base64Of) };
      return { event: header, ...shapeOfPayload(payload), ...place };
    }
    case 'passed over':
      return { passedOver: line.event };
    case 'departure': {
      const { index, agreed, root, proof } = line.departure;
      const departure = { index, agreed: agreed.map(base64Of), root: base64Of(root), proof: proof.map(base64Of) };
      return { departure };
    }
    case 'view':
      return line.view;
    case 'end':
      return { end: { events: line.events, views: line.views } };
  }
}

function shapeOfPayload(payload: ExportedEvent['payload']): object {
  if ('commitment' in payload) return { commitment: hexOf(payload.commitment) };
  const { data, commandHash, salt } = payload;
  return { data, commandHash, salt: base64Of(salt) };
}

/**
 * Parses a line of an export; null for any other text. It accepts only the exact text that the exporter writes, because
 * a repeated or unknown field would show a reader something that the verifier has not checked.
 */
export function parseExportLine(text: string): ExportLine | null {
  const line = lineIn(fieldsOf(jsonOf(text)));
  return line === null || line.line === 'other version' || writeExportLine(line) === text ? line : null;
}

function lineIn(fields: Fields): ExportLine | null {
  if (fields.format === EXPORT_FORMAT) return headerOf(fields);
  if (typeof fields.checkpoint === 'string') return { line: 'checkpoint', note: fields.checkpoint };
  if (fields.since !== undefined) return sinceOf(fieldsOf(fields.since));
  if (fields.event !== undefined) return eventOf(fields);
  if (fields.passedOver !== undefined) return passedOverOf(fields.passedOver);
  if (fields.departure !== undefined) return departureOf(fieldsOf(fields.departure));
  if (fields.view !== undefined) return viewOf(fields);
  const { events, views } = fieldsOf(fields.end);
  return isCount(events) && isCount(views) ? { line: 'end', events, views } : null;
}

type Fields = { readonly [key: string]: Json };

function jsonOf(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}

function headerOf({ version, what, takenAt, origin, size, root }: Fields): ExportLine | null {
  if (typeof version === 'number' && version !== EXPORT_VERSION) return { line: 'other version', version };
  const [scope, rootBytes] = [scopeOf(fieldsOf(what)), hashOf(root)];
  if (scope === null || rootBytes === null || !isCount(size)) return null;
  if (typeof takenAt !== 'string' || typeof origin !== 'string') return null;
  return { line: 'header', header: { what: scope, takenAt, origin, size, root: rootBytes } };
}

function scopeOf({ kind, id }: Fields): Scope | null {
  if (kind === 'everything') return { kind };
  if (typeof id !== 'string') return null;
  if (kind === 'plan' && isId('Plan', id)) return { kind, id };
  return kind === 'matter' && isId('Matter', id) ? { kind, id } : null;
}

function sinceOf({ size, proof }: Fields): ExportLine | null {
  const hashes = hashesOf(proof);
  return hashes !== null && isCount(size) ? { line: 'since', since: { size, proof: hashes } } : null;
}

function departureOf({ index, agreed, root, proof }: Fields): ExportLine | null {
  const [before, after, rootBytes] = [hashesOf(agreed), hashesOf(proof), hashOf(root)];
  if (before === null || after === null || rootBytes === null || !isCount(index)) return null;
  return { line: 'departure', departure: { index, agreed: before, root: rootBytes, proof: after } };
}

function eventOf({ event, index, proof, ...rest }: Fields): ExportLine | null {
  const [header, payload] = [eventHeaderOf(event), payloadOf(rest)];
  if (header === null || payload === null) return null;
  if (index === undefined) return { line: 'event', event: { header, payload }, place: null };
  const hashes = hashesOf(proof);
  if (hashes === null || !isCount(index)) return null;
  return { line: 'event', event: { header, payload }, place: { index, proof: hashes } };
}

function passedOverOf(value: Json): ExportLine | null {
  const event = passedOverIn(value);
  return event === null ? null : { line: 'passed over', event };
}

function payloadOf({ data, commandHash, salt, commitment }: Fields): ExportedEvent['payload'] | null {
  if (data === undefined) {
    const bytes = typeof commitment === 'string' ? bytesOfHex(commitment) : null;
    return bytes?.length === HASH_BYTES ? { commitment: bytes } : null;
  }
  const bytes = typeof salt === 'string' ? bytesOfBase64(salt) : null;
  return bytes?.length === SALT_BYTES && typeof commandHash === 'string' ? { data, commandHash, salt: bytes } : null;
}

function viewOf({ view: kind, id, content, withheld }: Fields): ExportLine | null {
  const view = exportedViewKinds.find((one) => one === kind);
  if (view === undefined || typeof id !== 'string') return null;
  if (typeof withheld === 'string') return { line: 'view', view: { view, id, withheld } };
  return typeof content === 'object' && content !== null ? { line: 'view', view: { view, id, content } } : null;
}

/** Returns only the fields that the event's leaf proves; null when the value is no event header. */
function eventHeaderOf(value: Json | undefined): EventHeader | null {
  if (!isHeader(value)) return null;
  const { id, stream, revision, position, type, version, recordedAt, metadata } = value;
  return { id, stream, revision, position, type, version, recordedAt, metadata };
}

function isHeader(value: unknown): value is EventHeader {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'stream' in value && 'type' in value && 'recordedAt' in value)) return false;
  if (!('revision' in value && 'position' in value && 'version' in value && 'metadata' in value)) return false;
  const { id, stream, type, recordedAt, revision, position, version, metadata } = value;
  const areTexts = [id, stream, type, recordedAt].every((one) => typeof one === 'string');
  return areTexts && [revision, position, version].every(isCount) && isMetadata(metadata);
}

/** Checks that the metadata has an actor and a role, and none of the fields that belong to the payload. */
function isMetadata(value: unknown): value is EventHeader['metadata'] {
  if (typeof value !== 'object' || value === null || 'salt' in value || 'commandHash' in value) return false;
  return 'actor' in value && typeof value.actor === 'string' && 'role' in value && typeof value.role === 'string';
}

function hashesOf(value: Json | undefined): readonly Uint8Array[] | null {
  if (!Array.isArray(value)) return null;
  const hashes = value.map((one: Json) => hashOf(one)).filter((hash) => hash !== null);
  return hashes.length === value.length ? hashes : null;
}

function hashOf(value: Json | undefined): Uint8Array | null {
  const bytes = typeof value === 'string' ? bytesOfBase64(value) : null;
  return bytes?.length === HASH_BYTES ? bytes : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
