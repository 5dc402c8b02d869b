import type { ColumnType, Kysely } from 'kysely';
import type { AnyEvent, Fold } from '../kernel/fold.js';

/** The state of each stream, as its fold makes it. */
export interface StatesTable<State> {
  kind: string;
  id: string;
  /** The wider thing that it is a part of, such as a goal's plan; else the id. */
  part_of: string;
  revision: number;
  position: number;
  /** A column of JSON text holds what the fold of its kind has made and nothing else: its type is the fold's. */
  state: ColumnType<State, string, string>;
}

/** Drivers give a 64-bit number as they please. */
export type Bigint = ColumnType<number | bigint | string, number, number>;

export interface CheckpointTable {
  /** Of the newest event that all rows of the schema have taken in. */
  position: Bigint;
  /** The build that made the rows: another one makes them anew. */
  build: string;
}

export interface ViewTables {
  states: StatesTable<unknown>;
  checkpoint: CheckpointTable;
}

export const VIEWS_DB = 'VIEWS_DB';

/** Reads states back from their rows. */
export class States {
  constructor(private readonly db: Kysely<ViewTables>) {}

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    if (ids.length === 0) return [];
    const rows = await this.of(fold).where('id', 'in', ids).execute();
    return rows.map(({ state }) => state);
  }

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    const [state] = await this.load(fold, [id]);
    return state ?? fold.initial;
  }

  /** All parts of the given wholes, such as the goals of some plans. */
  async parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]> {
    if (wholes.length === 0) return [];
    const rows = await this.of(fold).where('part_of', 'in', wholes).execute();
    return rows.map(({ state }) => state);
  }

  private of<State, Event extends AnyEvent>({ kind }: Fold<State, Event>) {
    return this.db
      .$extendTables<{ states: StatesTable<State> }>()
      .selectFrom('states')
      .select('state')
      .where('kind', '=', kind)
      .orderBy('id');
  }
}
