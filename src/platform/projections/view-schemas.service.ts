import { type Kysely, sql } from 'kysely';

/** Name of the schema with the views of a build. */
export function schemaOf(build: string): string {
  return `views_${build.slice(0, LETTERS_OF_THE_BUILD)}`;
}

const LETTERS_OF_THE_BUILD = 12;

/** Name of the schema in which a rebuild builds its copy. The process that rebuilds is its leader. */
export function copyOf(schema: string): string {
  return `${schema}_rebuilt`;
}

/** Name that a rebuild gives the replaced schema. */
export function outdated(schema: string): string {
  return `${schema}_outdated`;
}

export interface ViewSchema {
  readonly schema: string;
  /** The schema that it is, or is a copy of; that schema's leader owns it. */
  readonly of: string;
}

/** The schemas with views of all builds in a database, including copies. */
export async function viewSchemas<Tables>(db: Kysely<Tables>): Promise<ViewSchema[]> {
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata where schema_name ~ '^views(_|$)'`.execute(db);
  return rows.map(({ schema }) => ({ schema, of: schema.replace(/_(?:rebuilt|outdated)$/, '') }));
}
