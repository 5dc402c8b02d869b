import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Creates a schema unless it exists. Processes that may create the same schema take a lock before. The statement
 * `create schema if not exists` alone fails when another process has just created the schema: PostgreSQL still
 * remembers from an earlier statement of the session that the schema is absent.
 */
export async function createSchema(db: QueryExecutorProvider, schema: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db);
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(db);
}
