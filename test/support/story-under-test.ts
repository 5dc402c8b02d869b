import type { AnyEvent } from '../../src/kernel/fold.js';
import type { Happened } from './given.js';
import type { said } from './telling-under-test.js';

/** What has happened, and what the history says of the last of it. */
export interface Story<Event extends AnyEvent> extends ReturnType<typeof said> {
  readonly given: string;
  readonly events: readonly Happened<Event>[];
}

/** The point of a summoned item with this number. */
export function pointOf<Point extends { readonly number: number }>(
  { points }: { readonly points: readonly Point[] },
  number: number,
): Point {
  const point = points.find((one) => one.number === number);
  if (point === undefined) throw new Error(`There is no point ${number}.`);
  return point;
}
