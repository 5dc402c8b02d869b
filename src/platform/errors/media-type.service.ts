import Negotiator from 'negotiator';

/** In the order of preference: what GraphQL was first answered as is what most clients expect. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** What a request asks to be answered as (GraphQL over HTTP). */
export function mediaTypeOf({ headers: { accept } }: { headers: Record<string, unknown> }): MediaType {
  const given = typeof accept === 'string' ? { accept } : {};
  const best = new Negotiator({ headers: given }).mediaType([...mediaTypes]);
  return mediaTypes.find((type) => type === best) ?? 'application/json';
}
