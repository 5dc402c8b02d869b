import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { positionOf, type ReadState } from '../../kernel/fold.js';
import { type Id, idOf } from '../../kernel/identity.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import { MattersOfBoard } from './matters-of-board.service.js';

const ks = idOf('Board', 'exempel.ks');
const bun = idOf('Board', 'exempel.bun');

const read: ReadState = (fold) => Promise.resolve(fold.initial);

/** Tables without a matter, which count the questions that they are asked. */
function tablesUnderTest() {
  const asked: unknown[] = [];
  const db = new Kysely<ViewTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (one) => new PostgresIntrospector(one),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      asked.push(query.parameters[1]);
    },
  });
  return { asked, current: () => Promise.resolve(db) };
}

describe('the matters of a board', () => {
  const tail = { position: positionOf(1) };
  const tables = tablesUnderTest();
  const matters = new MattersOfBoard(tables, tail);

  async function askedBy(boards: readonly Id<'Board'>[]): Promise<unknown[]> {
    await Promise.all(boards.map((board) => matters.read(board, read)));
    return tables.asked.splice(0);
  }

  it('are asked for once by all the follow-ups of a list, for each board', async () => {
    expect(await askedBy([ks, ks, bun, ks])).toEqual(['exempel.ks.%', 'exempel.bun.%']);
  });

  it('are asked for again by who comes later', async () => {
    expect(await askedBy([ks])).toEqual(['exempel.ks.%']);
  });

  it('are asked for again by who knows of more events', async () => {
    const first = matters.read(ks, read);
    tail.position = positionOf(2);
    expect(await askedBy([ks])).toEqual(['exempel.ks.%', 'exempel.ks.%']);
    await first;
  });
});
