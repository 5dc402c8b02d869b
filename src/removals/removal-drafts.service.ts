import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { boardOf, type Id } from '../kernel/identity.js';
import { permit, type Person } from '../kernel/permissions.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { SideTables } from '../platform/database/side-tables.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { type RemovalDraft, saveRemovalDraft, type SaveRemovalDraftData } from './removal-draft.js';
import { readProposing } from './removal-proposal.js';
import { type ReasonCategory, removalFold } from './removal.js';

type DraftTables = {
  drafts: {
    activity_id: Id<'Activity'>;
    person_id: Id<'Person'>;
    category: ReasonCategory | null;
    motivation: string;
    at: string;
  };
};

const SCHEMA = 'removal_drafts';

/** Keeps what each person has written of a proposal and not yet submitted, in a schema of its own (rule 47). */
@Injectable()
export class RemovalDrafts {
  readonly #db: Kysely<DraftTables>;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly handling: CommandHandling,
    private readonly clock: Clock,
    private readonly commandBus: InstrumentedCommandBus,
  ) {
    this.#db = db.withSchema(SCHEMA).$extendTables<DraftTables>();
  }

  /** The last save counts, because a draft is its writer's alone. */
  async save(command: SaveRemovalDraftData & { commandId?: string }, person: Person): Promise<RemovalDraft | null> {
    const { activityId, commandId = randomUUID() } = command;
    const { read } = this.handling;
    return this.commandBus.counted('saveRemovalDraft', commandId, async () => {
      const [proposals, states] = [await read(removalFold, activityId), await readProposing(read, activityId)];
      const act = { actor: person, today: this.clock.today() };
      const draft = saveRemovalDraft(command, proposals, states, act, this.clock.now());
      if (draft === null) await this.drop(activityId, person);
      else await this.keep(draft, person);
      return draft;
    });
  }

  /** Reads the person's own draft; null when there is none. @throws Refusal `NOT_FOUND` or `FORBIDDEN` */
  async read(activityId: Id<'Activity'>, person: Person): Promise<RemovalDraft | null> {
    permit(person, 'proposeRemoval', boardOf(activityId), activityId);
    const row = await this.#db
      .selectFrom('drafts')
      .select(['activity_id as id', 'category', 'motivation', 'at'])
      .where('activity_id', '=', activityId)
      .where('person_id', '=', person.personId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Drops the person's draft: it has become a proposal, or is empty. */
  async drop(activityId: Id<'Activity'>, { personId }: Person): Promise<void> {
    await this.#db
      .deleteFrom('drafts')
      .where('activity_id', '=', activityId)
      .where('person_id', '=', personId)
      .execute();
  }

  private async keep({ id, ...written }: RemovalDraft, { personId }: Person): Promise<void> {
    await this.#db
      .insertInto('drafts')
      .values({ activity_id: id, person_id: personId, ...written })
      .onConflict((conflict) => conflict.columns(['activity_id', 'person_id']).doUpdateSet(written))
      .execute();
  }
}

/** The schema of the drafts of proposals. No rebuild touches it, and every backup contains it. */
export const removalDraftTables: SideTables = {
  schema: SCHEMA,
  create: (db) => migrate(db, SCHEMA, { '0001_drafts': createTable }),
};

async function createTable<Tables>(db: Kysely<Tables>): Promise<void> {
  await db
    .withSchema(SCHEMA)
    .schema.createTable('drafts')
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('category', 'text')
    .addColumn('motivation', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('drafts_of_persons', ['activity_id', 'person_id'])
    .execute();
}
