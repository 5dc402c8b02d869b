import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import { v5 as uuidFrom } from 'uuid';
import { boardOf, type Id, idOf } from '../../kernel/identity.js';
import { type Capacity, capacityInMunicipality, type Person } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { InstrumentedCommandBus } from '../../platform/commands/command-bus.service.js';
import { DATABASE, type Database } from '../../platform/database/database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { type Tokens, TOKENS } from '../../platform/sign-in/tokens.service.js';
import { spreadsheetRefusals } from '../../platform/spreadsheets/spreadsheet-refusals.js';
import type { Table } from '../../platform/spreadsheets/table.js';
import { Changes } from '../changes.service.js';
import { type PeopleDb, peopleIn } from '../people-tables.service.js';
import { People } from '../people.service.js';
import type { RegisterChange } from '../register.js';
import { readRegister, writeChange } from '../register-rows.service.js';
import { hashOf, takenSignIns } from '../register.service.js';
import type { ImportPeople } from './import-people.command.js';
import { importPeople, lookAt, type PeopleImport } from './people-import.js';
import { type NamedStep, type ReadReviewSteps, REVIEW_STEPS } from './review-steps.js';

interface Given {
  readonly command: ImportPeople;
  readonly commandId: string;
  readonly person: Person;
  readonly capacity: Capacity;
  readonly table: Table;
  /** The sign-ins that the file names. */
  readonly signIns: readonly string[];
  /** The steps of the review chains of each board. */
  readonly steps: ReadonlyMap<Id<'Board'>, readonly NamedStep[]>;
}

/** The outcome of an import. */
interface Imported {
  /** The file as it was judged; null for a command that ran before. */
  readonly judged: PeopleImport | null;
  readonly happened: readonly string[];
}

/** Imports a file of people: all of its changes in one transaction, or none (rule 177). */
@Injectable()
export class PeopleImports {
  readonly #db: PeopleDb;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(TOKENS) private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly commandBus: InstrumentedCommandBus,
    private readonly people: People,
    @Inject(REVIEW_STEPS) private readonly stepsOf: ReadReviewSteps,
  ) {
    this.#db = peopleIn(db);
  }

  /** @throws Refusal `IMPORT_FAULTS`, `FORBIDDEN`, `COMMAND_ID_REUSED`, `REVISION_CONFLICT`, or one of an unreadable file */
  async carryOut(command: ImportPeople, person: Person): Promise<Imported & { readonly file: ReadFile }> {
    const { municipalityId } = person;
    const capacity = capacityInMunicipality(person, 'manageMunicipality', municipalityId, municipalityId);
    const file = await command.read();
    await letOthersIn();
    const { table } = file;
    const { tooLong, signIns } = lookAt(table);
    await letOthersIn();
    const commandId = (command.commandId ?? randomUUID()).toLowerCase();
    const given = { command, commandId, person, capacity, table, signIns, steps: await this.steps(municipalityId) };
    const decide = async () =>
      tooLong === null
        ? this.#db.transaction().execute((transaction) => this.decide(transaction, given))
        : judgedAs(tooLong, command);
    // A dry run is a question and no command.
    const imported = command.dryRun
      ? await decide()
      : await this.commandBus.counted(command.commandName, commandId, decide);
    return { ...imported, file };
  }

  /** Reads the steps before the transaction, which holds the one connection of an embedded database. */
  private async steps(municipalityId: Id<'Municipality'>): Promise<Given['steps']> {
    const boards = await this.people.allBoards(municipalityId);
    const steps = boards.map(async ({ id }): Promise<[Id<'Board'>, readonly NamedStep[]]> => {
      const boardId = idOf('Board', id);
      return [boardId, await this.stepsOf(boardId)];
    });
    return new Map(await Promise.all(steps));
  }

  private async decide(db: PeopleDb, given: Given): Promise<Imported> {
    const { command, commandId, person, table, signIns, steps } = given;
    const { municipalityId } = person;
    const changes = new Changes(db, municipalityId);
    if (!command.dryRun) await changes.begin();
    // Rule 41: a repeated command has no second effect and gets the same answer.
    const answered = await changes.answered(commandId, hashOf(command, person));
    if (answered !== null) return { judged: null, happened: await changes.happenedBy(commandId) };
    await changes.requireRevision(municipalityId, command.expectedRevision);
    const taken = Map.groupBy(await takenSignIns(db, this.tokens.issuer, signIns), (one) =>
      one.municipalityId === municipalityId ? 'here' : 'elsewhere',
    );
    const subjects = (where: 'here' | 'elsewhere') =>
      new Set((taken.get(where) ?? []).flatMap(({ subject }) => (subject === null ? [] : [subject])));
    const judged = importPeople(table, await readRegister(db, municipalityId), {
      today: this.clock.today(),
      takenHere: subjects('here'),
      // A dry run leaves no trace. It would tell of thousands of sign-ins which of them somebody elsewhere has.
      takenElsewhere: command.dryRun ? new Set() : subjects('elsewhere'),
      steps,
      newId: (row) => idOf('Person', uuidFrom(`row ${row}`, commandId)),
    });
    const imported = judgedAs(judged, command);
    if (!command.dryRun) await this.write(db, changes, given, judged.changes);
    return imported;
  }

  /** Writes the changes of a file, each as its own command would, and that they came with this one. */
  private async write(db: PeopleDb, changes: Changes, given: Given, all: readonly RegisterChange[]): Promise<void> {
    const { command, commandId, person, capacity } = given;
    const { municipalityId, personId: actor } = person;
    const recorded = { actor, capacity, at: this.clock.now() };
    const commandHash = hashOf(command, person);
    await changes.add({ ...recorded, thing: municipalityId, happened: 'PeopleImported', commandId, commandHash });
    for (const [index, change] of all.entries()) {
      await writeChange(db, { municipalityId, issuer: this.tokens.issuer }, change);
      const { happened } = change;
      await changes.addPart({ ...recorded, thing: thingOf(change, municipalityId), happened, commandId }, index + 1);
    }
  }
}

/** @throws Refusal `IMPORT_FAULTS` for a file with a fault, except in a dry run */
function judgedAs(judged: PeopleImport, { dryRun }: ImportPeople): Imported {
  const { faults, changes } = judged;
  if (!dryRun && faults.length > 0) throw new Refusal(spreadsheetRefusals.IMPORT_FAULTS, { faults });
  return { judged, happened: changes.map(({ happened }) => happened) };
}

type ReadFile = Awaited<ReturnType<ImportPeople['read']>>;

/** Returns the id of what a change is of, as the command that makes it alone does. */
function thingOf(change: RegisterChange, municipalityId: string): string {
  if (change.kind === 'person') return change.person.id;
  if (change.kind === 'role') return change.role.personId;
  return change.kind === 'unitMember' ? boardOf(change.member.unitId) : municipalityId;
}
