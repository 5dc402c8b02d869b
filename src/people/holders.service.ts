import { Inject, Injectable } from '@nestjs/common';
import { type Id, municipalityOf } from '../kernel/identity.js';
import type { Person } from '../kernel/permissions.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { holdersOn, type ReadHolders } from './holders.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import { readRegister } from './register-rows.service.js';

/** Reads from the register who has which role today. */
@Injectable()
export class Holders implements ReadHolders {
  readonly #db: PeopleDb;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {
    this.#db = peopleIn(db);
  }

  async today(boardId: Id<'Board'>): Promise<Person[] | null> {
    if (!this.tokens.rolesAreInRegister) return null;
    return holdersOn(await readRegister(this.#db, municipalityOf(boardId)), boardId, this.clock.today());
  }
}
