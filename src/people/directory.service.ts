import { Inject, Injectable } from '@nestjs/common';
import { type Id, municipalityOf } from '../kernel/identity.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { type Addressees, addresseesIn, type Directory, directoryOf } from './directory.js';
import { type ReadDirectory, type Reporters, reportersOn } from './directory.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import { readRegister } from './register-rows.service.js';

/** Reads from the register who can be responsible for a board's activities, and who reports on them today. */
@Injectable()
export class BoardDirectory implements ReadDirectory {
  readonly #db: PeopleDb;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {
    this.#db = peopleIn(db);
  }

  async of(boardId: Id<'Board'>): Promise<Directory> {
    return directoryOf(await readRegister(this.#db, municipalityOf(boardId)), boardId);
  }

  async reportersToday(boardId: Id<'Board'>): Promise<Reporters> {
    const register = await readRegister(this.#db, municipalityOf(boardId));
    const { units, clerks } = reportersOn(register, boardId, this.clock.today());
    return { units, clerks: this.tokens.rolesAreInRegister ? clerks : null };
  }

  async addressees(municipalityId: Id<'Municipality'>): Promise<Addressees> {
    return addresseesIn(await readRegister(this.#db, municipalityId));
  }
}
