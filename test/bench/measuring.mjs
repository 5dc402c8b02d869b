// How the numbers of several runs become one.

/** The middle one; between the two in the middle when their number is even. */
export function median(values) {
  const sorted = ascending(values);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}

/** Returns the value that such a part of the values lies below. */
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

/** Until a server is as fast as it gets. */
export const CALLS_TO_WARM_UP = 200;
const CALLS_IN_A_TURN = 25;

/**
 * How long the contenders' calls take when they take short turns, which meets whatever else happens on the machine alike.
 * Each has `burst`, which makes so many calls and gives their latencies. The result has a list of latencies for each run.
 */
export async function latenciesInTurns({ runs, turns }, contenders, onRun = () => undefined) {
  const names = Object.keys(contenders);
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    const latencies = await alternate(turns, names, (name) => contenders[name].burst(CALLS_IN_A_TURN));
    for (const name of names) {
      found[name].push(latencies[name].flat());
      onRun(`${name} ${percentiles(latencies[name].flat())}`);
    }
  }
  return found;
}

export function percentiles(latencies) {
  return `p50 ${quantile(latencies, 0.5).toFixed(2)} ms, p99 ${quantile(latencies, 0.99).toFixed(2)} ms`;
}

/** Median with the least and the most. */
export function summary(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values), runs: values.length };
}

/** A correctness gate: a contender that has not done its work gets no figure. */
export function require(holds, sentence) {
  if (!holds) throw new Error(`Not measured: ${sentence}`);
}

/** Milliseconds by a clock that is the same in each thread and process. */
export function now() {
  return Number(process.hrtime.bigint()) / 1_000_000;
}
