// The measurements as a table for people.

/**
 * Adds the ratio and whether the target is met; null when nobody can say. `target`: `{ atLeast }` and `{ atMost }` are
 * about the ratio of ours to theirs, `{ below }` is about ours alone; null: shown, not judged.
 */
export function judged(row) {
  const ratio = row.theirs === null ? null : row.ours.median / row.theirs.median;
  return { ...row, ratio, met: row.target === null ? null : meets(row, ratio) };
}

function meets({ ours, target: { atLeast, atMost, below } }, ratio) {
  if (below !== undefined) return ours.median <= below;
  if (ratio === null) return null;
  return atLeast === undefined ? ratio <= atMost : ratio >= atLeast;
}

export function asTable({ quick, node, date, runs, rows, failures, falls }) {
  const heading = ['figure', 'ours', 'peer', 'theirs', 'ratio', 'target', 'result', 'spread ours', 'spread theirs'];
  const lines = rows
    .filter(({ isProfile }) => !isProfile)
    .map((row) => [
      row.figure,
      shown(row.ours.median, row.unit),
      row.peer ?? '',
      row.theirs === null ? '' : shown(row.theirs.median, row.unit),
      row.ratio === null ? '' : `${row.ratio.toFixed(2)} x`,
      targetOf(row),
      row.met === null ? '' : row.met ? 'met' : 'MISSED',
      spread(row.ours),
      row.theirs === null ? '' : spread(row.theirs),
    ]);
  const label = quick ? 'QUICK: shows that the measuring works. These are not the figures.\n\n' : '';
  return [
    `${label}${date}, Node ${node}, medians of ${runs} runs with the least and the most\n\n`,
    ...tableOf(heading, lines),
    ...profileOf(rows.filter(({ isProfile }) => isProfile)),
    ...failures.map((failure) => `\nNOT MEASURED: ${failure}\n`),
    ...falls.map((fall) => `\nFALLEN: ${fall}\n`),
  ].join('');
}

/** The cost of a command, in a table of its own: it has neither contenders nor targets. */
function profileOf(rows) {
  if (rows.length === 0) return [];
  const lines = rows.map(({ figure, ours, unit }) => [figure, shown(ours.median, unit), spread(ours)]);
  return ['\n', ...tableOf(['profile', 'median', 'spread'], lines)];
}

function tableOf(heading, lines) {
  const widths = heading.map((text, n) => Math.max(text.length, ...lines.map((line) => line[n].length)));
  const asLine = (cells) => `| ${cells.map((cell, n) => cell.padEnd(widths[n])).join(' | ')} |\n`;
  return [asLine(heading), asLine(widths.map((width) => '-'.repeat(width))), ...lines.map(asLine)];
}

function targetOf({ target, unit }) {
  if (target === null) return '';
  if (target.below !== undefined) return `<= ${target.below} ${unit}`;
  return target.atLeast === undefined ? `<= ${target.atMost} x` : `>= ${target.atLeast} x`;
}

function spread({ least, most }) {
  return `${number(least)}–${number(most)}`;
}

function shown(value, unit) {
  return `${number(value)} ${unit}`.trimEnd();
}

function number(value) {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
