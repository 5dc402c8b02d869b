import { type Json, kindAndIdOf } from '../kernel/fold.js';
import type { EventHeader } from '../evidence/leaf.js';

/**
 * Returns an event in the JSON format of CloudEvents 1.0. Attribute names have no capitals, because CloudEvents allows
 * none. `sequence` is the position as a string, because an integer of CloudEvents has only 32 bits.
 *
 * @param data the data of the event; null when the export withholds the payload
 */
export function cloudEvent(origin: string, header: EventHeader, data: { readonly data: Json } | null): object {
  const { id, stream, revision, position, type, version, recordedAt, metadata } = header;
  const { actor, role, correlationId, causationId } = metadata;
  const [kind, subject] = kindAndIdOf(stream);
  return {
    specversion: '1.0',
    id,
    source: origin,
    type: `tertial.${kind}.${type}`,
    subject,
    time: recordedAt,
    sequence: String(position),
    revision,
    schemaversion: version,
    actor,
    role,
    correlationid: correlationId,
    ...(causationId !== null && { causationid: causationId }),
    ...(data === null ? { withheld: true } : { datacontenttype: 'application/json', data: data.data }),
  };
}
