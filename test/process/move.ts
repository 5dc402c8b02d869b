import type { Command } from './giving.js';
import type { Name } from './people.js';

/** The next step: somebody gives a command, or days go by. Slow: others come before the reactions of Tertial. */
export type Move = { readonly who: Name; readonly give: Command; readonly slow: boolean } | { readonly days: number };

/** A move that could be made now. */
export interface Option {
  readonly weight: number;
  make(): readonly [who: Name, give: Command] | number;
}

/** Commands out of time are tried as well, seldom. */
export function timely(isTimely: boolean, weight: number): number {
  return isTimely ? weight : 0.012;
}
