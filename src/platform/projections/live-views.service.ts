import { Injectable } from '@nestjs/common';
import { Progress } from './progress.service.js';
import { WakeUp } from '../runtime/wake-up.service.js';

const LOOK_AGAIN_AFTER_MILLISECONDS = 30_000;

/** Lets a reader follow a view. What is read is always the newest: a slow reader skips versions and costs no memory. */
@Injectable()
export class LiveViews {
  constructor(private readonly progress: Progress) {}

  /** Yields what is read now, and again whenever it has become something else. Ends when the reader leaves. */
  follow<Row>(read: () => Promise<Row>): AsyncIterableIterator<Row> {
    const leaving = new AbortController();
    const rows = this.rows(read, leaving.signal);
    return {
      next: () => rows.next(),
      // A generator that sleeps hears of its end only when it wakes.
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
    const news = new WakeUp();
    const stopListening = this.progress.onViewed(() => {
      news.call();
    });
    try {
      for (let last = ''; !signal.aborted;) {
        const { calls } = news;
        const row = await read();
        const text = JSON.stringify(row);
        if (text !== last) yield row;
        last = text;
        await news.sleep(calls, LOOK_AGAIN_AFTER_MILLISECONDS, signal);
      }
    } finally {
      stopListening();
    }
    return undefined;
  }
}
