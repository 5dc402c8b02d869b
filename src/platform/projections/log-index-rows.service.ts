import type { Kysely } from 'kysely';
import { kindAndIdOf } from '../../kernel/fold.js';
import { isId } from '../../kernel/identity.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { referencedEntities } from '../../kernel/referenced-entities.js';
import { notWaitingForTheDisk } from '../database/database.service.js';
import { indexIn, type Indexed } from './log-index-tables.service.js';
import { CheckpointMoved } from './projection.service.js';
import { rowsOf, type ViewTables } from '../database/state-tables.view.js';

type Db = Kysely<ViewTables>;

/** How far the log has been counted. */
export interface Counted {
  readonly events: number;
  /** Of the last event that has been counted; 0: none. */
  readonly position: number;
  /** Of the log's first event, by which it is told from another log. */
  readonly log: string | null;
  /** The latest time of all events that have been counted, or that a question by time has settled; null: none. */
  readonly knownAt: IsoInstant | null;
}

export async function countedIn(db: Db): Promise<Counted> {
  const row = await indexIn(db).selectFrom('counted').selectAll().executeTakeFirst();
  const { events = 0, position = 0, log = null, known_at: knownAt = null } = row ?? {};
  return { events: Number(events), position: Number(position), log, knownAt: knownAt?.toISOString() ?? null };
}

/**
 * The latest time of all before, read and held until what follows is counted: a question can have settled it meanwhile.
 *
 * @throws CheckpointMoved when another process has counted on.
 */
export async function knownBefore(db: Db, from: Counted): Promise<IsoInstant | null> {
  const row = await indexIn(db)
    .selectFrom('counted')
    .select('known_at')
    .where('position', '=', from.position)
    .where('events', '=', from.events)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new CheckpointMoved(`The index no longer stands at ${from.position}.`);
  return row.known_at?.toISOString() ?? null;
}

export async function countOn(db: Db, to: Counted): Promise<void> {
  await indexIn(db)
    .updateTable('counted')
    .set({ events: to.events, position: to.position, log: to.log, known_at: to.knownAt })
    .returning(notWaitingForTheDisk.as('setting'))
    .executeTakeFirst();
}

/** What is counted from now on is known later than an instant. */
export async function settleAt(db: Db, instant: IsoInstant): Promise<void> {
  const next = new Date(Date.parse(instant) + 1).toISOString();
  await indexIn(db)
    .updateTable('counted')
    .set({ known_at: next })
    .where((where) => where.or([where('known_at', 'is', null), where('known_at', '<', new Date(next))]))
    .execute();
}

/** What stands in the index of one event. */
interface Entry {
  readonly index: number;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly kind: string;
  readonly type: string;
  readonly whole: string;
  readonly municipality_id: string;
  readonly board_id: string | null;
  readonly actor: string;
  readonly recorded_at: IsoInstant;
  readonly known_at: IsoInstant;
}

const columns = {
  index: 'bigint',
  position: 'bigint',
  stream: 'text',
  revision: 'integer',
  kind: 'text',
  type: 'text',
  whole: 'text',
  municipality_id: 'text',
  board_id: 'text',
  actor: 'text',
  recorded_at: 'timestamptz',
  known_at: 'timestamptz',
} as const;

/** The entries of events that follow on those known before. `wholeOf`: the wider thing that a stream's thing is a part of. */
export function entriesOf(
  events: readonly Indexed[],
  knownBefore: IsoInstant | null,
  wholeOf: (kind: string, id: string) => string,
): Entry[] {
  let knownAt = knownBefore ?? '';
  return events.map((event) => {
    const { index, position, stream, revision, type, metadata, recordedAt } = event;
    const [kind, id] = kindAndIdOf(stream);
    if (recordedAt > knownAt) knownAt = recordedAt;
    return {
      index,
      position,
      stream,
      revision,
      kind,
      type,
      whole: wholeOf(kind, id),
      municipality_id: metadata.municipalityId,
      board_id: boardIn(id),
      actor: metadata.actor,
      recorded_at: recordedAt,
      known_at: knownAt,
    };
  });
}

export async function writeEntries(db: Db, events: readonly Indexed[], entries: readonly Entry[]): Promise<void> {
  const things = events.flatMap((event) => referencedEntities(event).map((thing) => ({ thing, index: event.index })));
  const tables = indexIn(db);
  await tables
    .insertInto('entries')
    .columns([
      'index',
      'position',
      'stream',
      'revision',
      'kind',
      'type',
      'whole',
      'municipality_id',
      'board_id',
      'actor',
      'recorded_at',
      'known_at',
    ])
    .expression(rowsOf(columns, entries))
    .execute();
  await tables
    .insertInto('things')
    .columns(['thing', 'index'])
    .expression(rowsOf({ thing: 'text', index: 'bigint' }, things))
    .execute();
}

/** Of a thing's id; null: it is the whole municipality's. */
function boardIn(id: string): string | null {
  return isId('SteeringModel', id) ? null : id.split('.', 2).join('.');
}
