import { refusals } from './general-refusals.js';
import { Refusal } from './refusal.js';

/** @throws Refusal `NOT_FOUND` */
export function existing<Thing>(thing: Thing | null, id: string): Thing {
  if (thing === null) throw new Refusal(refusals.NOT_FOUND, { id });
  return thing;
}
