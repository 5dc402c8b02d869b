import { type FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodingOf, textOf } from '../kernel/text-encoding.js';

const BYTES_TO_TELL = 65_536;
const BYTES_AT_ONCE = 1_048_576;

/** Reads a small file that an editor may have saved in UTF-16, in Windows-1252 or with a byte order mark. */
export async function keptText(file: string): Promise<string> {
  const bytes = await readFile(file);
  return textOf(bytes, encodingOf(bytes));
}

/**
 * Opens an export. When an editor or a mail program saved it with CRLF, a byte order mark or in UTF-16, opens a copy as
 * the exporter wrote it. A line of an export has neither CR nor a byte order mark in itself, so nothing else changes.
 */
export async function openExport(file: string): Promise<FileHandle> {
  const given = await open(file);
  const { buffer, bytesRead } = await given.read(Buffer.alloc(BYTES_TO_TELL), 0, BYTES_TO_TELL, 0);
  const start = buffer.subarray(0, bytesRead);
  const encoding = encodingOf(start) === 'windows-1252' ? 'UTF-8' : encodingOf(start);
  const text = textOf(start, encoding);
  if (encoding === 'UTF-8' && !isMarked(start) && !/^[^\n]*\r\n/.test(text)) return given;
  try {
    return await mendedCopy(given, new TextDecoder(encoding));
  } finally {
    await given.close();
  }
}

function isMarked([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}

/** Returns a copy that has no name any more, so that its payloads are gone when it is closed. */
async function mendedCopy(given: FileHandle, decoder: TextDecoder): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'tertial-verify-'));
  const copy = await open(join(folder, 'export'), 'wx+', 0o600);
  await rm(folder, { recursive: true });
  let carried = '';
  for (let position = 0; ;) {
    const { buffer, bytesRead } = await given.read(Buffer.alloc(BYTES_AT_ONCE), 0, BYTES_AT_ONCE, position);
    position += bytesRead;
    const isLast = bytesRead === 0;
    const text = carried + decoder.decode(buffer.subarray(0, bytesRead), { stream: !isLast });
    // A CR at the end of this piece can belong to a CRLF.
    carried = !isLast && text.endsWith('\r') ? '\r' : '';
    await copy.write(text.slice(0, text.length - carried.length).replaceAll('\r\n', '\n'));
    if (isLast) return copy;
  }
}
