import { type ColumnType, type Kysely, sql } from 'kysely';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { SideTables } from '../platform/database/side-tables.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import type { Mailed } from './digest.js';

type LetterTables = {
  letters: {
    municipality_id: Id<'Municipality'>;
    person_id: Id<'Person'>;
    day: IsoDate;
    /** `begun` until the mail server has answered. It stays `begun` when the answer is lost. */
    outcome: 'begun' | 'accepted' | 'refused';
    /** The reminders that the mail is about. */
    reminders: ColumnType<string[], string, string>;
  };
};

/** Identifies a mail: a person gets one a day at most. */
export interface Letter {
  readonly municipality_id: Id<'Municipality'>;
  readonly person_id: Id<'Person'>;
  readonly day: IsoDate;
}

export const letterTables: SideTables = {
  schema: 'mail',
  create: (db) =>
    migrate(db, 'mail', {
      '0001_letters': async (transaction) => {
        await sql`create table mail.letters (
          municipality_id text collate "C" not null, person_id text collate "C" not null, day text collate "C" not null,
          outcome text not null, reminders json not null, primary key (municipality_id, person_id, day))`.execute(
          transaction,
        );
      },
    }),
};

/** Remembers which mails were sent. The rows stand beside the log, so that a rebuild keeps them. */
export class Letters {
  readonly #db: Kysely<LetterTables>;

  constructor(db: Kysely<ViewTables>) {
    this.#db = db.withSchema('mail').$extendTables<LetterTables>();
  }

  /** Returns the reminders that were mailed to each person of a municipality, on a day or later. */
  async mailed(municipalityId: Id<'Municipality'>, from: IsoDate): Promise<Mailed> {
    const rows = await this.#db
      .selectFrom('letters')
      .select(['person_id', 'reminders'])
      .where('municipality_id', '=', municipalityId)
      .where('day', '>=', from)
      .where('outcome', '=', 'accepted')
      .execute();
    const byPerson = Map.groupBy(rows, (row) => row.person_id);
    return new Map([...byPerson].map(([id, own]) => [id, new Set(own.flatMap(({ reminders }) => reminders))]));
  }

  /** Returns the persons for whom a mail of the day was begun, whatever became of it. */
  async begun(municipalityId: Id<'Municipality'>, day: IsoDate): Promise<ReadonlySet<Id<'Person'>>> {
    const rows = await this.#db
      .selectFrom('letters')
      .select('person_id')
      .where('municipality_id', '=', municipalityId)
      .where('day', '=', day)
      .execute();
    return new Set(rows.map((row) => row.person_id));
  }

  /** Begins a person's mail of the day. Returns false when another process or an earlier attempt has begun it. */
  async begin(letter: Letter, reminders: readonly string[]): Promise<boolean> {
    const row = await this.#db
      .insertInto('letters')
      .values({ ...letter, outcome: 'begun', reminders: JSON.stringify(reminders) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('day')
      .executeTakeFirst();
    return row !== undefined;
  }

  async end({ municipality_id, person_id, day }: Letter, outcome: 'accepted' | 'refused'): Promise<void> {
    await this.#db
      .updateTable('letters')
      .set({ outcome })
      .where('municipality_id', '=', municipality_id)
      .where('person_id', '=', person_id)
      .where('day', '=', day)
      .execute();
  }

  /** Forgets a mail that was certainly not sent, so that another attempt can follow on the same day. */
  async forget({ municipality_id, person_id, day }: Letter): Promise<void> {
    await this.#db
      .deleteFrom('letters')
      .where('municipality_id', '=', municipality_id)
      .where('person_id', '=', person_id)
      .where('day', '=', day)
      .execute();
  }
}
