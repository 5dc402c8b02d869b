import { type Kysely, sql } from 'kysely';
import { indexCheckpointIn, indexIn } from '../platform/projections/log-index-tables.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { mayFollow, writeCheckpoint, type Checkpoint } from './checkpoint.js';
import { evidenceIn, type KeptCheckpoint, newestCheckpoint } from './evidence-tables.service.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import type { TreeHead } from './merkle-tree.js';
import { signedNote, writeNote } from './signed-note.js';
import type { Evidence } from './signing-keys.service.js';
import { consistencyIn, treeHead } from './tree-reader.service.js';

/** What became of an attempt to sign. */
export type Signing =
  | { readonly outcome: 'signed'; readonly size: number }
  /** The newest checkpoint says all there is to say. */
  | { readonly outcome: 'vouched for' }
  /** The tree is being made anew, and has not come as far as what is signed. */
  | { readonly outcome: 'behind' }
  /** The log is not what it was when the newest checkpoint was signed. Nothing is signed until it is again. */
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Signs the tree as it is, if it has grown since the newest checkpoint and begins with what that one vouches for.
 *
 * @param head the position of the log's newest event, as it was before
 */
export async function signNext(db: Kysely<ViewTables>, evidence: Evidence, head: number): Promise<Signing> {
  return db.transaction().execute(async (transaction) => {
    // Each build has a leader, and all of them sign for the same log: one after the other, each following on the last.
    await sql`select pg_advisory_xact_lock(hashtext('evidence'))`.execute(transaction);
    // Before the tree, which grows meanwhile: one that is smaller than what is signed may lack what came between.
    const { position } = await indexCheckpointIn(transaction);
    const [last, tree] = [await newestCheckpoint(transaction), await treeHead(transaction)];
    const origin = originOf(evidence, last);
    if (origin === null || (last === null && tree.size === 0)) return { outcome: 'vouched for' };
    const next = { ...tree, origin, extensions: [] };
    if (last !== null) {
      const verdict = await judge(transaction, last, next, position >= head);
      if (verdict !== null) return verdict;
    }
    await keep(transaction, tree, writeNote(signedNote(writeCheckpoint(next), evidence.signers)));
    return { outcome: 'signed', size: tree.size };
  });
}

/** Once something is signed it is the origin, whichever keys are added; null: nobody could sign. */
function originOf({ origin, signers }: Evidence, last: KeptCheckpoint | null): string | null {
  const [oldest] = signers;
  if (oldest === undefined) return null;
  return origin ?? last?.origin ?? oldest.key.name;
}

/** Null: it is to be signed. `isCounted`: the tree has all that the log had. */
async function judge(
  db: Kysely<ViewTables>,
  last: KeptCheckpoint,
  next: Checkpoint,
  isCounted: boolean,
): Promise<Signing | null> {
  if (next.size < last.size) {
    if (!isCounted) return { outcome: 'behind' };
    return refused(last, `It has ${next.size} events.`);
  }
  const older = { ...last, extensions: [] };
  const proof = await consistencyIn(db, last.size, next.size);
  if (mayFollow(sha256, older, next, proof)) return next.size === last.size ? { outcome: 'vouched for' } : null;
  if (next.origin !== last.origin) return refused(last, `Its origin is to be ${next.origin}: see EVIDENCE_ORIGIN.`);
  return refused(last, 'Some of them have been changed.');
}

function refused({ origin, size }: KeptCheckpoint, what: string): Signing {
  return {
    outcome: 'refused',
    reason: `The log is not the one of ${origin} that was signed with ${size} events. ${what}`,
  };
}

async function keep(db: Kysely<ViewTables>, { size }: TreeHead, note: string): Promise<void> {
  const { position } = await indexIn(db)
    .selectFrom('entries')
    .select('position')
    .where('index', '=', size - 1)
    .executeTakeFirstOrThrow();
  await evidenceIn(db)
    .insertInto('checkpoints')
    .values({ size, position: Number(position), note })
    .execute();
}
