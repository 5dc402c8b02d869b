/** Where two JSON values begin to differ, and what stands there. Undefined: nothing does. */
export interface FirstDifference {
  /** From the outermost inwards: names of fields and places in lists. Empty: the values are different altogether. */
  readonly path: readonly (string | number)[];
  readonly left: unknown;
  readonly right: unknown;
}

/** Null: they are the same. */
export function firstDifference(
  left: unknown,
  right: unknown,
  path: readonly (string | number)[] = [],
): FirstDifference | null {
  if (Object.is(left, right)) return null;
  const names = namesIn(left, right);
  if (names === null) return { path, left, right };
  for (const name of names) {
    const found = firstDifference(valueOf(left, name), valueOf(right, name), [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

/** The parts of two values that have parts of the same kind; null: one of them has none, or they are of two kinds. */
function namesIn(left: unknown, right: unknown): (string | number)[] | null {
  if (Array.isArray(left) && Array.isArray(right)) return [...Array(Math.max(left.length, right.length)).keys()];
  if (!isObject(left) || !isObject(right)) return null;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(whole: unknown, name: string | number): unknown {
  if (typeof whole !== 'object' || whole === null) return undefined;
  return Object.entries(whole).find(([key]) => key === String(name))?.[1];
}
