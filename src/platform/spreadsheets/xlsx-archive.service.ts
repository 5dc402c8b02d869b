import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../kernel/refusal.js';
import { spreadsheetRefusals, type UnreadableFile } from './spreadsheet-refusals.js';

/** The parts of a package by their names, such as `xl/workbook.xml`. */
export interface Archive {
  names(): readonly string[];
  /** Yields the text of a part in pieces, while it unpacks them. Yields nothing when there is no such part. */
  textOf(name: string): AsyncIterable<string>;
  close(): void;
}

/** The most that a file may unpack to, by what it declares and by what comes out. A sheet of 10 000 rows has 10 MB. */
export const MOST_UNPACKED_IN_BYTES = 50 * 1024 * 1024;
const MOST_PARTS = 2_000;

const ZIP = Buffer.from('PK\u0003\u0004');
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, ZIP.length).equals(ZIP);
}

/** Refuses a workbook of the format before 2007, and one with a password, which is such a file too. */
export function refuseCompoundFile(bytes: Buffer): void {
  if (!bytes.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) return;
  throw unreadable(bytes.includes(ENCRYPTED) ? 'ENCRYPTED' : 'XLS');
}

export function unreadable(reason: UnreadableFile, cause?: unknown): Refusal {
  return new Refusal(spreadsheetRefusals.FILE_UNREADABLE, { reason }, { cause });
}

/**
 * Opens a ZIP archive. It reads the list of its parts and unpacks nothing.
 *
 * @throws Refusal `FILE_UNREADABLE` for an archive that would unpack to too much, is encrypted or damaged, or has a part
 * with a name outside of the archive.
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await orDamaged(() => fromBufferPromise(bytes, { autoClose: false, lazyEntries: true }));
  const entries = await orDamaged(() => entriesOf(zip));
  return { names: () => [...entries.keys()], textOf, close: () => zip.close() };

  async function* textOf(name: string): AsyncGenerator<string> {
    const entry = entries.get(name);
    if (entry === undefined) return;
    const decoder = new TextDecoder('utf-8');
    // The stream ends with an error when more comes out of it than the part declares, so that the sum holds.
    const stream = await orDamaged(() => zip.openReadStreamPromise(entry));
    try {
      for await (const piece of stream) yield decoder.decode(bufferOf(piece), { stream: true });
    } catch (error) {
      throw damaged(error);
    }
    yield decoder.decode();
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw unreadable('TOO_LARGE');
  const entries = new Map<string, Entry>();
  let size = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw unreadable('ENCRYPTED');
    size += entry.uncompressedSize;
    if (size > MOST_UNPACKED_IN_BYTES) throw unreadable('TOO_LARGE');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function bufferOf(piece: unknown): Buffer {
  if (!Buffer.isBuffer(piece)) throw new TypeError('A part was read as no bytes.');
  return piece;
}

async function orDamaged<Result>(reading: () => Promise<Result>): Promise<Result> {
  try {
    return await reading();
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): unknown {
  return error instanceof Refusal ? error : unreadable('DAMAGED', error);
}
