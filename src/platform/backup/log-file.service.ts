import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LoggedEvent } from '../event-store/logged-event.js';
import { readThrough } from './log-file-reader.service.js';
import { FORMAT, type SideRow, type Taken, VERSION } from './backup-file.js';
import { writeNewFile } from '../runtime/new-file.service.js';

/**
 * Writes a backup as gzipped JSON lines: a header, a line per event, a line per row of a side table, and a last line.
 * The last line has the number of events, the number of rows, the position of the last event and the SHA-256 of all
 * lines before it. The rows are read after the events, one after the other. The file gets its final name after it has been flushed to the disk and read back.
 *
 * @throws Error when the file exists already or cannot be written.
 */
export async function writeLogFile(
  file: string,
  taken: Taken,
  pages: AsyncIterable<readonly LoggedEvent[]>,
  kept: AsyncIterable<SideRow> | Iterable<SideRow> = [],
): Promise<void> {
  await writeNewFile(file, 'backup', async (part) => {
    // Only the file's owner may read it, because a backup contains all data, people's names included.
    const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(linesOf(taken, pages, kept), createGzip(), target);
    await readThrough(part);
  });
}

async function* linesOf(
  taken: Taken,
  pages: AsyncIterable<readonly LoggedEvent[]>,
  kept: AsyncIterable<SideRow> | Iterable<SideRow>,
): AsyncGenerator<string, void> {
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  yield hashed(`${JSON.stringify({ format: FORMAT, version: VERSION, ...taken })}\n`);
  let [events, head, rows] = [0, 0, 0];
  for await (const page of pages) {
    events += page.length;
    head = page.at(-1)?.position ?? head;
    yield hashed(page.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }
  for await (const row of kept) {
    rows += 1;
    yield hashed(`${JSON.stringify(row)}\n`);
  }
  yield `${JSON.stringify({ events, head, rows, sha256: hash.digest('hex') })}\n`;
}
