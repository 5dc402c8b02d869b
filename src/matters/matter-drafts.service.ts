import { Inject, Injectable } from '@nestjs/common';
import { type ColumnType, type Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { permit, type Person } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import type { SideTables } from '../platform/database/side-tables.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { type Matter, matterFold } from './matter.js';
import { clearMatterDraft, draftOf, saveMatterDraft } from './matter-draft.js';
import type { ClearMatterDraftData, SaveMatterDraftData } from './matter-draft.js';
import type { DraftContent, KeptDraft, MatterDraft, ReadDrafts } from './matter-version.js';

type DraftTables = {
  matter_drafts: {
    matter_id: string;
    content: ColumnType<DraftContent | null, string | null, string | null>;
    authors: ColumnType<string[], string, string>;
    revision: number;
    by: string;
    at: string;
  };
};

/** A command has the id that its client gave; the service makes one when it is absent. */
interface Identified {
  readonly commandId?: string;
}

type DraftRule = (matter: Matter | null, kept: KeptDraft | null) => KeptDraft;

/**
 * Stores the drafts of matters. A draft is not a record (rule 47), so it is not in the log. Its table is in a schema of
 * its own that no rebuild touches.
 */
@Injectable()
export class MatterDrafts implements ReadDrafts {
  readonly #db: Kysely<DraftTables>;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly handling: CommandHandling,
    private readonly clock: Clock,
    private readonly commandBus: InstrumentedCommandBus,
  ) {
    this.#db = db.withSchema('drafts').$extendTables<DraftTables>();
  }

  save(command: SaveMatterDraftData & Identified, person: Person): Promise<MatterDraft> {
    const act = { actor: person, today: this.clock.today() };
    return this.change('saveMatterDraft', command, (matter, kept) =>
      saveMatterDraft(command, matter, kept, act, this.clock.now()),
    );
  }

  clear(command: ClearMatterDraftData & Identified, person: Person): Promise<MatterDraft> {
    const act = { actor: person, today: this.clock.today() };
    return this.change('clearMatterDraft', command, (matter, kept) =>
      clearMatterDraft(command, matter, kept, act, this.clock.now()),
    );
  }

  /** Reads the current draft. @throws Refusal `NOT_FOUND` or `FORBIDDEN` when the person may not write in the draft. */
  async read(matterId: Id<'Matter'>, person: Person): Promise<MatterDraft> {
    permit(person, 'draftMatter', boardOf(matterId), matterId);
    const matter = await this.handling.read(matterFold, matterId);
    return draftOf(existing(matter, matterId), await this.kept(matterId));
  }

  /** Reads the stored draft; null before the first save or clear. */
  async kept(matterId: Id<'Matter'>): Promise<KeptDraft | null> {
    const row = await this.#db
      .selectFrom('matter_drafts')
      .select(['content', 'authors', 'revision', 'by', 'at'])
      .where('matter_id', '=', matterId)
      .executeTakeFirst();
    return row ?? null;
  }

  /**
   * Stores the draft that the rule returns. If another person saved the draft in the meantime, calls the rule again.
   * The rule then refuses with `DRAFT_CHANGED`.
   */
  private async change(
    name: string,
    { matterId, commandId = randomUUID() }: Identified & Pick<ClearMatterDraftData, 'matterId'>,
    rule: DraftRule,
  ): Promise<MatterDraft> {
    return this.commandBus.counted(name, commandId, () => this.changed(matterId, rule));
  }

  private async changed(matterId: Id<'Matter'>, rule: DraftRule): Promise<MatterDraft> {
    for (;;) {
      const matter = await this.handling.read(matterFold, matterId);
      const kept = await this.kept(matterId);
      const changed = rule(matter, kept);
      if (changed === kept) return draftOf(existing(matter, matterId), kept);
      if (await this.replace(matterId, kept?.revision ?? 0, changed))
        return draftOf(existing(matter, matterId), changed);
    }
  }

  private async replace(matterId: Id<'Matter'>, revision: number, draft: KeptDraft): Promise<boolean> {
    const { content, authors, by, at } = draft;
    const row = {
      content: content === null ? null : JSON.stringify(content),
      authors: JSON.stringify(authors),
      revision: draft.revision,
      by,
      at,
    };
    const written = await this.#db
      .insertInto('matter_drafts')
      .values({ matter_id: matterId, ...row })
      .onConflict((conflict) =>
        conflict.column('matter_id').doUpdateSet(row).where('matter_drafts.revision', '=', revision),
      )
      .returning('revision')
      .executeTakeFirst();
    return written !== undefined;
  }
}

/** The schema of the drafts. No rebuild touches it, and every backup contains it. */
export const draftTables: SideTables = {
  schema: 'drafts',
  create: (db) => migrate(db, 'drafts', { '0001_matter_drafts': createTable }),
};

async function createTable<Tables>(db: Kysely<Tables>): Promise<void> {
  await db
    .withSchema('drafts')
    .schema.createTable('matter_drafts')
    .addColumn('matter_id', 'text', (column) => column.primaryKey())
    .addColumn('content', 'json')
    .addColumn('authors', 'json', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}
