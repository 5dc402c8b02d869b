import type { Language } from '../kernel/language.js';
import type { Change } from '../kernel/history.js';
import type { HistoryEntry } from './history-entry.js';

/** An event as it is read in a terminal: when it was recorded and where, what happened, and what it changed. */
export function printedEvent({ position, recordedAt, sentences, changes }: HistoryEntry, language: Language): string {
  return [
    `${position}  ${recordedAt}`,
    indented(sentences[language], 2),
    ...changes.map((change) => indented(printedChange(change, language), 4)),
  ].join('\n');
}

function printedChange({ what, before, after }: Change, language: Language): string {
  return `${what[language]}: ${before?.[language] ?? NOTHING} → ${after?.[language] ?? NOTHING}`;
}

const NOTHING = '–';

/** People's texts are theirs: what could steer the terminal is not passed on to it. */
function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line.replaceAll(/\p{Cc}/gu, '\u{fffd}')}`)
    .join('\n');
}
