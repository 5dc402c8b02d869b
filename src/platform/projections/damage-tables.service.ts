import { type Kysely, sql } from 'kysely';
import type { IsoInstant } from '../../kernel/tertial.js';
import { rowsOf, type ViewTables } from '../database/state-tables.view.js';
import { migrate } from '../database/migrations.service.js';
import { type Damage, keyOf } from '../event-store/damage.js';

/** A damage that somebody has found, and whether an operator has accepted it. */
export interface KeptDamage extends Damage {
  readonly isAccepted: boolean;
}

interface DamageRow extends Omit<KeptDamage, 'revision' | 'position'> {
  readonly revision: number | bigint | string;
  readonly position: number | bigint | string;
}

/** The most damages that are kept of one stream. Another program that writes to it without end cannot fill the table. */
const MOST_OF_A_STREAM = 20;

/** Creates the table of the damage that was found. It is not derived from the log alone: an operator may accept it. */
export async function createDamageTables(db: Kysely<ViewTables>): Promise<void> {
  await migrate(db, 'damage', {
    '0001_found': async (transaction) => {
      await sql`create table damage.found (
        stream text collate "C" not null,
        kind text not null,
        revision bigint not null,
        position bigint not null,
        id uuid,
        type text,
        accepted_at timestamptz,
        primary key (stream, kind, position, revision))`.execute(transaction);
    },
  });
}

/** Keeps damage that is not kept yet. */
export async function keepDamage(db: Kysely<ViewTables>, all: readonly Damage[]): Promise<void> {
  if (all.length === 0) return;
  const found = [...new Map(all.toReversed().map((damage) => [keyOf(damage), damage])).values()];
  const columns = {
    stream: 'text',
    kind: 'text',
    revision: 'bigint',
    position: 'bigint',
    id: 'text',
    type: 'text',
  } as const;
  const rows = found.map(({ stream, kind, revision, position, id, type }) => {
    return { stream, kind, revision, position, id, type };
  });
  await sql`
    insert into damage.found (stream, kind, revision, position, id, type)
    select stream, kind, revision, position, id::uuid, type from (${rowsOf(columns, rows)})
      as new (stream, kind, revision, position, id, type)
    where (select count(*) from damage.found old where old.stream = new.stream) < ${sql.lit(MOST_OF_A_STREAM)}
      and not exists (select 1 from damage.found old where old.stream = new.stream and old.revision = new.revision
        and old.kind = 'cut' and new.kind = 'cut')
    on conflict do nothing`.execute(db);
}

/** Reads all damage that was found, in the order of the log. */
export async function damageIn(db: Kysely<ViewTables>): Promise<KeptDamage[]> {
  const { rows } = await sql<DamageRow>`
    select stream, kind, revision, position, id::text as id, type, accepted_at is not null as "isAccepted"
    from damage.found order by position, stream, revision`.execute(db);
  return rows.map((row) => ({ ...row, revision: Number(row.revision), position: Number(row.position) }));
}

/** Takes note that an operator has accepted the damage of a stream. Returns whether there was any. */
export async function acceptDamage(db: Kysely<ViewTables>, stream: string, at: IsoInstant): Promise<boolean> {
  const { rows } = await sql`
    update damage.found set accepted_at = coalesce(accepted_at, ${at}) where stream = ${stream} returning stream`.execute(
    db,
  );
  return rows.length > 0;
}

/** Takes note that a damage is no longer there. */
export async function forgetDamage(
  db: Kysely<ViewTables>,
  { stream, kind, position, revision }: Damage,
): Promise<void> {
  await sql`delete from damage.found where stream = ${stream} and kind = ${kind} and position = ${position}
    and revision = ${revision}`.execute(db);
}
