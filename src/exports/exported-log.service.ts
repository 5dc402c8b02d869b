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

/** So that no more than as many lines are read again to know a tree that has been passed. */
const EVENTS_BETWEEN_FRONTIERS = 1024;

interface Passed {
  readonly frontier: Frontier;
  /** Where the next event stands in the file. */
  readonly from: number;
}

/**
 * The events in the file of an export, be it one that is being written. Only where they stand is kept in memory, so that
 * it does not grow with what they hold.
 */
export class ExportedLog {
  /** Where each event begins and ends, one after the other. */
  readonly #places = new Map<string, number[]>();
  readonly #passed: Passed[] = [];
  #frontier = emptyFrontier;
  #last = { position: 0, stream: '', type: '' };

  constructor(
    private readonly file: FileHandle,
    private readonly hashing: Hashing,
  ) {}

  /** The next event, in the order of positions, and where its line begins and ends. */
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

  /** Of the event that was taken last; position 0 when there is none. */
  get last(): { readonly position: number; readonly stream: string; readonly type: string } {
    return this.#last;
  }

  /** In the order in which they begin. */
  get streams(): Iterable<string> {
    return this.#places.keys();
  }

  /** How many events of a stream there are: the revision that the next one has. */
  revisions(stream: string): number {
    return (this.#places.get(stream)?.length ?? 0) / 2;
  }

  /** @throws PayloadWithheld */
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

  /** The root of as many of the first events. */
  readonly rootAt = async (size: number): Promise<Uint8Array> => {
    return rootOf(this.hashing.sha256, (await this.upTo(size)).frontier);
  };

  /** Of each of these sizes that there have been, in one reading of the file at the most. */
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

  /** The tree of as many of the first events, and the last of them; null when there are not so many. */
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

  /** From where on as few events as can be have to be read again. */
  private passedBefore(size: number): Passed | undefined {
    return this.#passed[Math.floor(Math.max(0, size - 1) / EVENTS_BETWEEN_FRONTIERS)];
  }

  /** The tree after each of the events that follow. */
  private async *grownFrom(passed: Passed | undefined) {
    let frontier = passed?.frontier ?? emptyFrontier;
    for await (const { text } of fileLines(this.file, passed?.from)) {
      const line = parseExportLine(text);
      if (line?.line !== 'event') return;
      frontier = grown(this.hashing.sha256, frontier, leafOf(this.hashing, line.event)).frontier;
      yield { frontier, last: line.event };
    }
  }

  /** Where the event with an index stands, when it is known to be another than it was and all before it are not. */
  async spotAt(index: number): Promise<Spot> {
    const after = (await this.upTo(index)).last?.header.position ?? 0;
    const { last } = await this.upTo(index + 1);
    if (last === null) return { after, upTo: null, isExact: true, event: null };
    const { position: upTo, stream, type } = last.header;
    return { after, upTo, isExact: true, event: { stream, type } };
  }
}
