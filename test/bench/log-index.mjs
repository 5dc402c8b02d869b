// The index of a log and its Merkle tree, which a service makes beside what it is asked.

import { setTimeout as sleep } from 'node:timers/promises';
import { treeHead } from '../../dist/evidence/tree-tables.service.js';
import { openStores } from '../../dist/platform/open-stores.service.js';
import { LogIndex } from '../../dist/platform/projections/log-index.service.js';
import { query } from './places.mjs';

const LOOK_AGAIN_AFTER_MS = 100;

/** Resolves when a service has all events of a log in the index and in the tree. */
export async function indexed(url) {
  const stores = await openStores({ folder: 'memory', eventsUrl: null, viewsUrl: url });
  try {
    while (!(await isWhole(url, stores))) await sleep(LOOK_AGAIN_AFTER_MS);
  } finally {
    await stores.close();
  }
}

async function isWhole(url, { events, views }) {
  const [{ count }] = await query(url, 'select count(*)::int as count from log.events');
  const counted = await new LogIndex([], events, views).counted();
  const tree = await treeHead(views.db);
  return counted.events === count && tree.size === count;
}
