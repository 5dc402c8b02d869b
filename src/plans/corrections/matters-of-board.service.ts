import { Inject, Injectable } from '@nestjs/common';
import type { ReadState } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import { type Matter, matterFold } from '../../matters/matter.js';
import { ListTables } from '../../platform/projections/list-tables.service.js';
import { LogTail } from '../../platform/projections/log-tail.service.js';

/** Reads the matters of a board, of which one can have the report of a follow-up. */
@Injectable()
export class MattersOfBoard {
  /** The questions to the tables that are not answered yet. */
  readonly #asked = new Map<string, Promise<string[]>>();

  constructor(
    @Inject(ListTables) private readonly tables: Pick<ListTables, 'current'>,
    @Inject(LogTail) private readonly tail: Pick<LogTail, 'position'>,
  ) {}

  /**
   * The tables name the matters. Their states are the newest, because the board may have decided just now.
   *
   * @throws Refusal `STARTING` when the tables are far behind.
   */
  async read(boardId: Id<'Board'>, read: ReadState): Promise<Matter[]> {
    const ids = await this.idsIn(boardId);
    const matters = await Promise.all(ids.map((id) => read(matterFold, id)));
    return matters.filter((matter) => matter !== null);
  }

  /** Asks the tables once for all who ask at one position of the log, because a list asks for each of its follow-ups. */
  private idsIn(boardId: Id<'Board'>): Promise<string[]> {
    const question = `${this.tail.position} ${boardId}`;
    const asked = this.#asked.get(question);
    if (asked !== undefined) return asked;
    const answer = this.ids(boardId).finally(() => this.#asked.delete(question));
    this.#asked.set(question, answer);
    return answer;
  }

  private async ids(boardId: Id<'Board'>): Promise<string[]> {
    const db = await this.tables.current();
    const rows = await db
      .selectFrom('states')
      .select('id')
      .where('kind', '=', matterFold.kind)
      .where('id', 'like', `${boardId}.%`)
      .execute();
    return rows.map(({ id }) => id);
  }
}
