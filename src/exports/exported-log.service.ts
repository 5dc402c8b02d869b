import type { FileHandle } from 'node:fs/promises';
import { type AnyEvent, decode, type Fold, streamOf } from '../kernel/fold.js';
import type { LookAt } from '../kernel/history.js';
import type { Hashing } from '../evidence/leaf.js';
import { type ExportedEvent, leafOf, storedOf } from './exported-event.js';
import { PayloadWithheld } from './exported-views.js';
import { parseExportLine } from './export-line.js';
import type { Spot } from './fault.js';
import { fileLineAt, fileLines } from './file-lines.service.js';
import { emptyFrontier, type Frontier, grown, rootOf } from '../evidence/merkle-tree.js';

/**
 * The number of events between two Merkle frontiers that {@link ExportedLog} keeps. To compute the root of an earlier
 * size, the class reads at most this many lines again.
 */
const EVENTS_BETWEEN_FRONTIERS = 1024;

interface Passed {
  readonly frontier: Frontier;
  /** The offset of the next event's line in the file, in bytes. */
  readonly from: number;
}

/**
 * Reads events from the file of an export, even while the exporter writes the file. The class keeps offsets and no
 * payloads, so that large payloads need no more memory than small ones.
 */
export class ExportedLog {
  /** For each stream, the byte offsets of its events' lines: beginning and end in turn. */
  readonly #places = new Map<string, number[]>();
  readonly #passed: Passed[] = [];
  #frontier = emptyFrontier;
  #last = { position: 0, stream: '', type: '' };

  constructor(
    private readonly file: FileHandle,
    private readonly hashing: Hashing,
  ) {}

  /** Adds the next event in log order, with the byte offsets of its line. Returns the event's leaf hash. */
  take(event: ExportedEvent, at: number, end: number): Uint8Array {
    const { stream, position, type } = event.header;
    if (this.size % EVENTS_BETWEEN_FRONTIERS === 0) this.#passed.push({ frontier: this.#frontier, from: at });
    const places = this.#places.get(stream);
    if (places === undefined) this.#places.set(stream, [at, end]);
    else places.push(at, end);
    const leaf = leafOf(this.hashing, event);
    this.#frontier = grown(this.hashing.sha256, this.#frontier, leaf).frontier;
    this.#last = { position, stream, type };
    return leaf;
  }

  get size(): number {
    return this.#frontier.size;
  }

  get root(): Uint8Array {
    return rootOf(this.hashing.sha256, this.#frontier);
  }

  /** The position, stream and type of the last event. The position is 0 when the file has no event. */
  get last(): { readonly position: number; readonly stream: string; readonly type: string } {
    return this.#last;
  }

  /** The streams in the file, in the order of their first events. */
  get streams(): Iterable<string> {
    return this.#places.keys();
  }

  /** Returns the number of a stream's events, which is also the revision of the stream's next event. */
  revisions(stream: string): number {
    return (this.#places.get(stream)?.length ?? 0) / 2;
  }

  /** Folds a stream from the file. @throws PayloadWithheld when a payload of the stream is withheld. */
  readonly look: LookAt = async <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => {
    const places = this.#places.get(streamOf(fold, id)) ?? [];
    let state = fold.initial;
    for (let index = 0; index < places.length; index += 2) {
      const line = parseExportLine(
        await fileLineAt(this.file, { at: places[index] ?? 0, end: places[index + 1] ?? 0 }),
      );
      if (line?.line !== 'event') throw new Error('The file of the export is being changed while it is read.');
      const stored = storedOf(line.event);
      if (stored === null) throw new PayloadWithheld(line.event.header.stream);
      state = fold.evolve(state, decode(fold, stored));
    }
    return state;
  };

  /** Computes the Merkle root of the first `size` events. The file must have that many events. */
  readonly rootAt = async (size: number): Promise<Uint8Array> => {
    return rootOf(this.hashing.sha256, (await this.upTo(size)).frontier);
  };

  /** Computes the Merkle root of the first n events for each n in `sizes` except 0 and an n beyond the last event. */
  async rootsAt(sizes: Iterable<number>): Promise<ReadonlyMap<number, Uint8Array>> {
    const roots = new Map<number, Uint8Array>();
    for (const [passed, wanted] of Map.groupBy(new Set(sizes), (size) => this.passedBefore(size))) {
      const last = Math.max(...wanted);
      for await (const { frontier } of this.grownFrom(passed)) {
        if (wanted.includes(frontier.size)) roots.set(frontier.size, rootOf(this.hashing.sha256, frontier));
        if (frontier.size >= last) break;
      }
    }
    return roots;
  }

  /**
   * Returns the Merkle frontier of the first `size` events, and the last of these events. The event is null when `size`
   * is 0 or the file has fewer events.
   */
  async upTo(size: number): Promise<{ readonly frontier: Frontier; readonly last: ExportedEvent | null }> {
    const passed = this.passedBefore(size);
    let frontier = passed?.frontier ?? emptyFrontier;
    if (frontier.size === size) return { frontier, last: null };
    for await (const reached of this.grownFrom(passed)) {
      if (reached.frontier.size === size) return reached;
      ({ frontier } = reached);
    }
    return { frontier, last: null };
  }

  /** Returns the nearest kept frontier before `size`, so that the fewest lines must be read again. */
  private passedBefore(size: number): Passed | undefined {
    return this.#passed[Math.floor(Math.max(0, size - 1) / EVENTS_BETWEEN_FRONTIERS)];
  }

  /** Yields each event after `passed`, with the Merkle frontier that includes the event. */
  private async *grownFrom(passed: Passed | undefined) {
    let frontier = passed?.frontier ?? emptyFrontier;
    for await (const { text } of fileLines(this.file, passed?.from)) {
      const line = parseExportLine(text);
      if (line?.line === 'passed over') continue;
      if (line?.line !== 'event') return;
      frontier = grown(this.hashing.sha256, frontier, leafOf(this.hashing, line.event)).frontier;
      yield { frontier, last: line.event };
    }
  }

  /** Returns the place of the first changed event. `index` is the number of unchanged events before it. */
  async spotAt(index: number): Promise<Spot> {
    const after = (await this.upTo(index)).last?.header.position ?? 0;
    const { last } = await this.upTo(index + 1);
    if (last === null) return { after, upTo: null, isExact: true, event: null };
    const { position: upTo, stream, type } = last.header;
    return { after, upTo, isExact: true, event: { stream, type } };
  }
}
