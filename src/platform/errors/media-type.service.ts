import Negotiator from 'negotiator';

/** Media types in order of preference. The first is `application/json`, because most clients expect it. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** Chooses the media type of the answer by the request's `Accept` header (GraphQL over HTTP). */
export function mediaTypeOf({ headers: { accept } }: { headers: Record<string, unknown> }): MediaType {
  const given = typeof accept === 'string' ? { accept } : {};
  const best = new Negotiator({ headers: given }).mediaType([...mediaTypes]);
  return mediaTypes.find((type) => type === best) ?? 'application/json';
}
