// What vouches for the log, as whoever rewrites it would make it fit what they wrote, and sign it with the server's key.

import { sql } from 'kysely';
import { writeCheckpoint } from '../../dist/evidence/checkpoint.js';
import { sha256 } from '../../dist/platform/runtime/hashing.service.js';
import { leafOf } from '../../dist/evidence/leaf-of-event.service.js';
import { grown, emptyFrontier, rootOf } from '../../dist/evidence/merkle-tree.js';
import { signedNote, writeNote } from '../../dist/evidence/signed-note.js';
import { tileHashes, writeTile } from '../../dist/evidence/tile.js';
import { SqlEventStore } from '../../dist/platform/event-store/sql-event-store.service.js';

export async function eventsIn(db) {
  const events = [];
  for await (const page of new SqlEventStore(db).readAll(0)) events.push(...page);
  return events;
}

/** The tree over the first events of the log. */
export function treeOver(events) {
  let frontier = emptyFrontier;
  const hashes = [];
  for (const event of events) {
    const after = grown(sha256, frontier, leafOf(event).hash);
    frontier = after.frontier;
    hashes.push(...tileHashes(frontier.size, after.completed));
  }
  return { frontier, hashes, root: rootOf(sha256, frontier) };
}

/** Makes the tree's tables anew from the log as it is now. */
export async function makeTreeAnew(db) {
  const events = await eventsIn(db);
  const { frontier, hashes } = treeOver(events);
  await sql`delete from log_index.tile_hashes`.execute(db);
  await sql`delete from log_index.things`.execute(db);
  await sql`delete from log_index.entries where index >= ${events.length}`.execute(db);
  for (const { level, index, hash } of hashes) {
    await sql`insert into log_index.tile_hashes (level, index, hash) values (${level}, ${index}, ${hash})`.execute(db);
  }
  await sql`update log_index.tree set size = ${frontier.size}, frontier = ${writeTile(frontier.hashes)}`.execute(db);
  const position = events.at(-1)?.position ?? 0;
  await sql`update log_index.counted set events = ${events.length}, position = ${position}`.execute(db);
}

export function noteOf(events, origin, signers) {
  const { root } = treeOver(events);
  return writeNote(signedNote(writeCheckpoint({ origin, size: events.length, root, extensions: [] }), signers));
}

/** Takes away what was signed, and signs what there is now. */
export async function signAnew(db, origin, signers) {
  const events = await eventsIn(db);
  await sql`delete from evidence.checkpoints`.execute(db);
  await sql`insert into evidence.checkpoints (size, position, note)
    values (${events.length}, ${events.at(-1).position}, ${noteOf(events, origin, signers)})`.execute(db);
}
