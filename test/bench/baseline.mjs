// What a quick run is held against: the ratios of an earlier one, in baseline.json. Only contenders that took turns and
// need the same of the machine are compared, or sizes: what else happens there then meets both.

import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('./baseline.json', import.meta.url);
const LEAST_PART_THAT_IS_LEFT = 2 / 3;
const DIGITS = 3;

/** Those rows whose ratio has fallen by more than a third. A row with `baseline` is kept by that name. */
export function fallen(rows) {
  const kept = JSON.parse(readFileSync(FILE, 'utf8'));
  return rows.flatMap((row) => {
    const { baseline: name } = row;
    if (name === undefined) return [];
    const [now, then] = [ratioOf(row), kept[name]];
    if (then === undefined) return [{ name, sentence: `${name} is not in the baseline: --quick --keep adds it.` }];
    const left = row.target.atLeast === undefined ? then / now : now / then;
    if (left >= LEAST_PART_THAT_IS_LEFT) return [];
    return [{ name, sentence: `${name}: ${now.toFixed(2)} x, and ${then.toFixed(2)} x in the baseline.` }];
  });
}

/** Replaces the ratios of these rows. `isWhole`: whether these are all rows; otherwise the others stay as they were. */
export function keep(rows, isWhole) {
  const kept = isWhole ? {} : JSON.parse(readFileSync(FILE, 'utf8'));
  for (const row of rows) {
    if (row.baseline !== undefined) kept[row.baseline] = Number(ratioOf(row).toPrecision(DIGITS));
  }
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

/**
 * Latencies are medians of many short turns. What is done in a second is measured a few times alone: whatever disturbs
 * makes it less, so that the best run of ours beside the best of theirs says more than the medians.
 */
function ratioOf({ ours, theirs, target }) {
  return target.atLeast === undefined ? ours.median / theirs.median : ours.most / theirs.most;
}
