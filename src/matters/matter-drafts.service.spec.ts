import { randomUUID } from 'node:crypto';
import { clerk, otherClerk, stranger, auditor, type Happened, unitManager } from '../../test/support/given.js';
import { opened, wayToMatter } from '../../test/support/matter-under-test.js';
import { type PostgresUnderTest, startPostgres } from '../../test/support/postgres-under-test.js';
import { statesUnderTest } from '../../test/support/states-under-test.js';
import { streamOf, versionOf } from '../kernel/fold.js';
import { type Id, idOf } from '../kernel/identity.js';
import { SimulatedClock } from '../platform/runtime/clock.service.js';
import type { Database } from '../platform/database/database.service.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { openEmbedded } from '../platform/database/embedded-database.service.js';
import { createEventTables } from '../platform/event-store/event-tables.service.js';
import { openPostgres } from '../platform/database/postgres-database.service.js';
import { SqlEventStore } from '../platform/event-store/sql-event-store.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { matterFold } from './matter.js';
import { draftTables, MatterDrafts } from './matter-drafts.service.js';
import type { MatterEvent } from './matter-event.js';

const now = '2026-05-12T08:00:00.000Z';
const nothing = { title: null, brief: null, considerations: null, attachments: null, recipients: null };

const uncounted: InstrumentedCommandBus = Object.assign(Object.create(InstrumentedCommandBus.prototype), {
  counted: (_command: string, _commandId: string, work: () => Promise<unknown>) => work(),
});

let postgres: PostgresUnderTest;
let log: Database<unknown>;
let store: SqlEventStore;
/** The id of the matter in the running test. Each test uses a new matter. */
let matterId: Id<'Matter'>;
let matters = 0;
const otherMatterId = idOf('Matter', 'exempel.ks.dnr-2025-1');

beforeAll(async () => {
  postgres = await startPostgres();
  log = await openEmbedded<unknown>('memory');
  await createEventTables(log.db);
  store = new SqlEventStore(log.db);
});
afterAll(async () => {
  await log.close();
  await postgres.stop();
});

async function happened(events: readonly Happened<MatterEvent>[]): Promise<void> {
  const metadata = {
    municipalityId: clerk.municipalityId,
    actor: clerk.personId,
    role: 'CLERK',
    commandId: randomUUID(),
    commandHash: '',
    correlationId: '',
    causationId: null,
  } as const;
  const appended = events.map(({ event: { type, data } }) => {
    return { id: randomUUID(), type, version: versionOf(matterFold, type), data, metadata };
  });
  await store.append(streamOf(matterFold, matterId), 'any', appended);
}

describe.each([
  ['the embedded database', () => openEmbedded<ViewTables>('memory')],
  ['PostgreSQL', async () => openPostgres<ViewTables>(await postgres.newDatabase())],
])('the drafts of matters in %s', (_, open) => {
  let database: Database<ViewTables>;
  let drafts: MatterDrafts;

  beforeAll(async () => {
    database = await open();
    await draftTables.create(database.db);
  });
  afterAll(() => database.close());

  beforeEach(() => {
    matters += 1;
    matterId = idOf('Matter', `exempel.ks.dnr-2026-${matters}`);
    drafts = newProcess();
  });

  function newProcess(): MatterDrafts {
    const { current } = statesUnderTest(store, database.db, []);
    return new MatterDrafts(database, new CommandHandling(store, current), new SimulatedClock(now), uncounted);
  }

  function save(expectedDraftRevision: number, brief: string, who = clerk) {
    return drafts.save({ matterId, expectedDraftRevision, ...nothing, brief }, who);
  }

  it('rule 73: keep what is saved, also for another process', async () => {
    await happened([opened]);
    expect(await drafts.kept(matterId)).toBeNull();
    const saved = await save(0, 'Kort.');
    expect(saved).toMatchObject({ texts: { brief: 'Kort.' }, authors: ['hans'], revision: 1, by: 'hans', at: now });
    expect(await newProcess().read(matterId, otherClerk)).toEqual(saved);
    expect(await drafts.kept(otherMatterId)).toBeNull();
  });

  it('rule 41: have one effect of what is sent twice, and the same answer', async () => {
    await happened([opened]);
    const saved = await save(0, 'Kort.');
    expect(await save(0, 'Kort.')).toEqual(saved);
    await expect(save(0, 'Kortare.')).rejects.toMatchObject({ code: 'DRAFT_CHANGED' });
    await expect(save(0, 'Kort.', otherClerk)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' });
    const cleared = await drafts.clear({ matterId, expectedDraftRevision: 1 }, clerk);
    expect(await drafts.clear({ matterId, expectedDraftRevision: 1 }, clerk)).toEqual(cleared);
    expect(cleared).toMatchObject({ revision: 2 });
  });

  it('rule 18: keep everyone who has written', async () => {
    await happened([opened]);
    await save(0, 'Kort.');
    expect((await save(1, 'Kortare.', unitManager)).authors).toEqual(['hans', 'ulla']);
  });

  it('rule 47: leave nothing of a text that is cleared', async () => {
    await happened([opened]);
    await save(0, 'Hemligt.');
    expect(await drafts.clear({ matterId, expectedDraftRevision: 1 }, clerk)).toMatchObject({
      texts: { brief: '' },
      authors: [],
      revision: 2,
    });
    const rows = await database.db
      .withSchema('drafts')
      .$extendTables<{ matter_drafts: object }>()
      .selectFrom('matter_drafts')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain('Hemligt');
    expect(await save(2, 'Nytt.')).toMatchObject({ texts: { brief: 'Nytt.' }, revision: 3 });
  });

  it('rule 42: take one of those that are saved at the same instant, and say to the others who was first', async () => {
    await happened([opened]);
    await save(0, 'Kort.');
    const attempts = await Promise.allSettled(
      [clerk, otherClerk, unitManager].map((who) => save(1, who.personId, who)),
    );
    const refused = attempts.filter(({ status }) => status === 'rejected');
    const { texts, revision, by } = await drafts.read(matterId, clerk);
    expect(revision).toBe(2);
    expect(texts.brief).toBe(by);
    expect(refused).toMatchObject([
      { reason: { code: 'DRAFT_CHANGED', details: { expected: 1, actual: 2, by } } },
      { reason: { code: 'DRAFT_CHANGED' } },
    ]);
  });

  it('rule 14: are left as they are when the matter is before the board', async () => {
    await happened(wayToMatter.BEFORE_BOARD);
    await expect(save(0, 'Sent.')).rejects.toMatchObject({ code: 'MATTER_STATUS' });
    expect(await drafts.kept(matterId)).toBeNull();
  });

  it('rule 47: are shown to those who write on them', async () => {
    await happened([opened]);
    await expect(drafts.read(matterId, auditor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(drafts.read(matterId, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(drafts.read(otherMatterId, clerk)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('write nothing to the log', async () => {
    await happened([opened]);
    const before = await store.head();
    await save(0, 'Kort.');
    await drafts.clear({ matterId, expectedDraftRevision: 1 }, clerk);
    expect(await store.head()).toBe(before);
  });
});
