import { type Run, runsBetween, wordDifference } from '../../web/review/word-difference.js';
import type { Line } from './page-lines.js';

/** A line of two pages beside each other. `before` or `after` is null where that page has no such line. */
export interface Beside {
  readonly before: Line | null;
  readonly after: Line | null;
}

/** The part of the words of two lines that both have, from which on the one counts as the other, changed. */
const LIKENESS = 0.4;

/** Puts the lines of two pages beside each other, in their order. */
export function linesBeside(before: readonly Line[], after: readonly Line[]): Beside[] {
  const texts = [before, after].map((lines) => lines.map(({ text }) => text));
  const rows: Beside[] = [];
  let [one, other] = [0, 0];
  let [removed, added]: [Line[], Line[]] = [[], []];
  const settle = () => {
    rows.push(...paired(removed, added));
    [removed, added] = [[], []];
  };
  for (const { kind } of runsBetween(texts[0] ?? [], texts[1] ?? [])) {
    const [was, is] = [before[one], after[other]];
    if (kind === 'same') settle();
    if (kind === 'same' && was !== undefined && is !== undefined) rows.push({ before: was, after: is });
    if (kind === 'removed' && was !== undefined) removed.push(was);
    if (kind === 'added' && is !== undefined) added.push(is);
    if (kind !== 'added') one += 1;
    if (kind !== 'removed') other += 1;
  }
  settle();
  return rows;
}

/** Puts each line that went beside the first line that came and is like it. */
function paired(removed: readonly Line[], added: readonly Line[]): Beside[] {
  if (removed.length === added.length) {
    return removed.map((before, index): Beside => ({ before, after: added[index] ?? null }));
  }
  const rows: Beside[] = [];
  let next = 0;
  for (const before of removed) {
    const like = added.findIndex((line, index) => index >= next && isLike(before.text, line.text));
    if (like === -1) {
      rows.push({ before, after: null });
      continue;
    }
    rows.push(...added.slice(next, like).map((after): Beside => ({ before: null, after })));
    rows.push({ before, after: added[like] ?? null });
    next = like + 1;
  }
  return [...rows, ...added.slice(next).map((after): Beside => ({ before: null, after }))];
}

function isLike(one: string, other: string): boolean {
  const [label] = /^[^:]+: /.exec(one) ?? [];
  if (label !== undefined && other.startsWith(label)) return true;
  const lengths = { same: 0, removed: 0, added: 0 };
  for (const { kind, text } of wordDifference(one, other)) lengths[kind] += text.length;
  const longest = lengths.same + Math.max(lengths.removed, lengths.added);
  return lengths.same >= LIKENESS * Math.max(1, longest);
}

export function differs({ before, after }: Beside): boolean {
  return before?.text !== after?.text;
}

/** Returns the words of one side of a row, each run with whether the other side has it. */
export function wordsOf({ before, after }: Beside, side: 'before' | 'after'): Run[] {
  const other = side === 'before' ? 'added' : 'removed';
  return wordDifference(before?.text ?? '', after?.text ?? '').filter(({ kind }) => kind !== other);
}
