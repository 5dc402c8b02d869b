import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Capacity, capacityInMunicipality, type Person } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { Changes, type NewChange } from './changes.service.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import type { Register, RegisterChange } from './register.js';
import type { RegisterCommand } from './register.command.js';
import { readRegister, writeChange } from './register-rows.service.js';

/** The context in which a rule of the register judges a command. */
export interface RegisterAct {
  readonly by: Id<'Person'>;
  readonly today: string;
  /** Whether a person in any municipality already has this sign-in subject. */
  isSignInTaken(subject: string): Promise<boolean>;
}

export interface Decision {
  readonly municipalityId: Id<'Municipality'>;
  /** The thing reported as not found to an actor who may not know that it exists (rule 43). */
  readonly id: string;
  /** The thing whose revision the change counts: the municipality, a board with its units, a person with their roles. */
  about(register: Register): string;
  /** @throws Refusal */
  rule(register: Register, act: RegisterAct): RegisterChange | Promise<RegisterChange>;
}

/** Handles an administrator's command in one transaction, one command at a time in a municipality. */
@Injectable()
export class RegisterChanges {
  readonly #db: PeopleDb;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly commandBus: InstrumentedCommandBus,
  ) {
    this.#db = peopleIn(db);
  }

  /**
   * Resolves to the id of the changed thing.
   *
   * @throws Refusal of the rule, after which nothing has changed (rule 45), or `FORBIDDEN`, `NOT_FOUND`,
   * `COMMAND_ID_REUSED`, `REVISION_CONFLICT`.
   */
  async change(command: RegisterCommand, person: Person, decision: Decision): Promise<string> {
    const commandId = command.commandId ?? randomUUID();
    return this.commandBus.counted(command.commandName, commandId, async () => {
      const capacity = capacityInMunicipality(person, 'manageRegister', decision.municipalityId, decision.id);
      return this.#db
        .transaction()
        .execute((transaction) =>
          this.decide(transaction, { command, commandId: commandId.toLowerCase(), person, capacity }, decision),
        );
    });
  }

  private async decide(db: PeopleDb, given: Given, decision: Decision): Promise<string> {
    const { command, commandId, person, capacity } = given;
    const { municipalityId } = decision;
    const changes = new Changes(db, municipalityId);
    await changes.begin();
    const commandHash = hashOf(command, person);
    // Rule 41: a repeated command has no second effect and gets the same answer.
    const answered = await changes.answered(commandId, commandHash);
    if (answered !== null) return answered;
    const register = await readRegister(db, municipalityId);
    const thing = decision.about(register);
    // Rule 42: somebody changed the thing after the administrator read it; report who and when.
    await changes.requireRevision(thing, command.expectedRevision);
    const change = await decision.rule(register, {
      by: person.personId,
      today: this.clock.today(),
      isSignInTaken: (subject) => isSignInTaken(db, this.tokens.issuer, subject),
    });
    await writeChange(db, { municipalityId, issuer: this.tokens.issuer }, change);
    const { happened } = change;
    const recorded: NewChange = {
      thing,
      happened,
      actor: person.personId,
      capacity,
      at: this.clock.now(),
      commandId,
      commandHash,
    };
    await changes.add(recorded);
    return thing;
  }
}

interface Given {
  readonly command: RegisterCommand;
  readonly commandId: string;
  readonly person: Person;
  readonly capacity: Capacity;
}

export async function isSignInTaken(db: PeopleDb, issuer: string, subject: string): Promise<boolean> {
  const row = await db
    .selectFrom('persons')
    .select('id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row !== undefined;
}

/** The hash of the command and its actor. */
function hashOf(command: RegisterCommand, { personId }: Person): string {
  const { commandId: _, expectedRevision: __, ...content } = command;
  return canonicalHash({ ...content, by: personId });
}
