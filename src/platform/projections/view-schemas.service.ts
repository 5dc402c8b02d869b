import { type Kysely, sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { BoundReaction } from '../../kernel/reaction.js';
import { textsOfCode } from '../runtime/code-files.service.js';
import { INDEX_SCHEMA } from './log-index-tables.service.js';

const LETTERS_OF_THE_HASH = 12;

/**
 * Returns the name of the schema for the rows that some code makes. Builds with the same code share the schema and its
 * leader. Builds with different formats of the log index do not share them, because a leader fills only the index of
 * its own format. Builds with different reactions do not share them, because a leader skips an event to which only
 * another build reacts.
 *
 * @param code `file:` URL of the file that imports all the code that makes the rows
 */
export function schemaOf(code: string, reactions: readonly Pick<BoundReaction, 'name' | 'kind' | 'types'>[]): string {
  const hash = createHash('sha256');
  for (const text of textsOfCode(code)) hash.update(JSON.stringify(text));
  hash.update(INDEX_SCHEMA);
  hash.update(JSON.stringify(reactions.map(({ name, kind, types }) => [name, kind, types])));
  return `views_${hash.digest('hex').slice(0, LETTERS_OF_THE_HASH)}`;
}

/** Name of the schema where a rebuild builds its copy. The rebuilding process holds the leader's lock of this name. */
export function copyOf(schema: string): string {
  return `${schema}_rebuilt`;
}

/** Name of the lock that one of the processes holds which wait for the log that the views of a schema know. */
export function waitingOn(schema: string): string {
  return `${schema}_waiting`;
}

/** Name that a rebuild gives to the schema that it replaces. */
export function outdated(schema: string): string {
  return `${schema}_outdated`;
}

export interface ViewSchema {
  readonly schema: string;
  /** Name of the live schema, without the suffix of a copy. The leader of the live schema owns its copies too. */
  readonly of: string;
}

/** Reads all view schemas in a database, including the copies of rebuilds. */
export async function viewSchemas<Tables>(db: Kysely<Tables>): Promise<ViewSchema[]> {
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata where schema_name ~ '^views(_|$)'`.execute(db);
  return rows.map(({ schema }) => ({ schema, of: schema.replace(/_(?:rebuilt|outdated)$/, '') }));
}
