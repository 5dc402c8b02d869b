import { type Change, type Words } from './telling.js';
import { changed } from './telling-words.js';

/** One thing of a state, in words: what it is called, and what it is. */
export interface Told {
  readonly what: Words;
  readonly is: Words;
}

/** A thing that there is not always. */
export function toldIf(what: Words, is: Words | null): Told[] {
  return is === null ? [] : [{ what, is }];
}

/** What an event changed, told by the states around it: nothing that changed is forgotten, nothing else is told. */
export function changesBetween(before: readonly Told[], after: readonly Told[]): Change[] {
  const [was, is] = [byName(before), byName(after)];
  return [...new Map([...is, ...was]).values()].flatMap(({ what }) =>
    changed(what, was.get(what.sv)?.is ?? null, is.get(what.sv)?.is ?? null),
  );
}

function byName(all: readonly Told[]): ReadonlyMap<string, Told> {
  return new Map(all.map((one) => [one.what.sv, one]));
}
