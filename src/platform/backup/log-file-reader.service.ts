import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Duplex, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LoggedEvent } from '../event-store/logged-event.js';
import { DamagedFile, FORMAT, type SavedTable, type SideRow, type Taken, VERSION } from './backup-file.js';

const MOST_EVENTS_IN_A_PAGE = 500;
const MOST_CHARACTERS_IN_A_PAGE = 4_000_000;

/**
 * Reads the events of a backup file in pages. The reader knows only after the last page whether the file is complete, so the
 * caller must not commit anything before that.
 */
export function eventsIn(file: string): AsyncGenerator<LoggedEvent[], void> {
  return new LogFileReader(file).pages();
}

/** Reads the rows of the side tables in a backup file, one after the other. The caller commits as with {@link eventsIn}. */
export function rowsIn(file: string): AsyncGenerator<SideRow, void> {
  return new LogFileReader(file).rows();
}

/** A backup file that has been read to its end and found complete. */
export interface WholeFile extends Taken {
  readonly events: number;
  /** Id of the first event; null without one. */
  readonly first: string | null;
  readonly tables: readonly SavedTable[];
  /** SHA-256 of the text of the backup, in hexadecimal. */
  readonly sha256: string;
}

/** Reads a backup file to its end. @throws DamagedFile when it is not a complete backup. */
export async function readThrough(file: string): Promise<WholeFile> {
  const reader = new LogFileReader(file);
  let first: string | null = null;
  for await (const page of reader.pages()) first ??= page[0]?.id ?? null;
  const { taken, tables, events, sha256 } = reader;
  return { ...taken, events, first, tables, sha256 };
}

class LogFileReader {
  readonly #hash: Hash = createHash('sha256');
  #taken: Taken | undefined;
  /** The hashes of the rows of each side table, by its name as JSON. */
  readonly #tables = new Map<string, { readonly schema: string; readonly table: string; readonly hashes: string[] }>();
  #rows = 0;
  #sha256 = '';
  #events = 0;
  #head = 0;
  #isWhole = false;

  constructor(private readonly file: string) {}

  get taken(): Taken {
    if (this.#taken === undefined) throw this.damaged('is empty');
    return this.#taken;
  }

  get tables(): readonly SavedTable[] {
    return [...this.#tables.values()];
  }

  get events(): number {
    return this.#events;
  }

  get sha256(): string {
    return this.#sha256;
  }

  /** Yields the events in pages. @throws DamagedFile when the file is not a complete backup. */
  async *pages(): AsyncGenerator<LoggedEvent[], void> {
    let page: LoggedEvent[] = [];
    let characters = 0;
    for await (const line of this.lines()) {
      const event = this.read(line);
      if (event === null || isKeptRow(event)) continue;
      page.push(event);
      characters += line.length;
      if (page.length < MOST_EVENTS_IN_A_PAGE && characters < MOST_CHARACTERS_IN_A_PAGE) continue;
      yield page;
      [page, characters] = [[], 0];
    }
    if (!this.#isWhole) throw this.damaged('is cut off');
    if (page.length > 0) yield page;
  }

  /** Yields the rows of the side tables. @throws DamagedFile when the file is not a complete backup. */
  async *rows(): AsyncGenerator<SideRow, void> {
    for await (const line of this.lines()) {
      const row = this.read(line);
      if (row !== null && isKeptRow(row)) yield row;
    }
    if (!this.#isWhole) throw this.damaged('is cut off');
  }

  /** Reads a line. Returns its event or its row of a side table, or null for the header and the last line. */
  private read(line: string): LoggedEvent | SideRow | null {
    if (this.#isWhole) throw this.damaged('goes on after its end');
    const value = parsed(line);
    if (this.#taken === undefined) {
      this.#taken = this.header(value);
    } else if (isEvent(value)) {
      if (value.position <= this.#head) throw this.damaged(`is out of order at position ${value.position}`);
      this.#head = value.position;
      this.#events += 1;
    } else if (isKeptRow(value)) {
      this.count(value);
    } else {
      this.requireSums(value);
      this.#isWhole = true;
      return null;
    }
    this.#hash.update(`${line}\n`);
    return isEvent(value) || isKeptRow(value) ? value : null;
  }

  private count({ schema, table, row }: SideRow): void {
    const name = JSON.stringify([schema, table]);
    const hashes = this.#tables.get(name)?.hashes ?? new Array<string>();
    hashes.push(hashOfRow(row));
    this.#tables.set(name, { schema, table, hashes });
    this.#rows += 1;
  }

  private header(value: unknown): Taken {
    if (!isObject(value) || value.format !== FORMAT) throw new DamagedFile(`${this.file} is no backup of Tertial.`);
    const { version, at, head, reactedTo } = value;
    if (version !== 1 && version !== VERSION) {
      throw new DamagedFile(
        `${this.file} is of version ${String(version)}, and this build reads versions 1 to ${VERSION}. Use the build that made it.`,
      );
    }
    if (typeof at !== 'string' || typeof head !== 'number' || typeof reactedTo !== 'number') {
      throw this.damaged('has a first line that is not whole');
    }
    return { at, head, reactedTo };
  }

  private requireSums(value: unknown): void {
    this.#sha256 = this.#hash.digest('hex');
    const isSound =
      isObject(value) &&
      value.events === this.#events &&
      (value.rows ?? 0) === this.#rows &&
      value.head === this.#head &&
      this.taken.head === this.#head &&
      value.sha256 === this.#sha256;
    if (!isSound) throw this.damaged('has been changed');
  }

  private async *lines(): AsyncGenerator<string, void> {
    const handle = await this.opened();
    try {
      const text = pipeline(handle.createReadStream(), createGunzip(), () => undefined);
      yield* linesIn(text);
    } catch (error) {
      throw isZlibError(error) ? this.damaged('is cut off or changed', error) : error;
    } finally {
      await handle.close();
    }
  }

  private async opened(): Promise<FileHandle> {
    try {
      return await open(this.file);
    } catch (error) {
      throw new Error(`${this.file} cannot be read: ${isObject(error) ? String(error.message) : String(error)}.`, {
        cause: error,
      });
    }
  }

  private damaged(how: string, cause?: unknown): DamagedFile {
    return new DamagedFile(`${this.file} ${how}. It cannot be restored; take another backup.`, { cause });
  }
}

/** Splits text at line feeds only. Node's readline would also split at U+2028, which an event's text can contain. */
async function* linesIn(text: Duplex): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of text.setEncoding('utf8')) {
    const lines = String(chunk).split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield rest + line;
      rest = '';
    }
    rest += last;
  }
  if (rest !== '') yield rest;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isEvent(value: unknown): value is LoggedEvent {
  if (!isObject(value)) return false;
  const { position, id, stream, revision, type, version, data, metadata, recordedAt } = value;
  return (
    [position, revision, version].every((one) => Number.isSafeInteger(one)) &&
    [id, stream, type, data, metadata, recordedAt].every((one) => typeof one === 'string')
  );
}

export function hashOfRow(row: string): string {
  return createHash('sha256').update(row).digest('base64');
}

function isKeptRow(value: unknown): value is SideRow {
  return isObject(value) && [value.schema, value.table, value.row].every((one) => typeof one === 'string');
}

function isZlibError(error: unknown): boolean {
  return isObject(error) && String(error.code).startsWith('Z_');
}
