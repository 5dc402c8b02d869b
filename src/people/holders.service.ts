import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Id, municipalityOf } from '../kernel/identity.js';
import type { Person } from '../kernel/permissions.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { holdersOn, type ReadHolders } from './holders.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import { readRegister } from './register-rows.service.js';
import { rolesIn } from './people.service.js';
import type { RoleAssignment } from './register.js';
import { type Vacancy, vacanciesAfter, vacancies } from './vacancies.js';

/** Reads from the register who has which role today. */
@Injectable()
export class Holders implements ReadHolders {
  readonly #db: PeopleDb;
  /** The readings that have not begun yet. */
  readonly #toBegin = new Map<Id<'Municipality'>, Promise<RoleAssignment[]>>();

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {
    this.#db = peopleIn(db);
  }

  async vacancies(municipalityId: Id<'Municipality'>): Promise<Vacancy[] | null> {
    if (!this.tokens.rolesAreInRegister) return null;
    return vacancies({ roles: await this.rolesIn(municipalityId) }, this.clock.today());
  }

  async vacanciesAfter(municipalityId: Id<'Municipality'>, personId: Id<'Person'>): Promise<Vacancy[]> {
    if (!this.tokens.rolesAreInRegister) return [];
    return vacanciesAfter(personId, { roles: await this.rolesIn(municipalityId) }, this.clock.today());
  }

  /**
   * Reads all roles of a municipality. Those who ask in the same turn, such as for each person of a list, share one
   * reading. Nobody gets a reading that began before the question, because it can lack a role that was given since.
   */
  private rolesIn(municipalityId: Id<'Municipality'>): Promise<RoleAssignment[]> {
    const shared = this.#toBegin.get(municipalityId) ?? this.nextReading(municipalityId);
    this.#toBegin.set(municipalityId, shared);
    return shared;
  }

  private async nextReading(municipalityId: Id<'Municipality'>): Promise<RoleAssignment[]> {
    await nextTurn();
    this.#toBegin.delete(municipalityId);
    return rolesIn(this.#db, municipalityId).execute();
  }

  async today(boardId: Id<'Board'>): Promise<Person[] | null> {
    if (!this.tokens.rolesAreInRegister) return null;
    return holdersOn(await readRegister(this.#db, municipalityOf(boardId)), boardId, this.clock.today());
  }
}
