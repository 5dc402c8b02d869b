import Negotiator from 'negotiator';

/** In the order of preference: most clients expect `application/json`. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The media type of the answer, by the request's `Accept` header (GraphQL over HTTP). */
export function mediaTypeOf({ headers: { accept } }: { headers: Record<string, unknown> }): MediaType {
  const given = typeof accept === 'string' ? { accept } : {};
  const best = new Negotiator({ headers: given }).mediaType([...mediaTypes]);
  return mediaTypes.find((type) => type === best) ?? 'application/json';
}
