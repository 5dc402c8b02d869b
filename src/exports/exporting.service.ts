import { type FileHandle, open } from 'node:fs/promises';
import { parseCheckpoint } from '../evidence/checkpoint.js';
import { parseNote } from '../evidence/signed-note.js';
import type { SignedCheckpoint, Witness } from '../evidence/witness.js';
import { type AnyEvent, decode, type Fold, type Stored, streamOf } from '../kernel/fold.js';
import type { LookAt } from '../kernel/history.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { EventStore } from '../platform/event-store/event-store.js';
import { type FoundEvent, isForeign, ownIn } from '../platform/event-store/foreign-event.js';
import { hashing } from '../platform/runtime/hashing.service.js';
import { writeNewFile } from '../platform/runtime/new-file.service.js';
import { type Place, writeExportLine, type WrittenLine } from './export-line.js';
import { exportedEvent, withheld } from './exported-event.js';
import { ExportedLog } from './exported-log.service.js';
import { exportedViews, type Scope } from './exported-views.js';
import { passedOver } from './passed-over.js';
import { departureOf, orNone } from './finding-departure.service.js';

/** Yields the events of an export, and those that are not Tertial's, in log order, page by page, up to the position `head`. */
export async function* eventsOf(
  store: EventStore,
  scope: Scope,
  head: number,
): AsyncGenerator<readonly FoundEvent[], void> {
  if (scope.kind === 'everything') {
    for await (const page of store.readAll(0)) {
      const vouched = page.filter(({ position }) => position <= head);
      if (vouched.length > 0) yield vouched;
      if (vouched.length < page.length) return;
    }
    return;
  }
  const events: FoundEvent[] = [];
  const look: LookAt = async <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => {
    const read: FoundEvent[] = [];
    for await (const page of store.readStream(streamOf(fold, id))) {
      read.push(...page.filter(({ position }) => position <= head));
    }
    const isNew = !events.some(({ stream }) => stream === streamOf(fold, id));
    if (isNew) events.push(...read);
    return ownIn(read).reduce((state, stored) => fold.evolve(state, decode(fold, stored)), fold.initial);
  };
  // `exportedViews` calls `look` for every stream of the export, and `look` collects the events. This loop ignores an
  // error, because `writeViews` meets the same error in a jsonl export and reports it.
  const views = exportedViews(scope, [], look);
  while ((await views.next().catch(() => null))?.done === false);
  yield events.sort((one, other) => one.position - other.position);
}

/** The event store and the evidence of its log: the Merkle tree and the signed checkpoints. */
export interface Vouched {
  readonly store: EventStore;
  readonly witness: Witness;
}

export interface ExportOptions {
  readonly scope: Scope;
  /** The ids of the events whose payloads the export leaves out. */
  readonly withhold: ReadonlySet<string>;
  /**
   * The number of events that an older checkpoint covers. The export then contains the proof that the log begins with
   * these events. Null: the export contains no such proof.
   */
  readonly since: number | null;
  readonly takenAt: IsoInstant;
  /** The ids of the events of others that an operator has accepted. Absent: none are. */
  readonly accepted?: ReadonlySet<string>;
}

/** Receives the progress of an export: the position that it has reached, and the position where it ends. */
export type OnExported = (progress: { readonly position: number; readonly head: number }) => void;

export interface Exported {
  readonly events: number;
  readonly views: number;
  readonly size: number;
  /** Whether the log has events after the export's checkpoint. The export lacks those events. */
  readonly isBehind: boolean;
  /** The error that ended the making of the views; null when all views were made. */
  readonly fault: string | null;
}

/**
 * Rule 90: writes a plan, a matter or everything to a new file with proofs, up to the newest signed checkpoint.
 *
 * @throws Error with a sentence that says what to do.
 */
export async function exportLog(
  vouched: Vouched,
  file: string,
  options: ExportOptions,
  onProgress: OnExported = () => undefined,
): Promise<Exported> {
  const checkpoint = await newestOf(vouched.witness);
  return writeNewFile(file, 'export', async (part) => {
    // Only the owner may read the file. `wx+` also lets the exporter read the file, because it makes the views from the
    // written events.
    const handle = await open(part, 'wx+', 0o600);
    try {
      const exported = await new Exporting(vouched, checkpoint, handle, options).write(onProgress);
      await handle.sync();
      return exported;
    } finally {
      await handle.close();
    }
  });
}

/** Returns the newest signed checkpoint. @throws Error when the log has no signed checkpoint yet. */
export async function newestOf(witness: Witness): Promise<SignedCheckpoint> {
  const checkpoint = await witness.newest();
  if (checkpoint !== null) return checkpoint;
  throw new Error('No checkpoint of the log has been signed yet. Start the service with a key, and wait a second.');
}

const BYTES_AT_ONCE = 1_048_576;

class Exporting {
  readonly #log: ExportedLog;
  readonly #withheld = new Set<string>();
  #at = 0;
  #unwritten: Buffer[] = [];
  #unwrittenBytes = 0;

  constructor(
    private readonly vouched: Vouched,
    private readonly checkpoint: SignedCheckpoint,
    private readonly file: FileHandle,
    private readonly options: ExportOptions,
  ) {
    this.#log = new ExportedLog(file, hashing);
  }

  async write(onProgress: OnExported): Promise<Exported> {
    const { scope, since, withhold } = this.options;
    await this.writeHead();
    if (since !== null) await this.writeSince(since);
    const head = this.checkpoint.position;
    for await (const page of eventsOf(this.vouched.store, scope, head)) {
      for (const found of page) {
        const isAccepted = this.options.accepted?.has(found.id) === true;
        if (isForeign(found)) await this.writeLine({ line: 'passed over', event: passedOver(found, isAccepted) });
        else await this.writeEvent(found);
      }
      onProgress({ position: page.at(-1)?.position ?? 0, head });
    }
    const unknown = [...withhold].find((id) => !this.#withheld.has(id));
    if (unknown !== undefined) throw new Error(`${unknown} is no event of what is exported. Give the id of one.`);
    if (scope.kind === 'everything') await this.writeDeparture();
    const { views, fault } = await this.writeViews();
    await this.writeLine({ line: 'end', events: this.#log.size, views });
    await this.flush();
    const isBehind = (await this.vouched.store.head()) > head;
    return { events: this.#log.size, views, size: this.checkpoint.size, isBehind, fault };
  }

  private async writeHead(): Promise<void> {
    const { note, size, root } = this.checkpoint;
    const { origin } = parseCheckpoint(parseNote(note).text);
    const { scope: what, takenAt } = this.options;
    await this.writeLine({ line: 'header', header: { what, takenAt, origin, size, root } });
    await this.writeLine({ line: 'checkpoint', note });
  }

  private async writeSince(size: number): Promise<void> {
    if (size > this.checkpoint.size) {
      throw new Error(`The newest checkpoint is of ${this.checkpoint.size} events, and --since asks for ${size}.`);
    }
    const proof = await this.vouched.witness.consistency(size, this.checkpoint.size);
    await this.writeLine({ line: 'since', since: { size, proof } });
  }

  private async writeEvent(stored: Stored): Promise<void> {
    const { scope, withhold } = this.options;
    const whole = exportedEvent(stored);
    const isWithheld = withhold.has(stored.id);
    if (isWithheld) this.#withheld.add(stored.id);
    const event = isWithheld ? withheld(hashing, whole) : whole;
    const place = scope.kind === 'everything' ? null : await this.placeOf(stored.position);
    const at = this.#at;
    await this.writeLine({ line: 'event', event, place });
    this.#log.take(event, at, this.#at);
  }

  /** Returns the index and the inclusion proof of an event's leaf; null when the Merkle tree lacks the event. */
  private async placeOf(position: number): Promise<Place | null> {
    const { witness } = this.vouched;
    const index = await witness.indexOf(position);
    if (index === null) return null;
    const proof = await orNone(witness.inclusion(index, this.checkpoint.size));
    return proof === null ? null : { index, proof };
  }

  private async writeDeparture(): Promise<void> {
    await this.flush();
    const departure = await departureOf(this.#log, this.vouched.witness, this.checkpoint);
    if (departure !== null) await this.writeLine({ line: 'departure', departure });
  }

  private async writeViews(): Promise<{ readonly views: number; readonly fault: string | null }> {
    await this.flush();
    const { scope } = this.options;
    let views = 0;
    try {
      for await (const view of exportedViews(scope, this.#log.streams, this.#log.look)) {
        await this.writeLine({ line: 'view', view });
        views += 1;
      }
    } catch (error) {
      // An event that no fold can decode ends the views but not the export, so that the verifier can report the event.
      return { views, fault: error instanceof Error ? error.message : String(error) };
    }
    if (views > 0 || scope.kind === 'everything') return { views, fault: null };
    throw new Error(`There is no ${scope.kind} ${scope.id} up to the newest checkpoint.`);
  }

  private async writeLine(line: WrittenLine): Promise<void> {
    const bytes = Buffer.from(`${writeExportLine(line)}\n`);
    this.#at += bytes.length;
    this.#unwritten.push(bytes);
    this.#unwrittenBytes += bytes.length;
    if (this.#unwrittenBytes >= BYTES_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    await this.file.writev(this.#unwritten, this.#at - this.#unwrittenBytes);
    [this.#unwritten, this.#unwrittenBytes] = [[], 0];
  }
}
