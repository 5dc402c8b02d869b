import type { FileHandle } from 'node:fs/promises';
import { isIncluded } from '../evidence/merkle-proof.js';
import type { NoteKey } from '../evidence/note-key.js';
import type { Json } from '../kernel/fold.js';
import { hashing, verifiesEd25519 } from '../platform/runtime/hashing.service.js';
import { type CheckedCheckpoint, checkedCheckpoint } from './checked-checkpoint.js';
import { parseExportLine } from './export-line.js';
import type { Departure, ExportHeader, ExportLine, Place, Since } from './export-line.js';
import type { ExportedEvent } from './exported-event.js';
import { ExportedLog } from './exported-log.service.js';
import { type ExportedView, exportedViews } from './exported-views.js';
import { Faults, type Spot } from './fault.js';
import { type FileLine, fileLines } from './file-lines.service.js';
import { firstDifference } from './json-difference.js';
import type { PassedOver } from './passed-over.js';
import { type Paper, statedIn } from './paper.js';

/** The line number of the checkpoint, which comes directly after the header. */
const CHECKPOINT_LINE = 2;

/**
 * Reads an export line by line. Collects the faults in the lines and their order, in the inclusion proofs and in the
 * views.
 */
export class ReadExport {
  readonly log: ExportedLog;
  readonly faults = new Faults();
  /**
   * The summonses and minutes that state a checkpoint. The list is empty for an export of a plan or matter, because
   * such an export lacks some of the events that the checkpoints cover.
   */
  readonly papers: Paper[] = [];
  /** The events that are not Tertial's, as the export tells of them. */
  readonly passedOver: PassedOver[] = [];
  readonly withheldStreams = new Set<string>();
  header: ExportHeader | null = null;
  checked: CheckedCheckpoint = { verdict: 'unreadable', reason: 'There is none on its second line.' };
  since: Since | null = null;
  departure: Departure | null = null;
  withheldPayloads = 0;
  withheldViews = 0;
  views = 0;
  readonly #nextRevisions = new Map<string, number>();
  #expected: AsyncGenerator<ExportedView, void> | null = null;
  #end: { readonly events: number; readonly views: number } | null = null;
  #lines = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly keys: readonly NoteKey[],
  ) {
    this.log = new ExportedLog(file, hashing);
  }

  /** Reads and checks the file. @param onProgress receives the number of events read so far. */
  async read(onProgress: (events: number) => void = () => undefined): Promise<void> {
    for await (const line of fileLines(this.file)) {
      // Mail programs add blank lines at the end.
      if (this.#end !== null && line.text === '') continue;
      this.#lines += 1;
      const parsed = parseExportLine(line.text);
      const isFirst = parsed?.line === 'header' || parsed?.line === 'other version';
      const isInPlace = isFirst ? this.#lines === 1 : this.header !== null;
      if (parsed === null || this.#end !== null || !isInPlace) this.unreadable();
      else await this.take(parsed, line);
      // Without a header of this version on line 1, no other line can be checked.
      if (this.header === null) return;
      onProgress(this.log.size);
    }
    if (this.header === null) this.unreadable();
    else await this.finish();
  }

  private async take(line: ExportLine, place: FileLine): Promise<void> {
    switch (line.line) {
      case 'header':
        this.header = line.header;
        return;
      case 'other version': {
        this.faults.add({ code: 'OTHER_VERSION', spot: null, details: { version: line.version } });
        return;
      }
      case 'checkpoint':
        // Only line 2 may be a checkpoint. With two checkpoints, the proofs could refer to one that nobody checked.
        if (this.#lines !== CHECKPOINT_LINE) this.unreadable();
        else this.checked = checkedCheckpoint(line.note, this.keys, verifiesEd25519);
        return;
      case 'since':
        this.since = line.since;
        return;
      case 'event':
        // No event may follow the views, because the views that were already checked would lack the event.
        if (this.#expected === null) this.takeEvent(line.event, line.place, place);
        else this.unreadable();
        return;
      case 'passed over':
        if (this.#expected === null) this.takePassedOver(line.event);
        else this.unreadable();
        return;
      case 'departure':
        this.departure = line.departure;
        return;
      case 'view':
        return this.takeView(line.view);
      case 'end':
        this.#end = line;
    }
  }

  private unreadable(): void {
    this.faults.add({ code: 'UNREADABLE_LINE', spot: null, details: { line: this.#lines } });
  }

  private takeEvent(event: ExportedEvent, place: Place | null, { at, end }: FileLine): void {
    const { position, stream, type, revision } = event.header;
    const previous = this.log.last.position;
    const spot: Spot = { after: previous, upTo: position, isExact: true, event: { stream, type } };
    // A missing or moved event can be anywhere before this one, so the range begins at position 0.
    const latest: Spot = { ...spot, after: 0, isExact: false };
    if (position <= previous) this.faults.add({ code: 'OUT_OF_ORDER', spot: latest, details: { previous } });
    this.follow(stream, revision, latest);
    if (!('data' in event.payload)) {
      this.withheldPayloads += 1;
      this.withheldStreams.add(stream);
    }
    const stated = this.isWhole ? statedIn(event) : null;
    if (stated !== null) this.papers.push({ stated, index: this.log.size, spot: latest });
    const leaf = this.log.take(event, at, end);
    if (!this.isWhole && !this.isInTree(leaf, place)) this.faults.add({ code: 'NOT_INCLUDED', spot, details: {} });
  }

  /** Takes an event that is not Tertial's. It has the place in its stream that would otherwise seem to be missing. */
  private takePassedOver(event: PassedOver): void {
    const { position: upTo, stream, revision, type } = event;
    this.passedOver.push(event);
    this.follow(stream, revision, { after: 0, upTo, isExact: false, event: { stream, type } });
  }

  /** Each event of a stream has the next revision. */
  private follow(stream: string, revision: number, spot: Spot): void {
    const expected = this.#nextRevisions.get(stream) ?? 0;
    this.#nextRevisions.set(stream, revision + 1);
    if (revision !== expected) this.faults.add({ code: 'REVISION_MISSING', spot, details: { revision, expected } });
  }

  /** Whether this is an export of everything. Only then do its events alone determine the Merkle root. */
  get isWhole(): boolean {
    return this.header?.what.kind === 'everything';
  }

  private isInTree(leaf: Uint8Array, place: Place | null): boolean {
    if (place === null || this.checked.verdict === 'unreadable') return false;
    return isIncluded(hashing.sha256, { leaf, head: this.checked.checkpoint, ...place });
  }

  private async takeView(given: ExportedView): Promise<void> {
    this.views += 1;
    const { view, id } = given;
    let expected = await this.nextView();
    while (expected !== null && (expected.view !== view || expected.id !== id)) {
      this.missing(expected);
      expected = await this.nextView();
    }
    if (expected === null) {
      this.faults.add({ code: 'VIEW_UNEXPECTED', spot: null, details: { view, id } });
      return;
    }
    if ('withheld' in expected) this.withheldViews += 1;
    const path = firstDifference(plain(expected), plain(given));
    if (path === null) return;
    this.faults.add({ code: 'VIEW_DIFFERS', spot: null, details: { view, id, path: path.replace('content.', '') } });
  }

  private missing({ view, id }: ExportedView): void {
    this.faults.add({ code: 'VIEW_MISSING', spot: null, details: { view, id } });
  }

  private async nextView(): Promise<ExportedView | null> {
    if (this.header === null) return null;
    this.#expected ??= exportedViews(this.header.what, this.log.streams, this.log.look);
    try {
      const next = await this.#expected.next();
      return next.value ?? null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.faults.add({ code: 'NOT_FOLDED', spot: null, details: { reason } });
      return null;
    }
  }

  private async finish(): Promise<void> {
    for (let left = await this.nextView(); left !== null; left = await this.nextView()) this.missing(left);
    if (this.#end?.events !== this.log.size || this.#end.views !== this.views) {
      this.faults.add({ code: 'CUT_OFF', spot: null, details: {} });
    }
    if (!this.isWhole && this.views === 0) this.faults.add({ code: 'NOTHING_EXPORTED', spot: null, details: {} });
  }
}

/** Writes a view as JSON and parses it again, so that it can be compared with a view from the file. */
function plain(view: ExportedView): Json | undefined {
  const value: unknown = JSON.parse(JSON.stringify(view));
  return isJson(value) ? value : undefined;
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}
