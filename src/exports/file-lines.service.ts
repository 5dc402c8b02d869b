import type { FileHandle } from 'node:fs/promises';

const NEWLINE = 0x0a;
const BYTES_AT_ONCE = 1_048_576;

export interface FileLine {
  /** The line without its newline. */
  readonly text: string;
  /** The offset of the line in the file, in bytes. */
  readonly at: number;
  /** The offset of the next line in the file, in bytes. */
  readonly end: number;
}

/** Yields the lines of a file from a byte offset on. A last line without a newline, as in a cut file, is a line too. */
export async function* fileLines(file: FileHandle, from = 0): AsyncGenerator<FileLine, void> {
  let at = from;
  for await (const { bytes, isWhole } of pieces(file, from)) {
    const end = at + bytes.length + (isWhole ? 1 : 0);
    yield { text: bytes.toString('utf8'), at, end };
    at = end;
  }
}

async function* pieces(file: FileHandle, from: number): AsyncGenerator<{ bytes: Buffer; isWhole: boolean }, void> {
  let parts: Buffer[] = [];
  for (let position = from; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(BYTES_AT_ONCE), 0, BYTES_AT_ONCE, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    let start = 0;
    const chunk = buffer.subarray(0, bytesRead);
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(start, end)]), isWhole: true };
      [parts, start] = [[], end + 1];
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), isWhole: false };
}

/** Reads the line between two byte offsets, without its newline. */
export async function fileLineAt(file: FileHandle, { at, end }: Omit<FileLine, 'text'>): Promise<string> {
  const { buffer } = await file.read(Buffer.allocUnsafe(end - at), 0, end - at, at);
  return buffer.toString('utf8').trimEnd();
}
