import { type Kysely, sql } from 'kysely';

/** Name of the schema with the views of a build. */
export function schemaOf(build: string): string {
  return `views_${build.slice(0, LETTERS_OF_THE_BUILD)}`;
}

const LETTERS_OF_THE_BUILD = 12;

/** Name of the schema where a rebuild builds its copy. The rebuilding process holds the leader's lock of this name. */
export function copyOf(schema: string): string {
  return `${schema}_rebuilt`;
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

/** Reads the view schemas of all builds in a database, including the copies of rebuilds. */
export async function viewSchemas<Tables>(db: Kysely<Tables>): Promise<ViewSchema[]> {
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata where schema_name ~ '^views(_|$)'`.execute(db);
  return rows.map(({ schema }) => ({ schema, of: schema.replace(/_(?:rebuilt|outdated)$/, '') }));
}
