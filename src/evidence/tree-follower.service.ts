import type { Kysely } from 'kysely';
import type { LogFollower } from '../platform/projections/log-index-tables.service.js';
import { rowsOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import { leafOf } from './leaf-of-event.service.js';
import { grown } from './merkle-tree.js';
import { type TileHash, tileHashes } from './tile.js';
import { createTreeTables, frontierIn, saveFrontier, treeIn } from './tree-tables.service.js';

/**
 * Adds a leaf to the tree for each event. One more costs the same however many there are: the leaf's own hash, less than
 * two hashes of the tree, and a row; what it is added to is some thirty hashes at most.
 */
export const treeFollower: LogFollower = {
  create: createTreeTables,
  counted: async (db) => (await frontierIn(db)).size,
  take: async (events, db) => {
    let frontier = await frontierIn(db);
    const hashes: TileHash[] = [];
    for (const event of events) {
      if (event.index !== frontier.size) {
        throw new Error(`The tree has ${frontier.size} leaves, and the next event is number ${event.index}.`);
      }
      const after = grown(sha256, frontier, leafOf(event).hash);
      frontier = after.frontier;
      hashes.push(...tileHashes(frontier.size, after.completed));
    }
    await writeHashes(db, hashes);
    await saveFrontier(db, frontier);
  },
};

async function writeHashes(db: Kysely<ViewTables>, hashes: readonly TileHash[]): Promise<void> {
  await treeIn(db)
    .insertInto('tile_hashes')
    .columns(['level', 'index', 'hash'])
    .expression(rowsOf({ level: 'integer', index: 'bigint', hash: 'bytea' }, hashes))
    .execute();
}
