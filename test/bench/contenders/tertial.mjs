// Ours: the log of the product, from its build, opened as the service opens it (a pool of 20 connections).

import { openStores } from '../../../dist/platform/open-stores.service.js';

export async function open(url) {
  const stores = await openStores({ folder: 'memory', eventsUrl: null, viewsUrl: url });
  const { events } = stores;
  return {
    /** `size`: how many events the stream has. */
    async append(stream, size, { id, data, metadata }) {
      const expected = size === 0 ? 'no stream' : size - 1;
      const event = { id, type: 'ActivityStatusReported', version: 1, data, metadata };
      const { outcome } = await events.append(stream, expected, [event]);
      if (outcome !== 'appended') throw new Error(`The append to ${stream} came out as ${outcome}.`);
    },
    async read(stream) {
      const pages = await Array.fromAsync(events.readStream(stream));
      return pages.flat().map(({ data, metadata }) => ({ data, metadata }));
    },
    close: () => stores.close(),
  };
}

export const counting = 'select count(*)::int as count from log.events';
