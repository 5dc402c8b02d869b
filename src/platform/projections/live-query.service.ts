import { Injectable } from '@nestjs/common';
import { Signal } from '../runtime/signal.service.js';
import { CurrentStates } from './current-states.service.js';

const LOOK_AGAIN_AFTER_MILLISECONDS = 30_000;

/** The result before; undefined: there was none. */
type Last<Row> = { readonly row: Row } | undefined;

/** Lets a reader follow a query. A slow reader gets only the newest result, so that results do not fill the memory. */
@Injectable()
export class LiveQueries {
  constructor(private readonly states: CurrentStates) {}

  /**
   * Yields the result now and each time it has changed. The iterator ends when the reader leaves.
   *
   * @param wholes The ids of the wholes that the result depends on. A change of another whole does not wake the reader.
   */
  follow<Row>(wholes: readonly string[], read: () => Promise<Row>): AsyncIterableIterator<Row> {
    const leaving = new AbortController();
    const rows = this.rows(wholes, read, leaving.signal);
    return {
      next: () => rows.next(),
      // A waiting generator handles `return` only after it wakes, so the signal wakes it.
      return: () => {
        leaving.abort();
        return rows.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  private async *rows<Row>(
    wholes: readonly string[],
    read: () => Promise<Row>,
    signal: AbortSignal,
  ): AsyncGenerator<Row, undefined, void> {
    const changes = new Signal();
    const listening = wholes.map((whole) => this.states.onChange(whole, () => changes.raise()));
    try {
      for (let last: Last<Row>; !signal.aborted;) {
        const { raised } = changes;
        const row = await read();
        // A view that nothing has changed is the same object, which is known without reading it.
        if (last === undefined || (last.row !== row && JSON.stringify(last.row) !== JSON.stringify(row))) yield row;
        last = { row };
        await changes.wait(raised, LOOK_AGAIN_AFTER_MILLISECONDS, signal);
      }
    } finally {
      for (const stopListening of listening) stopListening();
    }
    return undefined;
  }
}
