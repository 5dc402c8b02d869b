import { Refusal } from './refusal.js';

/** @throws Refusal `NOT_FOUND` */
export function existing<Thing>(thing: Thing | null, id: string): Thing {
  if (thing === null) throw new Refusal('NOT_FOUND', { id });
  return thing;
}
