import { type Kysely, sql } from 'kysely';

/** Each build has its views in a schema of its own. */
export function schemaOf(build: string): string {
  return `views_${build.slice(0, LETTERS_OF_THE_BUILD)}`;
}

const LETTERS_OF_THE_BUILD = 12;

/** Where a schema's views are made anew, which whoever makes them leads. */
export function copyOf(schema: string): string {
  return `${schema}_rebuilt`;
}

/** Where they are put when others have taken their place. */
export function outdated(schema: string): string {
  return `${schema}_outdated`;
}

export interface ViewSchema {
  readonly schema: string;
  /** The schema that it is, or is a copy of: whose leader it belongs to. */
  readonly of: string;
}

/** The schemas of all builds' views in a database, copies among them. */
export async function viewSchemas<Tables>(db: Kysely<Tables>): Promise<ViewSchema[]> {
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata where schema_name ~ '^views(_|$)'`.execute(db);
  return rows.map(({ schema }) => ({ schema, of: schema.replace(/_(?:rebuilt|outdated)$/, '') }));
}
