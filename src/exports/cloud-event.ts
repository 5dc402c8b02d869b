import { type Json, kindAndIdOf } from '../kernel/fold.js';
import type { EventHeader } from '../evidence/leaf.js';

/** The digits of the largest position, 2^53 - 1. */
const DIGITS = 16;

/**
 * Returns an event in the JSON format of CloudEvents 1.0. Attribute names have no capitals, because CloudEvents allows
 * none. `sequence` is the position in 16 digits, so that its order as text is the order of the
 * log (CloudEvents, Sequence). There is no `sequencetype`, because its integers have only 32 bits and no gaps.
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
    sequence: String(position).padStart(DIGITS, '0'),
    revision,
    schemaversion: version,
    actor,
    role,
    correlationid: correlationId,
    ...(causationId !== null && { causationid: causationId }),
    ...(data === null ? { withheld: true } : { datacontenttype: 'application/json', data: data.data }),
  };
}
