import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Capacity, capacityAt, capacityInMunicipality, type Person } from '../kernel/permissions.js';
import { type Id, isId } from '../kernel/identity.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { InstrumentedCommandBus } from '../platform/commands/command-bus.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { anyOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { type Feature, FEATURES } from '../platform/feature.service.js';
import { type Tokens, TOKENS } from '../platform/sign-in/tokens.service.js';
import { Changes, type NewChange } from './changes.service.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import type { Register, RegisterChange } from './register.js';
import type { RegisterCommand } from './register.command.js';
import { readRegister, writeChange } from './register-rows.service.js';

/** The data besides the command that a rule of the register needs in order to decide. */
export interface RegisterAct {
  readonly by: Id<'Person'>;
  readonly today: string;
  /** Resolves to whether a person in any municipality already has this sign-in subject. */
  isSignInTaken(subject: string): Promise<boolean>;
}

export interface Decision {
  /** Its administrators may give the command, and those of the municipality. With a municipality, only the latter may. */
  readonly place: Id<'Board'> | Id<'Municipality'>;
  /** The id that a `NOT_FOUND` refusal names when the actor may not know that the id exists (rule 43). */
  readonly id: string;
  /** Returns the id of the municipality, board or person whose revision the change raises. */
  about(register: Register): string;
  /** Returns the change that the command makes. @throws Refusal when a rule forbids the command. */
  rule(register: Register, act: RegisterAct): RegisterChange | Promise<RegisterChange>;
}

/** Handles administrators' commands, each in one transaction. A municipality's commands run one at a time. */
@Injectable()
export class RegisterChanges {
  readonly #db: PeopleDb;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly commandBus: InstrumentedCommandBus,
    @Inject(FEATURES) private readonly features: readonly Feature[],
  ) {
    this.#db = peopleIn(db);
  }

  /**
   * Carries out a command. Resolves to the id of the changed municipality, board or person.
   *
   * @throws Refusal of the rule, or `FORBIDDEN`, `NOT_FOUND`, `COMMAND_ID_REUSED`, `REVISION_CONFLICT`. A refused
   * command changes nothing (rule 45).
   */
  async change(command: RegisterCommand, person: Person, decision: Decision): Promise<string> {
    const commandId = command.commandId ?? randomUUID();
    return this.commandBus.counted(command.commandName, commandId, async () => {
      const capacity = capacityToManage(person, decision);
      return this.#db
        .transaction()
        .execute((transaction) =>
          this.decide(transaction, { command, commandId: commandId.toLowerCase(), person, capacity }, decision),
        );
    });
  }

  private async decide(db: PeopleDb, given: Given, decision: Decision): Promise<string> {
    const { command, commandId, person, capacity } = given;
    const { municipalityId } = person;
    const changes = new Changes(db, municipalityId);
    await changes.begin();
    const commandHash = hashOf(command, person);
    // Rule 41: a repeated command has no second effect and gets the same answer.
    const answered = await changes.answered(commandId, commandHash);
    if (answered !== null) return answered;
    const register = await readRegister(db, municipalityId);
    const thing = decision.about(register);
    // Rule 42: the service refuses the command when somebody made a change after the administrator read the revision.
    await changes.requireRevision(thing, command.expectedRevision);
    const change = await decision.rule(register, {
      by: person.personId,
      today: this.clock.today(),
      isSignInTaken: (subject) => isSignInTaken(db, this.tokens.issuer, subject),
    });
    await writeChange(db, { municipalityId, issuer: this.tokens.issuer }, change);
    if (change.happened === 'PersonNameErased') {
      const tables = this.features.flatMap(({ sideTables = [] }) => sideTables);
      for (const { forget } of tables) await forget?.(db, { municipalityId, personId: change.person.id });
    }
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

/** @throws Refusal `NOT_FOUND` or `FORBIDDEN` */
function capacityToManage(person: Person, { place, id }: Pick<Decision, 'place' | 'id'>): Capacity {
  // Rule 96: an administrator of a board changes what belongs to that board.
  if (isId('Board', place)) return capacityAt(person, 'manageRegister', place, id);
  return capacityInMunicipality(person, 'manageMunicipality', place, id);
}

interface Given {
  readonly command: RegisterCommand;
  readonly commandId: string;
  readonly person: Person;
  readonly capacity: Capacity;
}

export async function isSignInTaken(db: PeopleDb, issuer: string, subject: string): Promise<boolean> {
  return (await takenSignIns(db, issuer, [subject])).length > 0;
}

/** Returns those of the sign-ins that somebody has, each with the municipality of that person. */
export async function takenSignIns(db: PeopleDb, issuer: string, subjects: readonly string[]) {
  return db
    .selectFrom('persons')
    .select(['subject', 'municipality_id as municipalityId'])
    .where('issuer', '=', issuer)
    .where('subject', '=', anyOf(subjects))
    .execute();
}

/** Returns the SHA-256 of the command's content and its actor. A retry of the command has the same hash. */
export function hashOf(command: RegisterCommand, { personId }: Person): string {
  const { commandId: _, expectedRevision: __, ...content } = command;
  return canonicalHash({ ...content, by: personId });
}
