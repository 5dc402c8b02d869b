/** A sentence of the rules that does not hold. */
export class Broken extends Error {}

/** Holds the log to a sentence of the rules. */
export function claim(holds: boolean, sentence: string): void {
  if (!holds) throw new Broken(sentence);
}

export function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().join() === [...other].sort().join();
}
