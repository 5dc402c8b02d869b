/** A run of words that is in both texts, or in one of them alone. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The most pairs of words that are compared. Beyond them, the words between the first and the last change are one change. */
const MOST_PAIRS = 4_000_000;

/** Compares two texts word by word. The white space after a word belongs to it. */
export function wordDifference(before: string, after: string): Run[] {
  return joined(runsBetween(wordsOf(before), wordsOf(after)));
}

/** Compares two texts part by part, such as line by line. Each part is a run of its own. */
export function runsBetween(was: readonly string[], is: readonly string[]): Run[] {
  const head = commonLength(was, is);
  const tail = commonLength(was.slice(head).toReversed(), is.slice(head).toReversed());
  return [
    ...was.slice(0, head).map((text): Run => ({ kind: 'same', text })),
    ...between(was.slice(head, was.length - tail), is.slice(head, is.length - tail)),
    ...is.slice(is.length - tail).map((text): Run => ({ kind: 'same', text })),
  ];
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+\s*?(?=\S|$)|\s+/g) ?? [];
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  const first = one.findIndex((word, index) => word !== other[index]);
  return first === -1 ? one.length : first;
}

function between(was: readonly string[], is: readonly string[]): Run[] {
  const removed = was.map((text): Run => ({ kind: 'removed', text }));
  const added = is.map((text): Run => ({ kind: 'added', text }));
  if (was.length * is.length === 0 || was.length * is.length > MOST_PAIRS) return [...removed, ...added];
  return along(was, is, lengthsOf(was, is));
}

/** Returns, for each pair of places, how many words the rests of the texts have in common, in order. */
function lengthsOf(was: readonly string[], is: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: was.length + 1 }, () => new Uint32Array(is.length + 1));
  for (let one = was.length - 1; one >= 0; one -= 1) {
    for (let other = is.length - 1; other >= 0; other -= 1) {
      const both = was[one] === is[other];
      const [here, below] = [lengths[one], lengths[one + 1]];
      if (here === undefined || below === undefined) continue;
      here[other] = both ? (below[other + 1] ?? 0) + 1 : Math.max(below[other] ?? 0, here[other + 1] ?? 0);
    }
  }
  return lengths;
}

function along(was: readonly string[], is: readonly string[], lengths: readonly Uint32Array[]): Run[] {
  const runs: Run[] = [];
  let [one, other] = [0, 0];
  while (one < was.length || other < is.length) {
    const [removed, added] = [was[one], is[other]];
    if (removed !== undefined && removed === added) {
      runs.push({ kind: 'same', text: removed });
      one += 1;
      other += 1;
    } else if (
      removed !== undefined &&
      (added === undefined || (lengths[one + 1]?.[other] ?? 0) >= (lengths[one]?.[other + 1] ?? 0))
    ) {
      runs.push({ kind: 'removed', text: removed });
      one += 1;
    } else if (added !== undefined) {
      runs.push({ kind: 'added', text: added });
      other += 1;
    }
  }
  return runs;
}

function joined(runs: readonly Run[]): Run[] {
  return runs.reduce<Run[]>((all, run) => {
    const last = all.at(-1);
    if (last?.kind !== run.kind) return [...all, run];
    return [...all.slice(0, -1), { kind: run.kind, text: last.text + run.text }];
  }, []);
}
