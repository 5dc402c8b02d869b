import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Duplex, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { LoggedEvent } from '../event-store/logged-event.js';
import { DamagedFile, FORMAT, type SideRow, type Taken, VERSION } from './backup-file.js';

const MOST_EVENTS_IN_A_PAGE = 500;
const MOST_CHARACTERS_IN_A_PAGE = 4_000_000;

/**
 * Reads a backup file in pages of events. The reader knows only after the last page whether the file is complete, so
 * the caller must not commit anything before that. `taken` returns the header of the file from the first page on.
 */
export function readLogFile(file: string): LogFile {
  const reader = new LogFileReader(file);
  return { pages: reader.pages(), taken: () => reader.taken, kept: () => reader.kept };
}

/** A backup file that has been read to its end and found complete. */
export interface WholeFile extends Taken {
  readonly events: number;
  /** Id of the first event; null without one. */
  readonly first: string | null;
  readonly kept: readonly SideRow[];
  /** SHA-256 of the text of the backup, in hexadecimal. */
  readonly sha256: string;
}

/** Reads a backup file to its end. @throws DamagedFile when it is not a complete backup. */
export async function readThrough(file: string): Promise<WholeFile> {
  const reader = new LogFileReader(file);
  let first: string | null = null;
  for await (const page of reader.pages()) first ??= page[0]?.id ?? null;
  const { taken, kept, events, sha256 } = reader;
  return { ...taken, events, first, kept, sha256 };
}

export interface LogFile {
  readonly pages: AsyncGenerator<LoggedEvent[], void>;
  readonly taken: () => Taken;
  /** Returns the rows of the side tables. The list is complete after the last page. */
  readonly kept: () => readonly SideRow[];
}

class LogFileReader {
  readonly #hash: Hash = createHash('sha256');
  #taken: Taken | undefined;
  readonly #kept: SideRow[] = [];
  #sha256 = '';
  #events = 0;
  #head = 0;
  #isWhole = false;

  constructor(private readonly file: string) {}

  get taken(): Taken {
    if (this.#taken === undefined) throw this.damaged('is empty');
    return this.#taken;
  }

  get kept(): readonly SideRow[] {
    return this.#kept;
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
      if (event === null) continue;
      page.push(event);
      characters += line.length;
      if (page.length < MOST_EVENTS_IN_A_PAGE && characters < MOST_CHARACTERS_IN_A_PAGE) continue;
      yield page;
      [page, characters] = [[], 0];
    }
    if (!this.#isWhole) throw this.damaged('is cut off');
    if (page.length > 0) yield page;
  }

  /** Reads a line. Returns its event, or null for the header, a row of a side table and the last line. */
  private read(line: string): LoggedEvent | null {
    if (this.#isWhole) throw this.damaged('goes on after its end');
    const value = parsed(line);
    if (this.#taken === undefined) {
      this.#taken = this.header(value);
    } else if (isEvent(value)) {
      if (value.position <= this.#head) throw this.damaged(`is out of order at position ${value.position}`);
      this.#head = value.position;
      this.#events += 1;
    } else if (isKeptRow(value)) {
      this.#kept.push(value);
    } else {
      this.requireSums(value);
      this.#isWhole = true;
      return null;
    }
    this.#hash.update(`${line}\n`);
    return isEvent(value) ? value : null;
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
      (value.rows ?? 0) === this.#kept.length &&
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

function isKeptRow(value: unknown): value is SideRow {
  return isObject(value) && [value.schema, value.table, value.row].every((one) => typeof one === 'string');
}

function isZlibError(error: unknown): boolean {
  return isObject(error) && String(error.code).startsWith('Z_');
}
