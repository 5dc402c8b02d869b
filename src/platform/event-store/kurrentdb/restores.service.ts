import type { Connection } from './connection.service.js';
import { UnfinishedRestore } from './errors.service.js';
import type { StreamNames } from './records.service.js';
import { NOTHING_RESTORED, type Place, type RestoredLog } from './restored-log.js';

/** Types of the events in the stream in which a restore keeps how far it is. */
export const RESTORE_GOES_ON = 'RestoreGoesOn';
export const RESTORE_ENDED = 'RestoreEnded';

/** Knows which part of the log was restored. It asks each server anew, because another server may have another log. */
export class Restores {
  #isDoubted = false;
  #known: { readonly generation: number; readonly log: Promise<RestoredLog> } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  /** Asks again next time. */
  forget(): void {
    this.#known = null;
  }

  /**
   * Asks again after an event that seems to be of a restore that nobody knew of. A restore says that it has begun before
   * it writes an event, so that without a word of one the event was written by somebody else.
   */
  doubt(error: unknown): void {
    if (!(error instanceof UnfinishedRestore)) return;
    this.#isDoubted = true;
    this.forget();
  }

  /** @throws UnfinishedRestore while a restore has not written all events. */
  async now(): Promise<RestoredLog> {
    const generation = await this.connection.attached();
    if (this.#known?.generation !== generation) this.#known = { generation, log: this.#read() };
    const known = this.#known;
    return known.log.catch((error: unknown) => {
      if (this.#known === known) this.forget();
      throw error;
    });
  }

  async #read(): Promise<RestoredLog> {
    const isDoubted = this.#isDoubted;
    this.#isDoubted = false;
    const last = await this.connection.lastOf(this.names.restore, this.connection.deadline);
    if (last === null) return isDoubted ? { ...NOTHING_RESTORED, isNone: true } : NOTHING_RESTORED;
    if (last.type !== RESTORE_ENDED) throw new UnfinishedRestore();
    return { places: placesIn(last.data) };
  }
}

/** The data of the event that ends a restore: pairs of a position and a place. */
export function endedWith(places: readonly Place[]): object {
  return { places: places.map(({ position, commit }) => [position, commit]) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function placesIn(data: unknown): Place[] {
  const places: unknown = typeof data === 'object' && data !== null && 'places' in data ? data.places : [];
  return listOf(places).map((pair) => {
    const [position, commit] = listOf(pair);
    return { position: Number(position), commit: Number(commit) };
  });
}
