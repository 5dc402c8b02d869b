import type { Id } from '../kernel/identity.js';
import type { Capacity } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { PeopleDb } from './people-tables.service.js';
import type { RegisterChange } from './register.js';

export interface NewChange {
  readonly thing: string;
  /** A change, or an import, whose changes follow it. */
  readonly happened: RegisterChange['happened'] | 'PeopleImported';
  readonly actor: string;
  readonly capacity: Capacity;
  readonly at: IsoInstant;
  readonly commandId: string;
  readonly commandHash: string;
}

/** Stands between the id of an import and the number of one of its changes. No id of a command has it. */
const PART = '#';

/** The change history of a municipality's register. The caller must have opened a transaction. */
export class Changes {
  constructor(
    private readonly db: PeopleDb,
    private readonly municipalityId: Id<'Municipality'>,
  ) {}

  /** Locks the municipality's register, so that other changes wait until the transaction ends. */
  async begin(): Promise<void> {
    const id = this.municipalityId;
    await this.db
      .insertInto('municipalities')
      .values({ id, name: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await this.db.selectFrom('municipalities').select('id').where('id', '=', id).forUpdate().execute();
  }

  /** Returns the changed id if this command ran before; null for a new command. @throws Refusal `COMMAND_ID_REUSED` */
  async answered(commandId: string, commandHash: string): Promise<string | null> {
    const before = await this.ofMunicipality()
      .select(['thing', 'command_hash as hash'])
      .where('command_id', '=', commandId)
      .executeTakeFirst();
    if (before === undefined) return null;
    // Rule 41: the service refuses a known command id with other content.
    if (before.hash !== commandHash) throw new Refusal(refusals.COMMAND_ID_REUSED, { commandId });
    return before.thing;
  }

  /** @throws Refusal `REVISION_CONFLICT`, with the later changes, when `expected` is not the newest revision. */
  async requireRevision(thing: string, expected: number | null | undefined): Promise<void> {
    if (typeof expected !== 'number') return;
    const actual = await this.revisionOf(thing);
    if (expected === actual) return;
    const changes = await this.ofMunicipality()
      .select(['happened as event', 'actor', 'role', 'recorded_at as at'])
      .where('thing', '=', thing)
      .where('revision', '>', expected)
      .orderBy('revision')
      .execute();
    throw new Refusal(refusals.REVISION_CONFLICT, { expected, actual, changes });
  }

  async add({ thing, happened, actor, capacity, at, commandId, commandHash }: NewChange): Promise<void> {
    const { municipalityId: municipality_id } = this;
    await this.db
      .insertInto('changes')
      .values({
        municipality_id,
        thing,
        revision: (await this.revisionOf(thing)) + 1,
        happened,
        actor,
        acting_for: capacity.actingFor ?? null,
        role: capacity.role,
        recorded_at: at,
        command_id: commandId,
        command_hash: commandHash,
      })
      .execute();
    // Also erases the hashes of commands that set the name. With such a hash a reader could test guesses of the name.
    if (happened === 'PersonNameErased') await this.forgetNames(thing);
  }

  /** Adds the change with this number, from 1, among those of an import. The hash of the command stands with the import. */
  async addPart({ commandId, ...change }: Omit<NewChange, 'commandHash'>, number: number): Promise<void> {
    await this.add({ ...change, commandId: `${commandId}${PART}${number}`, commandHash: '' });
  }

  /** Returns what the changes of an import were, in no order. */
  async happenedBy(commandId: string): Promise<string[]> {
    const rows = await this.ofMunicipality()
      .select('happened')
      .where('command_id', 'like', `${commandId}${PART}%`)
      .execute();
    return rows.map(({ happened }) => happened);
  }

  private async forgetNames(thing: string): Promise<void> {
    await this.db
      .updateTable('changes')
      .set({ command_hash: '' })
      .where('municipality_id', '=', this.municipalityId)
      .where('thing', '=', thing)
      .where('happened', 'in', ['PersonAdded', 'PersonRenamed'])
      .execute();
    // Any file of an import can have the name, also where nothing that it changed is about the person.
    await this.db
      .updateTable('changes')
      .set({ command_hash: '' })
      .where('municipality_id', '=', this.municipalityId)
      .where('happened', '=', 'PeopleImported')
      .execute();
  }

  private async revisionOf(thing: string): Promise<number> {
    const row = await this.ofMunicipality()
      .select((select) => select.fn.max('revision').as('newest'))
      .where('thing', '=', thing)
      .executeTakeFirst();
    return row?.newest ?? -1;
  }

  private ofMunicipality() {
    return this.db.selectFrom('changes').where('municipality_id', '=', this.municipalityId);
  }
}
