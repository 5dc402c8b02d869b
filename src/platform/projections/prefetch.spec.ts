import { clerk, recorded } from '../../../test/support/given.js';
import { isFull, type Page, prefetch } from './prefetch.js';

const full = pageOf(1_000);
const short = pageOf(999);

function pageOf(events: number): Page {
  return Array.from({ length: events }, (_, index) => ({
    ...recorded({ type: 'ThingNoted', data: {} }, index, clerk),
    version: 1,
  }));
}

/** Yields pages, and counts the reads and the closings. */
class Reader {
  reads = 0;
  closed = 0;

  constructor(private readonly pages: readonly (Page | Error)[]) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Page, void, void> {
    try {
      for (const page of this.pages) {
        this.reads += 1;
        await Promise.resolve();
        if (page instanceof Error) throw page;
        yield page;
      }
      this.reads += 1;
    } finally {
      this.closed += 1;
    }
  }
}

/** Lets all pending promises settle. */
function aWhile(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function next(pages: AsyncGenerator<Page, void, void>): Promise<Page | undefined> {
  const { value } = await pages.next();
  await aWhile();
  return value ?? undefined;
}

describe('a page', () => {
  it('is full with a thousand events, not with fewer and not as `caught up`', () => {
    expect([full, short, [], 'caught up' as const].map(isFull)).toEqual([true, false, false, false]);
  });
});

describe('prefetched pages', () => {
  it('are those of the reader, in order, to its end', async () => {
    const pages: readonly Page[] = [full, short, 'caught up', [], full, 'caught up', full, full];
    for (const source of [new Reader(pages), pages]) {
      const read: Page[] = [];
      for await (const page of prefetch(source)) read.push(page);
      expect(read).toHaveLength(pages.length);
      for (const [index, page] of read.entries()) expect(page).toBe(pages[index]);
    }
  });

  it('are none before the first call, then one ahead of a full page', async () => {
    const reader = new Reader([full, full, full, full]);
    const pages = prefetch(reader);
    await aWhile();
    expect(reader.reads).toBe(0);
    for (const reads of [2, 3, 4]) {
      expect(await next(pages)).toBe(full);
      expect(reader.reads).toBe(reads);
      await aWhile();
      expect(reader.reads).toBe(reads);
    }
  });

  it.each([
    ['a page that is not full', short],
    ['`caught up`', 'caught up' as const],
  ])('are not read ahead after %s', async (_, page) => {
    const reader = new Reader([page, full]);
    const pages = prefetch(reader);
    expect(await next(pages)).toBe(page);
    expect(reader.reads).toBe(1);
    expect(await next(pages)).toBe(full);
    expect(reader.reads).toBe(3);
  });

  it('throw an error in its turn, after the page before it', async () => {
    const failure = new Error('The store is gone.');
    const reader = new Reader([full, failure]);
    const pages = prefetch(reader);
    expect(await next(pages)).toBe(full);
    expect(reader.reads).toBe(2);
    await aWhile();
    await expect(pages.next()).rejects.toBe(failure);
    expect(await next(pages)).toBeUndefined();
    expect(reader.closed).toBe(1);
  });

  it.each([
    ['a full page', full, 2],
    ['a page that is not full', short, 1],
  ])('close the reader when the consumer stops at %s', async (_, page, reads) => {
    const reader = new Reader([page, full, full]);
    for await (const read of prefetch(reader)) {
      expect(read).toBe(page);
      expect(reader.closed).toBe(0);
      break;
    }
    expect(reader.closed).toBe(1);
    expect(reader.reads).toBe(reads);
  });

  it('close the reader when the consumer fails', async () => {
    const reader = new Reader([full, full]);
    const takeIn = async (): Promise<void> => {
      for await (const page of prefetch(reader)) throw new Error(`No room for ${page.length}.`);
    };
    await expect(takeIn()).rejects.toThrow('No room for 1000.');
    expect(reader.closed).toBe(1);
  });
});
