import { Injectable } from '@nestjs/common';
import { Checkpoints } from './checkpoints.service.js';
import { Signal } from '../runtime/signal.service.js';

const LOOK_AGAIN_AFTER_MILLISECONDS = 30_000;

/** Lets a reader follow a query. A slow reader gets only the newest result, so that results do not fill the memory. */
@Injectable()
export class LiveQueries {
  constructor(private readonly checkpoints: Checkpoints) {}

  /** Yields the result now and each time it has changed. The iterator ends when the reader leaves. */
  follow<Row>(read: () => Promise<Row>): AsyncIterableIterator<Row> {
    const leaving = new AbortController();
    const rows = this.rows(read, leaving.signal);
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

  private async *rows<Row>(read: () => Promise<Row>, signal: AbortSignal): AsyncGenerator<Row, undefined, void> {
    const changes = new Signal();
    const stopListening = this.checkpoints.onViewed(() => {
      changes.raise();
    });
    try {
      for (let last = ''; !signal.aborted;) {
        const { raised } = changes;
        const row = await read();
        const text = JSON.stringify(row);
        if (text !== last) yield row;
        last = text;
        await changes.wait(raised, LOOK_AGAIN_AFTER_MILLISECONDS, signal);
      }
    } finally {
      stopListening();
    }
    return undefined;
  }
}
