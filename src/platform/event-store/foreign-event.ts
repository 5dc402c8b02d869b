import type { Envelope, Metadata, Stored } from '../../kernel/fold.js';

/** The reason for which Tertial cannot work with an event. */
export type Matter = 'not ours' | 'binary' | 'link' | 'stream deleted';

/**
 * An event in a stream of Tertial that Tertial cannot work with. It takes its place and its revision, and says nothing
 * about what the stream is about.
 */
export interface ForeignEvent extends Omit<Envelope, 'metadata'> {
  readonly type: string;
  readonly matter: Matter;
}

/** An event as a store finds it. */
export type FoundEvent = Stored | ForeignEvent;

export function isForeign(event: FoundEvent): event is ForeignEvent {
  return 'matter' in event;
}

/** Returns the events that Tertial can work with. */
export function ownIn(page: readonly FoundEvent[]): readonly Stored[] {
  return page.filter((event): event is Stored => !isForeign(event));
}

const texts = ['municipalityId', 'actor', 'role', 'commandId', 'commandHash', 'correlationId'] as const;
/** The Base64 text of a salt, which has 32 bytes. The leaf of an event with another salt could not be computed. */
const SALT = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Whether the metadata is Tertial's. A newer build may add fields. It leaves out none of these, so that no build takes
 * an event of another build for a foreign one.
 */
export function isOwnMetadata(metadata: unknown): metadata is Metadata {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return false;
  const fields: Readonly<Record<string, unknown>> = { ...metadata };
  const { causationId, salt, traceId, actingFor } = fields;
  if (texts.some((name) => typeof fields[name] !== 'string')) return false;
  if (causationId !== null && typeof causationId !== 'string') return false;
  if ([traceId, actingFor].some((text) => text !== undefined && typeof text !== 'string')) return false;
  return salt === undefined || (typeof salt === 'string' && SALT.test(salt));
}
