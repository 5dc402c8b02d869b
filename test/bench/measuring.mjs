// How the numbers of several runs become one.

/** The middle one; between the two in the middle when their number is even. */
export function median(values) {
  const sorted = ascending(values);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}

/** What such a part of the values lies below. */
export function quantile(values, part) {
  const sorted = ascending(values);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

function ascending(values) {
  return [...values].sort((one, other) => one - other);
}

/**
 * The measurement of each contender in turn, as many times as there are runs: what else happens on the machine meets
 * them all alike. Who begins moves on with each run.
 */
export async function alternate(runs, contenders, measure, onRun = () => undefined) {
  const found = Object.fromEntries(contenders.map((name) => [name, []]));
  for (let index = 0; index < runs; index += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const name = contenders[(index + turn) % contenders.length];
      const result = await measure(name, index);
      found[name].push(result);
      onRun(name, index, result);
    }
  }
  return found;
}

/** Median with the least and the most. */
export function summary(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values), runs: values.length };
}

/** A correctness gate: a contender that has not done its work gets no figure. */
export function require(holds, sentence) {
  if (!holds) throw new Error(`Not measured: ${sentence}`);
}
