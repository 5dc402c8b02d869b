import { Inject, Injectable } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { activityOf, boardOf, type Id, municipalityOf } from '../kernel/identity.js';
import { permit, type Person } from '../kernel/permissions.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { SideTables } from '../platform/database/side-tables.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { hasBecomeProposal, isEmptyDraft, saveRemovalDraft } from './removal-draft.js';
import type { KeptRemovalDraft, RemovalDraft, SaveRemovalDraftData } from './removal-draft.js';
import { readProposing } from './removal-proposal.js';
import { type ReasonCategory, removalFold } from './removal.js';

type DraftTables = {
  drafts: {
    activity_id: Id<'Activity'>;
    person_id: Id<'Person'>;
    category: ReasonCategory | null;
    motivation: string;
    at: string;
    /** The number of proposals that the activity had when it was written. */
    proposals: number;
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

  /** The last save counts, because a draft is its writer's alone. An empty one takes away what was there. */
  async save(command: SaveRemovalDraftData & { commandId?: string }, person: Person): Promise<RemovalDraft | null> {
    const { activityId, commandId = randomUUID() } = command;
    const { read } = this.handling;
    return this.commandBus.counted('saveRemovalDraft', commandId, async () => {
      // Rule 47: whoever has written a draft may clear it, whatever has become of the activity or of the role.
      const isAtHome = municipalityOf(activityId) === person.municipalityId;
      if (isAtHome && isEmptyDraft(command) && (await this.drop(activityId, person))) return null;
      const [proposals, states] = [await read(removalFold, activityId), await readProposing(read, activityId)];
      const act = { actor: person, today: this.clock.today() };
      const draft = saveRemovalDraft(command, proposals, states, act, this.clock.now());
      if (draft === null) return null;
      await this.keep(draft, person);
      // The proposal can have come from another tab while this was on its way.
      if (!hasBecomeProposal(draft, await read(removalFold, activityId), person.personId)) return draft;
      await this.drop(activityId, person, draft.proposals);
      return null;
    });
  }

  /** Reads the person's own draft; null when there is none. @throws Refusal `NOT_FOUND` or `FORBIDDEN` */
  async read(activityId: Id<'Activity'>, person: Person): Promise<RemovalDraft | null> {
    permit(person, 'proposeRemoval', boardOf(activityId), activityId);
    const row = await this.#db
      .selectFrom('drafts')
      .select(['activity_id as id', 'category', 'motivation', 'at', 'proposals'])
      .where('activity_id', '=', activityId)
      .where('person_id', '=', person.personId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const proposals = await this.handling.read(removalFold, activityId);
    return hasBecomeProposal(row, proposals, person.personId) ? null : row;
  }

  /** Drops the person's draft that has become this proposal. One that the person wrote after the proposal stays. */
  async becameProposal(proposalId: Id<'RemovalProposal'>, person: Person): Promise<void> {
    const activityId = activityOf(proposalId);
    const proposals = await this.handling.read(removalFold, activityId);
    await this.drop(
      activityId,
      person,
      proposals.findIndex(({ id }) => id === proposalId),
    );
  }

  /** Drops the person's draft if the activity had at most so many proposals when it was written. Returns whether it did. */
  private async drop(activityId: Id<'Activity'>, { personId }: Person, proposals?: number): Promise<boolean> {
    const theirs = this.#db
      .deleteFrom('drafts')
      .where('activity_id', '=', activityId)
      .where('person_id', '=', personId)
      .returning('at');
    const dropped = await (proposals === undefined ? theirs : theirs.where('proposals', '<=', proposals)).execute();
    return dropped.length > 0;
  }

  private async keep({ id, ...written }: KeptRemovalDraft, { personId }: Person): Promise<void> {
    await this.#db
      .insertInto('drafts')
      .values({ activity_id: id, person_id: personId, ...written })
      .onConflict((conflict) =>
        conflict
          .columns(['activity_id', 'person_id'])
          .doUpdateSet(written)
          .where('drafts.proposals', '<=', written.proposals),
      )
      .execute();
  }
}

/** The schema of the drafts of proposals. No rebuild touches it, and every backup contains it. */
export const removalDraftTables: SideTables = {
  schema: SCHEMA,
  create: (db) => migrate(db, SCHEMA, { '0001_drafts': createTable, '0002_proposals': addProposals }),
  forget: async (db, { municipalityId, personId }) => {
    await sql`
      delete from removal_drafts.drafts
      where person_id = ${personId} and split_part(activity_id, '.', 1) = ${municipalityId}`.execute(db);
  },
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

async function addProposals<Tables>(db: Kysely<Tables>): Promise<void> {
  await db
    .withSchema(SCHEMA)
    .schema.alterTable('drafts')
    .addColumn('proposals', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
