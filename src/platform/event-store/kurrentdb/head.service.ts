import { type PositionOrStart } from '../../../kernel/fold.js';
import type { Connection } from './connection.service.js';
import { Backoff } from './errors.service.js';
import type { Position } from './items.service.js';
import { isResolved, positionIn, type StreamNames } from './records.service.js';
import type { Restores } from './restores.service.js';

const FEW_EVENTS = 4;
const MANY_EVENTS = 4096;

/**
 * Finds the last event of this service. The client can read backwards only through the events of all services, so this
 * class remembers the part of the log that it has searched.
 */
export class Head {
  #known: PositionOrStart = 0;
  /**
   * The position up to which this class has searched. This service has no events between `#known` and this position.
   */
  #searchedTo = -1n;
  /** Generation of the connection to the log that was searched. */
  #generation = 0;

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
    private readonly restores: Restores,
  ) {}

  /** Searches from the start next time, because the server may have come back with another log. */
  forget(): void {
    this.#known = 0;
    this.#searchedTo = -1n;
  }

  /** Returns the position of the newest event; 0 if none. When the signal fires, returns the last known position. */
  async find(signal?: AbortSignal): Promise<PositionOrStart> {
    const backoff = new Backoff(2 * this.connection.deadline);
    for (;;) {
      try {
        return await this.#search(signal);
      } catch (error) {
        this.forget();
        this.restores.forget();
        this.restores.doubt(error);
        await backoff.after(error, signal);
      }
    }
  }

  async #search(signal?: AbortSignal): Promise<PositionOrStart> {
    const generation = await this.connection.attached();
    if (generation !== this.#generation) this.forget();
    this.#generation = generation;
    const restored = await this.restores.now();
    let end: bigint | null = null;
    let before: Position | null = null;
    for (let count = FEW_EVENTS; ; count = MANY_EVENTS) {
      const items = await this.connection.readBackwards(before, count);
      let read = 0;
      try {
        for (;;) {
          const item = items.take();
          if (isResolved(item) && item.event?.position) {
            const { streamId, position } = item.event;
            read += 1;
            // The end of one log never goes back. The server has come back with another log.
            if (end === null && position.commit < this.#searchedTo) this.forget();
            end ??= position.commit;
            before = position;
            const isOwn = streamId.startsWith(this.names.prefix);
            if (isOwn) this.#know(positionIn(item.event, restored));
            if (isOwn || position.commit <= this.#searchedTo) return this.#found(end);
          } else if (items.isOver) break;
          else if (signal?.aborted) return this.#known;
          else await items.wait(this.connection.deadline, signal);
        }
      } finally {
        items.stop();
      }
      if (read < count) return this.#found(end ?? -1n);
    }
  }

  #know(position: PositionOrStart): void {
    if (position > this.#known) this.#known = position;
  }

  #found(end: bigint): PositionOrStart {
    if (end > this.#searchedTo) this.#searchedTo = end;
    return this.#known;
  }
}
