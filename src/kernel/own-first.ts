import type { Id } from './identity.js';

/** Sorts a person's own roles before the roles that the person has as a deputy. */
export function ownFirst<Held extends { readonly actingFor?: Id<'Person'> }>(held: readonly Held[]): Held[] {
  return [
    ...held.filter(({ actingFor }) => actingFor === undefined),
    ...held.filter(({ actingFor }) => actingFor !== undefined),
  ];
}
