// What vouches for the log, as whoever rewrites it would make it fit what they wrote, and sign it with the server's key.

import { sql } from 'kysely';
import { writeCheckpoint } from '../../dist/evidence/checkpoint.js';
import { sha256 } from '../../dist/platform/runtime/hashing.service.js';
import { leafOf } from '../../dist/evidence/leaf-of-event.service.js';
import { grown, emptyFrontier, rootOf } from '../../dist/evidence/merkle-tree.js';
import { signedNote, writeNote } from '../../dist/evidence/signed-note.js';
import { saveFrontier, treeFollower, treeIn } from '../../dist/evidence/tree-tables.service.js';
import { SqlEventStore } from '../../dist/platform/event-store/sql-event-store.service.js';
import { indexIn } from '../../dist/platform/projections/log-index-tables.service.js';

export async function eventsIn(db) {
  const events = [];
  for await (const page of new SqlEventStore(db).readAll(0)) events.push(...page);
  return events;
}

/** Makes the tree's tables anew from the log as it is now. */
export async function makeTreeAnew(db) {
  const events = await eventsIn(db);
  await treeIn(db).deleteFrom('tile_hashes').execute();
  await saveFrontier(db, emptyFrontier);
  const numbered = events.map((event, index) => ({ ...event, index }));
  await treeFollower.take(numbered, db);
  const tables = indexIn(db);
  await tables.deleteFrom('things').execute();
  await tables.deleteFrom('entries').where('index', '>=', events.length).execute();
  const position = events.at(-1)?.position ?? 0;
  await tables.updateTable('counted').set({ events: events.length, position }).execute();
}

export function noteOf(events, origin, signers) {
  const tree = events.reduce((frontier, event) => grown(sha256, frontier, leafOf(event).hash).frontier, emptyFrontier);
  const root = rootOf(sha256, tree);
  return writeNote(signedNote(writeCheckpoint({ origin, size: events.length, root, extensions: [] }), signers));
}

/** Takes away what was signed, and signs what there is now. */
export async function signAnew(db, origin, signers) {
  const events = await eventsIn(db);
  await sql`delete from evidence.checkpoints`.execute(db);
  await sql`insert into evidence.checkpoints (size, position, note)
    values (${events.length}, ${events.at(-1).position}, ${noteOf(events, origin, signers)})`.execute(db);
}
