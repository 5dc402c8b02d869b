/** How a signature begins: with the em dash of the format, or with what editors put in its place. */
const DASH = /(?:^| )(?:[\u2013-\u2015]|-{1,3}) /;
const LINES_OF_CHECKPOINT = 3;
const ROOT_LINE = LINES_OF_CHECKPOINT - 1;

/**
 * Undoes what editors and mail programs do to a kept checkpoint: other line ends, spaces around a line, lost or added
 * blank lines, another dash before a signature, a signature on two lines, and Base 64 without its padding. The
 * signature is verified over the result, so that no repair makes a checkpoint that the log did not sign.
 */
export function mendedCheckpoint(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines.findIndex((line, at) => at >= LINES_OF_CHECKPOINT && line.search(DASH) === 0);
  const stated = first === -1 ? lines : lines.slice(0, first);
  const signatures = first === -1 ? [] : lines.slice(first).join(' ').split(new RegExp(DASH, 'g'));
  return [
    ...stated.map((line, at) => (at === ROOT_LINE ? padded(line) : line)),
    ...(first === -1 ? [] : ['']),
    ...signatures.filter((one) => one !== '').map((one) => `\u2014 ${one.replace(/\S+$/, padded)}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function padded(base64: string): string {
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}
